"""Runs of styled text as Markdown in which words are never mark-up, and marks are always read as marks."""

import re
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from markdown_it.common.utils import isPunctChar

STRONG, EMPHASIS, STRIKE = "**", "*", "~~"

# Whatever may mean something inside a line. A "_" between letters and an "&" before a space mean nothing.
_MEANING = re.compile(r"[\\`*\[\]<~|]|&(?=[#\w]|\Z)|(?<![^\W_])_|_(?![^\W_])|!\Z")
# What means something where a line begins; a list's number is put before the sign that would make it one.
_LINE_START = re.compile(
    r"^(?:([0-9]{1,9})(?=[.)](?:\s|$))|(?=#{1,6}(?:\s|$)|[-+](?:[\s-]|$)|=+\s*$|>|:(?:\s|$)))", re.MULTILINE
)
_MAY_MEAN_SOMETHING = frozenset("0123456789#-+=>:")  # where a line begins
_CLOSING_HASHES = re.compile(r"(?:\A|(?<=\s))(?=#+\Z)")
_SPACES = re.compile(r"  +")
_BACKQUOTES = re.compile(r"`+")
_UNSAFE_IN_ADDRESS = re.compile(r"[\s<>|\\^`{}\"]")
_MEANING_IN_ADDRESS = re.compile(r"[()]|&(?=#?\w+;)")
_ADDRESS = re.compile(r"(?:https?://|mailto:).", re.IGNORECASE)


class Style(NamedTuple):
    """How a run looks: its marks (of `STRONG`, `EMPHASIS` and `STRIKE`), where it leads to, whether it is code."""

    marks: frozenset[str] = frozenset()
    link: str = ""
    is_code: bool = False


class Run(NamedTuple):
    """A stretch of text in one style; "\\n" ends a line. An image's text is its alternative, `image` its address."""

    text: str
    style: Style
    image: str | None = None


def paragraphs_of(runs: Sequence[Run]) -> list[str]:
    """The Markdown of the runs, a paragraph for each stretch between two or more ends of lines."""
    paragraphs: list[list[Run]] = [[]]
    for run in _spaced(runs):
        if run.text.count("\n") > 1:
            paragraphs.append([])
        else:
            paragraphs[-1].append(run)
    written = (_written(paragraph).replace("\n", "\\\n") for paragraph in paragraphs if paragraph)
    return [_with_line_starts_escaped(text) for text in written]


def line_of(runs: Sequence[Run]) -> str:
    """The Markdown of the runs on one line, as a cell or a heading needs it."""
    text = _written([run._replace(text=run.text.replace("\n", " ")) for run in _spaced(runs)])
    return _CLOSING_HASHES.sub(r"\\", _with_line_starts_escaped(text))


def _with_line_starts_escaped(text: str) -> str:
    if text[:1] in _MAY_MEAN_SOMETHING or "\n" in text:
        return _LINE_START.sub(r"\1\\", text)
    return text


def safe_address(address: str) -> str:
    """A web or mail address as Markdown may hold it between brackets; any other is the empty string."""
    if not _ADDRESS.match(address):
        return ""
    encoded = _UNSAFE_IN_ADDRESS.sub(lambda found: f"%{ord(found[0]):02X}" if found[0].isascii() else "", address)
    return _MEANING_IN_ADDRESS.sub(lambda found: "&amp;" if found[0] == "&" else f"\\{found[0]}", encoded)


def _spaced(runs: Sequence[Run]) -> list[Run]:
    """The runs with the white space between their words apart, and in the style that both sides of it have.

    So no run that is left begins or ends with white space, and no mark will stand next to some on its inside.
    """
    spaced: list[Run] = []
    gap = ""
    for run in runs:
        before, words, after = ("", run.text, "") if run.image is not None else _edges(run.text)
        gap += before
        if words or run.image is not None:
            if gap and spaced:
                spaced.append(Run(_as_space(gap), _common(spaced[-1].style, run.style)))
            spaced.append(Run(words, run.style, run.image))
            gap = ""
        gap += after
    return spaced


def _edges(text: str) -> tuple[str, str, str]:
    words = text.strip()
    if not words:
        return text, "", ""
    start = text.index(words)
    return text[:start], words, text[start + len(words) :]


def _as_space(gap: str) -> str:
    ends = gap.count("\n")
    return "\n" * min(ends, 2) if ends else _SPACES.sub(" ", gap)


def _common(one: Style, other: Style) -> Style:
    if one == other:
        return one
    link = one.link if one.link == other.link else ""
    return Style(one.marks & other.marks, link, one.is_code and other.is_code)


