"""The library: a table of articles beside every text they have had, in one SQLite file."""

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from operator import itemgetter
from pathlib import Path
from types import NoneType, TracebackType
from typing import Any, Self

from reader.document.blocks import TEXT_VERSION, Document
from reader.document.codec import decode
from reader.document.errors import DamagedDocumentError
from reader.library.accounts import Accounts
from reader.library.arrivals import Arrivals
from reader.library.captures import Captures, keep_capture
from reader.library.conditions import AMONG_IDS, json_array
from reader.library.database import Database
from reader.library.errors import TextPendingError
from reader.library.feeds import Feeds
from reader.library.identity import fate_of
from reader.library.records import (
    ArticleSource,
    Capture,
    FileState,
    NewArticle,
    Revision,
    Selection,
    Settled,
    SourceFormat,
    Tally,
)
from reader.library.references import not_found, referenced
from reader.library.rules import Rules
from reader.library.selecting import NEWEST_FIRST, condition
from reader.library.text_index import WordIndex
from reader.library.writing import give_text, write_article, write_revision
from reader.model import Article, Enclosure

_SELECT = """SELECT recency, id, title, text_sha256, text_version, words, added, source, author, url, published,
    language, path, read, excerpt FROM articles """
_Types = frozenset[type]
_TEXT, _NUMBER, _MAYBE_TEXT = _Types([str]), _Types([int]), _Types([str, NoneType])
_COLUMN_TYPES = (*[_TEXT] * 4, _NUMBER, _NUMBER, _TEXT, *[_MAYBE_TEXT] * 6, _NUMBER, _NUMBER)
_SELECT_ID = "SELECT id FROM articles"
_SELECT_TALLY = "SELECT count(*), count(*) - total(read) FROM articles"
_AMONG = f"WHERE {AMONG_IDS}"
_LATEST_FIRST = "ORDER BY arrival DESC"

# Inside the class, `list` is its method.
Articles = list[Article]
Rows = list[tuple[Any, ...]]
Ids = list[str]


