"""Opening a session for one verb, and telling the reader what was noticed in it."""

from collections.abc import Iterator
from contextlib import contextmanager

from reader.cli.output import notice
from reader.paths import find_places
from reader.services.session import Session

_PROBLEMS_TOLD = 5


@contextmanager
def opened_session() -> Iterator[Session]:
    """The session of this run; what was wrong with settings, library or notes is told at the end."""
    session = Session(find_places())
    try:
        yield session
    finally:
        problems = session.problems()
        for sentence in problems[:_PROBLEMS_TOLD]:
            notice(sentence)
        if len(problems) > _PROBLEMS_TOLD:
            notice(f"There are {len(problems) - _PROBLEMS_TOLD} more things like this.")
        session.close()
