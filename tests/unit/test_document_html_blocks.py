"""What HTML becomes in Markdown, and what the reader then sees."""

import pytest

from reader.document.blocks import Document, InlineKind
from reader.document.html import content_as_markdown
from reader.document.markdown import from_markdown


def markdown(html: str, base_url: str | None = None) -> str:
    made = content_as_markdown(html, base_url=base_url)
    assert made is not None
    return made


def document(html: str) -> Document:
    return from_markdown(markdown(html), title="")


def blocks(html: str) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in document(html).blocks[1:]]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<h2>A <i>title</i></h2>", "## A *title*"),
        ("<p>a <b>b</b> <em>c</em> <del>d</del> <code>e*</code></p>", "a **b** *c* ~~d~~ `e*`"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"),
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n\n  - b\n\n- c"),
        ("<ol start=3><li>a</li><li>b</li></ol>", "3. a\n4. b"),
        ("<dl><dt>a</dt><dd>b</dd><dd>c</dd></dl>", "a\n:   b\n:   c"),
        ("<pre>a\n  b</pre>", "```\na\n  b\n```"),
        ("<p>a</p><hr><p>b</p>", "a\n\n***\n\nb"),
        ("<table><tr><th>a</th><th>b</th></tr><tr><td>c</td></tr></table>", "| a | b |\n| --- | --- |\n| c |"),
        ("a<br>b", "a\\\nb"),
        ('<q>a</q>', '"a"'),
    ],
)  # fmt: skip
def test_elements_become_mark_up(html: str, expected: str) -> None:
    assert markdown(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a<br></p>", [("paragraph", "a")]),
        ("a<br><br>b<br>c", [("paragraph", "a"), ("paragraph", "b\nc")]),
        ("<center>a</center><center>b</center>", [("paragraph", "a"), ("paragraph", "b")]),
        ("<details><summary>a</summary>b</details>", [("paragraph", "a"), ("paragraph", "b")]),
        ("<b>a</b><b>b</b><i>c</i>", [("paragraph", "abc")]),
        ("<p>wow!<a href='http://x.example/'>b</a></p>", [("paragraph", "wow!b")]),
        ("<li>a</li><li>b</li>", [("list_item", "a"), ("list_item", "b")]),
        ("<ul>a<li>b</li><ul><li>c</li></ul></ul>", [("list_item", "a"), ("list_item", "b"), ("list_item", "c")]),
        ("<h2># a #</h2>", [("heading", "# a #")]),
        ("<pre>a\n```\nb</pre>", [("code", "a\n```\nb")]),
        ("<pre>a<br>b <img alt=c></pre>", [("code", "a\nb c")]),
        ("<dd>a</dd>", [("paragraph", "a")]),
    ],
)  # fmt: skip
def test_what_the_elements_of_pages_part_is_parted_and_nothing_else_is(
    html: str, expected: list[tuple[str, str]]
) -> None:
    assert blocks(html) == expected


def styles(html: str) -> list[tuple[str, str]]:
    made = document(html)
    return [(i.kind.value, made.text[i.start : i.end]) for block in made.blocks for i in block.inlines]


def test_style_around_paragraphs_is_the_style_of_each() -> None:
    assert styles('<a href="http://x.example/"><h2>One</h2>two</a>') == [("link", "One"), ("link", "two")]
    assert styles("<section><b>one<br><br>two</b></section>") == [("strong", "one"), ("strong", "two")]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<b>a <i>b</i></b> c", [("strong", "a b"), ("emphasis", "b")]),
        ("<i>a<b>b</b></i>", [("emphasis", "ab"), ("strong", "b")]),
        ("<b>D</b>rop", [("strong", "D")]),
        ("<b>a </b>b", [("strong", "a")]),
        (
            "<i>a <a href='http://x.example/'>b</a> c.</i>",
            [("emphasis", "a"), ("link", "b"), ("emphasis", "b"), ("emphasis", "c.")],
        ),
        ("<del><b>a</b></del> b", [("strike", "a"), ("strong", "a")]),
        ("<b><code>a</code></b> b", [("strong", "a"), ("code", "a")]),
        ("<code>a`b</code>", [("code", "a`b")]),
    ],
)  # fmt: skip
def test_style_is_kept(html: str, expected: list[tuple[str, str]]) -> None:
    assert sorted(styles(html)) == sorted(expected)


@pytest.mark.parametrize(
    ("html", "text"),
    [("<b>Note:</b>text", "Note:text"), ("a<b>(b)</b>c", "a(b)c"), ("<b>a</b><i>b</i>", "ab")],
)
def test_style_that_markdown_cannot_express_is_left_out_and_the_words_are_not(html: str, text: str) -> None:
    assert document(html).blocks[1].text == text


