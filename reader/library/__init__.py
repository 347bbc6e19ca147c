"""`library.db`: feeds, articles, every text they ever had, what is read, and cached analyses. It can be rebuilt."""

from reader.library.captures import is_whole
from reader.library.checking import LibraryFinding, check
from reader.library.errors import (
    ArticleAmbiguousError,
    ArticleNotFoundError,
    FeedAmbiguousError,
    FeedNotFoundError,
    LibraryDamagedError,
    LibraryError,
    LibraryNewerError,
    TextPendingError,
)
from reader.library.library import Library
from reader.library.querying import UnanswerableError
from reader.library.records import (
    Arrived,
    ArticleSource,
    Capture,
    FileState,
    NewArticle,
    Query,
    Revision,
    Selection,
    Settled,
    SourceFormat,
    TakenIn,
    Tally,
    Waiting,
)

__all__ = [
    "Arrived",
    "ArticleAmbiguousError",
    "ArticleNotFoundError",
    "ArticleSource",
    "Capture",
    "FeedAmbiguousError",
    "FeedNotFoundError",
    "FileState",
    "Library",
    "LibraryDamagedError",
    "LibraryError",
    "LibraryFinding",
    "LibraryNewerError",
    "NewArticle",
    "Query",
    "Revision",
    "Selection",
    "Settled",
    "SourceFormat",
    "TakenIn",
    "Tally",
    "TextPendingError",
    "UnanswerableError",
    "Waiting",
    "check",
    "is_whole",
]
