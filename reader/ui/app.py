"""The app: takes keys, carries out commands and edits, and shows screens."""

import asyncio
import logging
import os
import signal
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import events, on
from textual.screen import ModalScreen, Screen

from reader.model import PostilError
from reader.services.logs import keep_log
from reader.services.session import Session
from reader.ui.commanding import Commanding
from reader.ui.commands import Command, with_colour_names
from reader.ui.controllers.saving import Saving
from reader.ui.going import Going
from reader.ui.keys.keymap import rebind
from reader.ui.running import memory
from reader.ui.running.beside import Beside, Work
from reader.ui.running.memory import Memory
from reader.ui.running.processes import Processes
from reader.ui.screens.reading import ReadingScreen
from reader.ui.screens.too_small import TooSmallScreen, is_too_small
from reader.ui.starting.beginning import first_styles
from reader.ui.styled_app import StyledApp
from reader.ui.widgets.bars import FooterLine, StatusLine

# What only a command needs is imported there, so that it does not delay the start: see reader.ui.starting.beginning.
if TYPE_CHECKING:
    from textual.await_complete import AwaitComplete
    from textual.command import Provider

    from reader.model import Annotation
    from reader.services.notes.ordering import NotesView
    from reader.services.saving.backlog import News, Unsaved
    from reader.services.saving.edits import Edit
    from reader.services.searching.results import Place
    from reader.ui.widgets.article.view import ArticleView

ANIMATIONS_VARIABLE = "TEXTUAL_ANIMATIONS"
SIGNALLED = 128
"""What shells add to a signal's number for the exit code of a program that it ended."""

FOLLOW_SECONDS = 1.0
"""How often the notes of other running postils are looked for."""

ALL_ALONG = "all along"
"""The group of the workers that only the end of postil ends."""

Answer = TypeVar("Answer")

_log = logging.getLogger(__name__)


def _palette() -> "type[Provider]":
    from reader.ui.palette import PostilCommands

    return PostilCommands


