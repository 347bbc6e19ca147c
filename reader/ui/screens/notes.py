"""Every highlight and note of every article, searched as one types."""

import asyncio
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from typing import TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import Input, Static

from reader.model import Annotation, PostilError
from reader.query.errors import QueryError
from reader.query.tree import Node
from reader.services import annotating
from reader.services.citing import cite_annotation
from reader.services.completion import complete_query
from reader.services.edits import NotesEdit
from reader.services.finding import NoteFinder
from reader.services.note_list import NoteGroup, NoteOrder, NoteRow, NotesView, arrange
from reader.services.orphans import Orphans
from reader.ui.commands import Where
from reader.ui.host import host
from reader.ui.key_docs import first_key
from reader.ui.screens.note_editor import NoteEditor
from reader.ui.screens.prompt import TagPrompt
from reader.ui.widgets.bars import FooterLine, StatusLine
from reader.ui.widgets.note_rows import NotePreview, NoteRows
from reader.ui.widgets.search_input import SearchInput
from reader.ui.widgets.virtual_list import VirtualList

MANY = 5_000
"""From so many annotations on they are searched in a thread, and not before the reader stops typing."""
DEBOUNCE = 0.08
"""Seconds without a key before many annotations are searched."""
WITH_PREVIEW = 110
"""The screen's width in cells from which the preview stands beside the list."""


