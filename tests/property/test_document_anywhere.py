"""What holds of every document, whatever it was read from."""

from contextlib import AbstractContextManager, nullcontext
from itertools import pairwise
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.document import rows
from reader.document.blocks import BLOCK_SEPARATOR, BlockKind, Document
from reader.document.codec import decode, encode
from reader.document.errors import FrontMatterError
from reader.document.html import from_html, metadata
from reader.document.layers import Layers
from reader.document.markdown import from_markdown
from reader.document.metadata import parse_sidecar, split_front_matter
from reader.document.plain import from_plain
from reader.document.rows import Layout
from reader.model import Span
from reader.text.sanitize import clean
from reader.text.width import advances, cells

CHECKED = settings(deadline=None, max_examples=80)
PIECES = [
    "# ",
    "## ",
    "> ",
    "- ",
    "3. ",
    "  ",
    "    ",
    "\n",
    "\n\n",
    "**",
    "*",
    "~~",
    "`",
    "```\n",
    "[a](http://x)",
    "[b](javascript:x)",
    "![pic](p.png)",
    "| a | b |\n|--|--|\n| c | \u65e5\u672c |\n",
    "---\n",
    "<div>",
    "</div>",
    "<b>",
    "<br>",
    "<script>",
    "</script>",
    "<!--",
    "[^1]",
    "[^1]: note\n",
    "term\n: meaning\n",
    "- [x] ",
    "&#x202e;",
    "&#27;",
    "&#x301;",
    "&shy;",
    "\\",
    "\t",
    "\x1b[31m",
    "\x00",
    "\ud800",
    "é",
    "\U0001f469\u200d\U0001f469\u200d\U0001f467",
    "🇫🇷",
    "word ",
    "a long sentence that needs more than one row ",
    "日本語の文章。",
    "“Yes.” ",
    "Similar Posts",
    "<p>",
    "<ol><li>",
    "<article>",
    "<header>",
    "<p hidden>",
    "<nav>",
    "</header>",
    "<h1>",
    "<table><tr><td>",
    "<pre>",
    "title: x\n",
    "a: &x\n",
    "{",
    '"',
    ": ",
]
SOURCE = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=25).map("".join), st.text(st.characters(), max_size=60)
)
DOCUMENT = st.one_of(SOURCE.map(from_markdown), SOURCE.map(from_plain), SOURCE.map(from_html))
WIDTH = st.integers(1, 60)


def is_sound(document: Document) -> bool:
    assert document.text == BLOCK_SEPARATOR.join(block.text for block in document.blocks)
    assert document.blocks[0].kind is BlockKind.HEADING
    for index, block in enumerate(document.blocks):
        assert document.text[block.start : block.end] == block.text
        assert document.block_index(block.start) == index
        assert clean(block.text) == block.text
        assert "\t" not in block.text or block.kind is BlockKind.TABLE_ROW
        assert all(block.start <= inline.start < inline.end <= block.end for inline in block.inlines)
        assert all(inline.target.startswith(("http:", "https:", "mailto:", "")) for inline in block.inlines)
    document.text.encode()
    return True


@CHECKED
@given(SOURCE, st.none() | st.text(st.characters(), max_size=20))
def test_any_text_can_be_read_as_any_format(source: str, title: str | None) -> None:
    for read in (from_markdown, from_plain, from_html):
        assert is_sound(read(source, title=title))
    assert all(clean(value, one_line=True) == value for value in metadata(source).values())


@CHECKED
@given(SOURCE)
def test_metadata_is_read_or_refused_with_a_sentence(source: str) -> None:
    for read in (parse_sidecar, lambda text: split_front_matter("---\n" + text)):
        try:
            values = read(source)
        except FrontMatterError as error:
            values = str(error).endswith(".")
        assert values is not False


@CHECKED
@given(DOCUMENT)
def test_a_document_is_the_same_after_it_was_stored(document: Document) -> None:
    assert decode(encode(document)) == document


