"""What foreign code says to be names: what of it is believed, and where it is cut to be read."""

from itertools import pairwise
from math import inf, nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.analysis import codec
from reader.analysis.engines.foreign import ForeignNames
from reader.analysis.engines.guard import Claim, names_in
from reader.analysis.engines.pieces import pieces
from reader.analysis.pipeline import analyse
from reader.model import Engine, EngineKind, EntityType

TEXT = "Ada Lovelace left.\nShe met Tomas Brill in Brennick."


def spans(*claims: tuple[object, object] | tuple[object, object, object], text: str = TEXT) -> list[str]:
    made = [Claim(each[0], each[1], EntityType.PERSON, each[2] if len(each) > 2 else 0.9) for each in claims]
    return [text[slice(*name.span)] for name in names_in(text, made)]


def test_names_come_in_the_order_of_the_text() -> None:
    assert spans((27, 38), (0, 12)) == ["Ada Lovelace", "Tomas Brill"]


def test_the_offsets_of_other_libraries_are_numbers_too() -> None:
    assert spans((np.int64(0), np.int32(12), np.float32(0.5))) == ["Ada Lovelace"]


@pytest.mark.parametrize(
    ("start", "end"),
    [(-3, 3), (5, 5), (12, 0), (0, 1_000), (60, 70), (0.0, 12.0), ("0", "12"), (None, 12), (True, 12), (18, 19)],
    ids=str,
)
def test_offsets_that_name_no_words_are_dropped(start: object, end: object) -> None:
    assert spans((start, end)) == []


def test_a_name_does_not_reach_across_a_line_break() -> None:
    assert spans((0, 30)) == []


@pytest.mark.parametrize("score", [nan, inf, -0.1, 1.1, None, "high", 10**400], ids=str)
def test_scores_that_are_no_probability_are_dropped(score: object) -> None:
    assert spans((0, 12, score)) == []


def test_what_has_no_type_of_ours_is_dropped() -> None:
    assert names_in(TEXT, [Claim(0, 12, None, 0.9)]) == []


def test_of_names_that_overlap_the_likelier_stays_then_the_longer() -> None:
    assert spans((0, 3, 0.9), (0, 12, 0.8)) == ["Ada"]
    assert spans((0, 3), (0, 12)) == ["Ada Lovelace"]
    assert spans((0, 12), (4, 17)) == ["Lovelace left"]


def test_white_space_around_a_name_is_left_away() -> None:
    assert spans((12, 19), (26, 39)) == ["left.", "Tomas Brill"]


@pytest.mark.parametrize(
    ("claimed", "name"),
    [
        ("l'OTAN", "OTAN"),
        ("d’Emmanuel Macron", "Emmanuel Macron"),
        ("dell'Unione", "Unione"),
        ("L'Oréal", "L'Oréal"),
        ("d'accord", "d'accord"),
    ],
)
def test_an_elided_article_is_left_away(claimed: str, name: str) -> None:
    assert spans((0, len(claimed)), text=claimed) == [name]


ANYTHING = st.one_of(
    st.integers(-5, 60), st.integers(), st.floats(), st.none(), st.booleans(), st.text(max_size=3), st.just(b"")
)


@given(
    st.text(alphabet="aZ é\n’ł字🙂\u0301", max_size=50),
    st.lists(st.tuples(ANYTHING, ANYTHING, st.sampled_from([*EntityType, None]), ANYTHING), max_size=20),
)
def test_whatever_is_claimed_all_names_lie_in_the_text_apart_and_in_order(
    text: str, claims: list[tuple[object, object, EntityType | None, object]]
) -> None:
    names = names_in(text, [Claim(*claim) for claim in claims])
    for name in names:
        said = text[slice(*name.span)]
        assert said
        assert said == said.strip()
        assert "\n" not in said
        assert 0 <= name.score <= 1
        assert 0 <= name.span.start < name.span.end <= len(text)
    assert all(one.span.end <= other.span.start for one, other in pairwise(names))


def cut(text: str, longest: int) -> list[str]:
    return [text[slice(*piece)] for piece in pieces(text, longest)]


def test_a_text_is_cut_at_its_lines_and_sentences() -> None:
    assert cut("One is. Two is. Three is.\n\nFour is.", 16) == ["One is. Two is.", "Three is.", "Four is."]


def test_a_sentence_that_is_too_long_is_cut_at_a_space_or_anywhere() -> None:
    assert cut("aaa bbb ccc", 8) == ["aaa bbb", " ccc"]
    assert cut("a" * 10, 4) == ["aaaa", "aaaa", "aa"]


@given(st.text(alphabet='aB .!?\n\t"”。', max_size=120), st.integers(1, 30))
def test_the_pieces_have_every_word_in_order_and_none_is_too_long(text: str, longest: int) -> None:
    found = list(pieces(text, longest))
    assert all(0 < span.end - span.start <= longest for span in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all("\n" not in text[slice(*span)] for span in found)
    inside = {offset for span in found for offset in range(*span)}
    assert all(character.isspace() for offset, character in enumerate(text) if offset not in inside)


CLAIMS = st.builds(
    Claim, st.integers(-3, 70), st.integers(-3, 70), st.sampled_from([*EntityType, None]), ANYTHING
)


@given(
    st.lists(
        st.sampled_from(["Ada Roe", "l'Ada", "“", "”", "said", "\n\n", "$5 million", "May 4", "字"]), max_size=20
    ),
    st.lists(st.lists(CLAIMS, max_size=8), max_size=5),
)
def test_whatever_an_engine_claims_an_article_has_its_mentions_inside_it_apart_and_in_order(
    words: list[str], answers: list[list[Claim]]
) -> None:
    text = " ".join(words)
    engine = Engine(EngineKind.SPACY, "xx")
    analysis = analyse(text, names=ForeignNames(engine, lambda _texts: answers, longest=20, version="1"))
    spans = [mention.span for mention in analysis.mentions]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all("\n" not in text[slice(*span)] for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert codec.decode(codec.encode(analysis)) == analysis