class NotesScreen(Screen[None]):
    """Lists annotations as `view` says; when it goes, the app has the view it had, to be taken up again.

    `search` begins in the search line, with nothing in it.
    """

    def __init__(self, *, search: bool = False, view: NotesView | None = None) -> None:
        super().__init__()
        self.view = view or NotesView()
        if search:
            self.view = replace(self.view, query="")
        self._search_first = search
        self._rows = NoteRows()
        self._input = SearchInput(
            self.view.query, placeholder='words, "phrases", tag:name, -without', complete=self._completed
        )
        self._preview = NotePreview()
        self._total = MANY + 1
        self._asked = 0
        self._searching = False
        self._typing = False
        self._orphans: frozenset[str] | None = None

    def compose(self) -> ComposeResult:
        """The search line, the list, the preview; below them the bars."""
        with Horizontal(id="notes-search"):
            yield Static("Notes", id="notes-title", markup=False)
            yield self._input
        with Horizontal(id="notes-panes"):
            yield self._rows
            yield self._preview
        yield StatusLine()
        yield FooterLine()

    def on_mount(self) -> None:
        """Show all there is."""
        session = host(self).session
        self._finder = NoteFinder(session.notes, session.settings.colours)
        self._orphan_finder = Orphans(session)
        (self._input if self._search_first else self._rows).focus()
        self._search(at_once=True)
        self._look_for_orphans()

    def on_unmount(self) -> None:
        """Let the app remember what was shown."""
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
        if current is not None and self._total > MANY:
            # All that changed takes a moment to find; what was changed here most likely is what is at the cursor.
            self._rows.renew(current.uid, host(self).session.notes.get(current.uid))
        self._search(at_once=True)
        self._look_for_orphans()

    # -- searching

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._typing = True
        if event.value != self.view.query:
            self.view = replace(self.view, query=event.value)
            self._search()

    @on(SearchInput.Left)
    def _left(self) -> None:
        self._rows.focus()
        self._typing = False  # now a mistake at the end of the query is one
        self._search(at_once=True)

    def _completed(self, query: str, cursor: int) -> tuple[str, int] | None:
        return complete_query(query, cursor, host(self).session.notes.tags())

    def _search(self, *, at_once: bool = False) -> None:
        self._asked += 1
        if not self._searching:
            self._searching = True
            self.run_worker(self._search_until_shown(at_once=at_once), group="search")

    async def _search_until_shown(self, *, at_once: bool) -> None:
        """Answer what was asked last; an answer to anything before that is not shown."""
        answered = 0
        while answered != self._asked:
            asked, view, orphans = self._asked, self.view, self._orphans
            try:
                wanted = self._finder.read(view.query, typing=self._typing)
            except QueryError as error:  # what is shown stays until the query can be understood
                host(self).say(str(error), error=True)
                answered = asked
                continue
            if self._total <= MANY:
                found = _find(self._finder, wanted, view, orphans)
            else:
                await asyncio.sleep(0 if at_once else DEBOUNCE)
                if asked != self._asked:
                    continue
                found = await asyncio.to_thread(_find, self._finder, wanted, view, orphans)
            if asked == self._asked:
                self._show(found, view)
                answered = asked
        self._searching = False

    def _show(self, found: "_Found", view: NotesView) -> None:
        rows, before = self._rows, self._rows.wanted
        self._total = found.total
        rows.empty_text = self._when_empty(view)
        titles = view.group is not NoteGroup.ARTICLE
        rows.show(found.rows, wanted=found.wanted, titles=titles, orphans=self._orphans or frozenset())
        current = rows.current_annotation
        stayed = current is not None and current.uid == view.uid
        if not stayed and not (view.uid and rows.go_to(view.uid)) and found.wanted != before:
            rows.action_first()
        some = view.query.strip() or view.only_orphans
        count = f"{found.count:,} of {found.total:,}" if some else f"{found.total:,}"
        which = "Orphans" if view.only_orphans else "All notes"
        self.query_one(StatusLine).set_place(f"{which} {count} · {view.order.value} · {view.group.value}")
        self._show_current()

    def _look_for_orphans(self) -> None:
        self.run_worker(self._find_orphans(), group="orphans", exclusive=True)

    async def _find_orphans(self) -> None:
        """Which notes have lost their passage: known after the notes themselves are on screen."""
        try:
            found = await asyncio.to_thread(self._orphan_finder.find)
        except PostilError as error:
            host(self).say(str(error), error=True)
            return
        orphans = frozenset(orphan.uid for orphan in found)
        if orphans != self._orphans:
            self._orphans = orphans
            self._search(at_once=True)

    def _when_empty(self, view: NotesView) -> str:
        key = partial(first_key, host(self).commands)
        if view.only_orphans:
            if self._orphans is None:
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
        is_orphan = current is not None and current.uid in (self._orphans or ())
        self._preview.show(current, host(self).session.settings.colours, is_orphan=is_orphan)

    # -- commands

    def action_find(self) -> None:
        """Type in the search line."""
        self._input.focus()
        self._input.action_select_all()

    def action_clear_query(self) -> None:
        """Show all notes again."""
        self._input.value = ""
        if self.view.only_orphans:
            self.action_show_orphans()

    def action_show_orphans(self) -> None:
        """Show only the notes whose passage is no longer in the article, or all again."""
        self.view = replace(self.view, only_orphans=not self.view.only_orphans)
        self._search(at_once=True)

    def action_order(self) -> None:
        """The next order."""
        self.view = replace(self.view, order=_after(NoteOrder, self.view.order))
        self._search(at_once=True)

    def action_group(self) -> None:
        """The next way to group."""
        self.view = replace(self.view, group=_after(NoteGroup, self.view.group))
        self._search(at_once=True)

    @on(VirtualList.Picked)
    async def action_jump(self) -> None:
        """Open the article at the passage."""
        annotation = self._rows.current_annotation
        if annotation:
            await host(self).open_annotation(annotation)

    async def action_edit_note(self) -> None:
        """Write the note."""
        annotation = self._rows.current_annotation
        if annotation is None:
            return

        async def save(text: str) -> bool:
            return await self._change(lambda: annotating.write_note(annotation, text))

        await host(self).ask(
            NoteEditor(annotation.note, key=annotation.uid, passage=annotation.target.exact, save=save)
        )

    async def action_edit_tags(self) -> None:
        """Choose the tags."""
        annotation = self._rows.current_annotation
        if annotation is None:
            return
        tags = await host(self).ask(TagPrompt(host(self).session.notes.tags(), annotation.tags))
        if tags is not None and tags != annotation.tags:
            await self._change(lambda: annotating.retag([annotation], tags))

    async def action_recolour(self, colour: str) -> None:
        """Give the annotation another colour."""
        annotation = self._rows.current_annotation
        if annotation:
            await self._change(lambda: annotating.recolour([annotation], int(colour)))

    async def action_delete_note(self) -> None:
        """Delete the annotation."""
        annotation = self._rows.current_annotation
        if annotation:
            await self._change(lambda: annotating.delete([annotation]))

    async def action_copy_note(self) -> None:
        """Copy the passage with its citation and note."""
        annotation = self._rows.current_annotation
        if annotation:
            await host(self).copy(cite_annotation(annotation))

    async def _change(self, edit: Callable[[], NotesEdit]) -> bool:
        try:
            return await host(self).perform(edit())
        except PostilError as error:
            host(self).say(str(error), error=True)
            return False


@dataclass(frozen=True, slots=True)
class _Found:
    wanted: Node
    rows: list[NoteRow]
    count: int
    total: int


def _find(finder: NoteFinder, wanted: Node, view: NotesView, orphans: Collection[str] | None) -> _Found:
    found: Sequence[Annotation] = finder.find(wanted)
    if view.only_orphans:
        found = [annotation for annotation in found if annotation.uid in (orphans or ())]
    return _Found(wanted, arrange(found, view.order, view.group), len(found), finder.total)


Choice = TypeVar("Choice", bound=StrEnum)


def _after(choices: type[Choice], chosen: Choice) -> Choice:
    every = list(choices)
    return every[(every.index(chosen) + 1) % len(every)]
