"""JSON Feed, versions 1 and 1.1."""

from typing import Any

import orjson

from reader.sources.feeds.errors import BrokenFeedError, NotAFeedError
from reader.sources.feeds.raw import RawEnclosure, RawEntry, RawFeed, RawText, TextKind

_VERSION = "https://jsonfeed.org/version/"


def read(data: bytes) -> RawFeed:
    """The feed in a document in UTF-8. Raises `BrokenFeedError` and `NotAFeedError`."""
    try:
        feed = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        if _VERSION.encode() not in data:
            raise NotAFeedError("This is neither a feed nor a web page.") from error
        raise BrokenFeedError(f"it is not valid JSON at line {error.lineno}") from error
    if not isinstance(feed, dict) or not (
        _string(feed, "version").startswith(_VERSION) or isinstance(feed.get("items"), list)
    ):
        raise NotAFeedError("This is JSON, but not a feed.")
    return RawFeed(
        title=RawText(_string(feed, "title"), TextKind.PLAIN),
        site_link=_string(feed, "home_page_url"),
        self_link=_string(feed, "feed_url"),
        language=_string(feed, "language"),
        authors=_authors(feed),
        entries=[_entry(item) for item in _objects(feed, "items")],
    )


def _entry(item: dict[str, Any]) -> RawEntry:
    return RawEntry(
        id=_id(item),
        link=_string(item, "url") or _string(item, "external_url"),
        title=RawText(_string(item, "title"), TextKind.PLAIN),
        authors=_authors(item),
        published=_string(item, "date_published"),
        updated=_string(item, "date_modified"),
        contents=[
            RawText(_string(item, "content_html"), TextKind.HTML),
            RawText(_string(item, "content_text"), TextKind.PLAIN),
        ],
        summaries=[RawText(_string(item, "summary"), TextKind.PLAIN)],
        enclosures=[_enclosure(attachment) for attachment in _objects(item, "attachments")],
        language=_string(item, "language"),
    )


def _id(item: dict[str, Any]) -> str:
    """The id; a number is one too, in the first version of the format."""
    value = item.get("id")
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else _string(item, "id")


def _authors(values: dict[str, Any]) -> list[str]:
    authors = _objects(values, "authors")
    if not authors and isinstance(values.get("author"), dict):
        authors = [values["author"]]
    return [_string(author, "name") for author in authors]


def _enclosure(attachment: dict[str, Any]) -> RawEnclosure:
    size = attachment.get("size_in_bytes")
    return RawEnclosure(
        _string(attachment, "url"), _string(attachment, "mime_type"), str(size) if isinstance(size, int) else ""
    )


def _string(values: dict[str, Any], key: str) -> str:
    value = values.get(key)
    return value.replace("\0", "").strip() if isinstance(value, str) else ""


def _objects(values: dict[str, Any], key: str) -> list[dict[str, Any]]:
    value = values.get(key)
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
