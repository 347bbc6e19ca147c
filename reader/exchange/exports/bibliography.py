"""What bibliographies want to know of an article: who wrote it, when, and a key to cite it by."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from reader.exchange.records import CitedArticle
from reader.text.fold import fold
from reader.text.sanitize import clean

_BETWEEN_NAMES = re.compile(r"\s*;\s*|\s+(?:and|und|et|y|e|&)\s+")
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_KEY_CHARACTERS = re.compile(r"[^a-z0-9]+")
_KEY_ID_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name in its two parts; one that has only one, as organisations have, is all `family`."""

    family: str
    given: str = ""


def names(author: str | None) -> list[Name]:
    """The names in what an article gives as its author."""
    written = clean(author or "", one_line=True)
    parts = [part for part in _BETWEEN_NAMES.split(written) if part]
    # A comma parts full names, or a family name from a given one: "Ann Ferry, Ben Macron", and "Ferry, Ann".
    split = [part.split(", ") for part in parts]
    flat = [
        name
        for commas in split
        for name in (commas if all(" " in name for name in commas) else [", ".join(commas)])
    ]
    return [_name(name) for name in flat]


def date_parts(published: str | None) -> tuple[int, ...]:
    """Year, month and day, as far as they are known."""
    found = _DATE.match(published or "")
    if not found:
        return ()
    parts = tuple(int(part) for part in found.groups() if part)
    try:
        date(*(*parts, 1, 1)[:3])
    except ValueError:
        return parts[:1]
    return parts


def day_added(article: CitedArticle) -> date | None:
    """The day on which the article was read in, in UTC."""
    try:
        return datetime.fromisoformat(article.added).date() if article.added else None
    except ValueError:
        return None


class Keys:
    """Keys of articles, such as `ferry-2025-3f1c30a2`: the same in every export, and each once in one."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def key(self, article: CitedArticle) -> str:
        """The key of an article."""
        authors, year = names(article.author), date_parts(article.published)[:1]
        beginning = _plain(authors[0].family) if authors else _plain(article.source or "") or "article"
        identifier = _plain(article.id)
        key = "-".join((beginning, *map(str, year), identifier[:_KEY_ID_DIGITS]))
        if key in self._given:
            key = "-".join((beginning, *map(str, year), identifier))
        self._given.add(key)
        return key


def _plain(text: str) -> str:
    return _KEY_CHARACTERS.sub("", fold(text))


def _name(text: str) -> Name:
    if ", " in text:
        family, _, given = text.partition(", ")
        return Name(family, given)
    words = text.split(" ")
    # "Ursula von der Leyen": the family name begins with the first small letter, else it is the last word.
    at = next((i for i, word in enumerate(words) if 0 < i < len(words) - 1 and word.islower()), len(words) - 1)
    return Name(" ".join(words[at:]), " ".join(words[:at]))
