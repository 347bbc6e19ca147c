"""A line to type in: what Enter, Tab and the mouse take, and what is refused."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual import events
from textual.pilot import Pilot
from textual.screen import ModalScreen
from textual.widgets import Input

from reader.services.notes.annotating import clean_tag
from reader.ui.prompts.path import PathPrompt
from reader.ui.prompts.prompt import Prompt, Suggestions, TagPrompt
from tests.fakes.host import HostApp

IN_USE = {"claim": 12, "clay": 2, "economy": 7}


class Asked:
    """A prompt on the screen, and its answer."""

    def __init__(self, pilot: Pilot[None], app: HostApp, answer: "asyncio.Task[Any]") -> None:
        self.pilot, self.app, self._answer = pilot, app, answer

    async def types(self, text: str, *keys: str) -> None:
        await self.pilot.press(*(("space" if c == " " else "comma" if c == "," else c) for c in text), *keys)
        await self.pilot.pause()

    @property
    def line(self) -> str:
        return self.app.screen.query_one(Input).value

    @property
    def suggested(self) -> Sequence[str]:
        return [text for text, _ in self.app.screen.query_one(Suggestions).items]

    @property
    def is_open(self) -> bool:
        return not self._answer.done()

    async def answer(self) -> Any:
        return await asyncio.wait_for(self._answer, 30)


@asynccontextmanager
async def asked(folder: Path, make: Callable[[], ModalScreen[Any]]) -> AsyncIterator[Asked]:
    app = HostApp(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        answer = asyncio.create_task(app.ask(make()))
        await pilot.pause()
        yield Asked(pilot, app, answer)
        answer.cancel()


def colours(text: str) -> list[tuple[str, str]]:
    return [(name, "a colour") for name in ("red", "green", "grey") if name.startswith(text)]


async def test_enter_takes_what_is_typed(tmp_path: Path) -> None:
    async with asked(tmp_path, lambda: Prompt("colour", "bl", suggest=colours)) as prompt:
        await prompt.types("ue", "enter")
        assert await prompt.answer() == "blue"


async def test_enter_takes_what_is_typed_though_something_is_suggested(tmp_path: Path) -> None:
    async with asked(tmp_path, lambda: Prompt("colour", suggest=colours)) as prompt:
        await prompt.types("gr", "enter")
        assert await prompt.answer() == "gr"


async def test_enter_takes_the_marked_suggestion(tmp_path: Path) -> None:
    async with asked(tmp_path, lambda: Prompt("colour", suggest=colours)) as prompt:
        await prompt.types("gr", "down", "down", "enter")
        assert await prompt.answer() == "grey"


async def test_past_the_last_suggestion_none_is_marked(tmp_path: Path) -> None:
    async with asked(tmp_path, lambda: Prompt("colour", suggest=colours)) as prompt:
        await prompt.types("gr", "up", "up", "up", "enter")
        assert await prompt.answer() == "gr"


async def test_tab_completes_and_stays(tmp_path: Path) -> None:
    async with asked(tmp_path, lambda: Prompt("colour", suggest=colours)) as prompt:
        await prompt.types("gre", "tab")
        assert prompt.line == "green"
        assert prompt.is_open


async def test_completing_is_promised_only_where_something_is_suggested(tmp_path: Path) -> None:
    for number, make in enumerate((lambda: Prompt("colour", suggest=colours), lambda: Prompt("find"))):
        async with asked(tmp_path / str(number), make) as prompt:
            prompt.app.show_footer()
            await prompt.pilot.pause()
            assert ("Tab complete" in prompt.app.text()) is (number == 0)
            assert "Enter accept" in prompt.app.text()


async def test_escape_and_its_second_key_answer_nothing(tmp_path: Path) -> None:
    for key in ("escape", "ctrl+g"):
        async with asked(tmp_path, lambda: Prompt("colour", "blue")) as prompt:
            await prompt.types("", key)
            assert await prompt.answer() is None


async def test_every_change_is_told(tmp_path: Path) -> None:
    told: list[str] = []
    async with asked(tmp_path, lambda: Prompt("find", on_change=told.append)) as prompt:
        await prompt.types("ab")
        assert told[-2:] == ["a", "ab"]


async def test_what_cannot_be_used_is_said_and_the_prompt_stays(tmp_path: Path) -> None:
    async with asked(tmp_path, lambda: Prompt("rename to", check=clean_tag)) as prompt:
        await prompt.types("", "enter")
        assert prompt.is_open
        assert "A tag needs at least one character." in prompt.app.text()
        await prompt.types("x")
        assert "A tag needs" not in prompt.app.text()
        await prompt.types("", "enter")
        assert await prompt.answer() == "x"


async def test_a_click_takes_a_suggestion_and_another_on_the_footer_accepts(tmp_path: Path) -> None:
    async with asked(tmp_path, lambda: Prompt("colour", suggest=colours)) as prompt:
        await prompt.pilot.click(Suggestions, offset=(3, 1))
        await prompt.pilot.pause()
        assert prompt.line == "green"
        prompt.app.show_footer()
        await prompt.pilot.click("FooterLine", offset=(3, 0))
        assert await prompt.answer() == "green"


async def test_tags_are_completed_one_after_another(tmp_path: Path) -> None:
    async with asked(tmp_path, lambda: TagPrompt(IN_USE)) as prompt:
        await prompt.types("cl", "tab")
        assert prompt.line == "claim, "
        await prompt.types("ec", "tab", "enter")
        assert await prompt.answer() == ("claim", "economy")


async def test_a_marked_tag_is_taken_with_those_before_it(tmp_path: Path) -> None:
    async with asked(tmp_path, lambda: TagPrompt(IN_USE)) as prompt:
        await prompt.types("mine, cl", "down", "down", "enter")
        assert await prompt.answer() == ("mine", "clay")


async def test_tags_that_are_there_can_be_taken_away(tmp_path: Path) -> None:
    async with asked(tmp_path, lambda: TagPrompt(IN_USE, ("claim", "war crimes"))) as prompt:
        assert prompt.line == "claim, war crimes, "
        assert prompt.suggested == ["economy", "clay"]
        await prompt.types("", "ctrl+u", "enter")
        assert await prompt.answer() == ()


async def test_a_tag_nobody_used_is_said_to_be_new(tmp_path: Path) -> None:
    async with asked(tmp_path, lambda: TagPrompt(IN_USE)) as prompt:
        await prompt.types("cl")
        assert prompt.suggested == ["claim", "clay", "cl"]
        assert "new tag" in prompt.app.text()
        await prompt.types("", "enter")
        assert await prompt.answer() == ("cl",)


async def test_the_prompt_says_what_separates_tags(tmp_path: Path) -> None:
    async with asked(tmp_path, lambda: TagPrompt(IN_USE)) as prompt:
        assert "several with commas between them" in prompt.app.text()
        await prompt.types("claim")
        assert "comma" not in prompt.app.text()
        await prompt.types(" ru")
        assert "claim ru  new tag of several words; a comma ends a tag" in prompt.app.text()


async def test_a_tag_that_is_too_long_is_refused_in_a_sentence(tmp_path: Path) -> None:
    async with asked(tmp_path, lambda: TagPrompt(IN_USE, ("x" * 81,))) as prompt:
        await prompt.types("", "enter")
        assert prompt.is_open
        assert "A tag may have 80 characters" in prompt.app.text()


async def test_hostile_tags_are_drawn_as_text(tmp_path: Path) -> None:
    hostile = {"[/nope]": 1, "\x1b[31mred\x1b]0;own\x07": 2, "two\nlines": 3, "[@click=app.bell]x[/]": 4}
    async with asked(tmp_path, lambda: TagPrompt(hostile, label="[/tags]")) as prompt:
        shown = prompt.app.text()
        assert "\x1b" not in shown
        assert "[/tags]" in shown
        assert "two lines" in shown
        assert "[@click=app.bell]x[/]" in shown


async def test_what_is_pasted_cannot_steer_the_terminal(tmp_path: Path) -> None:
    async with asked(tmp_path, lambda: TagPrompt(IN_USE)) as prompt:
        prompt.app.post_message(events.Paste("\x1b[2Jone\ntwo"))
        await prompt.pilot.pause()
        assert prompt.line == "one two"


async def test_there_is_room_for_the_article_above(tmp_path: Path) -> None:
    many = {f"tag {n}": n for n in range(100)}
    async with asked(tmp_path, lambda: TagPrompt(many)) as prompt:
        assert prompt.app.screen.query_one("#prompt").size.height <= 8
        assert prompt.app.screen.query_one("#prompt").region.bottom <= 24


async def test_as_many_paths_are_shown_as_there_is_room_for(tmp_path: Path) -> None:
    for name in ("first", "second", "third"):
        (tmp_path / f"{name}.html").touch()
    async with asked(tmp_path / "home", lambda: PathPrompt("to file")) as prompt:
        await prompt.types(f"{tmp_path}/")
        await prompt.app.workers.wait_for_complete()
        await prompt.pilot.pause()
        assert [Path(path).name for path in prompt.suggested if path.endswith(".html")] == [
            "first.html",
            "second.html",
            "third.html",
        ]
