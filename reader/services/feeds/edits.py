"""What a reader changes about feeds, as edits that know their way back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from reader.model import ChangedElsewhereError, Feed
from reader.services.protection import protected_ids
from reader.services.saving.edits import Editable

_DECIDED = ("given_title", "folder", "tags", "paused", "full_text", "keep_days", "keep_count")
"""What of a feed is the reader's own decision; the rest, its address too, may change when it is fetched."""


@dataclass(frozen=True, slots=True)
class FeedsEdit:
    """What the reader decided about feeds, before and after."""

    label: str
    feeds: tuple[tuple[Feed, Feed], ...]

    def apply(self, session: Editable) -> None:
        """Keep what comes after."""
        _turn(session, self.feeds)

    def revert(self, session: Editable) -> None:
        """Keep what was before."""
        _turn(session, tuple((after, before) for before, after in self.feeds))


@dataclass(frozen=True, slots=True)
class FollowEdit:
    """Feeds that are followed from now on, or no longer; their articles come and go with them.

    Articles with a star, a tag, a note or a highlight stay in any case.
    """

    label: str
    feed_ids: tuple[int, ...]
    follow: bool

    def apply(self, session: Editable) -> None:
        """Follow them, or no longer."""
        _follow(session, self.feed_ids, self.follow)

    def revert(self, session: Editable) -> None:
        """Do the opposite."""
        _follow(session, self.feed_ids, not self.follow)


def _turn(session: Editable, changes: Sequence[tuple[Feed, Feed]]) -> None:
    """Turn what differs between each first feed and the second, unless it is no longer as in the first."""
    turned = []
    for old, new in changes:
        differing = {n: getattr(new, n) for n in _DECIDED if getattr(old, n) != getattr(new, n)}
        turned.append(_turned(session, old, differing))
    session.library.feeds.change(turned)


def _turned(session: Editable, old: Feed, differing: dict[str, Any]) -> Feed:
    present = session.library.feeds.get(old.id)
    if present.unsubscribed is not None or any(getattr(present, n) != getattr(old, n) for n in differing):
        raise ChangedElsewhereError(
            f"“{present.title}” was changed elsewhere meanwhile; nothing was done to it here."
        )
    return replace(present, **differing)


def _follow(session: Editable, feed_ids: Sequence[int], follow: bool) -> None:
    if follow:
        session.library.feeds.follow_again(feed_ids)
    else:
        session.library.feeds.unfollow(feed_ids, keep=protected_ids(session.notes))
