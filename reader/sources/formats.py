"""Which format a file is in, told by its name or by its beginning."""

import re
from enum import StrEnum

from reader.sources.limits import SNIFFED


class FileFormat(StrEnum):
    """What a file that holds articles is."""

    MARKDOWN = "Markdown"
    PLAIN = "plain text"
    HTML = "HTML"
    EPUB = "EPUB"
    PDF = "PDF"
    MAIL = "e-mail"


ENDINGS = {
    ".md": FileFormat.MARKDOWN,
    ".markdown": FileFormat.MARKDOWN,
    ".html": FileFormat.HTML,
    ".htm": FileFormat.HTML,
    ".xhtml": FileFormat.HTML,
    ".txt": FileFormat.PLAIN,
    ".text": FileFormat.PLAIN,
    ".epub": FileFormat.EPUB,
    ".pdf": FileFormat.PDF,
    ".eml": FileFormat.MAIL,
}
"""The endings of article files."""

_ZIP = b"PK\x03\x04"
_PDF = b"%PDF-"
_PDF_BEGINS_BEFORE = 1_024  # bytes of anything else that readers of PDF put up with
# What they look for is of bounded length: they see whatever anybody sends.
_LEADING = re.compile(rb"(?:\xef\xbb\xbf)?\s*")
_HTML = re.compile(
    rb"(?:<\?xml[^>]*>\s*|<!--[^>]*>\s*)*<(?:!doctype\s+html|(?:html|head|body|title|meta|article|main|section|div|p|h1)"
    rb"\b)",
    re.IGNORECASE,
)
_FRONT_MATTER = re.compile(rb"---[ \t]*\r?\n(?:\s*#[^\n]*\n)*[\"']?\w[\w .-]{0,60}[\"']?[ \t]*:")
_HEADER = re.compile(rb"(?:>?From [^\n]*\n)?(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+\r?\n")
_FIELD = re.compile(
    rb"^(from|to|cc|subject|date|message-id|mime-version|received|return-path|delivered-to|reply-to):",
    re.IGNORECASE | re.MULTILINE,
)
_TELLING_FIELDS = 3  # a text about somebody may begin with one or two of them
_MARKS = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        rb"^#{1,6} \S",
        rb"\]\((?:https?://|[./#])[^\s)]{0,500}\)",
        rb"^(?:```|~~~)",
        rb"\*\*\w[^*\n]*\*\*",
        rb"^\[[^\]\n]+\]: \S",
    )
)
_TELLING_MARKS = 2  # a plain text may have a line that begins with "#"


def told_by_magic(data: bytes) -> FileFormat | None:
    """The format of bytes that begin as only one does, None if they may be any text."""
    if data.startswith(_ZIP):
        return FileFormat.EPUB
    return FileFormat.PDF if _PDF in data[:_PDF_BEGINS_BEFORE] else None


def told_by_content(data: bytes) -> FileFormat:
    """The format of bytes that nothing else is known of; plain text where they are nothing else for sure."""
    magic = told_by_magic(data)
    if magic is not None:
        return magic
    head = data[_LEADING.match(data[:SNIFFED]).end() : SNIFFED]  # type: ignore[union-attr]  # it always matches
    if _HTML.match(head):
        return FileFormat.HTML
    if _is_mail(head):
        return FileFormat.MAIL
    return FileFormat.MARKDOWN if _is_markdown(head) else FileFormat.PLAIN


def _is_mail(head: bytes) -> bool:
    header = _HEADER.match(head)
    return header is not None and len({name.lower() for name in _FIELD.findall(header[0])}) >= _TELLING_FIELDS


def _is_markdown(head: bytes) -> bool:
    if _FRONT_MATTER.match(head):
        return True
    found = [mark for mark in _MARKS if mark.search(head)]
    return len(found) >= _TELLING_MARKS or len(_MARKS[0].findall(head)) >= _TELLING_MARKS
