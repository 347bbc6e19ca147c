"""`postil backups`: what is kept is listed, and comes back without taking the present notes away."""

from pathlib import Path

import pytest

from tests.command_line import CommandLine

PASSAGES = ("The ferry", "the quay", "its lamps")


@pytest.fixture
def notes(postil: CommandLine, tmp_path: Path) -> Path:
    """Notes that three runs have added to: so there are backups with one and two of the annotations."""
    story = tmp_path / "harbour.md"
    story.write_text("# The harbour waits\n\nThe ferry waits at the quay with its lamps lit.\n")
    for passage in PASSAGES:
        assert postil("annotate", story, "--exact", passage).code == 0
    return postil.home / "notes.json"


def passages(postil: CommandLine) -> list[str]:
    return sorted(note["exact"] for note in postil("notes", "--json").json)


def test_no_backups_is_a_notice_and_0(postil: CommandLine) -> None:
    ran = postil("backups")
    assert (ran.code, ran.out) == (0, "")
    assert "kept yet" in ran.err
    assert postil("backups", "--json").json == []
    assert not postil.home.exists()


def test_backups_are_listed_newest_first_with_what_is_in_them(postil: CommandLine, notes: Path) -> None:
    found = postil("backups", "--json").json
    assert [backup["annotations"] for backup in found] == [2, 1]
    assert [backup["articles"] for backup in found] == [1, 1]
    assert all(backup["complete"] for backup in found)
    assert all(Path(backup["path"]).stat().st_size == backup["size"] for backup in found)
    assert found[0]["generation"] > found[1]["generation"]
    lines = postil("backups").out.splitlines()
    assert [line.split()[0] for line in lines] == [backup["name"] for backup in found]
    assert "2 annotations on 1 article" in lines[0]


def test_an_earlier_state_comes_back_and_the_present_one_is_kept(postil: CommandLine, notes: Path) -> None:
    oldest = postil("backups", "--json").json[-1]["name"]
    ran = postil("backups", "restore", oldest)
    assert ran.code == 0
    assert "1 annotation on 1 article" in ran.out
    assert passages(postil) == ["The ferry"]
    replaced = postil("backups", "--json").json[0]
    assert replaced["path"] in ran.out
    assert (replaced["annotations"], replaced["generation"]) == (3, None)
    assert postil("backups", "restore", replaced["name"]).code == 0
    assert passages(postil) == sorted(PASSAGES)


def test_a_damaged_file_is_rebuilt_with_later_changes(postil: CommandLine, notes: Path) -> None:
    notes.write_bytes(notes.read_bytes()[:100])
    assert postil("notes").code == 3
    restored = postil("backups", "restore", "newest", "--with-later-changes", "--json").json
    assert Path(restored["replaced"]).stat().st_size == 100
    assert passages(postil) == sorted(PASSAGES)


@pytest.mark.parametrize("name", ["1999", "", "2"])
def test_a_name_that_is_none_or_several_is_told(postil: CommandLine, notes: Path, name: str) -> None:
    before = notes.read_bytes()
    ran = postil("backups", "restore", name)
    assert (ran.code, ran.out) == (3, "")
    assert "kept state" in ran.err
    assert notes.read_bytes() == before


def test_later_changes_of_a_state_that_has_none_are_refused(postil: CommandLine, notes: Path) -> None:
    postil("backups", "restore", "newest")
    before = notes.read_bytes()
    ran = postil("backups", "restore", "newest", "--with-later-changes")
    assert ran.code == 3
    assert "without later changes" in ran.err
    assert notes.read_bytes() == before


def test_a_damaged_backup_is_listed_as_such_and_not_brought_back(postil: CommandLine, notes: Path) -> None:
    newest = postil("backups", "--json").json[0]
    Path(newest["path"]).write_bytes(b"{")
    before = notes.read_bytes()
    found = postil("backups", "--json").json[0]
    assert (found["complete"], found["annotations"]) == (False, None)
    assert "ends in the middle" in postil("backups").out or "not JSON" in postil("backups").out
    assert postil("backups", "restore", "newest").code == 3
    assert notes.read_bytes() == before
