"""The page of a person, an organisation, a place: where it is named, what it said, and what you noted."""

import asyncio
import importlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen

from reader.library.known import Companion
from reader.model import Annotation
from reader.query.tree import Everything
from reader.services.entities.contexts import InArticle
from reader.services.entities.page_lines import Mentioned, Name, PageLine, PageReader, Part
from reader.services.entities.pages import quotations_about, quotations_by
from reader.services.notes.citing import cite_annotation, quoted
from reader.services.quotations.statements import Statement, cite
from reader.services.searching.results import Place
from reader.services.session import Session
from reader.ui.commands import Where
from reader.ui.controllers.correcting import Correcting, Meant
from reader.ui.controllers.exporting import Exporting, Outgoing, outgoing_quotations
from reader.ui.host import host
from reader.ui.keys.docs import first_key
from reader.ui.running.latest import Latest
from reader.ui.widgets.bars import FooterLine, StatusLine
from reader.ui.widgets.entity_header import TITLES, EntityHeader
from reader.ui.widgets.entity_rows import EntityRows
from reader.ui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from reader.ui.widgets.timeline import Timeline

WITH_PLOT = (110, 30)
"""The screen's width and height in cells from which a plot stands beside the lines."""
AHEAD = 40
"""How many lines before the last one the next articles are read."""

LOOKING = "Looking…"
NOTHING = {
    Part.ARTICLES: "No article names it.",
    Part.SAID: "No article quotes it.",
    Part.ABOUT: "Nobody is quoted with its name.",
    Part.COMPANIONS: "Nobody and nothing else is named where it is.",
    Part.NAMES: "It is always called the same.",
    Part.NOTES: "No note of yours touches a passage that names it.",
}
_FOUND_BY = {Part.SAID: quotations_by, Part.ABOUT: quotations_about}


@dataclass(frozen=True, slots=True)
class _Shown:
    """What was read: the page, and the lines of a part of it, None if they are still to be read."""

    reader: PageReader
    part: Part
    lines: list[PageLine] | None


