"""What a reader does to the searches that they keep, as edits."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from reader.annotations.identifiers import new_uid
from reader.model import PostilError
from reader.model.saved_search import SavedSearch
from reader.query.searches import renamed_in
from reader.services.asking import read_query
from reader.services.opened import Opened
from reader.services.saving.edits import Editable
from reader.text.fold import fold
from reader.text.sanitize import clean
from reader.text.width import truncate

NAME_LENGTH = 200
"""The most characters of a search's name."""
MOST_KEPT = 100
"""How many searches can be kept: each is asked whenever the sources are counted."""

_LABEL_CELLS = 40


class UnusableSearchError(PostilError):
    """A search that cannot be kept, or not by that name."""


@dataclass(frozen=True, slots=True)
class SearchesEdit:
    """All saved searches in their order, before and after."""

    label: str
    before: tuple[SavedSearch, ...]
    after: tuple[SavedSearch, ...]

    def apply(self, session: Editable) -> None:
        """Keep those that come after. Raises `NotesError`."""
        session.notes.searches.replace(self.before, self.after)

    def revert(self, session: Editable) -> None:
        """Keep those that were before. Raises `NotesError`."""
        session.notes.searches.replace(self.after, self.before)


def checked_query(opened: Opened, query: str, name: str | None = None) -> str:
    """The query as it is kept, by that name if there is one already.

    Raises:
        QueryError: it cannot be understood, or asks for the search with that name, which asks for it.
        UnusableSearchError: it is empty.
    """
    query = clean(query, one_line=True).strip()
    if not query:
        raise UnusableSearchError("There is nothing to look for in the search.")
    read_query(opened, query, within=name)
    return query


def checked_name(text: str) -> str:
    """The name as it is kept. Raises `UnusableSearchError` if it is empty."""
    name = clean(text, one_line=True).strip()[:NAME_LENGTH]
    if not name:
        raise UnusableSearchError("A search needs a name.")
    return name


def keep(searches: Sequence[SavedSearch], name: str, query: str) -> SearchesEdit:
    """The query kept by that name after the others, or in the place of the one with that name.

    Raises:
        UnusableSearchError: there are too many already.
    """
    known = named(searches, name)
    if known is not None:
        return requery(searches, known, query)
    if len(searches) >= MOST_KEPT:
        raise UnusableSearchError(f"{MOST_KEPT} searches are kept already; delete one of them first.")
    new = SavedSearch(new_uid(), name, query)
    return SearchesEdit(f"keep the search {_shown(new)}", tuple(searches), (*searches, new))


def named(searches: Sequence[SavedSearch], name: str) -> SavedSearch | None:
    """The search with that name, whatever its case and accents."""
    return next((search for search in searches if fold(search.name) == fold(name)), None)


def requery(searches: Sequence[SavedSearch], search: SavedSearch, query: str) -> SearchesEdit:
    """One search with another query."""
    return _each("change", searches, search, lambda known: replace(known, query=query))


def rename(searches: Sequence[SavedSearch], search: SavedSearch, name: str) -> SearchesEdit:
    """One search by another name, also where others ask for it.

    Raises:
        UnusableSearchError: another one has that name.
    """
    known = named(searches, name)
    if known is not None and known.uid != search.uid:
        raise UnusableSearchError(f"Another search is called “{known.name}” already.")
    renamed = _each("rename", searches, search, lambda known: replace(known, name=name))
    asking = (replace(each, query=renamed_in(each.query, search.name, name)) for each in renamed.after)
    return replace(renamed, after=tuple(asking))


def delete(searches: Sequence[SavedSearch], gone: SavedSearch) -> SearchesEdit:
    """One search no longer kept."""
    kept = tuple(search for search in searches if search.uid != gone.uid)
    return SearchesEdit(f"delete the search {_shown(gone)}", tuple(searches), kept)


def move(searches: Sequence[SavedSearch], search: SavedSearch, step: int) -> SearchesEdit:
    """One search a place earlier (-1) or later (1); at an end of the list it stays there."""
    order = list(searches)
    at = order.index(search)
    order.insert(min(max(at + step, 0), len(order) - 1), order.pop(at))
    return SearchesEdit(f"move the search {_shown(search)}", tuple(searches), tuple(order))


def _each(
    verb: str,
    searches: Sequence[SavedSearch],
    meant: SavedSearch,
    change: Callable[[SavedSearch], SavedSearch],
) -> SearchesEdit:
    changed = tuple(change(search) if search.uid == meant.uid else search for search in searches)
    return SearchesEdit(f"{verb} the search {_shown(meant)}", tuple(searches), changed)


def _shown(search: SavedSearch) -> str:
    return f"“{truncate(clean(search.name, one_line=True), _LABEL_CELLS)}”"
