"""What queries are asked of: an article, an entry of a feed, a note, a quotation."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Protocol

from reader.query.forms import PART_END, joined
from reader.query.tree import Fact, Field
from reader.text.fold import fold


class Searchable(Protocol):
    """Anything that can be found.

    Where many are searched, what takes time to know is best worked out when it is asked for, and kept.
    """

    @property
    def text(self) -> str:
        """All texts in which words are looked for, `joined`."""

    @property
    def folded(self) -> str:
        """`fold(text)`."""

    def names(self, field: Field) -> str:
        """The names that it has in a field, in the form that `folded_names` gives them."""

    @property
    def facts(self) -> Collection[Fact]:
        """What is true of it."""

    @property
    def day(self) -> date | None:
        """The reader's day that it is of; None if that is not known: then no date is right."""


def folded_names(names: Iterable[str]) -> str:
    """Names in the form in which they are compared: each folded and between separators; of none, empty."""
    folded = joined(map(fold, names))
    return f"{PART_END}{folded}{PART_END}" if folded else ""


@dataclass(frozen=True, slots=True)
class Subject:
    """A `Searchable` all of which is known beforehand; `subject` makes one."""

    text: str
    folded: str
    folded_names: Mapping[Field, str]
    facts: frozenset[Fact]
    day: date | None

    def names(self, field: Field) -> str:
        """The names that it has in a field, folded."""
        return self.folded_names.get(field, "")


def subject(
    texts: Iterable[str],
    *,
    names: Mapping[Field, Iterable[str]] = MappingProxyType({}),
    facts: Iterable[Fact] = (),
    day: date | None = None,
) -> Subject:
    """What has these texts and names.

    Words are looked for in `texts` alone: a name that is to be found by them stands there, too.
    """
    text = joined(texts)
    folded = {field: folded_names(of_field) for field, of_field in names.items()}
    return Subject(text, fold(text), folded, frozenset(facts), day)
