"""A passage, a note or an article given to any program."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.annotations.store import Put
from reader.document.plain import from_plain
from reader.library import ArticleNotFoundError, ArticleSource, NewArticle, SourceFormat
from reader.model import Annotation, Article
from reader.paths import Places
from reader.services import piping
from reader.services.annotating import UnusableAnnotationError
from reader.services.piping import AmbiguousUidError, CommandError, as_note, find, note_of, run, text_of
from reader.services.session import Session
from tests.fakes.exchange import annotation

PYTHON = sys.executable
SHOUT = (PYTHON, "-c", "import sys; sys.stdout.write(sys.stdin.read().upper())")
NOTED = annotation("chronic sabotage", uid="01JK5NZ5G0AAAAAAAAAAAAAAAA", note="Check")


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    home = tmp_path / "home"
    opened = Session(Places(home, home, home))
    opened.notes.apply([Put(NOTED), Put(annotation("other", uid="01JK5NZ5G0BBBBBBBBBBBBBBBB"))])
    yield opened
    opened.close()


@pytest.fixture
def article(session: Session) -> Article:
    document = from_plain("The ferry waits.", title="Harbour")
    return session.library.add(NewArticle("Harbour", 3, ArticleSource("x", SourceFormat.PLAIN)), document)


def test_an_annotation_is_named_by_its_uid_and_anything_else_is_an_article(
    session: Session, article: Article
) -> None:
    assert find(session, NOTED.uid) == NOTED
    assert find(session, "01jk5nz5g0a") == NOTED
    assert find(session, article.id) == article
    with pytest.raises(AmbiguousUidError, match="2 annotations begin with “01JK5NZ5G0”"):
        find(session, "01JK5NZ5G0")
    with pytest.raises(ArticleNotFoundError):
        find(session, "01J")


def test_what_is_given_is_the_passage_or_the_text_or_the_note(session: Session, article: Article) -> None:
    assert (text_of(session, NOTED), note_of(session, NOTED)) == ("chronic sabotage", "Check")
    assert (text_of(session, article), note_of(session, article)) == ("Harbour\n\nThe ferry waits.", "")


def test_what_a_program_writes_is_taken_cleaned() -> None:
    assert run(SHOUT, "é and\nmore", capture=True) == "É AND\nMORE"
    evil = (PYTHON, "-c", r"print('a\x1b]0;t\x07b\u202e')")
    assert run(evil, "", capture=True) == "ab"


def test_a_text_means_nothing_to_a_shell(tmp_path: Path) -> None:
    assert run(SHOUT, f"$(touch {tmp_path}/x); `id`", capture=True) == f"$(TOUCH {tmp_path}/X); `ID`".upper()
    assert not (tmp_path / "x").exists()


def test_a_program_need_not_read_all_that_it_is_given() -> None:
    assert run((PYTHON, "-c", "print('done')"), "x" * 1_000_000, capture=True) == "done"


def test_a_long_text_and_a_long_answer_do_not_wait_for_each_other() -> None:
    text = "word " * 100_000
    assert run((PYTHON, "-c", "import sys\nfor line in sys.stdin: print(line)"), text, capture=True) == text


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (("no-such-program-here",), "“no-such-program-here” cannot be run: no such file or directory."),
        ((PYTHON, "-c", "import sys; sys.exit(3)"), "ended with 3; nothing else was done."),
        ((PYTHON, "-c", "import os; os.kill(os.getpid(), 9)"), "was ended by signal 9"),
        (("a\0b",), "cannot be run: embedded null byte."),
    ],
)
def test_a_program_that_fails_says_so(command: tuple[str, ...], sentence: str) -> None:
    with pytest.raises(CommandError) as raised:
        run(command, "x", capture=True)
    assert sentence in str(raised.value)


def test_a_program_that_never_stops_writing_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(piping, "NOTE_LENGTH", 1_000)
    with pytest.raises(CommandError, match="longer than a note may be, which is 1,000 characters"):
        run((PYTHON, "-c", "while True: print('x' * 1000)"), "", capture=True)


def test_what_it_writes_becomes_a_note_under_the_one_there_is(session: Session, article: Article) -> None:
    edit = as_note(session, NOTED, "Answer")
    edit.apply(session)
    kept = session.notes.get(NOTED.uid)
    assert isinstance(kept, Annotation)
    assert kept.note == "Check\n\nAnswer"
    edit.revert(session)
    assert session.notes.get(NOTED.uid) == NOTED
    as_note(session, article, "First").apply(session)
    as_note(session, article, "Second").apply(session)
    assert note_of(session, article) == "First\n\nSecond"


def test_nothing_and_too_much_are_no_note(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnusableAnnotationError, match="wrote nothing"):
        as_note(session, NOTED, " \n")
    monkeypatch.setattr(piping, "NOTE_LENGTH", 10)
    with pytest.raises(UnusableAnnotationError, match="may have 10 characters"):
        as_note(session, NOTED, "much too long")
