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

    def __init__(self, name: Path | str) -> None:
        super().__init__(
            f"“{shown(name)}” is not text. postil reads plain text, Markdown, HTML, EPUB, PDF and e-mail (.eml)."
        )


class FileTooLargeError(SourceError):
    """More bytes than an article may have."""

    def __init__(self, name: Path | str, size: int, limit: int) -> None:
        super().__init__(
            f"“{shown(name)}” has {size / 1_000_000:,.1f} MB; postil reads files of up to "
            f"{limit / 1_000_000:,.0f} MB."
        )


class DamagedFileError(SourceError):
    """A file that is not in the format which it is said to be in, or not whole."""

    def __init__(self, name: str, file_format: str, what: str) -> None:
        super().__init__(f"“{shown(name)}” cannot be read as {file_format}: {what}.")


class ProtectedFileError(SourceError):
    """A file that only somebody with a key can read."""

    def __init__(self, name: str, advice: str) -> None:
        super().__init__(f"“{shown(name)}” is encrypted: {advice}.")


class NoTextError(SourceError):
    """A file in which there is nothing to read."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"“{shown(name)}” has no text: {why}.")


class ExcessiveFileError(SourceError):
    """A file with more in it than is read."""

    def __init__(self, name: str, what: str) -> None:
        super().__init__(f"“{shown(name)}” has {what}; postil reads no more than that.")


class FileNameError(SourceError):
    """A name that the library cannot keep."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"The name of “{shown(path)}” is not valid UTF-8. Rename the file to read it.")


def shown(name: Path | str) -> str:
    """A path or name as it may stand in a sentence, whatever bytes are in it."""
    printable = str(name).encode(errors="backslashreplace").decode()
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in printable)
