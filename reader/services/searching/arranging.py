"""What was found, as the rows of a list: kind by kind, of each the first few and then the others on demand."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from reader.services.searching.results import Found, Hit, Kind

FEW = 4
"""So many hits of a kind are shown at first, where others come after it."""


@dataclass(frozen=True, slots=True)
class SearchView:
    """What was looked for, which kinds are shown whole, and the result at the cursor, by its key."""

    query: str = ""
    opened: frozenset[Kind] = frozenset()
    current: object = None


@dataclass(frozen=True, slots=True)
class Heading:
    """What the `count` hits after it are; `is_all` says that no more were found."""

    kind: Kind
    count: int
    is_all: bool


@dataclass(frozen=True, slots=True)
class More:
    """Stands for `count` more hits of a kind, which are shown when the reader wants them."""

    kind: Kind
    count: int


Row = Heading | More | Hit


def arranged(found: Mapping[Kind, Found], opened: Collection[Kind]) -> list[Row]:
    """The rows; of the kinds in `opened`, and of the last, all hits are shown."""
    kinds = [kind for kind in Kind if kind in found and found[kind].hits]
    return [row for kind in kinds for row in _rows(found[kind], is_whole=kind in opened or kind is kinds[-1])]


def _rows(found: Found, *, is_whole: bool) -> Iterator[Row]:
    hits = found.hits
    shown = hits if is_whole or len(hits) <= FEW + 1 else hits[:FEW]
    yield Heading(found.kind, len(hits), found.is_all)
    yield from shown
    if len(shown) < len(hits):
        yield More(found.kind, len(hits) - len(shown))


def described(found: Mapping[Kind, Found]) -> str:
    """What was found in a few words: "3 notes · 12 quotations · more than 100 articles"."""
    parts = []
    for kind in Kind:
        if kind in found and (count := len(found[kind].hits)):
            name = kind.value.removesuffix("s") if count == 1 else kind.value
            parts.append(f"{'' if found[kind].is_all else 'more than '}{count:,} {name}")
    return " · ".join(parts)
