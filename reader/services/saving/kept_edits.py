"""Edits that could not be saved, in files of their own, so that they outlive the program."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from reader.annotations.corrections import check_correction, correction_document, read_correction
from reader.annotations.documents import (
    annotation_document,
    check_annotation,
    check_mark,
    check_tag_mark,
    mark_document,
    read_annotation,
    read_mark,
    read_tag_mark,
    tag_mark_document,
)
from reader.annotations.identifiers import new_uid, now
from reader.services.saving.drafts import DraftError
from reader.services.saving.durable import replace_file
from reader.services.saving.edits import NotesEdit

Value = TypeVar("Value")
Read = Callable[[Mapping[str, Any]], Value]
Pairs = tuple[tuple[Value | None, Value | None], ...]

SUFFIX = ".edit"


class KeptEdits:
    """The edits in a folder, a file each. Their names sort by when they were kept."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, edit: NotesEdit) -> str:
        """Keep an edit durably; its name. Raises `DraftError`."""
        name = new_uid()
        try:
            replace_file(self._file(name), _encode(edit))
        except OSError as error:
            raise DraftError(
                f"What you did is not kept: {self._folder} cannot be written ({error.strerror})."
            ) from error
        return name

    def all(self) -> dict[str, NotesEdit]:
        """Every edit that can be read, by its name, the first kept first."""
        found: dict[str, NotesEdit] = {}
        for file in sorted(self._folder.glob(f"*{SUFFIX}")):
            try:
                found[file.stem] = _decode(file)
            except DraftError:  # the others are worth having
                continue
        return found

    def damaged(self) -> list[Path]:
        """The files that cannot be read as an edit."""
        readable = self.all()
        return [file for file in sorted(self._folder.glob(f"*{SUFFIX}")) if file.stem not in readable]

    def has(self, name: str) -> bool:
        """Whether it is still there: another postil may have saved it."""
        return self._file(name).exists()

    def discard(self, name: str) -> None:
        """Forget an edit. Raises `DraftError`."""
        file = self._file(name)
        try:
            file.unlink(missing_ok=True)
        except OSError as error:
            raise DraftError(f"The file {file} cannot be removed ({error.strerror}).") from error

    def _file(self, name: str) -> Path:
        return self._folder / f"{name}{SUFFIX}"


def _encode(edit: NotesEdit) -> bytes:
    fields = {
        "label": edit.label,
        "kept": now(),
        "annotations": _written(edit.annotations, annotation_document),
        "marks": _written(edit.marks, mark_document),
        "tag_marks": _written(edit.tag_marks, tag_mark_document),
        "corrections": _written(edit.corrections, correction_document),
    }
    return json.dumps(fields, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _written(pairs: Pairs[Value], document_of: Callable[[Value], dict[str, Any]]) -> list[list[object]]:
    return [[None if value is None else document_of(value) for value in pair] for pair in pairs]


def _decode(file: Path) -> NotesEdit:
    try:
        fields = json.loads(file.read_bytes().decode("utf-8", "surrogatepass"))
        return NotesEdit(
            str(fields["label"]),
            _read(fields["annotations"], check_annotation, read_annotation),
            _read(fields["marks"], check_mark, read_mark),
            _read(fields.get("tag_marks", []), check_tag_mark, read_tag_mark),
            _read(fields.get("corrections", []), check_correction, read_correction),
        )
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise DraftError(f"The file {file} cannot be read ({error}).") from error


def _read(pairs: list[list[Any]], check: Callable[[object], None], read: Read[Value]) -> Pairs[Value]:
    """Pairs of values from pairs of documents. Raises `ValueError` or `TypeError` if they are none."""
    for pair in pairs:
        for document in pair:
            if document is not None:
                check(document)
    return tuple(
        (None if before is None else read(before), None if after is None else read(after))
        for before, after in pairs
    )
