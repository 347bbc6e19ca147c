"""Who said what, when and where, in every article: found as one types."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Input

from reader.query.errors import QueryError
from reader.query.tree import Everything
from reader.services.asking import read_query
from reader.services.quotations.rows import Place as Quotation
from reader.services.quotations.rows import StatementRow, key_of, place_of, quoted_in, rows
from reader.services.quotations.statements import QuotationsFound, cite, find_quotations
from reader.services.searching.results import Place
from reader.text.counting import counted
from reader.ui.commands import Where
from reader.ui.controllers.exporting import Exporting, Outgoing, outgoing_quotations
from reader.ui.host import host
from reader.ui.keys.docs import first_key
from reader.ui.running.latest import Latest
from reader.ui.screens.list_screen import ListScreen
from reader.ui.widgets.bars import FooterLine, StatusLine
from reader.ui.widgets.quotation_rows import QuotationRows
from reader.ui.widgets.search_input import COMPLETE, SearchInput
from reader.ui.widgets.virtual_list import VirtualList

LIMIT = 300
"""The most statements that are listed; a narrower query finds the others."""

LOOKING = "Looking for quotations…"
NONE_YET = "No quotations are known yet: they are found in an article when it is opened, and by postil analyse."
NONE_LIKE_IT = "Nobody said all of that. {} shows all quotations again."


@dataclass(frozen=True, slots=True)
class QuotationsView:
    """What was looked for, the statements whose sources are shown, and the row at the cursor, by its key."""

    query: str = ""
    opened: frozenset[Quotation] = frozenset()
    current: object = None


class QuotationsScreen(ListScreen[QuotationRows]):
    """Has a line to type in, and the statements that it asks for."""

    def __init__(self, view: QuotationsView | None = None) -> None:
        self.view = view or QuotationsView()
        super().__init__(
            SearchInput(self.view.query, placeholder="words, speaker:name, about:name, after:2w"), QuotationRows()
        )
        self._found = QuotationsFound()
        self._typing = False

    def compose(self) -> ComposeResult:
        """The line to type in, the quotations; below them the bars."""
        yield from self._line("Quotations")
        yield self._rows
        yield StatusLine()
        yield FooterLine(without=(COMPLETE,))

    def on_mount(self) -> None:
        """Show what there is."""
        app = self.app
        self.controllers = (Exporting(host(self), self._outgoing, lambda: app.is_running),)
        self._latest = Latest[QuotationsFound](
            partial(self.run_worker, group="quotations"),
            show=self._take,
            complain=partial(host(self).say, error=True),
        )
        self._rows.empty_text = LOOKING
        self._rows.focus()
        self._look()

    def key_contexts(self) -> tuple[Where, ...]:
        """The keys that work here."""
        return (Where.QUOTATIONS,)

    def again(self) -> Callable[[], Screen[None]]:
        """What makes the screen anew as it was left."""
        row = self._rows.current
        return partial(QuotationsScreen, replace(self.view, current=key_of(row) if row else None))

    def notes_changed(self) -> None:
        """Show what is found now: who says it may have been corrected."""
        self._look()

    # -- searching

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        if event.value != self.view.query:
            self._typing = True
            self.view = QuotationsView(event.value)
            self._look()

    def _finish_typing(self) -> None:
        self._typing = False
        self._look()

    def _look(self) -> None:
        """Have found what is typed; what is shown stays while that cannot be understood."""
        session = host(self).session
        try:
            wanted = read_query(session, self.view.query, typing=self._typing)
        except QueryError as error:
            host(self).say(str(error), error=True)
        else:
            self._latest.ask(partial(find_quotations, session, wanted, limit=LIMIT))

    def _take(self, found: QuotationsFound) -> None:
        if not self._rows.is_attached:  # the screen may be going
            return
        self._found = found
        key = first_key(host(self).commands, Where.QUOTATIONS, "clear_query")
        self._rows.empty_text = NONE_LIKE_IT.format(key) if self.view.query.strip() else NONE_YET
        self._show()

    def _show(self) -> None:
        shown = [*rows(self._found.statements, self.view.opened)]
        wanted, self.view = self.view.current, replace(self.view, current=None)
        left = next((at for at, row in enumerate(shown) if wanted is not None and key_of(row) == wanted), None)
        self._rows.set_items(shown, keep=key_of, cursor=left)
        number = len(self._found.statements)
        count = counted(number, "statement") if self._found.is_complete else f"the newest {number:,} statements"
        self.query_one(StatusLine).set_place(f"Quotations · {count}")

    # -- taking quotations elsewhere

    async def _outgoing(self) -> Outgoing | None:
        """All that is looked for, also what is not listed. Raises `QueryError`."""
        if not self._found.statements:
            return None
        session = host(self).session
        wanted = read_query(session, self.view.query)
        count = len(self._found.statements)
        return outgoing_quotations(lambda most: find_quotations(session, wanted, limit=most), count)

    # -- commands

    def action_clear_query(self) -> None:
        """Show all quotations again."""
        self._input.value = ""

    @on(VirtualList.Picked)
    async def action_open_quotation(self) -> None:
        """Open the article at the quotation."""
        row = self._rows.current
        if row is not None:
            said = quoted_in(row)
            await host(self).open_place(Place(said.article.id, said.span, Everything()))

    def action_toggle_sources(self) -> None:
        """Show all articles that have the words, or hide them."""
        row = self._rows.current
        at = self._rows.cursor
        while row is not None and not isinstance(row, StatementRow):
            at -= 1
            row = self._rows.items[at]
        if row is not None:
            self.view = replace(self.view, opened=self.view.opened ^ {place_of(row.statement.best)})
            self._rows.move_to(at)
            self._show()

    async def action_entity(self) -> None:
        """Open the page of who says it."""
        row = self._rows.current
        said = quoted_in(row) if row is not None else None
        if said is not None and said.key is not None:
            await host(self).going.show_entity(said.key, said.speaker or "")
        elif said is not None:
            host(self).say("Who says this is not known for sure, so there is no page about them.")

    async def action_copy_quotation(self) -> None:
        """Copy the words with who says them and where."""
        row = self._rows.current
        if row is not None:
            await host(self).copy(cite(quoted_in(row)))

    async def action_copy_quotations(self) -> None:
        """Copy all that is shown."""
        if self._found.statements:
            await host(self).copy("\n".join(cite(statement.best) for statement in self._found.statements))
