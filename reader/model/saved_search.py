"""A search that the reader keeps."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query with the name that it has among the sources. `uid` is a ULID."""

    uid: str
    name: str
    query: str
