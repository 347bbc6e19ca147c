"""What holds of every feed, and that both ways of reading one see the same."""

from dataclasses import replace
from datetime import datetime
from xml.sax import parseString
from xml.sax.handler import ContentHandler
from xml.sax.saxutils import escape, quoteattr

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reader.model import Entry, ParsedFeed
from reader.sources.feeds import FeedError, conformant, dates, discover, fast, links, parse
from reader.sources.feeds.making import make
from reader.sources.feeds.screening import screen
from reader.sources.feeds.sniffing import sniff
from reader.text.sanitize import clean

CHECKED = settings(deadline=None, max_examples=60)
URL = "https://site.example/feed.xml"

TEXT = st.one_of(
    st.sampled_from(
        [
            "",
            " ",
            "Plain words",
            "  two\n lines ",
            "AT&T",
            "&lt;b&gt; is a tag",
            "a &amp;amp; b &#8217; c",
            "<b>bold</b> title",
            "<p>One.</p><p>Two <a href='/x?a=1&amp;b=2'>three</a></p>",
            '<img src="pic.png"> <a href="https://other.example/">x</a>',
            "cafÃ© twice encoded",
            "l\u2019été\xa0»",
            "\x93quoted\x94",
            "日本語",
            "a\u202eb\u200bc",
            "Ada Venn",
            "ada@site.example (Ada Venn)",
            "ada@site.example",
            "a@b.technology",
            "<script>x</script>",
            "]]>",
            "https://site.example/1",
            "/relative/1",
            "?p=12",
            "tag:site.example,2024:1",
            "12345",
            "http:///three/slashes",
            "https://site.example/?a=1&b=2;c",
            "Fri, 31 May 2024 10:00:00 +0200",
            "2024-05-31T10:00:00Z",
            "Mon, 01 Jan 0001 00:00:00 +0000",
            "9999-12-31T23:59:59-05:00",
            "yesterday",
            "en-GB",
            "60",
            "hourly",
        ]
    ),
    st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=12),
)
LANGUAGE = st.sampled_from(["", ' xml:lang="de"', ' xml:lang="pt_BR"', ' xml:lang=""', ' lang="fr"'])
BASE = st.sampled_from(["", "", ' xml:base="https://base.example/a/"', ' xml:base="sub/"', ' base="/b/"'])
TYPE = st.sampled_from(
    ["", "", ' type="html"', ' type="text"', ' type="xhtml"', ' type="text/html"', ' type="image/png"']
)
GUID = st.sampled_from(
    ["", ' isPermaLink="false"', ' isPermaLink="true"', ' ispermalink="false"', ' isPermaLink="FALSE"']
)
XML_CHARACTERS = str.maketrans(dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF]))


def as_xml(text: str, how: int) -> str:
    """A text in an element: escaped, in a CDATA section, or as references."""
    text = text.translate(XML_CHARACTERS)
    if how == 0:
        return escape(text)
    if how == 1:
        return "<![CDATA[" + text.replace("]]>", "]]]]><![CDATA[>") + "]]>"
    return "".join(f"&#{ord(character)};" for character in text)


def element(names: list[str], attributes: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda name, text, how, one, two: f"<{name}{one}{two}>{as_xml(text, how)}</{name}>",
        st.sampled_from(names),
        TEXT,
        st.sampled_from([0, 0, 1, 2]),
        attributes,
        st.just("") | BASE | LANGUAGE,
    )


def empty(names: list[str], attributes: list[str]) -> st.SearchStrategy[str]:
    """An element with attributes alone."""
    values = st.lists(st.tuples(st.sampled_from(attributes), TEXT), max_size=4, unique_by=lambda pair: pair[0])
    return st.builds(
        lambda name, pairs: (
            f"<{name}" + "".join(f" {key}={quoteattr(as_value(value))}" for key, value in pairs) + "/>"
        ),
        st.sampled_from(names),
        values,
    )


def as_value(text: str) -> str:
    return text.translate(XML_CHARACTERS)


