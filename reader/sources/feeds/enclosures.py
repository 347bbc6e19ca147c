"""The files that an entry comes with, out of what feeds call enclosures and media."""

import re
from collections.abc import Iterable

from reader.model import Enclosure
from reader.sources.feeds.limits import MAX_MEDIA_TYPE
from reader.sources.feeds.links import absolute
from reader.sources.feeds.raw import RawEnclosure

_MEDIA_TYPE = re.compile(r"[a-z0-9.+-]+/[a-z0-9.+-]+")
# Most media of news feeds are the article's picture once more.
_WORTH_LISTING = ("audio", "video", "document", "application/")
# What feedparser says of a link that says nothing.
_NO_TYPE = "text/html"
_SIZE = re.compile(r"[0-9]{1,18}")


def enclosures_of(raws: Iterable[RawEnclosure], base: str) -> tuple[Enclosure, ...]:
    """Each file that can be fetched, once; relative addresses count from `base`."""
    found: dict[str, Enclosure] = {}
    for raw in raws:
        media_type = raw.media_type.partition(";")[0].strip().lower()
        if raw.is_media and not media_type.startswith(_WORTH_LISTING):
            continue
        url = absolute(raw.url, base)
        if url is not None and url not in found:
            found[url] = Enclosure(url, _checked(media_type), _size(raw.size))
    return tuple(found.values())


def _checked(media_type: str) -> str | None:
    is_known = len(media_type) <= MAX_MEDIA_TYPE and media_type != _NO_TYPE and _MEDIA_TYPE.fullmatch(media_type)
    return media_type if is_known else None


def _size(text: str) -> int | None:
    """Bytes; None for what is no number, and for 0, which is what programs write that do not know."""
    return int(text) or None if _SIZE.fullmatch(text) else None
