"""What is known of a web page: what it says in its head, and what was found in it."""

import re
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from reader.sources.metadata import Metadata, combined
from reader.text.fold import fold

_SITE_AFTER_TITLE = re.compile(r"(.+\S)\s+[-–—|·»]\s+(.+)")
_BY = re.compile(r"by\s+", re.IGNORECASE)
_VARIANTS = re.compile(r"(?:www|m|mobile|amp)\.")


def about_page(said: Mapping[str, str], found: Mapping[str, str], *, url: str) -> Metadata:
    """What is known of the page at `url`, from what its head says and from what was found in it.

    Who wrote it and what it is called are found best, when it was published is said best. Its URL is the one that it
    calls its own, if that is on the same site: on another it could be that of somebody else's article.
    """
    by_head, by_search = combined(said), combined(found)
    source = by_search.source or by_head.source
    return replace(
        by_head,
        title=_without_site(by_search.title or by_head.title, source),
        author=by_search.author or _name_alone(by_head.author),
        source=source,
        url=by_head.url if by_head.url and _site(by_head.url) == _site(url) else url,
        published=by_head.published or by_search.published,
        notices=(),
    )


def _without_site(title: str | None, site: str | None) -> str | None:
    parts = _SITE_AFTER_TITLE.fullmatch(title) if title and site else None
    return parts[1] if parts and fold(parts[2]) == fold(site or "") else title


def _name_alone(author: str | None) -> str | None:
    """The name of an author, if it is one and not what somebody is called on another site."""
    return None if author is None or author.startswith("@") else _BY.sub("", author, count=1)


def _site(url: str) -> str:
    return _VARIANTS.sub("", (urlsplit(url).hostname or "").lower(), count=1)
