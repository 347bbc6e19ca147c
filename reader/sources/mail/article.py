"""A message as an article."""

import re
from collections.abc import Sequence
from html import escape

from lxml import etree

from reader.document.errors import SourceTooLongError
from reader.document.limits import MAX_SOURCE
from reader.document.plain import from_plain
from reader.library import ArticleSource, SourceFormat
from reader.sources.errors import NoTextError, ProtectedFileError
from reader.sources.limits import MAX_MAIL_DEPTH, MAX_MAIL_PARTS
from reader.sources.loaded import LoadedFile, Origin, part_of
from reader.sources.mail.message import Part, header, mailbox, parsed
from reader.sources.mail.parts import Gathered, Text, gather
from reader.sources.metadata import MAX_NAME, combined
from reader.sources.pages.content import Content, content_document
from reader.sources.texts import heading_of
from reader.text.sanitize import clean

_ENCRYPTED = frozenset(("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"))
_WEB_ADDRESS = re.compile(r"<?(https?://[^<>\s]+)>?", re.IGNORECASE)
_BLANK_LINES = re.compile(r"\n\s*\n")
_UNSEEN = re.compile(
    r"(?:^|[;\s-])(?:width|height)\s*:\s*[01](?:px)?\s*(?:!important\s*)?(?:;|$)|visibility\s*:\s*hidden",
    re.IGNORECASE,
)
_NAMED = 4  # attachments that a notice names


def read_mail(data: bytes, origin: Origin) -> LoadedFile:
    """The message in an `.eml` file, with those that it forwards.

    Of a text that comes in several forms HTML is taken. The subject is the title; author and source are whom it is
    from, or the source is the list that it came through. Pictures without words are left out, and so is what only
    counts readers. Attachments are named in a notice.

    Raises:
        DamagedFileError: it is no message.
        ProtectedFileError: its text is encrypted.
        NoTextError: there are attachments alone in it.
        ExcessiveFileError: it has too many lines or parts.
        SourceTooLongError: its text is longer than a document may be.
    """
    message = parsed(data, origin.place)
    gathered = gather(message)
    if not gathered.has_text:
        raise _without_text(message, origin.place)
    known = combined(origin.sidecar, _about(message))
    content = _content(gathered.texts, known.title)
    part = part_of(
        content.document,
        content.original,
        known,
        title=content.document.title or heading_of(content.document) or origin.title,
        source=known.source or origin.source,
        path=origin.path,
    )
    return LoadedFile((part,), (*known.notices, *_notices(gathered)))


def _about(message: Part) -> dict[str, str]:
    """What the headers say, by the names that front matter has."""
    sender = mailbox(message, "from")
    archived = _WEB_ADDRESS.match(header(message, "archived-at"))
    return {
        "title": header(message, "subject"),
        "author": sender.name or sender.address,
        "source": mailbox(message, "list-id").name or sender.name or sender.address,
        "published": header(message, "date"),
        "language": header(message, "content-language").partition(",")[0],
        "url": archived[1] if archived else "",
    }


def _content(texts: Sequence[Text], title: str | None) -> Content:
    if (length := sum(len(text.text) for text in texts)) > MAX_SOURCE:
        raise SourceTooLongError(length)
    if any(text.is_html for text in texts):
        html = "".join(_seen(text.text) if text.is_html else _as_html(text.text) for text in texts)
        return content_document(html, title=title)
    plain = "\n\n".join(text.text for text in texts)
    return Content(ArticleSource(plain, SourceFormat.PLAIN), from_plain(plain, title=title))


def _seen(html: str) -> str:
    """The HTML without pictures that are not meant to be seen, or say nothing."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    root = etree.fromstring(html.replace("\0", "").encode(errors="ignore"), parser)
    if root is None:
        return ""
    for image in [*root.iter("img")]:
        if not image.get("alt", "").strip() or _UNSEEN.search(image.get("style", "")):
            image.clear(keep_tail=True)
            image.tag = "span"
    seen: str = etree.tostring(root, method="html", encoding="unicode")
    return f"<div>{seen}</div>"


def _as_html(text: str) -> str:
    return "".join(f"<p>{escape(paragraph)}</p>" for paragraph in _BLANK_LINES.split(text.replace("\r\n", "\n")))


def _without_text(message: Part, place: str) -> NoTextError | ProtectedFileError:
    if message.get_content_type() in _ENCRYPTED:
        return ProtectedFileError(place, "save what your mail program shows of it, and add that")
    return NoTextError(place, "there are only attachments in it, or nothing at all")


def _notices(gathered: Gathered) -> list[str]:
    notices = []
    if names := gathered.attachments:
        named = [clean(name, one_line=True, max_length=MAX_NAME) for name in names[:_NAMED]]
        more = ", …" if len(names) > _NAMED else ""
        notices.append(f"Attachments were left out: {', '.join(named)}{more}.")
    if gathered.is_cut:
        notices.append(
            f"What is more than {MAX_MAIL_DEPTH} parts deep, or behind {MAX_MAIL_PARTS:,} others, was left out."
        )
    return notices