COMMON = st.one_of(
    element(["title", "link", "Title", "dc:title", "media:title"], st.just("")),
    element(["guid"], GUID),
    element(
        ["pubDate", "pubdate", "published", "updated", "dc:date", "dcterms:created", "dcterms:issued"],
        st.just(""),
    ),
    element(["author", "dc:creator", "itunes:author"], st.just("")),
    element(["itunes:summary", "media:description"], st.just("")),
    element(["content:encoded", "feedburner:origLink", "language", "dc:language"], st.just("")),
    element(["category", "comments", "slash:comments", "other:title", "x", "authors"], st.just("")),
    empty(["link", "atom:link"], ["href", "rel", "type", "length", "title"]),
    st.builds(
        lambda rel, href: f'<atom:link rel="{rel}" href={quoteattr(as_value(href))}/>',
        st.sampled_from(["alternate", "self", "enclosure", "SELF", "replies"]),
        TEXT,
    ),
    empty(["enclosure"], ["url", "type", "length", "href"]),
    empty(["media:content", "media:thumbnail"], ["url", "type", "medium", "fileSize", "lang"]),
    st.builds(
        lambda text: f"<author><name>{escape(as_value(text))}</name><email>a@b.example</email></author>", TEXT
    ),
    st.builds(lambda inner: f"<media:group>{inner}</media:group>", element(["media:description"], st.just(""))),
    st.builds(lambda inner: f"<source>{inner}</source>", element(["title", "updated", "id"], st.just(""))),
    st.builds(lambda inner: f"<other:box>{inner}</other:box>", element(["title", "other:y"], st.just(""))),
    st.sampled_from(["<!-- note -->", "<?php x ?>", "words between", "<title/>", "<link/>"]),
)
RSS_ENTRY = st.lists(
    COMMON | element(["description", "dc:description", "summary"], st.just("") | TYPE), max_size=8
).map("".join)
ATOM_ENTRY = st.lists(
    COMMON | element(["title", "summary", "content"], TYPE) | element(["id"], st.just("")), max_size=8
).map("".join)
CHANNEL = st.lists(
    st.one_of(
        element(
            ["title", "link", "language", "ttl", "sy:updatePeriod", "sy:updateFrequency", "description"],
            st.just(""),
        ),
        empty(["atom:link"], ["href", "rel", "type"]),
        element(["author", "dc:creator", "managingEditor", "id"], st.just("")),
        st.just("<image><title>Picture</title><url>https://site.example/p.png</url><link>/</link></image>"),
        st.just("<itunes:owner><itunes:name>Owner</itunes:name></itunes:owner>"),
        st.just("<other:box><title>Boxed</title></other:box>"),
    ),
    max_size=5,
).map("".join)
NAMESPACES = (
    ' xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
    ' xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" xmlns:slash="http://purl.org/rss/1.0/modules/slash/"'
    ' xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0" xmlns:other="https://other.example/ns"'
)


def rss(channel: str, entries: list[str], attributes: str) -> str:
    items = "".join(f"<item>{entry}</item>" for entry in entries)
    return f'<rss version="2.0"{NAMESPACES}{attributes}><channel>{channel}{items}</channel></rss>'


def rdf(channel: str, entries: list[str], attributes: str) -> str:
    items = "".join(f'<item rdf:about="urn:{n}">{entry}</item>' for n, entry in enumerate(entries))
    return (
        f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
        f"{NAMESPACES}{attributes}><channel>{channel}</channel>{items}</rdf:RDF>"
    )


def atom(channel: str, entries: list[str], attributes: str) -> str:
    items = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return f'<feed xmlns="http://www.w3.org/2005/Atom"{NAMESPACES}{attributes}>{channel}{items}</feed>'


