"""Analysing what is yet to be: in batches, each kept as a whole, by as many processes as there are."""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reader.analysis.versions import is_without_names, language_in
from reader.document.errors import DamagedDocumentError
from reader.model import NothingFoundError
from reader.services.analysing.one import look_into, names_missing
from reader.services.pace import GivenUp
from reader.services.session import Session

BATCH_SECONDS = 20.0
"""How long a batch takes, about; what follows the library looks again after each."""
FAILED = "failed"
"""What an article was analysed by that could not be: with the next run of postil it is tried again."""

_log = logging.getLogger(__name__)

IsAsked = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Batch:
    """What came of a batch: how many articles are done and how many are left, and why some have no names, if so.

    `given_up` says that something else was asked for meanwhile.
    """

    done: int
    left: int
    names_missing: str | None = None
    given_up: bool = False


def begin(session: Session) -> str | None:
    """Have what other rules or engines found count as outdated; why some articles have no names yet, None if all do.

    An engine is loaded only if there are articles that it was missed for.
    """
    findings = session.library.findings
    current: list[str] = []
    missing: str | None = None
    for version in findings.versions():
        language = language_in(version)
        if version == session.engines.version(language):
            current.append(version)
        elif is_without_names(version) and (reason := names_missing(session, language)):
            current.append(version)
            missing = reason
    findings.outdate(current)
    return missing


def analyse_batch(
    session: Session,
    holder: str,
    limit: int,
    first: Sequence[str] = (),
    *,
    others: bool = True,
    is_asked: IsAsked = lambda: False,
) -> Batch:
    """Analyse up to `limit` articles that nobody is analysing yet: those of `first`, then with `others` the newest.

    That ends after `BATCH_SECONDS`, or as soon as something else is asked for: what is done by then is kept. Raises
    `LibraryError` when it cannot be kept.
    """
    findings = session.library.findings
    until = time.monotonic() + BATCH_SECONDS

    def progress(_done: int, _of: int) -> None:
        if is_asked():
            raise GivenUp

    claimed = findings.claim(holder, limit, first=first, others=others)
    found = []
    failed: list[str] = []
    missing: str | None = None
    given_up = False
    try:
        for article_id in claimed:
            progress(0, 0)
            try:
                looked = look_into(session, session.library.get(article_id), progress)
            except (DamagedDocumentError, NothingFoundError) as error:
                _log.info("the article %s cannot be analysed: %s", article_id, error)
                failed.append(article_id)
                continue
            missing = looked.names_missing or missing
            found += [looked.to_keep] if looked.to_keep is not None else []
            if time.monotonic() > until:
                break
    except GivenUp:
        given_up = True
    if claimed:
        findings.keep(found)
        findings.pass_over(failed, FAILED)
        findings.release(holder)
    return Batch(len(found) + len(failed), findings.pending(), missing, given_up)
