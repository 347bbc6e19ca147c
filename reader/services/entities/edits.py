"""What a reader says of entities, as edits that can be undone.

Every function gives the edit that changes it; `History.do` carries it out. They raise `EntityNotFoundError` for a key
that nothing goes by, and `UnusableCorrectionError` for what cannot be said.
"""

from collections.abc import Iterable

from reader.annotations.identifiers import now
from reader.library.errors import EntityNotFoundError
from reader.model import CorrectionKind, EntityCorrection, EntityType, PostilError
from reader.services.findings.corrections import taken_key
from reader.services.findings.keys import LONGEST_NAME, WITHOUT_KEY
from reader.services.saving.edits import NotesEdit
from reader.services.session import Session
from reader.text.fold import fold
from reader.text.sanitize import clean

TYPES = tuple(kind for kind in EntityType if kind not in WITHOUT_KEY)
"""What an entity can be."""

Pair = tuple[EntityCorrection | None, EntityCorrection | None]


class UnusableCorrectionError(PostilError):
    """Something that cannot be said of an entity; the text says why."""


def join(session: Session, key: str, into: str) -> NotesEdit:
    """What goes by `key` is who goes by `into`."""
    entity, other = (session.corrections.entities.get(each) for each in (key, into))
    if entity.key == other.key:
        raise UnusableCorrectionError(f"“{entity.name}” and “{other.name}” are one already.")
    taken_before = [
        (each, None)
        for each in session.corrections.all()
        if each.kind is CorrectionKind.SPLIT and taken_key(each.entity, each.value) == entity.key
    ]
    return _edit("join", [*taken_before, _said(session, CorrectionKind.JOIN, entity.key, other.key)])


def split(session: Session, key: str, name: str) -> NotesEdit:
    """What is called `name` is not who goes by `key`."""
    entities = session.corrections.entities
    entity = entities.get(key)
    names = {each for each in (entity.name, *entity.aliases) if fold(each) == fold(name.strip())}
    taken = taken_key(entity.key, name)
    if not names:
        others = "; ".join(entity.aliases) or "has no other name"
        raise UnusableCorrectionError(f"“{entity.name}” is not called “{_clean(name)}”: {others}.")
    if taken in {None, entity.key}:
        raise UnusableCorrectionError(f"“{entity.name}” is its own name; split the others from it, or rename it.")
    joined = session.notes.correction(EntityCorrection(CorrectionKind.JOIN, taken or "", "", "").id)
    members = entities.members_with(entities.leader(key), names)
    bearers = dict.fromkeys([entity.key, *(member for member in members if member != taken)])
    said = [_said(session, CorrectionKind.SPLIT, each, used) for each in bearers for used in sorted(names)]
    return _edit("split", [*([(joined, None)] if joined else []), *said])


def rename(session: Session, key: str, name: str) -> NotesEdit:
    """Who goes by `key` is called `name`."""
    entity, called = session.corrections.entities.get(key), _clean(name)
    if not any(map(str.isalnum, called)):
        raise UnusableCorrectionError("A name needs at least one letter or digit.")
    return _edit("rename", [_said(session, CorrectionKind.RENAME, entity.key, called)])


def retype(session: Session, key: str, kind: EntityType) -> NotesEdit:
    """What goes by `key` is a `kind`, one of `TYPES`."""
    entity = session.corrections.entities.get(key)
    if kind not in TYPES:
        raise UnusableCorrectionError(f"Nothing can be made a {kind}; it can be {', '.join(TYPES)}.")
    return _edit("retype", [_said(session, CorrectionKind.RETYPE, entity.key, kind.value)])


def hide(session: Session, key: str) -> NotesEdit:
    """What goes by `key` is not worth marking."""
    entity = session.corrections.entities.get(key)
    return _edit("hide", [_said(session, CorrectionKind.HIDE, entity.key, "")])


def unhide(session: Session, key: str) -> NotesEdit:
    """What goes by `key` is marked again."""
    hidden = session.notes.correction(EntityCorrection(CorrectionKind.HIDE, key, "", "").id)
    if hidden is None:
        raise EntityNotFoundError(key)
    return _edit("show", [(hidden, None)])


def restore(session: Session, key: str) -> NotesEdit:
    """Nothing that was said of `key` is any more."""
    said = [each for each in session.corrections.all() if each.entity == key]
    if not said:
        raise UnusableCorrectionError(f"You have said nothing of “{_clean(key)}”.")
    return _edit("restore", [(each, None) for each in said])


def taken_in(session: Session, corrections: Iterable[EntityCorrection]) -> NotesEdit | None:
    """Corrections from elsewhere, as far as there is none of the same yet; None if there are none to take in."""
    known = {correction.id for correction in session.corrections.all()}
    new = {each.id: each for each in corrections if each.id not in known}
    return _edit("import corrections", [(None, each) for each in new.values()]) if new else None


def _said(session: Session, kind: CorrectionKind, key: str, value: str) -> Pair:
    after = EntityCorrection(kind, key, value, now())
    return session.notes.correction(after.id), after


def _edit(label: str, corrections: Iterable[Pair]) -> NotesEdit:
    return NotesEdit(label, corrections=tuple(corrections))


def _clean(name: str) -> str:
    return clean(name, one_line=True, max_length=LONGEST_NAME).strip()
