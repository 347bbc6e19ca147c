"""What the arguments mean, and what is said when they mean nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from reader import __version__
from reader.cli.commands import postil as group
from tests.command_line import CommandLine

VERBS = (
    *("accounts", "add", "annotate", "backups", "check", "export", "feeds", "fetch", "history", "import", "list"),
    *("analyse", "entities", "notes", "paths", "pipe", "quotes", "reindex", "rules", "search", "show", "tags"),
    *("engines", "searches", "stats", "verify"),
)


def test_the_version_is_printed(postil: CommandLine) -> None:
    assert postil("--version").out == f"postil {__version__}\n"


def test_there_are_no_other_verbs_than_those_tested_here() -> None:
    assert sorted(group.commands) == sorted(VERBS)


@pytest.mark.parametrize("verb", ["", *VERBS])
def test_every_help_has_examples_and_fits_80_columns(postil: CommandLine, verb: str) -> None:
    ran = postil(*filter(None, [verb, "--help"]))
    assert ran.code == 0
    assert "Examples:" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80


def test_help_names_every_verb_with_a_whole_sentence(postil: CommandLine) -> None:
    listed = [line for line in postil("-h").out.splitlines() if line.strip().split(" ")[0] in VERBS]
    assert len(listed) == len(VERBS)
    assert all(line.endswith(".") and not line.endswith("...") for line in listed)


def test_the_help_after_a_path_is_that_of_the_program(postil: CommandLine) -> None:
    assert postil("a.md", "--help").out == postil("--help").out


@pytest.mark.parametrize(
    "arguments",
    [
        ("list", "--bogus"),
        ("show",),
        ("show", "a", "b"),
        ("annotate", "abc"),
        ("--bogus",),
        ("paths", "extra"),
        ("annotate", "abc", "--exact", "x", "--colour", "plaid"),
    ],
)
def test_misuse_is_one_sentence_and_2(postil: CommandLine, arguments: tuple[str, ...]) -> None:
    ran = postil(*arguments)
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.startswith("postil: ")
    assert ran.err.count("\n") == 1
    assert "--help" in ran.err


def test_a_verb_is_a_verb_though_a_file_is_called_so(
    postil: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("paths").write_text("Not this article\n\nIts text.")
    assert "Not this article" not in postil("paths").out


@pytest.mark.parametrize("arguments", [("./list",), ("--", "list")])
def test_a_file_called_like_a_verb_is_opened_as_a_path(
    postil: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("list").write_text("The list of ships\n\nNobody knows how long it is.")
    Path("other.txt").write_text("Another article\n\nNot asked for.")
    ran = postil(*arguments)
    assert ran.code == 0
    assert "The list of ships" in ran.out
    assert "Another article" not in ran.out


def complete(words: str) -> list[str]:
    """What a shell offers for the last of `words`."""
    environ = {**os.environ, "_POSTIL_COMPLETE": "bash_complete", "COMP_WORDS": words}
    environ["COMP_CWORD"] = str(len(words.split()) - (not words.endswith(" ")))
    command = (sys.executable, "-m", "reader")
    return subprocess.run(command, env=environ, capture_output=True, text=True, check=False).stdout.splitlines()


def test_shells_complete_verbs_files_and_options() -> None:
    assert {"plain,notes", "plain,show", "file,"} <= {*complete("postil ")}
    assert "plain,--tag" in complete("postil annotate --t")
    assert complete("postil sho")[0] == "plain,show"


def test_a_misspelt_verb_is_misuse_and_the_right_one_is_named(postil: CommandLine) -> None:
    ran = postil("lst", "--json")
    assert ran.code == 2
    assert "Did you mean `postil list`?" in ran.err


def test_a_file_called_almost_like_a_verb_is_a_file(
    postil: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "lists").write_text("Lists\n\nAll of them.")
    ran = postil("lists")
    assert ran.code == 0
    assert "Lists" in ran.out


def test_words_of_a_query_may_begin_with_one_dash(postil: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A title\n\nSome words. Other words.")
    postil("annotate", tmp_path / "a.txt", "--exact", "Some words", "--tag", "claim", "--note", "draft")
    postil("annotate", tmp_path / "a.txt", "--exact", "Other words", "--tag", "claim")
    for query in (
        ("words", "tag:claim", "-draft"),
        ("-draft",),
        ("-tag:the", "--json", "other"),
        ("--", "-draft"),
    ):
        ran = postil("notes", *query, "--json") if "--" not in query else postil("notes", "--json", *query)
        assert [note["target"]["exact"] if "target" in note else note["exact"] for note in ran.json] == [
            "Other words"
        ]
    assert postil("notes", "-draft", "--nonsense").code == 2
    assert "Usage" in postil("notes", "words", "-h").out


@pytest.mark.parametrize(
    "wish", [("--exact", "words", "--tag", ""), ("--exact", " "), ("--exact", "words", "--tag", "a,b")]
)
def test_an_empty_tag_or_passage_is_misuse(postil: CommandLine, tmp_path: Path, wish: tuple[str, ...]) -> None:
    (tmp_path / "a.txt").write_text("A title\n\nSome words.")
    ran = postil("annotate", tmp_path / "a.txt", *wish)
    assert ran.code == 2
    assert ran.err.count("\n") == 1


def test_a_file_that_may_not_be_read_is_trouble_and_no_misuse(
    postil: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.md").write_text("# A")
    monkeypatch.setattr("os.access", lambda *_arguments, **_options: False)
    assert postil("list", tmp_path / "a.md").code == 0  # whether it can be read shows when it is
