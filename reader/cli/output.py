"""The one way out: all text that is printed is cleaned, and styled only where a terminal shows it."""

import json
import os
import re
import shutil
import sys
from dataclasses import dataclass
from typing import TextIO

from reader.model import PostilError
from reader.text.sanitize import clean
from reader.text.wrap import wrap

MEASURE = 80
"""The longest row of text, in cells."""

_TOLD = 200
"""How many characters of what was typed are repeated in a sentence."""

_BOLD = "\x1b[1m"
_DIM = "\x1b[2m"
_RED = "\x1b[31m"
_GREEN = "\x1b[32m"
_PLAIN = "\x1b[0m"

# What JSON does not have to escape and a terminal might obey: DEL, C1 controls, bidi controls, line separators.
_UNSAFE_IN_JSON = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


class OutputClosedError(Exception):
    """Whoever read standard output has gone."""


class OutputError(PostilError):
    """Standard output cannot be written to, for example because a disk is full."""


@dataclass(frozen=True, slots=True)
class Styled:
    """A stretch of a line that a terminal shows in a style; `style` begins it."""

    text: str
    style: str


def bold(text: str) -> Styled:
    """`text` in bold."""
    return Styled(text, _BOLD)


def dim(text: str) -> Styled:
    """`text` in a fainter colour."""
    return Styled(text, _DIM)


def red(text: str) -> Styled:
    """`text` in red: what is gone."""
    return Styled(text, _RED)


def green(text: str) -> Styled:
    """`text` in green: what is new."""
    return Styled(text, _GREEN)


class Printer:
    """Prints on standard output. Raises `OutputClosedError` or `OutputError` when that cannot be done."""

    def __init__(self) -> None:
        self._stream: TextIO = sys.stdout
        self.on_terminal = self._stream.isatty()
        self._has_styles = self.on_terminal and not os.environ.get("NO_COLOR")
        self._has_unicode = (self._stream.encoding or "").lower().replace("-", "") == "utf8"

    @property
    def columns(self) -> int:
        """How wide the terminal is, in cells."""
        return shutil.get_terminal_size().columns

    @property
    def width(self) -> int:
        """How wide text is set, in cells."""
        return min(self.columns, MEASURE) if self.on_terminal else MEASURE

    def line(self, *parts: str | Styled) -> None:
        """Print one line of these parts, one after another."""
        self._write("".join(map(self._shown, parts)) + "\n")

    def json(self, value: object) -> None:
        """Print a value as JSON, indented for people on a terminal.

        Its escapes keep every character without passing controls on.
        """
        indent = 2 if self.on_terminal else None
        text = json.dumps(value, ensure_ascii=not self._has_unicode, indent=indent)
        self._write(_UNSAFE_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n")

    def flush(self) -> None:
        """Hand over everything that was printed."""
        self._write("", flush=True)

    def _shown(self, part: str | Styled) -> str:
        text = clean(part if isinstance(part, str) else part.text).replace("\n", " ")
        if isinstance(part, Styled) and self._has_styles and text:
            return f"{part.style}{text}{_PLAIN}"
        return text

    def _write(self, text: str, *, flush: bool = False) -> None:
        try:
            self._stream.write(text)
            if flush:
                self._stream.flush()
        except BrokenPipeError as error:
            raise OutputClosedError from error
        except OSError as error:
            raise OutputError(f"Standard output cannot be written to: {error.strerror}.") from error


def wrapped(text: str, width: int) -> list[str]:
    """The rows of a text of that width in cells."""
    starts = wrap(text, max(1, width))
    return [text[start:end].rstrip() for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


def shortened(typed: str) -> str:
    """What the reader typed, as it is told in a sentence."""
    return typed if len(typed) <= _TOLD else f"{typed[:_TOLD]}…"


def notice(sentence: str) -> None:
    """Tell the reader something on standard error, in one line; nothing where that is closed."""
    if sys.stderr is None:
        return
    print("postil:", clean(sentence, one_line=True), file=sys.stderr)


def point_at(lines: str) -> None:
    """Show on standard error where in a line something is; nothing where that is closed."""
    if sys.stderr is not None:
        print(clean(lines), file=sys.stderr)
