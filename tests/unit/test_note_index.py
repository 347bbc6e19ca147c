"""The index of notes: it proposes all that a query means, and survives what becomes of its file."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.errors import IndexDamagedError
from reader.library.matching import needed, phrase
from reader.library.note_index import IndexedNote, NoteIndex
from reader.query.parser import parse
from reader.query.predicates import matches
from reader.query.subjects import subject
from reader.query.tree import Fact, Field, Node, Words
from reader.text.index_form import index_form

PIECES = st.sampled_from(
    ["war", "Warm", "économie", "l’économie", "Straße", "東京", "経済", "c++", "don't", "Łódź", "-", "→", "🙂", "२",
     "हिन्दी", "x_y", "½", "\U0001e900b", "“", "a"]
)  # fmt: skip
TEXTS = st.lists(PIECES, min_size=1, max_size=6).flatmap(
    lambda words: st.sampled_from([" ", "", ", "]).map(lambda space: space.join(words))
)


def asked(query: str) -> Node:
    return parse(query, today=date(2025, 2, 3))


def note(number: int, text: str = "", *, passage: str = "", fingerprint: int = 1, **more: object) -> IndexedNote:
    fields = {"tags": (), "speaker": "", "title": "", "author": "", "url": "", "facts": ()}
    fields |= {"created": "2025-01-01T00:00:00.000Z"} | more
    return IndexedNote(number, fingerprint, f"U{number}", note=text, passage=passage, **fields)  # type: ignore[arg-type]


@pytest.fixture
def index(tmp_path: Path) -> Iterator[NoteIndex]:
    with closing(NoteIndex(tmp_path / "home" / "note-index.db")) as opened:
        yield opened


def found(index: NoteIndex, query: str) -> list[str]:
    return list(index.candidates(asked(query)))


def test_a_word_in_the_note_counts_more_than_one_in_the_passage(index: NoteIndex) -> None:
    others = [note(number, "nothing of the kind") for number in range(3, 9)]
    index.change([note(1, passage="the harbour wall"), note(2, "the harbour wall"), *others], ())
    assert found(index, "harbour") == ["U2", "U1"]


def test_of_notes_that_fit_as_well_the_newer_comes_first(index: NoteIndex) -> None:
    old, new = "2015-01-01T00:00:00.000Z", "2025-01-01T00:00:00.000Z"
    others = [note(number, "something else") for number in range(3, 9)]
    index.change([note(1, "harbour", created=new), note(2, "harbour", created=old), *others], ())
    assert found(index, "harbour") == ["U1", "U2"]


def test_tags_speakers_and_titles_are_found_by_their_fields(index: NoteIndex) -> None:
    index.change(
        [note(1, tags=("theme/war", "claim")), note(2, speaker="Ann Ferry"), note(3, title="War in Moscow")], ()
    )
    assert found(index, "tag:theme") == ["U1"]
    assert found(index, "speaker:ferry") == ["U2"]
    assert found(index, "title:war") == ["U3"]
    assert sorted(found(index, "war")) == ["U1", "U3"]


def test_what_no_word_narrows_down_is_everything_the_newest_first(index: NoteIndex) -> None:
    index.change([note(1), note(2), note(3)], ())
    assert found(index, "is:unread") == ["U3", "U2", "U1"]
    assert found(index, "war OR on:2025") == ["U3", "U2", "U1"]
    assert found(index, "-war") == ["U3", "U2", "U1"]


@pytest.mark.parametrize(
    ("query", "uids"),
    [
        ("colour:3", ["U2"]),
        ("-colour:3", ["U3", "U1"]),
        ("kind:note", ["U3"]),
        ("-has:note harbour", ["U2", "U1"]),
        ("colour:1 OR has:note", ["U3", "U1"]),
        ("has:speaker", []),
        ("kind:highlight", ["U3", "U2", "U1"]),
        ("after:2025-01-12", ["U3"]),
        ("before:2025-01-07 colour:1", ["U1"]),
        ("on:2025-01-10 harbour", ["U2"]),
    ],
)
def test_what_is_true_of_notes_and_their_days_narrow_them_down(
    index: NoteIndex, query: str, uids: list[str]
) -> None:
    colours = [{Fact.COLOUR_1}, {Fact.COLOUR_3}, {Fact.COLOUR_4, Fact.HAS_NOTE, Fact.NOTE}]
    days = ["2025-01-05T12:00:00.000Z", "2025-01-10T12:00:00.000Z", "2025-01-15T12:00:00.000Z"]
    notes = zip(colours, days, strict=True)
    index.change([note(n, "harbour", facts=facts, created=day) for n, (facts, day) in enumerate(notes, 1)], ())
    assert found(index, query) == uids


def test_authors_and_addresses_narrow_notes_down(index: NoteIndex) -> None:
    index.change(
        [
            note(1, "harbour", author="Ann  Lovelace", url="https://Lantern.example/a"),
            note(2, "harbour", author="Zoë Brill", url="https://lantern.example/b"),
            note(3, "wall", url="https://post.example/a"),
        ],
        (),
    )
    assert found(index, 'author:"ann lovelace"') == ["U1"]
    assert found(index, "author:ZOE harbour") == ["U2"]
    assert found(index, "url:LANTERN.example") == ["U2", "U1"]
    assert found(index, "url:example/a harbour") == ["U1"]
    assert found(index, "-author:ann") == ["U3", "U2", "U1"]


def test_how_well_a_note_fits_does_not_depend_on_what_is_true_of_it(index: NoteIndex) -> None:
    facts = [
        {Fact.COLOUR_1, Fact.ORPHAN, Fact.HAS_TAG, Fact.HAS_NOTE, Fact.NOTE},
        {Fact.COLOUR_2},
        {Fact.COLOUR_3},
    ]
    others = [note(number, "something else") for number in range(4, 9)]
    index.change([*(note(n, "harbour", facts=each) for n, each in enumerate(facts, 1)), *others], ())
    assert found(index, "harbour") == ["U3", "U2", "U1"]
    index.change([note(3, "harbour", facts=facts[0], fingerprint=2)], ())
    assert found(index, "harbour") == ["U3", "U2", "U1"]


def test_no_word_that_can_be_typed_finds_what_is_true_of_a_note(index: NoteIndex) -> None:
    index.change([note(1, "harbour", facts={Fact.COLOUR_3, Fact.HAS_NOTE})], ())
    assert not any(found(index, query) for query in ("colour", "note", "3", "f", "facts"))


def test_a_note_that_changes_is_found_by_what_it_says_now(index: NoteIndex) -> None:
    index.change([note(1, "harbour"), note(2, "wall")], ())
    index.change([note(1, "ferry", fingerprint=7)], [2])
    assert found(index, "harbour") == found(index, "wall") == []
    assert found(index, "ferry") == ["U1"]
    assert index.fingerprints() == {1: 7}


def test_of_very_many_all_are_proposed_each_once(index: NoteIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.library.note_index.WEIGHED", 5)
    index.change([note(number, "harbour") for number in range(1, 21)], ())
    proposed = found(index, "harbour")
    assert sorted(proposed) == sorted(f"U{number}" for number in range(1, 21))
    assert set(proposed[:5]) == {f"U{number}" for number in range(16, 21)}


def test_what_is_typed_is_never_taken_for_the_language_of_the_index(index: NoteIndex) -> None:
    index.change([note(1, 'AND NEAR(a b) title:x "quoted" * ^')], ())
    for text in ("near(a", '"AND"', "a*b", "^quoted", '"""', "title\\:x", "{a}", "a;b", "NOT", "a AND b"):
        for prefix in (True, False):
            list(index.candidates(Words(text, prefix)))


