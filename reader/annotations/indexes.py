"""From a value to the documents that have it, kept as documents change."""

from array import array
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Union

Ids = Union[int, "array[int]"]
"""One document id, or several, as numbers: the garbage collector passes over them, however many there are.

An array only ever grows: its length is enough to know what was in it at a moment.
"""

_INDEXABLE = (str, int, float, bool, type(None))


@dataclass(frozen=True, slots=True)
class IndexSpec:
    """What an index is of.

    `path` are the keys that lead to a value of a document; with `each`, to a list whose elements are indexed.
    `derive` replaces both: it gives the values of a document. With `is_unique`, values that several documents
    have are kept in `Index.repeated`.
    """

    name: str
    path: tuple[str, ...] = ()
    each: bool = False
    derive: Callable[[Mapping[str, Any]], Iterable[Hashable]] | None = None
    is_unique: bool = False

    def values(self, document: Mapping[str, Any]) -> Iterable[Hashable]:
        """What a document is found by."""
        if self.derive is not None:
            return self.derive(document)
        value: Any = document
        for key in self.path:
            if not isinstance(value, Mapping) or key not in value:
                return ()
            value = value[key]
        if not self.each:
            return (value,) if isinstance(value, _INDEXABLE) else ()
        if not hasattr(value, "__iter__"):
            return ()
        return {element for element in value if isinstance(element, _INDEXABLE)}


class Index:
    """The documents of one table by one kind of value."""

    def __init__(self, spec: IndexSpec) -> None:
        self.spec = spec
        self.buckets: dict[Hashable, Ids] = {}
        self.repeated: set[Hashable] = set()

    def add(self, identifier: str, document: Mapping[str, Any]) -> None:
        """Take a document in, which the index does not have."""
        for value in self.spec.values(document):
            self._put(value, int(identifier))

    def drop(self, identifier: str, document: Mapping[str, Any]) -> None:
        """Take a document out; it must be as it was taken in."""
        for value in self.spec.values(document):
            self._take_out(value, int(identifier))

    def replace(self, identifier: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
        """Have a document that was taken in as `before` as it is now; what it is found by seldom changes."""
        old, new = set(self.spec.values(before)), set(self.spec.values(after))
        for value in old - new:
            self._take_out(value, int(identifier))
        for value in new - old:
            self._put(value, int(identifier))

    def _put(self, value: Hashable, number: int) -> None:
        known = self.buckets.get(value)
        if known is None:
            self.buckets[value] = number
        elif isinstance(known, array):
            known.append(number)
        else:
            self.buckets[value] = array("q", (known, number))
            if self.spec.is_unique:
                self.repeated.add(value)

    def _take_out(self, value: Hashable, number: int) -> None:
        known = self.buckets.get(value)
        if known == number:
            del self.buckets[value]
        elif isinstance(known, array) and number in known:
            left = array("q", known)
            left.remove(number)
            if len(left) > 1:
                self.buckets[value] = left
            else:
                self.buckets[value] = left[0]
                self.repeated.discard(value)

    def find(self, value: object) -> list[str]:
        """The ids of the documents that have a value."""
        return list(map(str, numbers_in(self.buckets.get(value)))) if isinstance(value, Hashable) else []

    def build(self, documents: Iterable[tuple[str, Mapping[str, Any]]]) -> None:
        """Take many documents in, into an empty index."""
        lists: dict[Hashable, list[int]] = {}
        values_of = self.spec.values
        for identifier, document in documents:
            for value in values_of(document):
                lists.setdefault(value, []).append(int(identifier))
        self.fill(list(lists), [ids[0] if len(ids) == 1 else ids for ids in lists.values()])

    def fill(self, values: Sequence[Hashable], buckets: Sequence[int | list[int]]) -> None:
        """Take values with their ids in, which the index does not have yet."""
        if {*map(type, buckets)} <= {int}:
            self.buckets.update(zip(values, buckets, strict=True))  # type: ignore[arg-type]
            return
        packed = [ids if isinstance(ids, int) else array("q", ids) for ids in buckets]
        self.buckets.update(zip(values, packed, strict=True))
        if self.spec.is_unique:
            self.repeated.update(
                value for value, ids in zip(values, packed, strict=True) if not isinstance(ids, int)
            )

    def extend(self, value: Hashable, ids: list[int]) -> None:
        """Take more ids of a value in that has several."""
        known = self.buckets[value]
        self.buckets[value] = array("q", (*numbers_in(known), *ids))


def numbers_in(ids: Ids | None) -> Sequence[int]:
    """The ids of a bucket, as numbers."""
    if ids is None:
        return ()
    return (ids,) if isinstance(ids, int) else ids


def candidates(query_hash: object, indexes: Collection[Index]) -> set[str] | None:
    """The ids of the documents that a TinyDB query can match, read from its hash; None if no index helps.

    The hash of a TinyDB query names its test, path and value: `("==", ("article", "id"), "…")`. Every candidate
    is still to be tested by the query itself.
    """
    if not isinstance(query_hash, tuple) or not query_hash:
        return None
    if query_hash[0] == "and":
        found = [ids for part in query_hash[1] if (ids := candidates(part, indexes)) is not None]
        return set.intersection(*found) if found else None
    if query_hash[0] == "or":
        parts = [candidates(part, indexes) for part in query_hash[1]]
        return None if None in parts else set().union(*(part for part in parts if part is not None))
    return _candidates_of_test(query_hash, indexes)


def _candidates_of_test(query_hash: tuple[Any, ...], indexes: Collection[Index]) -> set[str] | None:
    if len(query_hash) != 3:
        return None
    test, path, value = query_hash
    for index in indexes:
        if index.spec.derive is not None or index.spec.path != path:
            continue
        if test == "==" and not index.spec.each and isinstance(value, _INDEXABLE):
            return set(index.find(value))
        if not isinstance(value, tuple) or not all(isinstance(element, _INDEXABLE) for element in value):
            continue
        found = [set(index.find(element)) for element in value]
        if (test == "any" and index.spec.each) or (test == "one_of" and not index.spec.each):
            return set().union(*found)
        if test == "all" and index.spec.each and found:
            return set.intersection(*found)
    return None