SCOPE = st.builds(lambda base, language: base + language, BASE, LANGUAGE)
FEED = st.one_of(
    st.builds(rss, CHANNEL, st.lists(RSS_ENTRY, max_size=3), SCOPE),
    st.builds(rdf, CHANNEL, st.lists(RSS_ENTRY, max_size=3), SCOPE),
    st.builds(atom, CHANNEL, st.lists(ATOM_ENTRY, max_size=3), SCOPE),
).map(str.encode)
HARMFUL = [
    b"",
    b"<",
    b">",
    b"&",
    b"]]>",
    b"<![CDATA[",
    b"<!--",
    b"&#0;",
    b"&#xD800;",
    b"\x00",
    b"\xff",
    b"</item>",
    b"<item>",
]


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A feed in which pieces are missing, twice there, or something else."""
    feed = draw(FEED)
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(feed)))
        end = min(len(feed), start + draw(st.integers(0, 30)))
        feed = (
            feed[:start]
            + draw(st.sampled_from([*HARMFUL, feed[start:end] * 2]) | st.binary(max_size=4))
            + feed[end:]
        )
    return feed


PAGE_PIECES = [
    "<link ", "<a ", "rel=alternate ", "type='application/rss+xml' ", "href=", "/feed ", "'", '"', ">", "<!--", "-->",
    "<script>", "</script>", "<base href='https://b.example/'>", "&#99999999999;", "x",
]  # fmt: skip
ANYTHING = FEED | damaged() | st.binary(max_size=200)


def parsed(body: bytes) -> ParsedFeed | None:
    """The feed, or None if it was refused with a sentence."""
    try:
        return parse(body, url=URL)
    except FeedError as error:
        sentence = str(error)
    assert sentence.endswith(".")
    return None


def is_sound(entry: Entry) -> bool:
    for text in (entry.key, entry.title, entry.author or "", entry.language or ""):
        assert clean(text, one_line=True) == text
    assert entry.key
    for url in (entry.url, *(enclosure.url for enclosure in entry.enclosures)):
        assert url is None or (links.is_web(url) and clean(url, one_line=True) == url)
    for date in (entry.published, entry.updated):
        assert date is None or datetime.fromisoformat(date)
    entry.html.encode()
    return True


@CHECKED
@given(ANYTHING)
def test_whatever_comes_is_a_clean_feed_or_is_refused_with_a_sentence(body: bytes) -> None:
    feed = parsed(body)
    if feed is not None:
        assert clean(feed.title, one_line=True) == feed.title
        assert all(is_sound(entry) for entry in feed.entries)
        assert len({entry.key for entry in feed.entries}) == len(feed.entries)


@settings(CHECKED, max_examples=150)
@given(FEED)
def test_what_is_read_fast_is_read_alike_by_feedparser(body: bytes) -> None:
    body = body.strip()
    fast_feed = fast.read(body, URL)
    assume(fast_feed is not None)
    assert fast_feed is not None
    slow_feed = conformant.read(body, sniff(body.decode()), URL)
    assert make(fast_feed, URL) == replace(make(slow_feed, URL), notices=())


class _Ignoring(ContentHandler):
    """Takes nothing in."""


@CHECKED
@given(ANYTHING)
def test_what_feedparser_is_given_is_well_formed(body: bytes) -> None:
    text = body.decode("utf-8", "replace")
    sniffed = sniff(text)
    assume(sniffed.root)
    try:
        screened = screen(text, sniffed.start)
    except FeedError:
        return
    parseString(screened.data, _Ignoring())


@CHECKED
@given(st.lists(TEXT, min_size=1, max_size=6), st.randoms())
def test_keys_do_not_depend_on_the_order_of_the_entries(titles: list[str], random: object) -> None:
    def keys(order: list[str]) -> set[str]:
        items = [
            f"<guid isPermaLink='false'>same</guid><title>{escape(as_value(title))}</title>" for title in order
        ]
        return {entry.key for entry in parse(rss("", items, "").encode(), url=URL).entries}

    assert keys(titles) == keys(titles[::-1])


@CHECKED
@given(TEXT | st.text(st.sampled_from("0123456789:+-TZ .,/abcdefghijklmnopqrstuvwxyz²٣"), max_size=40))
def test_a_text_is_a_date_or_none(text: str) -> None:
    date = dates.iso(text)
    if date is not None:
        assert dates.iso(date) == date
        assert dates.moment(date) > dates.moment(None)


@CHECKED
@given(TEXT)
def test_links_are_made_absolute_once(html: str) -> None:
    once = links.resolved(html, URL)
    assert links.resolved(once, "https://elsewhere.example/") == once or "href" not in html


@CHECKED
@given(st.lists(st.sampled_from(PAGE_PIECES), max_size=30).map("".join))
def test_only_feeds_on_the_web_are_found_on_a_page(html: str) -> None:
    found = discover(html, URL)
    assert all(links.is_web(link.url) for link in found)
    assert len({link.url for link in found}) == len(found)
