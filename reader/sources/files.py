"""Files and folders as a source of articles."""

from collections.abc import Mapping
from pathlib import Path

from reader.document.errors import FrontMatterError
from reader.document.metadata import parse_sidecar
from reader.library import FileState, SourceFormat
from reader.sources.discovery import discover, is_regular_file
from reader.sources.errors import FileNameError, SourceError, UnreadableFileError, shown
from reader.sources.formats import ENDINGS, FileFormat, told_by_magic
from reader.sources.limits import MAX_FILE, MAX_SIDECAR
from reader.sources.loaded import LoadedFile, Origin
from reader.sources.metadata import MAX_NAME
from reader.sources.opening import read_bytes, status_of
from reader.sources.readers import read
from reader.sources.texts import text_of
from reader.text.sanitize import clean

__all__ = ["LoadedFile", "discover", "file_state", "load"]

SIDECAR_ENDINGS = (".yaml", ".yml", ".json")
"""What ends the name of a file of metadata beside an article."""


def file_state(path: Path) -> FileState:
    """What tells whether the file or its sidecar has changed, without reading either.

    Raises:
        SourceError: there is no such file, or it is none that could be loaded.
    """
    resolved = _resolved(path)
    status = status_of(resolved)
    mtime_ns, size = status.st_mtime_ns, status.st_size
    if sidecar := _sidecar(path):
        beside = status_of(sidecar)
        mtime_ns, size = max(mtime_ns, beside.st_mtime_ns), size + beside.st_size
    return FileState(str(resolved), mtime_ns, size)


def load(path: Path) -> LoadedFile:
    """Read the articles in the file: one, but for a book, which has one for each chapter.

    Its ending tells its format; one that is not known is plain text, unless it begins as an EPUB or a PDF does. What
    is known of it comes from itself, else from the sidecar beside it (`a.md.yaml`, `a.yaml`; also `.yml` and
    `.json`), else from its name and folder. Metadata that cannot be read makes a notice, not an error.

    Raises:
        SourceError: there is no such file, it may not be read, is too large, is damaged or protected, or has no text.
        SourceTooLongError: its text is longer than a document may be.
    """
    resolved = _resolved(path)
    data = read_bytes(resolved, MAX_FILE)
    file_format = ENDINGS.get(path.suffix.lower()) or told_by_magic(data) or FileFormat.PLAIN
    sidecar, notices = _sidecar_values(path)
    origin = Origin(
        name=path.name,
        path=str(resolved),
        title=_name_of(path.stem),
        source=_name_of(resolved.parent.name) or None,
        sidecar=sidecar,
    )
    loaded = read(data, file_format, origin)
    return LoadedFile(loaded.parts, (*notices, *loaded.notices))


def _resolved(path: Path) -> Path:
    """The file's absolute path without links, which the library knows it by."""
    try:
        resolved = path.resolve()
    except (OSError, RuntimeError) as error:
        raise UnreadableFileError(path, "its links lead nowhere") from error
    try:
        str(resolved).encode()
    except UnicodeEncodeError as error:
        raise FileNameError(path) from error
    return resolved


def _sidecar(path: Path) -> Path | None:
    """The file of metadata beside the article, if there is one."""
    names = [f"{stem}{ending}" for stem in (path.name, path.stem) for ending in SIDECAR_ENDINGS]
    candidates = (path.with_name(name) for name in names if name != path.name)
    return next((candidate for candidate in candidates if is_regular_file(candidate)), None)


def _sidecar_values(path: Path) -> tuple[Mapping[str, str], tuple[str, ...]]:
    """What the sidecar says, and a sentence if it cannot be read."""
    sidecar = _sidecar(path)
    if sidecar is None:
        return {}, ()
    try:
        text = text_of(read_bytes(sidecar, MAX_SIDECAR), SourceFormat.PLAIN, str(sidecar)).text
        return parse_sidecar(text), ()
    except (SourceError, FrontMatterError) as error:
        return {}, (f"{shown(path.name)}: Its sidecar {shown(sidecar.name)} was passed over. {error}",)


def _name_of(path_part: str) -> str:
    return clean(path_part, one_line=True, max_length=MAX_NAME)
