"""CSV in the shape that Readwise imports: a highlight a row, tags as `.tag` at the beginning of its note.

There is no place in it for what was written on a whole article, for colours and for speakers.
"""

import re
from collections.abc import Iterable, Iterator

from reader.exchange.exports.csv_text import row
from reader.exchange.records import ArticleNotes, CitedArticle
from reader.model import Annotation

_UNFIT_IN_TAG = re.compile(r"[^\w/-]+")

HEADER = ("Highlight", "Title", "Author", "URL", "Note", "Location", "Date")


def rows(notes: Iterable[ArticleNotes]) -> Iterator[str]:
    """The rows, with their ends, the header first."""
    yield row(HEADER)
    for of_article in notes:
        for annotation in of_article.annotations:
            yield row(_values(of_article.article, annotation))


def _values(article: CitedArticle, annotation: Annotation) -> tuple[str, ...]:
    tags = " ".join(f".{tag}" for each in annotation.tags if (tag := _UNFIT_IN_TAG.sub("-", each).strip("-")))
    return (
        annotation.target.exact,
        article.title,
        article.author or "",
        article.url or "",
        " ".join(filter(None, (tags, annotation.note))),
        str(annotation.target.start),
        annotation.created,
    )
