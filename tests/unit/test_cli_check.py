"""`postil check`: what it prints, and what its exit code says."""

from pathlib import Path

import pytest

from tests.command_line import CommandLine


@pytest.fixture
def home(postil: CommandLine, tmp_path: Path) -> Path:
    story = tmp_path / "harbour.md"
    story.write_text("# The harbour waits\n\nThe ferry waits.\n")
    assert postil("annotate", story, "--exact", "The ferry").code == 0
    return postil.home


def test_before_anything_is_kept_all_is_well(postil: CommandLine) -> None:
    assert postil("check").code == 0
    assert not postil.home.exists()


def test_what_is_whole_is_0(postil: CommandLine, home: Path) -> None:
    ran = postil("check")
    assert (ran.code, ran.err) == (0, "")
    assert [line.split()[:2] for line in ran.out.splitlines()] == [
        ["ok", "notes"],
        ["ok", "library"],
        ["ok", "drafts"],
    ]


def test_what_was_mended_is_0_and_told_once(postil: CommandLine, home: Path) -> None:
    (home / "notes.json").chmod(0o644)
    ran = postil("check", "--json")
    assert ran.code == 0
    assert ran.json[0]["level"] == "mended"
    assert ran.json[0]["place"] == "notes"
    assert "could be read by others" in ran.json[0]["sentence"]
    assert {finding["level"] for finding in postil("check", "--json").json} == {"ok"}


def test_what_is_wrong_is_3_and_a_sentence(postil: CommandLine, home: Path) -> None:
    (home / "notes.json").write_text("{")
    (home / "library.db").write_bytes(b"no library" * 1000)
    ran = postil("check")
    assert ran.code == 3
    wrong = [line for line in ran.out.splitlines() if line.startswith("wrong")]
    assert [line.split()[1] for line in wrong] == ["notes", "library"]
    assert all(line.endswith((".", ")")) for line in wrong)
    assert postil("check", "--json").code == 3
