"""What is no feed, and the feeds that a web page links to."""

import pytest

from reader.sources.feeds import FeedLink, NotAFeedError, discover, parse
from reader.sources.feeds.limits import MAX_CANDIDATES, MAX_LINKS, MAX_PAGE

URL = "https://site.example/news/"
PAGE = """<!DOCTYPE html><html><head><title>News</title>
<!-- <link rel="alternate" type="application/rss+xml" href="/commented-out"> -->
<script>document.write('<link rel="alternate" type="application/rss+xml" href="/scripted">')</script>
<link rel="stylesheet" href="/style.css" type="text/css">
<link rel="alternate" hreflang="fr" href="/fr/">
<link rel="alternate" type="application/json" href="/wp-json/wp/v2/posts/1">
<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed/">
<link rel='alternate' type='application/rss+xml' title='News &amp; more' href='feed.xml'>
<link rel="feed alternate" type="application/atom+xml" href="/atom.xml">
<link rel="alternate" type="application/feed+json" href="https://other.example/feed.json">
</head><body><a href="/about">About</a> <a href="/feed.xml#top">RSS</a>
<a href="/rss">Subscribe</a> <a href="feed.xml">again</a> <a href="javascript:feed()">no</a></body></html>"""


def test_the_feeds_that_a_page_names_come_first_then_links_that_look_like_feeds_then_comments() -> None:
    assert discover(PAGE, URL) == (
        FeedLink("https://site.example/news/feed.xml", "News & more", "application/rss+xml"),
        FeedLink("https://site.example/atom.xml", "", "application/atom+xml"),
        FeedLink("https://other.example/feed.json", "", "application/feed+json"),
        FeedLink("https://site.example/feed.xml#top", "RSS"),
        FeedLink("https://site.example/rss", "Subscribe"),
        FeedLink("https://site.example/comments/feed/", "Comments", "application/rss+xml"),
    )


def test_a_page_that_should_be_a_feed_is_called_one_with_what_was_found_on_it() -> None:
    with pytest.raises(NotAFeedError, match=r"This is a web page, not a feed; found 6 feeds on it\.") as caught:
        parse(PAGE.encode(), url=URL, media_type="text/html")
    assert caught.value.candidates == discover(PAGE.encode(), URL)


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("<html><body>Nothing here.</body></html>", "This is a web page, not a feed; found no feed on it."),
        ("<!doctype html><a href=/feed>feed</a>", "This is a web page, not a feed; found 1 feed on it."),
        ("<html><body><rss></rss></body></html>", "This is a web page, not a feed; found no feed on it."),
        (
            "<?xml version='1.0'?><opml version='2.0'><body/></opml>",
            "This is a list of feeds in OPML, not a feed; `postil import` takes it in.",
        ),
        ("<?xml version='1.0'?><urlset/>", "This is not a feed but XML of another kind: <urlset>."),
        ('{"error": "not found"}', "This is JSON, but not a feed."),
        ("[1, 2]", "This is JSON, but not a feed."),
        ("Not found", "This is neither a feed nor a web page. The server calls it text/plain."),
        ("%PDF-1.7 \x00\x01", "This is neither a feed nor a web page. The server calls it text/plain."),
    ],
)  # fmt: skip
def test_what_is_no_feed_is_said_to_be_what_it_is(body: str, sentence: str) -> None:
    with pytest.raises(NotAFeedError) as caught:
        parse(body.encode(), url=URL, media_type="text/plain")
    assert str(caught.value) == sentence


def test_a_feed_behind_a_servers_warnings_is_found() -> None:
    body = b"<br />\n<b>Warning</b>: x in y.php\n<?xml version='1.0'?>\n<rss><channel><title>T</title></channel></rss>"
    assert parse(body, url=URL).title == "T"


def test_links_count_from_the_base_that_a_page_declares() -> None:
    page = '<base href="javascript:x"><base href="/blog/"><link rel=alternate type=application/rss+xml href=feed>'
    assert [link.url for link in discover(page, URL)] == ["https://site.example/blog/feed"]


@pytest.mark.parametrize(
    "path",
    [
        "/feed",
        "/feed/",
        "/rss.xml",
        "/atom.xml",
        "/index.xml",
        "/blog/rss",
        "/feed.json",
        "/?feed=rss2",
        "/feeds/all",
    ],
)
def test_links_in_the_text_that_look_like_feeds_are_candidates(path: str) -> None:
    assert [link.url for link in discover(f'<a href="{path}">x</a>', URL)] == [f"https://site.example{path}"]


@pytest.mark.parametrize(
    "path",
    ["/feedback", "/rssi", "/atomic", "/defeed", "/index.html", "/feed-the-birds", "feed:https://x.example/"],
)
def test_other_links_are_not(path: str) -> None:
    assert discover(f'<a href="{path}">x</a>', URL) == ()


def test_candidates_are_few_and_titles_clean() -> None:
    page = "".join(
        f'<link rel=alternate type=text/xml title="a\x1b[31m &#x202e;b" href=/{n}>' for n in range(1000)
    )
    found = discover(page, URL)
    assert len(found) == MAX_CANDIDATES
    assert found[0] == FeedLink("https://site.example/0", "a b", "text/xml")


def test_feeds_are_looked_for_in_the_beginning_of_a_page() -> None:
    link = "<a href=/feed>x</a>"
    assert discover(" " * (MAX_PAGE - len(link)) + link, URL)
    assert not discover(" " * MAX_PAGE + link, URL)
    assert discover("<a href=/x>" * (MAX_LINKS - 1) + link, URL)
    assert not discover("<a href=/x>" * MAX_LINKS + link, URL)


@pytest.mark.parametrize(
    "page",
    [
        "<a href='" * 50_000,
        "<a href=/feed>" * 30_000,
        "<!--" * 100_000,
        "<script>" * 100_000,
        "<link " + "a" * 300_000,
        "<a " + "x " * 100_000 + ">",
        "<a href='&#" + "9" * 5000 + ";'>",
    ],
    ids=lambda page: page[:12],
)
def test_a_hostile_page_is_looked_through(page: str) -> None:
    assert len(discover(page, URL)) <= 1
