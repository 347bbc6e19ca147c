"""Homes of postil with many articles and notes in them, made in seconds."""

import random
import sqlite3
from contextlib import closing
from pathlib import Path

from benchmarks.articles import article
from benchmarks.storage import annotations
from reader.annotations.store import AnnotationStore, Put
from reader.document.markdown import from_markdown
from reader.library import ArticleSource, Library, NewArticle, SourceFormat

TEXTS = 20
"""How many different texts the many articles have."""


def fill_library(home: Path, count: int) -> None:
    """Put `count` small articles into the library: a few as always, the others as copies of their rows."""
    path = home / "library.db"
    with Library(path) as library:
        for seed in range(TEXTS):
            source = article(600, seed)
            document = from_markdown(source)
            original = ArticleSource(source, SourceFormat.MARKDOWN)
            library.add(NewArticle(document.blocks[0].text, 100, original), document)
    with closing(sqlite3.connect(path)) as connection, connection:
        articles = connection.execute(
            "SELECT id, text_sha256, text_version, words, added FROM articles"
        ).fetchall()
        many = [(number, *articles[number % len(articles)]) for number in range(count - TEXTS)]
        connection.executemany(
            """INSERT INTO articles (id, title, text_sha256, text_version, words, added, source, published, recency)
            VALUES (?, ?, ?, ?, ?, ?, 'The Harbour Post', ?, ?)""",
            [
                (f"{n:016x}", f"Harbour wall, report {n}", sha, version, words, added, _day(n), _day(n))
                for n, _, sha, version, words, added in many
            ],
        )
        connection.executemany(
            """INSERT INTO revisions SELECT ?, text_sha256, text_version, captured, format, source, document
            FROM revisions WHERE article_id = ?""",
            [(f"{n:016x}", original) for n, original, *_ in many],
        )


def fill_notes(home: Path, count: int) -> None:
    """Put `count` annotations into the notes."""
    notes = AnnotationStore(home / "notes.json")
    notes.apply([Put(annotation) for annotation in annotations(count, random.Random(7))])
    notes.close()


def _day(number: int) -> str:
    return f"{2024 - number // 336 % 40}-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}"
