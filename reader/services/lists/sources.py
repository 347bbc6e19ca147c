"""The sources pane: lists that are always there, folders, and feeds with how many unread articles each has."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from reader.library import Library, Selection
from reader.model import Feed, FeedState
from reader.model.saved_search import SavedSearch
from reader.model.source import FeedSource, FolderSource, SearchSource, SmartList, Source
from reader.query.errors import QueryError
from reader.services.asking import asked
from reader.services.dates import short_time
from reader.services.feeds.folders import Folder, is_within, label, shown_order
from reader.services.protection import annotated_ids, starred_ids
from reader.services.session import Session
from reader.text.counting import counted


class Health(StrEnum):
    """How a feed is doing, in the word that stands beside it."""

    WELL = ""
    PAUSED = "paused"
    FAILING = "error"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One line of the pane.

    `count` stands beside it: how many of its articles are unread, or how many there are where that is what the list
    is for. `feeds` are the feeds that it stands for, `search` the saved search. `reason` says why a feed is failing or
    gone, or a search cannot be asked, `fetched` when a feed was last fetched well (ISO 8601).
    """

    source: Source
    title: str
    count: int = 0
    depth: int = 0
    feeds: tuple[Feed, ...] = ()
    search: SavedSearch | None = None
    is_collapsed: bool = False
    health: Health = Health.WELL
    reason: str = ""
    fetched: str | None = None

    @property
    def feed(self) -> Feed | None:
        """The feed, if the row is that of one."""
        return self.feeds[0] if isinstance(self.source, FeedSource) else None

    @property
    def folder(self) -> Folder | None:
        """The folder, if the row is that of one."""
        return self.source.path if isinstance(self.source, FolderSource) else None

    @property
    def is_in_trouble(self) -> bool:
        """Whether the last fetch of its feed went wrong."""
        return self.health in {Health.FAILING, Health.GONE}


