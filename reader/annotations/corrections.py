"""The reader's corrections of entities as the JSON documents that `notes.json` holds, and back."""

from collections.abc import Iterable, Mapping
from typing import Any

from reader.annotations.documents import Document, MalformedDocument, check_fields, merged
from reader.model import CorrectionKind, EntityCorrection

_FIELDS = (("value", str), ("updated", str))


def correction_document(correction: EntityCorrection, before: Mapping[str, Any] | None = None) -> Document:
    """The document of a correction; keys of `before`, which it replaces, that postil does not know stay."""
    return merged(
        before,
        {
            "kind": correction.kind.value,
            "entity": correction.entity,
            "value": correction.value,
            "updated": correction.updated,
        },
    )


def check_correction(document: object) -> None:
    """See to it that `read_correction` can read a document.

    Raises:
        MalformedDocument: A needed field is missing, or a field is of the wrong kind.
    """
    fields = check_fields(document, needed=("kind", "entity"), optional=_FIELDS)
    if fields["kind"] not in {*CorrectionKind}:
        raise MalformedDocument('"kind" is none that there is')
    if not fields.get("value") and fields["kind"] != CorrectionKind.HIDE:
        raise MalformedDocument('"value" is missing')


def read_correction(document: Mapping[str, Any]) -> EntityCorrection:
    """The correction of a document that `check_correction` accepts."""
    get = document.get
    return EntityCorrection(
        CorrectionKind(document["kind"]), document["entity"], get("value") or "", get("updated") or ""
    )


def correction_id(document: Mapping[str, Any]) -> Iterable[str]:
    """What a correction is found by, if the document is one."""
    try:
        check_correction(document)
    except MalformedDocument:
        return
    yield read_correction(document).id
