"""`library.db`: articles, every text they ever had, what is read, and cached analyses. It can be rebuilt."""

from reader.library.checking import LibraryFinding, check
from reader.library.errors import (
    ArticleAmbiguousError,
    ArticleNotFoundError,
    LibraryDamagedError,
    LibraryError,
    LibraryNewerError,
)
from reader.library.library import Library
from reader.library.records import ArticleSource, FileState, NewArticle, Revision, SourceFormat

__all__ = [
    "ArticleAmbiguousError",
    "ArticleNotFoundError",
    "ArticleSource",
    "FileState",
    "Library",
    "LibraryDamagedError",
    "LibraryError",
    "LibraryFinding",
    "LibraryNewerError",
    "NewArticle",
    "Revision",
    "SourceFormat",
    "check",
]
