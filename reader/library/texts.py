"""The texts of articles, the present ones and those they had before, and what was found in them."""

from typing import TYPE_CHECKING, Any

from reader.library.database import Database
from reader.library.errors import TextPendingError
from reader.library.references import not_found

# What makes documents of rows is imported where it is used: the first frame of the screen shows none.
if TYPE_CHECKING:
    from reader.document.blocks import Document
    from reader.library.records import ArticleSource, FileState, Revision
    from reader.model import Enclosure


class Texts:
    """The texts that articles have and had.

    Every method raises `LibraryError` when the file cannot be read or written.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def document(self, article_id: str) -> "Document":
        """The document of the article's present text.

        Raises:
            ArticleNotFoundError: there is no such article.
            TextPendingError: it has come in from a feed, and its text has yet to be made a document.
            DamagedDocumentError: it is damaged here; its file counts as changed from now on.
        """
        from reader.document.codec import decode
        from reader.document.errors import DamagedDocumentError

        (encoded,) = self._present("SELECT document", article_id)
        try:
            return decode(encoded)
        except DamagedDocumentError:
            with self._database.transaction() as connection:
                connection.execute("DELETE FROM file_state WHERE article_id = ?", (article_id,))
            raise

    def source(self, article_id: str) -> "ArticleSource":
        """The source that the article's present text was made from.

        Raises:
            ArticleNotFoundError: there is no such article.
        """
        from reader.library.records import ArticleSource, SourceFormat

        text, format_name = self._present("SELECT revisions.source, format", article_id)
        if type(text) is not str or format_name not in {*SourceFormat}:
            raise self._database.damaged()
        return ArticleSource(text, SourceFormat(format_name))

    def revisions(self, article_id: str) -> "tuple[Revision, ...]":
        """Every text that the article has had, the one first seen first; empty if there is no such article."""
        from reader.library.records import Revision

        rows = self._database.rows(
            """SELECT CAST(text_sha256 AS TEXT), CAST(text_version AS INTEGER), CAST(captured AS TEXT)
            FROM revisions WHERE article_id = ?
            ORDER BY captured, rowid""",
            article_id,
        )
        return tuple(Revision(*row) for row in rows)

    def revision(self, article_id: str, text_sha256: str) -> "Document | None":
        """The document of a text that the article has or had, None if it never had it."""
        from reader.document.codec import decode

        rows = self._database.rows(
            "SELECT document FROM revisions WHERE article_id = ? AND text_sha256 = ?", article_id, text_sha256
        )
        return decode(rows[0][0]) if rows else None

    def unchanged(self, state: "FileState") -> tuple[str, ...]:
        """The ids of the articles that were read from the file in just this state by this version of the parser.

        None at all means that the file has to be read.
        """
        from reader.document.blocks import TEXT_VERSION

        rows = self._database.rows(
            """SELECT id, text_version = ? FROM file_state JOIN articles ON id = article_id
            WHERE file_state.path = ? AND mtime_ns = ? AND size = ? ORDER BY part""",
            TEXT_VERSION,
            state.path,
            state.mtime_ns,
            state.size,
        )
        return tuple(row[0] for row in rows) if all(row[1] for row in rows) else ()

    def enclosures(self, article_id: str) -> "tuple[Enclosure, ...]":
        """The files that come with the article."""
        from reader.model import Enclosure

        rows = self._database.rows(
            """SELECT enclosures.url, media_type, size FROM enclosures JOIN articles USING (arrival) WHERE id = ?
            ORDER BY enclosures.url""",
            article_id,
        )
        return tuple(Enclosure(*row) for row in rows)

    def analysis(self, text_sha256: str, pipeline_version: str) -> bytes | None:
        """The encoded analysis of a text by that version of the pipeline, None if it was not kept."""
        rows = self._database.rows(
            "SELECT data FROM analyses WHERE text_sha256 = ? AND pipeline_version = ?",
            text_sha256,
            pipeline_version,
        )
        return rows[0][0] if rows else None

    def _present(self, columns: str, article_id: str) -> tuple[Any, ...]:
        """Those columns of the revision that is the article's present text."""
        rows = self._database.rows(
            columns
            + """ FROM articles JOIN revisions
            ON article_id = id AND revisions.text_sha256 = articles.text_sha256 WHERE id = ?""",
            article_id,
        )
        if not rows:
            if self._database.rows("SELECT 1 FROM articles WHERE id = ? AND text_sha256 = ''", article_id):
                raise TextPendingError(article_id)
            raise not_found(article_id)
        return rows[0]
