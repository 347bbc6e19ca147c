"""Which panes there is room for."""

import pytest

from reader.ui.screens.panes import THREE_PANES, TWO_PANES, WIDE, Pane, panes_in_order, shown

S, L, A, M = Pane.SOURCES, Pane.LIST, Pane.ARTICLE, Pane.MARGIN


@pytest.mark.parametrize(
    ("width", "current", "margin_wanted", "expected"),
    [
        (TWO_PANES - 1, L, True, {L}),
        (TWO_PANES - 1, S, True, {S}),
        (TWO_PANES, L, True, {L, A}),
        (TWO_PANES, S, True, {S, A}),
        (TWO_PANES, M, True, {L, M}),
        (THREE_PANES, L, True, {L, A, M}),
        (THREE_PANES, L, False, {L, A}),
        (THREE_PANES, M, False, {L, M}),
        (THREE_PANES, S, True, {S, A, M}),
        (WIDE, L, True, {S, L, A, M}),
        (WIDE, A, False, {S, L, A}),
    ],
)
def test_as_many_panes_are_shown_as_there_is_room_for(
    width: int, current: Pane, margin_wanted: bool, expected: set[Pane]
) -> None:
    assert shown(width, current, margin_wanted=margin_wanted) == expected


@pytest.mark.parametrize("width", range(40, 260, 7))
@pytest.mark.parametrize("current", Pane)
def test_the_pane_with_the_keys_is_always_shown(width: int, current: Pane) -> None:
    for margin_wanted in (True, False) if current is not M else (True,):
        assert current in shown(width, current, margin_wanted=margin_wanted)


def test_panes_follow_one_another_but_for_sources_that_would_hide_the_list() -> None:
    assert panes_in_order(TWO_PANES - 1, L, is_open=True) == [S, L, A, M]
    assert panes_in_order(TWO_PANES, L, is_open=True) == [L, A, M]
    assert panes_in_order(TWO_PANES, S, is_open=True) == [S, L, A, M]
    assert panes_in_order(WIDE, A, is_open=True) == [S, L, A, M]
    assert panes_in_order(WIDE, L, is_open=False) == [S, L]
