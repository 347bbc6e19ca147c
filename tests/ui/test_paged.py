"""A list of very many items reads those on screen, once a frame."""

import pytest
from rich.segment import Segment
from textual.app import App
from textual.strip import Strip

from reader.ui.widgets.paged import AROUND, KEPT, Paged
from reader.ui.widgets.virtual_list import VirtualList


class Numbers:
    """Provides "0", "1", … and remembers what it was asked for."""

    def __init__(self, count, names=None):
        self.count = count
        self.names = names or {}
        self.asked = []

    def rows(self, start, stop):
        self.asked.append((start, stop))
        return [self.names.get(n, str(n)) for n in range(start, stop)]

    def index_of(self, key):
        return next((n for n in range(self.count) if self.names.get(n, str(n))[-8:] == key), None)


class Shown(VirtualList[str]):
    row_height = 2

    def render_item(self, item, width, is_cursor):
        return [Strip([Segment(("›" if is_cursor else " ") + item)])]


class Host(App):
    CSS = "Shown { height: 1fr; }"

    def __init__(self, provider):
        super().__init__()
        self.provider = provider

    def compose(self):
        yield Shown()

    def on_mount(self):
        self.query_one(Shown).set_items(Paged(self.provider), keep=last_eight)


def last_eight(item):
    return item[-8:]


def lines(app):
    return [strip.text.rstrip() for strip in app.screen._compositor.render_strips()][::2]


# -- the sequence


def test_items_are_those_of_the_provider_wherever_one_looks():
    paged = Paged(Numbers(10_000))
    assert len(paged) == 10_000
    assert [paged[n] for n in (0, 5_000, 9_999, -1, -10_000)] == ["0", "5000", "9999", "9999", "0"]
    assert paged[3:6] == ["3", "4", "5"]
    assert [item for item, _ in zip(paged, range(3), strict=False)] == ["0", "1", "2"]
    for beyond in (10_000, -10_001):
        with pytest.raises(IndexError):
            paged[beyond]
    assert list(Paged(Numbers(0))) == []


def test_what_lies_around_is_read_with_it_and_not_again():
    provider = Numbers(10_000)
    paged = Paged(provider)
    paged.read(100, 120)
    assert provider.asked == [(100 - AROUND, 120 + AROUND)]
    paged.read(100 - AROUND, 120 + AROUND)
    assert paged[130] == "130"
    assert len(provider.asked) == 1
    paged.read(130 + AROUND, 150 + AROUND)
    assert provider.asked[1:] == [(120 + AROUND, 150 + 2 * AROUND)]


def test_only_so_many_items_are_kept():
    provider = Numbers(100_000)
    paged = Paged(provider)
    for start in range(0, 3 * KEPT, 20):
        paged.read(start, start + 20)
        assert len(paged._known) < KEPT + 20 + 2 * AROUND
    paged.read(0, 20)
    assert provider.asked[-1] == (0, 20 + AROUND)


# -- in a list


@pytest.mark.parametrize("action", ["last", "page_down", "cursor_down", "half_page_down", "first", "cursor_up"])
async def test_a_key_reads_once_or_not_at_all(action):
    provider = Numbers(100_000)
    async with Host(provider).run_test(size=(40, 40)) as pilot:
        shown = pilot.app.query_one(Shown)
        await pilot.pause()
        shown.move_to(50_000)
        await pilot.pause()
        for _ in range(30):
            provider.asked.clear()
            getattr(shown, f"action_{action}")()
            await pilot.pause()
            assert len(provider.asked) <= 1
            assert all(stop - start < 200 for start, stop in provider.asked)
        assert f"›{shown.cursor}" in lines(pilot.app)


async def test_the_cursor_stays_on_its_item_and_only_what_differs_is_drawn_anew():
    async with Host(Numbers(1_000)).run_test(size=(40, 20)) as pilot:
        shown = pilot.app.query_one(Shown)
        shown.move_to(500)
        await pilot.pause()
        drawn = []
        render_item = shown.render_item
        shown.render_item = lambda item, *rest: drawn.append(item) or render_item(item, *rest)
        changed = Numbers(1_000, {498: "other 498", 499: "new"})
        shown.set_items(Paged(changed), keep=last_eight)
        await pilot.pause()
        assert shown.current == "500"
        assert drawn == ["other 498", "new"]
        moved = Numbers(1_000, {n: str(n - 7) for n in range(7, 1_000)} | {n: f"new {n}" for n in range(7)})
        shown.set_items(Paged(moved), keep=last_eight)
        assert shown.cursor == 507
        assert shown.current == "500"


async def test_without_any_items_the_list_is_empty():
    async with Host(Numbers(0)).run_test(size=(40, 20)) as pilot:
        assert pilot.app.query_one(Shown).current is None
