"""Readers who change articles here and there, offline and with failures between, and a server that all of them use."""

from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.library.addresses import url_key
from reader.model.subscription import Subscription
from reader.sources.google_reader.decide import Change, Decision, QueuedChange, decide
from reader.sources.google_reader.decide_feeds import (
    Aspect,
    FeedAction,
    FeedDecision,
    FeedEdit,
    QueuedFeedChange,
    decide_feeds,
)
from reader.sources.google_reader.identifiers import ItemId, item_id, long_form
from reader.sources.google_reader.values import Flag, ItemState, Listing, ServerFeed, ServerState

CHECKED = settings(deadline=None, max_examples=200)
ITEMS = [item_id(str(number)) for number in range(4)]


class Server:
    """Articles and what is set on each; `written` is who wrote each flag last."""

    def __init__(self) -> None:
        self.set: dict[tuple[ItemId, Flag], bool] = {(item, flag): False for item in ITEMS for flag in Flag}

    def state(self) -> ServerState:
        unread = {item for item in ITEMS if not self.set[item, Flag.READ]}
        starred = {item for item in ITEMS if self.set[item, Flag.STARRED]}
        return ServerState(Listing(set(ITEMS)), Listing(unread), Listing(starred))


class Device:
    """A copy of the articles, and what its reader did since the server last heard of it."""

    def __init__(self) -> None:
        self.local: dict[ItemId, ItemState] = dict.fromkeys(ITEMS, ItemState())
        self.queue: list[QueuedChange] = []
        self.made = 0

    def change(self, change: Change) -> None:
        self.made += 1
        self.queue.append(QueuedChange(self.made, change))
        self.put(change)

    def put(self, change: Change) -> None:
        old = self.local[change.item]
        read, starred = (change.value, old.starred) if change.flag is Flag.READ else (old.read, change.value)
        self.local[change.item] = ItemState(read, starred)

    def decide(self, server: Server) -> Decision:
        return decide(self.local, self.queue, server.state())

    def synchronise(self, server: Server, *, edits_that_arrive: int = 9, meanwhile: Change | None = None) -> None:
        """As a service does: send, drop from the queue what arrived, decide again, and change what is here."""
        decision = self.decide(server)
        self.drop(decision.settled)
        for edit in decision.edits[:edits_that_arrive]:
            for item in edit.items:
                server.set[item, edit.flag] = edit.value
            self.drop(edit.numbers)
        if meanwhile:
            self.change(meanwhile)
        for change in self.decide(server).here:
            self.put(change)

    def drop(self, numbers: tuple[int, ...]) -> None:
        self.queue = [queued for queued in self.queue if queued.number not in numbers]


changes = st.builds(Change, st.sampled_from(ITEMS), st.sampled_from(Flag), st.booleans())
steps = st.one_of(
    st.tuples(st.just("change"), st.integers(0, 2), changes),
    st.tuples(st.just("synchronise"), st.integers(0, 2), st.integers(0, 9), st.none() | changes),
)


def lived(scenario: list[tuple]) -> Iterator[tuple[Server, list[Device]]]:  # type: ignore[type-arg]
    """The server and three devices after each step."""
    server, devices = Server(), [Device() for _ in range(3)]
    for what, number, *rest in scenario:
        if what == "change":
            devices[number].change(rest[0])
        else:
            devices[number].synchronise(server, edits_that_arrive=rest[0], meanwhile=rest[1])
        yield server, devices


@CHECKED
@given(st.lists(steps, min_size=1, max_size=25))
def test_all_agree_once_each_has_been_heard_and_has_heard(scenario: list[tuple]) -> None:  # type: ignore[type-arg]
    *_, (server, devices) = lived(scenario)
    for device in devices * 2:
        device.synchronise(server)
    for device in devices:
        assert device.queue == []
        assert {(item, flag): device.local[item].has(flag) for item in ITEMS for flag in Flag} == server.set
        assert device.decide(server) == Decision()


@CHECKED
@given(st.lists(steps, min_size=1, max_size=25), st.permutations([0, 1, 2]))
def test_who_reaches_the_server_last_writes_last_and_nothing_queued_is_lost(
    scenario: list[tuple],  # type: ignore[type-arg]
    order: list[int],
) -> None:
    *_, (server, devices) = lived(scenario)
    expected = dict(server.set)
    for number in order:
        expected |= {(q.change.item, q.change.flag): q.change.value for q in devices[number].queue}
        devices[number].synchronise(server)
    assert server.set == expected


