"""`library.db`: feeds, articles, every text they ever had, what is read, and cached analyses. It can be rebuilt."""

from typing import TYPE_CHECKING

from reader.faces import face

if TYPE_CHECKING:
    from reader.library.account_records import (
        AccountFeed,
        AccountItem,
        KnownFeed,
        KnownItem,
        NewItem,
        ServerAccount,
    )
    from reader.library.captures import is_whole
    from reader.library.checking import LibraryFinding, check
    from reader.library.errors import (
        AccountAmbiguousError,
        AccountNotFoundError,
        ArticleAmbiguousError,
        ArticleNotFoundError,
        FeedAmbiguousError,
        FeedNotFoundError,
        LibraryDamagedError,
        LibraryError,
        LibraryNewerError,
        TextPendingError,
    )
    from reader.library.feed_records import Arrived, Settled, TakenIn, Waiting
    from reader.library.library import Library
    from reader.library.records import ArticleSource, Capture, FileState, NewArticle, Revision, SourceFormat
    from reader.library.selections import Query, Selection, Tally
else:
    __getattr__ = face(
        __name__,
        {
            "account_records": (
                "AccountFeed",
                "AccountItem",
                "KnownFeed",
                "KnownItem",
                "NewItem",
                "ServerAccount",
            ),
            "captures": ("is_whole",),
            "checking": ("LibraryFinding", "check"),
            "errors": (
                "AccountAmbiguousError",
                "AccountNotFoundError",
                "ArticleAmbiguousError",
                "ArticleNotFoundError",
                "FeedAmbiguousError",
                "FeedNotFoundError",
                "LibraryDamagedError",
                "LibraryError",
                "LibraryNewerError",
                "TextPendingError",
            ),
            "feed_records": ("Arrived", "Settled", "TakenIn", "Waiting"),
            "library": ("Library",),
            "records": ("ArticleSource", "Capture", "FileState", "NewArticle", "Revision", "SourceFormat"),
            "selections": ("Query", "Selection", "Tally"),
        },
    )

__all__ = [
    "AccountAmbiguousError",
    "AccountFeed",
    "AccountItem",
    "AccountNotFoundError",
    "Arrived",
    "ArticleAmbiguousError",
    "ArticleNotFoundError",
    "ArticleSource",
    "Capture",
    "FeedAmbiguousError",
    "FeedNotFoundError",
    "FileState",
    "KnownFeed",
    "KnownItem",
    "Library",
    "LibraryDamagedError",
    "LibraryError",
    "LibraryFinding",
    "LibraryNewerError",
    "NewArticle",
    "NewItem",
    "Query",
    "Revision",
    "Selection",
    "ServerAccount",
    "Settled",
    "SourceFormat",
    "TakenIn",
    "Tally",
    "TextPendingError",
    "Waiting",
    "check",
    "is_whole",
]
