"""What `postil` imports before its first frame is on screen: each library more is a later first frame."""

import os
import subprocess
import sys
from pathlib import Path

from reader.library import Library
from reader.ui.starting.beginning import NOT_AT_FIRST

SCREEN = "import reader.cli.program, reader.cli.opening, reader.ui.app"
ROWS = """
from contextlib import closing
from reader.paths import find_places
from reader.services.articles.opening import newest_rows
from reader.services.session import Session
with closing(Session(find_places())) as session:
    newest_rows(session, 20)
"""
NOT_FOR_THE_SCREEN = (
    *NOT_AT_FIRST,
    "lxml",
    "markdown_it",
    "numpy",
    "onnxruntime",
    "rapidfuzz",
    "sqlite3",
    "textual.widgets._text_area",
    "tinydb",
    "trafilatura",
    "yaml",
    "reader.library",
)
NOT_FOR_ITS_ROWS = (
    "click",
    "json",
    "orjson",
    "tomllib",
    "reader.analysis",
    "reader.annotations",
    "reader.cli.commands",
    "reader.cli.output",
    "reader.document",
    "reader.library.feeds",
    "reader.library.records",
    "reader.library.selecting",
    "reader.model.analysis",
    "reader.model.annotation",
    "reader.query",
    "reader.sources",
)


def imported(program: str, home: Path) -> set[str]:
    """The modules that a process has which ran the program."""
    environ = {**os.environ, "POSTIL_HOME": str(home)}
    program = f"import sys\n{program}\nprint(*sys.modules)"
    ran = subprocess.run(
        (sys.executable, "-c", program), env=environ, capture_output=True, text=True, check=True, timeout=60
    )
    return {*ran.stdout.split()}


def test_the_screen_starts_without_what_its_first_frame_does_not_need(tmp_path: Path) -> None:
    assert not {*NOT_FOR_THE_SCREEN, *NOT_FOR_ITS_ROWS} & imported(SCREEN, tmp_path)


def test_the_first_rows_are_read_without_what_others_need(tmp_path: Path) -> None:
    Library(tmp_path / "library.db").close()
    assert not {*NOT_FOR_ITS_ROWS} & imported(SCREEN + ROWS, tmp_path)
