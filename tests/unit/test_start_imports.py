"""What `postil` imports before its first frame is on screen: each library more is a later first frame."""

import subprocess
import sys

from reader.ui.beginning import NOT_AT_FIRST

PROGRAM = """
import sys
import reader.ui.app
print(*sys.modules)
"""
LATER = (
    *NOT_AT_FIRST,
    "lxml",
    "markdown_it",
    "trafilatura",
    "numpy",
    "onnxruntime",
    "orjson",
    "rapidfuzz",
    "sqlite3",
    "textual.widgets._text_area",
    "tinydb",
    "yaml",
    "reader.analysis",
    "reader.annotations",
    "reader.document",
    "reader.library",
    "reader.sources",
)


def test_the_screen_starts_without_what_its_first_frame_does_not_need() -> None:
    ran = subprocess.run((sys.executable, "-c", PROGRAM), capture_output=True, text=True, check=True, timeout=60)
    assert not {*LATER} & {*ran.stdout.split()}
