import pytest
from textual import events
from textual.geometry import Offset
from textual.pilot import Pilot

from reader.document.markdown import from_markdown
from reader.document.plain import from_plain
from reader.model import EntityType, QuotationKind
from reader.ui.widgets.article.view import ArticleView
from tests.fakes.reading import ARTICLE, PARAGRAPH, cursor_row, reading, screen, selected, span_of, words

# -- hints


async def test_a_typed_label_moves_the_cursor_to_its_sentence():
    async with reading() as (view, pilot):
        await pilot.press("f")
        assert view.render_line(0).text.strip(" ›")[:9] != "A harbour"
        labelled = screen(view)[2]
        assert labelled.startswith("   s! ")
        await pilot.press("s")
        assert view.cursor == ARTICLE.blocks[1].start
        assert screen(view)[0].strip(" ›") == "A harbour town waits"
        assert view.jump_back()


async def test_labels_of_two_letters_are_typed_letter_by_letter():
    async with reading() as (view, pilot):
        await pilot.press("f")
        label = next(label for label in view._hints if len(label) == 2)
        wanted = view._hints[label].start
        await pilot.press(label[0])
        assert view.cursor == 0
        await pilot.press(label[1])
        assert view.cursor == wanted


async def test_another_key_takes_the_labels_away():
    async with reading() as (view, pilot):
        before = screen(view)
        for key in ("escape", "1"):
            await pilot.press("f")
            assert screen(view) != before
            await pilot.press(key)
            assert screen(view) == before


async def test_a_link_is_opened_by_its_label_and_by_ctrl_and_click():
    document = from_markdown("# Title\n\nSee [the report](https://example.org/r) now.")
    async with reading(document) as (_, pilot):
        await pilot.press("f", "d")
        await pilot.pause()
        assert pilot.app.last(ArticleView.LinkActivated).url == "https://example.org/r"
        pilot.app.heard.clear()
        await pilot.click(ArticleView, offset=(9, 2), control=True)
        await pilot.pause()
        assert pilot.app.last(ArticleView.LinkActivated).url == "https://example.org/r"


# -- selecting


async def select_in_second_sentence(view: ArticleView, pilot: Pilot[None]) -> None:
    await pilot.press(")", ")", "v")
    assert selected(view) == "The"


async def test_a_selection_begins_with_the_first_word_of_the_sentence():
    async with reading() as (view, pilot):
        await select_in_second_sentence(view, pilot)
        await pilot.pause()
        assert pilot.app.last(ArticleView.SelectionChanged).span == view.selection
        await pilot.press("c")
        await pilot.pause()
        assert view.selection is None
        assert pilot.app.last(ArticleView.SelectionChanged).span is None


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("l", "The "),
        ("h", "Th"),
        ("ee", "The mayor spoke"),
        ("ww", "The mayor "),
        ("eeb", "The mayor "),
        (")", "The mayor spoke at noon."),
        ("o(", "1! The"),
        ("o{", "1! The"),
        ("is", "The mayor spoke at noon."),
        ("ip", f"1! {PARAGRAPH}"),
        ("}", PARAGRAPH),
        ("l+", "The mayor spoke at noon."),
        ("+", "The mayor spoke at noon."),
        ("++", f"1! {PARAGRAPH}"),
        ("++-", "The mayor spoke at noon."),
        ("++--", "The"),
    ],
)
async def test_keys_move_the_end_of_the_selection(keys, expected):
    async with reading() as (view, pilot):
        await select_in_second_sentence(view, pilot)
        await pilot.press(*keys)
        assert selected(view) == expected


async def test_the_end_moves_by_rows():
    async with reading() as (view, pilot):
        await select_in_second_sentence(view, pilot)
        await pilot.press("j")
        assert selected(view).startswith("The mayor")
        assert selected(view).count("Porto") == 1
        await pilot.press("k")
        assert selected(view) == "The"


