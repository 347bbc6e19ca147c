"""Rows of CSV by the names in its header; a row that is broken costs no other."""

import csv
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from reader.exchange.errors import CutOffError
from reader.exchange.limits import MAX_RECORD, MAX_ROW_LINES
from reader.exchange.records import Fault

_BROKEN = "it does not have the columns of the header, or a quotation mark is missing in it."

csv.field_size_limit(MAX_RECORD)


@dataclass(frozen=True, slots=True)
class Row:
    """A row that begins in a line; its values by the names of their columns in small letters."""

    line: int
    values: Mapping[str, str]

    @property
    def place(self) -> str:
        """Where it stands."""
        return f"line {self.line:,}"

    def get(self, *names: str) -> str:
        """The value of the first of these columns that has one."""
        return next((value for name in names if (value := self.values.get(name, "").strip())), "")


def header(line: str) -> tuple[str, ...]:
    """The names of the columns, in small letters, as a first line has them."""
    try:
        names = next(csv.reader([line]), [])
    except csv.Error:
        return ()
    return tuple(name.strip().lower() for name in names)


def rows(lines: Iterable[str], needed: Collection[str]) -> Iterator[Row | Fault]:
    """The rows below the header. Lines keep their ends, as `open(…, newline="")` gives them.

    Raises:
        CutOffError: the header lacks a column that is needed.
    """
    source = _Lines(lines)
    names = header(source.take())
    if missing := sorted(set(needed).difference(names)):
        raise CutOffError(f"line 1: there is no column “{missing[0]}” in the header.")
    in_broken = False
    while source.has_more():
        line = source.number
        values = _strict(source, len(names)) or _of_one_line(source.take(), len(names))
        if values is None:
            yield Fault(f"line {line:,}", _BROKEN)
        elif any(values) and not (in_broken and len(values) < len(names)):
            yield Row(line, dict(zip(names, values, strict=False)))
        # What follows a broken line and is no whole row was meant to belong to it.
        in_broken = values is None or (in_broken and len(values) < len(names))


class _Lines:
    """Lines that can be looked at before they are taken."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._source = iter(lines)
        self._ahead: list[str] = []
        self.number = 1

    def has_more(self) -> bool:
        return bool(self._look(0))

    def take(self) -> str:
        line = self._look(0)
        self.drop(1)
        return line

    def drop(self, count: int) -> None:
        del self._ahead[:count]
        self.number += count

    def ahead(self) -> Iterator[str]:
        """The next lines, as many as one row may have, without taking them."""
        for index in range(MAX_ROW_LINES):
            line = self._look(index)
            if not line:
                return
            yield line

    def _look(self, index: int) -> str:
        """The line so many ahead, empty behind the last."""
        if index >= len(self._ahead):
            self._ahead += islice(self._source, index + 1 - len(self._ahead))
        return self._ahead[index] if index < len(self._ahead) else ""


def _strict(source: _Lines, columns: int) -> list[str] | None:
    """The next row, taken, if it is well formed and has no more than so many columns; an empty line is a row."""
    reader = csv.reader(source.ahead(), strict=True)
    try:
        values = next(reader, []) or [""]
    except csv.Error:
        return None
    if len(values) > columns:
        return None
    source.drop(reader.line_num)
    return values


def _of_one_line(line: str, columns: int) -> list[str] | None:
    """The row that a line is by itself, if it is one, with quotation marks in odd places; None if it is broken."""
    try:
        values = next(csv.reader([line]), [])
    except csv.Error:  # longer than any record
        return None
    is_open = bool(values) and values[-1].endswith("\n")
    return None if is_open or len(values) > columns else values
