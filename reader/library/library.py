"""The library: a table of articles beside every text they have had, in one SQLite file."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from reader.library.article_table import NEWEST_FIRST, ArticleTable
from reader.library.conditions import AMONG_IDS, json_array
from reader.library.database import Database
from reader.library.references import not_found
from reader.library.texts import Texts
from reader.model import Article

# What takes in articles, opens one or chooses among them is imported where it is used: the first frame of the screen
# shows a few of them.
if TYPE_CHECKING:
    from reader.document.blocks import Document
    from reader.library.accounts import Accounts
    from reader.library.arrivals import Arrivals
    from reader.library.captures import Captures
    from reader.library.entities import Entities
    from reader.library.feed_records import Settled
    from reader.library.feeds import Feeds
    from reader.library.findings import Findings
    from reader.library.querying import Lookups
    from reader.library.quotations import Quotations
    from reader.library.records import Capture, FileState, NewArticle
    from reader.library.rules import Rules
    from reader.library.selections import Selection, Tally
    from reader.library.text_index import WordIndex

_AMONG = f"WHERE {AMONG_IDS}"

# Inside the class, `list` is its method.
Articles = list[Article]
Ids = list[str]


class Library(Texts):
    """The articles that postil knows, and their texts: from several threads and several processes at once.

    Every method raises `LibraryError` when the file cannot be read or written.
    """

    def __init__(self, path: Path) -> None:
        """Open the library at `path`, beginning or migrating it as needed.

        Raises:
            LibraryNewerError: a later version of postil wrote it.
            LibraryError: it cannot be opened, or is some other program's database.
        """
        super().__init__(Database(path))
        self._articles = ArticleTable(self._database)

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

    # Its parts

    @cached_property
    def feeds(self) -> "Feeds":
        """The feeds that the reader follows."""
        from reader.library.feeds import Feeds

        return Feeds(self._database)

    @cached_property
    def arrivals(self) -> "Arrivals":
        """How what feeds have comes in."""
        from reader.library.arrivals import Arrivals

        return Arrivals(self._database)

    @cached_property
    def captures(self) -> "Captures":
        """What servers answered."""
        from reader.library.captures import Captures

        return Captures(self._database)

    @cached_property
    def rules(self) -> "Rules":
        """The reader's rules for what comes in."""
        from reader.library.rules import Rules

        return Rules(self._database)

    @cached_property
    def words(self) -> "WordIndex":
        """The words of articles."""
        from reader.library.text_index import WordIndex

        return WordIndex(self._database)

    @cached_property
    def accounts(self) -> "Accounts":
        """The reader's accounts on servers."""
        from reader.library.accounts import Accounts

        return Accounts(self._database)

    @cached_property
    def findings(self) -> "Findings":
        """What was found in articles, and which are yet to be looked at."""
        from reader.library.findings import Findings

        return Findings(self._database)

    @cached_property
    def entities(self) -> "Entities":
        """Who and what articles name."""
        from reader.library.entities import Entities

        return Entities(self._database)

    @cached_property
    def quotations(self) -> "Quotations":
        """What articles quote."""
        from reader.library.quotations import Quotations

        return Quotations(self._database, self._lookups, self.entities.shown)

    @cached_property
    def _lookups(self) -> "Lookups":
        from reader.library.closer_look import CloserLook
        from reader.library.querying import Lookups

        return Lookups(self.feeds.named, CloserLook(self._database))

    # Articles

    def add(
        self,
        new: "NewArticle",
        document: "Document",
        *,
        state: "FileState | None" = None,
        capture: "Capture | None" = None,
    ) -> Article:
        """Take in an article, or the present state of one that is known; give it as it is known now.

        It is a known one if its path is, else its URL, else its text. A changed text becomes a new revision,
        and the earlier ones are kept. `state` is that of the file before it was read: `unchanged` knows it.
        `capture` is kept as evidence of how its text came in.
        """
        return self.add_all([(new, document)], state=state, capture=capture)[0]

    def add_all(
        self,
        parts: "Sequence[tuple[NewArticle, Document]]",
        *,
        state: "FileState | None" = None,
        capture: "Capture | None" = None,
    ) -> Articles:
        """Take in the articles that one file holds, as `add` does with one, all of them or none."""
        from reader.library.writing import write_parts

        with self._database.transaction() as connection:
            added = write_parts(connection, parts, state, capture)
            return [self.get(article_id) for article_id in added]

    def give_text(self, settled: "Settled", capture: "Capture") -> None:
        """Give an article another text: the whole one, of which a feed had an excerpt; what else is known stays.

        `capture` is kept as evidence of how it came in. An article that is not there any more is passed over.
        """
        from reader.library.writing import write_whole_text

        with self._database.transaction() as connection:
            write_whole_text(connection, settled, capture)

    def get(self, article_id: str) -> Article:
        """The article of that id.

        Raises:
            ArticleNotFoundError: there is none.
        """
        found = self._articles.find("WHERE id = ?", article_id)
        if not found:
            raise not_found(article_id)
        return found[0]

    def find(self, reference: str) -> Article:
        """The article of that id, unique beginning of an id (3 characters or more), URL or path.

        Raises:
            ArticleNotFoundError: there is none.
            ArticleAmbiguousError: several ids begin like that.
        """
        from reader.library.references import referenced

        return referenced(reference, self._articles.find)

    def count(self) -> int:
        """How many articles there are."""
        number: int = self._database.rows("SELECT count(*) FROM articles")[0][0]
        return number

    def list(self, *, ids: Iterable[str] | None = None) -> Articles:
        """The articles, or those of `ids` that exist, newest first: by when published, else by when added."""
        if ids is None:
            return self._articles.all()
        return self._articles.find(_AMONG + NEWEST_FIRST, json_array(ids))

    def newest(self, count: int) -> Articles:
        """The first `count` articles of `list`, without reading the others."""
        return self._articles.find(NEWEST_FIRST + " LIMIT ?", count)

    def ids(self, selection: "Selection | None" = None) -> Ids:
        """Every selected article's id in the order of `list`, ten times as fast: for a screen that shows a few of many.

        Without a selection, all that no rule has hidden.
        """
        from reader.library.selecting import selected_ids
        from reader.library.selections import Selection

        return selected_ids(self._database, selection or Selection(), self._lookups)

    def tally(self, selection: "Selection") -> "Tally":
        """How many articles are selected, and how many of them are unread."""
        from reader.library.selecting import selected_tally

        return selected_tally(self._database, selection, self._lookups)

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
