"""What a feed says, cleaned, in whichever way it was read."""

import re
from typing import NamedTuple

from reader.document.limits import MAX_TITLE
from reader.model import Enclosure, Entry, ParsedFeed
from reader.sources.feeds import dates, links, markup, people
from reader.sources.feeds.enclosures import enclosures_of
from reader.sources.feeds.keys import Identity, keys_of
from reader.sources.feeds.limits import (
    MAX_CONTENT,
    MAX_ENCLOSURES,
    MAX_ENTRIES,
    MAX_NOTICES,
    MAX_RAW_TITLE,
    MAX_TITLE_FROM_TEXT,
)
from reader.sources.feeds.raw import RawEntry, RawFeed, RawText
from reader.sources.feeds.refreshing import refresh_of
from reader.text.sanitize import clean

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}")


def make(raw: RawFeed, url: str) -> ParsedFeed:
    """The feed that was read from `url`."""
    maker = _Maker(url)
    entries = maker.entries(raw)
    return ParsedFeed(
        title=_title(raw.title),
        entries=entries,
        url=links.absolute(raw.self_link, url),
        site_url=links.absolute(raw.site_link, url),
        language=_language(raw.language),
        refresh=refresh_of(raw),
        notices=(*raw.notices, *maker.notices)[:MAX_NOTICES],
    )


class _Known(NamedTuple):
    """An entry with what is needed before its key is known."""

    raw: RawEntry
    text: RawText | None
    title: str
    url: str | None
    published: str | None
    updated: str | None
    enclosures: tuple[Enclosure, ...]


class _Maker:
    """Makes the entries of one feed, and a sentence for each thing that was left out."""

    def __init__(self, url: str) -> None:
        self._url = url
        self.notices: list[str] = []

    def entries(self, raw: RawFeed) -> tuple[Entry, ...]:
        """The entries that say anything, each once, in the feed's own order."""
        known = self._newest([self._known(entry) for entry in raw.entries], raw.left_out)
        kept: dict[str, _Known] = {}
        for key, one in zip(keys_of([_identity(one) for one in known]), known, strict=True):
            if key and (key not in kept or _last_change(one) > _last_change(kept[key])):
                kept[key] = one
        authors = people.names(raw.authors)
        return tuple(self._entry(key, one, authors) for key, one in kept.items())

    def _known(self, raw: RawEntry) -> _Known:
        url = links.absolute(raw.link, self._url)
        if url is None and links.is_web(raw.id):
            url = links.absolute(raw.id, self._url)
        updated = dates.iso(raw.updated)
        published = dates.iso(raw.published) or dates.iso(raw.created) or updated
        text = _longest(raw.contents + raw.summaries) or _longest(raw.captions)
        return _Known(
            raw, text, _title(raw.title), url, published, updated, enclosures_of(raw.enclosures, self._url)
        )

    def _newest(self, known: list[_Known], left_out: int) -> list[_Known]:
        if left_out:
            self.notices.append(
                f"The feed has {len(known) + left_out:,} entries; the first {len(known):,} were taken."
            )
        if len(known) <= MAX_ENTRIES:
            return known
        self.notices.append(f"The feed has {len(known):,} entries; the newest {MAX_ENTRIES:,} were taken.")
        by_age = sorted(range(len(known)), key=lambda index: -dates.moment(known[index].published))
        return [known[index] for index in sorted(by_age[:MAX_ENTRIES])]

    def _entry(self, key: str, known: _Known, authors: str | None) -> Entry:
        raw, text, title, url, published, updated, enclosures = known
        html = markup.html(text) if text else ""
        title = title or markup.beginning(html, MAX_TITLE_FROM_TEXT)
        if len(enclosures) > MAX_ENCLOSURES:
            self.notices.append(
                f"“{title}” comes with {len(enclosures):,} files; the first {MAX_ENCLOSURES} were taken."
            )
        return Entry(
            key=key,
            title=title,
            url=url,
            author=people.names(raw.authors) or authors,
            published=published,
            updated=updated,
            html=self._finished(html, title, self._base_of(text, url)),
            is_excerpt=not any(text is content for content in raw.contents),
            language=_language((text.language if text else None) or raw.language),
            enclosures=enclosures[:MAX_ENCLOSURES],
        )

    def _base_of(self, text: RawText | None, page: str | None) -> str:
        """What relative links in a text count from: what it says, else its page, else the feed."""
        declared = links.absolute(text.base, self._url) if text and text.base else None
        return declared or page or self._url

    def _finished(self, html: str, title: str, base: str) -> str:
        if len(html) > MAX_CONTENT:
            html = html[:MAX_CONTENT]
            self.notices.append(f"“{title}” has more than {MAX_CONTENT:,} characters; the rest was left out.")
        return links.resolved(html, base)


def _title(text: RawText | None) -> str:
    if text is None:
        return ""
    beginning = RawText(text.value[:MAX_RAW_TITLE], text.kind)
    return clean(markup.plain(beginning), one_line=True, max_length=MAX_TITLE)


def _identity(known: _Known) -> Identity:
    raw = known.raw
    says = ""
    if not raw.id:
        says = (
            known.published
            or (known.text.value if known.text else "")
            or "".join(each.url for each in known.enclosures)
        )
    return Identity(id=clean(raw.id, one_line=True), url=known.url or "", title=known.title, says=says)


def _last_change(known: _Known) -> float:
    return dates.moment(known.updated or known.published)


def _longest(texts: list[RawText]) -> RawText | None:
    """The longest text, the first of several; None if all are empty."""
    longest = max(texts, key=lambda text: len(text.value), default=None)
    return longest if longest and longest.value else None


def _language(text: str) -> str | None:
    tag = text.strip().replace("_", "-")
    return tag if _LANGUAGE.fullmatch(tag) else None