@CHECKED
@given(DOCUMENT, WIDTH)
def test_rows_hold_all_the_text_but_white_space_and_fit_the_width(document: Document, width: int) -> None:
    layout = Layout(document, width)
    drawn: dict[int, list[str]] = {}
    y = 0
    while y < layout.height:
        row = layout.row(y)
        text = document.text[row.start : row.end]
        drawn.setdefault(row.block, []).append(text)
        taken = cells(row.prefix) + (max(row.stops, default=0) if row.stops else sum(advances(text)))
        assert taken <= width or sum(1 for w in advances(text) if w) == 1
        y += 1
    for index, block in enumerate(document.blocks):
        shown = "".join(drawn.get(index, []))
        assert "".join(shown.split()) == "".join(block.text.split())


def laid_out_far(is_far: bool) -> AbstractContextManager[object]:
    """As if it stood at the end of a long text: heights are estimated, and put right a few blocks at a time."""
    return patch.multiple(rows, EXACT_AT_FIRST=0, _RUN=20) if is_far else nullcontext()


@CHECKED
@given(DOCUMENT, WIDTH, st.booleans(), st.data())
def test_a_place_on_the_screen_and_an_offset_lead_to_each_other(
    document: Document, width: int, is_far: bool, data: st.DataObject
) -> None:
    with laid_out_far(is_far):
        check_places(document, width, data)


def check_places(document: Document, width: int, data: st.DataObject) -> None:
    layout = Layout(document, width)
    offset = data.draw(st.integers(0, len(document.text)))
    y, x = layout.position(offset)
    assert 0 <= y < layout.height
    back = layout.offset_at(y, x)
    assert layout.position(back) == (y, x) or layout.position(offset) != (y, x)
    y = 0
    while y < layout.height:
        row = layout.row(y)
        if row.start < row.end:
            assert layout.position(row.start)[0] == y
            assert layout.position(layout.offset_at(y, 0)) == layout.position(row.start)
        y += 1


@CHECKED
@given(DOCUMENT, WIDTH, st.booleans(), st.booleans())
def test_tops_heights_and_rows_agree_once_all_was_looked_at(
    document: Document, width: int, hide: bool, is_far: bool
) -> None:
    with laid_out_far(is_far):
        layout = Layout(document, width, hide_boilerplate=hide)
        y = 0
        while y < layout.height:
            layout.row(y)
            y += 1
        looked_at = [layout.row(y) for y in range(layout.height)]
    for index in range(len(document.blocks)):
        mine = [y for y, row in enumerate(looked_at) if row.block == index and not row.is_blank]
        assert len(mine) == layout.block_height(index)
        assert not mine or mine[0] == layout.block_top(index)


SPANS = st.lists(
    st.tuples(
        st.builds(lambda start, length: Span(start, start + length), st.integers(0, 60), st.integers(0, 30)),
        st.integers(),
    ),
    max_size=12,
)


@CHECKED
@given(SPANS, SPANS, st.integers(0, 60), st.integers(0, 60))
def test_a_sweep_is_the_span_in_pieces_with_the_keys_of_each(
    below: list[tuple[Span, int]], above: list[tuple[Span, int]], start: int, end: int
) -> None:
    layers: Layers[int] = Layers(["below", "above"])
    layers.set("below", below)
    layers.set("above", above)
    pieces = layers.sweep(Span(start, end))
    assert "".join(f"{a}-{b} " for (a, b), _ in pieces).split() == [f"{a}-{b}" for (a, b), _ in pieces]
    assert [offset for span, _ in pieces for offset in range(*span)] == list(range(start, end))
    assert all(a.end == b.start for (a, _), (b, _) in pairwise(pieces))
    for span, keys in pieces:
        for offset in range(*span):
            expected = [
                (name, key)
                for name, items in (("below", below), ("above", above))
                for place, key in sorted(items, key=lambda item: item[0].start)
                if place.contains(offset)
            ]
            assert list(keys) == expected
            assert layers.at(offset) == {
                name: found for name in ("below", "above") if (found := [key for n, key in expected if n == name])
            }
