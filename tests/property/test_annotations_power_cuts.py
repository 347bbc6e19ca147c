"""A power cut at any moment loses nothing that was saved, and the check for that can fail."""

import pytest

from benchmarks.crash_states import SYNCS, survey


def test_after_any_power_cut_what_was_saved_is_there() -> None:
    count, bad = survey(seed=7, steps=14, states_each=3)
    assert count > 200
    assert bad == []


@pytest.mark.parametrize("sync", SYNCS)
def test_without_any_one_kind_of_sync_something_would_be_lost(sync: str) -> None:
    _, bad = survey(seed=3, steps=9, states_each=3, without=sync)
    assert bad
