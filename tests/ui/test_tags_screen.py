"""All tags: renamed, merged and removed everywhere at once, and undone."""

import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from textual.pilot import Pilot

from reader.annotations.store import PutMark
from reader.model import Annotation, ArticleMark
from reader.services.notes.finding import NoteFinder
from reader.services.tags.completion import tag_query
from reader.ui.screens.notes import NotesScreen
from reader.ui.screens.tags import TagsScreen
from reader.ui.widgets.tag_rows import TagRows
from tests.fakes.host import HostApp, annotation

ALL = (
    annotation("one", tags=("claim", "war")),
    annotation("two", tags=("claim",), updated="2025-06-01T12:00:00.000Z"),
    annotation("three", tags=("claims", "doubt")),
)


class Reader:
    """The screen as a reader has it before them."""

    def __init__(self, pilot: Pilot[None], app: HostApp, screen: TagsScreen) -> None:
        self.pilot, self.app, self.screen = pilot, app, screen

    @property
    def rows(self) -> TagRows:
        return self.screen.query_one(TagRows)

    @property
    def listed(self) -> list[tuple[str, int]]:
        return [(row.use.tag, row.use.total) for row in self.rows.items]

    @property
    def current(self) -> str | None:
        return self.rows.tag

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.settle()

    async def settle(self) -> None:
        await self.pilot.pause(0.02)
        while any(worker.group == "tags" and not worker.is_finished for worker in self.app.workers):
            await self.pilot.pause(0.02)
        await self.pilot.pause(0.02)


@asynccontextmanager
async def listing(folder: Path, annotations: Sequence[Annotation] = ALL) -> AsyncIterator[Reader]:
    app = HostApp(folder, annotations)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = TagsScreen()
        await app.push_screen(screen)
        reader = Reader(pilot, app, screen)
        await reader.settle()
        yield reader


async def test_tags_are_listed_by_count_or_by_name_with_their_last_use(tmp_path: Path) -> None:
    async with listing(tmp_path) as reader:
        assert reader.listed == [("claim", 2), ("claims", 1), ("doubt", 1), ("war", 1)]
        assert "1 Jun 2025" in reader.app.text()
        await reader.press("o")
        assert "4 · by name" in reader.app.text()
        assert [tag for tag, _ in reader.listed] == ["claim", "claims", "doubt", "war"]


async def test_a_renamed_tag_keeps_the_cursor_and_undo_takes_it_back(tmp_path: Path) -> None:
    async with listing(tmp_path) as reader:
        await reader.press("j", "j", "r", "ctrl+u", *"question", "enter")
        assert ("question", 1) in reader.listed
        assert reader.current == "question"
        assert "“doubt” is now “question” · 1 annotation ·" in reader.app.said[-1]
        await reader.press("u")
        assert ("doubt", 1) in reader.listed


async def test_a_name_in_use_merges_and_says_so(tmp_path: Path) -> None:
    async with listing(tmp_path) as reader:
        await reader.press("j", "r", "backspace", "enter")
        assert reader.listed == [("claim", 3), ("doubt", 1), ("war", 1)]
        assert "“claims” is now part of “claim” · 1 annotation ·" in reader.app.said[-1]


async def test_merging_completes_and_takes_only_tags_in_use(tmp_path: Path) -> None:
    async with listing(tmp_path) as reader:
        await reader.press("j", "m", *"dou")
        assert "Make claims part of" in reader.app.text()
        assert "doubt" in reader.app.text()
        await reader.press("enter")
        assert "There is no other tag 'dou'" in reader.app.text()
        await reader.press("tab", "enter")
        assert reader.listed == [("claim", 2), ("doubt", 1), ("war", 1)]
        assert reader.current == "doubt"
        assert "“claims” is now part of “doubt”" in reader.app.said[-1]


async def test_a_long_tag_leaves_room_for_what_is_asked(tmp_path: Path) -> None:
    async with listing(tmp_path, [annotation("x", tags=("a rather long tag of many words " * 2,))]) as reader:
        await reader.press("m")
        assert re.search(r"Make a rather lon.*… part of ", reader.app.text())


async def test_a_removed_tag_leaves_its_notes(tmp_path: Path) -> None:
    async with listing(tmp_path) as reader:
        reader.app.session.notes.apply([PutMark(ArticleMark(ALL[0].article, ALL[0].updated, tags=("claim",)))])
        await reader.press("d")
        assert reader.listed == [("claims", 1), ("doubt", 1), ("war", 1)]
        assert len(reader.app.session.notes.all()) == 3
        await reader.press("u")
        assert reader.listed[0] == ("claim", 3)


async def test_enter_shows_the_notes_of_that_tag_alone(tmp_path: Path) -> None:
    async with listing(tmp_path) as reader:
        await reader.press("enter")
        screen = reader.app.screen
        assert isinstance(screen, NotesScreen)
        assert screen.view.query == 'tag:"claim"'


