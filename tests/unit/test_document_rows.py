import pytest

from reader.document.blocks import Document
from reader.document.html import from_html
from reader.document.layers import Layers
from reader.document.markdown import from_markdown
from reader.document.plain import from_plain
from reader.document.rows import EXACT_AT_FIRST, TAB_TEXT, Layout
from reader.model import Span


def screen(document: Document, width: int, *, hide_boilerplate: bool = False) -> list[str]:
    layout = Layout(document, width, hide_boilerplate=hide_boilerplate)
    rows = [layout.row(y) for y in range(layout.height)]
    return [row.prefix + document.text[row.start : row.end].replace("\t", TAB_TEXT) for row in rows]


def test_blocks_are_a_blank_row_apart_and_lists_are_tight() -> None:
    document = from_markdown("# T\n\none two three\n\n- a b c\n- d\n  1. e f g h\n\nend")
    expected = ["T", "", "one two", "three", "", "• a b c", "• d", "  1. e f g", "     h", "", "end"]
    assert screen(document, 10) == expected


def test_quotations_have_bars_on_every_row_and_code_is_indented() -> None:
    document = from_markdown("# T\n\n> one two\n> > deep\n\n```\nx\n  y\n```")
    assert screen(document, 8) == ["T", "", "│ one", "│ two", "", "│ │ deep", "", "  x", "    y"]


def test_an_image_is_marked_before_what_it_shows() -> None:
    assert screen(from_markdown("# T\n\n![a crane over](x.png)"), 9) == ["T", "", "▧ a crane", "  over"]


def test_columns_of_a_table_are_aligned_when_they_fit() -> None:
    document = from_markdown("# T\n\n|a|b|c|\n|-|-|-|\n|日本|x|y|\n|1|long|z|")
    layout = Layout(document, 20)
    assert layout.row(2).stops == (7, 14)
    assert layout.height == 5
    x_of_z = layout.position(document.text.index("z"))
    assert x_of_z == (4, 14)
    assert layout.offset_at(4, 14) == document.text.index("z")


def test_a_table_that_does_not_fit_is_wrapped() -> None:
    document = from_markdown("# T\n\n|name|value|\n|-|-|\n|日本|x|")
    assert screen(document, 8)[2:] == ["name", "value", "日本 │ x"]


def test_an_empty_title_takes_no_row_but_a_document_always_has_one() -> None:
    assert screen(from_markdown("text"), 10) == ["text"]
    assert screen(from_markdown(""), 10) == [""]


def test_boilerplate_can_be_left_out() -> None:
    document = from_plain("T\n\nText.\n\nT\n\nMore.\n\nRelated articles")
    assert screen(document, 20, hide_boilerplate=True) == ["T", "", "Text.", "", "More."]
    layout = Layout(document, 20, hide_boilerplate=True)
    assert layout.position(document.blocks[2].start) == (4, 0)
    assert layout.position(len(document.text)) == (4, 0)


def test_an_offset_at_a_place_is_that_of_the_whole_character() -> None:
    document = from_markdown("# ab日本e\u0301f")
    layout = Layout(document, 20)
    assert [layout.offset_at(0, x) for x in range(9)] == [0, 1, 2, 2, 3, 3, 4, 5, 6]
    assert layout.position(5) == (0, 7)


def test_behind_a_row_that_was_cut_inside_a_word_is_its_last_character() -> None:
    layout = Layout(from_markdown("# abcdef"), 3)
    assert layout.offset_at(0, 50) == 2
    assert layout.offset_at(1, 50) == 6


def test_white_space_at_the_end_of_a_row_is_drawn_at_its_end() -> None:
    layout = Layout(from_markdown("# one two"), 4)
    assert layout.position(3) == (0, 3)
    assert layout.position(4) == (1, 0)


def test_the_same_offset_is_found_again_at_another_width() -> None:
    document = from_markdown("# T\n\n" + "words of a paragraph " * 50)
    for width in (80, 20, 5):
        layout = Layout(document, width)
        y, x = layout.position(500)
        assert layout.offset_at(y, x) == 500


def test_heights_are_put_right_when_looked_at_and_the_version_says_so() -> None:
    document = from_plain("T\n\n" + "\n\n".join(["漢 lengthyword 漢 lengthyword"] * 2_000))
    layout = Layout(document, 11)
    before = layout.version
    y, _ = layout.position(document.blocks[1_000].start)
    for index in range(1_000):
        layout.block_height(index)
    assert layout.version > before
    assert layout.position(document.blocks[1_000].start)[0] != y
    assert layout.block_top(1_000) == sum(layout.block_height(i) + 1 for i in range(1_000))


def test_far_from_the_beginning_heights_are_estimates_that_come_close() -> None:
    document = from_markdown("# T\n\n" + "\n\n".join(["a sentence of some words " * 30] * 400))
    layout = Layout(document, 60)
    estimate, last = layout.height, len(document.blocks) - 1
    assert document.blocks[last].start > 2 * EXACT_AT_FIRST
    for index in range(last + 1):
        layout.block_height(index)
    assert layout.height != estimate
    assert abs(layout.height - estimate) < layout.height / 20
    assert layout.row(layout.height - 1).end == len(document.text)


