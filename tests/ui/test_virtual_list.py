"""A list of any length: the cursor, the mouse, and how little is drawn."""

import gc
import time
from itertools import accumulate

import pytest
from rich.segment import Segment
from textual.app import App
from textual.events import MouseScrollDown
from textual.strip import Strip

from reader.ui.widgets.virtual_list import VirtualList


class Numbers(VirtualList[str]):
    """Two lines a row; headings begin with "#"."""

    row_height = 2

    def __init__(self, **options):
        super().__init__(**options)
        self.drawn = []

    def render_item(self, item, width, is_cursor):
        self.drawn.append(item)
        mark = "›" if is_cursor else " "
        return [Strip([Segment(f"{mark}{item}")]), Strip([Segment("  below")])]

    def is_selectable(self, item):
        return not item.startswith("#")


class Host(App):
    CSS = "Numbers { height: 1fr; }"

    def __init__(self, items=(), empty_text=""):
        super().__init__()
        self.numbers = Numbers(empty_text=empty_text)
        self.items = list(items)
        self.heard = []

    def compose(self):
        self.numbers.set_items(self.items)
        yield self.numbers

    def on_virtual_list_highlighted(self, event):
        self.heard.append(("highlighted", event.item))

    def on_virtual_list_picked(self, event):
        self.heard.append(("picked", event.item))


def screen_text(app):
    return [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]


def numbers(count):
    return [f"{n:06}" for n in range(count)]


async def test_the_cursor_moves_and_says_where_it_is():
    async with Host(numbers(50)).run_test(size=(40, 10)) as pilot:
        shown = pilot.app.numbers
        shown.action_cursor_down()
        shown.action_cursor_down()
        shown.action_cursor_up()
        await pilot.pause()
        assert shown.current == "000001"
        assert pilot.app.heard == [("highlighted", n) for n in ("000001", "000002", "000001")]


@pytest.mark.parametrize(
    ("action", "start", "end"),
    [
        ("first", 20, 0),
        ("last", 20, 49),
        ("half_page_down", 20, 22),
        ("half_page_up", 20, 18),
        ("page_down", 20, 25),
        ("page_up", 20, 15),
        ("page_down", 48, 49),
        ("cursor_up", 0, 0),
    ],
)
async def test_each_way_of_moving_goes_that_far(action, start, end):
    async with Host(numbers(50)).run_test(size=(40, 10)) as pilot:
        shown = pilot.app.numbers
        shown.move_to(start)
        getattr(shown, f"action_{action}")()
        await pilot.pause()
        assert shown.cursor == end
        assert any(line.startswith(f"›{end:06}") for line in screen_text(pilot.app))


async def test_headings_are_stepped_over_and_shown_with_the_first_row_below():
    items = ["# one", "a", "b", "# two", "## more", "c", "d", "e", "f"]
    async with Host(items).run_test(size=(40, 8)) as pilot:
        shown = pilot.app.numbers
        assert shown.current == "a"
        shown.move_to(2)
        shown.action_cursor_down()
        assert shown.current == "c"
        shown.action_last()
        shown.move_to(5)
        shown.action_cursor_up()
        assert shown.current == "b"
        shown.action_cursor_up()
        await pilot.pause()
        assert shown.current == "a"
        assert screen_text(pilot.app)[0].strip() == "# one"


async def test_a_list_of_headings_alone_has_nothing_at_its_cursor():
    async with Host(["# one", "# two"]).run_test() as pilot:
        shown = pilot.app.numbers
        shown.action_cursor_down()
        shown.pick()
        await pilot.pause()
        assert shown.current is None
        assert pilot.app.heard == []


async def test_the_cursor_stays_on_its_item_when_others_come_before_it():
    async with Host(["b", "c"]).run_test() as pilot:
        shown = pilot.app.numbers
        shown.move_to(1)
        shown.set_items(["a", "b", "c"], keep=str)
        assert shown.current == "c"
        shown.set_items(["a", "b"], keep=str)
        assert shown.current == "b"
        shown.set_items([], keep=str)
        assert shown.current is None


async def test_a_click_moves_the_cursor_and_a_second_one_picks():
    async with Host(numbers(50)).run_test(size=(40, 10)) as pilot:
        await pilot.click(Numbers, offset=(3, 5))
        assert pilot.app.heard == [("highlighted", "000002")]
        await pilot.click(Numbers, offset=(3, 4))
        assert pilot.app.heard[1:] == [("picked", "000002")]


async def test_the_wheel_scrolls_without_moving_the_cursor():
    async with Host(numbers(50)).run_test(size=(40, 10)) as pilot:
        shown = pilot.app.numbers
        await pilot._post_mouse_events([MouseScrollDown], widget=Numbers)
        await pilot.pause()
        assert shown.scroll_offset.y > 0
        assert shown.cursor == 0


