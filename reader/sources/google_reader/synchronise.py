"""Having a server and what is here of its account agree, in an order in which nothing is lost wherever it ends."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from reader.model.subscription import Subscription
from reader.sources.google_reader.client import GoogleReader
from reader.sources.google_reader.decide import Change, QueuedChange, decide, state_after
from reader.sources.google_reader.decide_feeds import FeedDecision, QueuedFeedChange, decide_feeds
from reader.sources.google_reader.errors import EditRefusedError
from reader.sources.google_reader.identifiers import ItemId
from reader.sources.google_reader.values import ItemBatch, ItemState, ServerFeed
from reader.sources.http.errors import FetchError

_REFUSALS = frozenset({400, 403, 404, 409, 413, 422, 500})
"""What servers answer to a change that they do not make; Miniflux has one number for all of it."""

Progress = Callable[[int, int], None]


class AccountStore(Protocol):
    """What is here of one account. Each call is durable when it returns, or raises."""

    def feeds(self) -> Sequence[Subscription]:
        """The feeds that are followed here by way of this account."""

    def queued_feed_changes(self) -> Sequence[QueuedFeedChange]:
        """What the reader did to them that the server is not known to have."""

    def settle_feed_changes(self, numbers: Sequence[int]) -> None:
        """Take changes out of that queue."""

    def change_feeds(self, decision: FeedDecision, there: Sequence[ServerFeed]) -> None:
        """Follow, unfollow and change feeds as decided, and keep under which stream the server has each."""

    def states(self) -> Mapping[ItemId, ItemState]:
        """The articles that are here, as the reader sees them."""

    def queued_changes(self) -> Sequence[QueuedChange]:
        """What the reader did to them that the server is not known to have."""

    def settle_changes(self, numbers: Sequence[int]) -> None:
        """Take changes out of that queue."""

    def take_in(self, batch: ItemBatch) -> None:
        """Keep articles, in the state that they come in."""

    def change_states(self, changes: Sequence[Change]) -> None:
        """Set and take away flags here, without queueing it."""


@dataclass(frozen=True, slots=True)
class Synchronised:
    """What it came to: changes sent, articles that are new, changes made here; a sentence for each thing left out."""

    sent: int
    new: int
    changed: int
    notices: tuple[str, ...]


async def synchronise(
    client: GoogleReader, store: AccountStore, progress: Progress | None = None
) -> Synchronised:
    """Send what the reader did, and take in what is new and what was done elsewhere.

    `progress` is told how many of how many new articles have come.

    It may be ended anywhere, by an error or by its task being cancelled: a change leaves its queue after the server
    has it, and is sent again otherwise, which does no harm. What the reader does meanwhile is queued, and kept. A
    change that the server refuses stays queued, has a notice, and keeps no other from being sent.

    Raises:
        FetchError: the server cannot be reached, or has trouble.
        GoogleReaderError: it does not answer as it should.
    """
    notices: list[str] = []
    sent_feeds = await _synchronise_feeds(client, store, notices)
    server = await client.state()
    decision = decide(store.states(), store.queued_changes(), server)
    store.settle_changes(decision.settled)
    sent = []
    for edit in decision.edits:
        if await _is_taken(client.edit(edit), notices):
            store.settle_changes(edit.numbers)
            sent.append(edit)
    new = await _take_in_new(client, store, decision.new, notices, progress)
    changes = decide(store.states(), store.queued_changes(), state_after(server, sent)).here
    store.change_states(changes)
    return Synchronised(sent_feeds + sum(len(edit.items) for edit in sent), new, len(changes), tuple(notices))


async def _synchronise_feeds(client: GoogleReader, store: AccountStore, notices: list[str]) -> int:
    """Have the feeds agree; how many changes were sent."""
    there = await client.feeds()
    decision = decide_feeds(store.feeds(), store.queued_feed_changes(), there.feeds)
    store.settle_feed_changes(decision.settled)
    sent = 0
    for edit in decision.edits:
        if await _is_taken(client.edit_feed(edit), notices):
            store.settle_feed_changes(edit.numbers)
            sent += 1
    if sent:
        # What the server made of it: the address that it was led to, the name that the feed has.
        there = await client.feeds()
    store.change_feeds(decide_feeds(store.feeds(), store.queued_feed_changes(), there.feeds), there.feeds)
    notices += there.notices
    return sent


async def _take_in_new(
    client: GoogleReader,
    store: AccountStore,
    ids: Sequence[ItemId],
    notices: list[str],
    progress: Progress | None,
) -> int:
    new = missing = 0
    async for batch in client.items(ids):
        store.take_in(batch)
        new += len(batch.items)
        missing += len(batch.missing)
        if progress:
            progress(new + missing, len(ids))
    if missing:
        notices.append(f"The server listed {missing:,} articles that it then did not give.")
    return new


async def _is_taken(sending: Awaitable[None], notices: list[str]) -> bool:
    """Whether the server takes a change; trouble that is not about the change is raised."""
    try:
        await sending
    except EditRefusedError as error:
        notices.append(str(error))
        return False
    except FetchError as error:
        if error.status not in _REFUSALS:
            raise
        notices.append(f"A change stays queued, since it was refused. {error}")
        return False
    return True
