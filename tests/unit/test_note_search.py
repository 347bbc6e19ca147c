"""All notes, arranged and searched: the same as looking at each, only sooner."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotations.store import Put, Remove
from reader.config import DEFAULT_COLOUR_NAMES
from reader.model import Annotation
from reader.query.parser import parse
from reader.query.tree import Everything
from reader.services.notes import view as note_search
from reader.services.notes.ordering import Heading, NoteGroup, NoteOrder, NotesView
from reader.services.notes.subjects import NoteSubject
from reader.services.notes.view import Asked, Found, NoteSearch
from reader.services.session import Session
from tests.fakes.host import annotation, places_in

TODAY = date(2025, 2, 3)
WORDS = ("harbour", "harm", "ferry", "Ferry", "noon", "net")


def notes() -> list[Annotation]:
    """Sixty notes of ten articles, made one after another."""
    return [
        annotation(
            f"{WORDS[n % 6]} {WORDS[n % 5]} {n}",
            article=f"{n % 10:016}",
            title=f"Story {n % 10}",
            tags=("sea", "old")[: n % 3],
            note="why?" if n % 7 == 0 else "",
            created=f"2025-02-{1 + n // 3:02}T12:00:00.000Z",
        )
        for n in range(60)
    ]


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with closing(Session(places_in(tmp_path))) as session:
        session.notes.apply([Put(each) for each in notes()])
        yield session


def look(search: NoteSearch, query: str, **view: Any) -> Found:
    orphans = view.pop("orphans", ())
    return search.look(Asked(search.read(query, typing=True), NotesView(query, **view), orphans))


def found_notes(found: Found) -> list[Annotation]:
    return [row.annotation for row in found.rows if isinstance(row, NoteSubject)]


def spelt(found: Found) -> list[object]:
    return [row if isinstance(row, Heading) else row.annotation.uid for row in found.rows]


QUERIES = (
    "ha",
    "har",
    "harb",
    "harbour",
    "Ferry",
    "fer -noon",
    "fer -noon net",
    "#se",
    "#sea",
    '#"sea" why',
    "zzz",
)


@pytest.mark.parametrize("order", NoteOrder)
@pytest.mark.parametrize("group", NoteGroup)
def test_a_query_finds_the_same_after_others_as_alone(
    order: NoteOrder, group: NoteGroup, session: Session
) -> None:
    search = session.note_search
    for query in ("", *QUERIES, *reversed(QUERIES), ""):
        alone = Session(session.places)
        expected = look(alone.note_search, query, order=order, group=group)
        found = look(search, query, order=order, group=group)
        assert spelt(found) == spelt(expected)
        assert (found.count, found.total) == (expected.count, 60)
        assert [index for index, row in enumerate(found.rows) if isinstance(row, Heading)] == [*found.headings]
        if group is not NoteGroup.TAG:
            assert len(found_notes(found)) == found.count
        alone.close()


@given(st.lists(st.tuples(st.sampled_from(("type", "back", "tag", "not")), st.sampled_from("hfnr")), max_size=8))
def test_whatever_is_typed_every_note_is_asked(steps: list[tuple[str, str]]) -> None:
    store = _Memory(notes())
    search = NoteSearch(store)  # type: ignore[arg-type]
    query = ""
    for step, letter in steps:
        query = {"type": query + letter, "back": query[:-1], "tag": f"{query} #s", "not": f"{query} -{letter}"}[
            step
        ]
        found = look(search, query, group=NoteGroup.NONE)
        fresh = look(NoteSearch(_Memory(store.annotations)), query, group=NoteGroup.NONE)  # type: ignore[arg-type]
        assert spelt(found) == spelt(fresh)


def test_the_first_rows_come_before_all_of_them(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(note_search, "FIRST_ROWS", 5)
    monkeypatch.setattr(note_search, "_CHUNK", 2)
    search, firsts = session.note_search, []
    look(search, "")
    found = search.look(Asked(search.read("ha"), NotesView("ha")), first=firsts.append)
    (first,) = firsts
    assert not first.is_complete
    assert 5 <= len(first.rows) < len(found.rows)
    assert [*found.rows[: len(first.rows)]] == [*first.rows]


def test_the_first_rows_are_kept_back_when_the_note_at_the_cursor_comes_later(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(note_search, "FIRST_ROWS", 5)
    monkeypatch.setattr(note_search, "_CHUNK", 2)
    search, firsts = session.note_search, []
    last = found_notes(look(search, "ha", group=NoteGroup.NONE))[-1]
    view = NotesView("har", group=NoteGroup.NONE, uid=last.uid)
    found = search.look(Asked(search.read("har"), view), first=firsts.append)
    assert found.at is not None
    assert spelt(found)[found.at] == last.uid
    assert all(first.at is not None for first in firsts)


def test_the_newest_notes_come_before_the_others_are_read(session: Session) -> None:
    firsts: list[Found] = []
    found = session.note_search.look(Asked(Everything(), NotesView(group=NoteGroup.NONE)), first=firsts.append)
    assert not firsts[0].is_complete
    assert [each.uid for each in found_notes(firsts[0])] == [each.uid for each in found_notes(found)]


def test_what_was_given_up_is_asked_again_as_if_nothing_had_been(session: Session) -> None:
    search = session.note_search
    everything = Asked(Everything(), NotesView())

    def giving_up(after: int) -> Any:
        def pace(items: Iterable[Any]) -> Iterator[Any]:
            for number, item in enumerate(items):
                if number == after:
                    raise InterruptedError
                yield item

        return pace

    for after in (0, 30, 59):  # of sixty
        with pytest.raises(InterruptedError):
            search.look(everything, pace=giving_up(after))
    assert search.look(everything).count == 60
    with pytest.raises(InterruptedError):
        search.get_ready(giving_up(3))


def test_what_changes_is_taken_in_and_nothing_else(session: Session) -> None:
    search = session.note_search
    (first, *_, last) = found_notes(look(search, "", group=NoteGroup.NONE))
    new = annotation("brand new", created="2026-01-01T00:00:00.000Z")
    session.notes.apply([Put(replace(first, note="changed")), Remove(last.uid), Put(new)])
    found = found_notes(look(search, "", group=NoteGroup.NONE))
    assert len(found) == 60
    assert found[0] == new
    assert last not in found
    assert [each.target.exact for each in found_notes(look(search, "changed"))] == [first.target.exact]


def test_orphans_alone_are_shown_when_asked_for(session: Session) -> None:
    search = session.note_search
    some = {each.uid for each in found_notes(look(search, "ferry"))[:3]}
    found = look(search, "", only_orphans=True, orphans=some)
    assert {each.uid for each in found_notes(found)} == some
    assert look(search, "ferry", only_orphans=True, orphans=some).count == 3
    assert look(search, "ferry").count > 3


class _Memory:
    """A finder of notes that are in no store."""

    version = 1
    expected = 0
    colours = DEFAULT_COLOUR_NAMES

    def __init__(self, annotations: list[Annotation]) -> None:
        self.annotations = annotations
        self.taken_in = [NoteSubject(each) for each in annotations]
        self.total = len(annotations)
        self.read = partial(parse, today=TODAY)

    def all(self, _pace: object = None) -> Any:
        return self.taken_in

    def subject(self, _uid: str) -> None:
        return None