class PostilApp(StyledApp):
    """postil on the screen."""

    TITLE = "postil"
    CSS_PATH = [*first_styles()]  # noqa: RUF012  as Textual has it
    COMMANDS: ClassVar = {_palette}
    COMMAND_PALETTE_BINDING = "f1"  # the palette's own keys come from the table of commands
    ENABLE_COMMAND_PALETTE = True
    ALLOW_SELECT = False

    def __init__(self, session: Session, paths: Sequence[Path] = ()) -> None:
        super().__init__(session.settings.theme)
        self.session = session
        self.paths = tuple(paths)
        rebinding = rebind(session.settings.keys)
        self.commands = with_colour_names(rebinding.commands, session.settings.colours)
        self.problems = (*session.setting_problems, *rebinding.problems)
        if session.settings.theme not in self.available_themes:
            missing = f"The settings name a theme {session.settings.theme!r}; there is none."
            self.problems = (*self.problems, missing)
        self.reading = ReadingScreen()
        self.processes = Processes(session.places)
        self.saving = Saving(self)
        self.memory = Memory(self)
        self.commanding = Commanding(self, self.reading, self.saving)
        self.going = Going(self, self.reading, self.commanding)
        self.controllers = (self.going,)

    # -- life

    @cached_property
    def notes_view(self) -> "NotesView":
        """How the reader last looked at the notes."""
        from reader.services.notes.ordering import NotesView

        return NotesView()

    def get_default_screen(self) -> Screen[None]:
        return self.reading

    def on_load(self) -> None:
        if not self.is_headless:
            for number in (signal.SIGTERM, signal.SIGHUP):
                asyncio.get_running_loop().add_signal_handler(number, self._leave_for, number)

    def _leave_for(self, number: signal.Signals) -> None:
        """Leave as if the reader had, with drafts kept and the terminal as it was, but the signal's exit code."""

        async def leave() -> None:
            await self.reading.leave()
            self.exit(return_code=SIGNALLED + number, message=self.farewell)

        self.do_later(leave)

    def on_mount(self) -> None:
        self.set_interval(FOLLOW_SECONDS, self.saving.follow)

    async def on_unmount(self) -> None:
        await self.processes.cancel()

    async def _shutdown(self) -> None:
        """End what goes on beside the screens before they go: it must not meet them half gone."""
        self.workers.cancel_all()
        await super()._shutdown()

    def pop_screen(self) -> "AwaitComplete":
        """Take the uppermost screen away, and before it what goes on in it."""
        self.workers.cancel_node(self.screen)
        return super().pop_screen()

    def _handle_exception(self, error: Exception) -> None:
        """Log what broke and leave with a sentence: no traceback reaches a reader."""
        _log.error("postil stopped", exc_info=error)
        if self.is_headless:
            super()._handle_exception(error)
            return
        self.exit(
            return_code=3,
            message=f"postil: something is broken ({type(error).__name__}); {self.session.places.log} says what. "
            "Your notes are safe.",
        )

    @on(FooterLine.Chosen)
    def _chosen(self, event: FooterLine.Chosen) -> None:
        self.run_command(event.command)

    def on_article_view_notice(self, event: "ArticleView.Notice") -> None:
        self.say(event.sentence)

    def on_resize(self, event: events.Resize) -> None:
        small = is_too_small(event.size)
        if small and not isinstance(self.screen, TooSmallScreen):
            self.push_screen(TooSmallScreen())
        elif not small and isinstance(self.screen, TooSmallScreen):
            self.pop_screen()

    # -- keys

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key) and not event.is_forwarded and await self.commanding.takes(event):
            return
        await super().on_event(event)

    async def take_early_keys(self) -> None:
        """The screen is complete: do what keys meant that were typed before, and from now on at once."""
        for key in self.commanding.no_longer_early():
            await self.on_event(key)

    def ask_letter(self, question: str, then: Callable[[str], None]) -> None:
        """Show `question` and hand the next key to `then`, whatever it is."""
        self.commanding.want_letter(then)
        self.say(question)

    def on_descendant_focus(self) -> None:
        self.refresh_bars()

    # -- what screens and widgets ask for

    def run_command(self, command: Command) -> None:
        """Carry out a command where it applies."""
        self.commanding.run(command)

    def refresh_bars(self) -> None:
        """Show in the status line and the footer what keys do now."""
        self.commanding.refresh_bars()

    def do_later(self, work: Work) -> None:
        """Do something beside the screen."""
        self.run_worker(Beside(work), group="commands")

    def do_all_along(self, work: Work) -> None:
        """Do something beside the screen that goes on until postil ends."""
        self.run_worker(Beside(work), group=ALL_ALONG)

    def say(self, sentence: str, *, error: bool = False) -> None:
        """Show a sentence in the status line."""
        if error:
            _log.warning("%s", sentence)
        status = self.commanding.bar(StatusLine)
        if status is not None:
            status.say(sentence, error=error)

    async def ask(self, prompt: ModalScreen[Answer | None]) -> Answer | None:
        """Show a prompt and wait for its answer; None when the reader leaves it."""
        answer: asyncio.Future[Answer | None] = asyncio.get_running_loop().create_future()
        self.push_screen(prompt, answer.set_result)
        self.commanding.typeahead.asks(prompt)
        result = await answer
        self.commanding.typeahead.is_answered()
        self.call_after_refresh(self.refresh_bars)
        return result

    async def perform(self, edit: "Edit") -> bool:
        """Carry out an edit and say so; False, with the reason on screen, when that cannot be done, also later."""
        return await self.saving.perform(edit)

    @property
    def unsaved(self) -> "Unsaved | None":
        """What is done and could not be saved yet; None if there is nothing."""
        return self.saving.unsaved

    def tell_done(self, what: str) -> None:
        """Say what was done to the notes, and that it is saved, or why it is not yet."""
        self.saving.tell_done(what)

    def reveal(self, uids: set[str]) -> None:
        """Go to the first of these annotations, if it is in the open article."""
        self.reading.desk.reveal(uids)

    def notes_changed(self) -> None:
        """Tell every screen that annotations, marks or read states are not what they were."""
        for screen in self.screen_stack:
            changed = getattr(screen, "notes_changed", None)
            if changed is not None:
                changed()
        self.refresh_bars()

    def saving_changed(self, news: "News") -> None:
        """Tell every screen what became of what waited to be saved."""
        for screen in self.screen_stack:
            changed = getattr(screen, "saving_changed", None)
            if changed is not None:
                changed(news)

    async def leave(self) -> None:
        """Leave postil, unless that would lose something and the reader does not know yet."""
        if await self.saving.may_leave():
            self.exit(message=self.farewell)

    @property
    def farewell(self) -> str | None:
        """What there is to say when the screen is gone."""
        sentence = self.saving.farewell
        return sentence and f"postil: {sentence}"

    async def copy(self, text: str) -> None:
        """Put text on the clipboard and say so."""
        from reader.ui.terminal import clipboard

        await clipboard.copy(self, text)
        first = " ".join(text.split())
        self.say(f"copied: {first}")

    async def browse(self, url: str | None) -> None:
        """Open an address in the browser, or say why not."""
        if not url:
            self.say("This article has no address to open.")
            return
        from reader.ui.terminal.browser import open_address

        try:
            await open_address(url)
            self.say(f"opened {url}")
        except PostilError as error:
            self.say(str(error), error=True)

    async def open_annotation(self, annotation: "Annotation") -> None:
        """Open the annotation's article at its passage; `q` leads back to where it was asked for."""
        way_back = self.going.way_back()
        await self.going.close_screens()
        await self.reading.open_annotation(annotation, way_back=way_back)

    async def open_place(self, place: "Place") -> None:
        """Open an article at a place that was found; `q` leads back to where it was asked for."""
        way_back = self.going.way_back()
        await self.going.close_screens()
        await self.reading.open_place(place, way_back=way_back)

    def tag_renamed(self, old: str, new: str) -> None:
        """Tell those who remember tags that one has another name."""
        self.reading.marking.tag_renamed(old, new)

    # -- commands that work everywhere

    async def action_undo(self) -> None:
        await self.saving.undo()

    async def action_redo(self) -> None:
        await self.saving.redo()

    async def action_quit(self) -> None:
        await self.reading.leave()

    async def action_back(self) -> None:  # Textual's own, so that no controller is asked for it
        await self.going.back()


def run(session: Session, paths: Sequence[Path] = ()) -> int:
    """Show the screen until the reader leaves; returns the exit code."""
    memory.begin()
    keep_log(session.places.log)
    app = PostilApp(session, paths)
    if ANIMATIONS_VARIABLE not in os.environ:
        app.animation_level = "none"  # smooth scrolling over ssh is anything but smooth
    app.run()
    return app.return_code or 0