async def test_quotations_and_names_are_selected_whole():
    async with reading() as (view, pilot):
        text = ARTICLE.text
        view.set_layer("quotation", [(span_of(text, "“We are ready,”"), (QuotationKind.SPEECH, 1.0))])
        view.set_layer("entity", [(span_of(text, "Harbour Board"), EntityType.ORGANISATION)])
        view.go_to(span_of(text, "We are"))
        await pilot.press("v", "i", "q")
        assert selected(view) == "“We are ready,”"
        await pilot.press("c")
        view.go_to(span_of(text, "Board"))
        await pilot.press("v", "+")
        assert selected(view) == "Harbour Board"
        await pilot.press("c", "v", "i", "e")
        assert selected(view) == "Harbour Board"


async def test_whole_lines_are_selected_up_and_down():
    async with reading() as (view, pilot):
        await pilot.press("j", "j", "V")
        second = selected(view)
        assert second == screen(view)[3][3:].rstrip()
        await pilot.press("j")
        assert selected(view).startswith(second)
        assert selected(view).endswith(screen(view)[5][3:].rstrip())
        await pilot.press("k", "k")
        assert selected(view).startswith("1! The mayor")
        assert selected(view).endswith(second)


# -- the mouse


async def drag(pilot: Pilot[None], start: tuple[int, int], end: tuple[int, int]) -> None:
    await pilot.mouse_down(ArticleView, offset=start)
    await pilot.hover(ArticleView, offset=end)
    await pilot.mouse_up(ArticleView, offset=end)
    await pilot.pause()


async def test_a_drag_selects_exactly_the_characters():
    async with reading() as (view, pilot):
        x = screen(view)[2].index("mayor")
        await drag(pilot, (x, 2), (x + 4, 2))
        assert selected(view) == "mayor"
        await drag(pilot, (x + 4, 2), (x, 2))
        assert selected(view) == "mayor"


async def test_a_drag_over_wide_characters_selects_whole_ones():
    document = from_plain("Title\n\n日本語の新聞")
    async with reading(document) as (view, pilot):
        await drag(pilot, (5, 2), (8, 2))
        assert selected(view) == "本語"


async def test_a_drag_across_rows_selects_what_is_between():
    async with reading() as (view, pilot):
        x = screen(view)[2].index("mayor")
        await drag(pilot, (x, 2), (4, 3))
        assert selected(view).startswith("mayor spoke")
        assert selected(view).endswith(screen(view)[3][3:5])


async def test_a_click_moves_the_cursor_and_leaves_the_selection():
    async with reading() as (view, pilot):
        x = screen(view)[2].index("mayor")
        await drag(pilot, (x, 2), (x + 4, 2))
        await pilot.click(ArticleView, offset=(x, 5))
        await pilot.pause()
        assert view.selection is None
        assert words(view, view.sentence) == "The mayor spoke at noon."
        assert cursor_row(view) == 5


async def test_two_clicks_select_a_word_and_three_a_sentence():
    async with reading() as (view, pilot):
        x = screen(view)[2].index("mayor")
        await pilot.click(ArticleView, offset=(x + 1, 2), times=2)
        assert selected(view) == "mayor"
        await pilot.click(ArticleView, offset=(x + 1, 2), times=3)
        assert selected(view) == "The mayor spoke at noon."


async def test_the_wheel_scrolls_and_the_cursor_stays_in_view():
    async with reading() as (view, _):
        for _ in range(4):
            view.on_mouse_scroll_down(wheel(view, events.MouseScrollDown))
        assert view.scroll_offset.y == 12
        assert cursor_row(view) in {0, 1}
        view.action_bottom()
        for _ in range(4):
            view.on_mouse_scroll_up(wheel(view, events.MouseScrollUp))
        assert cursor_row(view) in {22, 23}


def wheel(view: ArticleView, kind: type[events.MouseEvent]) -> events.MouseEvent:
    return kind(view, *Offset(5, 5), 0, 1, 0, shift=False, meta=False, ctrl=False)