class Library:
    """The articles that postil knows; safe to use from several threads, and from several processes at once.

    Every method raises `LibraryError` when the file cannot be read or written.
    """

    def __init__(self, path: Path) -> None:
        """Open the library at `path`, beginning or migrating it as needed.

        Raises:
            LibraryNewerError: a later version of postil wrote it.
            LibraryError: it cannot be opened, or is some other program's database.
        """
        self._database = Database(path)
        self.feeds = Feeds(self._database)
        self.arrivals = Arrivals(self._database)
        self.captures = Captures(self._database)
        self.rules = Rules(self._database)
        self.words = WordIndex(self._database)
        self.accounts = Accounts(self._database)

    @property
    def problems(self) -> Sequence[str]:
        """A sentence for each thing that had to be mended when the library was opened."""
        return self._database.problems

    @property
    def version(self) -> int:
        """A number that grows whenever anything in the library changes, by this process or another."""
        return self._database.version()

    def close(self) -> None:
        """Close the file. The library is not usable afterwards."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    # Articles

    def add(
        self,
        new: NewArticle,
        document: Document,
        *,
        state: FileState | None = None,
        capture: Capture | None = None,
    ) -> Article:
        """Take in an article, or the present state of one that is known; give it as it is known now.

        It is a known one if its path is, else its URL, else its text. A changed text becomes a new revision,
        and the earlier ones are kept. `state` is that of the file before it was read: `unchanged` knows it.
        `capture` is kept as evidence of how its text came in.
        """
        return self.add_all([(new, document)], state=state, capture=capture)[0]

    def add_all(
        self,
        parts: Sequence[tuple[NewArticle, Document]],
        *,
        state: FileState | None = None,
        capture: Capture | None = None,
    ) -> Articles:
        """Take in the articles that one file holds, as `add` does with one, all of them or none."""
        with self._database.transaction() as connection:
            if state is not None:
                connection.execute("DELETE FROM file_state WHERE path = ?", (state.path,))
            added = []
            for part, (new, document) in enumerate(parts):
                fate = fate_of(new, document.sha256, connection)
                if fate.updates:
                    write_article(connection, fate, new, document)
                    write_revision(connection, fate.id, new.original, document)
                if state is not None:
                    connection.execute(
                        "INSERT INTO file_state (path, part, mtime_ns, size, article_id) VALUES (?, ?, ?, ?, ?)",
                        (state.path, part, state.mtime_ns, state.size, fate.id),
                    )
                if capture is not None:
                    keep_capture(connection, fate.id, capture)
                added.append(fate.id)
            return [self.get(article_id) for article_id in added]

    def give_text(self, settled: Settled, capture: Capture) -> None:
        """Give an article another text: the whole one, of which a feed had an excerpt; what else is known stays.

        `capture` is kept as evidence of how it came in. An article that is not there any more is passed over.
        """
        with self._database.transaction() as connection:
            if give_text(connection, settled):
                connection.execute("UPDATE articles SET excerpt = 0 WHERE id = ?", (settled.id,))
                keep_capture(connection, settled.id, capture)

    def get(self, article_id: str) -> Article:
        """The article of that id.

        Raises:
            ArticleNotFoundError: there is none.
        """
        found = self._articles(_SELECT + "WHERE id = ?", article_id)
        if not found:
            raise not_found(article_id)
        return found[0]

    def find(self, reference: str) -> Article:
        """The article of that id, unique beginning of an id (3 characters or more), URL or path.

        Raises:
            ArticleNotFoundError: there is none.
            ArticleAmbiguousError: several ids begin like that.
        """
        return referenced(reference, lambda clause, *parameters: self._articles(_SELECT + clause, *parameters))

    def count(self) -> int:
        """How many articles there are."""
        number: int = self._database.rows("SELECT count(*) FROM articles")[0][0]
        return number

    def list(self, *, ids: Iterable[str] | None = None) -> Articles:
        """The articles, or those of `ids` that exist, newest first: by when published, else by when added."""
        if ids is not None:
            return self._articles(_SELECT + _AMONG + NEWEST_FIRST, json_array(ids))
        with _collector_paused():
            # Rows in the order of the file and a stable sort: reading them by the index takes twice as long.
            rows = self._sound(self._database.rows(_SELECT + _LATEST_FIRST))
            rows.sort(key=itemgetter(0), reverse=True)
            return [_article(row) for row in rows]

    def newest(self, count: int) -> Articles:
        """The first `count` articles of `list`, without reading the others."""
        return self._articles(_SELECT + NEWEST_FIRST + " LIMIT ?", count)

    def ids(self, selection: Selection | None = None) -> Ids:
        """Every selected article's id in the order of `list`, ten times as fast: for a screen that shows a few of many.

        Without a selection, all that no rule has hidden.
        """
        where, parameters = condition(selection or Selection(), self.feeds.named)
        return [row[0] for row in self._database.rows(f"{_SELECT_ID} WHERE {where}{NEWEST_FIRST}", *parameters)]

    def tally(self, selection: Selection) -> Tally:
        """How many articles are selected, and how many of them are unread."""
        where, parameters = condition(selection, self.feeds.named)
        rows = self._database.rows(f"{_SELECT_TALLY} WHERE {where}", *parameters)
        return Tally(*map(int, rows[0]))

    def set_read(self, ids: Iterable[str], read: bool) -> None:
        """Mark the articles of `ids` as read or unread; ids that do not exist are passed over."""
        with self._database.transaction() as connection:
            connection.execute(
                "UPDATE articles SET read = ? WHERE id IN (SELECT value FROM json_each(?))",
                (read, json_array(ids)),
            )

    def set_hidden(self, ids: Iterable[str], hidden: bool) -> None:
        """Keep the articles of `ids` out of the lists, or show them again."""
        with self._database.transaction() as connection:
            connection.execute(
                "UPDATE articles SET hidden = ? WHERE id IN (SELECT value FROM json_each(?))",
                (hidden, json_array(ids)),
            )

    def place(self, article_id: str) -> int:
        """Where the reader last was in the article: an offset in its canonical text; 0 if never opened.

        The text may have changed since, and be shorter.
        """
        rows = self._database.rows("SELECT CAST(place AS INTEGER) FROM articles WHERE id = ?", article_id)
        place: int = rows[0][0] if rows else 0
        return place

    def set_place(self, article_id: str, offset: int) -> None:
        """Remember where the reader is in the article."""
        with self._database.transaction() as connection:
            connection.execute("UPDATE articles SET place = ? WHERE id = ?", (offset, article_id))

    # Their texts

    def document(self, article_id: str) -> Document:
        """The document of the article's present text.

        Raises:
            ArticleNotFoundError: there is no such article.
            TextPendingError: it has come in from a feed, and its text has yet to be made a document.
            DamagedDocumentError: it is damaged here; its file counts as changed from now on.
        """
        (encoded,) = self._present("SELECT document", article_id)
        try:
            return decode(encoded)
        except DamagedDocumentError:
            with self._database.transaction() as connection:
                connection.execute("DELETE FROM file_state WHERE article_id = ?", (article_id,))
            raise

    def source(self, article_id: str) -> ArticleSource:
        """The source that the article's present text was made from.

        Raises:
            ArticleNotFoundError: there is no such article.
        """
        text, format_name = self._present("SELECT revisions.source, format", article_id)
        if type(text) is not str or format_name not in {*SourceFormat}:
            raise self._database.damaged()
        return ArticleSource(text, SourceFormat(format_name))

    def revisions(self, article_id: str) -> tuple[Revision, ...]:
        """Every text that the article has had, the one first seen first; empty if there is no such article."""
        rows = self._database.rows(
            """SELECT CAST(text_sha256 AS TEXT), CAST(text_version AS INTEGER), CAST(captured AS TEXT)
            FROM revisions WHERE article_id = ?
            ORDER BY captured, rowid""",
            article_id,
        )
        return tuple(Revision(*row) for row in rows)

    def revision(self, article_id: str, text_sha256: str) -> Document | None:
        """The document of a text that the article has or had, None if it never had it."""
        rows = self._database.rows(
            "SELECT document FROM revisions WHERE article_id = ? AND text_sha256 = ?", article_id, text_sha256
        )
        return decode(rows[0][0]) if rows else None

    def unchanged(self, state: FileState) -> tuple[str, ...]:
        """The ids of the articles that were read from the file in just this state by this version of the parser.

        None at all means that the file has to be read.
        """
        rows = self._database.rows(
            """SELECT id, text_version = ? FROM file_state JOIN articles ON id = article_id
            WHERE file_state.path = ? AND mtime_ns = ? AND size = ? ORDER BY part""",
            TEXT_VERSION,
            state.path,
            state.mtime_ns,
            state.size,
        )
        return tuple(row[0] for row in rows) if all(row[1] for row in rows) else ()

    def enclosures(self, article_id: str) -> tuple[Enclosure, ...]:
        """The files that come with the article."""
        rows = self._database.rows(
            """SELECT enclosures.url, media_type, size FROM enclosures JOIN articles USING (arrival) WHERE id = ?
            ORDER BY enclosures.url""",
            article_id,
        )
        return tuple(Enclosure(*row) for row in rows)

    # What was found in them

    def analysis(self, text_sha256: str, pipeline_version: str) -> bytes | None:
        """The encoded analysis of a text by that version of the pipeline, None if it was not kept."""
        rows = self._database.rows(
            "SELECT data FROM analyses WHERE text_sha256 = ? AND pipeline_version = ?",
            text_sha256,
            pipeline_version,
        )
        return rows[0][0] if rows else None

    def keep_analysis(self, text_sha256: str, pipeline_version: str, data: bytes) -> None:
        """Keep an encoded analysis, in the place of what other versions of the pipeline found in that text."""
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM analyses WHERE text_sha256 = ?", (text_sha256,))
            connection.execute("INSERT INTO analyses VALUES (?, ?, ?)", (text_sha256, pipeline_version, data))

    # Inside

    def _articles(self, query: str, *parameters: object) -> Articles:
        return [_article(row) for row in self._sound(self._database.rows(query, *parameters))]

    def _sound(self, rows: Rows) -> Rows:
        """The rows of articles; raises `LibraryDamagedError` if one has what no article can have."""
        for column, types in zip(zip(*rows, strict=True), _COLUMN_TYPES, strict=False):
            if not types.issuperset(map(type, column)):
                raise self._database.damaged()
        return rows

    def _present(self, columns: str, article_id: str) -> tuple[Any, ...]:
        """Those columns of the revision that is the article's present text."""
        rows = self._database.rows(
            columns
            + """ FROM articles JOIN revisions
            ON article_id = id AND revisions.text_sha256 = articles.text_sha256 WHERE id = ?""",
            article_id,
        )
        if not rows:
            if self.get(article_id).text_sha256 == "":
                raise TextPendingError(article_id)
            raise not_found(article_id)
        return rows[0]


def _article(row: tuple[Any, ...]) -> Article:
    return Article(*row[1:-2], *(flag == 1 for flag in row[-2:]))


@contextmanager
def _collector_paused() -> Iterator[None]:
    """The garbage collector kept from walking a growing list again and again."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
