"""What holds of every text whatever."""

import unicodedata
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text.fold import fold, fold_with_offsets
from reader.text.sanitize import clean
from reader.text.segment import sentences, words
from reader.text.width import advances, cells, truncate
from reader.text.wrap import wrap

HOSTILE = st.text(
    st.sampled_from("\x1b[]P\\\x07\x9b\x9d\x9cm31;\n\r\t\u202e\u2028\u200d\u00adae\u0301\u0323漢👩🏽🇫🇷\ud800 ")
)
ANY = st.one_of(st.text(st.characters(), max_size=80), HOSTILE)
CLEAN = ANY.map(clean)
PROSE = st.lists(
    st.sampled_from(
        [
            "Mr.",
            "J.",
            "U.S.",
            "the",
            "He",
            "said",
            "“Is",
            "it?”",
            "he",
            "3.5",
            "z.",
            "B.",
            "...",
            "«",
            "»",
            "。",
            "」と",
            "5.",
            "\n",
        ]
    ),
    max_size=30,
).map(" ".join)
CHECKED = settings(deadline=None, max_examples=100)


@CHECKED
@given(ANY)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = clean(text)
    assert clean(once) == once


@CHECKED
@given(ANY, st.booleans(), st.none() | st.integers(0, 40))
def test_what_is_clean_has_no_control_no_surrogate_and_is_composed(
    text: str, one_line: bool, longest: int | None
) -> None:
    cleaned = clean(text, one_line=one_line, max_length=longest)
    kept = "" if one_line else "\n\t"
    assert not [c for c in cleaned if unicodedata.category(c) in {"Cc", "Cs"} and c not in kept]
    assert not set(cleaned) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\ufeff\u00ad")
    assert unicodedata.is_normalized("NFC", cleaned)
    assert longest is None or len(cleaned) <= longest


@CHECKED
@given(ANY)
def test_folding_has_an_offset_for_each_code_point_and_the_end(text: str) -> None:
    folded, offsets = fold_with_offsets(text)
    assert folded == fold(text)
    assert len(offsets) == len(folded) + 1
    assert list(offsets) == sorted(offsets)
    assert offsets[-1] == len(text)
    for place, code_point in enumerate(folded):
        assert code_point in fold(text[offsets[place]])


@CHECKED
@given(CLEAN)
def test_the_cells_of_code_points_sum_up_to_what_is_drawn(text: str) -> None:
    for line in text.replace("\t", " ").split("\n"):
        assert sum(advances(line)) == cells(line)


@CHECKED
@given(CLEAN, st.integers(0, 30))
def test_what_is_truncated_fits(text: str, width: int) -> None:
    assert cells(truncate(text, width)) <= width


@CHECKED
@given(CLEAN, st.integers(-1, 30))
def test_rows_begin_in_order_fit_the_width_and_never_cut_a_grapheme(text: str, width: int) -> None:
    starts = wrap(text, width)
    assert starts[0] == 0
    assert starts == sorted(set(starts))
    assert starts[-1] <= len(text)
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        row = text[start:end].rstrip(" \t\n")
        widths = advances(row)
        assert sum(widths) <= max(width, 1) or sum(1 for w in widths if w) == 1
    assert {i + 1 for i, c in enumerate(text) if c == "\n"} <= set(starts)


@CHECKED
@given(st.one_of(CLEAN, PROSE))
def test_sentences_cover_all_but_white_space_in_order(text: str) -> None:
    found = sentences(text)
    end = 0
    for span in found:
        assert not text[end : span.start].strip()
        assert text[span.start : span.end].strip() == text[span.start : span.end] != ""
        end = span.end
    assert not text[end:].strip()


@CHECKED
@given(CLEAN)
def test_words_are_in_order_and_hold_every_letter_and_digit(text: str) -> None:
    found = words(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    covered = {i for span in found for i in range(*span)}
    assert all(i in covered for i, c in enumerate(text) if c.isalnum())