class EntityScreen(Screen[None]):
    """Shows the entity with that key; `name` is what it is called until the page is read."""

    def __init__(self, key: str, name: str, *, part: Part = Part.ARTICLES, cursor: int = 0) -> None:
        super().__init__()
        self._key = key
        self._called = name
        self.part = part
        self._cursor: int | None = cursor
        self._reader: PageReader | None = None
        self._rows = EntityRows()
        self._timeline: Timeline | None = None

    def compose(self) -> ComposeResult:
        """Who or what it is, the lines of the part that is shown; below them the bars."""
        commands = host(self).commands
        keys = {part: first_key(commands, Where.ENTITY, f"show_part.{part.value}") for part in Part}
        yield EntityHeader(self._called, keys)
        with Horizontal(id="entity-panes"):
            yield self._rows
        yield StatusLine()
        yield FooterLine(without=("find",))

    def on_mount(self) -> None:
        """Show what is known; the rest is read beside the screen."""
        app = self.app
        self.controllers = (
            Correcting(host(self), self._meant),
            Exporting(host(self), self._outgoing, lambda: app.is_running),
        )
        self._latest = Latest[_Shown](
            partial(self.run_worker, group="entity"), show=self._take, complain=self._complain
        )
        self._rows.empty_text = LOOKING
        self._rows.focus()
        self._say_part()
        self._look()

    def on_resize(self) -> None:
        """The plot stands beside the lines where there is room for both."""
        self._show_header()
        self.call_after_refresh(self._plot)

    def key_contexts(self) -> tuple[Where, ...]:
        """The keys that work here."""
        return (Where.ENTITY,)

    def again(self) -> Callable[[], Screen[None]]:
        """What makes the screen anew as it was left."""
        return partial(EntityScreen, self._key, self._called, part=self.part, cursor=self._rows.cursor)

    def notes_changed(self) -> None:
        """Show what there is now: something may have been corrected, or noted."""
        self._reader = None
        self._cursor = self._rows.cursor
        self._look()

    # -- reading

    def _look(self) -> None:
        """Have the page read first, then the lines of the part, up to where the cursor is to be."""
        if self._reader is None:
            self._latest.ask(partial(_begun, host(self).session, self._key, self.part))
        else:
            self._latest.ask(partial(_read, self._reader, self.part, (self._cursor or 0) + 1))

    def _take(self, shown: _Shown) -> None:
        if not self._rows.is_attached:  # the screen may be going
            return
        self._reader = shown.reader
        self._called = shown.reader.page.entity.name
        self._show_header()
        if shown.lines is None or shown.part is not self.part:
            self._look()
            return
        self._rows.empty_text = NOTHING[self.part]
        self._rows.set_items(shown.lines, cursor=self._cursor)
        self._cursor = None
        self._read_on_near_the_end()
        self.call_after_refresh(self._plot)

    def _complain(self, sentence: str) -> None:
        self._rows.set_items([])
        self._rows.empty_text = sentence
        host(self).say(sentence, error=True)

    @on(VirtualList.Highlighted)
    def _read_on_near_the_end(self) -> None:
        near_the_end = self._rows.cursor > len(self._rows.items) - AHEAD
        reader = self._reader
        if self.part is Part.ARTICLES and reader is not None and reader.has_more_articles and near_the_end:
            self._latest.ask(partial(_read, reader, self.part, len(self._rows.items) + 1))

    # -- the header

    @property
    def _has_plot(self) -> bool:
        """Whether there is room for the plot, and anything to be seen in it."""
        has_room = self.size.width >= WITH_PLOT[0] and self.size.height >= WITH_PLOT[1]
        return has_room and self._reader is not None and len(self._reader.page.months) > 1

    def _show_header(self) -> None:
        page = self._reader.page if self._reader else None
        self.query_one(EntityHeader).show(page, self.part, with_bars=not self._has_plot)
        if self._timeline is not None:
            self._timeline.display = self._has_plot

    async def _plot(self) -> None:
        """Draw when it was named: at the first time the library for that is imported, after the lines are shown."""
        if self._reader is None or not self._has_plot:
            return
        if self._timeline is None:
            module = await asyncio.to_thread(importlib.import_module, "reader.ui.widgets.timeline")
            self._timeline = module.Timeline(id="entity-timeline")
            await self.query_one("#entity-panes").mount(self._timeline)
        self._timeline.show(self._reader.page.months)

    def _say_part(self) -> None:
        self.query_one(StatusLine).set_place(f"{TITLES[self.part]}")

    # -- taking quotations elsewhere

    async def _outgoing(self) -> Outgoing | None:
        """What it said, or what was said about it: whichever is shown."""
        find = _FOUND_BY.get(self.part)
        if find is None or not self._rows.items:
            return None
        session, key = host(self).session, self._key
        return outgoing_quotations(lambda most: find(session, key, limit=most), len(self._rows.items))

    # -- commands

    def action_close(self) -> None:
        """Back to where the reader came from."""
        host(self).do_later(host(self).going.back)

    def action_show_part(self, name: str) -> None:
        """Show another part of the page."""
        self.part = Part(name)
        self._cursor = 0
        self._rows.empty_text = LOOKING
        self._rows.set_items([])
        self._show_header()
        self._say_part()
        self._look()

    def action_next_part(self) -> None:
        """The part after this one, and the first after the last."""
        self._step_part(1)

    def action_previous_part(self) -> None:
        """The part before this one."""
        self._step_part(-1)

    def _step_part(self, step: int) -> None:
        parts = [*Part]
        self.action_show_part(parts[(parts.index(self.part) + step) % len(parts)])

    @on(VirtualList.Picked)
    async def action_open_line(self) -> None:
        """Open the article at the passage, or the page of who is named there."""
        match self._rows.current:
            case InArticle(article):
                await host(self).open_place(Place(article.id, None, Everything()))
            case Mentioned(article, context):
                await host(self).open_place(Place(article.id, context.span, Everything()))
            case Statement(said):
                await host(self).open_place(Place(said.article.id, said.span, Everything()))
            case Annotation() as note:
                await host(self).open_annotation(note)
            case Companion():
                await self.action_entity()

    async def action_entity(self) -> None:
        """Open the page of who says the line, or is named in it."""
        match self._rows.current:
            case Companion(key, name):
                await host(self).going.show_entity(key, name)
            case Statement(said) if said.key is not None and said.key != self._key:
                await host(self).going.show_entity(said.key, said.speaker or "")
            case _:
                host(self).say("This line is about nobody and nothing else.")

    async def action_copy_line(self) -> None:
        """Copy the passage with its citation."""
        match self._rows.current:
            case Mentioned(article, context):
                await host(self).copy(quoted(context.text, article))
            case Statement(said):
                await host(self).copy(cite(said))
            case Annotation() as note:
                await host(self).copy(cite_annotation(note))
            case _:
                host(self).say("There is no passage here to copy.")

    def _meant(self) -> Meant:
        line = self._rows.current
        alias = line.counted.text if isinstance(line, Name) and not line.is_role else ""
        return Meant(self._key, alias)


def _begun(session: Session, key: str, part: Part) -> _Shown:
    return _Shown(PageReader(session, key), part, None)


def _read(reader: PageReader, part: Part, at_least: int) -> _Shown:
    return _Shown(reader, part, reader.lines(part, at_least))
