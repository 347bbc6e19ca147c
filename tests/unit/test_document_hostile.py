"""Sources made to take long are read in bounded time, and still say what they say."""

import time
from collections.abc import Callable

import pytest

from reader.document.blocks import Document
from reader.document.html import from_html, metadata
from reader.document.limits import MAX_HTML_TAGS, MAX_LINES, MAX_MARKS, MAX_PARAGRAPHS
from reader.document.markdown import from_markdown
from reader.document.plain import from_plain

SECONDS = 10.0
"""Of CPU; each takes less than two on an idle machine, and what they are here to catch takes minutes."""


@pytest.mark.parametrize(
    ("make", "source"),
    [
        (from_markdown, "- [ ] a\n" * 30_000),
        (from_markdown, "| a | b |\n|--|--|\n" + "| c | d |\n" * 50_000),
        (from_markdown, "|" + "a|" * 50_000 + "\n|" + "-|" * 50_000 + "\n|" + "b|" * 50_000),
        (from_markdown, "[" * 400_000),
        (from_markdown, "a ![" * 100_000),
        (from_markdown, ("> " * 20 + "a\n\n") * 20_000),
        (from_markdown, "word\n\n" * 200_000),
        (from_html, "<p>a</p>" * 200_000),
        (from_html, "<a><b><i><p>a" * 20_000),
        (from_html, "<table>" + "<tr><td>a<td>b" * 50_000),
        (from_plain, "a\n\n" * 500_000),
    ],
    ids=[
        "tasks",
        "rows",
        "columns",
        "brackets",
        "images",
        "quotations",
        "paragraphs",
        "p",
        "nested",
        "cells",
        "plain",
    ],
)
def test_what_is_made_to_take_long_is_read_in_bounded_time(make: Callable[[str], Document], source: str) -> None:
    begun = time.process_time()
    document = make(source)
    assert time.process_time() - begun < SECONDS
    assert len(document.blocks) <= MAX_PARAGRAPHS + 1
    assert document.text.strip()


def test_beyond_the_limits_markdown_is_read_as_plain_paragraphs_with_nothing_left_out() -> None:
    for filler in ("*" * (MAX_MARKS + 1), "b\n" * (MAX_LINES + 1)):
        document = from_markdown(f"The first paragraph.\n\n{filler}\n\nThe *last* one.")
        assert document.blocks[1].text == "The first paragraph."
        assert document.blocks[-1].text == "The *last* one."


def test_a_page_whose_markdown_would_be_too_much_is_read_as_plain_paragraphs() -> None:
    page = f"<p>The <b>first</b> paragraph.</p><p>{'* [ ' * MAX_MARKS}</p><p>The <i>last</i> one.</p>"
    blocks = from_html(page).blocks
    assert (blocks[1].text, blocks[-1].text) == ("The first paragraph.", "The last one.")
    assert not blocks[-1].inlines


def test_a_page_of_too_many_tags_still_says_what_it_is() -> None:
    page = "<head><meta property='og:title' content='A title'></head>" + "<p>a</p>" * MAX_HTML_TAGS
    assert metadata(page) == {"title": "A title"}
    assert from_html(page).title == "A title"


def test_of_too_many_paragraphs_several_become_one_with_a_line_each() -> None:
    document = from_plain("Title\n\n" + "".join(f"Word {n}.\n\n" for n in range(MAX_PARAGRAPHS)))
    assert len(document.blocks) <= MAX_PARAGRAPHS + 1
    assert document.text.replace("\n\n", "\n").split("\n")[-1] == f"Word {MAX_PARAGRAPHS - 1}."


@pytest.mark.parametrize(
    ("source", "markers"),
    [
        ("- [ ] one\n- [x] two\n- [X] three\n", ["☐", "☑", "☑"]),
        ("1. [ ] one\n", ["☐"]),
        ("- [] one\n- [y] two\n- [x]three\n", ["•", "•", "•"]),
        ("- one\n\n  [x] two\n", ["•", ""]),
        ("- # [x] one\n", ["•"]),
        ("- [x]\n  one\n", ["☑"]),
        ("- [x] *one*\n", ["☑"]),
    ],
)
def test_the_box_that_a_list_item_begins_with_is_its_marker(source: str, markers: list[str]) -> None:
    blocks = from_markdown(source, title="t").blocks[1:]
    assert [block.marker for block in blocks] == markers
    if set(markers) <= {"☐", "☑"}:
        assert "[" not in "".join(block.text for block in blocks)
