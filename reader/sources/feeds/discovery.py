"""The feeds that a web page links to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from reader.document.limits import MAX_TITLE
from reader.sources.feeds.limits import MAX_CANDIDATES, MAX_LINKS, MAX_PAGE
from reader.sources.feeds.links import absolute
from reader.sources.feeds.markup import unescaped
from reader.text.sanitize import clean

# A quoted value may hold "<" and ">"; how far its end is looked for bounds what a hostile page can cost.
_TAG = re.compile(
    r"""<!--|<(script|style|template|textarea)(?=[\s>/])"""
    r"""|<(base|link|a)(?=[\s>/])((?:[^<>"']|"[^"]{0,1000}"|'[^']{0,1000}')*+)>""",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"""(?<![\w:.-])([A-Za-z-]{1,20}+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))""")
_ANCHOR_TEXT = re.compile(r"[^<]{0,200}")
_MEDIA_TYPES = frozenset(
    ("application/atom+xml", "application/feed+json", "application/rdf+xml", "application/rss+xml",
     "application/xml", "text/rss", "text/xml")
)  # fmt: skip
# Other things than feeds are named with this type as well.
_JSON = "application/json"
_LIKE_A_FEED = re.compile(
    r"https?://feeds?\.|[/.?&=_-](?:feeds?|rss2?|atom|rdf|index\.xml)(?:\.(?:xml|json|php|rdf))?(?:[/?#&=]|$)",
    re.IGNORECASE,
)
_OF_COMMENTS = re.compile("comment", re.IGNORECASE)
_NAMED, _GUESSED = 0, 1
_COMMENTS_COME_LATER_BY = 2


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed that a page links to. `title` is what the page calls it, empty if it does not say."""

    url: str
    title: str = ""
    media_type: str | None = None


class _Tag(NamedTuple):
    name: str
    attributes: dict[str, str]
    text: str


def discover(html: str | bytes, base_url: str) -> tuple[FeedLink, ...]:
    """The feeds that a page at `base_url` links to, the likeliest first, at most `MAX_CANDIDATES`.

    First come those that its head names, then links that look like a feed's, last of both the feeds of comments. Only
    http and https addresses that are on the page are given, each once.
    """
    page = html.decode("utf-8", "replace") if isinstance(html, bytes) else html
    tags = list(islice(_tags(page[:MAX_PAGE]), MAX_LINKS))
    bases = (absolute(tag.attributes.get("href", ""), base_url) for tag in tags if tag.name == "base")
    base = next((base for base in bases if base), base_url)
    ranks: dict[FeedLink, int] = {}
    seen: set[str] = set()
    for tag in tags:
        found = _candidate(tag, base)
        if found is not None and found[1].url not in seen:
            seen.add(found[1].url)
            ranks[found[1]] = found[0]
    return tuple(sorted(ranks, key=ranks.__getitem__))[:MAX_CANDIDATES]


def _tags(page: str) -> Iterator[_Tag]:
    """The tags that may matter, each with the text behind it; not those in comments and scripts."""
    position = 0
    while tag := _TAG.search(page, position):
        unread, name, attributes = tag.groups()
        if name:
            yield _Tag(name.lower(), _attributes(attributes), _text_behind(page, tag.end()))
            position = tag.end()
            continue
        end = re.compile(f"</{unread}" if unread else "-->", re.IGNORECASE).search(page, tag.end())
        if end is None:
            return
        position = end.end()


def _attributes(text: str) -> dict[str, str]:
    attributes: dict[str, str] = {}
    for found in _ATTRIBUTE.finditer(text):
        attributes.setdefault(found[1].lower(), unescaped(found[2] or found[3] or found[4] or ""))
    return attributes


def _text_behind(page: str, position: int) -> str:
    text = _ANCHOR_TEXT.match(page, position)
    return unescaped(text[0]) if text else ""


def _candidate(tag: _Tag, base: str) -> tuple[int, FeedLink] | None:
    """What a tag links to if it is a feed, and how far behind the likeliest it belongs."""
    attributes = tag.attributes
    url = absolute(attributes.get("href", ""), base)
    if url is None or tag.name == "base":
        return None
    media_type = attributes.get("type", "").partition(";")[0].strip().lower()
    if not (_is_named(attributes, media_type, url) if tag.name == "link" else _LIKE_A_FEED.search(url)):
        return None
    title = attributes.get("title") or (tag.text if tag.name == "a" else "")
    link = FeedLink(url, clean(title, one_line=True, max_length=MAX_TITLE), media_type or None)
    is_of_comments = _OF_COMMENTS.search(url) or _OF_COMMENTS.search(link.title)
    rank = _NAMED if tag.name == "link" else _GUESSED
    return rank + (_COMMENTS_COME_LATER_BY if is_of_comments else 0), link


def _is_named(attributes: dict[str, str], media_type: str, url: str) -> bool:
    relations = attributes.get("rel", "").lower().split()
    if "feed" in relations:
        return True
    is_feed = media_type in _MEDIA_TYPES or (media_type == _JSON and _LIKE_A_FEED.search(url) is not None)
    return "alternate" in relations and is_feed
