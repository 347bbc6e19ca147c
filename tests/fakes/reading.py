"""An article alone in an app, with keys that go the way they go in postil."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual import events
from textual.app import App, ComposeResult
from textual.message import Message
from textual.pilot import Pilot

from reader.document.blocks import Document
from reader.document.plain import from_plain
from reader.model import Span
from reader.paths import bundled
from reader.ui.commands import Command
from reader.ui.keys.keymap import Keymap
from reader.ui.themes import DARK, register_themes, variable_defaults
from reader.ui.widgets.article.view import ArticleView

PARAGRAPH = "The mayor spoke at noon. “We are ready,” she said to the Harbour Board in Porto. Nobody asked why."
ARTICLE = from_plain("\n\n".join(["A harbour town waits", *[f"{n}! {PARAGRAPH}" for n in range(1, 31)]]))


class Reading(App[None]):
    """Shows one article and remembers what its widget says."""

    CSS_PATH = bundled("styles") / "article.tcss"

    def __init__(self, document: Document | None) -> None:
        super().__init__()
        self.shown = document
        self.keymap = Keymap()
        self.heard: list[Message] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return variable_defaults(self.current_theme)

    def compose(self) -> ComposeResult:
        yield ArticleView()

    def on_mount(self) -> None:
        register_themes(self)
        self.theme = DARK
        self.view.focus()

    @property
    def view(self) -> ArticleView:
        return self.query_one(ArticleView)

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key) and not event.is_forwarded:
            printable = event.is_printable and event.character and not event.character.isspace()
            token = event.character if printable else event.key
            if not self.view.take_key(token):
                found = self.keymap.press(token, self.view.key_contexts())
                if isinstance(found, Command):
                    getattr(self.view, f"action_{found.action}", lambda *_: None)(*found.arguments)
            return
        await super().on_event(event)

    def on_article_view_link_activated(self, message: Message) -> None:
        self.heard.append(message)

    on_article_view_cursor_moved = on_article_view_link_activated
    on_article_view_selection_changed = on_article_view_link_activated
    on_article_view_notice = on_article_view_link_activated

    def last(self, kind: type[Message]) -> Message:
        return [message for message in self.heard if isinstance(message, kind)][-1]


@asynccontextmanager
async def reading(
    document: Document | None = ARTICLE, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[ArticleView, Pilot[None]]]:
    app = Reading(document)
    async with app.run_test(size=size) as pilot:
        if document is not None:
            app.view.show(document)
        await pilot.pause()
        yield app.view, pilot


def screen(view: ArticleView) -> list[str]:
    return [view.render_line(y).text for y in range(view.size.height)]


def words(view: ArticleView, span: Span | None) -> str:
    assert span is not None
    assert view.document is not None
    return view.document.text[span.start : span.end]


def cursor_row(view: ArticleView) -> int:
    (row,) = [y for y, line in enumerate(screen(view)) if "›" in line]
    return row


def span_of(text: str, passage: str, start: int = 0) -> Span:
    at = text.index(passage, start)
    return Span(at, at + len(passage))


def selected(view: ArticleView) -> str:
    return words(view, view.selection)
