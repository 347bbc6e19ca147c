"""Corrections of entities that were printed as JSON, read again."""

import json
import sys
from pathlib import Path

from reader.annotations.corrections import check_correction, read_correction
from reader.exchange.imports import cleaning
from reader.model import EntityCorrection, PostilError

MAX_BYTES = 10_000_000
"""How long such a file may be."""


class CorrectionFileError(PostilError):
    """A file of corrections cannot be read; the text says why."""


def read_corrections(file: Path) -> list[EntityCorrection]:
    """The corrections in a file, or on standard input for "-".

    Raises:
        CorrectionFileError: it cannot be read, or is something else.
    """
    name = "Standard input" if str(file) == "-" else str(file)
    try:
        listed = json.loads(_content(file))
        for each in listed:
            check_correction(each)
        return [cleaning.correction(read_correction(each)) for each in listed]
    except OSError as error:
        raise CorrectionFileError(f"{name} cannot be read: {error.strerror}.") from error
    except (ValueError, TypeError, RecursionError) as error:
        raise CorrectionFileError(
            f"{name} is not what `postil entities corrections --json` prints: {error}."
        ) from error


def _content(file: Path) -> bytes:
    if str(file) == "-":
        content = sys.stdin.buffer.read(MAX_BYTES + 1)
    else:
        with file.open("rb") as opened:
            content = opened.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise ValueError(f"it has more than {MAX_BYTES:,} bytes")
    return content
