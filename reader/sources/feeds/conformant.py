"""Any feed at all, read by feedparser: the oldest formats, the rarest elements, and what is damaged."""

from io import BytesIO
from typing import Any

import feedparser

from reader.sources.feeds.errors import BrokenFeedError, FeedTooLargeError
from reader.sources.feeds.limits import MAX_UNUSUAL
from reader.sources.feeds.raw import RawEnclosure, RawEntry, RawFeed, RawText, TextKind
from reader.sources.feeds.screening import ABOUT, CAPTION, screen
from reader.sources.feeds.sniffing import Sniffed

_MEDIA_TYPE = "application/xml; charset=utf-8"
_KINDS = {"text/plain": TextKind.PLAIN, "text/html": TextKind.HTML, "application/xhtml+xml": TextKind.XHTML}
_NO_DATE = (1, 1, 1, 0, 0, 0, 0, 1, 0)
"""What feedparser is told every date is: `dates` reads them, and some of its own readers raise errors on odd ones."""

feedparser.registerDateHandler(lambda _text: _NO_DATE)


def read(data: bytes, sniffed: Sniffed, url: str) -> RawFeed:
    """The feed in a document in UTF-8 that came from `url`.

    Raises `BrokenFeedError` if nothing in it makes sense, `FeedTooDeepError`, `FeedTooManyError`, `FeedTooLargeError`.
    """
    if len(data) > MAX_UNUSUAL:
        raise FeedTooLargeError(len(data))
    screened = screen(data.decode("utf-8", "replace"), sniffed.start)
    # It would open a text that is a path or an address; a stream it can only read.
    stream = BytesIO(screened.data)
    headers = {"content-type": _MEDIA_TYPE, "content-location": url}
    try:
        parsed = feedparser.parse(
            stream, response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except Exception as error:  # feedparser lets through whatever its many parts raise
        raise BrokenFeedError(f"the parser gave up ({type(error).__name__})") from error
    feed = _Reader(url, is_atom=sniffed.root == "feed").feed(parsed)
    feed.left_out = screened.left_out
    if screened.was_mended:
        if not (feed.entries or feed.title or feed.site_link):
            raise BrokenFeedError("it has neither a title nor an entry")
        feed.notices.append("The feed is not well-formed XML; it was read as well as could be.")
    return feed


class _Reader:
    """Takes out of feedparser's mappings what is read of a feed."""

    def __init__(self, url: str, *, is_atom: bool) -> None:
        self._url = url
        self._is_atom = is_atom

    def feed(self, parsed: Any) -> RawFeed:
        """The feed with its entries."""
        feed = parsed.feed
        return RawFeed(
            title=self._title(feed),
            site_link=_string(feed, "link"),
            self_link=next(
                (_string(link, "href") for link in _list(feed, "links") if link.get("rel") == "self"), ""
            ),
            language=_string(feed, "language"),
            time_to_live=_string(feed, "ttl"),
            update_period=_string(feed, "sy_updateperiod"),
            update_frequency=_string(feed, "sy_updatefrequency"),
            authors=_authors(feed) if self._is_atom else [],
            entries=[self._entry(entry) for entry in parsed.entries],
        )

    def _entry(self, entry: Any) -> RawEntry:
        return RawEntry(
            id=_string(entry, "id"),
            link=_string(entry, "feedburner_origlink") or _string(entry, "link"),
            title=self._title(entry),
            authors=_authors(entry),
            published=_string(entry, "published"),
            updated=_string(entry, "updated"),
            created=_string(entry, "created"),
            contents=[
                self._text(content) for content in _list(entry, "content") if content.get("type") in _KINDS
            ],
            summaries=[*self._summary(entry), *_unsaid(entry, ABOUT)],
            captions=_unsaid(entry, CAPTION),
            enclosures=[*_enclosures(entry), *_media(entry)],
            language=_string(entry, "language"),
        )

    def _title(self, values: Any) -> RawText | None:
        value = _string(values, "title")
        detail = dict.get(values, "title_detail")
        if not value:
            return None
        if not self._is_atom or not isinstance(detail, dict):
            return RawText(value, TextKind.UNSAID)
        return RawText(value, _KINDS.get(_string(detail, "type"), TextKind.PLAIN))

    def _summary(self, entry: Any) -> list[RawText]:
        # Without a detail it is a copy of the content.
        detail = dict.get(entry, "summary_detail")
        return [self._text(detail)] if isinstance(detail, dict) and detail.get("type") in _KINDS else []

    def _text(self, detail: Any) -> RawText:
        base, language = _string(detail, "base"), _string(detail, "language")
        kind = _KINDS[detail["type"]]
        return RawText(_string(detail, "value"), kind, "" if base == self._url else base, language or None)


def _string(values: Any, key: str) -> str:
    # `values.get` would give the date of publication where that of a change is missing.
    value = dict.get(values, key)
    return value if isinstance(value, str) else ""


def _list(values: Any, key: str) -> list[Any]:
    value = dict.get(values, key)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _unsaid(entry: Any, key: str) -> list[RawText]:
    value = _string(entry, key)
    return [RawText(value, TextKind.UNSAID)] if value else []


def _authors(values: Any) -> list[str]:
    """Each author as the feed has it: one may still be a name and an address in one."""
    details = [detail for detail in _list(values, "authors") if detail]
    whole = _string(values, "author")
    if len(details) <= 1 and whole:
        return [whole]
    return [_string(detail, "name") or _string(detail, "email") for detail in details]


def _enclosures(entry: Any) -> list[RawEnclosure]:
    return [
        RawEnclosure(_string(link, "href"), _string(link, "type"), _string(link, "length"))
        for link in _list(entry, "links")
        if link.get("rel") == "enclosure"
    ]


def _media(entry: Any) -> list[RawEnclosure]:
    return [
        RawEnclosure(
            _string(media, "url"),
            _string(media, "type") or _string(media, "medium"),
            _string(media, "filesize"),
            is_media=True,
        )
        for media in _list(entry, "media_content")
    ]
