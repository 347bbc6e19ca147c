"""Feeds made to harm: each is refused with a sentence, or read without the harm.

What is made to take long would take minutes if it were not bounded; here each takes a part of a second.
"""

from pathlib import Path

import pytest

from reader.model import ParsedFeed
from reader.sources.feeds import (
    BrokenFeedError,
    EmptyFeedError,
    FeedError,
    FeedTooDeepError,
    FeedTooLargeError,
    FeedTooManyError,
    limits,
    parse,
)

URL = "https://site.example/feed.xml"
UNUSUAL = "&nbsp;"
"""What sends a feed to feedparser."""


def read(text: str | bytes) -> ParsedFeed:
    return parse(text.encode() if isinstance(text, str) else text, url=URL)


def rss(elements: str) -> str:
    return f'<rss version="2.0"><channel><title>F</title>{elements}</channel></rss>'


def item(number: int, extra: str = "") -> str:
    # The later an entry stands in the feed, the newer it is.
    date = f"2024-01-01T{number // 3600:02}:{number // 60 % 60:02}:{number % 60:02}Z"
    return f"<item><guid>{number}</guid><title>T{number}</title><pubDate>{date}</pubDate>{extra}</item>"


def test_entities_of_a_bomb_stay_literal() -> None:
    declared = '<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(n + 1)} "{f"&{chr(n)};" * 10}">' for n in range(ord("a"), ord("y"))
    )
    feed = read(f"<!DOCTYPE rss [{declared}]>" + rss("<item><guid>1</guid><title>&y;</title></item>"))
    assert feed.entries[0].title == "&y;"
    quadratic = f'<!DOCTYPE rss [<!ENTITY a "{"a" * 100_000}">]>' + rss(
        f"<item><title>{'&a;' * 50_000}</title></item>"
    )
    assert read(quadratic).entries[0].title.startswith("&a;&a;")


@pytest.mark.parametrize("declaration", ['SYSTEM "{}"', 'PUBLIC "x" "{}"'])
def test_an_entity_that_is_a_file_is_not_read(tmp_path: Path, declaration: str) -> None:
    secret = tmp_path / "secret"
    secret.write_text("TOP-SECRET")
    for address in (secret.as_uri(), str(secret)):
        external = declaration.format(address)
        doctype = f"<!DOCTYPE rss [<!ENTITY x {external}><!ENTITY % y {external}> %y;]>"
        feed = read(doctype + rss("<item><title>a &x; b</title><description>&x;</description></item>"))
        assert "SECRET" not in repr(feed)
        assert feed.entries[0].title == "a &x; b"


def test_what_looks_like_a_path_or_an_address_is_not_opened(tmp_path: Path) -> None:
    stored = tmp_path / "feed.xml"
    stored.write_text(rss(item(1)))
    for body in (str(stored), stored.as_uri(), f"http://127.0.0.1:9/{stored}"):
        with pytest.raises(FeedError, match="neither a feed nor a web page"):
            read(body)


@pytest.mark.parametrize("end", ["", "</a>"], ids=["open", "closed"])
def test_two_hundred_thousand_elements_in_each_other_are_refused(end: str) -> None:
    with pytest.raises(FeedTooDeepError, match=f"deeper than {limits.MAX_DEPTH} elements"):
        read(rss("<a>" * 200_000 + end * 200_000))


def test_of_elements_that_nobody_closes_each_ends_with_the_one_around_it() -> None:
    text = "<description>" + "<br><p>x<li>y" * limits.MAX_DEPTH + "</description>"
    assert len(read(rss(item(1, "<description>" + "<br>" * 300 + "x</description>") + item(2))).entries) == 2
    with pytest.raises(FeedTooDeepError):
        read(rss(item(1, text.replace("<p>", "<b>"))))


def test_of_fifty_thousand_entries_the_newest_are_taken_and_that_is_said() -> None:
    feed = read(rss("".join(map(item, range(50_000)))))
    assert feed.notices == (f"The feed has 50,000 entries; the newest {limits.MAX_ENTRIES:,} were taken.",)
    keys = [int(entry.key) for entry in feed.entries]
    assert keys == list(range(50_000 - limits.MAX_ENTRIES, 50_000))