@given(text=TEXTS, query=st.builds(Words, TEXTS, st.booleans()))
def test_all_that_a_word_means_is_proposed(text: str, query: Words) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(
            "CREATE VIRTUAL TABLE words USING fts5 (text, tokenize = 'unicode61 remove_diacritics 0', prefix = '2')"
        )
        connection.execute("INSERT INTO words VALUES (?)", (index_form(text),))
        match = needed(query, {})
        proposed = match is None or bool(
            connection.execute("SELECT 1 FROM words WHERE words MATCH ?", (match,)).fetchall()
        )
        assert proposed or not matches(query, subject([text]))


@pytest.mark.parametrize("text", ["", "→", "“ ”", "🙂", '"', "\U0001e900"])
def test_what_has_no_word_that_an_index_knows_is_no_phrase(text: str) -> None:
    assert phrase(text, prefix=True) is None


def test_fields_that_are_no_columns_do_not_narrow_down() -> None:
    assert needed(asked("feed:monde"), {Field.TAG: "tags"}) is None
    assert needed(asked("feed:monde war"), {Field.TAG: "tags"}) == '("war" *)'


# -- its file


def test_only_the_owner_can_read_the_file(tmp_path: Path) -> None:
    path = tmp_path / "note-index.db"
    with closing(NoteIndex(path)) as index:
        index.change([note(1, "secret")], ())
        assert {file.stat().st_mode & 0o077 for file in tmp_path.glob("note-index.db*")} == {0}


def test_a_file_that_is_no_index_is_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "note-index.db"
    path.write_bytes(b"this is no database" * 100)
    with closing(NoteIndex(path)) as index:
        assert index.is_kept
        assert index.fingerprints() == {}


def test_an_index_of_another_version_is_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "note-index.db"
    with closing(NoteIndex(path)) as index:
        index.change([note(1, "harbour")], ())
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("PRAGMA user_version = 1")
    with closing(NoteIndex(path)) as index:
        assert index.fingerprints() == {}


def test_damage_found_in_use_is_a_sentence_and_the_index_begins_anew(index: NoteIndex) -> None:
    index.change([note(number, f"harbour {number}") for number in range(300)], ())
    with closing(sqlite3.connect(index.path)) as other, other:
        other.execute("UPDATE words_data SET block = x'00112233' WHERE id > 1")
    before = index.beginnings
    with pytest.raises(IndexDamagedError, match="made anew from the notes"):
        index.check()
    assert index.beginnings > before
    assert index.fingerprints() == {}


def test_where_no_file_can_be_made_the_index_is_in_memory(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with closing(NoteIndex(tmp_path / "file" / "note-index.db")) as index:
        index.change([note(1, "harbour")], ())
        assert not index.is_kept
        assert found(index, "harbour") == ["U1"]


def test_two_processes_see_what_each_other_indexed(tmp_path: Path) -> None:
    path = tmp_path / "note-index.db"
    with closing(NoteIndex(path)) as one, closing(NoteIndex(path)) as other:
        one.change([note(1, "harbour")], ())
        assert found(other, "harbour") == ["U1"]
