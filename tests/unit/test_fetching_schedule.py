"""When feeds are looked at again."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model import FeedState
from reader.services.feeds.schedule import (
    FIRST,
    LONGEST,
    LONGEST_WAIT,
    SHORTEST,
    Answer,
    after_answer,
    after_failure,
    instant,
    is_due,
    may_be_visited,
)

NOW = datetime(2025, 5, 11, 8, tzinfo=UTC)


def wait(state: FeedState) -> float:
    assert state.due is not None
    return (datetime.fromisoformat(state.due) - NOW).total_seconds()


def test_a_feed_that_was_never_fetched_is_due() -> None:
    assert is_due(FeedState(1), NOW)
    assert may_be_visited(FeedState(1), NOW)


def test_an_answer_is_remembered_and_a_failure_forgotten() -> None:
    failing = FeedState(1, error="It is broken.", failures=3, not_before=instant(NOW), gone=True)
    state = after_answer(failing, Answer(True, '"e"', "then", "sha"), NOW, Random(1))
    assert (state.etag, state.last_modified, state.body_sha256) == ('"e"', "then", "sha")
    assert (state.error, state.failures, state.not_before, state.gone) == (None, 0, None, False)
    assert state.fetched == state.succeeded == state.changed == instant(NOW) == "2025-05-11T08:00:00.000Z"
    assert not is_due(state, NOW)
    assert is_due(state, NOW + timedelta(seconds=FIRST * 1.2))


def test_a_feed_that_changes_is_looked_at_sooner_and_one_that_does_not_later() -> None:
    state = FeedState(1, interval=6_000)
    busy = after_answer(state, Answer(True), NOW, Random(1))
    quiet = after_answer(state, Answer(False), NOW, Random(1))
    assert busy.interval < 6_000 < quiet.interval
    assert quiet.changed is None
    for _ in range(50):
        busy = after_answer(busy, Answer(True), NOW, Random(1))
        quiet = after_answer(quiet, Answer(False), NOW, Random(1))
    assert (busy.interval, quiet.interval) == (SHORTEST, LONGEST)


def test_a_feed_that_asks_to_be_left_alone_is_within_reason() -> None:
    assert wait(after_answer(FeedState(1), Answer(True, refresh=7_200), NOW, Random(1))) >= 7_200 * 0.9
    assert wait(after_answer(FeedState(1), Answer(True, refresh=10**9), NOW, Random(1))) <= LONGEST * 1.1


@given(st.integers(1, 60), st.integers(0, 2**32))
def test_a_feed_that_fails_is_looked_at_ever_later_but_every_day(times: int, seed: int) -> None:
    state = FeedState(1, interval=FIRST, etag='"kept"')
    waits = []
    for _ in range(times):
        state = after_failure(state, "There is nothing.", NOW, Random(seed))
        waits.append(wait(state))
    assert waits == sorted(waits)
    assert waits[-1] <= LONGEST * 1.1
    assert (state.failures, state.error, state.etag) == (times, "There is nothing.", '"kept"')


def test_looks_are_scattered() -> None:
    waits = {wait(after_answer(FeedState(1), Answer(True), NOW, Random(seed))) for seed in range(20)}
    assert len(waits) > 10
    assert all(FIRST * 0.9 <= seconds <= FIRST * 1.1 for seconds in waits)


@pytest.mark.parametrize(("asked", "heeded"), [(5_000, 5_000), (10**9, LONGEST_WAIT)])
def test_a_server_that_asks_for_time_is_not_visited_before(asked: int, heeded: int) -> None:
    state = after_failure(FeedState(1), "Too often.", NOW, Random(1), retry_after=asked)
    assert not may_be_visited(state, NOW + timedelta(seconds=heeded - 1))
    assert may_be_visited(state, NOW + timedelta(seconds=heeded))
    assert wait(state) >= heeded


def test_a_feed_that_is_gone_is_not_due_again() -> None:
    state = after_failure(FeedState(1), "It is gone.", NOW, Random(1), gone=True)
    assert not is_due(state, NOW + timedelta(days=1_000))
