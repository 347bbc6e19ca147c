"""Layers of spans over a text: which of them lie where."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Hashable, Sequence
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

from reader.model import Span

KeyT = TypeVar("KeyT", bound=Hashable)

_LONG = 4_096  # code points; the few spans beyond are looked through one by one


class _Item(NamedTuple, Generic[KeyT]):
    start: int
    end: int
    order: int
    key: KeyT


class _Layer(Generic[KeyT]):
    def __init__(self, items: Sequence[tuple[Span, KeyT]]) -> None:
        ordered = [
            _Item(span.start, span.end, n, key) for n, (span, key) in enumerate(items) if span.end > span.start
        ]
        self.items = ordered
        self._starts = [item.start for item in ordered]
        self._short = [item for item in ordered if item.end - item.start <= _LONG]
        self._short_starts = [item.start for item in self._short]
        self._long = [item for item in ordered if item.end - item.start > _LONG]

    def overlapping(self, start: int, end: int) -> list[_Item[KeyT]]:
        """The items that share a code point with [start, end), in order."""
        low = bisect_right(self._short_starts, start - _LONG)
        high = bisect_left(self._short_starts, end)
        found = [item for item in self._short[low:high] if item.end > start]
        distant = [item for item in self._long if item.start < end and item.end > start]
        return sorted(found + distant, key=_order) if distant else found

    def after(self, offset: int) -> _Item[KeyT] | None:
        index = bisect_right(self._starts, offset)
        return self.items[index] if index < len(self.items) else None

    def before(self, offset: int) -> _Item[KeyT] | None:
        index = bisect_left(self._starts, offset)
        return self.items[index - 1] if index else None


def _order(item: _Item[KeyT]) -> int:
    return item.order


class Layers(Generic[KeyT]):
    """Named layers, from below to above, each of spans with keys; spans of one layer may overlap."""

    def __init__(self, names: Sequence[str]) -> None:
        self._layers: dict[str, _Layer[KeyT]] = {name: _Layer(()) for name in names}

    @property
    def names(self) -> tuple[str, ...]:
        """The layers' names, from below to above."""
        return tuple(self._layers)

    def set(self, name: str, items: Sequence[tuple[Span, KeyT]]) -> None:
        """Make `items` all that the layer holds, in the order of where they start. Empty spans are left out.

        Raises `KeyError` for a name that was not given at the beginning.
        """
        if name not in self._layers:
            raise KeyError(name)
        self._layers[name] = _Layer(sorted(items, key=_start))

    def items(self, name: str) -> list[tuple[Span, KeyT]]:
        """All that the layer holds, in order."""
        return [_spanned(item) for item in self._layers[name].items]

    def sweep(self, span: Span) -> list[tuple[Span, tuple[tuple[str, KeyT], ...]]]:
        """`span` in pieces, cut wherever one of the spans begins or ends, with the (layer, key)s of each piece.

        The pieces follow one another and cover `span`; their keys are ordered by layer, then by start.
        """
        start, end = span
        if start >= end:
            return []
        found = [
            (rank, name, item)
            for rank, (name, layer) in enumerate(self._layers.items())
            for item in layer.overlapping(start, end)
        ]
        if not found:
            return [(Span(start, end), ())]
        opening: dict[int, list[_Open[KeyT]]] = {}
        closing: dict[int, list[_Open[KeyT]]] = {}
        for rank, name, item in found:
            active = _Open(rank, item.order, name, item.key)
            opening.setdefault(max(start, item.start), []).append(active)
            closing.setdefault(min(end, item.end), []).append(active)
        edges = sorted({start, end, *opening, *closing})
        current: list[_Open[KeyT]] = []
        pieces: list[tuple[Span, tuple[tuple[str, KeyT], ...]]] = []
        for left, right in pairwise(edges):
            for active in closing.get(left, ()):
                del current[bisect_left(current, active.place, key=_place)]
            for active in opening.get(left, ()):
                insort(current, active, key=_place)
            pieces.append((Span(left, right), tuple((active.name, active.key) for active in current)))
        return pieces

    def at(self, offset: int) -> dict[str, list[KeyT]]:
        """The keys of each layer's spans that hold the code point at `offset`; layers with none are left out."""
        found = {name: layer.overlapping(offset, offset + 1) for name, layer in self._layers.items()}
        return {name: [item.key for item in items] for name, items in found.items() if items}

    def within(self, name: str, span: Span) -> list[tuple[Span, KeyT]]:
        """The layer's spans that share at least one code point with `span`, in order."""
        return [_spanned(item) for item in self._layers[name].overlapping(span.start, span.end)]

    def next(self, name: str, offset: int) -> tuple[Span, KeyT] | None:
        """The layer's first span that starts after `offset`."""
        item = self._layers[name].after(offset)
        return _spanned(item) if item else None

    def previous(self, name: str, offset: int) -> tuple[Span, KeyT] | None:
        """The layer's last span that starts before `offset`."""
        item = self._layers[name].before(offset)
        return _spanned(item) if item else None


class _Open(NamedTuple, Generic[KeyT]):
    """A span that the sweep is inside of."""

    rank: int
    order: int
    name: str
    key: KeyT

    @property
    def place(self) -> tuple[int, int]:
        return self.rank, self.order


def _start(item: tuple[Span, KeyT]) -> int:
    return item[0].start


def _place(active: _Open[KeyT]) -> tuple[int, int]:
    return active.place


def _spanned(item: _Item[KeyT]) -> tuple[Span, KeyT]:
    return Span(item.start, item.end), item.key