@CHECKED
@given(st.lists(steps, min_size=1, max_size=25))
def test_a_reader_sees_what_they_did_until_the_server_has_it(scenario: list[tuple]) -> None:  # type: ignore[type-arg]
    for _, devices in lived(scenario):
        for device in devices:
            last = {(q.change.item, q.change.flag): q.change.value for q in device.queue}
            assert all(device.local[item].has(flag) is value for (item, flag), value in last.items())


@CHECKED
@given(st.lists(steps, min_size=1, max_size=25))
def test_to_synchronise_twice_is_to_do_it_once(scenario: list[tuple]) -> None:  # type: ignore[type-arg]
    *_, (server, devices) = lived(scenario)
    for device in devices:
        device.synchronise(server)
        before = (dict(server.set), dict(device.local), list(device.queue))
        device.synchronise(server)
        assert (server.set, device.local, device.queue) == before


URLS = [f"http://{name}.example/feed" for name in "abcd"]
names = st.sampled_from(["", "A", "B"])
folders = st.lists(st.sampled_from(["News", "Europe"]), max_size=2).map(tuple)
follows = st.builds(Subscription, st.sampled_from(URLS), names, st.none(), folders)
# Servers keep the address that they were led to, have a name for every feed, and no folders in folders.
server_feeds = st.builds(
    lambda url, name, folder: ServerFeed(
        f"feed/{url[7]}", Subscription(url.replace("http:", "https:"), name or url, None, folder[:1])
    ),
    st.sampled_from(URLS),
    names,
    folders,
)
feed_changes = st.lists(st.tuples(st.sampled_from(URLS), st.sampled_from(Aspect)), max_size=8)


@CHECKED
@given(
    st.lists(follows, unique_by=lambda feed: feed.url),
    feed_changes,
    st.lists(server_feeds, unique_by=lambda feed: feed.stream),
)
def test_both_sides_come_to_follow_the_same_feeds(
    local: list[Subscription], changed: list[tuple[str, Aspect]], feeds: list[ServerFeed]
) -> None:
    here, there = {url_key(feed.url): feed for feed in local}, {feed.stream: feed for feed in feeds}
    queue = [QueuedFeedChange(number, url, aspect) for number, (url, aspect) in enumerate(changed)]
    decision = decide_feeds(here.values(), queue, there.values())
    done = [*decision.settled, *(number for edit in decision.edits for number in edit.numbers)]
    assert sorted(done) == [change.number for change in queue]
    make(decision, here, there)
    # A feed that the reader gave no name has its server's from now on.
    make(decide_feeds(here.values(), [], there.values()), here, there)
    assert decide_feeds(here.values(), [], there.values()) == FeedDecision()
    for change in queue:
        if change.aspect is Aspect.FOLLOWED:
            assert (url_key(change.url) in here) == any(feed.url == change.url for feed in local)


def make(decision: FeedDecision, here: dict[str | None, Subscription], there: dict[str, ServerFeed]) -> None:
    """Do what was decided, on both sides."""
    for edit in decision.edits:
        carry_out(edit, there)
    for feed in decision.unfollow:
        del here[url_key(feed.url)]
    here.update({url_key(feed.url): feed for feed in (*decision.follow, *decision.change)})


def carry_out(edit: FeedEdit, there: dict[str, ServerFeed]) -> None:
    if edit.action is FeedAction.UNFOLLOW:
        del there[edit.stream]
        return
    stream, old = edit.stream, Subscription(edit.stream.removeprefix("feed/"), edit.stream)
    if edit.action is FeedAction.FOLLOW:
        stream = f"feed/{old.url[7]}"
    else:
        old = there[stream].subscription
    folder = (edit.add_label,) if edit.add_label else () if edit.remove_label else old.folder
    there[stream] = ServerFeed(stream, Subscription(old.url, edit.title or old.title, old.site_url, folder))


@CHECKED
@given(st.integers(-(2**63), 2**64 - 1))
def test_a_number_is_one_id_in_each_of_its_forms(number: int) -> None:
    identifier = item_id(str(number))
    assert item_id(long_form(identifier)) == identifier
    assert int(identifier, 16) == number % 2**64
    assert len(identifier) == 16
