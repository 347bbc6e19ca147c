"""Plain text as a document: no mark-up is looked for, `#` and `-` are text."""

import re
from itertools import pairwise

from reader.document.assembly import Draft, assemble, at_most, clean_source
from reader.document.blocks import BlockKind, Document
from reader.document.limits import MAX_PARAGRAPHS
from reader.text.fold import fold
from reader.text.segment import is_cjk

_MAX_TITLE_LINE = 160
_MAX_VERSE_LINE = 50
_MIN_VERSE_LINES = 3
_LIST_LINE = re.compile(r"(?:[-*+•◦▪–—·]|\(?\d{1,3}[.)])\s")
_BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")
_CJK_PUNCTUATION = frozenset("、。，．・：；？！…ー「」『』（）【】《》〈〉“”‘’")


def from_plain(source: str, *, title: str | None = None) -> Document:
    """The document of a plain text.

    Blank lines part paragraphs, and the lines of one are joined by a space (by nothing between Chinese or
    Japanese characters). Its lines are kept apart, by newlines in the block, where they look meant: three or
    more of at most 50 characters each (verse, addresses), or two or more that all begin like a list's.
    Without `title`, the first line is the title if it stands alone and has at most 160 characters. A line that
    repeats the title is a block of its own. Raises `SourceTooLongError`.
    """
    paragraphs = _paragraphs(clean_source(source))
    if title is None:
        title = ""
        if paragraphs and len(paragraphs[0]) == 1 and len(paragraphs[0][0]) <= _MAX_TITLE_LINE:
            title = paragraphs.pop(0)[0]
    elif paragraphs and fold(paragraphs[0][0]) == fold(title):
        del paragraphs[0][0]
    drafts: list[Draft] = []
    for lines in paragraphs:
        drafts += [Draft(BlockKind.PARAGRAPH, text) for text in _texts(lines, fold(title))]
    return assemble(drafts, title)


def drafts_of_plain(source: str) -> list[Draft]:
    """The paragraphs of a clean text, none of them taken for a title."""
    return [Draft(BlockKind.PARAGRAPH, text) for lines in _paragraphs(source) for text in _joined(lines)]


def _paragraphs(source: str) -> list[list[str]]:
    """The lines of each paragraph."""
    paragraphs = [_lines(part) for part in at_most(MAX_PARAGRAPHS, _BLANK_LINES.split(source))]
    return [lines for lines in paragraphs if lines]


def _lines(part: str) -> list[str]:
    lines = (line.replace("\t", " ").strip() for line in part.split("\n"))
    return [line for line in lines if line]


def _texts(lines: list[str], folded_title: str) -> list[str]:
    """The texts of one paragraph's blocks."""
    texts: list[str] = []
    run: list[str] = []
    for line in lines:
        if folded_title and len(line) <= _MAX_TITLE_LINE * 4 and fold(line) == folded_title:
            texts += [*_joined(run), line]
            run = []
        else:
            run.append(line)
    return texts + _joined(run)


def _joined(lines: list[str]) -> list[str]:
    if not lines:
        return []
    if _is_kept_apart(lines):
        return ["\n".join(lines)]
    joined = [lines[0]]
    for before, line in pairwise(lines):
        if not (_is_cjk_end(before[-1]) and _is_cjk_end(line[0])):
            joined.append(" ")
        joined.append(line)
    return ["".join(joined)]


def _is_kept_apart(lines: list[str]) -> bool:
    if len(lines) >= _MIN_VERSE_LINES and all(len(line) <= _MAX_VERSE_LINE for line in lines):
        return True
    return len(lines) > 1 and all(_LIST_LINE.match(line) for line in lines)


def _is_cjk_end(character: str) -> bool:
    return character in _CJK_PUNCTUATION or is_cjk(character)
