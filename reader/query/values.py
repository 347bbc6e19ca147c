"""What a term asks for: the fields of the language, and what may stand behind each."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import partial

from reader.model import Span
from reader.query.dates import Days, days
from reader.query.errors import QueryError
from reader.query.tokens import Term
from reader.query.tree import Dated, Everything, Fact, Field, Is, Leaf, Named, Words
from reader.text.fold import fold
from reader.text.sanitize import clean

_SHOWN = 40
"""How many code points of a query an error repeats, at most."""
_DATES = "2022, 2022-01, 2022-01-31, today, yesterday, or 3d, 2w, 6m, 1y for so long ago"


@dataclass(frozen=True, slots=True)
class Context:
    """What a query is read by: its own text, what day it is, and the names of the colours from 1 on."""

    query: str
    today: date
    colours: Sequence[str]


def meaning(term: Term, context: Context) -> Leaf:
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
        raise _error(f"There is no field “{term.name}:”{guess}", term, context)
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
        raise _error(f"“{term.name}:” cannot be “{_value(term)}”{guess}", term, context)
    return Is(facts[value], span=term.span)


def _dated(name: str, term: Term, context: Context) -> Leaf:
    found = days(term.text, context.today)
    if found is None:
        raise _error(f"“{_value(term)}” is no date; write {_DATES}.", term, context)
    first, end = _BOUNDS[name](found)
    return Dated(f"{name}:{term.text.lower()}", first, end, span=term.span)


_BOUNDS: dict[str, Callable[[Days], tuple[date | None, date | None]]] = {
    "after": lambda found: (found.first, None),
    "before": lambda found: (None, found.first),
    "on": lambda found: (found.first, found.end),
}
_FIELDS: dict[str, Callable[[Term, Context], Leaf]] = {
    **{str(field): partial(_named, field) for field in Field},
    **{name: partial(_fact, name) for name in ("is", "has", "kind")},
    "colour": _colour,
    **{name: partial(_dated, name) for name in _BOUNDS},
}
FIELD_NAMES = tuple(_FIELDS)
"""What may stand before a colon."""


def _guess(name: str, known: Iterable[str]) -> str:
    """The end of a sentence that asks whether another name was meant; empty if none is like it."""
    close = get_close_matches(name[:_SHOWN], known, n=1)
    return f"; did you mean “{close[0]}”?" if close else ""


def _written(term: Term, context: Context) -> str:
    return shown(context.query, term.span)


def _value(term: Term) -> str:
    return clean(term.text, max_length=_SHOWN)


def _error(sentence: str, term: Term, context: Context) -> QueryError:
    return QueryError(sentence, context.query, term.span)
