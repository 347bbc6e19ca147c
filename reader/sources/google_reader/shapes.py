"""What servers answer, as values. They differ in what they leave out and in whether numbers are strings."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape
from typing import Any

import orjson

from reader.model import Enclosure, Entry
from reader.model.subscription import Subscription
from reader.sources.google_reader.identifiers import READ, STARRED, ItemId, item_id, label
from reader.sources.google_reader.limits import MAX_CONTENT, MAX_ENCLOSURES, MAX_FEEDS
from reader.sources.google_reader.values import FeedList, ItemState, ServerFeed, ServerItem
from reader.sources.metadata import MAX_NAME
from reader.sources.subscription_lists import shown, web_address
from reader.text.sanitize import clean

_MAX_TITLE = 500


class ShapeError(ValueError):
    """The answer is not of the shape that it should have."""


@dataclass(frozen=True, slots=True)
class IdsPage:
    """Part of a list of ids; `continuation` is what to ask for the next part with, None after the last."""

    ids: tuple[ItemId, ...]
    continuation: str | None


def parse_login(body: bytes) -> str:
    """The token of `Auth=` in the lines of an answer to ClientLogin. Raises `ShapeError`."""
    for line in body.decode(errors="replace").splitlines():
        name, _, value = line.partition("=")
        if name == "Auth" and _is_token(value):
            return value
    raise ShapeError


def parse_token(body: bytes) -> str:
    """The token that changes are made with. Raises `ShapeError`."""
    token = body.decode(errors="replace").strip()
    if not _is_token(token):
        raise ShapeError
    return token


def parse_feeds(body: bytes) -> FeedList:
    """The feeds of a list of subscriptions. Raises `ShapeError`."""
    feeds, notices = [], []
    found = list(_objects(_object(body), "subscriptions"))
    for given in found[:MAX_FEEDS]:
        stream, title = _text(given, "id"), _plain(_text(given, "title"), MAX_NAME)
        url = web_address(_text(given, "url")) or web_address(stream.removeprefix("feed/"))
        if stream and url:
            site = web_address(_text(given, "htmlUrl"))
            first, *others = [name for name in _labels(given) if name] or [""]
            folder = (first,) if first else ()
            feeds.append(ServerFeed(stream, Subscription(url, title, site, folder, tuple(others))))
        else:
            notices.append(f"“{shown(title or stream)}” was left out: its server gives no web address for it.")
    if len(found) > MAX_FEEDS:
        notices.append(f"{len(found) - MAX_FEEDS:,} feeds beyond the first {MAX_FEEDS:,} were left out.")
    return FeedList(tuple(feeds), tuple(notices))


def parse_ids(body: bytes) -> IdsPage:
    """Part of a list of ids, without those that are none. Raises `ShapeError`."""
    answer = _object(body)
    ids = (_item_id(_text(given, "id")) for given in _objects(answer, "itemRefs"))
    return IdsPage(tuple(found for found in ids if found), _text(answer, "continuation") or None)


def parse_items(body: bytes) -> tuple[ServerItem, ...]:
    """Articles, without those that have no id. Raises `ShapeError`."""
    return tuple(item for item in map(_item, _objects(_object(body), "items")) if item)


def _item(given: Mapping[str, Any]) -> ServerItem | None:
    identifier = _item_id(_text(given, "id"))
    if identifier is None:
        return None
    states = {_state(stream) for stream in _texts(given, "categories")}
    return ServerItem(
        id=identifier,
        stream=_text(_mapping(given, "origin"), "streamId"),
        entry=Entry(
            key=identifier,
            title=_plain(_text(given, "title"), _MAX_TITLE),
            url=_link(given, "canonical") or _link(given, "alternate"),
            author=_plain(_text(given, "author"), MAX_NAME) or None,
            published=_instant(given, "published"),
            updated=_instant(given, "updated"),
            # Servers have all that they know of an article in either; a summary is no sign of an excerpt.
            html=(_text(_mapping(given, "content"), "content") or _text(_mapping(given, "summary"), "content"))[
                :MAX_CONTENT
            ],
            enclosures=tuple(_enclosures(given)),
        ),
        state=ItemState(read=READ in states, starred=STARRED in states),
    )


def _enclosures(given: Mapping[str, Any]) -> Iterator[Enclosure]:
    for enclosure in list(_objects(given, "enclosure"))[:MAX_ENCLOSURES]:
        if url := web_address(_text(enclosure, "href") or _text(enclosure, "url")):
            size = _text(enclosure, "length")
            media_type = _plain(_text(enclosure, "type"), MAX_NAME) or None
            yield Enclosure(url, media_type, int(size) if size.isdecimal() and len(size) < 19 else None)


def _labels(given: Mapping[str, Any]) -> Iterator[str]:
    for category in _objects(given, "categories"):
        name = label(_text(category, "id")) or _text(category, "label")
        yield _plain(name, MAX_NAME)


def _state(stream: str) -> str:
    """The stream with "-" for the user, who may be named in it."""
    parts = stream.split("/", 2)
    return f"user/-/{parts[2]}" if len(parts) == 3 and parts[0] == "user" else stream


def _link(given: Mapping[str, Any], name: str) -> str | None:
    addresses = (web_address(_text(link, "href")) for link in _objects(given, name))
    return next((address for address in addresses if address), None)


def _instant(given: Mapping[str, Any], name: str) -> str | None:
    """The seconds since 1970 as ISO 8601 in UTC; 0 is said where nothing is known."""
    try:
        moment = datetime.fromtimestamp(int(_text(given, name)), UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return moment.isoformat() if moment.timestamp() else None


def _item_id(text: str) -> ItemId | None:
    try:
        return item_id(text)
    except ValueError:
        return None


def _is_token(text: str) -> bool:
    """Whether it may stand in a header."""
    return 0 < len(text) <= 2_000 and text.isascii() and text.isprintable() and " " not in text


def _plain(text: str, max_length: int) -> str:
    return clean(unescape(text), one_line=True, max_length=max_length)


def _object(body: bytes) -> Mapping[str, Any]:
    try:
        answer = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise ShapeError from error
    if not isinstance(answer, dict):
        raise ShapeError
    return answer


def _objects(given: Mapping[str, Any], name: str) -> Iterator[Mapping[str, Any]]:
    values = given.get(name)
    return (value for value in values if isinstance(value, dict)) if isinstance(values, list) else iter(())


def _texts(given: Mapping[str, Any], name: str) -> Iterator[str]:
    values = given.get(name)
    return (value for value in values if isinstance(value, str)) if isinstance(values, list) else iter(())


def _mapping(given: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = given.get(name)
    return value if isinstance(value, dict) else {}


def _text(given: Mapping[str, Any], name: str) -> str:
    """The value as text, where it is a text or a whole number."""
    value = given.get(name)
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
