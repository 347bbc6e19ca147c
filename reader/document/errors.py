"""What can be wrong with an article's source."""

from reader.document.limits import MAX_SOURCE
from reader.model import PostilError


class DocumentError(PostilError):
    """An article that cannot be read."""


class SourceTooLongError(DocumentError):
    """A source of more code points than a document may have."""

    def __init__(self, length: int) -> None:
        super().__init__(f"The text has {length:,} characters; postil reads up to {MAX_SOURCE:,}.")


class FrontMatterError(DocumentError):
    """Metadata that is not what it should be; the message names the line and what is wrong."""


class DamagedDocumentError(DocumentError):
    """Stored bytes that are no document."""
