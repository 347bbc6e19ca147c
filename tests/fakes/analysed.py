"""A session with articles that were analysed by a finder of a few names."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from reader.model import Article, EntityType
from reader.paths import Places
from reader.services.analysing import one as analysing
from reader.services.articles.opening import find_article
from reader.services.session import Session
from tests.fakes.names import KnownNames

NAMES = KnownNames(
    {
        "Ada Lovelace": EntityType.PERSON,
        "Lovelace": EntityType.PERSON,
        "Tomas Brill": EntityType.PERSON,
        "Brennick": EntityType.PLACE,
        "Kremlin": EntityType.ORGANISATION,
    }
)
ADA, ALONE, TOMAS, BRENNICK = "person:ada-lovelace", "person:lovelace", "person:tomas-brill", "place:brennick"


@contextmanager
def analysed(folder: Path, monkeypatch: pytest.MonkeyPatch, texts: Sequence[str]) -> Iterator[Session]:
    """The session, with `texts` as articles of the first days of 2025, called "Title 0" and so on."""
    monkeypatch.setattr(analysing, "_names", lambda *_: (NAMES, None))
    home = folder / "home"
    session = Session(Places(home, home, home))
    try:
        for number, text in enumerate(texts):
            path = folder / f"{number}.md"
            path.write_text(
                f"---\ntitle: Title {number}\ndate: 2025-{number + 1:02}-10\nsource: The Post\n---\n\n{text}\n"
            )
            analysing.analyse_article(session, article(session, folder, number))
        yield session
    finally:
        session.close()


def article(session: Session, folder: Path, number: int) -> Article:
    """The article with that number."""
    return find_article(session, str(folder / f"{number}.md"))
