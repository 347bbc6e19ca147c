"""Where an article leads: its links and the files that come with it, and what opens them."""

import mimetypes
import shlex
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from urllib.parse import urlsplit

from reader.document.blocks import Document, InlineKind
from reader.model import Article, Enclosure, PostilError
from reader.services.articles.intake import with_text
from reader.services.session import Session

ADDRESS = "{url}"
"""What stands for the address in an opener's command line; without it, the address comes last."""


class OpenerError(PostilError):
    """The settings name an opener that is no command line."""


@dataclass(frozen=True, slots=True)
class Link:
    """An address of the web, what the article calls it, and what is there as far as that is known.

    `size` is in bytes.
    """

    url: str
    label: str
    media_type: str | None = None
    size: int | None = None


def links_of(document: Document, enclosures: Iterable[Enclosure] = ()) -> tuple[Link, ...]:
    """The files that come with an article, then the links of its text in their order; each address once."""
    text = document.text
    found = [Link(each.url, _file_name(each.url), each.media_type, each.size) for each in enclosures]
    found += [
        Link(inline.target, " ".join(text[inline.start : inline.end].split()) or inline.target)
        for block in document.blocks
        for inline in block.inlines
        if inline.kind is InlineKind.LINK
    ]
    first: dict[str, Link] = {}
    for link in filter(lambda each: _is_web(each.url), found):
        first.setdefault(link.url, link)
    return tuple(first.values())


def links_of_article(session: Session, article: Article) -> tuple[Link, ...]:
    """The files that come with an article and the links in its text. Raises `LibraryError`."""
    present = with_text(session, article)
    return links_of(session.library.document(present.id), session.library.enclosures(present.id))


def describe(link: Link) -> str:
    """What the article calls the link, and what is there as far as that is known: "talk.mp3, audio/mpeg, 9.1 MB"."""
    size = f"{link.size / 1_000_000:,.1f} MB" if link.size else None
    return ", ".join(filter(None, (link.label, link.media_type, size)))


def opener(link: Link, openers: Mapping[str, str]) -> list[str] | None:
    """The command line that the settings have for what is at the link; None where it is the browser's.

    `openers` maps patterns of media types, "audio/*", to command lines; the first that fits counts. What the feed does
    not say of the file is told by its name.

    Raises:
        OpenerError: the command line cannot be taken apart.
    """
    media_type = link.media_type or mimetypes.guess_type(urlsplit(link.url).path)[0]
    if media_type is None:
        return None
    for pattern, command in openers.items():
        if fnmatchcase(media_type.lower(), pattern.lower()):
            return _command_line(command, link.url)
    return None


def _command_line(command: str, url: str) -> list[str]:
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise OpenerError(f"The opener “{command}” in the settings is no command line: {error}.") from error
    if not words:
        raise OpenerError("An opener in the settings is empty. Write for example: mpv {url}")
    filled = [word.replace(ADDRESS, url) for word in words]
    return filled if ADDRESS in command else [*filled, url]


def _file_name(url: str) -> str:
    return urlsplit(url).path.rpartition("/")[2] or url


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme.lower() in {"http", "https"} and bool(parts.netloc)
