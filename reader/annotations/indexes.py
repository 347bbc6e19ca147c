"""From a value to the documents that have it, kept as documents change."""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Ids = str | list[str]
"""One document id, or several. A list only ever grows: its length is enough to know what was in it at a moment."""

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
            known = self.buckets.get(value)
            if known is None:
                self.buckets[value] = identifier
            elif isinstance(known, list):
                known.append(identifier)
            else:
                self.buckets[value] = [known, identifier]
                if self.spec.is_unique:
                    self.repeated.add(value)

    def drop(self, identifier: str, document: Mapping[str, Any]) -> None:
        """Take a document out; it must be as it was taken in."""
        for value in self.spec.values(document):
            left = [known for known in ids_in(self.buckets.get(value, [])) if known != identifier]
            if len(left) > 1:
                self.buckets[value] = left
            elif left:
                self.buckets[value] = left[0]
                self.repeated.discard(value)
            else:
                self.buckets.pop(value, None)

    def find(self, value: object) -> list[str]:
        """The ids of the documents that have a value; not to be changed."""
        return ids_in(self.buckets.get(value, [])) if isinstance(value, Hashable) else []

    def build(self, documents: Iterable[tuple[str, Mapping[str, Any]]]) -> None:
        """Take many documents in, into an empty index."""
        lists: dict[Hashable, list[str]] = {}
        values_of = self.spec.values
        for identifier, document in documents:
            for value in values_of(document):
                lists.setdefault(value, []).append(identifier)
        self.fill((value, ids[0] if len(ids) == 1 else ids) for value, ids in lists.items())

    def fill(self, buckets: Iterable[tuple[Hashable, Ids]]) -> None:
        """Take values with their ids in, which the index does not have yet."""
        self.buckets.update(buckets)
        if self.spec.is_unique:
            self.repeated = {value for value, ids in self.buckets.items() if not isinstance(ids, str)}


def ids_in(ids: Ids) -> list[str]:
    """The ids of a bucket; not to be changed."""
    return [ids] if isinstance(ids, str) else ids


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