async def test_an_empty_list_says_so_in_its_middle_within_its_width():
    text = "There is nothing here yet. Add an article with `a`, and it will be shown [here]."
    async with Host([], text).run_test(size=(30, 10)) as pilot:
        lines = screen_text(pilot.app)
        words = " ".join(line.strip() for line in lines if line.strip())
        assert words == text
        assert lines[0] == lines[-1] == ""


async def test_moving_the_cursor_draws_two_rows_and_changing_one_item_draws_one():
    async with Host(numbers(1000)).run_test(size=(40, 20)) as pilot:
        shown = pilot.app.numbers
        await pilot.pause()
        shown.drawn.clear()
        shown.action_cursor_down()
        await pilot.pause()
        assert sorted(shown.drawn) == ["000000", "000001"]
        shown.drawn.clear()
        changed = numbers(1000)
        changed[3] = "changed"
        shown.set_items([old if old == new else new for old, new in zip(shown.items, changed, strict=True)])
        await pilot.pause()
        assert shown.drawn == ["changed"]
        assert screen_text(pilot.app)[6].strip() == "changed"


async def test_the_cursor_has_the_colour_of_the_focus_after_it_comes_and_goes():
    async with Host(numbers(3)).run_test(size=(40, 10)) as pilot:
        shown = pilot.app.numbers

        def background():
            return shown.render_line(0)._segments[0].style.bgcolor

        focused = background()
        pilot.app.set_focus(None)
        await pilot.pause()
        blurred = background()
        shown.focus()
        await pilot.pause()
        assert background() == focused != blurred


async def test_a_hundred_thousand_rows_are_shown_at_once():
    items = numbers(100_000)
    async with Host().run_test(size=(80, 24)) as pilot:
        shown = pilot.app.numbers
        gc.collect()
        began = time.perf_counter()
        shown.set_items(items, keep=str)
        shown.action_last()
        await pilot.pause()
        took = time.perf_counter() - began
        assert shown.current == "099999"
        assert len(shown.drawn) < 100
        assert took < 0.5, "drawn by pages, it takes a tenth of this on a slow machine"


class Uneven(VirtualList[int]):
    """As many lines a row as the number says, but no more than the width."""

    def tops_of(self, items, width):
        return [0, *accumulate(min(item, width) for item in items)]

    def render_item(self, item, width, is_cursor):
        mark = "›" if is_cursor else " "
        return [Strip([Segment(f"{mark}{item}.{line}")]) for line in range(min(item, width))]


async def test_rows_may_have_lines_of_their_own_number():
    class Rows(App):
        CSS = "Uneven { height: 1fr; scrollbar-size-vertical: 0; }"

        def compose(self):
            yield Uneven()

    async with Rows().run_test(size=(40, 6)) as pilot:
        rows = pilot.app.query_one(Uneven)
        rows.set_items([1, 3, 2, 4, 1, 2])
        await pilot.pause()
        assert screen_text(pilot.app) == ["›1.0", " 3.0", " 3.1", " 3.2", " 2.0", " 2.1"]
        await pilot.click(Uneven, offset=(2, 3))
        assert rows.current == 3
        rows.action_page_down()
        await pilot.pause()
        assert rows.current == 4
        assert screen_text(pilot.app) == [" 2.0", " 2.1", "›4.0", "›4.1", "›4.2", "›4.3"]
        rows.action_half_page_up()
        assert rows.current == 2
        rows.action_page_up()
        assert rows.current == 1
        rows.action_last()
        await pilot.pause()
        assert screen_text(pilot.app)[-2:] == ["›2.0", "›2.1"]
        assert rows.virtual_size.height == 13
        await pilot.resize_terminal(3, 6)
        await pilot.pause()
        assert rows.virtual_size.height == 12


async def test_a_list_that_grows_is_drawn_without_laying_out_the_screen():
    async with Host(numbers(50)).run_test(size=(40, 10)) as pilot:
        shown, laid_out = pilot.app.numbers, []
        await pilot.pause()
        pilot.app.screen.screen_layout_refresh_signal.subscribe(shown, laid_out.append)
        shown.set_items(numbers(80))
        await pilot.pause()
        assert laid_out == []
        assert shown.vertical_scrollbar.window_virtual_size == 160
        shown.action_last()
        await pilot.pause()
        assert screen_text(pilot.app)[-2:] == ["›000079", "  below"]
        shown.set_items(numbers(2))
        await pilot.pause()
        assert laid_out
        assert not shown.show_vertical_scrollbar
        assert screen_text(pilot.app)[2] == "›000001"