async def test_a_quoted_tag_is_found_whole(tmp_path: Path) -> None:
    async with listing(tmp_path) as reader:
        finder = NoteFinder(reader.app.session.notes, ())
        assert len(finder.find(finder.read(tag_query("claim")))) == 2
        assert len(finder.find(finder.read("tag:claim"))) == 3
        assert tag_query('say "hi"') == 'tag:"say ”hi”"'


async def test_the_filter_narrows_the_tags(tmp_path: Path) -> None:
    async with listing(tmp_path) as reader:
        await reader.press("/", *"LAI")
        assert reader.listed == [("claim", 2), ("claims", 1)]
        await reader.press(*"zz")
        assert "No tag has “LAIzz” in it." in reader.app.text()
        await reader.press("escape")
        assert len(reader.listed) == 4


TREE = (
    annotation("one", tags=("theme/money", "claim")),
    annotation("two", tags=("theme/power",)),
    annotation("three", tags=("theme", "claim")),
)


async def test_tags_with_slashes_stand_below_one_another_and_can_be_collapsed(tmp_path: Path) -> None:
    async with listing(tmp_path, TREE) as reader:
        assert reader.listed == [("theme", 3), ("theme/money", 1), ("theme/power", 1), ("claim", 2)]
        assert "▾ theme " in reader.app.text()
        assert "    money " in reader.app.text()
        await reader.press("j", "h")
        assert reader.current == "theme"
        await reader.press("h")
        assert reader.listed == [("theme", 3), ("claim", 2)]
        assert "▸ theme " in reader.app.text()
        await reader.press("space")
        assert len(reader.listed) == 4
        await reader.press("j", "space")
        assert "can be opened and closed" in reader.app.said[-1]


async def test_what_is_collapsed_is_so_when_the_tags_are_shown_again(tmp_path: Path) -> None:
    async with listing(tmp_path, TREE) as reader:
        await reader.press("space")
        assert reader.listed == [("theme", 3), ("claim", 2)]
        reader.app.pop_screen()
        again = TagsScreen()
        await reader.app.push_screen(again)
        new = Reader(reader.pilot, reader.app, again)
        await new.settle()
        assert new.listed == [("theme", 3), ("claim", 2)]


async def test_a_branch_is_renamed_with_what_is_below_it_and_undone(tmp_path: Path) -> None:
    async with listing(tmp_path, TREE) as reader:
        await reader.press("r", "ctrl+u", *"subject", "enter")
        assert reader.listed[:3] == [("subject", 3), ("subject/money", 1), ("subject/power", 1)]
        assert reader.current == "subject"
        assert "“theme” is now “subject” · 3 annotations ·" in reader.app.said[-1]
        await reader.press("u")
        assert reader.listed[0] == ("theme", 3)


async def test_a_branch_is_not_renamed_into_itself(tmp_path: Path) -> None:
    async with listing(tmp_path, TREE) as reader:
        before = reader.listed
        await reader.press("r", *"/money", "enter")
        assert "“theme” cannot become part of “theme/money”" in reader.app.said[-1]
        assert reader.listed == before
        assert reader.current == "theme"


async def test_a_tag_takes_a_colour_that_is_named_and_gives_it_up_again(tmp_path: Path) -> None:
    async with listing(tmp_path, TREE) as reader:
        await reader.press("3")
        said = reader.app.session.notes.tag_mark("theme")
        assert said is not None
        assert said.colour == 3
        assert re.search(r"theme +evidence +3 ", reader.app.text())
        await reader.press("3")
        assert reader.app.session.notes.tag_mark("theme") is None
        await reader.press("u")
        assert reader.app.session.notes.tag_mark("theme") == said


async def test_what_a_tag_is_for_stands_behind_it(tmp_path: Path) -> None:
    async with listing(tmp_path, TREE) as reader:
        await reader.press("e")
        assert "theme is for" in reader.app.text()
        await reader.press(*"Who pays", "enter")
        assert "theme  Who pays" in reader.app.text()
        await reader.press("e", "ctrl+u", "enter")
        assert "Who pays" not in reader.app.text()


async def test_without_tags_the_first_key_is_named(tmp_path: Path) -> None:
    async with listing(tmp_path, ()) as reader:
        assert "There are no tags yet. In an article, t tags" in " ".join(reader.app.text().split())
        await reader.press("r", "m", "d", "e", "1", "space", "h", "enter")
        assert reader.app.screen is reader.screen


async def test_hostile_tags_are_drawn_as_text(tmp_path: Path) -> None:
    nasty = "\x1b]0;own\x07[/nope] [@click=app.bell]x[/]\nline\x9b2J"
    async with listing(tmp_path, [annotation("x", tags=(nasty,))]) as reader:
        for key in ("o", "r"):
            await reader.press(key)
            shown = reader.app.text()
            assert not {"\x1b", "\x9b", "\x07"} & set(shown)
            assert "nope] [@click=app.bell]x[" in shown
