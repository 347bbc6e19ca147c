"""Lines fit their width, whatever stands in them."""

import pytest
from rich.segment import Segment
from rich.style import Style

from reader.ui.widgets.lines import fit, plain, shortened, spread, wrapped

BOLD = Style(bold=True)


def text_of(segments):
    return "".join(segment.text for segment in segments)


def test_what_fits_is_left_alone():
    segments = [Segment("ab", BOLD), Segment("cd")]
    assert fit(segments, 4) == segments


def test_what_is_too_long_ends_in_an_ellipsis():
    assert text_of(fit([Segment("abc", BOLD), Segment("def")], 5)) == "abcd…"


def test_an_ellipsis_takes_the_place_of_a_character_when_nothing_is_left():
    fitted = fit([Segment("abc", BOLD), Segment("def")], 3)
    assert fitted == [Segment("ab…", BOLD)]


def test_a_wide_character_is_never_cut_in_two():
    assert text_of(fit([Segment("漢字漢字")], 6)) == "漢字…"
    assert spread([Segment("漢字漢字")], [], 6).cell_length == 6


@pytest.mark.parametrize("width", range(1, 24))
@pytest.mark.parametrize("left", ["", "short", "漢字 and more of it", "👩‍👩‍👧 family 👩‍👩‍👧"])
@pytest.mark.parametrize("right", ["", "12", "▎2 ✎1 and far too much"])
def test_a_spread_line_is_exactly_as_wide_as_asked(width, left, right):
    strip = spread([Segment(left)], [Segment(right)] if right else [], width)
    assert sum(segment.cell_length for segment in strip) == strip.cell_length == width


def test_the_right_end_is_kept_whole():
    assert spread([Segment("a long title")], [Segment("12")], 10).text == "a long… 12"


def test_markup_and_escapes_are_nothing_special():
    assert plain("[b]\x1b[31mred\x1b[0m\n[/]") == "[b]red [/]"


def test_a_very_long_title_is_cut_before_it_is_cleaned():
    assert len(plain("x" * 1_000_000)) <= 2_000


def test_wrapped_rows_are_within_the_width():
    assert wrapped("one two three", 7) == ["one two", "three"]


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (16, "The harbour town"),
        (15, "The harbour…"),
        (12, "The harbour…"),
        (11, "The harbou…"),
        (4, "The…"),
        (1, "…"),
        (0, ""),
    ],
)
def test_text_is_shortened_between_words_unless_that_wastes_half_the_room(width, expected):
    assert shortened("The harbour town", width) == expected
