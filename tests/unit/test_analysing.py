"""Analysing an article: in parts that tell how far it is, as far as is promised, kept where that can be."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.analysis.names import Name
from reader.library import LibraryError
from reader.library.findings import Findings
from reader.model import Article, EntityType
from reader.paths import Places
from reader.services.analysing import one as analysing
from reader.services.articles.opening import find_article, kept_analysis
from reader.services.session import Session
from tests.fakes.names import KnownNames

NAMES = KnownNames({"Ada Lovelace": EntityType.PERSON, "Brennick": EntityType.PLACE})


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    monkeypatch.setattr(analysing, "_names", lambda *_: (NAMES, None))
    home = tmp_path / "home"
    opened = Session(Places(home, home, home))
    yield opened
    opened.close()


def article(session: Session, tmp_path: Path, paragraphs: int) -> Article:
    text = "\n\n".join(
        f"{number}. Ada Lovelace went to Brennick and came back again." for number in range(paragraphs)
    )
    path = tmp_path / "a.txt"
    path.write_text(f"A title\n\n{text}")
    return find_article(session, str(path))


def test_names_are_found_where_they_stand_part_by_part(session: Session, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    known = article(session, tmp_path, 300)
    analysis = analysing.analyse_article(session, known, lambda *done: told.append(done))
    text = session.library.document(known.id).text
    names = [text[slice(*mention.span)] for mention in analysis.mentions]
    assert names == ["Ada Lovelace", "Brennick"] * 300
    assert analysis.names_missing is None
    assert told[0] == (0, len(text))
    assert len(told) > 5
    assert told == sorted(told)


def test_beyond_the_limit_no_names_are_looked_for_and_that_is_told(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    class Asked(KnownNames):
        def find(self, text: str) -> list[Name]:
            asked.append(text)
            return super().find(text)

    monkeypatch.setattr(analysing, "_names", lambda *_: (Asked({"Ada Lovelace": EntityType.PERSON}), None))
    monkeypatch.setattr(analysing, "MAX_NAMES_TEXT", 5_000)
    known = article(session, tmp_path, 300)
    analysis = analysing.analyse_article(session, known)
    assert sum(map(len, asked)) == 5_000
    assert analysis.names_missing == "Names are looked for in the first 5,000 characters only."
    assert kept_analysis(session, known) == analysis


def test_an_analysis_that_cannot_be_kept_is_given_all_the_same_where_that_is_enough(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> None:
        raise LibraryError("The disk is full.")

    known = article(session, tmp_path, 2)
    monkeypatch.setattr(Findings, "keep", full)
    assert len(analysing.analyse_article(session, known, must_keep=False).mentions) == 4
    with pytest.raises(LibraryError):
        analysing.analyse_article(session, known)
