"""`postil entities`: who and what articles name, and what the reader says of them."""

from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from reader.cli.exit_codes import Exit
from reader.cli.output import Printer, bold, dim, notice, shortened
from reader.cli.quotation_shapes import correction_shape, entity_shape
from reader.cli.quoting import tell_unknown
from reader.cli.session import opened_session
from reader.library.known import KnownEntity
from reader.model import CorrectionKind, EntityCorrection, EntityType
from reader.services.entities import edits as entity_edits
from reader.services.entities.pages import find_entities, named_entity
from reader.services.findings.correction_files import read_corrections
from reader.services.saving.edits import NotesEdit
from reader.services.session import Session

Correct = Callable[[Session, str], NotesEdit]

_SAID = {
    CorrectionKind.JOIN: "is",
    CorrectionKind.SPLIT: "is not called",
    CorrectionKind.RENAME: "is called",
    CorrectionKind.RETYPE: "is of type",
    CorrectionKind.HIDE: "is hidden",
}


def list_entities(query: str, types: Collection[str], limit: int, *, as_json: bool) -> Exit:
    """Print the entities that `query` finds; returns `Exit.NOT_FOUND` when it finds none."""
    with opened_session() as session:
        found = find_entities(session, query, limit=limit, types=[EntityType(each) for each in types])
        printer = Printer()
        if as_json:
            printer.json([entity_shape(entity) for entity in found])
        else:
            for entity in found:
                _print_entity(printer, entity)
        printer.flush()
        unknown = session.library.findings.pending()
    tell_unknown(unknown)
    if found:
        return Exit.DONE
    asked = f"Nothing that articles name is called “{shortened(query)}”." if query.strip() else ""
    notice(asked or "No names are known yet.")
    return Exit.NOT_FOUND


def join(entity: str, other: str) -> Exit:
    """Say that one entity is another."""
    return _correct(
        entity, lambda session, key: entity_edits.join(session, key, named_entity(session, other).key)
    )


def split(entity: str, name: str) -> Exit:
    """Say that a name is not an entity's."""
    return _correct(entity, lambda session, key: entity_edits.split(session, key, name))


def rename(entity: str, name: str) -> Exit:
    """Call an entity otherwise."""
    return _correct(entity, lambda session, key: entity_edits.rename(session, key, name))


def retype(entity: str, kind: str) -> Exit:
    """Say what an entity is."""
    return _correct(entity, lambda session, key: entity_edits.retype(session, key, EntityType(kind)))


def hide(entity: str) -> Exit:
    """Have an entity marked nowhere."""
    return _correct(entity, entity_edits.hide)


def restore(key: str) -> Exit:
    """Take back what was said of an entity, and print that."""
    with opened_session() as session:
        edit = entity_edits.restore(session, key)
        edit.apply(session)
        _print_corrections([before for before, _ in edit.corrections if before is not None])
    return Exit.DONE


def list_corrections(*, as_json: bool) -> Exit:
    """Print all that the reader said of entities."""
    with opened_session() as session:
        corrections = session.corrections.all()
    if as_json:
        printer = Printer()
        printer.json([correction_shape(each) for each in corrections])
        printer.flush()
    else:
        _print_corrections(corrections)
        if not corrections:
            notice("You have not corrected anything.")
    return Exit.DONE


def import_corrections(file: Path) -> Exit:
    """Take in corrections from a file, and print those that are new."""
    with opened_session() as session:
        edit = entity_edits.taken_in(session, read_corrections(file))
        if edit is None:
            notice("There is nothing new in it.")
            return Exit.DONE
        edit.apply(session)
        _print_corrections([after for _, after in edit.corrections if after is not None])
    return Exit.DONE


def _correct(reference: str, correct: Correct) -> Exit:
    """Say something of the entity that a key or words name, and print what."""
    with opened_session() as session:
        edit = correct(session, named_entity(session, reference).key)
        edit.apply(session)
        _print_corrections([after for _, after in edit.corrections if after is not None])
    return Exit.DONE


def _print_entity(printer: Printer, entity: KnownEntity) -> None:
    aliases = f"  ({'; '.join(entity.aliases)})" if entity.aliases else ""
    printer.line(f"{entity.articles:6,d}  ", bold(entity.name), dim(f"  {entity.type}  {entity.key}{aliases}"))


def _print_corrections(corrections: Sequence[EntityCorrection]) -> None:
    printer = Printer()
    for correction in corrections:
        printer.line(bold(correction.entity), f" {_SAID[correction.kind]} {correction.value}".rstrip())
    printer.flush()
