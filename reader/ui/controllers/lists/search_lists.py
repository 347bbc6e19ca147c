"""What a reader does to saved searches among the sources: naming, changing, ordering and deleting them."""

from collections.abc import Callable, Sequence

from reader.model import PostilError
from reader.model.saved_search import SavedSearch
from reader.services.searching import saved
from reader.text.width import truncate
from reader.ui.controllers.lists.sourcing import Sourcing
from reader.ui.controllers.lists.subscribing import Subscribing
from reader.ui.host import Host
from reader.ui.prompts.prompt import Prompt
from reader.ui.widgets.lines import plain

_NAME_CELLS = 30
"""The most cells of a name in a prompt's label."""


class SearchLists:
    """The commands on the saved search at the cursor; those that feeds have, too, are theirs anywhere else."""

    def __init__(self, host: Host, sourcing: Sourcing, subscribing: Subscribing) -> None:
        self._host = host
        self._sourcing = sourcing
        self._subscribing = subscribing

    async def action_rename_source(self) -> None:
        search = self._search
        if search is None:
            await self._subscribing.action_rename_source()
            return
        label = f"Rename {truncate(plain(search.name), _NAME_CELLS)} to"
        name = await self._host.ask(Prompt(label, search.name, check=saved.checked_name))
        if name is not None and name != search.name:
            await self._do(lambda searches: saved.rename(searches, search, name))

    async def action_edit_search(self) -> None:
        search = self._needed_search()
        if search is None:
            return

        def check(text: str) -> str:
            return saved.checked_query(self._host.session, text, search.name)

        label = f"{truncate(plain(search.name), _NAME_CELLS)} looks for"
        query = await self._host.ask(Prompt(label, search.query, check=check))
        if query is not None and query != search.query:
            await self._do(lambda searches: saved.requery(searches, search, query))

    async def action_unsubscribe(self) -> None:
        search = self._search
        if search is None:
            await self._subscribing.action_unsubscribe()
        else:
            await self._do(lambda searches: saved.delete(searches, search))

    async def action_search_down(self) -> None:
        await self._move(1)

    async def action_search_up(self) -> None:
        await self._move(-1)

    async def _move(self, step: int) -> None:
        search = self._needed_search()
        if search is not None:
            await self._do(lambda searches: saved.move(searches, search, step))

    @property
    def _search(self) -> SavedSearch | None:
        """The saved search at the cursor."""
        return self._sourcing.row.search if self._sourcing.row else None

    def _needed_search(self) -> SavedSearch | None:
        if self._search is None:
            self._host.say("The cursor is on no saved search.")
        return self._search

    async def _do(self, edit: Callable[[Sequence[SavedSearch]], saved.SearchesEdit]) -> None:
        """Carry out an edit of all searches as they are now, and say why if there cannot be such a one."""
        try:
            await self._host.perform(edit(self._host.session.notes.searches.all()))
        except PostilError as error:
            self._host.say(str(error), error=True)
