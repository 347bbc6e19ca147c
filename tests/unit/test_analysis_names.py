"""The shipped names model and what it stands on."""

import shutil
from pathlib import Path

import pytest

from reader.analysis.names import NameFinder, NamesUnavailable
from reader.analysis.shipped_names import MODEL_FOLDER, load
from reader.analysis.tokens import case_class
from reader.analysis.wordpiece import WordPiece
from reader.model import EntityType


@pytest.fixture(scope="module")
def model() -> NameFinder:
    return load()


def found(model: NameFinder, text: str) -> list[tuple[str, EntityType]]:
    return [(text[slice(*name.span)], name.type) for name in model.find(text)]


def test_a_word_is_cut_into_its_longest_known_pieces() -> None:
    pieces = WordPiece(["[UNK]", "[CLS]", "[SEP]", "un", "##seen", "##se", "cafe"])
    assert pieces.pieces("Unseen") == (3, 4)
    assert pieces.pieces("Café") == (6,)
    assert pieces.pieces("unsayable") == (0,)
    assert pieces.pieces("\u0301") == (0,)


def test_a_word_has_a_limited_number_of_pieces() -> None:
    pieces = WordPiece(["[UNK]", "[CLS]", "[SEP]", "a", "##a"])
    assert len(pieces.pieces("a" * 50)) == 12
    assert pieces.pieces("a" * 1_000_000) == (0,)


@pytest.mark.parametrize(
    ("word", "case"),
    [("1999", 1), ("–", 2), ("port", 3), ("NATO", 4), ("A", 5), ("Port", 6), ("McCoy", 7), ("iPhone", 8)],
)
def test_the_case_of_a_word_is_told(word: str, case: int) -> None:
    assert case_class(word) == case


def test_people_organisations_and_places_are_found(model: NameFinder) -> None:
    text = "Angela Merkel flew from Berlin to meet Microsoft executives."
    assert found(model, text) == [
        ("Angela Merkel", EntityType.PERSON),
        ("Berlin", EntityType.PLACE),
        ("Microsoft", EntityType.ORGANISATION),
    ]


def test_a_score_is_a_probability(model: NameFinder) -> None:
    assert all(0 < name.score <= 1 for name in model.find("Angela Merkel flew from Berlin to Paris in 2014."))


def test_names_are_found_in_a_sentence_longer_than_the_model_reads(model: NameFinder) -> None:
    text = "the gulls cry over the quay and " * 80 + "Angela Merkel flew to Berlin."
    assert ("Angela Merkel", EntityType.PERSON) in found(model, text)


def test_every_sentence_of_a_long_text_is_read(model: NameFinder) -> None:
    names = [name for name, _ in found(model, "Angela Merkel flew to Berlin.\n\n" * 60)]
    assert (names.count("Angela Merkel"), names.count("Berlin")) == (60, 60)


def test_marks_alone_are_not_read(model: NameFinder) -> None:
    assert model.find("“—%&§” " * 50_000) == []


def test_a_name_in_a_sentence_does_not_depend_on_the_others(model: NameFinder) -> None:
    alone = found(model, "Angela Merkel flew to Berlin.")
    assert found(model, "It rained.\n\nAngela Merkel flew to Berlin.\n\nIt rained.") == alone


@pytest.mark.parametrize("text", ["", " \n\n ", "—", "\ud7ff" * 200, "a" * 10_000])
def test_a_text_without_names_has_none(model: NameFinder, text: str) -> None:
    assert model.find(text) == []


def test_a_damaged_model_is_refused_with_its_path(tmp_path: Path) -> None:
    shutil.copytree(MODEL_FOLDER, tmp_path / "ner")
    with (tmp_path / "ner" / "vocab.txt").open("a") as vocabulary:
        vocabulary.write("x")
    with pytest.raises(NamesUnavailable, match=r"vocab\.txt is damaged"):
        load(tmp_path / "ner")


def test_a_missing_model_is_told_with_its_path(tmp_path: Path) -> None:
    with pytest.raises(NamesUnavailable, match=r"model\.int8\.onnx cannot be read"):
        load(tmp_path)


def test_a_missing_library_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.delitem(sys.modules, "reader.analysis.onnx_names", raising=False)
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(NamesUnavailable, match="onnxruntime is not installed"):
        load()


def test_a_name_does_not_reach_across_the_cells_of_a_table(model: NameFinder) -> None:
    text = "Route\tFrom\tTo\n\nN1\tCorn Street\tHarbour Gate\n\nN12\tCentral Station\tUpper Hask"
    assert [text[slice(*name.span)] for name in model.find(text) if "\t" in text[slice(*name.span)]] == []
    assert "Central Station" in [text[slice(*name.span)] for name in model.find(text)]