def _written(runs: Sequence[Run]) -> str:
    """The Markdown of runs; links are outermost, for they may hold anything but links."""
    written: list[str] = []
    before = " "
    links = [(link, list(group)) for link, group in groupby(runs, key=lambda run: run.style.link)]
    for number, (link, group) in enumerate(links, 1):
        if link:
            written.append(f"[{_marked(group, '[', ']')}]({link})")
        else:
            written.append(_marked(group, before, "[" if number < len(links) else " "))
        before = written[-1][-1]
    return "".join(written)


def _marked(runs: Sequence[Run], before: str, after: str) -> str:
    """The Markdown of runs that lead to the same place, which stands between two other characters."""
    pieces = [(_piece(run), run.style.marks) for run in _with_code_joined(runs)]
    for end in (0, -1):
        if pieces[end][0].isspace():  # what it parts is on the other side of a link's bracket
            pieces[end] = (pieces[end][0], frozenset())
    if not any(marks for _, marks in pieces):
        return "".join(text for text, _ in pieces)
    opened: dict[int, str] = {}
    closed: dict[int, str] = {}
    for start, end, mark in _nested(pieces, before, after):
        opened[start] = opened.get(start, "") + mark
        closed[end] = mark + closed.get(end, "")
    parts = [f"{closed.get(at, '')}{opened.get(at, '')}{text}" for at, (text, _) in enumerate(pieces)]
    return "".join(parts) + closed.get(len(pieces), "")


_Piece = tuple[str, frozenset[str]]
_Marked = tuple[int, int, str]


def _nested(pieces: Sequence[_Piece], before: str, after: str) -> list[_Marked]:
    """Which mark is put around which of the pieces: start, end and mark, an outer one before an inner one.

    What would not be read as a mark where it had to stand is left out: words go before style.
    """
    nested: list[_Marked] = []
    around: list[int] = []  # the ends of those that the next may lie within
    ends: set[int] = set()
    for start, end, mark in sorted(_stretches(pieces), key=lambda found: (found[0], -found[1])):
        while around and around[-1] <= start:
            around.pop()
        crosses = bool(around) and around[-1] < end
        if crosses or start in ends or not _is_read(pieces, start, end, before, after):
            continue
        nested.append((start, end, mark))
        around.append(end)
        ends.add(end)
    return nested


def _stretches(pieces: Sequence[_Piece]) -> list[_Marked]:
    """Each unbroken stretch of pieces that have a mark."""
    found: list[_Marked] = []
    for mark in (STRIKE, STRONG, EMPHASIS):
        start = 0
        for has_mark, group in groupby(pieces, key=lambda piece: mark in piece[1]):
            end = start + len(list(group))
            if has_mark:
                found.append((start, end, mark))
            start = end
    return found


def _is_read(pieces: Sequence[_Piece], start: int, end: int, before: str, after: str) -> bool:
    """Whether marks around these pieces are read as such, by CommonMark's rules of flanking."""
    outside_start = pieces[start - 1][0][-1] if start else before
    outside_end = pieces[end][0][0] if end < len(pieces) else after
    opens = not _begins_with_sign(pieces[start], 0) or _parts_words(outside_start)
    closes = not _begins_with_sign(pieces[end - 1], -1) or _parts_words(outside_end)
    return opens and closes


def _begins_with_sign(piece: _Piece, side: int) -> bool:
    """Whether at this side of a piece (0 or -1) there is a punctuation mark, or a mark of another kind will be."""
    text, marks = piece
    return isPunctChar(text[side]) or (STRIKE in marks and len(marks) > 1)


def _parts_words(character: str) -> bool:
    return character.isspace() or isPunctChar(character)


def _with_code_joined(runs: Sequence[Run]) -> list[Run]:
    """The runs, those of code that follow one another as one: nothing in code has a style of its own."""
    joined: list[Run] = []
    for is_code, group in groupby(runs, key=lambda run: run.style.is_code and run.image is None):
        found = list(group)
        if is_code:
            marks = frozenset.intersection(*(run.style.marks for run in found))
            found = [Run("".join(run.text for run in found), Style(marks, is_code=True))]
        joined += found
    return joined


def _piece(run: Run) -> str:
    if run.image is not None:
        return f"![{_escaped(' '.join(run.text.split()))}]({run.image})"
    return _code(run.text) if run.style.is_code else _escaped(run.text)


def _escaped(text: str) -> str:
    return _MEANING.sub(r"\\\g<0>", text)


def _code(text: str) -> str:
    text = text.replace("\n", " ")
    longest = max(map(len, _BACKQUOTES.findall(text)), default=0)
    fence = "`" * (longest + 1)
    return f"{fence} {text} {fence}" if longest else f"`{text}`"
