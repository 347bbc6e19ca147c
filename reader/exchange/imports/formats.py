"""The formats that notes and saved articles come in, and what reads each."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path

from reader.exchange.errors import CutOffError
from reader.exchange.imports.recognising import UnknownFormatError, recognised
from reader.exchange.limits import MAX_FAULTS
from reader.exchange.records import Fault, Incoming


class ImportFormat(StrEnum):
    """What notes and saved articles can be imported from."""

    JSONL = "jsonl"
    JSONLD = "jsonld"
    MARKDOWN = "markdown"
    HTML = "html"
    HYPOTHESIS = "hypothesis"
    READWISE = "readwise"
    OMNIVORE = "omnivore"
    POCKET = "pocket"
    INSTAPAPER = "instapaper"
    WALLABAG = "wallabag"
    KINDLE = "kindle"
    CLIPPER = "clipper"


def reader_of(path: Path, wanted: ImportFormat | None = None) -> Callable[[Path], Iterator[Incoming]] | None:
    """What reads a file, or a folder of Markdown; None if it is nothing that notes are imported from.

    With `wanted` it is taken to be in that format. What is read ends with a fault where the file is cut off, or where
    far too much of it cannot be read.

    Raises:
        UnknownFormatError: it is of a kind that notes come in, but in no form that is known.
        UnusableImportError: it cannot be read at all.
    """
    read = _read_in(wanted, path) if wanted else recognised(path)
    return None if read is None else lambda file: _checked(read(file))


def _read_in(wanted: ImportFormat, path: Path) -> Callable[[Path], Iterator[Incoming]]:
    """What reads a file in that format: in the form of it that the file is in, if it is in one."""
    from reader.exchange.imports import (
        clipper,
        hypothes_is,
        instapaper,
        jsonl,
        kindle,
        notes_file,
        omnivore,
        page,
        pocket,
        readwise,
        vault,
        wallabag,
        web_annotations,
    )

    forms = {
        ImportFormat.JSONL: (jsonl.read, notes_file.read),
        ImportFormat.JSONLD: (web_annotations.read,),
        ImportFormat.MARKDOWN: (vault.read,),
        ImportFormat.HTML: (page.read,),
        ImportFormat.HYPOTHESIS: (hypothes_is.read, hypothes_is.read_csv),
        ImportFormat.READWISE: (readwise.read, readwise.read_reader),
        ImportFormat.OMNIVORE: (omnivore.read,),
        ImportFormat.POCKET: (pocket.read, pocket.read_csv, pocket.read_page),
        ImportFormat.INSTAPAPER: (instapaper.read,),
        ImportFormat.WALLABAG: (wallabag.read,),
        ImportFormat.KINDLE: (kindle.read,),
        ImportFormat.CLIPPER: (clipper.read,),
    }[wanted]
    try:
        found = recognised(path)
    except UnknownFormatError:
        found = None
    return found if found in forms else forms[0]


def _checked(records: Iterator[Incoming]) -> Iterator[Incoming]:
    faults = 0
    try:
        for record in records:
            faults += isinstance(record, Fault)
            yield record
            if faults > MAX_FAULTS:
                raise CutOffError(
                    f"More than {MAX_FAULTS:,} records cannot be read, and the rest was passed over. "
                    "If it is not what it was taken for, say with --from what it is."
                )
    except CutOffError as error:
        yield Fault("", str(error))
