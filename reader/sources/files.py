"""Files and folders as a source of articles."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from reader.document.blocks import BlockKind, Document
from reader.document.errors import FrontMatterError
from reader.document.html import from_html
from reader.document.html import metadata as page_metadata
from reader.document.limits import MAX_TITLE
from reader.document.markdown import from_markdown
from reader.document.metadata import parse_sidecar, split_front_matter
from reader.document.plain import from_plain
from reader.library import ArticleSource, FileState, NewArticle, SourceFormat
from reader.sources.decoding import Decoded, decode, is_binary
from reader.sources.discovery import FORMATS, discover, is_regular_file
from reader.sources.errors import BinaryFileError, FileNameError, SourceError, UnreadableFileError, shown
from reader.sources.limits import MAX_FILE, MAX_SIDECAR
from reader.sources.metadata import MAX_NAME, combined
from reader.sources.opening import read_bytes, status_of
from reader.text.sanitize import clean
from reader.text.segment import words

__all__ = ["LoadedFile", "discover", "file_state", "load"]

_SIDECAR_ENDINGS = (".yaml", ".yml", ".json")
_MAKERS = {
    SourceFormat.MARKDOWN: from_markdown,
    SourceFormat.PLAIN: from_plain,
    SourceFormat.HTML: from_html,
}


@dataclass(frozen=True, slots=True)
class LoadedFile:
    """A file as an article: what goes into the library, its document, and a sentence for each thing noticed."""

    article: NewArticle
    document: Document
    notices: tuple[str, ...]


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
    """Read the file as an article.

    Its ending tells its format; one that is not known is plain text. What is known of it comes from its front
    matter (or the head of a page), else from the sidecar beside it (`a.md.yaml`, `a.yaml`; also `.yml` and
    `.json`), else from its text and name. Metadata that cannot be read makes a notice, not an error.

    Raises:
        SourceError: there is no such file, it may not be read, is too large, or is not text.
        SourceTooLongError: its text is longer than a document may be.
    """
    resolved = _resolved(path)
    source_format = FORMATS.get(path.suffix.lower(), SourceFormat.PLAIN)
    decoded = _text_of(resolved, MAX_FILE, source_format)
    notices = [decoded.notice] if decoded.notice else []
    body, values = _values(decoded.text, path, source_format, notices)
    known = combined(*values)
    # What the head of a page calls it is a title of last resort: from_html takes it where the text has none.
    document = _MAKERS[source_format](body, title=combined(*values[:2]).title)
    article = NewArticle(
        title=document.title or known.title or _heading(document) or _name_of(path.stem),
        words=sum(len(words(block.text)) for block in document.blocks),
        original=ArticleSource(decoded.text, source_format),
        source=known.source or _name_of(resolved.parent.name) or None,
        author=known.author,
        url=known.url,
        published=known.published,
        language=known.language,
        path=str(resolved),
    )
    notices += known.notices
    return LoadedFile(article, document, tuple(f"{shown(Path(path.name))}: {notice}" for notice in notices))


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


def _text_of(path: Path, limit: int, source_format: SourceFormat) -> Decoded:
    data = read_bytes(path, limit)
    if is_binary(data):
        raise BinaryFileError(path)
    return decode(data, source_format)


def _values(
    text: str, path: Path, source_format: SourceFormat, notices: list[str]
) -> tuple[str, list[Mapping[str, str]]]:
    """The text to read, and what the front matter, the sidecar and the head of the page say, in that order."""
    sidecar = _sidecar_values(path, notices)
    if source_format is SourceFormat.HTML:
        return text, [{}, sidecar, page_metadata(text)]
    try:
        front_matter, body = split_front_matter(text)
    except FrontMatterError as error:
        notices.append(f"{error} It is shown as text.")
        return text, [{}, sidecar]
    return body, [front_matter, sidecar]


def _sidecar(path: Path) -> Path | None:
    """The file of metadata beside the article, if there is one."""
    names = [f"{stem}{ending}" for stem in (path.name, path.stem) for ending in _SIDECAR_ENDINGS]
    candidates = (path.with_name(name) for name in names if name != path.name)
    return next((candidate for candidate in candidates if is_regular_file(candidate)), None)


def _sidecar_values(path: Path, notices: list[str]) -> Mapping[str, str]:
    sidecar = _sidecar(path)
    if sidecar is None:
        return {}
    try:
        return parse_sidecar(_text_of(sidecar, MAX_SIDECAR, SourceFormat.PLAIN).text)
    except (SourceError, FrontMatterError) as error:
        notices.append(f"Its sidecar {shown(Path(sidecar.name))} was passed over. {error}")
        return {}


def _heading(document: Document) -> str:
    """The first heading below the title's level, for an article without a title."""
    headings = (block.text for block in document.blocks[1:] if block.kind is BlockKind.HEADING)
    return clean(next(headings, ""), one_line=True, max_length=MAX_TITLE)


def _name_of(path_part: str) -> str:
    return clean(path_part, one_line=True, max_length=MAX_NAME)
