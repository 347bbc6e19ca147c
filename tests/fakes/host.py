"""A small app that takes keys and carries out edits as postil does, around one screen at a time."""

import asyncio
import inspect
from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

from textual import events
from textual.app import App
from textual.command import CommandPalette
from textual.screen import ModalScreen
from textual.widgets import Input, TextArea

from reader.annotations.identifiers import new_uid
from reader.annotations.store import Put
from reader.model import Annotation, ArticleRef, PostilError, Target
from reader.paths import Places, bundled
from reader.services.saving.backlog import Unsaved
from reader.services.session import Session
from reader.ui.commands import COMMANDS, Command, Where
from reader.ui.keys.keymap import Keymap
from reader.ui.palette import PostilCommands
from reader.ui.screens.notes import NotesView
from reader.ui.themes import register_themes, variable_defaults
from reader.ui.widgets.bars import FooterLine, StatusLine


def places_in(folder: Path) -> Places:
    return Places(folder, folder, folder)


def annotation(exact: str = "The harbour waits.", **fields: Any) -> Annotation:
    """An annotation with the fields that matter to a test; `title` and `article` are its article's."""
    ref = ArticleRef(fields.pop("article", "a" * 16), fields.pop("title", "A harbour town"), author="Ann Writer")
    created = fields.pop("created", "2025-02-03T12:00:00.000Z")
    start = fields.pop("start", 0)
    target = Target(start, start + len(exact), exact)
    return Annotation(new_uid(), ref, target, created, fields.pop("updated", created), **fields)


class HostApp(App[None]):
    """Holds a session and remembers what it was asked for."""

    CSS_PATH = sorted(bundled("styles").glob("*.tcss"))
    COMMANDS: ClassVar = {PostilCommands}
    COMMAND_PALETTE_BINDING = "f1"
    ALLOW_SELECT = False

    def __init__(
        self, folder: Path, annotations: Sequence[Annotation] = (), *, theme: str = "postil-dark"
    ) -> None:
        super().__init__()
        self.session = Session(places_in(folder))
        if annotations:
            self.session.notes.apply([Put(each) for each in annotations])
        self.commands = COMMANDS
        self.keymap = Keymap(self.commands)
        self.notes_view = NotesView()
        self.said: list[str] = []
        self.copied: list[str] = []
        self.opened: list[Annotation] = []
        self.ran: list[str] = []
        self._wanted_theme = theme

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return variable_defaults(self.current_theme)

    def on_mount(self) -> None:
        register_themes(self)
        self.theme = self._wanted_theme

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key) and not event.is_forwarded and self._take_key(event):
            return
        await super().on_event(event)

    def _take_key(self, event: events.Key) -> bool:
        if isinstance(self.focused, Input | TextArea) and event.is_printable:
            return False
        printable = event.is_printable and event.character and not event.character.isspace()
        token = event.character if printable and event.character else event.key
        found = self.keymap.press(token, self.key_contexts())
        if isinstance(found, Command):
            self.run_command(found)
            return True
        return False

    def key_contexts(self) -> tuple[Where, ...]:
        for node in (self.focused, self.screen):
            for place in node.ancestors_with_self if node is not None else ():
                contexts = getattr(place, "key_contexts", None)
                if contexts is not None and place is not self:
                    own: tuple[Where, ...] = contexts()
                    return own if isinstance(self.screen, ModalScreen) else (*own, Where.EVERYWHERE)
        return ()

    def tag_renamed(self, old: str, new: str) -> None:
        self.ran.append(f"{old} is {new}")

    def run_command(self, command: Command) -> None:
        self.ran.append(command.id)
        for node in (self.focused or self.screen).ancestors_with_self:
            for actor in (node, *getattr(node, "controllers", ())):
                action = getattr(actor, f"action_{command.action}", None)
                if action is not None:
                    result = action(*command.arguments)
                    if inspect.isawaitable(result):
                        self.run_worker(_awaited(result), group="commands")
                    return

    def refresh_bars(self) -> None:
        self.show_footer()

    def on_descendant_focus(self) -> None:
        self.call_later(self.show_footer)

    def show_footer(self) -> None:
        contexts = self.key_contexts()
        for footer in self.screen.query(FooterLine):
            footer.show([c for where in contexts for c in self.commands if c.where is where])

    def on_footer_line_chosen(self, event: FooterLine.Chosen) -> None:
        self.run_command(event.command)

    def say(self, sentence: str, *, error: bool = False) -> None:
        self.said.append(sentence)
        for screen in reversed(self.screen_stack):
            for status in screen.query(StatusLine):
                status.say(sentence, error=error)
                return

    async def ask(self, prompt: ModalScreen[Any]) -> Any:
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self.push_screen(prompt, answer.set_result)
        return await answer

    async def perform(self, edit: Any) -> bool:
        try:
            self.session.history.do(edit)
        except PostilError as error:
            self.say(str(error), error=True)
            return False
        for screen in self.screen_stack:
            changed = getattr(screen, "notes_changed", None)
            if changed is not None:
                changed()
        self.tell_done(edit.label)
        return True

    @property
    def unsaved(self) -> Unsaved | None:
        return self.session.unsaved

    def tell_done(self, what: str) -> None:
        self.say(f"{what} · {'not saved' if self.unsaved else 'saved'}")

    async def copy(self, text: str) -> None:
        self.copied.append(text)

    async def open_annotation(self, annotation: Annotation) -> None:
        self.opened.append(annotation)

    async def action_undo(self) -> None:
        self.session.history.undo()
        for screen in self.screen_stack:
            changed = getattr(screen, "notes_changed", None)
            if changed is not None:
                changed()

    def action_palette(self) -> None:
        self.push_screen(CommandPalette())

    async def on_unmount(self) -> None:
        self.session.close()

    def text(self) -> str:
        """What is on the screen, as characters."""
        lines = self.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in line) for line in lines)


async def _awaited(result: Any) -> None:
    await result