def test_of_an_unusual_feed_of_too_many_entries_the_first_are_taken_and_that_is_said() -> None:
    feed = read(rss(f"<description>{UNUSUAL}</description>" + "".join(map(item, range(limits.MAX_ENTRIES + 3)))))
    assert [entry.key for entry in feed.entries] == [str(number) for number in range(limits.MAX_ENTRIES)]
    assert feed.notices == (
        f"The feed has {limits.MAX_ENTRIES + 3:,} entries; the first {limits.MAX_ENTRIES:,} were taken.",
    )


def test_thousands_of_entries_of_one_id_are_told_apart() -> None:
    entries = "".join(f"<item><guid>x</guid><title>T{number}</title></item>" for number in range(10_000))
    assert len({entry.key for entry in read(rss(entries)).entries}) == limits.MAX_ENTRIES


def test_too_many_tags_are_refused() -> None:
    with pytest.raises(FeedTooManyError, match=f"more than {limits.MAX_MARKUP:,} tags"):
        read(rss("<a/>" * (limits.MAX_MARKUP + 1)))
    with pytest.raises(FeedTooManyError, match=f"more than {limits.MAX_UNUSUAL_TAGS:,} tags"):
        read(rss("<a/>" * limits.MAX_UNUSUAL_TAGS + UNUSUAL))


def test_a_damaged_feed_that_is_too_large_is_refused() -> None:
    with pytest.raises(FeedTooLargeError, match="limit for such feeds is 10 MB"):
        read(rss(item(1, "<description>" + "x" * limits.MAX_UNUSUAL + "</description>") + UNUSUAL))


def test_files_beyond_the_most_that_an_entry_may_have_are_left_out_with_a_notice() -> None:
    files = "".join(f'<enclosure url="/{number}.mp3"/>' for number in range(20_000))
    feed = read(rss(item(1, files)))
    assert len(feed.entries[0].enclosures) == limits.MAX_ENCLOSURES
    assert feed.notices == (f"“T1” comes with 20,000 files; the first {limits.MAX_ENCLOSURES} were taken.",)


def test_notices_are_few() -> None:
    files = "".join(f'<enclosure url="/{number}.mp3"/>' for number in range(limits.MAX_ENCLOSURES + 1))
    assert len(read(rss("".join(item(number, files) for number in range(100)))).notices) == limits.MAX_NOTICES


def test_addresses_and_media_types_that_are_too_long_are_none() -> None:
    long = "https://site.example/" + "a" * limits.MAX_URL
    entry = read(
        rss(item(1, f'<link>{long}</link><enclosure url="/a" type="{"a" * 200}/b" length="{"9" * 99}"/>'))
    ).entries[0]
    assert entry.url is None
    assert (entry.enclosures[0].media_type, entry.enclosures[0].size) == (None, None)


def test_a_tag_that_is_too_long_is_text_and_of_too_many_attributes_some_are_left_out() -> None:
    long = "a" * limits.MAX_TAG
    feed = read(rss(f'<item><title>T{UNUSUAL}</title><enclosure url="/1.mp3"/><enclosure url="/{long}"/></item>'))
    assert [enclosure.url for enclosure in feed.entries[0].enclosures] == ["https://site.example/1.mp3"]
    before = " ".join(f"x{number}='1'" for number in range(limits.MAX_ATTRIBUTES))
    feed = read(rss(f"<item><title>T{UNUSUAL}</title><enclosure {before} url='/2.mp3'/></item>"))
    assert feed.entries[0].enclosures == ()


def test_an_author_is_as_long_as_a_name_can_be() -> None:
    author = "Ada " * limits.MAX_PERSON + "Venn"
    for unusual in ("", UNUSUAL):
        name = read(rss(item(1, f"<author>{author}</author>") + unusual)).entries[0].author
        assert name is not None
        assert name.startswith("Ada Ada")
        assert len(name) <= limits.MAX_NAME


