"""What is unusual about a feed is left to feedparser, and what is common is not."""

import subprocess
import sys

import pytest

from reader.sources.feeds import fast, parse

URL = "https://site.example/feed.xml"
NAMESPACES = (
    ' xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
    ' xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0" xmlns:other="https://other.example/"'
)


def rss(entry: str, channel: str = "") -> bytes:
    return (
        f'<rss version="2.0"{NAMESPACES}><channel><title>F</title>{channel}'
        f"<item><title>T</title>{entry}</item></channel></rss>"
    ).encode()


def atom(entry: str) -> bytes:
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom"{NAMESPACES}><title>F</title><entry><title>T</title>{entry}</entry></feed>'
    ).encode()


@pytest.mark.parametrize(
    "feed",
    [
        rss(
            "<description>x</description><itunes:summary>y</itunes:summary><media:description>z</media:description>"
        ),
        rss("<other:box><other:y>z</other:y></other:box><category>c</category>words<!-- note --><?php x ?>"),
        rss('<site xmlns="com-wordpress:feed-additions:1">1</site><GUID isPermaLink="false">1</GUID>'),
        rss("<author>ada@site.example (Ada Venn)</author><dc:creator>Ada Venn</dc:creator>"),
        rss(
            "<media:group><media:content url='/x.jpg'><media:title>Picture</media:title></media:content></media:group>"
        ),
        rss(
            "",
            "<image><title>I</title><link>/</link></image><itunes:owner><itunes:name>O</itunes:name></itunes:owner>",
        ),
        b"\n<?xml version='1.0'?>\n<?xml-stylesheet href='x.xsl'?><!-- by hand -->" + rss(""),
        atom(
            '<content type="html" xml:base="https://base.example/">x</content><source><title>S</title></source>'
        ),
        atom("<author><name>A</name><email>a@b.example</email><other:x/></author><summary>x</summary>"),
    ],
)
def test_what_is_common_is_read_fast(feed: bytes) -> None:
    assert fast.read(feed, URL) is not None


@pytest.mark.parametrize(
    "feed",
    [
        b"<!DOCTYPE rss>" + rss(""),
        rss("&nbsp;"),
        rss("<b>"),
        rss("").replace(b"<rss", b"<RSS"),
        rss("<title>Another</title>"),
        rss("<title>Another</title>").replace(b"<title>T</title>", b"<title/>"),
        rss("<description>x</description><dc:description>y</dc:description>"),
        rss("<description><p>x</p></description>"),
        rss("<description type='text'>x</description>"),
        rss("<summary>x</summary>"),
        rss("<link>https://site.example/?a=1&amp;amp;b=2;c</link>"),
        rss("<link>https:///site.example/</link>"),
        rss("<link href=''/>"),
        rss("<atom:link rel='alternate'>x</atom:link>"),
        rss("<enclosure href='/x.mp3'/>"),
        rss("<guid lang='en'>x</guid>"),
        rss("<authors>x</authors>"),
        rss("<author>a@b.technology [A]</author><dc:creator>B</dc:creator>"),
        rss("<author>A<name>B</name></author>"),
        rss("<media:title>M</media:title>").replace(b"<title>T</title>", b""),
        rss("<media:title>M</media:title><source><title>S</title></source>"),
        rss("<media:description>a</media:description><media:description>b</media:description>"),
        rss("<other:box><title>x</title></other:box>"),
        rss("<item><title>x</title></item>"),
        rss("<feedburner:origLink x='y'>z</feedburner:origLink>"),
        rss("", "<title>Another</title>"),
        rss("", "<ttl x='y'>60</ttl>"),
        rss("", "<other:box><title>x</title></other:box>"),
        rss("", "<image><item/></image>"),
        rss("").replace(b"<channel>", b"<channel href='/x'>"),
        rss("").replace(b"<channel>", b"<other:y/><channel>"),
        b"<rss/>",
        atom('<content type="xhtml"><div/></content>'),
        atom('<content src="/x"/>'),
        atom('<content type="image/png">x</content>'),
        atom('<title type="xhtml"><div>x</div></title>'),
        atom("<description>x</description>"),
        atom("").replace(b"2005/Atom", b"2005/Other"),
    ],
)
def test_what_is_unusual_is_read_all_the_same(feed: bytes) -> None:
    assert fast.read(feed, URL) is None
    if b"<channel>" in feed:
        assert parse(feed, url=URL).title == "F"


def test_a_common_feed_is_read_without_the_libraries_for_others() -> None:
    program = (
        "import sys; from reader.sources.feeds import parse; late = {'feedparser', 'lxml', 'orjson'};"
        "assert not late & set(sys.modules); parse(sys.stdin.buffer.read(), url='https://site.example/');"
        "assert late & set(sys.modules) == {'lxml'}"
    )
    subprocess.run([sys.executable, "-c", program], input=rss("<guid>1</guid>"), check=True)
