"""Feeds that are not well-formed are read as their makers meant them, as far as that can be told."""

import pytest

from reader.model import ParsedFeed
from reader.sources.feeds import parse

URL = "https://site.example/feed.xml"
MENDED = ("The feed is not well-formed XML; it was read as well as could be.",)


def read(text: str) -> ParsedFeed:
    return parse(text.encode(), url=URL)


def rss(elements: str) -> str:
    return f'<rss version="2.0"><channel><title>F</title>{elements}</channel></rss>'


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("R&D", "R&D"),
        ("caf&eacute;&nbsp;&hellip;", "café …"),
        ("&unknown; &amp; &#8217;", "&unknown; & ’"),
        ("1 < 2", "1 < 2"),
        ("a]]>b", "a]]>b"),
        ("<![CDATA[a < b & <i>c</i>]]> d", "a < b & c d"),
        ("a<!-- <title>no</title> -->b", "ab"),
        ("a<?php echo 1 ?>b", "ab"),
        ("a &#x110000; &#0; b", "a \ufffd \ufffd b"),
    ],
)
def test_text_between_tags_is_taken_as_it_is_meant(text: str, title: str) -> None:
    assert read(rss(f"&nbsp;<item><title>{text}</title></item>")).entries[0].title == title


@pytest.mark.parametrize(
    ("feed", "titles"),
    [
        (rss("<item><title>One</title><item><title>Two</title></item>"), ["One", "Two"]),
        (rss("</b></item><item><Title>One</title></ITEM>"), ["One"]),
        (rss("<item><title>One</title></item>") + "<rss><item><title>Two</title></item></rss>", ["One"]),
        (rss("<item><title>One</title><description>A <b>bold<br>text</description></item>"), ["One"]),
        (rss("<item><dc:title>One</dc:title></item>"), ["One"]),
        (rss("<item><my:own x:y='z'>x</my:own><title>One</title></item>"), ["One"]),
        ("<rss><rss:channel><rss:item><rss:title>One</rss:title></rss:item></rss:channel></rss>", ["One"]),
        (rss("<item a=1 a='2' b c=><title x='\"' y=\"'\">One</title></item>&nbsp;"), ["One"]),
        (rss("<item><title>One</title><guid>1</guid"), ["One"]),
    ],
    ids=["unended", "case", "two", "markup", "prefix", "prefixes", "all prefixed", "attributes", "cut"],
)  # fmt: skip
def test_tags_are_taken_as_they_are_meant(feed: str, titles: list[str]) -> None:
    assert [entry.title for entry in read(feed).entries] == titles


def test_that_a_feed_was_mended_is_said_and_only_then() -> None:
    assert read(rss("<item><title>One</item>")).notices == MENDED
    assert read(rss("<item><title>1 < 2</title></item>")).notices == MENDED
    assert read(rss("<item><title>One&nbsp;</title></item>")).notices == ()


def test_addresses_in_attributes_keep_their_references() -> None:
    entry = read(rss('<item><enclosure url="/a.mp3?a=1&amp;b=2&c=3" type=audio/mpeg length=12></item>')).entries[
        0
    ]
    assert entry.enclosures[0].url == "https://site.example/a.mp3?a=1&b=2&c=3"
    assert (entry.enclosures[0].media_type, entry.enclosures[0].size) == ("audio/mpeg", 12)


def test_markup_that_should_have_been_escaped_is_the_text() -> None:
    entry = read(rss("<item><description><p>One <b>bold</b><br>word</p></description></item>")).entries[0]
    assert entry.html == "<p>One <b>bold</b><br>word</p>"
