"""Every highlight and note of every article, searched as one types."""

import asyncio
from dataclasses import replace
from enum import StrEnum
from functools import partial
from typing import TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input

from reader.model import PostilError
from reader.query.errors import QueryError
from reader.services.exchange.exports import by_query, these
from reader.services.notes.ordering import NoteGroup, NoteOrder, NotesView
from reader.services.notes.view import Asked, Found
from reader.services.pace import GivenUp, while_wanted
from reader.services.piping.piping import Given, of_annotation, of_article
from reader.services.tags.completion import complete_query
from reader.ui.commands import Where
from reader.ui.controllers.exporting import Exporting, Outgoing, outgoing_notes
from reader.ui.controllers.note_actions import NoteActions
from reader.ui.controllers.piping import Piping
from reader.ui.host import host
from reader.ui.keys.docs import first_key
from reader.ui.running.beside import Beside
from reader.ui.running.looking import Looking
from reader.ui.screens.list_screen import ListScreen
from reader.ui.screens.output import OutputScreen
from reader.ui.widgets.bars import FooterLine, StatusLine
from reader.ui.widgets.note_rows import NotePreview, NoteRows
from reader.ui.widgets.search_input import SearchInput
from reader.ui.widgets.virtual_list import VirtualList

WITH_PREVIEW = 110
"""The screen's width in cells from which the preview stands beside the list."""


