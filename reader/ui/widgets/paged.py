"""Items that are read a few at a time, when they come on screen."""

from collections.abc import Sequence
from typing import Protocol, TypeVar, overload

AROUND = 40
"""How many items on either side of those on screen are read with them, so that few keys have to wait for any."""

KEPT = 1_000
"""When there are so many of them in memory, the next that are read take their place."""

Item = TypeVar("Item")
Given_co = TypeVar("Given_co", covariant=True)


class Provider(Protocol[Given_co]):
    """Where items come from."""

    @property
    def count(self) -> int:
        """How many there are."""

    def rows(self, start: int, stop: int) -> Sequence[Given_co]:
        """Those with the numbers from `start` up to `stop`, all of them, in much less than a frame."""

    def index_of(self, key: object) -> int | None:
        """The number of the item with that key; None if it is not among them."""


class Paged(Sequence[Item]):
    """What a provider has as a sequence, for a list to draw; most of it is never read."""

    def __init__(self, provider: Provider[Item]) -> None:
        self._provider = provider
        self._count = provider.count
        self._known: dict[int, Item] = {}

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> Item: ...

    @overload
    def __getitem__(self, index: slice) -> list[Item]: ...

    def __getitem__(self, index: int | slice) -> Item | list[Item]:
        if isinstance(index, slice):
            return [self[each] for each in range(*index.indices(self._count))]
        at = index + self._count if index < 0 else index
        if not 0 <= at < self._count:
            raise IndexError(index)
        if at not in self._known:
            self.read(at, at + 1)
        return self._known[at]

    def index_of(self, key: object) -> int | None:
        """The number of the item with that key, found without reading any; None if it is not here."""
        return self._provider.index_of(key)

    def read(self, start: int, stop: int) -> None:
        """Have the items from `start` up to `stop` at hand: asks the provider once, or not at all."""
        wanted = range(max(0, start), min(stop, self._count))
        if all(at in self._known for at in wanted):
            return
        if len(self._known) >= KEPT:
            self._known.clear()
        first, last = max(0, wanted.start - AROUND), min(self._count, wanted.stop + AROUND)
        while first in self._known:
            first += 1
        while last - 1 in self._known:
            last -= 1
        self._known.update(zip(range(first, last), self._provider.rows(first, last), strict=True))
