"""What the background process does with feeds and what is added: jobs in plain values, for `reader.services.worker`."""

import asyncio
from collections.abc import Callable
from typing import Any

from reader.services.accounts import synchronising
from reader.services.articles.intake import settle_all
from reader.services.fetching.engine import fetch, wanted
from reader.services.fetching.keeping import prune_all
from reader.services.fetching.reports import Fetched
from reader.services.session import Session

Progress = Callable[[int, int], None]


def fetch_job(session: Session, job: dict[str, Any], progress: Progress) -> dict[str, Any]:
    """Fetch the feeds with the ids `job["feeds"]`, for None all; unless `job["force"]` is set, those that are due."""
    ids = job["feeds"]
    named = None if ids is None else [session.library.feeds.get(feed_id) for feed_id in ids]
    feeds = wanted(session, named, due_only=not job["force"])
    report = asyncio.run(fetch(session, feeds, progress))
    accounts = synchronising.wanted(session, named, due_only=not job["force"])
    synchronised = asyncio.run(synchronising.synchronise_all(session, accounts, progress))
    prune_all(session)
    failures = [f"{each.account.name}: {each.failure}" for each in synchronised if each.failure]
    return {
        "feeds": len(report.fetched) + len(synchronised),
        "new": report.new + sum(len(each.new_ids) for each in synchronised),
        "changed": report.changed,
        "failed": len(report.failures) + len(failures),
        "sentences": [*map(_failure, report.failures), *failures, *sorted(report.problems)],
    }


def settle_job(session: Session, _job: dict[str, Any], progress: Progress) -> dict[str, Any]:
    """Make documents of what came in."""
    return {"settled": settle_all(session, progress)}


def full_text_job(session: Session, job: dict[str, Any], _progress: Progress) -> dict[str, Any]:
    """Have the whole text of the article `job["article"]` from its page, if that is wanted of it."""
    from reader.services.fetching.full_text import fetch_full_text, is_wanted

    article = session.library.get(job["article"])
    if not is_wanted(session, article):
        return {"is_whole": False, "why_not": ""}
    given = asyncio.run(fetch_full_text(session, article))
    return {"is_whole": given.is_whole, "why_not": given.why_not}


def add_job(session: Session, job: dict[str, Any], _progress: Progress) -> dict[str, Any]:
    """Add `job["what"]`, an address or a path; a feed into the folder `job["folder"]`."""
    from reader.services.fetching.adding import Wish, add

    added = asyncio.run(add(session, job["what"], Wish(folder=tuple(job["folder"]), offers_page=True)))
    return {
        "sentence": " ".join([added.sentence, *added.notices]),
        "feed_id": added.feed.id if added.feed else None,
        "article_id": added.articles[0].id if added.articles else None,
        "choices": [{"url": choice.what, "title": choice.title} for choice in added.choices],
    }


def _failure(fetched: Fetched) -> str:
    return f"{fetched.feed.title}: {fetched.failure}"
