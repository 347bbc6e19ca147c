"""The paragraphs that lines on pages make: PDF files know of none."""

import re
from collections.abc import Sequence
from itertools import pairwise, zip_longest
from statistics import median

from reader.sources.pdf.lines import SOFT_HYPHEN, Line, Page
from reader.text.segment import is_cjk

# All of these are times the size that a line is set in.
_USUAL_PITCH = 1.4  # from one line to the next, where there are fewer than are enough to tell
_WIDEST_PITCH = 4.0
_WIDER = 1.25  # than usual, between paragraphs
_INDENT = 0.8
_SAME_ROW = 0.5
_OTHER_SIZE = 1.15  # than the line before

_ENOUGH = 10
_NEIGHBOURS = 4  # lines before and after, which show how wide the column is
_BULLETS = tuple("•◦▪‣●○■·")
_ENDS_SENTENCE = re.compile(r"[.!?:;。！？…][\"'”’»)\]]*$")
_WORD_IS_CUT = re.compile(r"(?<=\w)[-‐]$")


def paragraphs(pages: Sequence[Page]) -> list[str]:
    """The texts of the paragraphs on the pages, in the order in which they were written.

    A paragraph ends where what follows is set in another size, after a wider space, indented or with a bullet, and
    where there was room for more in the line. One that is not at its end goes on in the next column or page.
    """
    pitch = _pitch(pages)
    done: list[list[Line]] = []
    edge = 0.0
    for page in pages:
        for index, line in enumerate(page):
            if not done or _begins(done[-1], line, edge, pitch, is_first=not index):
                done.append([])
            done[-1].append(line)
            edge = _column(page, index)
    return [_joined(lines) for lines in done]


def _pitch(pages: Sequence[Page]) -> float:
    """How far it usually is from one line to the next, in sizes that lines are set in."""
    pitches = [
        (above.baseline - below.baseline) / above.size
        for page in pages
        for above, below in pairwise(page)
        if above.size > 0 and _has_size_of(above, below)
    ]
    usual = [pitch for pitch in pitches if _SAME_ROW < pitch < _WIDEST_PITCH]
    return median(usual) if len(usual) >= _ENOUGH else _USUAL_PITCH


def _column(page: Page, index: int) -> float:
    """The right edge of the column that the line of that index is in."""
    line = page[index]
    near = page[max(0, index - _NEIGHBOURS) : index + _NEIGHBOURS + 1]
    return max(each.right for each in near if each.left <= line.right and each.right >= line.left)


def _begins(paragraph: Sequence[Line], line: Line, edge: float, pitch: float, *, is_first: bool) -> bool:
    """Whether a paragraph begins with the line, or this one goes on, whose column has its right edge at `edge`.

    `is_first` says that it is the first line of its page.
    """
    last = paragraph[-1]
    if last.text.endswith(SOFT_HYPHEN):
        return False
    if not _has_size_of(last, line) or line.text.startswith(_BULLETS):
        return True
    size = max(line.size, 1.0)
    down, indent = (last.baseline - line.baseline) / size, (line.left - last.left) / size
    is_elsewhere = is_first or down < -_SAME_ROW
    if down <= _SAME_ROW and not is_elsewhere:
        return False
    if _has_room(last, line, edge):
        return True
    if is_elsewhere or indent > _INDENT:
        return _ENDS_SENTENCE.search(last.text) is not None
    return down > _WIDER * pitch or (indent < -_INDENT and len(paragraph) > 1)


def _has_size_of(one: Line, other: Line) -> bool:
    smaller, larger = sorted((one.size, other.size))
    return larger <= _OTHER_SIZE * max(smaller, 1.0)


def _has_room(last: Line, line: Line, edge: float) -> bool:
    """Whether the first word of the line could have stood behind the one before."""
    word = len(line.text.split(maxsplit=1)[0]) + 1
    return edge - last.right > word * (line.right - line.left) / len(line.text) + line.size


def _joined(lines: Sequence[Line]) -> str:
    texts = [line.text for line in lines]
    return "".join(_before(text, after) for text, after in zip_longest(texts, texts[1:], fillvalue=""))


def _before(text: str, after: str) -> str:
    """The text of a line as it stands before that of the next, or before nothing: a word is whole again."""
    if text.endswith(SOFT_HYPHEN) or (after and _WORD_IS_CUT.search(text)):
        return text[:-1] if after[:1].islower() else f"{text[:-1]}-"
    return f"{text} " if after and not (is_cjk(text[-1]) and is_cjk(after[0])) else text
