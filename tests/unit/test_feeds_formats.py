"""Every format of feeds says the same in the end."""

import pytest

from reader.model import Enclosure, Entry, ParsedFeed
from reader.sources.feeds import fast, parse
from reader.sources.feeds.limits import MAX_REFRESH

URL = "https://site.example/feeds/news.xml"

RSS_2 = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
<channel>
  <title>Harbour News</title>
  <link>https://site.example/</link>
  <atom:link href="https://site.example/feeds/news.xml" rel="self" type="application/rss+xml"/>
  <description>From the harbour.</description>
  <language>en-GB</language>
  <ttl>30</ttl>
  <image><title>Logo</title><url>https://site.example/logo.png</url><link>https://elsewhere.example/</link></image>
  <item>
    <title>The wall holds</title>
    <link>https://site.example/wall</link>
    <guid isPermaLink="false">wall-1</guid>
    <dc:creator><![CDATA[Ada Venn]]></dc:creator>
    <pubDate>Fri, 31 May 2024 10:00:00 +0200</pubDate>
    <category>harbour</category>
    <description>A short text.</description>
    <content:encoded><![CDATA[<p>The whole text, <a href="/more">and more</a>.</p>]]></content:encoded>
    <enclosure url="https://site.example/wall.mp3" length="1234" type="audio/mpeg"/>
  </item>
</channel>
</rss>"""

RSS_1 = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
  xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://site.example/"><title>Harbour News</title><link>https://site.example/</link>
  <dc:language>en</dc:language>
  <items><rdf:Seq><rdf:li rdf:resource="https://site.example/wall"/></rdf:Seq></items></channel>
<item rdf:about="https://site.example/wall"><title>The wall holds</title><link>https://site.example/wall</link>
  <description>A short text.</description><dc:creator>Ada Venn</dc:creator>
  <dc:date>2024-05-31T10:00:00+02:00</dc:date></item>
</rdf:RDF>"""

RSS_091 = """<?xml version="1.0"?>
<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">
<rss version="0.91"><channel><title>Harbour News</title><link>https://site.example/</link><language>en-us</language>
<item><title>The wall holds</title><link>https://site.example/wall</link><description>A short text.</description></item>
</channel></rss>"""

ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
  <title type="text">Harbour News</title>
  <link href="https://site.example/"/>
  <link rel="self" href="https://site.example/feeds/news.xml"/>
  <author><name>The Harbour</name></author>
  <id>tag:site.example,2024:feed</id>
  <updated>2024-05-31T10:00:00Z</updated>
  <entry>
    <title type="html">The &lt;em&gt;wall&lt;/em&gt; holds</title>
    <link rel="alternate" type="text/html" href="https://site.example/wall"/>
    <link rel="enclosure" href="/wall.mp3" length="1234" type="audio/mpeg"/>
    <id>tag:site.example,2024:wall</id>
    <published>2024-05-31T10:00:00+02:00</published>
    <updated>2024-06-01T00:00:00Z</updated>
    <author><name>Ada Venn</name><email>ada@site.example</email></author>
    <author><name>Tomas Brill</name></author>
    <summary>A short text.</summary>
    <content type="html">&lt;p&gt;The whole text.&lt;/p&gt;</content>
  </entry>
  <entry><title>Second</title><id>tag:site.example,2024:second</id><updated>2024-06-02T00:00:00Z</updated></entry>
