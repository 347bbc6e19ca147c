"""The two lines at the bottom of the screen."""

import pytest
from textual.app import App

from reader.paths import bundled
from reader.ui.commands import COMMANDS, Command, Where, in_context
from reader.ui.themes import register_themes, variable_defaults
from reader.ui.widgets import bars
from reader.ui.widgets.bars import FooterLine, StatusLine

ARTICLE = (*in_context(Where.ARTICLE), *in_context(Where.EVERYWHERE))


class Host(App):
    CSS_PATH = bundled("styles") / "bars.tcss"

    def __init__(self):
        super().__init__()
        self.status = StatusLine()
        self.footer = FooterLine()
        self.chosen = []

    def get_theme_variable_defaults(self):
        return variable_defaults(self.current_theme)

    def compose(self):
        yield self.status
        yield self.footer

    def on_mount(self):
        register_themes(self)
        self.theme = "postil-dark"

    def on_footer_line_chosen(self, event):
        self.chosen.append(event.command.id)


def text_of(line):
    return line.render_line(0).text


async def test_the_status_line_tells_place_and_details():
    async with Host().run_test(size=(80, 24)) as pilot:
        status = pilot.app.status
        status.set_place("All articles 14 · 3 unread")
        status.set_progress("84% · 4 min")
        status.set_language("EN")
        status.set_mode("NORMAL")
        assert text_of(status).startswith("All articles 14 · 3 unread ")
        assert text_of(status).endswith("84% · 4 min   EN   NORMAL")
        assert len(text_of(status)) == 78


async def test_what_is_not_saved_is_told_and_other_details_give_way_to_it_whole():
    async with Host().run_test(size=(80, 24)) as pilot:
        status = pilot.app.status
        status.set_place("A title")
        status.set_progress("27% · 2 min left")
        status.set_language("EN")
        status.set_mode("NORMAL")
        status.set_unsaved("2 not saved")
        assert text_of(status).endswith("  2 not saved   27% · 2 min left   NORMAL")
        status.set_unsaved("")
        assert "not saved" not in text_of(status)


async def test_a_sentence_takes_the_place_until_the_next_key():
    async with Host().run_test() as pilot:
        status = pilot.app.status
        status.set_place("All articles")
        status.say("highlight · saved 12:04")
        assert text_of(status).startswith("highlight · saved 12:04 ")
        status.say("tag · saved 12:05")
        assert text_of(status).startswith("tag · saved 12:05 ")
        status.set_keys("")
        assert text_of(status).startswith("All articles ")


async def test_a_plain_sentence_goes_by_itself_and_an_error_stays(monkeypatch):
    monkeypatch.setattr(bars, "MESSAGE_SECONDS", 0.05)
    async with Host().run_test() as pilot:
        status = pilot.app.status
        status.say("saved")
        await pilot.pause(0.2)
        assert "saved" not in text_of(status)
        status.say("saved")
        status.say("The disk is full.", error=True)
        await pilot.pause(0.2)
        assert text_of(status).startswith("! The disk is full. ")


async def test_the_keys_of_a_sequence_are_shown_as_they_are_typed():
    async with Host().run_test() as pilot:
        status = pilot.app.status
        status.set_mode("NORMAL")
        status.set_keys("g")
        assert text_of(status).endswith(" g   NORMAL")
        status.set_keys("")
        assert " g " not in text_of(status)


@pytest.mark.parametrize("width", [20, 40, 80])
async def test_a_long_sentence_makes_the_details_give_way_and_ends_in_an_ellipsis(width):
    async with Host().run_test(size=(width, 24)) as pilot:
        status = pilot.app.status
        status.set_progress("84% · 4 min")
        status.set_activity("looking for names")
        status.set_mode("NORMAL")
        status.say("word " * 50)
        assert len(text_of(status)) == width - 2
        assert text_of(status).rstrip().endswith("…")
        assert "NORMAL" not in text_of(status)


@pytest.mark.parametrize(
    ("width", "details"),
    [
        (160, "looking for names 3% · 27 min left   12% · 9 min   EN   NORMAL"),
        (80, "12% · 9 min   NORMAL"),
        (50, "12% · 9 min   NORMAL"),
        (30, "NORMAL"),
    ],
)
async def test_details_go_whole_the_language_first_and_the_mode_never(width, details):
    async with Host().run_test(size=(width, 24)) as pilot:
        status = pilot.app.status
        status.set_place("The harbour that was moved twice in a hundred years, and the people who moved it")
        status.set_activity("looking for names 3% · 27 min left")
        status.set_progress("12% · 9 min")
        status.set_language("EN")
        status.set_mode("NORMAL")
        assert text_of(status).endswith(f"  {details}") or text_of(status).endswith(f"… {details}")
        assert text_of(status).startswith("The harbour")


