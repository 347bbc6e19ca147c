"""What a term asks for: the fields of the language, and what may stand behind each."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches
from functools import partial

from reader.model import Span
from reader.model.saved_search import SavedSearch
from reader.query.dates import Days, days
from reader.query.errors import KeptSearchError, LastingQueryError, QueryError
from reader.query.limits import MAX_TERMS
from reader.query.tokens import Term
from reader.query.tree import Dated, Everything, Fact, Field, Is, Leaf, Named, Node, Words, placed
from reader.text.fold import fold
from reader.text.sanitize import clean

SEARCH = "search"
"""The field of the searches that the reader keeps."""

_SHOWN = 40
"""How many code points of a query an error repeats, at most."""
_DATES = "2022, 2022-01, 2022-01-31, today, yesterday, or 3d, 2w, 6m, 1y for so long ago"


@dataclass(slots=True)
class Budget:
    """How many terms may still be read."""

    left: int = MAX_TERMS


@dataclass(frozen=True, slots=True)
class Context:
    """What a query is read by.

    That is its own text, what day it is, the names of the colours from 1 on, and the searches that it may name.
    `within` are the names, folded, of those that it is read for; `budget` is one with theirs, and `read` reads their
    queries.
    """

    query: str
    today: date
    colours: Sequence[str]
    searches: Callable[[], Iterable[SavedSearch]]
    read: Callable[["Context"], Node]
    within: tuple[str, ...] = ()
    budget: Budget = field(default_factory=Budget)


def meaning(term: Term, context: Context) -> Node:
    """What the term asks for.

    Raises:
        QueryError: the field is unknown, or what stands behind it is missing or not known there.
    """
    if term.name is None:
        return _words(term, context)
    ask = _FIELDS.get(term.name)
    if ask is None:
        if not term.text and not term.quoted:  # a colon as texts have it
            return Words(_written(term, context), span=term.span)
        guess = _guess(term.name, _FIELDS) or "."
        may_be_address = term.text == "/"  # the first of the two behind "https:"
        raise _error(f"There is no field “{term.name}:”{guess}", term, context, is_lasting=not may_be_address)
    if not term.text:
        raise _error(f"There is nothing behind “{_written(term, context)}” to look for.", term, context)
    return ask(term, context)


def shown(query: str, span: Span) -> str:
    """That part of the query, as an error repeats it."""
    return clean(query[span.start : span.end], one_line=True, max_length=_SHOWN)


def _words(term: Term, context: Context) -> Leaf:
    if term.text:
        return Words(term.text, term.prefix, span=term.span)
    if term.quoted:
        raise _error("There is nothing between the quotation marks.", term, context)
    return Everything(span=term.span)


def _named(field: Field, term: Term, _context: Context) -> Leaf:
    return Named(field, term.text, term.prefix, span=term.span)


def _fact(name: str, term: Term, context: Context) -> Leaf:
    return _chosen(_facts(name), term, context)


def _colour(term: Term, context: Context) -> Leaf:
    """A colour by its name or number."""
    names = {fold(name): Fact.of_colour(number) for number, name in enumerate(context.colours, 1)}
    return _chosen(_facts("colour") | names, term, context)


def _facts(name: str) -> dict[str, Fact]:
    """The facts of a field by what stands behind its colon."""
    return {fact.removeprefix(f"{name}:"): fact for fact in Fact if fact.startswith(f"{name}:")}


def _chosen(facts: Mapping[str, Fact], term: Term, context: Context) -> Leaf:
    value = fold(term.text)
    if value not in facts:
        guess = _guess(value, facts) or f"; it can be {', '.join(facts)}."
        sentence = f"“{term.name}:” cannot be “{_value(term)}”{guess}"
        raise _error(sentence, term, context, is_lasting=not _begins_any(value, facts))
    return Is(facts[value], span=term.span)


def _dated(name: str, term: Term, context: Context) -> Leaf:
    found = days(term.text, context.today)
    if found is None:
        raise _error(f"“{_value(term)}” is no date; write {_DATES}.", term, context)
    first, end = _BOUNDS[name](found)
    return Dated(f"{name}:{term.text.lower()}", first, end, span=term.span)


def _searched(term: Term, context: Context) -> Node:
    """What a search that is kept asks for."""
    searches = {fold(search.name): search for search in context.searches()}
    name = fold(term.text)
    if name not in searches:
        guess = _guess(term.text, [search.name for search in searches.values()]) or "."
        sentence = f"No search that you keep is called “{_value(term)}”{guess}"
        raise _error(sentence, term, context, is_lasting=not _begins_any(name, searches))
    called = clean(searches[name].name, one_line=True, max_length=_SHOWN)
    if name in context.within:
        raise KeptSearchError(f"The search “{called}” asks for itself.", context.query, term.span)
    inner = replace(context, query=clean(searches[name].query), within=(*context.within, name))
    try:
        return placed(context.read(inner), term.span)
    except KeptSearchError as error:
        raise error.at(context.query, term.span) from error
    except QueryError as error:
        sentence = f"The search “{called}” cannot be understood: {error}"
        raise KeptSearchError(sentence, context.query, term.span) from error


_BOUNDS: dict[str, Callable[[Days], tuple[date | None, date | None]]] = {
    "after": lambda found: (found.first, None),
    "before": lambda found: (None, found.first),
    "on": lambda found: (found.first, found.end),
}
_FIELDS: dict[str, Callable[[Term, Context], Node]] = {
    **{str(each): partial(_named, each) for each in Field},
    **{name: partial(_fact, name) for name in ("is", "has", "kind")},
    "colour": _colour,
    SEARCH: _searched,
    **{name: partial(_dated, name) for name in _BOUNDS},
}
FIELD_NAMES = tuple(_FIELDS)
"""What may stand before a colon."""


def _guess(name: str, known: Iterable[str]) -> str:
    """The end of a sentence that asks whether another name was meant; empty if none is like it."""
    close = get_close_matches(name[:_SHOWN], known, n=1)
    return f"; did you mean “{close[0]}”?" if close else ""


def _begins_any(typed: str, known: Iterable[str]) -> bool:
    return any(name.startswith(typed) for name in known)


def _written(term: Term, context: Context) -> str:
    return shown(context.query, term.span)


def _value(term: Term) -> str:
    return clean(term.text, max_length=_SHOWN)


def _error(sentence: str, term: Term, context: Context, *, is_lasting: bool = False) -> QueryError:
    kind = LastingQueryError if is_lasting else QueryError
    return kind(sentence, context.query, term.span)