def test_blocks_beside_one_that_was_looked_at_are_put_right_with_it() -> None:
    document = from_markdown("# T\n\n" + "\n\n".join(["some words to be wrapped"] * 10_000))
    layout = Layout(document, 9)
    layout.row(layout.height)
    version = layout.version
    layout.row(layout.height - 20)
    assert layout.version == version


def test_the_rows_of_a_span_are_those_it_is_drawn_in() -> None:
    document = from_markdown("# T\n\none two three four\n\nnext")
    layout = Layout(document, 9)
    assert layout.rows_of(Span(document.text.index("two"), document.text.index("four"))) == range(2, 4)


def test_blanks_at_the_end_of_a_block_are_not_drawn_but_the_empty_cells_of_a_table_are() -> None:
    document = from_html("<pre># </pre><table><tr><td>a</td><td></td></tr></table>")
    layout = Layout(document, 9)
    assert [document.text[row.start : row.end] for row in map(layout.row, range(layout.height))] == [
        "#",
        "",
        "a\t",
    ]
    end = document.blocks[1].end
    assert layout.position(end) == layout.position(end - 1) == (0, 3)


def test_an_empty_cell_at_the_end_of_a_table_that_does_not_fit_reaches_past_no_width() -> None:
    document = from_markdown("|a|b|\n|-|-|\n|long|日本|\n|ab||")
    layout = Layout(document, 1)
    assert document.text[layout.row(layout.height - 1).start :] == "b\t"
    assert layout.row(layout.height - 1).end == len(document.text) - 1


@pytest.mark.parametrize("width", [-1, 0, 1, 2])
def test_a_document_can_be_laid_out_in_hardly_any_width(width: int) -> None:
    document = from_markdown("# T\n\n> > - 10. deep 日本\n\n|a|b|\n|-|-|\n|c|d|")
    assert screen(document, width)


def spans(*ranges: tuple[int, int]) -> list[tuple[Span, str]]:
    return [(Span(*pair), f"{pair[0]}-{pair[1]}") for pair in ranges]


def test_a_sweep_cuts_where_spans_of_any_layer_begin_or_end() -> None:
    layers: Layers[str] = Layers(["entity", "note"])
    layers.set("entity", spans((2, 6)))
    layers.set("note", spans((4, 9), (0, 5)))
    assert layers.sweep(Span(1, 10)) == [
        (Span(1, 2), (("note", "0-5"),)),
        (Span(2, 4), (("entity", "2-6"), ("note", "0-5"))),
        (Span(4, 5), (("entity", "2-6"), ("note", "0-5"), ("note", "4-9"))),
        (Span(5, 6), (("entity", "2-6"), ("note", "4-9"))),
        (Span(6, 9), (("note", "4-9"),)),
        (Span(9, 10), ()),
    ]


def test_a_long_span_is_found_far_from_where_it_began() -> None:
    layers: Layers[str] = Layers(["note"])
    layers.set("note", spans((0, 1_000_000), *((i, i + 3) for i in range(10, 5_000, 7))))
    assert layers.at(900_000) == {"note": ["0-1000000"]}
    assert layers.at(11) == {"note": ["0-1000000", "10-13"]}


def test_the_next_and_previous_spans_of_a_layer_are_found() -> None:
    layers: Layers[str] = Layers(["note"])
    layers.set("note", spans((2, 6), (8, 9)))
    assert layers.next("note", 2) == (Span(8, 9), "8-9")
    assert layers.next("note", 8) is None
    assert layers.previous("note", 8) == (Span(2, 6), "2-6")
    assert layers.previous("note", 2) is None


def test_the_spans_of_a_layer_that_reach_into_a_stretch_are_found() -> None:
    layers: Layers[str] = Layers(["note"])
    layers.set("note", [(Span(0, 9_000), "long"), (Span(2, 5), "a"), (Span(5, 8), "b")])
    assert layers.within("note", Span(4, 5)) == [(Span(0, 9_000), "long"), (Span(2, 5), "a")]
    assert layers.within("note", Span(9_000, 9_001)) == []


def test_a_layer_that_was_not_named_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        Layers[str](["note"]).set("other", [])


def test_an_offset_inside_a_grapheme_is_where_the_grapheme_is() -> None:
    family = "\U0001f469\u200d\U0001f469\u200d\U0001f467"
    layout = Layout(from_markdown(f"{family}#"), 1)
    start = layout.document.blocks[1].start
    for offset in range(start, start + len(family)):
        assert layout.position(offset) == (0, 0)
        assert layout.position(layout.offset_at(0, 0)) == (0, 0)
    assert layout.position(start + len(family)) == (1, 0)
    crossed = Layout(from_markdown("x\u0489y"), 40)
    letter = crossed.document.blocks[1].start
    assert crossed.position(letter + 1) == crossed.position(letter)
    assert crossed.position(letter + 2)[1] == 1


def test_an_offset_in_a_hidden_block_is_where_the_next_text_begins_behind_its_prefix() -> None:
    layout = Layout(from_markdown("> **"), 4)
    assert layout.position(0) == layout.position(layout.document.blocks[1].start) == (0, 2)
