"""Which feeds to follow and what to call them, on the server and here, so that both have the same; nothing is sent.

As with articles: what differs and is queued was changed here, what differs and is not was changed there. A feed is the
same feed under every address that an article would be the same under, since servers keep the one they were led to.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from reader.library.addresses import url_key
from reader.model.subscription import Subscription
from reader.sources.google_reader.values import ServerFeed


class Aspect(StrEnum):
    """What of a feed the reader may change."""

    FOLLOWED = "followed"
    TITLE = "title"
    FOLDER = "folder"


@dataclass(frozen=True, slots=True)
class QueuedFeedChange:
    """Something that the reader changed of the feed at that address; how it is now is how the feed is here.

    `number` tells it from all others.
    """

    number: int
    url: str
    aspect: Aspect


class FeedAction(StrEnum):
    """What a server is asked to do, in its own words."""

    FOLLOW = "subscribe"
    UNFOLLOW = "unsubscribe"
    CHANGE = "edit"


@dataclass(frozen=True, slots=True)
class FeedEdit:
    """One request to the server; when it has gone well, the queued changes of these numbers are done.

    `stream` is what the server calls the feed. What is None stays as it is.
    """

    action: FeedAction
    stream: str
    numbers: tuple[int, ...]
    title: str | None = None
    add_label: str | None = None
    remove_label: str | None = None


@dataclass(slots=True)
class FeedDecision:
    """What makes both sides agree; nothing, when they do.

    `edits` go to the server, `follow` and `unfollow` are feeds to begin and to end here, `change` has those that are
    called or kept otherwise from now on, under the addresses that they have here. `settled` are numbers of queued
    changes that need not be sent.
    """

    edits: list[FeedEdit] = field(default_factory=list)
    follow: list[Subscription] = field(default_factory=list)
    unfollow: list[Subscription] = field(default_factory=list)
    change: list[Subscription] = field(default_factory=list)
    settled: list[int] = field(default_factory=list)


def decide_feeds(
    local: Iterable[Subscription], queue: Iterable[QueuedFeedChange], server: Iterable[ServerFeed]
) -> FeedDecision:
    """What to do about the feeds of one account, given those that are here."""
    here = {url_key(subscription.url): subscription for subscription in local}
    there = {url_key(feed.subscription.url): feed for feed in server}
    queued: defaultdict[str | None, defaultdict[Aspect, list[int]]] = defaultdict(lambda: defaultdict(list))
    for change in queue:
        queued[url_key(change.url)][change.aspect].append(change.number)
    decision = FeedDecision()
    for key in dict.fromkeys([*here, *there, *queued]):
        _decide_one(here.get(key), there.get(key), queued[key], decision)
    return decision


def _decide_one(
    here: Subscription | None,
    there: ServerFeed | None,
    queued: Mapping[Aspect, list[int]],
    decision: FeedDecision,
) -> None:
    numbers = tuple(number for some in queued.values() for number in some)
    if here and there:
        _agree(here, there, queued, decision)
    elif Aspect.FOLLOWED not in queued or not (here or there):
        decision.settled += numbers
        decision.unfollow += [here] if here else []
        decision.follow += [there.subscription] if there else []
    elif here:
        label = folder_label(here.folder) or None
        decision.edits.append(
            FeedEdit(FeedAction.FOLLOW, f"feed/{here.url}", numbers, here.title or None, add_label=label)
        )
    elif there:
        decision.edits.append(FeedEdit(FeedAction.UNFOLLOW, there.stream, numbers))


def _agree(
    here: Subscription, there: ServerFeed, queued: Mapping[Aspect, list[int]], decision: FeedDecision
) -> None:
    """Have the feed called the same and kept in the same folder on both sides."""
    theirs = there.subscription
    ours, label, old_label = here, folder_label(here.folder), folder_label(theirs.folder)
    edit = FeedEdit(FeedAction.CHANGE, there.stream, ())
    decision.settled += queued.get(Aspect.FOLLOWED, ())
    titles, folders = tuple(queued.get(Aspect.TITLE, ())), tuple(queued.get(Aspect.FOLDER, ()))
    if here.title == theirs.title or not here.title:
        decision.settled += titles
    elif titles:
        edit = replace(edit, title=here.title, numbers=titles)
    if not edit.title:
        ours = replace(ours, title=theirs.title)
    if label == old_label:
        decision.settled += folders
    elif folders:
        moved = (label, None) if label else (None, old_label)
        edit = replace(edit, add_label=moved[0], remove_label=moved[1], numbers=edit.numbers + folders)
    else:
        ours = replace(ours, folder=theirs.folder)
    if edit.numbers:
        decision.edits.append(edit)
    if ours != here:
        decision.change.append(ours)


def folder_label(folder: tuple[str, ...]) -> str:
    """The label that stands for a folder on a server, where folders have no folders in them."""
    return "/".join(folder)
