import pytest

from reader.document.blocks import Block, BlockKind, Document, InlineKind
from reader.document.errors import SourceTooLongError
from reader.document.limits import MAX_COLUMNS, MAX_SOURCE
from reader.document.markdown import from_markdown


def block(source: str) -> Block:
    return from_markdown(source, title="T").blocks[1]


def shapes(document: Document) -> list[tuple[str, int, str, str]]:
    return [(b.kind.value, b.depth, b.marker, b.text) for b in document.blocks[1:]]


def styled(found: Block) -> list[tuple[str, str, str]]:
    return [
        (i.kind.value, found.text[i.start - found.start : i.end - found.start], i.target) for i in found.inlines
    ]


def test_the_first_level_one_heading_is_the_title_wherever_it_stands() -> None:
    document = from_markdown("lead\n\n# The *title*\n\ntext")
    assert document.title == "The title"
    assert document.text == "The title\n\nlead\n\ntext"
    assert styled(document.blocks[0]) == [("emphasis", "title", "")]


def test_a_given_title_is_not_repeated_by_a_heading_that_says_the_same() -> None:
    assert from_markdown("# “Été”\n\ntext", title='"Ete"').text == '"Ete"\n\ntext'
    assert from_markdown("# Another\n\ntext", title="Given").text == "Given\n\nAnother\n\ntext"


def test_without_a_heading_the_title_is_empty() -> None:
    assert from_markdown("text").text == "\n\ntext"


def test_styles_and_links_are_spans_of_the_text() -> None:
    found = block("a **b *c*** `d` ~~e~~ [f](https://g.h/i)")
    assert found.text == "a b c d e f"
    assert styled(found) == [
        ("strong", "b c", ""), ("emphasis", "c", ""), ("code", "d", ""), ("strike", "e", ""), ("link", "f", "https://g.h/i"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "//host/x", "page.html"]
)
def test_a_link_that_leads_nowhere_safe_keeps_its_text_alone(target: str) -> None:
    found = block(f"see [this]({target})")
    assert (found.text, found.inlines) == ("see this", ())


def test_soft_breaks_are_spaces_and_hard_breaks_newlines() -> None:
    assert block("a\nb  \nc\\\nd<br>e").text == "a b\nc\nd\ne"


def test_lists_know_their_depth_and_markers() -> None:
    document = from_markdown("- a\n  - b\n    - c\n\n  more\n\n9) d\n10) e\n\n- [ ] f\n- [x] g", title="T")
    assert shapes(document) == [
        ("list_item", 1, "•", "a"), ("list_item", 2, "◦", "b"), ("list_item", 3, "–", "c"),
        ("paragraph", 1, "", "more"),
        ("list_item", 1, "9)", "d"), ("list_item", 1, "10)", "e"), ("list_item", 1, "☐", "f"),
        ("list_item", 1, "☑", "g"),
    ]  # fmt: skip


def test_quotations_know_how_deep_they_are() -> None:
    document = from_markdown("> a\n> > b\n>\n> - c", title="T")
    assert shapes(document) == [("quotation", 1, "", "a"), ("quotation", 2, "", "b"), ("list_item", 2, "•", "c")]


def test_code_is_one_block_with_its_lines_and_no_tabs() -> None:
    found = block("```python\nif x:\n\treturn\n\n# no heading\n```")
    assert (found.kind, found.text) == (BlockKind.CODE, "if x:\n    return\n\n# no heading")


def test_a_table_is_a_block_for_each_row_with_tabs_between_cells() -> None:
    document = from_markdown("| a | b |\n|---|---|\n| **c** | d |", title="T")
    assert [(b.kind, b.level, b.text) for b in document.blocks[1:]] == [
        (BlockKind.TABLE_ROW, 1, "a\tb"),
        (BlockKind.TABLE_ROW, 0, "c\td"),
    ]
    assert styled(document.blocks[2]) == [("strong", "c", "")]


def test_a_table_has_at_most_so_many_columns() -> None:
    wide = "|a" * (MAX_COLUMNS + 50) + "|\n" + "|-" * (MAX_COLUMNS + 50) + "|"
    assert block(wide).text.count("\t") == MAX_COLUMNS - 1


def test_an_image_alone_is_a_block_and_elsewhere_its_description() -> None:
    assert (block("![A *cat*](c.png)").kind, block("![A *cat*](c.png)").text) == (BlockKind.IMAGE, "A cat")
    assert (block("See ![a cat](c.png).").kind, block("See ![a cat](c.png).").text) == (
        BlockKind.PARAGRAPH,
        "See a cat.",
    )


def test_html_gives_its_text_and_never_its_tags() -> None:
    document = from_markdown(
        "<div onclick='x'>in a <b>div</b></div>\n\nan <i>inline</i> tag\n\n<script>alert(1)</script>\n\n<!-- c -->"
    )
    assert document.text == "\n\nin a div\n\nan inline tag"


def test_character_references_bring_nothing_back_that_was_cleaned_out() -> None:
    assert block("a&#x202e;b&shy;c&#x1b;[2Jd&zwnj;").text.replace("\ufffd", "") == "abc[2Jd\u200c"


def test_a_footnote_is_marked_in_the_text_and_stands_at_the_end() -> None:
    document = from_markdown("said[^1]\n\n[^1]: in *Le Monde*", title="T")
    assert shapes(document) == [("paragraph", 0, "", "said[1]"), ("list_item", 1, "[1]", "in Le Monde")]


def test_a_definition_is_a_bold_term_with_its_meaning_below() -> None:
    document = from_markdown("term\n: meaning", title="T")
    assert shapes(document) == [("paragraph", 0, "", "term"), ("paragraph", 1, "", "meaning")]
    assert document.blocks[1].inlines[0].kind is InlineKind.STRONG


def test_canonical_text_is_the_same_however_the_source_is_wrapped_or_marked() -> None:
    assert from_markdown("one two\nthree\n\n* a\n* b").text == from_markdown("one\ntwo three\n\n- a\n- b").text


@pytest.mark.parametrize("piece", ["![", "[", "*a **a ", "> ", "- ", "`a ", "<a ", "|", "^[", "[^", "a\n: "])
def test_hostile_nesting_is_read_without_an_error(piece: str) -> None:
    assert from_markdown(piece * 2_000).blocks


def test_a_source_that_is_too_long_is_refused_with_its_length() -> None:
    with pytest.raises(SourceTooLongError, match="16,000,001"):
        from_markdown("a" * (MAX_SOURCE + 1))