def test_links_lead_only_where_it_is_safe() -> None:
    page = (
        '<a href="javascript:alert(1)">a</a> <a href="data:x">b</a> <a href="mailto:x@y.example">c</a> <a>d</a>'
    )
    assert markdown(page) == "a b [c](mailto:x@y.example) d"


def test_relative_addresses_are_resolved_where_it_is_known_from_where() -> None:
    page = '<a href="/a?b=c">a</a> <a href="//y.example/">b</a> <a href="//[x">c</a> <img src="i.png" alt="d">'
    assert markdown(page, "https://x.example/y/z") == (
        "[a](https://x.example/a?b=c) [b](https://y.example/) c ![d](https://x.example/y/i.png)"
    )
    assert markdown(page) == "a b c ![d]()"


def test_an_address_cannot_end_its_link() -> None:
    made = document('<a href="http://x.example/a_(b) c&copy;|<d>">text</a> after')
    (link,) = made.blocks[1].inlines
    assert made.blocks[1].text == "text after"
    assert link.target == "http://x.example/a_(b)%20c%C2%A9%7C%3Cd%3E"


def test_an_images_alternative_text_is_text() -> None:
    assert blocks('<p><img src="http://x.example/a" alt="[a] *b* `c`\n d"></p>') == [("image", "[a] *b* `c` d")]
    assert markdown('<img src="data:image/png;base64,AAAA" alt="a">') == "![a]()"


def test_an_image_that_only_counts_readers_is_left_out() -> None:
    assert markdown('a<img src="http://x.example/t" width="1" height="1" alt="">') == "a"


def test_the_sign_of_a_note_is_told_from_the_word_before_it() -> None:
    assert document('grew by 100<sup><a href="#n1">1</a></sup>.').blocks[1].text == "grew by 100[1]."
    assert document('word<a role="doc-noteref" href="n.xhtml#n2">2</a>').blocks[1].text == "word[2]"
    assert document('x<sup><a href="http://x.example/">more of it</a></sup>').blocks[1].text == "xmore of it"


def test_a_table_whose_first_row_is_short_loses_no_cell() -> None:
    assert blocks("<table><tr><th>a</th></tr><tr><td>b</td><td>c</td></tr></table>") == [
        ("table_row", "a\t"),
        ("table_row", "b\tc"),
    ]


@pytest.mark.parametrize(
    "table",
    [
        "<table><tr><td><p>a</p><p>b</p></td><td>c</td></tr></table>",
        "<table><tr><td>a</td></tr><tr><td>b</td></tr><tr><td>c</td></tr></table>",
        "<table><tr><td><table><tr><td>a</td><td>b</td></tr></table></td><td>c</td></tr></table>",
        "<table role=presentation><tr><td>a</td><td>b</td><td>c</td></tr></table>",
        "<table>a<tr><td>b</td><td>c</td></tr></table>",
    ],
)
def test_a_table_that_only_lays_out_is_no_table(table: str) -> None:
    texts = [text for kind, text in blocks(table) if kind == "paragraph" or "\t" in text]
    assert "".join("".join(texts).split()) == "abc"
    assert blocks(table)[-1] == ("paragraph", "c")


def test_a_cell_is_one_line_and_its_bars_are_text() -> None:
    rows = "<tr><th>a<br>b</th><th><code>c|d\\|e</code></th></tr><tr><td>f | g</td><td><p>h</p></td></tr>"
    assert blocks(f"<table>{rows}</table>") == [("table_row", "a b\tc|d\\|e"), ("table_row", "f | g\th")]


def test_lists_and_quotations_nested_deeper_than_markdown_is_read_lose_their_nesting_only() -> None:
    for opening, closing in (
        ("<ul><li>", "</li></ul>"),
        ("<blockquote>", "</blockquote>"),
        ("<dl><dt>t<dd>", "</dl>"),
    ):
        text = document(opening * 30 + "innermost" + closing * 30).text
        assert "innermost" in text


def test_code_keeps_its_marks_and_bold_in_code_is_code() -> None:
    made = document("<p><code>a<b>*b*</b></code></p>")
    assert made.blocks[1].text == "a*b*"
    assert {inline.kind for inline in made.blocks[1].inlines} == {InlineKind.CODE}


def test_what_is_hidden_or_used_but_not_read_is_left_out() -> None:
    page = "<p hidden>a</p><p style='display:none'>b</p><form>c</form><svg><title>d</title></svg><nav>e</nav>f"
    assert markdown(page) == "f"


def test_nothing_where_nothing_is_said() -> None:
    assert markdown("") == ""
    assert (
        markdown("<p> &nbsp; <br></p><ul><li></li></ul><blockquote></blockquote><table></table><h2></h2>") == ""
    )
