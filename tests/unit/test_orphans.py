"""What orphans are called, and how one is chosen."""

from reader.model import Annotation, ArticleRef, Target
from reader.services.articles.differences import word_changes
from reader.services.notes.orphans import LABEL_LENGTH, labels, matching


def annotation(exact: str, note: str = "", uid: str = "u") -> Annotation:
    instant = "2025-01-01T00:00:00.000Z"
    return Annotation(uid, ArticleRef("a", "A"), Target(0, len(exact), exact), instant, instant, note=note)


def test_orphans_are_called_by_their_note_or_their_passage_each_by_a_name_of_its_own() -> None:
    one, two, three = annotation("A b", "Why?\nx"), annotation("C d"), annotation("C d", uid="v")
    assert labels([one, two, three]) == {"Why? x": one, "C d": two, "C d (2)": three}
    assert len(next(iter(labels([annotation("long " * 90)])))) <= LABEL_LENGTH


def test_orphans_are_chosen_by_words_of_note_and_passage() -> None:
    named = labels([annotation("The ferry waits", "Why?"), annotation("The bus waits"), annotation("Bus")])
    assert list(matching(named, "FERRY")) == ["Why?"]
    assert list(matching(named, "the waits")) == ["Why?", "The bus waits"]
    assert list(matching(named, "Bus")) == ["Bus"]
    assert list(matching(named, "")) == list(named)


def test_two_passages_are_compared_word_by_word() -> None:
    pieces = word_changes("The old ferry waits.", "The new ferry waits.")
    assert [(piece.kind, piece.text) for piece in pieces if piece.kind != "same"] == [
        ("removed", "old"),
        ("added", "new"),
    ]
