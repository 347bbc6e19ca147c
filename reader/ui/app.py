"""The app: takes keys, carries out commands and edits, and shows screens."""

import asyncio
import inspect
import logging
import os
import signal
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual import events, on
from textual.command import CommandPalette
from textual.screen import ModalScreen, Screen

from reader.model import Annotation, PostilError
from reader.services.logs import keep_log
from reader.services.session import Session
from reader.ui import memory
from reader.ui.beginning import first_styles
from reader.ui.beside import Beside
from reader.ui.commands import Command, Where, with_colour_names
from reader.ui.key_input import KeyInput
from reader.ui.keymap import rebind
from reader.ui.memory import Memory
from reader.ui.saving import Saving
from reader.ui.screens.reading import ReadingScreen
from reader.ui.screens.too_small import TooSmallScreen, is_too_small
from reader.ui.styled_app import StyledApp
from reader.ui.typeahead import Typeahead
from reader.ui.widgets.bars import FooterLine, StatusLine

# What only a command needs is imported there, so that it does not delay the start: see reader.ui.beginning.
if TYPE_CHECKING:
    from textual.await_complete import AwaitComplete
    from textual.command import Provider
    from textual.dom import DOMNode

    from reader.services.background import Background
    from reader.services.backlog import News, Unsaved
    from reader.services.edits import Edit
    from reader.services.note_list import NotesView
    from reader.ui.widgets.article_view import ArticleView

MODES = {Where.SELECTION: "SELECT", Where.PROMPT: "PROMPT", Where.EDITOR: "NOTE", Where.COMPARISON: "COMPARE"}
"""What the status line calls the contexts in which keys mean something else than usual."""

ANIMATIONS_VARIABLE = "TEXTUAL_ANIMATIONS"
SIGNALLED = 128
"""What shells add to a signal's number for the exit code of a program that it ended."""

FOLLOW_SECONDS = 1.0
"""How often the notes of other running postils are looked for."""

ALL_ALONG = "all along"
"""The group of the workers that only the end of postil ends."""

