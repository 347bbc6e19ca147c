"""Searching everything: notes, quotations and articles, found while the reader types."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input

from reader.model import PostilError
from reader.query.errors import QueryError
from reader.query.format import written
from reader.query.tree import Everything, Node
from reader.services.asking import read_query
from reader.services.notes.citing import citation, cite_annotation, quoted
from reader.services.quotations.statements import cite
from reader.services.searching import saved
from reader.services.searching.arranging import FEW, More, SearchView, arranged, described
from reader.services.searching.article_hits import sentence_at
from reader.services.searching.results import ArticleHit, Found, Kind, NoteHit, Place, QuotationHit
from reader.services.tags.completion import complete_query
from reader.ui.commands import Where
from reader.ui.controllers.searching import Searching
from reader.ui.host import host
from reader.ui.keys.docs import first_key
from reader.ui.prompts.prompt import Prompt
from reader.ui.screens.list_screen import ListScreen
from reader.ui.widgets.bars import FooterLine, StatusLine
from reader.ui.widgets.note_rows import NotePreview
from reader.ui.widgets.passage_preview import PassagePreview
from reader.ui.widgets.result_rows import ResultRows, key_of
from reader.ui.widgets.search_input import SearchInput
from reader.ui.widgets.virtual_list import VirtualList

WITH_PREVIEW = 100
"""The screen's width in cells from which a preview stands beside the results."""

WHAT_TO_TYPE = (
    'Type what you look for: words, "a phrase", tag:name, author:name, after:2w, -without. {help} tells more.'
)
NOTHING = "Nothing has all of that."


EDITING: Mapping[str, Callable[[Input], None]] = {
    "home": Input.action_home,
    "end": Input.action_end,
    "ctrl+u": Input.action_delete_left_all,
    "ctrl+d": Input.action_delete_right,
}
"""What keys do in every line to type in that lead through the results where those have the focus."""


class EverythingInput(SearchInput):
    """The line to type in; commands of the search work there whose keys neither type nor edit."""

    def key_contexts(self) -> tuple[Where, ...]:
        """The keys that work here beside those that type."""
        return (Where.PROMPT, Where.SEARCH)

    def take_key(self, token: str) -> bool:
        """Edit the line if the key does so in every other; whether it does."""
        edit = EDITING.get(token)
        if edit is not None:
            edit(self)
        return edit is not None


