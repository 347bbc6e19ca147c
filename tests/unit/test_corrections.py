"""What the reader says of entities, everywhere where they are shown."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.library.errors import EntityNotFoundError
from reader.library.quotations import QuotationSelection
from reader.model import Analysis, EntityType
from reader.paths import Places
from reader.services.analysing import one as analysing
from reader.services.articles.opening import find_article, kept_analysis
from reader.services.entities import edits as entity_edits
from reader.services.entities.edits import UnusableCorrectionError
from reader.services.saving.edits import NotesEdit
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
ADA, ALONE, TOMAS = "person:ada-lovelace", "person:lovelace", "person:tomas-brill"
TEXTS = (
    "Ada Lovelace went to Brennick. “I will stay in Brennick,” Lovelace said.",
    "Ada Lovelace came back from Brennick with Tomas Brill.",
    "Lovelace has left, the Kremlin said.",
)


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    monkeypatch.setattr(analysing, "_names", lambda *_: (NAMES, None))
    home = tmp_path / "home"
    opened = Session(Places(home, home, home))
    for number, text in enumerate(TEXTS):
        path = tmp_path / f"{number}.txt"
        path.write_text(f"Title {number}\n\n{text}\n")
        analysing.analyse_article(opened, find_article(opened, str(path)))
    yield opened
    opened.close()


def analysis(session: Session, tmp_path: Path, number: int) -> Analysis:
    found = kept_analysis(session, find_article(session, str(tmp_path / f"{number}.txt")))
    assert found is not None
    return found


def named(session: Session, tmp_path: Path, number: int) -> dict[str, str]:
    return {entity.id: entity.name for entity in analysis(session, tmp_path, number).entities}


def known(session: Session, *words: str) -> dict[str, int]:
    return {each.key: each.articles for each in session.corrections.entities.find(words, limit=20)}


def do(session: Session, edit: NotesEdit) -> None:
    session.history.do(edit)


def test_what_is_found_has_the_keys_of_all_articles(session: Session, tmp_path: Path) -> None:
    assert named(session, tmp_path, 0) == {ADA: "Ada Lovelace", "place:brennick": "Brennick"}
    assert named(session, tmp_path, 2) == {ADA: "Ada Lovelace", "organisation:kremlin": "Kremlin"}
    assert known(session) == {ADA: 3, "place:brennick": 2, "organisation:kremlin": 1, TOMAS: 1}
    (said,) = session.library.quotations.find(QuotationSelection(), 5)
    assert (said.speaker, said.key) == ("Ada Lovelace", ADA)


def test_two_that_are_joined_are_one_everywhere_and_apart_again_when_that_is_undone(
    session: Session, tmp_path: Path
) -> None:
    do(session, entity_edits.join(session, TOMAS, ADA))
    assert known(session, "brill") == {ADA: 3}
    assert named(session, tmp_path, 1) == {ADA: "Ada Lovelace", "place:brennick": "Brennick"}
    assert session.corrections.entities.get(TOMAS).key == ADA
    session.history.undo()
    assert known(session, "brill") == {TOMAS: 1}
    session.history.redo()
    assert known(session, "brill") == {ADA: 3}


def test_one_can_be_renamed_retyped_and_hidden(session: Session, tmp_path: Path) -> None:
    do(session, entity_edits.rename(session, "place:brennick", "Brennick Bay"))
    do(session, entity_edits.retype(session, "place:brennick", EntityType.FACILITY))
    (entity,) = [e for e in analysis(session, tmp_path, 0).entities if e.id == "place:brennick"]
    assert (entity.name, entity.type, entity.aliases) == ("Brennick Bay", EntityType.FACILITY, ("Brennick",))
    assert known(session, "bay") == {"place:brennick": 2}
    do(session, entity_edits.hide(session, "place:brennick"))
    assert named(session, tmp_path, 0) == {ADA: "Ada Lovelace"}
    assert all(mention.entity == ADA for mention in analysis(session, tmp_path, 0).mentions)
    with pytest.raises(EntityNotFoundError):
        session.corrections.entities.get("place:brennick")
    do(session, entity_edits.unhide(session, "place:brennick"))
    assert known(session, "bay") == {"place:brennick": 2}
    do(session, entity_edits.rename(session, "place:brennick", "Brennick"))
    assert known(session, "bay") == {}


def test_a_name_that_is_split_off_is_somebody_else_everywhere(session: Session, tmp_path: Path) -> None:
    do(session, entity_edits.split(session, ADA, "lovelace"))
    assert known(session, "lovelace") == {ADA: 2, ALONE: 2}
    assert named(session, tmp_path, 0) == {
        ADA: "Ada Lovelace",
        "place:brennick": "Brennick",
        ALONE: "Lovelace",
    }
    (quotation,) = analysis(session, tmp_path, 0).quotations
    assert (quotation.speaker, quotation.entity) == ("Lovelace", None)
    session.history.undo()
    assert known(session, "lovelace") == {ADA: 3}
    assert named(session, tmp_path, 0) == {ADA: "Ada Lovelace", "place:brennick": "Brennick"}


def test_joining_again_what_was_split_off_takes_the_split_back(session: Session) -> None:
    do(session, entity_edits.split(session, ADA, "Lovelace"))
    do(session, entity_edits.join(session, ALONE, ADA))
    assert known(session, "lovelace") == {ADA: 3}
    do(session, entity_edits.split(session, ADA, "Lovelace"))
    assert known(session, "lovelace") == {ADA: 2, ALONE: 2}


def test_chains_and_circles_of_joins_are_followed_to_an_end(session: Session) -> None:
    do(session, entity_edits.join(session, TOMAS, ADA))
    do(session, entity_edits.join(session, ADA, "organisation:kremlin"))
    assert known(session, "brill") == {"organisation:kremlin": 3}
    with pytest.raises(UnusableCorrectionError, match="are one already"):
        entity_edits.join(session, "organisation:kremlin", TOMAS)


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        (lambda s: entity_edits.rename(s, ADA, " – "), "at least one letter"),
        (lambda s: entity_edits.retype(s, ADA, EntityType.DATE), "cannot|can be made a date"),
        (lambda s: entity_edits.split(s, ADA, "Byron"), "is not called “Byron”: Lovelace"),
        (lambda s: entity_edits.split(s, ADA, "Ada Lovelace"), "its own name"),
        (lambda s: entity_edits.join(s, ADA, "person:nobody"), "No list of names has “person:nobody”"),
        (lambda s: entity_edits.unhide(s, ADA), "No list of names has"),
    ],
    ids=["rename", "retype", "split", "own name", "join", "unhide"],
)
def test_what_cannot_be_said_is_a_sentence(session: Session, edit: object, sentence: str) -> None:
    with pytest.raises((UnusableCorrectionError, EntityNotFoundError), match=sentence):
        edit(session)  # type: ignore[operator]


def test_corrections_taken_in_twice_are_there_once(session: Session) -> None:
    do(session, entity_edits.join(session, TOMAS, ADA))
    said = session.corrections.all()
    assert entity_edits.taken_in(session, said) is None
    session.history.undo()
    edit = entity_edits.taken_in(session, [*said, *said])
    assert edit is not None
    do(session, edit)
    assert session.corrections.all() == said


def test_corrections_of_what_no_article_names_yet_wait_for_it(session: Session, tmp_path: Path) -> None:
    do(session, entity_edits.join(session, TOMAS, ADA))
    said = session.corrections.all()
    home = tmp_path / "other"
    other = Session(Places(home, home, home))
    edit = entity_edits.taken_in(other, said)
    assert edit is not None
    other.history.do(edit)
    assert other.corrections.entities.find((), limit=5) == []
    for number in (0, 1):
        analysing.analyse_article(other, find_article(other, str(tmp_path / f"{number}.txt")))
    assert known(other, "brill") == {ADA: 2}
    other.close()