@pytest.mark.parametrize("width", [30, 50])
async def test_the_keys_and_the_mode_are_whole_beside_a_long_title(width):
    async with Host().run_test(size=(width, 24)) as pilot:
        status = pilot.app.status
        status.set_place("The harbour that was moved twice")
        status.set_progress("12% · 9 min left")
        status.set_mode("SELECT")
        status.set_keys("g")
        assert text_of(status).endswith(" g   SELECT")


async def test_a_title_is_cut_between_words():
    async with Host().run_test(size=(50, 24)) as pilot:
        pilot.app.status.set_place("The harbour that was moved twice in a hundred years")
        pilot.app.status.set_mode("NORMAL")
        assert text_of(pilot.app.status).startswith("The harbour that was moved twice in a… ")


async def test_an_error_is_told_in_full_in_as_many_rows_as_it_takes():
    async with Host().run_test(size=(40, 24)) as pilot:
        status = pilot.app.status
        status.set_mode("NORMAL")
        status.say("There is no file or folder “/home/somebody/articles/missing.md”.", error=True)
        await pilot.pause()
        assert status.size.height == 2
        told = " ".join(status.render_line(y).text.strip() for y in range(2))
        assert told == "! There is no file or folder “/home/somebody/articles/missing.md”."
        status.set_keys("")
        await pilot.pause()
        assert status.size.height == 1


@pytest.mark.parametrize("unsaved", ["", "2 not saved"])
@pytest.mark.parametrize("length", range(25, 40))
async def test_no_error_loses_its_end_where_it_all_but_fills_the_row(length: int, unsaved: str):
    sentence = f"Nothing {'x' * (length - 14)} here."
    async with Host().run_test(size=(40, 24)) as pilot:
        status = pilot.app.status
        status.say(sentence, error=True)
        status.set_unsaved(unsaved)
        await pilot.pause()
        told = " ".join(
            status.render_line(y).text.removesuffix(unsaved).strip() for y in range(status.size.height)
        )
        assert told == f"! {sentence}"


async def test_an_endless_error_leaves_room_for_what_is_read():
    async with Host().run_test(size=(40, 24)) as pilot:
        pilot.app.status.say("word " * 200, error=True)
        await pilot.pause()
        assert pilot.app.status.size.height == bars.ERROR_ROWS
        assert pilot.app.status.render_line(bars.ERROR_ROWS - 1).text.rstrip().endswith("…")


async def test_nothing_that_is_said_is_markup_or_steers_the_terminal():
    async with Host().run_test(size=(80, 24)) as pilot:
        status = pilot.app.status
        status.say("[red]no[/] [/ \x1b[31m\x1b]0;t\x07two\nlines \u202e")
        assert text_of(status).rstrip() == "[red]no[/] [/ two lines"
        status.set_place("\x1b[2J" * 1000)
        status.set_keys("")
        assert text_of(status).strip() == ""


async def test_the_footer_shows_named_commands_with_their_first_keys_and_the_help_last():
    async with Host().run_test(size=(80, 24)) as pilot:
        footer = pilot.app.footer
        footer.show(ARTICLE)
        assert text_of(footer).rstrip() == "m mark   a note   t tag   v select   K who   / find   ? help"


@pytest.mark.parametrize(
    ("width", "expected"), [(40, "m mark   a note   t tag   ? help"), (10, "? help"), (5, "? …")]
)
async def test_a_narrow_footer_drops_commands_from_the_end_but_keeps_the_help(width, expected):
    async with Host().run_test(size=(width, 24)) as pilot:
        pilot.app.footer.show(ARTICLE)
        assert text_of(pilot.app.footer).rstrip() == expected


async def test_a_command_without_keys_or_that_a_nearer_one_hides_is_not_shown():
    near = Command("find", Where.LIST, ("F",), "Find", "", "search")
    unbound = Command("open", Where.LIST, (), "Open", "", "open")
    async with Host().run_test(size=(80, 24)) as pilot:
        pilot.app.footer.show((near, unbound, *in_context(Where.EVERYWHERE)))
        assert text_of(pilot.app.footer).rstrip() == "F search   ? help"


async def test_a_click_on_a_command_says_which_and_between_them_nothing():
    async with Host().run_test(size=(80, 24)) as pilot:
        pilot.app.footer.show(ARTICLE)
        for x in (1, 6, 8, 10, 56):
            await pilot.click(FooterLine, offset=(x, 0))
        assert pilot.app.chosen == ["mark", "mark", "note", "help"]


async def test_every_context_fits_a_screen_of_eighty_columns_whole():
    async with Host().run_test(size=(80, 24)) as pilot:
        for where in Where:
            commands = [command for command in COMMANDS if command.where in {where, Where.EVERYWHERE}]
            pilot.app.footer.show(commands)
            names = {command.footer for command in commands if command.footer}
            assert all(name in text_of(pilot.app.footer) for name in names), where
