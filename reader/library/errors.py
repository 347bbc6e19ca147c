"""What can go wrong with the library, and how SQLite's errors become sentences."""

import sqlite3
from pathlib import Path

from reader.model import NothingFoundError, PostilError

_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_NOT_UTF8 = "Could not decode to UTF-8"
"""How Python's sqlite3 itself, which has no codes, begins to say that."""
_NO_WRITING = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN)
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


class LibraryError(PostilError):
    """The library cannot be opened, read or written."""


class LibraryNewerError(LibraryError):
    """The library was written by a later version of postil."""


class LibraryDamagedError(LibraryError):
    """The library turned out to be damaged while it was in use."""


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


class AccountNotFoundError(LibraryError, NothingFoundError):
    """No account goes by that reference."""


class AccountAmbiguousError(LibraryError):
    """More than one account goes by that reference."""


def is_damage(error: sqlite3.Error) -> bool:
    """Whether SQLite says that the file is no database or a broken one, or has text that is not UTF-8."""
    code = _primary_code(error)
    return code in _DAMAGE or (code is None and str(error).startswith(_NOT_UTF8))


def is_protected(error: sqlite3.Error) -> bool:
    """Whether SQLite says that the file, or one it needs beside it, may not be written."""
    return _primary_code(error) in _NO_WRITING


def explained(error: sqlite3.Error, path: Path) -> LibraryError:
    """The sentence for an error of SQLite that is not damage."""
    code = _primary_code(error)
    if code in _BUSY:
        return LibraryError(f"The library {path} is in use by another program. Try again in a moment.")
    if code == sqlite3.SQLITE_FULL:
        return LibraryError(f"The disk is full: the library {path} cannot grow. Make some room and try again.")
    if code == sqlite3.SQLITE_READONLY:
        return LibraryError(f"The library {path} is read-only. Check its permissions and those of its folder.")
    if code == sqlite3.SQLITE_CANTOPEN:
        return LibraryError(f"The library {path} cannot be opened. Check that it is a file that you may write.")
    return LibraryError(f"The library {path} cannot be used: {error}.")


def _primary_code(error: sqlite3.Error) -> int | None:
    """SQLite's primary result code (the low byte of an extended one)."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF
