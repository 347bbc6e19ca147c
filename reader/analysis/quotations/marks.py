"""Stretches of a text between quotation marks: which mark opens, which closes, and which does neither.

Line by line, in one pass. A mark that opens and is never closed opens nothing, so it cannot swallow the text
behind it; unless it stands where speech begins and the words go on to the end of their paragraph.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from reader.model import Span

CLOSERS = {
    "“": ("”", '"', "“"),
    "„": ("“", "”", '"'),
    "‟": ("”",),
    "«": ("»",),
    "»": ("«", "»"),
    "‹": ("›",),
    "「": ("」",),
    "『": ("』",),
    "﹁": ("﹂",),
    "〝": ("〟", "〞"),
    "”": ("”",),
    '"': ('"', "”"),
    "``": ("''", "”", '"'),
    "''": ("''", '"'),
    "‘": ("’", "'"),
    "'": ("'", "’"),
    "‚": ("‘", "’"),
}
"""Each mark that can open, with those that can close it."""

BRACKETS = frozenset("「『﹁〝")
SINGLE = frozenset("‘'‚")
_MARK = re.compile(r"``|''|[“”„‟«»‹›「」『』﹁﹂〝〟〞\"‘’‚']")
_LINE = re.compile(r"[^\n]+")
_BEFORE_OPENING = frozenset("([{<—–-―/…:;,*_|>¿¡“‘«„\"'")
_STOPS = frozenset(".,;:!?")
_FEET_AND_INCHES = re.compile(r"\d['’′]\s?\d{1,2}\Z")
_ELIDED = re.compile(r"(?:em|tis|twas|til|till|cause|n|round|bout|\d\ds?)\b", re.IGNORECASE)


class Ending(Enum):
    """How a stretch ends."""

    CLOSED = "closed"
    GOES_ON = "goes on in the next paragraph"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text with its marks; `opener` is the first, `line` the index of the line it stands in."""

    span: Span
    words: str
    opener: str
    ending: Ending
    line: int


def lines_of(text: str) -> list[Span]:
    """The lines of a text that are not empty, in order."""
    return [Span(*match.span()) for match in _LINE.finditer(text)]


def stretches(text: str, lines: list[Span]) -> list[Stretch]:
    """What stands between quotation marks: in order, not overlapping, none across a line break."""
    found: list[Stretch] = []
    for index, (start, end) in enumerate(lines):
        marks = [(match.start(), match.group()) for match in _MARK.finditer(text, start, end)]
        if marks:
            found += _Line(text, start, end, index, marks).stretches(_first_mark(text, lines, index + 1))
    return found


def _first_mark(text: str, lines: list[Span], index: int) -> str:
    if index >= len(lines):
        return ""
    start, end = lines[index]
    while start < end and text[start].isspace():
        start += 1
    match = _MARK.match(text, start, end)
    return match.group() if match else ""


@dataclass(slots=True)
class _Line:
    """One line of the text, and its marks as (offset, mark)."""

    text: str
    start: int
    end: int
    index: int
    marks: list[tuple[int, str]]
    _partners: dict[int, int] = field(init=False)

    def __post_init__(self) -> None:
        self._partners = self._paired()

    def _paired(self) -> dict[int, int]:
        """The numbers of the “ that open with those of the ” that close them, pairs inside pairs."""
        partners: dict[int, int] = {}
        opened: list[int] = []
        for number, (at, mark) in enumerate(self.marks):
            if mark == "“" and self._opens(at, mark):
                opened.append(number)
            elif mark == "”" and opened and not self._before(at).isspace():
                partners[opened.pop()] = number
        return partners

    def stretches(self, next_mark: str) -> Iterator[Stretch]:
        """The line's stretches, `next_mark` being the one with which the next line begins."""
        if self._is_all_said(next_mark):
            at, mark = self.marks[0]
            yield Stretch(Span(at, self.end), self.text[at + 1 : self.end], mark, Ending.GOES_ON, self.index)
            return
        never_closed: set[str] = set()
        position = 0
        while position < len(self.marks):
            at, mark = self.marks[position]
            position += 1
            if mark in never_closed or not self._opens(at, mark):
                continue
            closer, next_position = self._close(position, mark)
            if closer is not None:
                end = closer + len(self.marks[next_position - 1][1])
                words = self.text[at + len(mark) : closer].strip()
                if words:
                    yield Stretch(Span(at, end), words, mark, Ending.CLOSED, self.index)
                position = next_position
            elif next_position < len(self.marks):
                position = next_position
            else:
                never_closed.add(mark)
                ending = self._without_closer(at, mark, next_mark)
                if ending is not None:
                    yield Stretch(Span(at, self.end), self.text[at + 1 : self.end], mark, ending, self.index)
                    return

    def _is_all_said(self, next_mark: str) -> bool:
        """Whether the line is one paragraph of several that somebody says, with quotations of others inside."""
        at, mark = self.marks[0]
        if not mark == next_mark == "“" or 0 in self._partners or self.text[self.start : at].strip():
            return False
        inner = [before for before, other in self.marks[1:] if other == "“"]
        return bool(inner) and all(self.text[self.start : at].rstrip()[-1:].isalnum() for at in inner)

    def _before(self, at: int) -> str:
        return self.text[at - 1] if at > self.start else " "

    def _after(self, at: int) -> str:
        return self.text[at] if at < self.end else " "

    def _opens(self, at: int, mark: str) -> bool:
        """Whether a mark stands where what it opens can begin."""
        if mark not in CLOSERS or at + len(mark) >= self.end:
            return False
        before, after = self._before(at), self._after(at + len(mark))
        at_edge = before.isspace() or before in _BEFORE_OPENING
        if mark in SINGLE:
            elided = mark != "‚" and _ELIDED.match(self.text, at + 1, self.end) is not None
            opens = at_edge and (after.isalnum() or after in "[($…") and not elided
        elif mark == "“":
            opens = after not in _STOPS and not (after.isspace() and not self._after(at + 2).isalnum())
        elif mark == '"':
            inches = before.isdigit() and not after.isalnum()
            markup = before == "=" or after in "/>"
            opens = not (inches or markup) and (at_edge or not (after.isspace() or after in ".,;:!?)"))
        elif mark == "”":
            opens = before.isspace() and (after.isalnum() or at == self.start)
        else:
            opens = mark in BRACKETS or mark in "«‹„‟" or (at_edge and not after.isspace())
        return opens

    def _close(self, position: int, opener: str) -> tuple[int | None, int]:
        """Where what `opener` opens is closed, and the position of the mark to go on with.

        The first is None where nothing closes it: the position then is that of a mark that opens anew, or the
        number of marks.
        """
        if opener in SINGLE:
            return self._close_single(position, opener)
        depth = 0
        for index in range(position, len(self.marks)):
            at, mark = self.marks[index]
            before, after = self._before(at), self._after(at + len(mark))
            if mark == opener and opener in BRACKETS:
                depth += 1
            elif mark in CLOSERS[opener]:
                if depth:
                    depth -= 1
                elif self._reopens(at, mark, opener):
                    partner = self._partners.get(position - 1)
                    return (self.marks[partner][0], partner + 1) if partner is not None else (None, index)
                elif not (mark == "“" == opener and not before.isspace()) and not self._is_inner(
                    at, mark, opener
                ):
                    return at, index + 1
            elif mark == opener and before.isspace() and not after.isspace():
                return None, index
        return None, len(self.marks)

    def _reopens(self, at: int, mark: str, opener: str) -> bool:
        """Whether a mark that could close stands where one opens."""
        before, after = self._before(at), self._after(at + 1)
        if mark == opener == "“":
            return (before.isspace() or before in SINGLE) and not (after in _STOPS or at + 1 >= self.end)
        if mark == opener == '"':
            return before.isspace() and after.isalnum()
        return False

    def _is_inner(self, at: int, mark: str, opener: str) -> bool:
        """Whether a mark that could close belongs to something inside."""
        if mark == opener == "“":
            return not self._before(at).isspace() and self._after(at + 1).isalnum()
        if mark != '"':
            return False
        if _FEET_AND_INCHES.search(self.text, max(self.start, at - 6), at):
            return True
        return opener != '"' and self._before(at).isspace() and self._after(at + 1).isalnum()

    def _close_single(self, position: int, opener: str) -> tuple[int | None, int]:
        held: tuple[int, int] | None = None
        for index in range(position, len(self.marks)):
            at, mark = self.marks[index]
            before, after = self._before(at), self._after(at + 1)
            if mark in CLOSERS[opener] and not before.isspace() and not after.isalnum():
                # "the workers' union": the mark after an s may be an apostrophe, if a surer one follows
                if before != "s" or not after.isspace():
                    return at, index + 1
                held = held or (at, index + 1)
            elif mark in SINGLE and self._opens(at, mark):
                return held or (None, index)
        return held or (None, len(self.marks))

    def _without_closer(self, at: int, mark: str, next_mark: str) -> Ending | None:
        """What to make of words that are opened where speech begins and never closed."""
        if mark in {"'", "”"} or self._after(at + len(mark)).isspace():
            return None
        led_in = self.text[self.start : at].rstrip()[-1:]
        if led_in and led_in not in ',:.!?”»"':
            return None
        again = bool(next_mark) and (next_mark == mark or next_mark in CLOSERS[mark])
        return Ending.GOES_ON if again else None