</feed>"""

ATOM_03 = """<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Harbour News</title>
<link rel="alternate" type="text/html" href="https://site.example/"/>
<entry><title>The wall holds</title><link rel="alternate" type="text/html" href="https://site.example/wall"/>
<id>wall-1</id><issued>2024-05-31T10:00:00+02:00</issued><modified>2024-06-01T00:00:00Z</modified>
<content type="text/html" mode="escaped">&lt;p&gt;The whole text.&lt;/p&gt;</content></entry></feed>"""

JSON_FEED = """{"version": "https://jsonfeed.org/version/1.1", "title": "Harbour News",
"home_page_url": "https://site.example/", "feed_url": "https://site.example/feeds/news.json", "language": "en",
"authors": [{"name": "The Harbour"}], "items": [
{"id": "wall-1", "url": "https://site.example/wall", "title": "The wall holds",
 "content_html": "<p>The whole text.</p>", "summary": "A short text.",
 "date_published": "2024-05-31T10:00:00+02:00", "date_modified": "2024-06-01T00:00:00Z",
 "authors": [{"name": "Ada Venn"}, {"name": "Tomas Brill"}],
 "attachments": [{"url": "https://site.example/wall.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 1234}]},
{"id": 2, "external_url": "/second", "content_text": "One <line>.\\n\\nAnother."}]}"""


def read(text: str) -> ParsedFeed:
    return parse(text.encode(), url=URL)


def entry_of(elements: str) -> Entry:
    return read(
        f'<rss version="2.0"{NAMESPACES}><channel><title>t</title><item>{elements}</item></channel></rss>'
    ).entries[0]


NAMESPACES = (
    ' xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/"'
    ' xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
    ' xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
)
MP3 = Enclosure("https://site.example/wall.mp3", "audio/mpeg", 1234)


def test_rss_2_is_read_with_all_that_it_says() -> None:
    assert read(RSS_2) == ParsedFeed(
        title="Harbour News",
        url=URL,
        site_url="https://site.example/",
        language="en-GB",
        refresh=1800,
        entries=(
            Entry(
                key="wall-1",
                title="The wall holds",
                url="https://site.example/wall",
                author="Ada Venn",
                published="2024-05-31T10:00:00+02:00",
                html='<p>The whole text, <a href="https://site.example/more">and more</a>.</p>',
                enclosures=(MP3,),
            ),
        ),
    )


def test_atom_is_read_with_all_that_it_says() -> None:
    first, second = read(ATOM).entries
    assert first == Entry(
        key="tag:site.example,2024:wall",
        title="The wall holds",
        url="https://site.example/wall",
        author="Ada Venn, Tomas Brill",
        published="2024-05-31T10:00:00+02:00",
        updated="2024-06-01T00:00:00+00:00",
        html="<p>The whole text.</p>",
        language="en",
        enclosures=(MP3,),
    )
    assert (second.author, second.published) == ("The Harbour", "2024-06-02T00:00:00+00:00")
    assert (second.html, second.is_excerpt, second.url) == ("", True, None)


@pytest.mark.parametrize(
    ("text", "key", "published", "html", "is_excerpt"),
    [
        (RSS_1, "https://site.example/wall", "2024-05-31T10:00:00+02:00", "A short text.", True),
        (RSS_091, "https://site.example/wall", None, "A short text.", True),
        (ATOM_03, "wall-1", "2024-05-31T10:00:00+02:00", "<p>The whole text.</p>", False),
        (JSON_FEED, "wall-1", "2024-05-31T10:00:00+02:00", "<p>The whole text.</p>", False),
    ],
    ids=["RSS 1.0", "RSS 0.91", "Atom 0.3", "JSON Feed"],
)
def test_other_formats_say_the_same(
    text: str, key: str, published: str | None, html: str, is_excerpt: bool
) -> None:
    feed = read(text)
    assert (feed.title, feed.site_url) == ("Harbour News", "https://site.example/")
    entry = feed.entries[0]
    assert (entry.key, entry.title, entry.url) == (key, "The wall holds", "https://site.example/wall")
    assert (entry.published, entry.html, entry.is_excerpt) == (published, html, is_excerpt)


def test_json_feed_gives_authors_attachments_and_plain_text() -> None:
    feed = read(JSON_FEED)
    first, second = feed.entries
    assert (feed.url, feed.language) == ("https://site.example/feeds/news.json", "en")
    assert (first.author, first.enclosures) == ("Ada Venn, Tomas Brill", (MP3,))
    assert (second.key, second.url, second.author) == ("2", "https://site.example/second", "The Harbour")
    assert second.html == "<p>One &lt;line&gt;.</p><p>Another.</p>"


@pytest.mark.parametrize("text", [RSS_2, RSS_1, ATOM])
def test_common_feeds_are_read_fast(text: str) -> None:
    assert fast.read(text.encode(), URL) is not None


def test_xhtml_in_atom_is_html_without_the_element_around_it() -> None:
    entry = read(
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://base.example/x/"><entry><id>1</id>'
        '<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">A <b>bold</b> &amp; plain title</div></title>'
        '<content type="xhtml" xml:base="y/"><div xmlns="http://www.w3.org/1999/xhtml">'
        '<p>One<br/>two <a href="z?a=1&amp;b=2">three</a></p></div></content></entry></feed>'
    ).entries[0]
    assert entry.title == "A bold & plain title"
    assert entry.html == '<p>One<br>two <a href="https://base.example/x/y/z?a=1&amp;b=2">three</a></p>'


def test_relative_links_count_from_the_base_that_is_declared_else_from_the_page_else_from_the_feed() -> None:
    link = "&lt;a href='sub'&gt;x&lt;/a&gt;"
    based = f'<content type="html" xml:base="https://base.example/a/">{link}</content>'
    feed = read(
        '<feed xmlns="http://www.w3.org/2005/Atom">'
        f'<entry><id>1</id><link href="https://page.example/b/"/>{based}</entry>'
        f'<entry><id>2</id><link href="https://page.example/b/"/><content type="html">{link}</content></entry>'
        f'<entry><id>3</id><content type="html">{link}</content></entry></feed>'
    )
    assert [entry.html for entry in feed.entries] == [
        "<a href='https://base.example/a/sub'>x</a>",
        "<a href='https://page.example/b/sub'>x</a>",
        "<a href='https://site.example/feeds/sub'>x</a>",
    ]


@pytest.mark.parametrize(
    ("elements", "author"),
    [
        ("<author>ada@site.example (Ada Venn)</author>", "Ada Venn"),
        ("<author>Ada Venn &lt;ada@site.example&gt;</author>", "Ada Venn"),
        ("<author>ada@site.example</author>", "ada@site.example"),
        ("<dc:creator>Ada Venn</dc:creator><dc:creator>Tomas Brill</dc:creator>", "Ada Venn, Tomas Brill"),
        ("<dc:creator>Ada Venn</dc:creator><itunes:author>Ada Venn</itunes:author>", "Ada Venn"),
        ("<author>a@b.co (Ada Venn)</author><dc:creator>Ada Venn</dc:creator>", "Ada Venn"),
        ("<author>a@b.technology (Ada Venn)</author><dc:creator>Tomas</dc:creator>", "Ada Venn, Tomas"),
        ("<dc:creator>O&amp;#39;Brien</dc:creator>", "O'Brien"),
        ("<author></author>", None),
    ],
)
def test_authors_are_names(elements: str, author: str | None) -> None:
    assert entry_of(f"<title>t</title>{elements}").author == author


@pytest.mark.parametrize(
    ("elements", "url"),
    [
        ("<link>/wall</link>", "https://site.example/wall"),
        ("<link> https://site.example/a b </link>", "https://site.example/a%20b"),
        ("<guid>https://site.example/1</guid>", "https://site.example/1"),
        ("<guid>12345</guid>", None),
        ("<link>javascript:alert(1)</link>", None),
        ("<link>file:///etc/passwd</link><guid isPermaLink='false'>x</guid>", None),
        ("<link>http://[</link>", None),
        ("<link>https://t.example/x</link><feedburner:origLink>https://site.example/x</feedburner:origLink>", "https://site.example/x"),
        ("<atom:link rel='replies' href='/c'/><atom:link href='/wall'/>", "https://site.example/wall"),
    ],
)  # fmt: skip
def test_an_entry_has_the_address_of_its_page_on_the_web(elements: str, url: str | None) -> None:
    assert entry_of(f"<title>t</title>{elements}").url == url


def test_recordings_films_and_documents_are_listed_once_each_and_pictures_in_the_text_are_not() -> None:
    entry = entry_of(
        '<title>t</title><enclosure url="/a.mp3" type="audio/mpeg" length="0"/>'
        '<enclosure url="/picture.jpg" type="image/jpeg" length="many"/>'
        '<media:group><media:content url="/a.mp3" type="audio/mpeg"/>'
        '<media:content url="/b.mp4" type="video/mp4" fileSize="99"/><media:content url="/c.jpg" medium="image"/>'
        '</media:group><media:content url="javascript:x" type="video/mp4"/><media:thumbnail url="/d.jpg"/>'
    )
    assert entry.enclosures == (
        Enclosure("https://site.example/a.mp3", "audio/mpeg"),
        Enclosure("https://site.example/picture.jpg", "image/jpeg"),
        Enclosure("https://site.example/b.mp4", "video/mp4", 99),
    )


@pytest.mark.parametrize("unusual", ["", "<description/>"], ids=["fast", "feedparser"])
def test_what_is_said_of_a_picture_is_the_text_only_where_there_is_no_other(unusual: str) -> None:
    caption = "<media:group><media:description>A long caption of a picture.</media:description></media:group>"
    assert entry_of(f"<description>Short.</description>{caption}{unusual}").html == "Short."
    assert entry_of(f"<title>t</title>{caption}{unusual}").html == "A long caption of a picture."


def test_the_longest_text_is_taken_and_an_excerpt_is_called_one() -> None:
    entry = entry_of(
        "<description>A long text that says much.</description><content:encoded>Short.</content:encoded>"
    )
    assert (entry.html, entry.is_excerpt) == ("A long text that says much.", True)


@pytest.mark.parametrize(
    ("elements", "seconds"),
    [
        ("<ttl>60</ttl>", 3600),
        ("<ttl>999999999</ttl>", MAX_REFRESH),
        ("<ttl>soon</ttl>", None),
        ("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>", 21_600),
        ("<sy:updatePeriod>\n hourly \n</sy:updatePeriod>", 3600),
        ("<sy:updatePeriod>never</sy:updatePeriod>", None),
        ("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>99999</sy:updateFrequency>", None),
    ],
)
def test_how_long_a_feed_asks_to_be_left_alone_is_in_seconds(elements: str, seconds: int | None) -> None:
    syndication = 'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
    feed = f'<rss version="2.0" {syndication}><channel><title>t</title>{elements}</channel></rss>'
    assert read(feed).refresh == seconds
    assert read(feed.replace("<title>t", "<title>&nbsp;t")).refresh == seconds