@pytest.mark.parametrize(
    "elements",
    [
        "<author>" + "a" * 300_000 + "</author>",
        "<author>" + "aaaaaaaaaaaaaaa." * 20_000 + "@</author>",
        "<author><name>" + "a" * 60 + "</name></author>" * 5_000,
        "".join(f"<category>{number}</category>" for number in range(10_000)),
        "<![CDATA[" * 50_000,
        "<!--" * 50_000,
        "<!x " * 50_000,
        "<?x " * 50_000,
        "<a " * 100_000,
        "<a b='" * 100_000,
        "<a " + "b='1' " * 30_000 + "/>",
        ("<a " + " ".join(f"b{number}='1'" for number in range(1_000)) + "/>") * 20,
        "&" * 100_000,
        "&a" * 100_000,
        "\n" * 500_000,
        "<title>" + "&lt;" * 100_000 + "</title>",
        "<description>" + "&lt;a href='" * 100_000 + "</description>",
        "<description>" + "href=\"'" * 100_000 + "</description>",
        "<description>" + "<p>x" * 20_000 + "</description>",
        "<description><div>" + "\n&#10;" * 50_000 + "<b>x</b></div></description>",
        "<link>http://" + "[" * 100_000 + "</link>",
        "<pubDate>" + "1" * 100_000 + "</pubDate>",
    ],
    ids=lambda elements: elements[:20],
)
@pytest.mark.parametrize("unusual", ["", UNUSUAL], ids=["fast", "feedparser"])
def test_what_is_made_to_take_long_is_read_in_bounded_time(elements: str, unusual: str) -> None:
    feed = read(rss(f"<item><guid>1</guid><title>First{unusual}</title></item><item>{elements}</item>" + item(2)))
    assert feed.entries[0].title == "First"


def test_white_space_before_xhtml_takes_no_longer_than_other_text() -> None:
    content = '<content type="xhtml">' + "\n&#10;&#160;" * 50_000 + "<div>x</div></content>"
    feed = read(f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id>{content}</entry></feed>')
    assert feed.entries[0].html == "x"


@pytest.mark.parametrize(
    "before",
    [
        "\n" * 100_000,
        "<!--" + "\n" * 100_000 + "-->",
        "<!DOCTYPE x [" + '<!ENTITY a "b">\n' * 5_000 + "]>",
        "<!" * 50_000,
    ],
    ids=["blank", "comment", "doctype", "damaged"],
)
def test_what_comes_before_a_feed_does_not_matter(before: str) -> None:
    assert read(before + rss(item(1))).entries[0].key == "1"


@pytest.mark.parametrize("body", [b"", b" \n\t ", b"\xef\xbb\xbf", b"\0\0\0"])
def test_nothing_at_all_is_said_to_be_nothing(body: bytes) -> None:
    with pytest.raises(EmptyFeedError, match="sent nothing at all"):
        read(body)


@pytest.mark.parametrize(
    "body",
    [
        '{"version": "https://jsonfeed.org/version/1", "items": [',
        '{"version": "https://jsonfeed.org/version/1", "items": ' + "[" * 500_000 + "]" * 500_000 + "}",
        "<rss",
        "<rss><channel><ti",
        "<feed <a></feed>",
    ],
    ids=["JSON", "deep JSON", "cut", "empty", "damaged"],
)
def test_a_feed_of_which_nothing_can_be_read_is_said_to_be_damaged(body: str) -> None:
    with pytest.raises(BrokenFeedError, match=r"damaged and nothing in it can be read: .+\."):
        read(body)


@pytest.mark.parametrize(
    "feed",
    [
        {"version": 1, "items": []},
        {"version": "https://jsonfeed.org/version/1", "items": {}},
        {
            "version": "https://jsonfeed.org/version/1",
            "items": [1, None, "x", {"id": [], "title": 3, "authors": [1]}],
        },
        {"items": [{"id": True, "attachments": [{"url": 1}, 2], "date_published": [], "author": "x"}]},
    ],
)
def test_json_of_other_shapes_is_a_feed_without_what_makes_no_sense(feed: dict[str, object]) -> None:
    import json

    assert read(json.dumps(feed)).entries == ()


def test_a_damaged_feed_is_read_as_well_as_could_be_and_that_is_said() -> None:
    text = f"{item(1)}<item><title>Two<br> & a <b>half</title><link>/2</link><item><title>Three</title>"
    feed = read('<rss version="2.0"><channel><title>F</title>' + text)
    assert [entry.title for entry in feed.entries] == ["T1", "Two & a half", "Three"]
    assert feed.notices == ("The feed is not well-formed XML; it was read as well as could be.",)


def test_one_odd_date_does_not_spoil_a_feed() -> None:
    odd = "<item><guid>1</guid><pubDate>Fri, 2006/13/15 08:19:53 EDT</pubDate></item>"
    assert [entry.published for entry in read(rss(odd + item(2) + UNUSUAL)).entries] == [
        None,
        "2024-01-01T00:00:02+00:00",
    ]
