"""Files of Markdown, plain text and HTML as articles."""

from collections.abc import Mapping

from reader.document.blocks import BlockKind, Document
from reader.document.errors import FrontMatterError
from reader.document.html import from_html
from reader.document.html import metadata as page_metadata
from reader.document.limits import MAX_TITLE
from reader.document.markdown import from_markdown
from reader.document.metadata import split_front_matter
from reader.document.plain import from_plain
from reader.library import ArticleSource, SourceFormat
from reader.sources.decoding import Decoded, decode, is_binary
from reader.sources.errors import BinaryFileError
from reader.sources.loaded import LoadedFile, Origin, part_of
from reader.sources.metadata import combined
from reader.text.sanitize import clean

_MAKERS = {
    SourceFormat.MARKDOWN: from_markdown,
    SourceFormat.PLAIN: from_plain,
    SourceFormat.HTML: from_html,
}


def read_text(data: bytes, source_format: SourceFormat, origin: Origin) -> LoadedFile:
    """The article in a file of text.

    What is known of it comes from its front matter (or the head of a page), else from its sidecar, else from its
    text. Metadata that cannot be read makes a notice, not an error.

    Raises:
        BinaryFileError: it is not text.
        SourceTooLongError: its text is longer than a document may be.
    """
    decoded = text_of(data, source_format, origin.place)
    notices = [decoded.notice] if decoded.notice else []
    body, values = _values(decoded.text, source_format, origin.sidecar, notices)
    known = combined(*values)
    # What the head of a page calls it is a title of last resort: from_html takes it where the text has none.
    document = _MAKERS[source_format](body, title=combined(*values[:2]).title)
    part = part_of(
        document,
        ArticleSource(decoded.text, source_format),
        known,
        title=document.title or known.title or heading_of(document) or origin.title,
        source=known.source or origin.source,
        path=origin.path,
    )
    return LoadedFile((part,), (*notices, *known.notices))


def text_of(data: bytes, source_format: SourceFormat, name: str) -> Decoded:
    """The text of the bytes of what is called `name`. Raises `BinaryFileError` if they are none."""
    if is_binary(data):
        raise BinaryFileError(name)
    return decode(data, source_format)


def heading_of(document: Document) -> str:
    """The first heading below the title's level, for an article without a title; else the empty string."""
    headings = (block.text for block in document.blocks[1:] if block.kind is BlockKind.HEADING)
    return clean(next(headings, ""), one_line=True, max_length=MAX_TITLE)


def _values(
    text: str, source_format: SourceFormat, sidecar: Mapping[str, str], notices: list[str]
) -> tuple[str, list[Mapping[str, str]]]:
    """The text to read, and what the front matter, the sidecar and the head of the page say, in that order."""
    if source_format is SourceFormat.HTML:
        return text, [{}, sidecar, page_metadata(text)]
    try:
        front_matter, body = split_front_matter(text)
    except FrontMatterError as error:
        notices.append(f"{error} It is shown as text.")
        return text, [{}, sidecar]
    return body, [front_matter, sidecar]
