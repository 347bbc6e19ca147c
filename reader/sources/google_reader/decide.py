"""What to change on the server and what here, so that both say the same of every article; nothing is asked or sent.

The reader's changes are queued when they are made, and leave the queue when the server is known to have them. So what
differs and is queued was changed here, and what differs and is not was changed there. The API does not say when: where
both changed, the last to write is who reaches the server last, and a queued change is on its way.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reader.sources.google_reader.identifiers import ItemId
from reader.sources.google_reader.limits import EDITS_AT_A_TIME
from reader.sources.google_reader.values import Flag, ItemState, ServerState


@dataclass(frozen=True, slots=True)
class Change:
    """A flag of an article to be set, or taken away."""

    item: ItemId
    flag: Flag
    value: bool


@dataclass(frozen=True, slots=True)
class QueuedChange:
    """A change that the reader made; `number` tells it from all others, and grows with each."""

    number: int
    change: Change


@dataclass(frozen=True, slots=True)
class Edit:
    """One request to the server; when it has gone well, the queued changes of these numbers are done."""

    flag: Flag
    value: bool
    items: tuple[ItemId, ...]
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """What makes both sides agree; nothing, when they do.

    `edits` go to the server. `here` is to be made here, unless the reader has changed the same in the meantime: decide
    again with what is queued then. `settled` are numbers of queued changes that need not be sent: a later one undoes
    them, the server says the same already, or it has the article no more. `new` are articles that are not here yet, the
    highest id first, which servers that count give to the newest.
    """

    edits: tuple[Edit, ...] = ()
    here: tuple[Change, ...] = ()
    settled: tuple[int, ...] = ()
    new: tuple[ItemId, ...] = ()


def decide(local: Mapping[ItemId, ItemState], queue: Sequence[QueuedChange], server: ServerState) -> Decision:
    """What to do about the articles of one account, given those that are here, in the state that the reader sees."""
    last = {(queued.change.item, queued.change.flag): queued for queued in sorted(queue, key=lambda q: q.number)}
    unsent = [queued for queued in last.values() if _needs_sending(queued.change, server)]
    sent_numbers = {queued.number for queued in unsent}
    return Decision(
        edits=tuple(_edits(unsent)),
        here=tuple(_changes_here(local, last, server)),
        settled=tuple(sorted({queued.number for queued in queue} - sent_numbers)),
        new=tuple(sorted(server.known() - local.keys(), reverse=True)),
    )


def _needs_sending(change: Change, server: ServerState) -> bool:
    return server.value(change.item, change.flag) is not change.value and not server.lacks(change.item)


def _edits(unsent: Sequence[QueuedChange]) -> Iterator[Edit]:
    """The requests that send these changes, those of one kind together."""
    alike: defaultdict[tuple[Flag, bool], list[QueuedChange]] = defaultdict(list)
    for queued in unsent:
        alike[queued.change.flag, queued.change.value].append(queued)
    for (flag, value), changes in alike.items():
        for start in range(0, len(changes), EDITS_AT_A_TIME):
            some = changes[start : start + EDITS_AT_A_TIME]
            yield Edit(
                flag, value, tuple(queued.change.item for queued in some), tuple(queued.number for queued in some)
            )


def _changes_here(
    local: Mapping[ItemId, ItemState], last: Mapping[tuple[ItemId, Flag], QueuedChange], server: ServerState
) -> Iterator[Change]:
    for item, state in local.items():
        for flag in Flag:
            queued = last.get((item, flag))
            value = queued.change.value if queued else server.value(item, flag)
            if value is not None and value is not state.has(flag):
                yield Change(item, flag, value)


def state_after(server: ServerState, edits: Iterable[Edit]) -> ServerState:
    """What the server has once it has made these edits."""
    unread, starred = set(server.unread.ids), set(server.starred.ids)
    for edit in edits:
        listed, is_listed = (unread, not edit.value) if edit.flag is Flag.READ else (starred, edit.value)
        if is_listed:
            listed.update(edit.items)
        else:
            listed.difference_update(edit.items)
    return replace(
        server, unread=replace(server.unread, ids=unread), starred=replace(server.starred, ids=starred)
    )
