"""What is known of an article from its front matter, sidecar, page head and file, the first that says it first."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from reader.document.limits import MAX_TITLE
from reader.sources.limits import MAX_URL
from reader.text.sanitize import clean

MAX_NAME = 200
"""Code points of an author's or a source's name."""

# The names that files give a value, the first that is there counts.
_TITLE = ("title",)
_AUTHOR = ("author", "authors", "byline", "creator")
_SOURCE = ("source", "publication", "publisher", "site", "site_name")
_URL = ("url", "link", "canonical", "source")
_PUBLISHED = ("published", "date", "publishdate", "created")
_LANGUAGE = ("language", "lang")

_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8}){0,4}")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What files say of an article; None is what they do not. `notices` are sentences about what was left out."""

    title: str | None
    author: str | None
    source: str | None
    url: str | None
    published: str | None
    language: str | None
    notices: tuple[str, ...]


def combined(*values: Mapping[str, str]) -> Metadata:
    """What the mappings say together, an earlier one before a later; keys are in lower case."""
    notices: list[str] = []
    return Metadata(
        title=_name(values, _TITLE, MAX_TITLE),
        author=_name(values, _AUTHOR, MAX_NAME),
        source=_name(values, _SOURCE, MAX_NAME),
        url=_url(values, notices),
        published=_published(values, notices),
        language=_language(values, notices),
        notices=tuple(notices),
    )


def _first(values: tuple[Mapping[str, str], ...], keys: tuple[str, ...]) -> str | None:
    """The value of the earliest mapping that has one of the keys."""
    for mapping in values:
        for key in keys:
            if value := mapping.get(key, "").strip():
                return value
    return None


def _name(values: tuple[Mapping[str, str], ...], keys: tuple[str, ...], max_length: int) -> str | None:
    # Some programs write the page's address as its source.
    named = tuple({key: value for key, value in mapping.items() if not _is_web(value)} for mapping in values)
    found = _first(named, keys)
    return clean(found, one_line=True, max_length=max_length) or None if found else None


def _url(values: tuple[Mapping[str, str], ...], notices: list[str]) -> str | None:
    given = tuple(
        {key: value for key, value in mapping.items() if key != "source" or _is_web(value)} for mapping in values
    )
    found = _first(given, _URL)
    if found is None or _is_web(found):
        return found
    notices.append(f"Its URL “{_shown(found)}” was left out: only http and https addresses are kept.")
    return None


def _published(values: tuple[Mapping[str, str], ...], notices: list[str]) -> str | None:
    found = _first(values, _PUBLISHED)
    if found is None:
        return None
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = read(found)
        except (ValueError, TypeError, OverflowError):
            continue
        return found if read == datetime.fromisoformat else moment.isoformat()
    notices.append(f"Its date “{_shown(found)}” was left out: a date is written like 2024-05-31.")
    return None


def _language(values: tuple[Mapping[str, str], ...], notices: list[str]) -> str | None:
    found = _first(values, _LANGUAGE)
    if found is None:
        return None
    if _LANGUAGE_TAG.fullmatch(found):
        return found.replace("_", "-")
    notices.append(f"Its language “{_shown(found)}” was left out: a language is written like en or pt-BR.")
    return None


def _is_web(value: str) -> bool:
    if len(value) > MAX_URL or any(character.isspace() or not character.isprintable() for character in value):
        return False
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme.lower() in {"http", "https"} and bool(parts.netloc)


def _shown(value: str) -> str:
    return clean(value, one_line=True, max_length=60)
