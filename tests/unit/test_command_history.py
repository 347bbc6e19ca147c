"""The command lines that texts were given to, remembered."""

from pathlib import Path

import pytest

from reader.paths import Places
from reader.services.piping.command_history import MOST_KEPT, STATE_FILE, load, remember


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path, tmp_path, tmp_path / "state")


def test_the_last_command_comes_first_and_once(places: Places) -> None:
    assert load(places) == []
    for line in ("wc -w", "trans :en", "wc -w"):
        remember(places, line)
    assert load(places) == ["wc -w", "trans :en"]


def test_so_many_are_kept_and_no_more(places: Places) -> None:
    for number in range(MOST_KEPT + 5):
        remember(places, f"echo {number}")
    assert len(load(places)) == MOST_KEPT
    assert load(places)[0] == f"echo {MOST_KEPT + 4}"


@pytest.mark.parametrize("content", [b"", b"{", b"7", b'{"a": 1}', b"\xff", b"[1, null]", b"[" * 200_000])
def test_a_file_that_cannot_be_read_is_as_good_as_none(content: bytes, places: Places) -> None:
    places.state.mkdir()
    (places.state / STATE_FILE).write_bytes(content)
    assert [line for line in load(places) if line != "a"] == []


def test_where_nothing_can_be_kept_that_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    remember(Places(tmp_path, tmp_path, tmp_path / "file"), "wc")
