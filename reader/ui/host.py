"""The app as what it shows sees it: what widgets, screens and controllers may ask of it."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar, cast

from textual.dom import DOMNode

if TYPE_CHECKING:
    from textual.screen import ModalScreen

    from reader.model import Annotation, Article
    from reader.services.articles.revisions import RevisionInfo
    from reader.services.notes.ordering import NotesView
    from reader.services.saving.backlog import Unsaved
    from reader.services.saving.edits import Edit
    from reader.services.searching.arranging import SearchView
    from reader.services.searching.results import Place
    from reader.services.session import Session
    from reader.ui.commands import Command
    from reader.ui.running.beside import Work
    from reader.ui.running.memory import Memory
    from reader.ui.running.processes import Processes

Answer = TypeVar("Answer")


class Ways(Protocol):
    """What leads from one screen to another."""

    search_view: "SearchView | None"
    """What the search over everything was left with; None before the first one."""

    async def show_entity(self, key: str, name: str) -> None:
        """Show the page of an entity over what is shown; `name` is what it is called until the page is read."""

    async def show_revisions(self, article: "Article", revisions: Sequence["RevisionInfo"]) -> None:
        """Show the texts that an article has had."""

    async def back(self) -> None:
        """Leave the uppermost screen, if it is not that of the articles."""


class Host(Protocol):
    """What the app does for whatever it shows."""

    session: "Session"
    commands: "tuple[Command, ...]"
    paths: tuple[Path, ...]
    problems: tuple[str, ...]
    memory: "Memory"
    processes: "Processes"
    notes_view: "NotesView"

    @property
    def going(self) -> Ways:
        """What leads to other screens."""

    def say(self, sentence: str, *, error: bool = False) -> None:
        """Show a sentence in the status line."""

    async def ask(self, prompt: "ModalScreen[Answer | None]") -> "Answer | None":
        """Show a prompt and wait for its answer; None when the reader leaves it."""

    def ask_letter(self, question: str, then: Callable[[str], None]) -> None:
        """Show `question` and hand the next key to `then`, whatever it is."""

    async def perform(self, edit: "Edit") -> bool:
        """Carry out an edit and say so; False, with the reason on screen, when that cannot be done, also later."""

    @property
    def unsaved(self) -> "Unsaved | None":
        """What is done and could not be saved yet; None if there is nothing."""

    def tell_done(self, what: str) -> None:
        """Say what was done to the notes, and that it is saved, or why it is not yet."""

    def do_later(self, work: "Work") -> None:
        """Do something beside the screen."""

    def do_all_along(self, work: "Work") -> None:
        """Do something beside the screen that goes on until postil ends."""

    async def copy(self, text: str) -> None:
        """Put text on the clipboard and say so."""

    async def browse(self, url: str | None) -> None:
        """Open an address in the browser, or say why not."""

    async def open_annotation(self, annotation: "Annotation") -> None:
        """Open the annotation's article at its passage; `q` leads back to where it was asked for."""

    async def open_place(self, place: "Place") -> None:
        """Open an article at a place that was found; `q` leads back to where it was asked for."""

    def tag_renamed(self, old: str, new: str) -> None:
        """Tell those who remember tags that one has another name."""

    def run_command(self, command: "Command") -> None:
        """Carry out a command where it applies."""

    def refresh_bars(self) -> None:
        """Show in the status line and the footer what keys do now."""

    async def take_early_keys(self) -> None:
        """Do what the keys typed before the screen was complete ask for."""

    def load_styles(self, files: set[Path]) -> None:
        """Take in more style sheets."""

    async def leave(self) -> None:
        """Leave postil, unless that would lose something and the reader does not know yet."""

    def exit(self, *, return_code: int = 0, message: str | None = None) -> None:
        """Leave postil at once."""


def host(node: DOMNode) -> Host:
    """The app that `node` lives in."""
    return cast("Host", node.app)
