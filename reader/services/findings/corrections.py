"""What the reader says of entities that the machine found otherwise, put to work wherever they are shown."""

import json
import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

from reader.library import LibraryError
from reader.library.known import EntityRule
from reader.model import CorrectionKind, EntityCorrection
from reader.services.findings.indexing import index_again
from reader.services.findings.keys import key_of, type_of
from reader.services.saving.edits import Editable
from reader.text.fold import fold

if TYPE_CHECKING:
    from reader.analysis.engines.chosen import Engines
    from reader.library import Library
    from reader.library.entities import Entities
    from reader.services.findings.keyed import Splits

INDEXED_AT_ONCE = 200
"""Of how many articles, the newest, names are taken from entities at once; of the others it is left to who analyses."""

_log = logging.getLogger(__name__)


class Correctable(Editable, Protocol):
    """What corrections are put to work on: what edits change, and who found the names in it."""

    @property
    def engines(self) -> "Engines":
        """What finds names in which language."""


class Corrections:
    """The corrections in the notes of a session. Safe to use from any thread."""

    def __init__(self, session: Correctable) -> None:
        self._session = session
        self._read: tuple[int, tuple[EntityCorrection, ...]] = (-1, ())
        self._applied: tuple[EntityCorrection, ...] | None = None

    def all(self) -> tuple[EntityCorrection, ...]:
        """All corrections, by their ids."""
        version = self._session.notes.version
        known, corrections = self._read
        if version != known:
            corrections = tuple(self._session.notes.corrections())
            self._read = version, corrections
        return corrections

    @property
    def entities(self) -> "Entities":
        """The entities of all articles, corrected."""
        self.apply()
        return self._session.library.entities

    def apply(self) -> None:
        """Have the library's entities, and who says its quotations, be what the corrections say."""
        corrections = self.all()
        if corrections != self._applied:
            try:
                self._apply(corrections)
            except LibraryError as error:  # a library that may only be read is shown as it is
                _log.info("corrections could not be applied: %s", error)
            self._applied = corrections

    @property
    def splits(self) -> "Splits":
        """For keys the folded names that the reader says are not theirs."""
        return _splits(_names_taken(_stated(self.all())))

    def _apply(self, corrections: Sequence[EntityCorrection]) -> None:
        library = self._session.library
        stated = _stated(corrections)
        before = library.entities.correct(rules_of(corrections), stated)
        for entity, name in _names_taken(before) ^ _names_taken(stated):
            keys = [entity, *filter(None, [taken_key(entity, name)])]
            changed = library.findings.outdate_named(keys, _called(name))
            index_again(library, changed[:INDEXED_AT_ONCE], self.splits, self._session.engines)


def applied_splits(library: "Library") -> "Splits":
    """The splits that the library's entities were corrected by last; that asks nothing of the notes."""
    return _splits(_names_taken(library.entities.stated()))


def rules_of(corrections: Iterable[EntityCorrection]) -> list[EntityRule]:
    """What corrections say of each entity, all in one."""
    said: defaultdict[str, dict[CorrectionKind, str]] = defaultdict(dict)
    for correction in corrections:
        if correction.kind is not CorrectionKind.SPLIT:
            said[correction.entity][correction.kind] = correction.value
            continue
        taken = taken_key(correction.entity, correction.value)
        if taken is not None and taken != correction.entity:
            said[taken][CorrectionKind.SPLIT] = ""
    return [_rule(key, of_it) for key, of_it in said.items()]


def _rule(key: str, said: dict[CorrectionKind, str]) -> EntityRule:
    apart = key if CorrectionKind.SPLIT in said else None
    return EntityRule(
        key,
        said.get(CorrectionKind.JOIN, apart),
        said.get(CorrectionKind.RENAME),
        type_of(f"{said.get(CorrectionKind.RETYPE)}:{key}"),
        CorrectionKind.HIDE in said,
    )


def taken_key(entity: str, name: str) -> str | None:
    """The key of who has a name that is taken from an entity; None if that has no proper key."""
    kind = type_of(entity)
    return key_of(name, kind) if kind is not None else None


def _stated(corrections: Iterable[EntityCorrection]) -> str:
    """The corrections as the library has them."""
    return json.dumps([[each.kind, each.entity, each.value] for each in corrections])


def _names_taken(stated: str) -> set[tuple[str, str]]:
    """The entities from which names are taken, with these."""
    said = json.loads(stated) if stated else []
    return {(entity, name) for kind, entity, name in said if kind == CorrectionKind.SPLIT}


def _splits(taken: Iterable[tuple[str, str]]) -> "Splits":
    splits: defaultdict[str, set[str]] = defaultdict(set)
    for entity, name in taken:
        splits[entity].add(fold(name))
    return splits


def _called(name: str) -> Callable[[str], bool]:
    wanted = fold(name)
    return lambda other: fold(other) == wanted
