"""Putting what was found into the library, many feeds at a time, and having the reader's rules at it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from reader.library import TakenIn
from reader.model import FullText
from reader.services.fetching.looking import Look
from reader.services.fetching.reports import Fetched, Report
from reader.services.session import Session


class Keeper:
    """Keeps what was found, and puts what became of it into a report."""

    def __init__(self, session: Session, report: Report) -> None:
        self._session = session
        self._report = report
        self.without_text: list[tuple[str, ...]] = []
        """The new articles of each feed whose pages are always fetched."""

    def keep(self, looks: Iterable[Look]) -> None:
        """Keep what these looks found. What a feed has is kept with how it is doing, or neither is.

        Raises `LibraryError` if it cannot be kept, `NotesError` if the reader's rules star or tag what came.
        """
        with_articles = [(look, look.arrived) for look in looks if look.arrived]
        without = [look for look in looks if not look.arrived]
        library = self._session.library
        if without:
            library.feeds.record([look.state for look in without])
        taken = library.arrivals.take_in([arrived for _, arrived in with_articles]) if with_articles else []
        self._apply_rules([article_id for came in taken for article_id in came.new])
        for (look, _), came in zip(with_articles, taken, strict=True):
            if came.new and look.feed.full_text is FullText.ALWAYS:
                self.without_text.append(came.new)
            self._tell(look, came)
        for look in without:
            self._tell(look, TakenIn())

    def _apply_rules(self, new_ids: Sequence[str]) -> None:
        self._report.new_ids += new_ids
        if new_ids and any(rule.enabled for rule in self._session.library.rules.all()):
            # They need the reader's notes, which take long to import.
            from reader.services.feeds import rules

            self._report.problems.update(rules.apply(self._session, new_ids))

    def _tell(self, look: Look, came: TakenIn) -> None:
        notices = look.notices
        if look.moved_to and look.moved_to != look.feed.url:
            moved = self._session.library.feeds.move(look.feed.id, look.moved_to)
            said = f"It has moved to {look.moved_to}" + ("." if moved else ", where you follow a feed already.")
            notices = (*notices, said)
        # What a feed calls itself may have been learnt just now.
        title = look.feed.given_title or (look.arrived.title if look.arrived else look.feed.title)
        feed = look.feed if title == look.feed.title else replace(look.feed, title=title)
        self._report.fetched.append(Fetched(feed, len(came.new), len(came.changed), look.failure, notices))
