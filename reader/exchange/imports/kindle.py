"""A Kindle's "My Clippings.txt", in English, German, French, Spanish, Italian, Portuguese and Dutch."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from reader.exchange.errors import UnusableImportError, shown
from reader.exchange.imports import cleaning
from reader.exchange.imports.dates import instant, time_of_day
from reader.exchange.imports.kindle_languages import ADDED, HIGHLIGHT, MONTHS, NOTE, PAGE, PLACE
from reader.exchange.imports.opening import read_text
from reader.exchange.limits import MAX_TEXT_FILE
from reader.exchange.records import Fault, Foreign, ForeignArticle, ForeignHighlight, Incoming
from reader.text.sanitize import clean

SEPARATOR = "=========="
"""The line behind every clipping."""

_TITLE_AND_AUTHOR = re.compile(r"(?P<title>.*?)\s*\((?P<author>[^()]*(?:\([^()]*\)[^()]*)*)\)\s*")
_DAY = re.compile(r"\b(\d{1,2})\b")
_YEAR = re.compile(r"\b(\d{4})\b")
_WORD = re.compile(r"[^\W\d_]+")
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class _Record:
    """The lines of one clipping, the first of which is number `line`; it is not whole without a line behind it."""

    line: int
    lines: Sequence[str]
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class _Clipping:
    """A highlight or a note; `first` and `last` are where it is, in the Kindle's own measure or in pages."""

    line: int
    book: str
    is_note: bool
    first: int
    last: int
    added: str | None
    text: str


def read(path: Path) -> Iterator[Incoming]:
    """Every highlight, with the note on it. A note that is on none is one on the whole book.

    Bookmarks say nothing, and are left out. Raises `UnusableImportError` if there are no clippings.
    """
    books: dict[str, list[_Clipping]] = {}
    is_clippings = False
    for record in _records(read_text(path, MAX_TEXT_FILE)):
        is_clippings = True
        clipping = _clipping(record)
        if isinstance(clipping, Fault):
            yield clipping
        elif clipping is not None:
            books.setdefault(clipping.book, []).append(clipping)
    if not is_clippings:
        raise UnusableImportError(f"“{shown(path)}” has no clippings of a Kindle in it.")
    for book, clippings in books.items():
        yield _book(book, clippings)


def _records(text: str) -> Iterator[_Record]:
    first, lines = 1, list[str]()
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() == SEPARATOR:
            yield _Record(first, lines)
            first, lines = number + 1, []
        else:
            lines.append(line)
    if any(line.strip() for line in lines):
        yield _Record(first, lines, is_whole=False)


def _clipping(record: _Record) -> _Clipping | Fault | None:
    """What a record says; None if that is nothing."""
    place = f"line {record.line:,}"
    if not record.is_whole:
        return Fault(place, "the file ends in the middle of this clipping.")
    if len(record.lines) < 2 or not record.lines[1].lstrip().startswith("-"):
        return Fault(place, "the line that says where the clipping is from is missing.")
    name, about, *below = record.lines
    text = "\n".join(below).strip()
    is_highlight = HIGHLIGHT.search(about) is not None
    if not text:
        return None
    if not is_highlight and not NOTE.search(about):
        shown = clean(about, one_line=True, max_length=_SHOWN)
        return Fault(place, f"postil does not know what “{shown}” is, or not in this language.")
    found = PLACE.search(about) or PAGE.search(about)
    first = _number(found["start"]) if found else 0
    last = _end(first, found["end"]) if found else 0
    book = cleaning.title(name.lstrip("\ufeff"))
    return _Clipping(record.line, book, not is_highlight, first, last, _added(about), text)


def _book(name: str, clippings: Sequence[_Clipping]) -> Foreign:
    marked = [each for each in clippings if not each.is_note]
    notes: dict[int, list[str]] = {}
    on_book = []
    for note in (each for each in clippings if each.is_note):
        on = [index for index, each in enumerate(marked) if each.first <= note.first <= each.last]
        if on:
            # Of several, the one that ends nearest: a note is put at the end of what it is on.
            nearest = min(on, key=lambda index: (marked[index].last - note.first, -index))
            notes.setdefault(nearest, []).append(note.text)
        else:
            on_book.append(note.text)
    highlights = (
        replace(_highlight(each), note=cleaning.note("\n\n".join(notes.get(index, []))))
        for index, each in enumerate(marked)
    )
    found = _TITLE_AND_AUTHOR.fullmatch(name)
    title, author = (found["title"], cleaning.name(found["author"])) if found else (name, None)
    article = ForeignArticle(title, author=author, note=cleaning.note("\n\n".join(on_book)))
    return Foreign(f"line {clippings[0].line:,}", article, tuple(highlights))


def _highlight(clipping: _Clipping) -> ForeignHighlight:
    exact = cleaning.passage(clipping.text)
    return ForeignHighlight(exact, f"{clipping.first}-{clipping.last} {exact}", created=clipping.added)


def _number(digits: str) -> int:
    return int(re.sub(r"\D", "", digits))


def _end(first: int, digits: str | None) -> int:
    """The end of a range; older Kindles write only the digits that differ: 1234-56."""
    if not digits:
        return first
    last = str(_number(digits))
    start = str(first)
    return int(start[: len(start) - len(last)] + last) if len(last) < len(start) else int(last)


def _added(about: str) -> str | None:
    found = ADDED.search(about)
    if found is None:
        return None
    date = found["date"]
    day, year = _DAY.search(date), _YEAR.search(date)
    month = next((number for word in _WORD.findall(date.lower()) if (number := MONTHS.get(word))), None)
    if day is None or year is None or month is None:
        return None
    time = time_of_day(date[year.end() :]) or (0, 0, 0)
    try:
        return instant(datetime(int(year[1]), month, int(day[1]), *time, tzinfo=UTC).isoformat())
    except ValueError:
        return None
