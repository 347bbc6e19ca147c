"""What a reader types to name an article: an id or the beginning of one, a path, a URL."""

from collections.abc import Callable
from pathlib import Path

from reader.library.addresses import url_key
from reader.library.errors import ArticleAmbiguousError, ArticleNotFoundError
from reader.model import Article

MIN_ID_CHARACTERS = 3
"""How much of an article's id has to be given."""

_AMBIGUOUS_SHOWN = 3
_SHOWN = 200
_BY_REFERENCE = """WHERE id = ?1 OR url = ?1 OR path = ?2 OR url_key = ?3
    OR id IN (SELECT article_id FROM file_state WHERE path = ?2)
    ORDER BY id = ?1 DESC, path IS ?2 DESC, url IS ?1 DESC, recency DESC, arrival DESC LIMIT 1"""
_BY_BEGINNING = "WHERE id >= ? AND id < ? ORDER BY id LIMIT ?"

Find = Callable[..., list[Article]]
"""Gives the articles that a clause of SQL with its parameters selects."""


def referenced(reference: str, find: Find) -> Article:
    """The article of that id, unique beginning of an id (3 characters or more), URL or path.

    Raises:
        ArticleNotFoundError: there is none.
        ArticleAmbiguousError: several ids begin like that.
    """
    if not _is_storable(reference):
        raise not_found(reference)
    is_url = "://" in reference
    found = find(_BY_REFERENCE, reference, _resolved(reference), url_key(reference) if is_url else None)
    return found[0] if found else _by_beginning(reference, find)


def not_found(reference: str) -> ArticleNotFoundError:
    """The error for a reference to nothing."""
    shown = reference[:_SHOWN].encode(errors="backslashreplace").decode() + "…" * (len(reference) > _SHOWN)
    return ArticleNotFoundError(
        f"No article has the id, path or URL “{shown}”. `postil list` shows the articles and their ids."
    )


def _by_beginning(reference: str, find: Find) -> Article:
    beginning = reference.lower()
    if not beginning or not set(beginning) <= set("0123456789abcdef"):
        raise not_found(reference)
    if len(beginning) < MIN_ID_CHARACTERS:
        raise ArticleNotFoundError(
            f"“{reference}” is too short: give at least {MIN_ID_CHARACTERS} characters of an article's id."
        )
    found = find(_BY_BEGINNING, beginning, beginning + "g", _AMBIGUOUS_SHOWN + 1)
    if not found:
        raise not_found(reference)
    if len(found) > 1:
        named = "; ".join(f"{article.id} ({article.title})" for article in found[:_AMBIGUOUS_SHOWN])
        more = " and others" if len(found) > _AMBIGUOUS_SHOWN else ""
        raise ArticleAmbiguousError(
            f"The ids of several articles begin with “{reference}”: {named}{more}. Give more of the id."
        )
    return found[0]


def _is_storable(text: str) -> bool:
    """Whether SQLite can compare with it: a file name that is not UTF-8 holds lone surrogates."""
    return not any("\ud800" <= character <= "\udfff" for character in text)


def _resolved(reference: str) -> str:
    """The absolute path that a reference stands for, or the reference where it cannot be one."""
    try:
        return str(Path(reference).resolve())
    except (OSError, RuntimeError, ValueError):
        return reference
