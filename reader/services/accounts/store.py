"""What is here of an account, for the synchroniser: feeds and articles in the library, stars in the notes.

What the reader changed is not written down when they change it: it is what differs from what the server is known to
have. So nothing is missed, from whatever screen, command or other program it was changed. Where a run dies between two
steps of one method, what was done already differs, and the next run finds that the server has it so.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from reader.annotations.identifiers import now
from reader.library import AccountFeed, AccountItem, Arrived, KnownFeed, KnownItem, NewItem, ServerAccount
from reader.library.addresses import url_key
from reader.model import Entry
from reader.model.subscription import Subscription
from reader.services.feeds import rules
from reader.services.feeds.bringing_along import as_feed
from reader.services.notes.annotating import star
from reader.services.protection import protected_ids, starred_ids
from reader.services.session import Session
from reader.sources.google_reader.decide import Change, QueuedChange
from reader.sources.google_reader.decide_feeds import Aspect, FeedDecision, QueuedFeedChange, folder_label
from reader.sources.google_reader.identifiers import ItemId
from reader.sources.google_reader.values import Flag, ItemBatch, ItemState, ServerFeed, ServerItem


class LibraryAccount:
    """The `AccountStore` of one account, for one run. Its methods raise `LibraryError` or `NotesError`.

    What is queued is told from what `feeds` and `states` gave last, so that both are of one moment. `new_ids` are the
    articles that came in, `problems` sentences about rules that could not be tried on them.
    """

    def __init__(self, session: Session, account: ServerAccount) -> None:
        self._session = session
        self._library = session.library
        self._id = account.id
        self._feeds: dict[int, AccountFeed] = {}
        self._feeds_by_stream: dict[str, AccountFeed] = {}
        self._feed_changes: list[tuple[AccountFeed, Aspect]] = []
        self._items: dict[ItemId, AccountItem] = {}
        self._starred: Collection[str] = ()
        self._changes: list[Change] = []
        self.new_ids: list[str] = []
        self.problems: set[str] = set()

    # Feeds

    def feeds(self) -> Sequence[Subscription]:
        """The feeds that are followed here by way of this account."""
        self._feeds = {each.feed.id: each for each in self._library.accounts.feeds.of(self._id)}
        return [_subscription(each) for each in self._feeds.values() if each.is_here]

    def queued_feed_changes(self) -> Sequence[QueuedFeedChange]:
        """What the reader did to them that the server is not known to have."""
        first = len(self._feed_changes)
        self._feed_changes += [(feed, aspect) for feed in self._feeds.values() for aspect in _changed(feed)]
        return [
            QueuedFeedChange(number, feed.feed.url, aspect)
            for number, (feed, aspect) in enumerate(self._feed_changes[first:], first)
        ]

    def settle_feed_changes(self, numbers: Sequence[int]) -> None:
        """Take changes out of that queue: the server is known to have what they made of the feeds."""
        known: dict[int, KnownFeed] = {}
        for feed, aspect in (self._feed_changes[number] for number in numbers):
            there = known.get(feed.feed.id) or self._feeds[feed.feed.id].there
            known[feed.feed.id] = _with_change(there, feed, aspect)
        self._know_feeds(known)

    def change_feeds(self, decision: FeedDecision, there: Sequence[ServerFeed]) -> None:
        """Follow, unfollow and change feeds as decided, and keep under which stream the server has each."""
        by_url = {each.feed.url: each for each in self._feeds.values()}
        feeds = self._library.accounts.feeds
        feeds.follow(self._id, map(as_feed, decision.follow))
        gone = [by_url[subscription.url].feed.id for subscription in decision.unfollow]
        feeds.unfollow(self._id, gone, keep=protected_ids(self._session.notes))
        feeds.change([(by_url[changed.url], changed.title, changed.folder) for changed in decision.change])
        self._know_server_feeds(there)

    def _know_server_feeds(self, there: Sequence[ServerFeed]) -> None:
        self.feeds()
        ids = {url_key(each.feed.url): feed_id for feed_id, each in self._feeds.items()}
        known = {
            ids[key]: KnownFeed(feed.stream, True, feed.subscription.title, feed.subscription.folder)
            for feed in there
            if (key := url_key(feed.subscription.url)) in ids
        }
        self._know_feeds({feed_id: has for feed_id, has in known.items() if has != self._feeds[feed_id].there})
        here = (each for each in self._feeds.values() if each.is_here and each.there.stream)
        self._feeds_by_stream = {each.there.stream: each for each in here}
        self._library.accounts.items.forget_strays(self._id, self._feeds_by_stream)

    def _know_feeds(self, known: Mapping[int, KnownFeed]) -> None:
        self._library.accounts.feeds.know(self._id, known)
        self._feeds |= {feed_id: replace(self._feeds[feed_id], there=there) for feed_id, there in known.items()}

    # Articles

    def states(self) -> Mapping[ItemId, ItemState]:
        """The articles that are here, as the reader sees them."""
        self._session.notes.refresh()
        self._starred = starred_ids(self._session.notes)
        self._items = {ItemId(each.there.id): each for each in self._library.accounts.items.of(self._id)}
        return {item_id: self._state(each) for item_id, each in self._items.items()}

    def queued_changes(self) -> Sequence[QueuedChange]:
        """What the reader did to them that the server is not known to have."""
        first = len(self._changes)
        for item_id, item in self._items.items():
            here, there = self._state(item), ItemState(item.there.read, item.there.starred)
            self._changes += [
                Change(item_id, flag, here.has(flag)) for flag in Flag if here.has(flag) is not there.has(flag)
            ]
        return [QueuedChange(number, change) for number, change in enumerate(self._changes[first:], first)]

    def settle_changes(self, numbers: Sequence[int]) -> None:
        """Take changes out of that queue: the server is known to have what they set."""
        self._know_items(self._changes[number] for number in numbers)

    def take_in(self, batch: ItemBatch) -> None:
        """Keep articles, in the state that they come in; one that was here already stays read or starred if it was.

        Articles of feeds that are not followed here are remembered, to be asked for once their feed is.
        """
        given: defaultdict[int, list[ServerItem]] = defaultdict(list)
        for item in batch.items:
            if feed := self._feeds_by_stream.get(item.stream):
                given[feed.feed.id].append(item)
        new_ids = self._take_articles(given)
        for feed_id, items in given.items():
            self._set_read(self._ids_of(feed_id, (item for item in items if item.state.read)), True)
            self._set_starred(self._ids_of(feed_id, (item for item in items if item.state.starred)), True)
        self._library.accounts.items.take_in(self._id, map(self._new_item, batch.items))
        self.problems.update(rules.apply(self._session, new_ids))
        self.new_ids += new_ids

    def change_states(self, changes: Sequence[Change]) -> None:
        """Set and take away flags here, without queueing it."""
        changes = [change for change in changes if change.item in self._items]
        for value in (True, False):
            self._set_read(self._changed_ids(changes, Flag.READ, value), value)
            self._set_starred(self._changed_ids(changes, Flag.STARRED, value), value)
        self._know_items(changes)

    def _state(self, item: AccountItem) -> ItemState:
        if item.article_id is None:
            return ItemState(item.read, item.there.starred)
        return ItemState(item.read, item.article_id in self._starred)

    def _changed_ids(self, changes: Iterable[Change], flag: Flag, value: bool) -> list[str]:
        """The ids of the articles that get the flag, or lose it."""
        found = (self._items[c.item].article_id for c in changes if (c.flag, c.value) == (flag, value))
        return [article_id for article_id in found if article_id is not None]

    def _know_items(self, changes: Iterable[Change]) -> None:
        known: dict[ItemId, KnownItem] = {}
        for change in changes:
            there = known.get(change.item) or self._items[change.item].there
            is_read = change.flag is Flag.READ
            known[change.item] = (
                replace(there, read=change.value) if is_read else replace(there, starred=change.value)
            )
        self._library.accounts.items.know(self._id, known.values())
        self._items |= {item_id: replace(self._items[item_id], there=there) for item_id, there in known.items()}

    def _take_articles(self, given: Mapping[int, Sequence[ServerItem]]) -> list[str]:
        """Have the articles in the library, and give the ids of those that are new."""
        at = now()
        arrived = [self._arrived(feed_id, items, at) for feed_id, items in given.items()]
        return [article_id for taken in self._library.arrivals.take_in(arrived) for article_id in taken.new]

    def _arrived(self, feed_id: int, items: Sequence[ServerItem], at: str) -> Arrived:
        feed = self._feeds[feed_id]
        return Arrived(
            feed_id=feed_id,
            at=at,
            title=feed.own_title,
            source=feed.feed.title,
            entries=[self._entry(item) for item in items],
            state=replace(self._library.feeds.state(feed_id), changed=at),
        )

    def _entry(self, item: ServerItem) -> Entry:
        return replace(item.entry, key=self._key(item))

    def _key(self, item: ServerItem) -> str:
        """What tells the article from all others of its feed, also from those that another server has of it."""
        return f"account {self._id}: {item.id}"

    def _ids_of(self, feed_id: int, items: Iterable[ServerItem]) -> list[str]:
        return self._library.arrivals.ids_of(feed_id, map(self._key, items))

    def _new_item(self, item: ServerItem) -> NewItem:
        feed = self._feeds_by_stream.get(item.stream)
        there = KnownItem(item.id, item.state.read, item.state.starred)
        return NewItem(there, item.stream, self._key(item), feed.feed.id if feed else None)

    def _set_read(self, article_ids: Collection[str], value: bool) -> None:
        if article_ids:
            self._library.set_read(article_ids, value)

    def _set_starred(self, article_ids: Collection[str], value: bool) -> None:
        notes = self._session.notes
        changes = []
        for article in self._library.list(ids=article_ids):
            mark = notes.mark(article.id)
            if (mark is not None and mark.starred) is not value:
                changes += star(article, mark).changes()
        if changes:
            notes.apply(changes)


def _subscription(feed: AccountFeed) -> Subscription:
    return Subscription(feed.feed.url, feed.title, feed.feed.site_url, feed.feed.folder, feed.feed.tags)


def _changed(feed: AccountFeed) -> Iterator[Aspect]:
    """What of a feed is otherwise here than its server is known to have it."""
    if feed.is_here is not feed.there.is_followed:
        yield Aspect.FOLLOWED
    elif feed.is_here:
        if feed.title != feed.there.title:
            yield Aspect.TITLE
        if folder_label(feed.feed.folder) != folder_label(feed.there.folder):
            yield Aspect.FOLDER


def _with_change(there: KnownFeed, feed: AccountFeed, aspect: Aspect) -> KnownFeed:
    """What a server has of a feed once it has made a change; who begins to follow one says what it is called, too."""
    match aspect:
        case Aspect.FOLLOWED:
            return KnownFeed(there.stream, feed.is_here, feed.title, feed.feed.folder)
        case Aspect.TITLE:
            return replace(there, title=feed.title)
        case Aspect.FOLDER:
            return replace(there, folder=feed.feed.folder)
