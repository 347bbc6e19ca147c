"""What comes on standard input as articles."""

from reader.sources.errors import FileTooLargeError, NoTextError
from reader.sources.formats import told_by_content
from reader.sources.limits import MAX_FILE
from reader.sources.loaded import LoadedFile, Origin
from reader.sources.readers import read

NAME = "standard input"
"""What sentences call it."""


def load_bytes(data: bytes) -> LoadedFile:
    """The articles in bytes of which nothing else is known: what is in them tells their format.

    They have no path: the address that a page or front matter gives says which articles they are, else their text.

    Raises:
        SourceError: they are too many, are damaged or protected, or have no text.
        SourceTooLongError: their text is longer than a document may be.
    """
    if len(data) > MAX_FILE:
        raise FileTooLargeError(NAME, len(data), MAX_FILE)
    if not data.strip():
        raise NoTextError(NAME, "nothing came")
    return read(data, told_by_content(data), Origin(NAME))