class NotesScreen(ListScreen[NoteRows]):
    """Lists annotations as `view` says; when it goes, the app has the view it had, to be taken up again.

    `search` begins in the search line, with nothing in it.
    """

    def __init__(self, *, search: bool = False, view: NotesView | None = None) -> None:
        self.view = view or NotesView()
        if search:
            self.view = replace(self.view, query="")
        super().__init__(
            SearchInput(
                self.view.query, placeholder='words, "phrases", tag:name, -without', complete=self._completed
            ),
            NoteRows(),
        )
        self._search_first = search
        self._preview = NotePreview()
        self.controllers: tuple[object, ...] = ()
        self._place = ""
        self._shown_count = 0
        self._typing = False
        self._orphans: frozenset[str] = frozenset()
        self._is_carrying = False
        self._is_here = True

    def compose(self) -> ComposeResult:
        """The search line, the list, the preview; below them the bars."""
        yield from self._line("Notes")
        with Horizontal(id="notes-panes"):
            yield self._rows
            yield self._preview
        yield StatusLine()
        yield FooterLine()

    def on_mount(self) -> None:
        """Show all there is."""
        session = host(self).session
        self._search = session.note_search
        self._actions = NoteActions(host(self), self._rows)
        app = self.app  # the screen may go before the export ends
        self.controllers = (
            self._actions,
            Exporting(host(self), self._outgoing, lambda: app.is_running),
            Piping(host(self), self._given, self._show_output),
        )
        self._looking = Looking(self._search, self._show, partial(self.run_worker, group="search"))
        self._orphans = session.carrying.orphans()
        self._colour_tags()
        (self._input if self._search_first else self._rows).focus()
        self._look()

    def on_unmount(self) -> None:
        """Let the app remember what was shown."""
        self._looking.stop()
        self._is_here = False
        host(self).notes_view = self.view

    def on_resize(self) -> None:
        """The preview stands beside the list where there is room for both."""
        self._preview.display = self.size.width >= WITH_PREVIEW

    def key_contexts(self) -> tuple[Where, ...]:
        """The keys that work here, whatever has the focus."""
        return (Where.NOTES,)

    def notes_changed(self) -> None:
        """Show what is there now; query, order and cursor stay."""
        current = self._rows.current_annotation
        if current is not None:
            # All that changed takes a moment to find; what was changed here most likely is what is at the cursor.
            self._rows.renew_current(host(self).session.notes.get(current.uid))
        self._orphans = host(self).session.carrying.orphans()
        self._colour_tags()
        self._look()

    def _colour_tags(self) -> None:
        said = host(self).session.notes.tag_marks()
        self._rows.colour_tags({mark.tag: mark.colour for mark in said if mark.colour is not None})

    # -- searching

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._typing = True
        if event.value != self.view.query:
            self.view = replace(self.view, query=event.value)
            self._look()

    def _finish_typing(self) -> None:
        self._typing = False
        self._look()

    def _completed(self, query: str, cursor: int) -> tuple[str, int] | None:
        notes = host(self).session.notes
        return complete_query(query, cursor, notes.tags(), notes.searches.all())

    def _look(self) -> None:
        """Have shown what the view asks for; what is shown stays while the query cannot be understood."""
        try:
            wanted = self._search.read(self.view.query, typing=self._typing)
        except QueryError as error:
            host(self).say(str(error), error=True)
        else:
            self._looking.ask(Asked(wanted, self.view, self._orphans))

    def _show(self, found: Found) -> None:
        if not self._rows.is_attached:  # the screen is going, and this came late
            return
        view = found.asked.view
        self._rows.empty_text = self._when_empty(view)
        self._rows.show(found, titles=view.group is not NoteGroup.ARTICLE)
        self._shown_count = found.count
        some = view.query.strip() or view.only_orphans
        count = f"{found.count:,} of {found.total:,}" if some else f"{found.total:,}"
        which = "Orphans" if view.only_orphans else "All notes"
        shown = f"{which} {count}" if found.is_complete else f"{which} …"
        self._place = f"{shown} · {view.order.value} · {view.group.value}"
        self._show_place()
        self._show_current()
        if found.is_complete:
            self._carry_over()

    @on(NoteRows.SelectionChanged)
    def _show_place(self) -> None:
        """Say what is shown, and first how many of all notes are selected."""
        selected = f"{len(self._rows.selected):,} selected · " if self._rows.selected else ""
        self.query_one(StatusLine).set_place(f"{selected}{self._place}")

    # -- orphans

    def _carry_over(self) -> None:
        """Find out about articles that have other texts now: of what changed while no postil ran, for instance."""
        if host(self).session.carrying.is_due and not self._is_carrying:
            self._is_carrying = True
            self.run_worker(Beside(self._carry_all_over), group="orphans")

    async def _carry_all_over(self) -> None:
        carrying, pace = host(self).session.carrying, while_wanted(lambda: self._is_here)
        try:
            await asyncio.to_thread(carrying.carry_all_over, self._search.notes, pace=pace)
        except GivenUp:
            return
        except PostilError as error:
            host(self).say(str(error), error=True)
            return
        self._is_carrying = False
        self._orphans = carrying.orphans()
        self._look()

    def _when_empty(self, view: NotesView) -> str:
        key = partial(first_key, host(self).commands)
        if view.only_orphans:
            if self._is_carrying:
                return "Looking for notes whose passage is no longer in the article…"
            some = " with all of that" if view.query.strip() else ""
            return (
                f"No note{some} has lost its passage. {key(Where.NOTES, 'show_orphans')} shows all notes again."
            )
        if view.query.strip():
            return f"No note has all of that. {key(Where.NOTES, 'clear_query')} shows them all again."
        return (
            f"There are no notes yet. In an article, {key(Where.ARTICLE, 'mark')} highlights the sentence at the "
            f"cursor, {key(Where.ARTICLE, 'note')} writes a note on it and {key(Where.ARTICLE, 'tag')} tags it."
        )

    @on(VirtualList.Highlighted)
    def _show_current(self) -> None:
        current = self._rows.current_annotation
        self.view = replace(self.view, uid=current.uid if current else None)
        is_orphan = current is not None and current.uid in self._orphans
        self._preview.show(current, host(self).session.settings.colours, is_orphan=is_orphan)

    # -- taking notes elsewhere

    async def _outgoing(self) -> Outgoing | None:
        """The notes that are selected, or else those that are shown, with what is on whole articles that fits.

        Raises `QueryError`.
        """
        if self._rows.selected or self.view.only_orphans:
            annotations = await self._actions.meant() if self._rows.selected else self._rows.shown()
            if not annotations:
                return None
            return outgoing_notes(host(self).session, these(annotations), len(annotations))
        if not self._shown_count:
            return None
        choice = by_query(host(self).session, self.view.query)
        return outgoing_notes(host(self).session, choice, self._shown_count)

    def _given(self) -> list[Given]:
        """What can be given to a program of the note at the cursor, and of its article."""
        annotation, session = self._rows.current_annotation, host(self).session
        if annotation is None:
            return []
        return [*of_annotation(session, annotation), *of_article(session, annotation.article.id)]

    async def _show_output(self, line: str, given: Given) -> None:
        await self.app.push_screen(OutputScreen(line, given))

    # -- commands

    def action_clear_query(self) -> None:
        """Select none; if none is, show all notes again."""
        if self._rows.selected:
            self._rows.select(frozenset())
            return
        self._input.value = ""
        if self.view.only_orphans:
            self.action_show_orphans()

    def action_show_orphans(self) -> None:
        """Show only the notes whose passage is no longer in the article, or all again."""
        self.view = replace(self.view, only_orphans=not self.view.only_orphans)
        self._look()

    def action_order(self) -> None:
        """The next order."""
        self.view = replace(self.view, order=_after(NoteOrder, self.view.order))
        self._look()

    def action_group(self) -> None:
        """The next way to group."""
        self.view = replace(self.view, group=_after(NoteGroup, self.view.group))
        self._look()

    @on(VirtualList.Picked)
    async def action_jump(self) -> None:
        """Open the article at the passage."""
        annotation = self._rows.current_annotation
        if annotation:
            await host(self).open_annotation(annotation)


Choice = TypeVar("Choice", bound=StrEnum)


def _after(choices: type[Choice], chosen: Choice) -> Choice:
    every = list(choices)
    return every[(every.index(chosen) + 1) % len(every)]