@dataclass(frozen=True, slots=True)
class SearchTally:
    """A saved search, and how many unread articles it finds, or why it cannot be asked."""

    search: SavedSearch
    unread: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the pane is made of, as it was at one moment."""

    counts: Mapping[SmartList, int]
    searches: tuple[SearchTally, ...]
    feeds: tuple[Feed, ...]
    states: Mapping[int, FeedState]
    unread: Mapping[int, int]
    folder_unread: Mapping[Folder, int]


def selection_of(session: Session, source: Source, now: datetime) -> Selection:
    """The articles of a source at the moment `now`, which has a time zone: it says which day is today.

    Raises:
        QueryError: it is a saved search that cannot be understood.
    """
    match source:
        case SearchSource(uid):
            search = next((search for search in session.notes.searches.all() if search.uid == uid), None)
            return asked(session, search.query) if search else Selection(ids=frozenset())
        case FeedSource(feed_id):
            return Selection(feeds=(feed_id,))
        case FolderSource(path):
            return _of_feeds(feed for feed in session.library.feeds.all() if is_within(feed.folder, path))
        case SmartList():
            return _selection_of_list(session, source, now)


def article_ids(session: Session, source: Source, now: datetime) -> list[str]:
    """The ids of the articles of a source, newest first. Raises `PostilError`."""
    return session.library.ids(selection_of(session, source, now))


def gather(session: Session, now: datetime) -> Gathered:
    """Look up feeds and counts. Takes a quarter of a second in a library of 100,000 articles. Raises `PostilError`."""
    # Over a connection of its own: nobody who reads in the meantime has to wait for a count.
    with Library(session.places.library) as library:
        feeds = tuple(library.feeds.all())
        return Gathered(
            {smart: _count(library, smart, selection_of(session, smart, now)) for smart in SmartList},
            search_tallies(session, library),
            feeds,
            library.feeds.states(),
            {feed_id: tally.unread for feed_id, tally in library.feeds.tallies().items()},
            _folder_unread(library, feeds),
        )


def rows(gathered: Gathered, collapsed: Collection[Folder] = ()) -> list[SourceRow]:
    """The pane from its top: the lists, the saved searches, then in each folder the folders and feeds that lie in it.

    What lies in a folder of `collapsed` is left out.
    """
    lists = (SourceRow(smart, smart.value, gathered.counts[smart]) for smart in SmartList)
    return [*lists, *map(_search_row, gathered.searches), *_Tree(gathered, collapsed).rows(())]


def describe(row: SourceRow) -> str:
    """A row in a line: what it is, how much is in it, and how a feed is doing."""
    match row.source:
        case SmartList():
            parts = [row.title, f"{row.count:,}"]
        case SearchSource():
            query = row.search.query if row.search else ""
            parts = [row.title, query, row.reason or f"{row.count:,} unread"]
        case FolderSource(path):
            parts = [label(path), counted(len(row.feeds), "feed"), f"{row.count:,} unread"]
        case FeedSource():
            tags = " ".join(f"#{tag}" for tag in row.feeds[0].tags)
            fetched = f"fetched {short_time(row.fetched)}" if row.fetched else "never fetched well"
            parts = [row.title, f"{row.count:,} unread", tags, row.health, row.reason, fetched]
    return " · ".join(filter(None, parts))


def health_in_full(feed: Feed, state: FeedState) -> str:
    """How a feed is doing, in sentences."""
    if state.fetched is None:
        return f"{feed.url} was never fetched yet."
    if state.error is None:
        return f"{feed.url} was fetched well at {short_time(state.fetched)}."
    tries = f" It failed {counted(state.failures, 'time')} in a row." if state.failures > 1 else ""
    return f"{state.error}{tries} Last fetched well: {short_time(state.succeeded or '') or 'never'}."


class _Tree:
    """The folders, each with what lies right in it."""

    def __init__(self, gathered: Gathered, collapsed: Collection[Folder]) -> None:
        self._gathered = gathered
        self._collapsed = collapsed
        self._inside = _by_folder(gathered.feeds)
        self._feeds: defaultdict[Folder, list[Feed]] = defaultdict(list)
        self._folders: defaultdict[Folder, list[Folder]] = defaultdict(list)
        for feed in gathered.feeds:
            self._feeds[feed.folder].append(feed)
        for folder in sorted(self._inside, key=shown_order):
            self._folders[folder[:-1]].append(folder)

    def rows(self, folder: Folder) -> Iterator[SourceRow]:
        """What lies in the folder, row by row."""
        for inner in self._folders[folder]:
            heading = self._folder_row(inner)
            yield heading
            if not heading.is_collapsed:
                yield from self.rows(inner)
        for feed in self._feeds[folder]:
            yield self._feed_row(feed)

    def _folder_row(self, folder: Folder) -> SourceRow:
        return SourceRow(
            FolderSource(folder),
            folder[-1],
            self._gathered.folder_unread[folder],
            depth=len(folder) - 1,
            feeds=tuple(self._inside[folder]),
            is_collapsed=folder in self._collapsed,
        )

    def _feed_row(self, feed: Feed) -> SourceRow:
        state = self._gathered.states.get(feed.id, FeedState(feed.id))
        return SourceRow(
            FeedSource(feed.id),
            feed.title,
            self._gathered.unread.get(feed.id, 0),
            depth=len(feed.folder),
            feeds=(feed,),
            health=_health(feed, state),
            reason=_short_reason(feed, state.error or ""),
            fetched=state.succeeded,
        )


def search_tallies(session: Session, library: Library) -> tuple[SearchTally, ...]:
    """The saved searches in their order, each with what `library` has for it."""
    return tuple(_search_tally(session, library, search) for search in session.notes.searches.all())


def _search_tally(session: Session, library: Library, search: SavedSearch) -> SearchTally:
    try:
        return SearchTally(search, library.tally(asked(session, search.query)).unread)
    except QueryError as error:  # a later postil may have kept what this one does not understand
        return SearchTally(search, reason=str(error))


def _search_row(tally: SearchTally) -> SourceRow:
    search = tally.search
    health = Health.FAILING if tally.reason else Health.WELL
    source = SearchSource(search.uid)
    return SourceRow(source, search.name, tally.unread, search=search, health=health, reason=tally.reason)


def _selection_of_list(session: Session, smart: SmartList, now: datetime) -> Selection:
    match smart:
        case SmartList.ALL:
            return Selection()
        case SmartList.UNREAD:
            return Selection(read=False)
        case SmartList.TODAY:
            return Selection(since=_day_start(now))
        case SmartList.STARRED:
            return Selection(ids=starred_ids(session.notes))
        case SmartList.ANNOTATED:
            return Selection(ids=annotated_ids(session.notes))
        case SmartList.FILES:
            return Selection(has_feed=False)


def _day_start(now: datetime) -> str:
    """What every article of the day of `now` is ordered by, or later.

    Where only a day is known of an article, that alone is what it is ordered by; it is less than any instant of it.
    """
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    return min(midnight.date().isoformat(), midnight.astimezone(UTC).isoformat())


def _count(library: Library, smart: SmartList, selection: Selection) -> int:
    tally = library.tally(selection)
    counts_all = smart in {SmartList.ALL, SmartList.STARRED, SmartList.ANNOTATED}
    return tally.articles if counts_all else tally.unread


def _of_feeds(feeds: Iterable[Feed]) -> Selection:
    return Selection(feeds=tuple(feed.id for feed in feeds))


def _folder_unread(library: Library, feeds: Sequence[Feed]) -> dict[Folder, int]:
    """How many unread articles the feeds in each folder have given."""
    inside = _by_folder(feeds)
    counts = library.feeds.unread_of_groups([[feed.id for feed in group] for group in inside.values()])
    return dict(zip(inside, counts, strict=True))


def _by_folder(feeds: Iterable[Feed]) -> dict[Folder, list[Feed]]:
    """The feeds that lie in each folder, or in one inside it."""
    found: defaultdict[Folder, list[Feed]] = defaultdict(list)
    for feed in feeds:
        for depth in range(1, len(feed.folder) + 1):
            found[feed.folder[:depth]].append(feed)
    return dict(found)


def _health(feed: Feed, state: FeedState) -> Health:
    if state.gone:
        return Health.GONE
    if feed.paused:
        return Health.PAUSED
    return Health.FAILING if state.error else Health.WELL


def _short_reason(feed: Feed, error: str) -> str:
    """Why a feed failed, without the address that whoever reads it beside the feed knows."""
    reason = error.replace(feed.url, "its address")
    return reason[:1].upper() + reason[1:]
