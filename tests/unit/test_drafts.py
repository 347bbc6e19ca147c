"""What is being written is on the disk and comes back."""

import stat
from pathlib import Path

import pytest

from reader.services.saving.drafts import DraftError, Drafts

NASTY_KEY = "../../etc/passwd\n:1-2"


def test_a_draft_comes_back_with_its_text_and_key(tmp_path: Path) -> None:
    Drafts(tmp_path / "drafts").keep(NASTY_KEY, "half a thought\n\x00 and ünïcödé \ud800")
    draft = Drafts(tmp_path / "drafts").get(NASTY_KEY)
    assert draft is not None
    assert (draft.key, draft.text) == (NASTY_KEY, "half a thought\n\x00 and ünïcödé \ud800")


def test_the_last_one_kept_is_the_draft(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    drafts.keep("a", "one")
    drafts.keep("a", "two")
    assert [draft.text for draft in drafts.all()] == ["two"]
    assert len(list(tmp_path.iterdir())) == 1


def test_drafts_are_for_the_readers_eyes_only(tmp_path: Path) -> None:
    folder = tmp_path / "state" / "drafts"
    Drafts(folder).keep("a", "secret")
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.iterdir())]
    assert modes == [0o700, 0o600]


def test_a_discarded_draft_is_gone_and_discarding_again_is_fine(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    drafts.keep("a", "one")
    drafts.discard("a")
    drafts.discard("a")
    assert drafts.get("a") is None


def test_a_damaged_draft_is_said_to_be_so_and_hides_no_other(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    drafts.keep("a", "one")
    damaged = next(tmp_path.iterdir())
    damaged.write_text("{")
    drafts.keep("b", "two")
    with pytest.raises(DraftError, match="cannot be read"):
        drafts.get("a")
    assert [draft.text for draft in drafts.all()] == ["two"]


def test_without_a_place_to_keep_it_the_error_names_the_place(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DraftError, match="file/drafts"):
        Drafts(tmp_path / "file" / "drafts").keep("a", "one")


def test_there_are_no_drafts_where_there_is_no_folder(tmp_path: Path) -> None:
    assert Drafts(tmp_path / "none").all() == []
    assert Drafts(tmp_path / "none").get("a") is None
