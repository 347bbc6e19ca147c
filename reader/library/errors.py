"""What can go wrong with the library, and how SQLite's errors become sentences."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from reader.model import NothingFoundError, PostilError

_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_SHOWN = 80
"""How many characters of what was asked for a sentence repeats, at most."""
_NOT_UTF8 = "Could not decode to UTF-8"
"""How Python's sqlite3 itself, which has no codes, begins to say that."""
_NO_WRITING = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN)
_IN_USE = "The library {} is in use by another program. Try again in a moment."
_SENTENCES = {
    sqlite3.SQLITE_BUSY: _IN_USE,
    sqlite3.SQLITE_LOCKED: _IN_USE,
    sqlite3.SQLITE_FULL: "The disk is full: the library {} cannot be used. Make some room and try again.",
    sqlite3.SQLITE_READONLY: "The library {} is read-only. Check its permissions and those of its folder.",
    sqlite3.SQLITE_CANTOPEN: "The library {} cannot be opened. Check that it is a file that you may write.",
}


class LibraryError(PostilError):
    """The library cannot be opened, read or written."""


class LibraryNewerError(LibraryError):
    """The library was written by a later version of postil."""


class LibraryDamagedError(LibraryError):
    """The library turned out to be damaged while it was in use."""


class IndexDamagedError(LibraryError):
    """An index of words is damaged; it can be made anew from the texts that it is of."""


class NoteIndexDamagedError(IndexDamagedError):
    """The index of the notes was damaged, and has been begun anew."""


class InterruptedSearchError(LibraryError):
    """What was being looked up is no longer wanted."""

    def __init__(self) -> None:
        super().__init__("The search was given up.")


class ArticleNotFoundError(LibraryError, NothingFoundError):
    """No article goes by that reference."""


class ArticleAmbiguousError(LibraryError):
    """More than one article goes by that reference."""


class TextPendingError(LibraryError):
    """The text of an article that came from a feed has yet to be made a document."""

    def __init__(self, article_id: str) -> None:
        super().__init__(
            f"The text of the article {article_id} has not been read in yet. Open it again in a moment."
        )
        self.article_id = article_id


class FeedNotFoundError(LibraryError, NothingFoundError):
    """No feed goes by that reference."""


class FeedAmbiguousError(LibraryError):
    """More than one feed goes by that reference."""


class EntityNotFoundError(LibraryError, NothingFoundError):
    """No article names an entity with that key."""

    def __init__(self, key: str) -> None:
        shown = _shown(key)
        super().__init__(
            f"No list of names has “{shown}”: it may be hidden, or one of very many names in its article. "
            "`postil entities` lists who is named, with their keys."
        )


class EntityAmbiguousError(LibraryError):
    """Several entities are found by the same words."""

    def __init__(self, words: str, keys: Sequence[str]) -> None:
        shown = _shown(words)
        super().__init__(f"Several are called “{shown}”: {', '.join(keys)}. Name one by its key.")


class AccountNotFoundError(LibraryError, NothingFoundError):
    """No account goes by that reference."""


class AccountAmbiguousError(LibraryError):
    """More than one account goes by that reference."""


def is_damage(error: sqlite3.Error) -> bool:
    """Whether SQLite says that the file is no database or a broken one, or has text that is not UTF-8."""
    code = _primary_code(error)
    return code in _DAMAGE or (code is None and str(error).startswith(_NOT_UTF8))


def is_index_damage(error: sqlite3.Error) -> bool:
    """Whether SQLite says that it is a full-text index that is broken, and not the file."""
    return getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_CORRUPT_VTAB


def is_protected(error: sqlite3.Error) -> bool:
    """Whether SQLite says that the file, or one it needs beside it, may not be written."""
    return _primary_code(error) in _NO_WRITING


def explained(error: sqlite3.Error, path: Path) -> LibraryError:
    """The sentence for an error of SQLite that is not damage to the file."""
    code = sqlite3.SQLITE_FULL if _has_no_room(error) else _primary_code(error)
    if is_index_damage(error):
        return IndexDamagedError(f"An index in {path} is damaged: `postil reindex` makes it anew.")
    if code == sqlite3.SQLITE_INTERRUPT:
        return InterruptedSearchError()
    sentence = _SENTENCES.get(code or 0, "The library {} cannot be used: {}.")
    return LibraryError(sentence.format(path, error))


def _has_no_room(error: sqlite3.Error) -> bool:
    """Whether there is no room for the file by which readers and writers know of each other."""
    return getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_IOERR_SHMSIZE


def _primary_code(error: sqlite3.Error) -> int | None:
    """SQLite's primary result code (the low byte of an extended one)."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF


def _shown(typed: str) -> str:
    """What the reader typed, as a sentence repeats it."""
    from reader.text.sanitize import clean  # few runs tell of this

    return clean(typed, one_line=True, max_length=_SHOWN)
