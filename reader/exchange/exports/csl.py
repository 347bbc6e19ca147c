"""The cited articles as CSL-JSON, which Zotero, Pandoc and other citation programs read."""

from collections.abc import Iterable, Iterator
from typing import Any

from reader.exchange.exports.bibliography import Keys, Name, date_parts, day_added, names
from reader.exchange.exports.json_text import json_line
from reader.exchange.records import ArticleNotes
from reader.text.sanitize import clean


def items(notes: Iterable[ArticleNotes]) -> Iterator[str]:
    """One array of items, in parts of text."""
    keys = Keys()
    yield "["
    for number, of_article in enumerate(notes):
        yield f"{',' * bool(number)}\n{json_line(_item(of_article, keys))}"
    yield "\n]\n"


def _item(notes: ArticleNotes, keys: Keys) -> dict[str, Any]:
    article = notes.article
    issued, read = date_parts(article.published), day_added(article)
    item: dict[str, Any] = {
        "id": keys.key(article),
        "type": "article-newspaper" if article.source else "webpage",
        "title": clean(article.title, one_line=True),
        "author": [_name(name) for name in names(article.author)],
        "container-title": clean(article.source or "", one_line=True),
        "issued": {"date-parts": [[*issued]]} if issued else None,
        "accessed": {"date-parts": [[read.year, read.month, read.day]]} if read and article.url else None,
        "URL": article.url,
        "language": article.language,
        "keyword": ", ".join(notes.tags),
    }
    return {key: value for key, value in item.items() if value}


def _name(name: Name) -> dict[str, str]:
    return {"family": name.family, "given": name.given} if name.given else {"literal": name.family}
