"""What `benchmarks.fuzz` begins with: small feeds and pages, and pieces that go into them."""

import random

MAX_LENGTH = 20_000
"""Bytes of an input."""

_NAMESPACES = (
    'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
)
_RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" {_NAMESPACES}><channel><title>News &amp; more</title><link>https://site.example/</link>
<atom:link rel="self" href="/feed.xml"/><language>en-GB</language><ttl>60</ttl>
<sy:updatePeriod>hourly</sy:updatePeriod><image><url>/i.png</url><title>I</title></image>
<item><title>One</title><link>https://site.example/1?a=1&amp;b=2</link><guid isPermaLink="false">1</guid>
<dc:creator>Ada Venn</dc:creator><author>ada@site.example (Ada Venn)</author>
<pubDate>Fri, 31 May 2024 10:00:00 +0200</pubDate><category>c</category>
<description>Short &lt;a href="/x"&gt;x&lt;/a&gt;</description>
<content:encoded><![CDATA[<p>Long ]] text</p>]]></content:encoded>
<enclosure url="/a.mp3" type="audio/mpeg" length="12"/>
<media:group><media:content url="/b.mp4" type="video/mp4"/><media:description>A film</media:description></media:group>
<itunes:summary>About</itunes:summary></item>
<item><title>Caf&#233; &#147;two&#148;</title><guid>/2</guid></item></channel></rss>"""
_ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="https://base.example/">
<title type="html">N&lt;b&gt;ews&lt;/b&gt;</title><link href="/"/>
<author><name>Ada</name><email>a@b.example</email></author>
<entry><id>tag:1</id><title type="xhtml"><div>T<br/></div></title><link rel="enclosure" href="c.mp3"/>
<updated>2024-05-31T10:00:00Z</updated><summary>S</summary><content type="xhtml" xml:base="sub/">
<div xmlns="http://www.w3.org/1999/xhtml"><p>x <a href="y">y</a></p></div></content></entry>
<entry><id>tag:2</id><title>Two</title><link href="/2"/><content type="html">&lt;p&gt;x</content></entry></feed>"""
_RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel><title>R</title></channel><item rdf:about="urn:1"><title>One</title><link>/1</link></item></rdf:RDF>"""
_JSON = """{"version": "https://jsonfeed.org/version/1.1", "title": "J", "items": [
{"id": "1", "url": "/1", "content_html": "<p>x</p>", "date_published": "2024-05-31T10:00:00Z",
"authors": [{"name": "A"}], "attachments": [{"url": "/a", "mime_type": "a/b", "size_in_bytes": 1}]}]}"""
_PAGE = """<!DOCTYPE html><html lang=en><head><title>Page</title>
<link rel=alternate type=application/rss+xml href=/feed><meta property="og:title" content="A &quot;page&quot;">
<base href="/b/"></head><body><nav>x</nav><article><h1>Page</h1>
<p>One <b>bold</b> <a href='/x?a=1&amp;b=2'>link</a>.<p>Two<br>lines<ul><li>a<li>b<ol><li>c</ol></ul>
<blockquote><p>Said.</blockquote><table><tr><th>a<td>b</table><pre>code  x</pre><img src=i.png alt=pic>
<dl><dt>t<dd>d</dl><p hidden>no</p></article></body></html>"""
_PART = """<div><p>Text &#8217; &nbsp;&lt; and * stars _ and [brackets](x) # no heading

1. no list</p><script>x</script></div>"""
SAMPLES = {
    "feeds": [sample.encode() for sample in (_RSS, _ATOM, _RDF, _JSON)],
    "pages": [sample.encode() for sample in (_PAGE, _PART)],
}
PIECES = [
    b"", b"<", b">", b"&", b"'", b'"', b"/", b"\0", b"\xff", b"\n", b"]]>", b"<![CDATA[", b"<!--", b"-->", b"<!", b"<?",
    b"<!DOCTYPE x [", b'<!ENTITY a "b">', b"&a;", b"&nbsp;", b"&#0;", b"&#xD800;", b"&#13;", b"&#99999999999;",
    b"&#" + b"9" * 5000 + b";", b"<item>", b"</item>", b"<title>", b"</title>", b"<p>", b"</p>", b"<b>", b"<br/>",
    b"<x:y>", b' xml:base="/b/"', b' xml:lang="x_y"', b' type="html"', b' type="xhtml"', b' href="http://["',
    b"javascript:x", b"0001-01-01", b"9999-12-31", b"\xe2\x80\xae", b"\xc2\x93", b"\xc3\x83\xc2\xa9", b"\xed\xa0\x80",
    b"\x1b[31m", b"{", b"}", b"[" * 50, b"\\ud800", b"<a>" * 60, b" " * 300, b"a" * 500, b"<li>" * 20, b"<table>",
    b"<svg>", b"<template>", b"* ", b"```\n", b"](",
]  # fmt: skip


def mutation(samples: list[bytes], chance: random.Random) -> bytes:
    """A sample with pieces of it taken out, tripled or moved, and others put in."""
    data = chance.choice(samples)
    for _ in range(chance.randint(1, 8)):
        start = chance.randint(0, len(data))
        end = start + chance.choice((0, 1, 3, 10, 40))
        elsewhere = chance.randint(0, len(data))
        put = chance.choice(
            (
                chance.choice(PIECES),
                chance.randbytes(chance.randint(0, 3)),
                data[start:end] * 3,
                data[elsewhere : elsewhere + 40],
            )
        )
        data = data[:start] + put + data[end:]
    return data[:MAX_LENGTH]
