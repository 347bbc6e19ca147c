"""Feeds that are followed, and a background process that fetches nothing but says what it is told to."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from reader.document.html import from_html
from reader.library import Arrived, ArticleSource, Settled, SourceFormat, Waiting
from reader.model import Entry, Feed, FeedState
from reader.services.background import BackgroundError
from reader.services.session import Session

AT = "2026-05-11T08:00:00.000Z"
"""When feeds were fetched."""
LAST_WEEK = "2026-05-04T08:00:00.000Z"

Progress = Callable[[int, int], None]


def follow(session: Session, title: str, *folder: str, **fields: Any) -> Feed:
    """A feed that has never been fetched."""
    name = "-".join(title.casefold().split())
    new = replace(Feed(0, f"https://{name}.example/feed", title, ""), folder=folder, **fields)
    (feed,) = session.library.feeds.follow([new])
    return feed


def give(session: Session, feed: Feed, *titles: str, **state: Any) -> tuple[str, ...]:
    """Have a feed fetched with these articles in it; gives the ids of those that are new."""
    site = feed.url.removesuffix("/feed")
    entries = [Entry(title, title, url=f"{site}/{n}", html=f"<p>{title}.</p>") for n, title in enumerate(titles)]
    known = FeedState(feed.id, fetched=AT, succeeded=AT)
    arrived = Arrived(feed.id, AT, feed.title, feed.title, entries, replace(known, **state), site_url=site)
    new = session.library.arrivals.take_in([arrived])[0].new
    session.library.arrivals.settle([*map(_settled, session.library.arrivals.waiting(len(new)))])
    return new


def _settled(waiting: Waiting) -> Settled:
    document = from_html(waiting.html, title=waiting.title)
    return Settled(waiting.id, 1, ArticleSource(waiting.html, SourceFormat.HTML), document)


def follow_some(session: Session) -> dict[str, Feed]:
    """A folder with a feed that does well and one that fails, and outside of it one that is gone."""
    harbour = follow(session, "Harbour Post", "Coast")
    lantern = follow(session, "The Lantern", "Coast")
    weblog = follow(session, "Old weblog")
    give(session, harbour, "Ferry is late", "Ferry is on time")
    give(session, lantern, "Shutters up", error=f"There is nothing at {lantern.url} (404).", succeeded=LAST_WEEK)
    gone = f"{weblog.url} is gone for good, its server says (410)."
    give(session, weblog, error=gone, gone=True, failures=3, succeeded=None)
    return {feed.title: feed for feed in session.library.feeds.all()}


@dataclass
class FakeBackground:
    """Answers each job as `answers` says by its name, the last answer again and again; remembers what it was asked."""

    answers: dict[str, list[dict[str, Any] | BackgroundError]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    progress: Progress | None = None
    is_cancelled: bool = False

    def __post_init__(self) -> None:
        self._may_go_on = asyncio.Event()
        self._may_go_on.set()

    def hold(self) -> None:
        """Let jobs wait."""
        self._may_go_on.clear()

    def let_go(self) -> None:
        """Answer what waits."""
        self._may_go_on.set()

    async def ask(self, do: str, *, progress: Progress | None = None, **arguments: Any) -> dict[str, Any]:
        self.asked.append((do, arguments))
        self.progress = progress
        await self._may_go_on.wait()
        if self.is_cancelled:
            self.is_cancelled = False
            raise BackgroundError("The background process stopped before it was done.")
        answers = self.answers[do]
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        if isinstance(answer, BackgroundError):
            raise answer
        return answer

    async def cancel(self) -> None:
        self.is_cancelled = not self._may_go_on.is_set()
        self._may_go_on.set()


def fetched(**figures: Any) -> dict[str, Any]:
    """What a fetch answers."""
    return {"feeds": 3, "new": 0, "changed": 0, "failed": 0, "sentences": [], **figures}


def added(sentence: str, **what: Any) -> dict[str, Any]:
    """What adding something answers."""
    return {"sentence": sentence, "feed_id": None, "article_id": None, "choices": [], **what}
