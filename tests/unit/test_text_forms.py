"""Cleaning, folding, measuring and wrapping."""

import pytest
from rich.cells import get_character_cell_size

from reader.text.fold import fold, fold_with_offsets
from reader.text.sanitize import clean
from reader.text.width import cells, is_narrow, truncate
from reader.text.wrap import wrap


@pytest.mark.parametrize(
    ("hostile", "safe"),
    [
        ("a\x1b[31mred\x1b[0m", "ared"),
        ("a\x1b]52;c;QQ==\x07b", "ab"),
        ("a\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\", "alink"),
        ("a\x9b2Jb\x90payload\x9cc", "a2Jbpayloadc"),
        ("\x1bPq#0\x1b\\x", "x"),
        ("a\x00\x08\x7f\x85b", "ab"),
        ("user\u202egnp.exe", "usergnp.exe"),
        ("soft\u00adhyphen\u200b\ufeff", "softhyphen"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("e\u0301\ud800", "é"),
        ("tags\U000e0041\U000e007f", "tags"),
    ],
)
def test_nothing_that_steers_a_terminal_or_hides_is_left(hostile: str, safe: str) -> None:
    assert clean(hostile) == safe


def test_joiners_inside_words_and_emoji_stay() -> None:
    assert clean("می\u200cخواهم 👩\u200d👩") == "می\u200cخواهم 👩\u200d👩"


def test_stacked_marks_are_cut_short() -> None:
    assert len(clean("H" + "\u0335\u0321\u0300" * 50)) <= 9


def test_a_title_is_one_line_of_at_most_so_many_characters() -> None:
    assert clean(" A\n long\t title ", one_line=True) == "A long title"
    assert clean("A long title", max_length=7) == "A long…"
    assert clean("A", max_length=0) == ""


def test_folding_makes_spellings_of_the_same_word_equal() -> None:
    assert fold("Łódź Straße ŒUVRE İzmir Ångström ﬁn") == "lodz strasse oeuvre izmir angstrom fin"
    assert fold("“Très—bien”\u00a0‘oui’…") == "\"tres-bien\" 'oui'..."
    assert fold("Ελλάς Ёлка") == fold("ελλασ елка")


def test_folding_keeps_letters_apart_that_are_not_the_same() -> None:
    assert fold("がき") != fold("かき")
    assert fold("हिन्दी") != fold("हन्द")


def test_what_is_found_in_folded_text_can_be_found_in_the_original() -> None:
    text = "Er kam… aus der Straße e\u0301cole"
    folded, offsets = fold_with_offsets(text)
    for word, original in (("strasse", "Straße"), ("ecole", "e\u0301cole"), ("aus", "aus")):
        at = folded.index(word)
        assert text[offsets[at] : offsets[at + len(word)]] == original


def test_narrow_characters_are_one_cell_wide_to_rich() -> None:
    wrong = [
        chr(code)
        for code in range(32, 0x3000)
        if is_narrow(chr(code)) and get_character_cell_size(chr(code)) != 1
    ]
    assert wrong == []


def test_truncating_never_cuts_a_flag_or_a_family() -> None:
    assert truncate("👩\u200d👩\u200d👧🇫🇷", 5) == "👩\u200d👩\u200d👧🇫🇷"
    assert truncate("👩\u200d👩\u200d👧🇫🇷!!", 5) == "👩\u200d👩\u200d👧🇫🇷…"
    assert truncate("日本語", 4) == "日…"
    assert truncate("abc", 0) == ""


def rows(text: str, width: int) -> list[str]:
    starts = wrap(text, width)
    return [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("", 10, [""]),
        ("one two three", 8, ["one two ", "three"]),
        ("one  two", 3, ["one  ", "two"]),
        ("abcdefgh ij", 3, ["abc", "def", "gh ", "ij"]),
        ("one\n\n  two", 5, ["one\n", "\n", "  two"]),
        ("日本語の文章、です", 6, ["日本語", "の文", "章、で", "す"]),
        ("「日本」と", 4, ["「日", "本」", "と"]),
        ("ab日本 cd", 4, ["ab日", "本 ", "cd"]),
        ("漢字", 1, ["漢", "字"]),
        ("🇫🇷🇩🇪", 3, ["🇫🇷", "🇩🇪"]),
        ("été été", 4, ["été ", "été"]),
        ("a\tb", 4, ["a\t", "b"]),
        ("👩\u200d👧#\ta", 2, ["👩\u200d👧", "#\t", "a"]),
    ],
)
def test_rows_break_where_a_reader_expects(text: str, width: int, expected: list[str]) -> None:
    if text.startswith("🇫🇷"):
        width = cells("🇫🇷") + 1
    assert rows(text, width) == expected


@pytest.mark.parametrize(
    "control", ["\x9d", "\x98", "\x90", "\x9e", "\x9f", "\x9b", "\x1b]", "\x1bP", "\x1bX", "\x1b^", "\x1b_"]
)
def test_a_control_without_its_end_hides_nothing_that_follows(control):
    text = f"The minister said “we will go{control} on Monday. More.\n\nSecond paragraph."
    assert clean(text).endswith(" on Monday. More.\n\nSecond paragraph.")


def test_a_sequence_is_taken_out_on_its_own_line_alone():
    assert clean("one \x1b]0;title\x07two\n\x1b]0;open\nthree\x07") == "one two\n0;open\nthree"
