"""How long articles are kept: what a feed's settings say, and never what the reader marked."""

from datetime import UTC, datetime, timedelta

from reader.services.feeds.schedule import instant
from reader.services.protection import protected_ids
from reader.services.session import Session


def prune_all(session: Session) -> int:
    """Delete the articles that their feeds keep no longer, and give how many that were."""
    kept_briefly = [feed for feed in session.library.feeds.all() if feed.keep_days or feed.keep_count]
    if not kept_briefly:
        return 0
    keep = protected_ids(session.notes)
    now = datetime.now(UTC)
    return sum(
        session.library.feeds.prune(
            feed,
            before=instant(now - timedelta(days=feed.keep_days)) if feed.keep_days else None,
            keep_count=feed.keep_count,
            keep=keep,
        )
        for feed in kept_briefly
    )
