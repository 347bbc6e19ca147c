"""What is collapsed stays so, and where that cannot be kept nothing is lost."""

from pathlib import Path

import pytest

from reader.paths import Places, find_places
from reader.services import collapsed
from reader.services.collapsed import Tree


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return find_places({"POSTIL_HOME": str(tmp_path)})


@pytest.mark.parametrize("tree", Tree)
def test_what_is_collapsed_of_a_tree_is_remembered(places: Places, tree: Tree) -> None:
    assert collapsed.load(places, tree) == frozenset()
    branches = frozenset({("Europe",), ("Europe", "Nord/Süd")})
    collapsed.keep(places, tree, branches)
    assert {other: collapsed.load(places, other) for other in Tree} == {
        other: branches if other is tree else frozenset() for other in Tree
    }
    assert (places.state / tree).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("content", [b"", b"{", b"7", b"[7]", b"\xff", b"[" * 100_000, b'["ab"]'])
def test_what_cannot_be_read_is_open(places: Places, content: bytes) -> None:
    places.state.mkdir(exist_ok=True)
    (places.state / Tree.TAGS).write_bytes(content)
    assert collapsed.load(places, Tree.TAGS) <= {("a", "b")}


def test_a_state_folder_that_cannot_be_there_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    places = Places(*[tmp_path / "file"] * 3)
    collapsed.keep(places, Tree.FOLDERS, [("Europe",)])
    assert collapsed.load(places, Tree.FOLDERS) == frozenset()
