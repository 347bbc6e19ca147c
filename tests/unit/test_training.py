"""What the recipe of the names model does to texts before it learns from them. The training itself needs PyTorch."""

import json
import lzma
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.casing import curled, headlined, lower, rewritten, titled, upper
from training.check import main as check
from training.data import LABELS, OUTSIDE, UNCOUNTED, Document, Sentence, documents
from training.swapping import names_of, swapped


def stored(folder: Path, name: str, tokens: list[str], spans: list[tuple[int, int, str]]) -> Path:
    with lzma.open(folder / "set.jsonl.xz", "wt", encoding="utf-8") as lines:
        lines.write(json.dumps({"set": name, "sentences": [{"tokens": tokens, "spans": spans}]}))
    return folder


def labelled(folder: Path) -> list[tuple[str, str]]:
    [document] = documents(folder, ["set"])
    [sentence] = document.sentences
    names = ["?" if label == UNCOUNTED else LABELS[label] for label in sentence.labels]
    return list(zip(sentence.words, names, strict=True))


def test_a_token_is_cut_into_the_words_that_the_model_is_given(tmp_path: Path) -> None:
    stored(tmp_path, "eww-train", ["Osc-Dis", "rose"], [(0, 1, "MISC")])
    assert labelled(tmp_path) == [("Osc", "B-MISC"), ("-", "I-MISC"), ("Dis", "I-MISC"), ("rose", "O")]


def test_terms_that_are_marked_like_names_are_not_learnt(tmp_path: Path) -> None:
    stored(tmp_path, "crossner-music-train", ["rock", "by", "Roe"], [(0, 1, "MISC"), (2, 3, "PER")])
    assert labelled(tmp_path) == [("rock", "?"), ("by", "O"), ("Roe", "B-PER")]


@pytest.mark.parametrize(("name", "types"), [("eww-train", 6), ("wikigold", 4), ("uner-dev", 3), ("other", 3)])
def test_what_a_set_marks_everywhere_is_known(tmp_path: Path, name: str, types: int) -> None:
    [document] = documents(stored(tmp_path, name, ["a"], []), ["set"])
    assert len(document.marked) == types
    assert document.sentences[0].labels == (OUTSIDE,)


def test_words_are_written_in_every_way() -> None:
    words = ("the", "end", "of", "Norsund")
    assert titled(words) == ("The", "End", "Of", "Norsund")
    assert headlined(words) == ("The", "End", "of", "Norsund")
    assert upper(words) == ("THE", "END", "OF", "NORSUND")
    assert lower(words) == ("the", "end", "of", "norsund")
    assert curled(('"', "Roe", "'s", '"')) == ("“", "Roe", "’s", "”")


@given(
    st.lists(st.lists(st.sampled_from(["Roe", "'s", '"', "left", "of"]), min_size=1), min_size=1), st.integers()
)
def test_no_way_of_writing_changes_how_many_words_there_are(sentences: list[list[str]], seed: int) -> None:
    found = rewritten([tuple(words) for words in sentences], random.Random(seed))
    assert [len(words) for words in found] == [len(words) for words in sentences]


def sentence(*marked: tuple[str, str]) -> Sentence:
    return Sentence(tuple(word for word, _ in marked), tuple(LABELS.index(label) for _, label in marked))


def test_names_are_swapped_for_others_of_their_type_and_length_the_same_one_each_time() -> None:
    text = (
        sentence(("Ana", "B-PER"), ("Roe", "I-PER"), ("saw", "O"), ("Norsund", "B-LOC")),
        sentence(("Norsund", "B-LOC"), ("is", "O"), ("French", "B-MISC"), ("Ola", "B-PER"), ("Lind", "I-PER")),
    )
    names = names_of([Document(text, frozenset())])
    assert names == {("PER", 2): (("Ana", "Roe"), ("Ola", "Lind")), ("LOC", 1): (("Norsund",),)}
    others = {("PER", 2): [("Mo", "Berg")], ("LOC", 1): [("Vik",), ("Tarn",)]}
    found = {
        tuple(s.words for s in swapped(text, others, random.Random(seed)))  # each name is swapped or left
        for seed in range(40)
    }
    assert len(found) > 4
    for first, second in found:
        assert " ".join(first[:2]) in {"Ana Roe", "Mo Berg"}
        assert first[2] == "saw"
        assert second[1:3] == ("is", "French")
        assert first[3] == second[0]


@given(st.lists(st.lists(st.sampled_from(range(len(LABELS))), min_size=1), min_size=1), st.integers())
def test_swapping_leaves_the_labels_as_they_are(labels: list[list[int]], seed: int) -> None:
    text = [Sentence(tuple(f"w{n}" for n in range(len(row))), tuple(row)) for row in labels]
    found = swapped(text, names_of([Document(tuple(text), frozenset())]), random.Random(seed))
    assert [s.labels for s in found] == [s.labels for s in text]
    assert [len(s.words) for s in found] == [len(s.words) for s in text]


def test_the_shipped_model_is_the_one_that_its_card_describes(capsys: pytest.CaptureFixture[str]) -> None:
    assert check() == 0
    assert "WRONG" not in capsys.readouterr().out
