"""What a program makes of a text that it was given, to be read, copied and kept as a note."""

import asyncio

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Static

from reader.model import PostilError
from reader.services.piping.piping import Given
from reader.services.piping.programs import Answer, answer, parse_command
from reader.text.counting import counted
from reader.ui.commands import Where
from reader.ui.host import host
from reader.ui.keys.docs import first_key
from reader.ui.running.beside import Beside
from reader.ui.widgets.bars import FooterLine, StatusLine
from reader.ui.widgets.lines import plain
from reader.ui.widgets.text_pane import TextPane

SHOWN_LENGTH = 500_000
"""The most characters that are shown; all of it is copied and kept."""
NO_OUTPUT = "It wrote nothing."


class OutputScreen(Screen[None]):
    """Runs the command `line` on what is `given`. When it goes, so does the program."""

    def __init__(self, line: str, given: Given) -> None:
        super().__init__()
        self._line = line
        self._given = given
        self._pane = TextPane()
        self._answer: Answer | None = None

    def compose(self) -> ComposeResult:
        """The command, what it wrote; below them the bars."""
        yield Static(f"$ {plain(self._line)}", id="output-title", markup=False)
        yield self._pane
        yield StatusLine()
        yield FooterLine(without=("find",))

    def on_mount(self) -> None:
        """Begin."""
        self._pane.focus()
        close = first_key(host(self).commands, Where.OUTPUT, "close_output")
        self._pane.show(f"Working… {close} ends it.")
        self.query_one(StatusLine).set_place(f"{self._given.name} given to a program")
        self.run_worker(Beside(self._run), group="output")

    def key_contexts(self) -> tuple[Where, ...]:
        """The keys that work here."""
        return (Where.OUTPUT,)

    async def _run(self) -> None:
        try:
            text = await asyncio.to_thread(self._given.text)
            found = await answer(parse_command(self._line), text)
        except PostilError as error:
            found = Answer("", trouble=str(error))
        self._answer = found
        if self._pane.is_attached:  # the screen may be going
            self._show(found)

    def _show(self, found: Answer) -> None:
        parts = [found.output[:SHOWN_LENGTH] or NO_OUTPUT]
        if len(found.output) > SHOWN_LENGTH:
            parts.append(f"… and {len(found.output) - SHOWN_LENGTH:,} more characters.")
        if found.errors:
            parts.append(f"It said of errors:\n\n{found.errors[:SHOWN_LENGTH]}")
        self._pane.show("\n\n".join(parts))
        lines = counted(len(found.output.splitlines()), "line")
        self.query_one(StatusLine).set_place(f"{lines} made of {self._given.name}")
        if found.trouble:
            host(self).say(found.trouble, error=True)

    # -- commands

    async def action_keep_output(self) -> None:
        """Put what it wrote under the note that there is, and close."""
        if self._answer is None:
            host(self).say("It has not ended yet.")
            return
        app, written = host(self), self._answer.output
        try:
            edit = await asyncio.to_thread(self._given.as_note, written)
        except PostilError as error:
            app.say(str(error), error=True)
            return
        if await app.perform(edit):
            await self.action_close_output()
            app.tell_done(edit.label)

    async def action_copy_output(self) -> None:
        """Copy what it wrote."""
        if self._answer is not None:
            await host(self).copy(self._answer.output)

    async def action_close_output(self) -> None:
        """Close; a program that still works is ended."""
        app = host(self)
        await self.app.pop_screen()
        app.refresh_bars()