Action = Callable[..., Awaitable[None] | None]
Answer = TypeVar("Answer")
Bar = TypeVar("Bar", StatusLine, FooterLine)

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
        self._keys = KeyInput(self.commands)
        self._typeahead = Typeahead()
        self.reading = ReadingScreen()
        self.saving = Saving(self)
        self._processes: list[Background] = []
        self.memory = Memory(self)

    # -- life

    @cached_property
    def importing(self) -> "Background":
        """The process that reads files."""
        return self._background()

    @cached_property
    def analysing(self) -> "Background":
        """The process that looks for names."""
        return self._background()

    @cached_property
    def fetching(self) -> "Background":
        """The process that fetches feeds."""
        return self._background()

    def _background(self) -> "Background":
        from reader.services.background import Background

        made = Background(self.session.places)
        self._processes.append(made)
        return made

    @cached_property
    def notes_view(self) -> "NotesView":
        """How the reader last looked at the notes."""
        from reader.services.note_list import NotesView

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

        self.do_later(leave())

    def on_mount(self) -> None:
        self.set_interval(FOLLOW_SECONDS, self.saving.follow)

    async def on_unmount(self) -> None:
        await asyncio.gather(*(process.cancel() for process in self._processes))

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

    # -- keys and commands

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key) and not event.is_forwarded:
            if self._keys.early is not None:
                self._keys.early.append(event)
                return
            await self._typeahead.ready(event, lambda: self.focused)
            if self._take_key(event):
                return
        await super().on_event(event)

    async def take_early_keys(self) -> None:
        """The screen is complete: do what keys meant that were typed before, and from now on at once."""
        early, self._keys.early = self._keys.early or [], None
        for key in early:
            await self.on_event(key)

    def _take_key(self, event: events.Key) -> bool:
        """Do what the key means in our table; False leaves it to the widget that has the focus."""
        self.memory.key_pressed()
        found = self._keys.take(event, self.focused, self.key_contexts())
        status = self._bar(StatusLine)
        if found and status is not None:
            status.set_keys(self._keys.typed)  # what was said before has been read
        if isinstance(found, Command):
            self.run_command(found)
            self.reading.welcome.command_used(found)
            self.reading.desk.follow_cursor()
        elif callable(found):
            found()
        self.refresh_bars()
        return bool(found)

    def ask_letter(self, question: str, then: Callable[[str], None]) -> None:
        """Show `question` and hand the next key to `then`, whatever it is."""
        self._keys.want_letter(then)
        self.say(question)

    def refresh_bars(self) -> None:
        """Show in the status line and the footer what keys do now."""
        if not self.screen_stack:  # postil ends
            return
        contexts = self.key_contexts()
        status, footer = self._bar(StatusLine), self._bar(FooterLine)
        if status is not None:
            status.set_unsaved(self.saving.summary)
            status.set_mode(next((MODES[where] for where in contexts if where in MODES), "NORMAL"))
        if footer is not None:
            here = [c for where in contexts for c in self.commands if c.where is where and c.footer and c.keys]
            footer.show([command for command in here if not self._types(command.keys[0])])

    def _types(self, keys: str) -> bool:
        """Whether these keys are text for what has the focus."""
        character = keys if len(keys) == 1 else None
        return self.focused is not None and self.focused.check_consume_key(keys, character)

    def on_descendant_focus(self) -> None:
        self.refresh_bars()

    def _bar(self, kind: type[Bar]) -> Bar | None:
        """The bar of that kind on the uppermost screen that has one."""
        for screen in reversed(self.screen_stack):
            found = screen.query(kind)
            if found:
                bar: Bar = found.first()
                return bar
        return None

    def key_contexts(self) -> tuple[Where, ...]:
        """The contexts whose keys work now, the nearest first."""
        for node in (self.focused, self.screen):
            for place in node.ancestors_with_self if node is not None else ():
                contexts: Callable[[], tuple[Where, ...]] | None = getattr(place, "key_contexts", None)
                if contexts is not None and place is not self:
                    alone = isinstance(self.screen, ModalScreen)
                    return contexts() if alone else (*contexts(), Where.EVERYWHERE)
        return ()

    def run_command(self, command: Command) -> None:
        """Carry out a command where it applies, the focused widget first."""
        start: DOMNode = self.focused if self.focused is not None else self.screen
        for node in start.ancestors_with_self:
            for actor in (node, *getattr(node, "controllers", ())):
                action: Action | None = getattr(actor, f"action_{command.action}", None)
                if action is not None:
                    result = action(*command.arguments)
                    if inspect.iscoroutine(result):
                        self.do_later(self._typeahead.carry_out(Beside(result)))
                    return

    # -- what screens and widgets ask for

    def do_later(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something beside the screen."""
        self.run_worker(Beside(work), group="commands")

    def do_all_along(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something beside the screen that goes on until postil ends."""
        self.run_worker(Beside(work), group=ALL_ALONG)

    def say(self, sentence: str, *, error: bool = False) -> None:
        """Show a sentence in the status line."""
        if error:
            _log.warning("%s", sentence)
        status = self._bar(StatusLine)
        if status is not None:
            status.say(sentence, error=error)

    async def ask(self, prompt: ModalScreen[Answer | None]) -> Answer | None:
        """Show a prompt and wait for its answer; None when the reader leaves it."""
        answer: asyncio.Future[Answer | None] = asyncio.get_running_loop().create_future()
        self.push_screen(prompt, answer.set_result)
        self._typeahead.asks(prompt)
        result = await answer
        self._typeahead.is_answered()
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
        from reader.ui import clipboard

        await clipboard.copy(self, text)
        first = " ".join(text.split())
        self.say(f"copied: {first}")

    async def browse(self, url: str | None) -> None:
        """Open an address in the browser, or say why not."""
        if not url:
            self.say("This article has no address to open.")
            return
        from reader.ui.browser import open_address

        try:
            await open_address(url)
            self.say(f"opened {url}")
        except PostilError as error:
            self.say(str(error), error=True)

    async def open_annotation(self, annotation: Annotation) -> None:
        """Open the annotation's article at its passage; `q` leads back to where it was asked for."""
        from_notes = len(self.screen_stack) > 1
        await self._close_screens()
        await self.reading.open_annotation(annotation, from_notes=from_notes)

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

    def action_help(self) -> None:
        from reader.ui.screens.help import HelpScreen

        self.push_screen(HelpScreen(self.key_contexts()))

    def action_palette(self) -> None:
        self.push_screen(CommandPalette(placeholder="Find a command"))

    async def action_notes(self) -> None:
        await self._show_notes()

    async def action_search_notes(self) -> None:
        await self._show_notes(search=True)

    async def _show_notes(self, *, search: bool = False) -> None:
        from reader.ui.screens.notes import NotesScreen

        await self.show_over(NotesScreen(search=search, view=self.notes_view))

    async def action_tags(self) -> None:
        from reader.ui.screens.tags import TagsScreen

        await self.show_over(TagsScreen())

    async def action_rules(self) -> None:
        from reader.ui.screens.rules import RulesScreen

        await self.show_over(RulesScreen())

    async def action_articles(self) -> None:
        await self._close_screens()
        self.reading.show_list()

    async def action_sources(self) -> None:
        await self._close_screens()
        self.reading.show_sources()

    async def action_back(self) -> None:
        if len(self.screen_stack) > 1:
            await self.pop_screen()
            self.refresh_bars()

    def action_jump_back(self) -> None:
        if not self.reading.desk.view.jump_back():
            self.say("There is no place to jump back to.")

    async def show_over(self, screen: Screen[None]) -> None:
        """Show a screen over the articles, in place of any other there."""
        await self._close_screens()
        await self.push_screen(screen)

    async def _close_screens(self) -> None:
        """Leave the articles alone on screen."""
        while len(self.screen_stack) > 1:
            await self.pop_screen()


def run(session: Session, paths: Sequence[Path] = ()) -> int:
    """Show the screen until the reader leaves; returns the exit code."""
    memory.begin()
    keep_log(session.places.log)
    app = PostilApp(session, paths)
    if ANIMATIONS_VARIABLE not in os.environ:
        app.animation_level = "none"  # smooth scrolling over ssh is anything but smooth
    app.run()
    return app.return_code or 0
