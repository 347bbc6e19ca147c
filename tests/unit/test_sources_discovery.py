"""Which files in a folder are articles, and in what order."""

from pathlib import Path

import pytest

from reader.sources.errors import MissingFileError
from reader.sources.files import discover


def touched(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def found(folder: Path, *paths: Path) -> list[str]:
    return [str(path.relative_to(folder)) for path in discover(paths or [folder])]


def test_a_folder_is_gone_through_for_articles_and_nothing_else(tmp_path: Path) -> None:
    touched(tmp_path, "a.md", "b.txt", "c.text", "d.markdown", "e.HTML", "f.htm", "g.xhtml", "README.md")
    touched(tmp_path, "a.md.yaml", "a.json", "picture.png", "program.py", "noending", ".hidden.md", ".git/x.md")
    assert found(tmp_path) == [
        "a.md",
        "b.txt",
        "c.text",
        "d.markdown",
        "e.HTML",
        "f.htm",
        "g.xhtml",
        "README.md",
    ]


def test_names_come_in_natural_order_folder_by_folder(tmp_path: Path) -> None:
    touched(tmp_path, "10.md", "2.md", "b/1.md", "A.md", "b/a/1.md", "chapter 10.md", "Chapter 9.md", "c.md")
    assert found(tmp_path) == [
        "2.md",
        "10.md",
        "A.md",
        "b/1.md",
        "b/a/1.md",
        "c.md",
        "Chapter 9.md",
        "chapter 10.md",
    ]


def test_a_file_that_is_named_is_taken_whatever_its_ending(tmp_path: Path) -> None:
    touched(tmp_path, "notes.log", ".hidden", "a.md")
    named = [tmp_path / ".hidden", tmp_path / "notes.log"]
    assert found(tmp_path, *named) == [".hidden", "notes.log"]


def test_links_in_a_circle_are_gone_through_once(tmp_path: Path) -> None:
    touched(tmp_path, "a/x.md")
    (tmp_path / "a" / "again").symlink_to(tmp_path)
    (tmp_path / "broken.md").symlink_to(tmp_path / "nothing")
    (tmp_path / "self.md").symlink_to(tmp_path / "self.md")
    assert found(tmp_path) == ["a/x.md"]


def test_folders_nested_beyond_the_limit_are_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.sources.discovery.MAX_FOLDER_DEPTH", 2)
    touched(tmp_path, "1/2/in.md", "1/2/3/out.md")
    assert found(tmp_path) == ["1/2/in.md"]


def test_a_folder_that_cannot_be_read_comes_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    touched(tmp_path, "a.md", "closed/b.md")
    original = Path.iterdir

    def iterdir(path: Path):
        if path.name == "closed":
            raise PermissionError(13, "Permission denied")
        return original(path)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    assert found(tmp_path) == ["a.md", "closed"]


def test_an_empty_folder_has_no_articles(tmp_path: Path) -> None:
    assert found(tmp_path) == []


@pytest.mark.parametrize("name", ["nothing.md", "no/thing.md", "\0"])
def test_nothing_at_a_path_is_a_sentence(tmp_path: Path, name: str) -> None:
    with pytest.raises(MissingFileError, match="There is no file or folder"):
        list(discover([tmp_path / name]))
