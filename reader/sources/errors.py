"""Why a file cannot be read as an article, each in a sentence."""

from pathlib import Path

from reader.model import PostilError


class SourceError(PostilError):
    """An article that cannot be taken in."""


class MissingFileError(SourceError):
    """There is nothing at that path."""

    def __init__(self, path: Path, similar: str | None) -> None:
        hint = f" Did you mean “{similar}”?" if similar else ""
        super().__init__(f"There is no file or folder “{shown(path)}”.{hint}")


class UnreadableFileError(SourceError):
    """The system does not let it be read."""

    def __init__(self, path: Path, reason: str | None) -> None:
        super().__init__(f"“{shown(path)}” cannot be read: {(reason or 'unknown error').lower()}.")


class NotAFileError(SourceError):
    """A folder, device, pipe or socket."""

    def __init__(self, path: Path, kind: str) -> None:
        super().__init__(f"“{shown(path)}” is a {kind}, not a file with an article in it.")


class BinaryFileError(SourceError):
    """Bytes that are no text."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"“{shown(path)}” is not text. postil reads plain text, Markdown and HTML.")


class FileTooLargeError(SourceError):
    """More bytes than an article may have."""

    def __init__(self, path: Path, size: int, limit: int) -> None:
        super().__init__(
            f"“{shown(path)}” has {size / 1_000_000:,.1f} MB; postil reads files of up to "
            f"{limit / 1_000_000:,.0f} MB."
        )


class FileNameError(SourceError):
    """A name that the library cannot keep."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"The name of “{shown(path)}” is not valid UTF-8. Rename the file to read it.")


def shown(path: Path) -> str:
    """The path as it may stand in a sentence, whatever bytes are in its name."""
    printable = str(path).encode(errors="backslashreplace").decode()
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in printable)
