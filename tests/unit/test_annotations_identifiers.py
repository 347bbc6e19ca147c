"""Uids sort by creation and instants are never before what they follow, also where the clock goes back."""

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.annotations import identifiers
from reader.annotations.identifiers import go_on_from, new_uid, now, uid_instant
from reader.annotations.store import AnnotationStore, Put
from reader.model import Annotation, ArticleRef, Target

LATER = "7ZZZ"  # no ULID of a year that has a name


@pytest.fixture(autouse=True)
def _a_new_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(identifiers, "_last", 0)


def clock_back(monkeypatch: pytest.MonkeyPatch) -> None:
    year_2001 = 1_000_000_000
    monkeypatch.setattr(time, "time_ns", lambda: year_2001 * 1_000_000_000)

    class Clock(datetime):
        @classmethod
        def now(cls, tz: object = None) -> "Clock":
            return cls.fromtimestamp(year_2001, UTC)

    monkeypatch.setattr(identifiers, "datetime", Clock)


def test_uids_grow_also_when_the_clock_goes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    before = new_uid()
    clock_back(monkeypatch)
    after = [new_uid() for _ in range(200)]
    assert [before, *after] == sorted({before, *after})


def test_two_processes_that_go_on_from_one_uid_do_not_make_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    newest = new_uid()
    clock_back(monkeypatch)
    made = set()
    for _ in range(20):
        monkeypatch.setattr(identifiers, "_last", 0)
        go_on_from([newest])
        made.add(new_uid())
    assert len(made) == 20
    assert min(made) > newest


def test_what_is_no_ulid_is_not_gone_on_from() -> None:
    go_on_from(["", "zz", LATER * 6 + "77", "é" * 26])
    instant = uid_instant(new_uid())
    assert instant is not None
    assert instant[:4] == f"{datetime.now(UTC):%Y}"


def test_a_note_made_with_the_clock_set_back_is_the_last_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def note() -> Annotation:
        return Annotation(new_uid(), ArticleRef("a" * 16, "Harbour"), Target(0, 4, "boat"), now(), now())

    path = tmp_path / "notes.json"
    first = note()
    with AnnotationStore(path) as store:
        store.apply([Put(first)])
    monkeypatch.setattr(identifiers, "_last", 0)
    clock_back(monkeypatch)
    with AnnotationStore(path) as store:
        second = note()
        store.apply([Put(second)])
        assert store.all() == [first, second]


def test_an_instant_is_not_before_the_one_it_follows(monkeypatch: pytest.MonkeyPatch) -> None:
    created = now()
    clock_back(monkeypatch)
    assert now() < created
    assert now(created) == created
    assert now("some day") == now("") == now()
