"""Having a server and what is here agree, also where the connection breaks at any point of it."""

from collections.abc import Mapping, Sequence

import pytest

from reader.library.addresses import url_key
from reader.model.subscription import Subscription
from reader.sources.google_reader.client import GoogleReader
from reader.sources.google_reader.decide import Change, QueuedChange
from reader.sources.google_reader.decide_feeds import Aspect, FeedDecision, QueuedFeedChange
from reader.sources.google_reader.identifiers import ItemId, item_id
from reader.sources.google_reader.synchronise import Synchronised, synchronise
from reader.sources.google_reader.values import Flag, ItemBatch, ItemState, ServerFeed
from reader.sources.http.errors import ServerError
from tests.fakes.google_reader_server import Dialect, GoogleReaderServer, StoredItem
from tests.fakes.server import Reply, Request, reply

FEED = "http://a.example/feed"


class Store:
    """What is here, in memory; `followed` is by `url_key`."""

    def __init__(self) -> None:
        self.followed: dict[str | None, Subscription] = {}
        self.streams: dict[str, str] = {}
        self.articles: dict[ItemId, ItemState] = {}
        self.feed_queue: list[QueuedFeedChange] = []
        self.queue: list[QueuedChange] = []
        self.made = 0

    def follow(self, feed: Subscription) -> None:
        self.followed[url_key(feed.url)] = feed
        self.do_to_feed(feed.url, Aspect.FOLLOWED)

    def do_to_feed(self, url: str, aspect: Aspect) -> None:
        self.made += 1
        self.feed_queue.append(QueuedFeedChange(self.made, url, aspect))

    def do(self, stored: StoredItem, flag: Flag, value: bool = True) -> None:
        self.made += 1
        change = Change(item_id(str(stored.number)), flag, value)
        self.queue.append(QueuedChange(self.made, change))
        self.change_states([change])

    def feeds(self) -> Sequence[Subscription]:
        return list(self.followed.values())

    def queued_feed_changes(self) -> Sequence[QueuedFeedChange]:
        return list(self.feed_queue)

    def settle_feed_changes(self, numbers: Sequence[int]) -> None:
        self.feed_queue = [change for change in self.feed_queue if change.number not in numbers]

    def change_feeds(self, decision: FeedDecision, there: Sequence[ServerFeed]) -> None:
        for feed in decision.unfollow:
            del self.followed[url_key(feed.url)]
        self.followed |= {url_key(feed.url): feed for feed in (*decision.follow, *decision.change)}
        self.streams = {feed.stream: feed.subscription.url for feed in there}

    def states(self) -> Mapping[ItemId, ItemState]:
        return dict(self.articles)

    def queued_changes(self) -> Sequence[QueuedChange]:
        return list(self.queue)

    def settle_changes(self, numbers: Sequence[int]) -> None:
        self.queue = [queued for queued in self.queue if queued.number not in numbers]

    def take_in(self, batch: ItemBatch) -> None:
        self.articles |= {item.id: item.state for item in batch.items}

    def change_states(self, changes: Sequence[Change]) -> None:
        for change in changes:
            old = self.articles[change.item]
            read = change.value if change.flag is Flag.READ else old.read
            starred = change.value if change.flag is Flag.STARRED else old.starred
            self.articles[change.item] = ItemState(read, starred)


@pytest.fixture(params=Dialect, ids=lambda dialect: dialect.value)
def server(request: pytest.FixtureRequest) -> GoogleReaderServer:
    made = GoogleReaderServer(request.param)
    made.follow(FEED, "A", "News")
    for _ in range(3):
        made.publish(FEED)
    return made


async def run(server: GoogleReaderServer, store: Store) -> Synchronised:
    return await synchronise(GoogleReader(server, server.account, server.password_of), store)


def agree(server: GoogleReaderServer, store: Store) -> bool:
    there = {item_id(str(item.number)): ItemState(item.read, item.starred) for item in server.stored.values()}
    feeds = {(feed.title, feed.folder) for feed in server.feeds.values()}
    return store.articles == there and feeds == {(feed.title, *feed.folder) for feed in store.followed.values()}


async def test_the_first_time_everything_is_taken_in(server: GoogleReaderServer) -> None:
    next(iter(server.stored.values())).read = True
    store = Store()
    assert await run(server, store) == Synchronised(sent=0, new=3, changed=0, notices=())
    assert agree(server, store)
    assert store.streams == {"feed/1": FEED}


async def test_where_nothing_happened_nothing_is_done(server: GoogleReaderServer) -> None:
    store = Store()
    await run(server, store)
    server.asked.clear()
    assert await run(server, store) == Synchronised(0, 0, 0, ())
    assert not any("edit" in path or "contents" in path for path in server.asked)


