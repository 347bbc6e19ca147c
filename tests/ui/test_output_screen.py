"""What a program answers, shown and kept."""

import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from reader.services.piping.piping import of_annotation, of_passage
from reader.ui.screens import output
from reader.ui.screens.output import OutputScreen
from tests.fakes.host import HostApp, annotation

NOTED = annotation("chronic sabotage", note="Check")


class Reader:
    """The screen as a reader has it before them."""

    def __init__(self, app: HostApp, pilot: object) -> None:
        self.app, self.pilot = app, pilot

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)  # type: ignore[attr-defined]
        await self.until(lambda: all(worker.is_finished for worker in self.app.workers))

    async def until(self, condition: Callable[[], object]) -> None:
        for _ in range(500):
            if condition():
                break
            await self.pilot.pause(0.01)  # type: ignore[attr-defined]
        await self.pilot.pause()  # type: ignore[attr-defined]


@asynccontextmanager
async def showing(folder: Path, line: str, *, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Reader]:
    app = HostApp(folder, [NOTED])
    async with app.run_test(size=size) as pilot:
        await app.push_screen(OutputScreen(line, of_annotation(app.session, NOTED)[0]))
        yield Reader(app, pilot)


async def finished(reader: Reader) -> None:
    await reader.until(lambda: all(worker.is_finished for worker in reader.app.workers))


async def test_what_is_written_is_shown_and_kept_under_the_note(tmp_path: Path) -> None:
    async with showing(tmp_path, "tr a-z A-Z") as reader:
        await finished(reader)
        assert "$ tr a-z A-Z" in reader.app.text()
        assert "CHRONIC SABOTAGE" in reader.app.text()
        assert "1 line made of the passage" in reader.app.text()
        await reader.press("a")
        kept = reader.app.session.notes.get(NOTED.uid)
        assert kept is not None
        assert kept.note == "Check\n\nCHRONIC SABOTAGE"
        assert not isinstance(reader.app.screen, OutputScreen)
        reader.app.session.history.undo()
        assert reader.app.session.notes.get(NOTED.uid) == NOTED


async def test_hostile_output_is_drawn_as_text(tmp_path: Path) -> None:
    async with showing(
        tmp_path, r"printf '\033]0;own\007\033[31m[/nope] [@click=app.bell]x[/]\302\2332J'"
    ) as reader:
        await finished(reader)
        shown = reader.app.text()
        assert not {"\x1b", "\x9b", "\x07"} & set(shown.partition("\n")[2])
        assert "[/nope] [@click=app.bell]x[/]" in shown


async def test_errors_and_a_bad_end_are_told(tmp_path: Path) -> None:
    async with showing(tmp_path, "sh -c 'echo half; echo oh no >&2; exit 3'") as reader:
        await finished(reader)
        shown = reader.app.text()
        assert "half" in shown
        assert "It said of errors:" in shown
        assert "oh no" in shown
        assert reader.app.said[-1] == "“sh” ended with 3."


async def test_a_program_that_is_not_there_is_told_and_nothing_is_no_note(tmp_path: Path) -> None:
    async with showing(tmp_path, "no-such-program-here") as reader:
        await finished(reader)
        assert "“no-such-program-here” cannot be run: no such file or directory." in reader.app.said
        await reader.press("a")
        assert "wrote nothing that could become a note" in reader.app.said[-1]
        assert isinstance(reader.app.screen, OutputScreen)


async def test_closing_ends_a_program_that_still_works(tmp_path: Path) -> None:
    async with showing(tmp_path, f"{sys.executable} -c 'import time; time.sleep(600)'") as reader:
        assert "Working… Esc ends it." in reader.app.text()
        await reader.pilot.press("a")  # type: ignore[attr-defined]
        await reader.pilot.pause()  # type: ignore[attr-defined]
        assert reader.app.said[-1] == "It has not ended yet."
        await reader.press("escape")
        assert not isinstance(reader.app.screen, OutputScreen)


async def test_very_much_is_shown_in_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "SHOWN_LENGTH", 100)
    async with showing(tmp_path, "seq 1000") as reader:
        await finished(reader)
        await reader.press("G")
        assert "more characters" in reader.app.text()
        await reader.press("y")
        assert reader.app.copied[0].endswith("1000")


async def test_lines_are_wrapped_at_any_width(tmp_path: Path) -> None:
    async with showing(tmp_path, 'sh -c \'seq -s " " 40; printf "a\\tb"\'', size=(30, 12)) as reader:
        await finished(reader)
        lines = [line.strip() for line in reader.app.text().splitlines()]
        assert "1 2 3 4 5 6 7 8 9 10 11 12" in lines
        assert "a   b" in lines
        await reader.pilot.resize_terminal(60, 12)  # type: ignore[attr-defined]
        await reader.pilot.pause()  # type: ignore[attr-defined]
        assert "1 2 3 4 5 6 7 8 9 10 11 12 13" in reader.app.text()


def test_an_answer_of_a_passage_without_an_annotation_begins_one(tmp_path: Path) -> None:
    from reader.model import Article, Span

    article = Article("a" * 16, "T", "f" * 64, 1, 3, "")
    (given,) = of_passage(article, "One two three", Span(4, 7), speaker="Ann")
    assert given.text() == "two"
    ((before, after),) = given.as_note("deux").annotations
    assert before is None
    assert after is not None
    assert (after.target.exact, after.note, after.speaker) == ("two", "deux", "Ann")
