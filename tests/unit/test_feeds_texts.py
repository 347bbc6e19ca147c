"""Titles and texts of feeds: markup, escapes, lines, and far too much of them."""

import pytest

from reader.document.limits import MAX_TITLE
from reader.model import Entry
from reader.sources.feeds import parse
from reader.sources.feeds.limits import MAX_CONTENT, MAX_NAME, MAX_TITLE_FROM_TEXT

URL = "https://site.example/feed.xml"


def rss(elements: str) -> Entry:
    return parse(
        f'<rss version="2.0"><channel><item>{elements}</item></channel></rss>'.encode(), url=URL
    ).entries[0]


def atom(elements: str) -> Entry:
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id>{elements}</entry></feed>'
    return parse(feed.encode(), url=URL).entries[0]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Plain &amp; simple", "Plain & simple"),
        ("<![CDATA[<b>Bold</b> and <i>not</i>]]>", "Bold and not"),
        ("A line&lt;br&gt;and &lt;em&gt;another&lt;/em&gt;", "A line and another"),
        ("It&amp;#8217;s &amp;quot;double&amp;quot; escaped", "It’s \"double\" escaped"),
        ("AT&amp;amp;T", "AT&T"),
        ("Q&amp;A; more", "Q&A; more"),
        ("How the &lt;template&gt; element works", "How the <template> element works"),
        ("1 &lt; 2 &gt; 0", "1 < 2 > 0"),
        ("  two\n\tlines\r\n ", "two lines"),
        ("red \x1b[31m", "red [31m"),
        ("&amp;#27;[31mred&amp;#x202e;", "[31mred"),
        ("&amp;#99999999999999999999;", "&#99999999999999999999;"),
        ("a\u202eb\u200bc", "abc"),
    ],
)  # fmt: skip
def test_a_title_in_rss_is_one_line_of_text(title: str, text: str) -> None:
    assert rss(f"<title>{title}</title><guid>1</guid>").title == text


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("<title>&lt;b&gt; &amp;amp; is literal</title>", "<b> &amp; is literal"),
        ('<title type="html">&lt;b&gt;Bold&lt;/b&gt; &amp;amp; true &amp;lt;3</title>', "Bold & true <3"),
        ('<title type="html">&amp;#99999999999999999999;</title>', "\ufffd"),
    ],
)
def test_a_title_in_atom_is_what_it_says_it_is(title: str, text: str) -> None:
    assert atom(title).title == text


def test_a_title_of_ten_thousand_characters_is_cut() -> None:
    title = rss(f"<title>{'word ' * 2000}</title>").title
    assert len(title) <= MAX_TITLE
    assert title.endswith("…")
    assert rss(f"<title>{'&lt;b&gt;x&lt;/b&gt;' * 100_000}</title>").title.startswith("xxx")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "&lt;p&gt;A short &lt;b&gt;note&lt;/b&gt;&lt;/p&gt;&lt;p&gt;of two lines&lt;/p&gt;",
            "A short note of two lines",
        ),
        ("word " * 40, "word " * 15 + "word…"),
        ("語" * 200, "語" * (MAX_TITLE_FROM_TEXT - 1) + "…"),
        ("x &lt;img src='" + "a" * 9000 + "'&gt; y", "x"),
        ("&amp;lt;3 &amp;#x1f600; &lt;br&gt;", "<3 \U0001f600"),
        ("&lt;img src='x.png'&gt;", ""),
    ],
)
def test_the_title_of_an_entry_that_has_none_is_how_its_text_begins(text: str, title: str) -> None:
    assert rss(f"<guid>1</guid><description>{text}</description>").title == title


def test_text_without_tags_keeps_its_paragraphs() -> None:
    assert rss("<description>One &amp;amp; two.\nThree.\n\nFour.</description>").html == (
        "<p>One &amp; two.<br>Three.</p><p>Four.</p>"
    )
    assert atom("<content>1 &lt; 2 &amp;amp; 3</content>").html == "1 &lt; 2 &amp;amp; 3"
    assert rss("<description>&lt;p&gt;One.\n\nTwo.&lt;/p&gt;</description>").html == "<p>One.\n\nTwo.</p>"


def test_what_is_beyond_the_longest_text_is_left_out_with_a_notice() -> None:
    feed = parse(
        f"<rss version='2.0'><channel><item><title>Long</title><description>{'x' * (MAX_CONTENT + 1)}</description>"
        "</item></channel></rss>".encode(),
        url=URL,
    )
    assert len(feed.entries[0].html) == MAX_CONTENT
    assert feed.notices == (f"“Long” has more than {MAX_CONTENT:,} characters; the rest was left out.",)


def test_far_too_many_authors_become_a_short_line() -> None:
    entry = atom("".join(f"<author><name>Author {n}</name></author>" for n in range(1000)))
    assert entry.author is not None
    assert len(entry.author) <= MAX_NAME


@pytest.mark.parametrize(
    ("html", "resolved"),
    [
        ('<a href="/x?a=1&amp;b=2">', '<a href="https://site.example/x?a=1&amp;b=2">'),
        ("<img alt='a' src='pic.png'/>", "<img alt='a' src='https://site.example/pic.png'/>"),
        ('<a title="x > y" href="../z">', '<a title="x > y" href="https://site.example/z">'),
        ('<a href="//other.example/">', '<a href="https://other.example/">'),
        ('<a href="#note">', '<a href="#note">'),
        ('<a href="mailto:a@b.example">', '<a href="mailto:a@b.example">'),
        ('<a href="https://other.example/">', '<a href="https://other.example/">'),
        ('<code>href="/x"</code>', '<code>href="/x"</code>'),
        (
            '<img data-src="/lazy.png" src="/x.png">',
            '<img data-src="/lazy.png" src="https://site.example/x.png">',
        ),
        ('<a href="http://[/">', '<a href="http://[/">'),
    ],
)
def test_links_in_a_text_are_absolute(html: str, resolved: str) -> None:
    assert rss(f"<description><![CDATA[{html}x]]></description>").html == resolved + "x"
