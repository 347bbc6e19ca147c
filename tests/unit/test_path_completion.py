"""Paths completed while they are typed."""

import os
from pathlib import Path

import pytest

from reader.services import path_completion
from reader.services.path_completion import complete_path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "notes").mkdir()
    (tmp_path / "news.md").touch()
    (tmp_path / ".hidden").touch()
    (tmp_path / "other").touch()
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("n", ["news.md", "notes/"]),
        ("~/no", ["~/notes/"]),
        ("./o", ["./other"]),
        ("", ["news.md", "notes/", "other"]),
        (".h", [".hidden"]),
        ("nowhere/x", []),
        ("news.md/x", []),
        ("no\0", []),
        ("~nobody-of-that-name/x", []),
    ],
)
def test_what_begins_like_that_is_offered(typed: str, found: list[str], folder: Path) -> None:
    assert complete_path(typed, limit=10) == found


def test_an_absolute_path_stays_one(folder: Path) -> None:
    assert complete_path(f"{folder}/ot", limit=10) == [f"{folder}{os.sep}other"]


def test_no_more_is_looked_at_or_offered_than_allowed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(complete_path("", limit=2)) == 2
    monkeypatch.setattr(path_completion, "MOST_LOOKED_AT", 0)
    assert complete_path("", limit=2) == []
