"""Every command is in the help, and docs/keys.md says the same."""

from pathlib import Path

import pytest

from reader.ui.commands import COMMANDS, Command, Where
from reader.ui.keys.docs import CONTEXT_TITLES, first_key, keys_of, render
from reader.ui.screens.help import HelpHeading, HelpRows, HelpScreen, help_rows
from tests.fakes.host import HostApp

KEYS = Path(__file__).parents[2] / "docs" / "keys.md"


def test_docs_keys_is_what_the_table_says() -> None:
    is_current = KEYS.read_text(encoding="utf-8") == render(COMMANDS)
    assert is_current, "run: python -m reader.ui.keys.docs > docs/keys.md"


def test_a_bar_in_a_key_does_not_end_the_cell() -> None:
    assert "| `\\|` | Margin |" in render(COMMANDS)


def test_every_context_has_a_title() -> None:
    assert set(CONTEXT_TITLES) == set(Where)


def test_all_commands_are_listed_those_that_work_here_first() -> None:
    rows = help_rows(COMMANDS, (Where.NOTES, Where.EVERYWHERE), "")
    assert [row for row in rows if isinstance(row, Command)] != list(COMMANDS)
    assert sorted(r.id for r in rows if isinstance(r, Command)) == sorted(c.id for c in COMMANDS)
    titles = [row.title for row in rows if isinstance(row, HelpHeading) and row.title]
    assert titles[:3] == ["Among all notes", "Everywhere", "In the list of articles"]


def test_every_word_of_the_search_counts() -> None:
    found = [row.id for row in help_rows(COMMANDS, (), "TAG last again") if isinstance(row, Command)]
    assert found == ["sticky_tags", "select_sticky_tags"]
    assert [r.id for r in help_rows(COMMANDS, (), "ctrl+s") if isinstance(r, Command)] == ["save_search", "save"]


def test_hints_use_the_readers_own_keys() -> None:
    own = (Command("mark", Where.ARTICLE, ("g m", "m"), "Highlight", "…"),)
    assert first_key(own, Where.ARTICLE, "mark") == "gm"
    assert first_key(own, Where.LIST, "mark") == ""


async def test_the_search_narrows_and_the_keys_close(tmp_path: Path) -> None:
    for closing in ("escape", "q", "?"):
        app = HostApp(tmp_path / closing.replace("?", "mark"))
        async with app.run_test(size=(80, 24)) as pilot:
            await app.push_screen(HelpScreen((Where.ARTICLE, Where.EVERYWHERE)))
            await pilot.pause()
            assert "In an article" in app.text()
            await pilot.press("/", *"citation", "enter")
            await pilot.pause()
            rows = app.screen.query_one(HelpRows)
            found = [row for row in rows.items if isinstance(row, Command)]
            assert {"copy_citation", "select_copy_citation", "copy_note"} <= {row.id for row in found}
            assert all("citation" in f"{row.title} {row.help}" for row in found)
            assert app.focused is rows
            await pilot.press("j", closing)
            await pilot.pause()
            assert not isinstance(app.screen, HelpScreen)


async def test_the_search_promises_no_completing(tmp_path: Path) -> None:
    app = HostApp(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(HelpScreen())
        await pilot.press("/")
        await pilot.pause()
        app.show_footer()
        await pilot.pause()
        assert "Enter accept" in app.text()
        assert "Tab" not in app.text().splitlines()[-1]


async def test_a_search_without_an_answer_says_so(tmp_path: Path) -> None:
    app = HostApp(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(HelpScreen())
        await pilot.press("/", *"zzz")
        await pilot.pause()
        assert "No key and no command is like that." in app.text()


@pytest.mark.parametrize("width", [40, 50, 80, 160])
async def test_every_key_name_and_use_is_told_in_full(tmp_path: Path, width: int) -> None:
    app = HostApp(tmp_path)
    async with app.run_test(size=(width, 24)) as pilot:
        await app.push_screen(HelpScreen())
        await pilot.pause()
        rows = app.screen.query_one(HelpRows)
        for index, row in enumerate(rows.items):
            if isinstance(row, Command):
                strips = rows.render_item(row, rows.scrollable_content_region.width, False)
                told = " ".join("".join(strip.text for strip in strips).split())
                assert "…" not in told
                assert all(
                    word in told for word in (*keys_of(row).split(), *row.title.split(), *row.help.split())
                )
                assert len(strips) == rows._tops[index + 1] - rows._tops[index]


async def test_what_a_command_does_has_more_than_half_the_width(tmp_path: Path) -> None:
    app = HostApp(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(HelpScreen())
        await pilot.pause()
        line = next(line for line in app.text().splitlines() if "Every key and command" in line)
        assert line.index("Every key") < 40
