"""Another program changed the main file while the journal held changes of ours: both are kept."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from reader.annotations.tables import Operation, TableData

_FAR_ABOVE = 1_000_000
"""How far above all ids a document is moved, so that no id that was in use, here or there, is given again."""


class Merge(NamedTuple):
    """What makes the main file and the journal one: documents of the main file under new ids.

    `overwritten` tells whether the journal has another version of a document that the main file has.
    """

    moved: list[Operation]
    overwritten: bool


def merge(main: Mapping[str, TableData], ours: Iterable[Operation]) -> Merge:
    """How to keep the documents of `main` when the operations of the journal are done over it.

    A document that we added under an id that the other program gave to another one does not replace that one. Of
    a document that both changed ours stays.
    """
    added: dict[tuple[str, str], bool] = {}
    versions: dict[tuple[str, str], list[bytes | None]] = {}
    for table, identifier, content, is_new in ours:
        if identifier is not None:
            added.setdefault((table, identifier), is_new)
            versions.setdefault((table, identifier), []).append(content)
    moved: list[Operation] = []
    overwritten = False
    for (table, identifier), contents in versions.items():
        theirs = main[table].contents.get(identifier) if table in main else None
        if (
            theirs is None or theirs in contents
        ):  # one of ours, from a journal that was folded and not yet put away
            continue
        if added[table, identifier]:
            free = main[table].highest_id() + _FAR_ABOVE + len(moved) + 1
            moved.append(Operation(table, str(free), theirs, is_new=True))
        else:
            overwritten = True
    return Merge(moved, overwritten)
