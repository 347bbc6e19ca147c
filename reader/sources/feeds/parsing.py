"""From the bytes that a server sent to a feed."""

from reader.model import ParsedFeed
from reader.sources.feeds.discovery import discover
from reader.sources.feeds.encodings import to_utf8
from reader.sources.feeds.errors import EmptyFeedError, FeedTooManyError, NotAFeedError
from reader.sources.feeds.limits import MAX_MARKUP
from reader.sources.feeds.making import make
from reader.sources.feeds.raw import RawFeed
from reader.sources.feeds.sniffing import Sniffed, sniff


def parse(body: bytes, *, url: str, media_type: str | None = None, charset: str | None = None) -> ParsedFeed:
    """The feed that came from `url`: RSS 0.9x, 1.0 and 2.0, Atom, or JSON Feed.

    `media_type` and `charset` are what the server says; the feed is read as what it is. Raises subclasses of
    `FeedError`: `NotAFeedError` with the feeds that a web page links to, `EmptyFeedError`, `BrokenFeedError`, and
    `FeedTooDeepError`, `FeedTooManyError`, `FeedTooLargeError` for what `limits` refuses.
    """
    decoded = to_utf8(body, charset)
    data = decoded.data.strip()
    if not data:
        raise EmptyFeedError
    if data.count(b"<") > MAX_MARKUP:
        raise FeedTooManyError
    raw = _read(data, url, media_type)
    if decoded.notice:
        raw.notices.append(decoded.notice)
    return make(raw, url)


def parse_common(body: bytes, *, url: str, charset: str | None = None) -> ParsedFeed | None:
    """The same for RSS and Atom as most programs write them: 30 ms a megabyte, and at worst 400.

    None if it is anything else, or if anything is unusual about it; `parse` then has a closer look.
    """
    from reader.sources.feeds import fast

    decoded = to_utf8(body, charset)
    raw = None if decoded.notice else fast.read(decoded.data.strip(), url)
    return make(raw, url) if raw is not None else None


def _read(data: bytes, url: str, media_type: str | None) -> RawFeed:
    # Each of these takes long to import, and most runs of postil need one of them or none.
    if data.startswith((b"{", b"[")):
        from reader.sources.feeds import jsonfeed

        return jsonfeed.read(data)
    from reader.sources.feeds import fast

    raw = fast.read(data, url)
    if raw is not None:
        return raw
    sniffed = sniff(data.decode("utf-8", "replace"))
    if not sniffed.root:
        raise _not_a_feed(data, sniffed, url, media_type)
    from reader.sources.feeds import conformant

    return conformant.read(data, sniffed, url)


def _not_a_feed(data: bytes, sniffed: Sniffed, url: str, media_type: str | None) -> NotAFeedError:
    if sniffed.is_page:
        candidates = discover(data, url)
        return NotAFeedError(f"This is a web page, not a feed; {_counted(len(candidates))} on it.", candidates)
    if sniffed.first == "opml":
        return NotAFeedError("This is a list of feeds in OPML, not a feed; `postil import` takes it in.")
    if sniffed.first:
        return NotAFeedError(f"This is not a feed but XML of another kind: <{sniffed.first}>.")
    said = f" The server calls it {media_type}." if media_type else ""
    return NotAFeedError(f"This is neither a feed nor a web page.{said}")


def _counted(count: int) -> str:
    if not count:
        return "found no feed"
    return "found 1 feed" if count == 1 else f"found {count} feeds"
