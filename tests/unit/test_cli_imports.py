"""A verb waits only for the libraries that it needs."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command_line import CommandLine

HEAVY = ("textual", "numpy", "onnxruntime", "markdown_it", "trafilatura", "lxml", "yaml")
PROGRAM = """
import sys
from reader.cli.program import run
code = run(sys.argv[1:])
print(*sorted({name.split(".")[0] for name in sys.modules}), file=sys.stderr)
sys.exit(code)
"""


def imported(postil: CommandLine, *arguments: str) -> set[str]:
    environ = {**os.environ, "POSTIL_HOME": str(postil.home)}
    command = (sys.executable, "-c", PROGRAM, *arguments)
    ran = subprocess.run(command, env=environ, capture_output=True, text=True, check=False, timeout=60)
    assert ran.returncode in {0, 1}, ran.stderr
    return {*ran.stderr.splitlines()[-1].split()}


@pytest.mark.parametrize(
    "arguments",
    [
        ("--help",),
        ("--version",),
        ("paths", "--json"),
        ("notes", "--json"),
        ("notes", "some", "query"),
        ("tags",),
    ],
    ids=" ".join,
)
def test_notes_tags_and_paths_need_neither_the_heavy_libraries_nor_the_library(
    postil: CommandLine, arguments: tuple[str, ...]
) -> None:
    assert not imported(postil, *arguments) & {*HEAVY, "sqlite3"}


def test_where_things_are_needs_neither_notes_nor_library(postil: CommandLine) -> None:
    assert not imported(postil, "paths") & {"sqlite3", "tinydb", "orjson", "rapidfuzz"}


@pytest.fixture
def story(postil: CommandLine, tmp_path: Path) -> str:
    path = tmp_path / "a.txt"
    path.write_text("A title\n\nSome words.")
    imported(postil, "list", str(path))
    return str(path)


def test_listing_needs_none_of_the_heavy_libraries(postil: CommandLine, story: str) -> None:
    assert not imported(postil, "list", "--json") & {*HEAVY}


@pytest.mark.parametrize("arguments", [("show", "--text"), ("annotate", "--exact", "Some words")], ids=" ".join)
def test_text_and_annotations_need_neither_the_screen_nor_the_model(
    postil: CommandLine, story: str, arguments: tuple[str, ...]
) -> None:
    assert not imported(postil, *arguments, story) & {"textual", "numpy", "onnxruntime"}


def test_showing_needs_no_screen(postil: CommandLine, story: str) -> None:
    assert "textual" not in imported(postil, "show", story, "--json")
