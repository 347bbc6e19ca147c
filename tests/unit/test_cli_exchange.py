"""`postil export`, `postil pipe`, and notes that `postil import` brings along, by the whole command."""

import json
import sys
from pathlib import Path

import pytest

from reader.cli.exchange_commands import FORMATS
from reader.cli.source_commands import IMPORTS
from reader.exchange.imports.formats import ImportFormat
from reader.services.exchange.exports import ExportFormat
from tests.command_line import CommandLine

STORY = """---
title: A harbour waits
author: Ann Ferry
url: https://lantern.example/harbour
published: 2025-01-31
---
Nobody in the town knows of it. It was chronic sabotage of the talks.
"""
SHOUT = (sys.executable, "-c", "import sys; print(sys.stdin.read().upper())")


@pytest.fixture
def uid(postil: CommandLine, tmp_path: Path) -> str:
    """The uid of one of two annotations that there are."""
    path = tmp_path / "story.md"
    path.write_text(STORY)
    postil("annotate", path, "--exact", "Nobody in the town", "--colour", "3")
    ran = postil("annotate", path, "--exact", "chronic sabotage", "--tag", "claim", "--note", "Check *this*")
    assert ran.code == 0, ran.err
    return ran.out.strip()


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in {"bibtex", "csl"}])
def test_each_format_is_written_and_read_back_with_as_many_notes(
    postil: CommandLine, uid: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    out = tmp_path / f"out.{name}"
    ran = postil("export", "--format", name, "-o", out)
    assert (ran.code, ran.out) == (0, "")
    assert f"2 annotations of 1 article are in {out}." in ran.err
    monkeypatch.setenv("POSTIL_HOME", str(tmp_path / "other"))
    (tried,) = postil("import", "--dry-run", "--json", out).json
    assert (tried["annotations"], tried["dry_run"]) == (2, True)
    (done,) = postil("import", "--json", out).json
    assert (done["annotations"], done["elsewhere"], done["left_out"]) == (2, 2, 0)
    (again,) = postil("import", "--json", out).json
    assert (again["annotations"], again["known"]) == (0, 2)
    (noted,) = [each for each in postil("notes", "--json").json if each["note"]]
    assert (noted["exact"], noted["note"], noted["tags"]) == ("chronic sabotage", "Check *this*", ["claim"])
    postil("list", tmp_path / "story.md")
    (again,) = postil("import", "--json", out).json
    assert again["annotations"] == 0


@pytest.mark.parametrize(
    ("name", "beginning"), [("bibtex", "@misc{ferry-2025-"), ("csl", '[\n{"id":"ferry-2025-')]
)
def test_articles_go_out_for_a_bibliography(postil: CommandLine, uid: str, name: str, beginning: str) -> None:
    ran = postil("export", "--format", name)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(beginning)


def test_a_query_stands_before_and_behind_the_options(postil: CommandLine, uid: str) -> None:
    for arguments in (
        ("#claim", "--format", "jsonl"),
        ("--format", "jsonl", "sabotage"),
        ("--format=jsonl", "-nobody", "kind:highlight", "-o", "-"),
        ("--output=-", "--format", "jsonl", "--", "-nobody"),
    ):
        ran = postil("export", *arguments)
        documents = [json.loads(line) for line in ran.out.splitlines()]
        assert [each["annotation"]["uid"] for each in documents[1:]] == [uid], ran.err


def test_what_selects_nothing_writes_nothing(postil: CommandLine, uid: str, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    ran = postil("export", "never", "--format", "csv", "-o", out)
    assert (ran.code, ran.err) == (1, "postil: No note has “never”.\n")
    assert not out.exists()
    ran = postil("export", '"open', "--format", "csv", "-o", out)
    assert ran.code == 3
    assert "is not closed" in ran.err
    assert not out.exists()


def test_markdown_needs_a_folder(postil: CommandLine, uid: str, tmp_path: Path) -> None:
    ran = postil("export", "--format", "markdown")
    assert (ran.code, ran.out) == (2, "")
    assert "say where with -o FOLDER" in ran.err
    ran = postil("export", "--format", "markdown", "-o", tmp_path / "story.md")
    assert ran.code == 3
    assert "is a file, and Markdown goes into a folder" in ran.err
    folder = tmp_path / "vault"
    assert "1 file written, 0 unchanged." in postil("export", "--format", "markdown", "-o", folder).err
    assert "0 files written, 1 unchanged." in postil("export", "--format", "markdown", "-o", folder).err


def test_a_place_that_cannot_be_written_is_told_and_nothing_left_behind(
    postil: CommandLine, uid: str, tmp_path: Path
) -> None:
    ran = postil("export", "--format", "csv", "-o", tmp_path / "missing" / "out.csv")
    assert ran.code == 3
    assert ran.err.count("\n") == 1
    assert "cannot be written: no such file or directory" in ran.err
    ran = postil("export", "--format", "csv", "-o", tmp_path)
    assert "is no file that could be replaced" in ran.err
    assert not [*tmp_path.glob(".postil*")]


def test_of_an_import_what_is_wrong_is_told_with_its_place(postil: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text("Highlight,Title,URL\nGood,A,https://a.example/\n,B,\n")
    ran = postil("import", path)
    assert (ran.code, ran.out) == (0, "r.csv brought 1 new annotation (1 on articles that are not here).\n")
    assert "r.csv: line 3: there is nothing under “Highlight”." in ran.err
    assert "r.csv: passages are kept without their place in A." in ran.err
    assert postil("import", path).out == "r.csv brought 0 new annotations (1 was here already).\n"


def test_a_title_of_any_length_is_told_in_a_line(postil: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text(f"Highlight,Title,URL\nGood,{'Long ' * 1_000},https://a.example/\n")
    assert len(postil("import", path).err) < 200


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("x.csv", "a,b\n1,2\n", "line 1: “a,b” is not the header of"),
        ("x.json", "[1]", "is JSON, but none that postil knows"),
        ("x.json", '[{"a": ', "is cut off or broken"),
        ("x.zip", "PK\x03\x04half", "is cut off or damaged"),
    ],
)
def test_a_file_that_cannot_be_imported_is_refused_in_one_sentence(
    postil: CommandLine, tmp_path: Path, name: str, text: str, sentence: str
) -> None:
    path = tmp_path / name
    path.write_text(text)
    ran = postil("import", path)
    assert (ran.code, ran.out, ran.err.count("\n")) == (3, "", 1)
    assert sentence in ran.err


def test_a_file_that_is_nothing_but_faults_is_trouble(
    postil: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.csv"
    path.write_text("Text\nx\n")
    ran = postil("import", "--from", "readwise", path)
    assert (ran.code, ran.out) == (3, "")
    assert ran.err == (
        "postil: x.csv: line 1: there is no column “highlight” in the header.\n"
        "postil: Nothing in x.csv could be imported.\n"
    )
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.chdir(empty)
    for folder in (empty, "."):
        assert postil("import", folder).out == "empty has no notes in it.\n"
    nothing = tmp_path / "nothing.zip"
    nothing.touch()
    ran = postil("import", nothing)
    assert (ran.code, ran.err) == (3, f"postil: “{nothing}” is empty.\n")


def test_a_notes_file_of_another_home_is_brought_along(
    postil: CommandLine, uid: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = postil.home / "notes.json"
    monkeypatch.setenv("POSTIL_HOME", str(tmp_path / "other"))
    assert postil("import", notes).out.startswith("notes.json brought 2 new annotations (")
    again = postil("import", "--from", "jsonl", notes)
    assert (again.code, again.out) == (0, "notes.json brought 0 new annotations (2 were here already).\n")


def test_what_a_file_is_can_be_said(postil: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "feeds.txt"
    path.write_text("https://a.example/feed\n")
    assert "1 new feed" in postil("import", "--from", "newsboat", path).out
    assert postil("import", "--from", "kindle", path).code == 3


def test_a_passage_goes_to_a_program_and_back_as_a_note(postil: CommandLine, uid: str, tmp_path: Path) -> None:
    assert postil("pipe", uid, "--to-note", "--", *SHOUT).err == f"postil: The note on {uid} is saved.\n"
    notes = {each["uid"]: each["note"] for each in postil("notes", "--json").json}
    assert notes[uid] == "Check *this*\n\nCHRONIC SABOTAGE"
    assert postil("pipe", tmp_path / "story.md", "--to-note", "--", *SHOUT).code == 0
    quiet = (sys.executable, "-c", "import sys; assert sys.stdin.read().startswith('A HARBOUR WAITS')")
    assert postil("pipe", tmp_path / "story.md", "--note", "--", *quiet).code == 0


def test_piping_says_what_is_missing(postil: CommandLine, uid: str, tmp_path: Path) -> None:
    assert postil("pipe", uid).code == 2
    assert postil("pipe", "nothing", "--", "cat").code == 1
    ran = postil("pipe", tmp_path / "story.md", "--note", "--", "cat")
    assert (ran.code, ran.err) == (1, f"postil: There is no note on {tmp_path / 'story.md'}.\n")
    ran = postil("pipe", uid, "--", sys.executable, "-c", "raise SystemExit(4)")
    assert ran.code == 3
    assert "ended with 4" in ran.err


def test_the_options_name_what_there_is() -> None:
    assert set(FORMATS) == {*ExportFormat}
    assert set(IMPORTS) == {"opml", "newsboat", *ImportFormat}


def test_the_docs_name_every_format() -> None:
    docs = (Path(__file__).parents[2] / "docs" / "exchange.md").read_text()
    assert not [name for name in (*ExportFormat, *ImportFormat) if f"`{name}`" not in docs]