class SearchScreen(ListScreen[ResultRows]):
    """Has a line to type in, what was found, and where there is room for it a preview of the result at the cursor."""

    def __init__(self, view: SearchView | None = None) -> None:
        self.view = view or SearchView()
        super().__init__(
            EverythingInput(
                self.view.query, placeholder='words, "phrases", tag:name, -without', complete=self._completed
            ),
            ResultRows(),
        )
        self._found: dict[Kind, Found] = {}
        self._note, self._passage = NotePreview(), PassagePreview()
        self._typing = False
        self._put_at = 0
        self._asked: Node = Everything()
        self._meant: Node | None = None

    def compose(self) -> ComposeResult:
        """The line to type in, the results, the preview; below them the bars."""
        yield from self._line("Search")
        with Horizontal(id="search-panes"):
            yield self._rows
            yield self._note
            yield self._passage
        yield StatusLine()
        yield FooterLine()

    def on_mount(self) -> None:
        """Begin to type, or be back at the results of the last search."""
        self._searching = Searching(
            host(self).session,
            host(self).processes.importing,
            partial(self.run_worker, group="search"),
            show=self._take,
            complain=partial(host(self).say, error=True),
            tell=self.query_one(StatusLine).set_activity,
        )
        (self._rows if self.view.current is not None else self._input).focus()
        self._look()

    def on_unmount(self) -> None:
        """Have the next search begin where this one was left."""
        self._searching.stop()
        host(self).going.search_view = self.view

    def on_resize(self) -> None:
        """The preview stands beside the results where there is room for both."""
        self._show_current()

    def key_contexts(self) -> tuple[Where, ...]:
        """The keys that work here, whatever has the focus."""
        return (Where.SEARCH,)

    def notes_changed(self) -> None:
        """Show what is found now; the cursor stays."""
        self._look()

    # -- searching

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        if event.value != self.view.query:
            self._typing = True
            self.view = SearchView(event.value)
            self._look()

    def _finish_typing(self) -> None:
        self._typing = False
        self._look(again=False)

    def _completed(self, query: str, cursor: int) -> tuple[str, int] | None:
        notes = host(self).session.notes
        return complete_query(query, cursor, notes.tags(), notes.searches.all())

    def _look(self, *, again: bool = True) -> None:
        """Have searched for what is typed; what is shown stays while that cannot be understood.

        What was asked last is not asked once more unless it is to be asked `again`.
        """
        try:
            wanted = read_query(host(self).session, self.view.query, typing=self._typing)
        except QueryError as error:
            host(self).say(str(error), error=True)
            return
        if isinstance(wanted, Everything) and not self.view.query.strip():
            self._searching.stop()
            self._asked, self._meant, self._found = wanted, None, {}
            self._show()
        elif again or wanted != self._asked:
            self._asked, self._meant = wanted, None
            self._searching.ask(wanted)

    def _take(self, found: Found) -> None:
        if self._rows.is_attached:  # the screen may be going
            before = self._found.get(found.kind)
            if found.hits:
                self._meant = None if found.wanted == self._asked else found.wanted
            self._found[found.kind] = found
            # Where there was nothing and is nothing now nothing looks different, but that all has been looked through.
            if found.hits or before is None or before.hits or len(self._found) == len(Kind):
                self._show()

    def _show(self) -> None:
        """Show what was found by now, with the cursor where it was left, or else on the first result."""
        self._note_place()
        rows = arranged(self._found, self.view.opened)
        left = [at for at, row in enumerate(rows) if key_of(row) == self.view.current]
        self._rows.empty_text = self._when_empty()
        wanted = {kind: found.wanted for kind, found in self._found.items()}
        self._rows.show(rows, wanted, cursor=left[0] if left else 0)
        self._put_at = self._rows.cursor
        self.query_one(StatusLine).set_place(self._described())
        self._show_current()

    def _described(self) -> str:
        """What was found, and what was looked for where that is not what is typed."""
        instead = f"Nothing has that; this has {written(self._meant)} · " if self._meant else ""
        return f"{instead}{described(self._found)}"

    def _when_empty(self) -> str:
        if self.view.query.strip():
            return "" if self._searching.is_busy and len(self._found) < len(Kind) else NOTHING
        return WHAT_TO_TYPE.format(help=first_key(host(self).commands, Where.EVERYWHERE, "help"))

    # -- the result at the cursor

    @on(VirtualList.Highlighted)
    def _moved(self) -> None:
        self._note_place()
        self._show_current()

    def _note_place(self) -> None:
        """Know which result the reader went to, if they went anywhere from where the cursor was put."""
        row = self._rows.current
        if self._rows.cursor != self._put_at and row is not None:
            self.view = replace(self.view, current=key_of(row))

    def _show_current(self) -> None:
        row, is_wide = self._rows.current, self.size.width >= WITH_PREVIEW
        self._note.display = is_wide and isinstance(row, NoteHit)
        self._passage.display = is_wide and isinstance(row, QuotationHit | ArticleHit)
        match row:
            case _ if not is_wide:
                pass
            case NoteHit(annotation):
                self._note.show(annotation, host(self).session.settings.colours)
            case QuotationHit() | ArticleHit():
                kind = Kind.ARTICLES if isinstance(row, ArticleHit) else Kind.QUOTATIONS
                self._passage.show(row, self._found[kind].wanted)

    # -- commands

    def action_clear_query(self) -> None:
        """Look for something else."""
        self._input.value = ""
        self.set_focus(self._input)

    def action_next_kind(self) -> None:
        self._rows.next_kind(1)

    def action_previous_kind(self) -> None:
        self._rows.next_kind(-1)

    @on(VirtualList.Picked)
    async def action_open_result(self) -> None:
        """Open the article at the passage; show what else there is of a kind."""
        row = self._rows.current
        match row:
            case More(kind):
                hits = self._found[kind].hits
                self.view = SearchView(self.view.query, self.view.opened | {kind}, key_of(hits[FEW]))
                self._put_at = self._rows.cursor
                self._show()
            case NoteHit(annotation):
                self.view = replace(self.view, current=key_of(row))
                await host(self).open_annotation(annotation)
            case QuotationHit(statement):
                self.view = replace(self.view, current=key_of(row))
                said = statement.best
                await host(self).open_place(
                    Place(said.article.id, said.span, self._found[Kind.QUOTATIONS].wanted)
                )
            case ArticleHit(article, place):
                self.view = replace(self.view, current=key_of(row))
                await host(self).open_place(Place(article.id, place, self._found[Kind.ARTICLES].wanted))

    async def action_save_search(self) -> None:
        """Keep what is typed as a list among the sources, by a name."""
        session = host(self).session
        try:
            query = saved.checked_query(session, self.view.query)
            name = await host(self).ask(Prompt("Keep the search as", query, check=saved.checked_name))
            if name is not None:
                query = saved.checked_query(session, query, name)
                await host(self).perform(saved.keep(session.notes.searches.all(), name, query))
        except PostilError as error:
            host(self).say(str(error), error=True)

    async def action_copy_result(self) -> None:
        """Copy the passage with its citation."""
        match self._rows.current:
            case NoteHit(annotation):
                await host(self).copy(cite_annotation(annotation))
            case QuotationHit(statement):
                await host(self).copy(cite(statement.best))
            case ArticleHit(article) as hit if hit.around is not None:
                await host(self).copy(quoted(sentence_at(hit), article))
            case ArticleHit(article):
                await host(self).copy(citation(article))