async def test_both_sides_get_what_the_other_did(server: GoogleReaderServer) -> None:
    store = Store()
    await run(server, store)
    first, second, third = server.stored.values()
    store.do(first, Flag.READ)
    store.do(third, Flag.STARRED)
    second.starred = third.read = True
    store.follow(Subscription("http://b.example/feed", "B", folder=("Other",)))
    server.follow("http://c.example/feed", "C", "News")
    assert await run(server, store) == Synchronised(sent=3, new=0, changed=2, notices=())
    assert agree(server, store)
    assert (first.read, third.starred) == (True, True)
    assert {feed.title for feed in store.feeds()} == {"A", "B", "C"}


async def test_feeds_that_were_left_here_are_left_there(server: GoogleReaderServer) -> None:
    store = Store()
    await run(server, store)
    del store.followed[url_key(FEED)]
    store.do_to_feed(FEED, Aspect.FOLLOWED)
    await run(server, store)
    assert server.feeds == {}
    assert store.feed_queue == []


@pytest.mark.parametrize("does_and_fails", [False, True])
@pytest.mark.parametrize("requests", range(11))
async def test_wherever_the_connection_breaks_nothing_is_lost(
    server: GoogleReaderServer, requests: int, does_and_fails: bool
) -> None:
    store = Store()
    await run(server, store)
    first, second, third = server.stored.values()
    for stored, flag, value in ((first, Flag.READ, True), (second, Flag.STARRED, True), (third, Flag.READ, True)):
        store.do(stored, flag, value)
    store.do(third, Flag.READ, value=False)
    store.follow(Subscription("http://b.example/feed", "B", folder=("Other",)))
    server.publish(FEED)
    server.fails_after, server.does_and_fails = len(server.asked) + requests, does_and_fails
    seen = dict(store.articles)
    with pytest.raises(ServerError):
        await run(server, store)
    assert {item: store.articles[item] for item in seen} == seen
    server.fails_after = None
    done = await run(server, store)
    assert not done.notices
    assert agree(server, store)
    assert (first.read, second.starred, third.read) == (True, True, False)
    assert (store.queue, store.feed_queue) == ([], [])


async def test_what_the_reader_does_meanwhile_is_kept(server: GoogleReaderServer) -> None:
    store = Store()
    await run(server, store)
    first = next(iter(server.stored.values()))

    class Interrupted(Store):
        def take_in(self, batch: ItemBatch) -> None:
            super().take_in(batch)
            self.do(first, Flag.STARRED)

    busy = Interrupted()
    busy.__dict__ |= vars(store)
    server.publish(FEED)
    await run(server, busy)
    assert busy.articles[item_id(str(first.number))].starred
    assert len(busy.queue) == 1
    await run(server, busy)
    assert first.starred
    assert agree(server, busy)


async def test_a_change_that_is_refused_keeps_no_other_from_being_sent() -> None:
    class Choosy(GoogleReaderServer):
        def answer(self, request: Request) -> Reply:
            if b"b.example" in request.body:
                return reply("Bad Request!", status=400)
            if b"starred" in request.body:
                return reply("No")
            return super().answer(request)

    server = Choosy(Dialect.FRESHRSS)
    server.follow(FEED, "A", "News")
    stored = server.publish(FEED)
    store = Store()
    await run(server, store)
    store.follow(Subscription("http://b.example/feed", "B"))
    store.follow(Subscription("http://c.example/feed", "C"))
    store.do(stored, Flag.STARRED)
    store.do(stored, Flag.READ)
    done = await run(server, store)
    assert done.sent == 2
    assert [notice.partition(":")[0] for notice in done.notices] == [
        "A change stays queued, since it was refused. /api/greader.php/reader/api/0/subscription/edit was not given",
        "reader.example did not make the change",
    ]
    assert {feed.title for feed in server.feeds.values()} == {"A", "C"}
    assert stored.read
    assert (len(store.feed_queue), len(store.queue)) == (1, 1)
    assert url_key("http://b.example/feed") in store.followed
    assert store.articles[item_id(str(stored.number))] == ItemState(read=True, starred=True)


async def test_articles_that_are_listed_and_not_given_are_counted() -> None:
    class Forgetful(GoogleReaderServer):
        def _item(self, item: StoredItem) -> dict[str, object]:
            return {**super()._item(item), "id": "none"}

    server = Forgetful(Dialect.MINIFLUX)
    server.follow(FEED)
    server.publish(FEED)
    done = await run(server, Store())
    assert (done.new, done.notices) == (0, ("The server listed 1 articles that it then did not give.",))
