"""What holds of the Markdown that any HTML becomes."""

import html

from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reader.document.blocks import BLOCK_SEPARATOR
from reader.document.html import content_as_markdown, from_html
from reader.document.html_tree import tree_of
from reader.document.markdown import _NORMAL_ADDRESS, from_markdown
from reader.sources.pages.content import content_document
from reader.text.sanitize import clean

CHECKED = settings(deadline=None, max_examples=150)
# Whatever Markdown could take for mark-up, beside some that it does not.
TEXTS = st.one_of(
    st.sampled_from(
        [
            "word", "two words", " ", " a ", "*", "**", "_", "__init__", "snake_case", "`", "``", "~", "~~", "[a]",
            "](b)", "!", "! ", "<b>", "&", "&amp;", "&copy", "#", "# a", "-", "- a", "---", "+ a", "1. a", "1.",
            "12) b", "> a", ":", ": a", "=", "==", "|", "a | b", "|--|--|", "\\", "\\*", "http://a.example/",
            "[^1]", "[^1]: a", "[ ] a", "   a", "\u201ca.\u201d", "a.", "(b", "\u65e5\u672c", "\u00a0",
            "\u2028- a", "e\u0301", "\n", "a\n- b",
        ]
    ),
    st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), max_size=8),
)  # fmt: skip
INLINE = ["b", "i", "s", "code", "span", "sub", "em", "strong", "del"]
BLOCKS = [
    "p",
    "div",
    "blockquote",
    "ul",
    "ol",
    "li",
    "h2",
    "dl",
    "dt",
    "dd",
    "section",
    "center",
    "figure",
    "summary",
]


def element(name: str, inside: str) -> str:
    return f"<{name}>{inside}</{name}>"


PAGES = st.recursive(
    TEXTS.map(html.escape),
    lambda inner: st.one_of(
        st.builds(element, st.sampled_from(INLINE), inner),
        st.builds(element, st.sampled_from(BLOCKS), inner),
        inner.map(lambda inside: f'<a href="http://a.example/?q=(1) 2">{inside}</a>'),
        st.lists(inner, max_size=4).map("".join),
        st.lists(inner, max_size=3).map("<br>".join),
        st.lists(inner, max_size=3).map(lambda items: element("ul", "".join(element("li", i) for i in items))),
        st.lists(inner, max_size=3).map(
            lambda cells: f"<tr>{''.join(element('td', cell) for cell in cells)}</tr>"
        ),
        st.lists(inner, max_size=3).map(lambda rows: element("table", "".join(rows))),
    ),
    max_leaves=14,
)


def letters(text: str) -> str:
    """The text without its white space."""
    return "".join(clean(text).split())


@CHECKED
@given(PAGES)
@example("<b>a</b><i>b</i>")
@example("<b>Note:</b>text")
@example("<i>a <a href='http://a.example/'>b</a> c.</i>")
def test_all_words_of_a_page_are_text_and_nothing_else_is(page: str) -> None:
    markdown = content_as_markdown(page)
    assert markdown is not None
    assert letters(from_markdown(markdown, title="").text) == letters("".join(tree_of(page).root.texts()))


@CHECKED
@given(PAGES)
def test_the_source_of_content_makes_its_document_again(page: str) -> None:
    content = content_document(page, title="A title")
    assert from_markdown(content.original.text, title="A title") == content.document


@CHECKED
@given(PAGES)
def test_no_block_holds_what_parts_blocks(page: str) -> None:
    document = from_html(page, title="")
    assert all(BLOCK_SEPARATOR not in block.text for block in document.blocks)


@CHECKED
@given(st.from_regex(_NORMAL_ADDRESS, fullmatch=True))
def test_an_address_said_to_be_normal_is_what_the_parser_would_make_of_it(address: str) -> None:
    assert MarkdownIt().normalizeLink(address) == address
