"""Which of the articles the list shows."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import Enum

from reader.model import Article
from reader.services.reading import ArticleRow
from reader.text.fold import fold


class Show(Enum):
    """A choice of articles, with its name on screen."""

    ALL = "All articles"
    UNREAD = "Unread"
    ANNOTATED = "Annotated"
    STARRED = "Starred"


def _shown(row: ArticleRow, show: Show) -> bool:
    match show:
        case Show.ALL:
            return True
        case Show.UNREAD:
            return not row.article.read
        case Show.ANNOTATED:
            return row.highlights > 0
        case Show.STARRED:
            return row.starred


def filter_rows(rows: Iterable[ArticleRow], show: Show, query: str, keep: str | None = None) -> list[ArticleRow]:
    """The rows of that choice which have every word of `query` in title, source, author or tags.

    The article with the id `keep` stays even when it is no longer of the choice: what is being read does not
    vanish from the list because it has been read.
    """
    words = fold(query).split()
    return [
        row for row in rows if (_shown(row, show) or row.article.id == keep) and (not words or _has(row, words))
    ]


def _has(row: ArticleRow, words: Sequence[str]) -> bool:
    article = row.article
    tags = row.mark.tags if row.mark else ()
    searched = fold("\n".join((article.title, article.source or "", article.author or "", *tags)))
    return all(word in searched for word in words)


def marked_read(rows: Iterable[ArticleRow], article: Article) -> list[ArticleRow]:
    """The rows, the one of `article` as read."""
    return [
        replace(row, article=replace(row.article, read=True)) if row.article.id == article.id else row
        for row in rows
    ]


def describe(rows: Sequence[ArticleRow], show: Show, query: str) -> str:
    """The list in a few words: "All articles 14 · 3 unread"."""
    unread = sum(not row.article.read for row in rows)
    parts = [f"{show.value} {len(rows)}"]
    if unread and show is not Show.UNREAD:
        parts.append(f"{unread} unread")
    if query:
        parts.append(f"with “{query}”")
    return " · ".join(parts)
