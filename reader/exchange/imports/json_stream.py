"""JSON that is read an element at a time, however long it is."""

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, TextIO

from reader.exchange.errors import CutOffError
from reader.exchange.limits import MAX_RECORD

_CHUNK = 1 << 18
_SPACE = re.compile(r"[ \t\r\n]*")


@dataclass(frozen=True, slots=True)
class Element:
    """An element of a list that was looked into; `number` counts them from 1."""

    number: int
    value: Any


@dataclass(frozen=True, slots=True)
class Member:
    """A member of an object that was looked into, and not into the member itself."""

    key: str
    value: Any


def read_json(stream: TextIO, into: Collection[str] = ()) -> Iterator[Element | Member]:
    """The elements of the list that the text is; or of an object the members, looking `into` those of these names.

    Lists and objects with such a name are looked into in the same way.

    Raises:
        CutOffError: it is no JSON from some place on; what came before that is right.
    """
    return _Reader(stream, into).read()


class _Reader:
    def __init__(self, stream: TextIO, into: Collection[str]) -> None:
        self._stream = stream
        self._into = into
        self._decoder = json.JSONDecoder()
        self._text = ""
        self._at = 0
        self._has_ended = False
        self._number = 0

    def read(self) -> Iterator[Element | Member]:
        match self._next_character():
            case "[":
                yield from self._elements()
            case "{":
                yield from self._members()
            case _:
                raise self._cut_off("it is no JSON")

    def _elements(self) -> Iterator[Element]:
        self._at += 1
        if self._next_character() == "]":
            self._at += 1
            return
        while True:
            self._number += 1
            yield Element(self._number, self._value())
            if self._separator("]"):
                return

    def _members(self) -> Iterator[Element | Member]:
        self._at += 1
        if self._next_character() == "}":
            self._at += 1
            return
        while True:
            key = self._value()
            if not isinstance(key, str) or self._next_character() != ":":
                raise self._cut_off("a name is missing in it")
            self._at += 1
            inner = self._next_character() if key in self._into else ""
            if inner == "[":
                yield from self._elements()
            elif inner == "{":
                yield from self._members()
            else:
                yield Member(key, self._value())
            if self._separator("}"):
                return

    def _separator(self, end: str) -> bool:
        """Go past what follows a value; whether that is the end of what the value is in."""
        found = self._next_character()
        if found not in {",", end}:
            raise self._cut_off("a comma is missing in it" if found else "it ends in the middle")
        self._at += 1
        return found == end

    def _next_character(self) -> str:
        while True:
            space = _SPACE.match(self._text, self._at)
            self._at = space.end() if space else self._at
            if self._at < len(self._text) or self._has_ended:
                return self._text[self._at : self._at + 1]
            self._read_on()

    def _value(self) -> Any:
        self._next_character()
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text, self._at)
            except RecursionError:
                raise self._cut_off("lists and objects are nested too deeply in it") from None
            except ValueError:  # perhaps only since the rest of it has not been read yet
                if self._has_ended or len(self._text) - self._at > MAX_RECORD:
                    raise self._cut_off("it ends in the middle" if self._has_ended else "it is broken") from None
            else:
                if end < len(self._text) or self._has_ended:  # a number may go on
                    self._at = end
                    return value
            self._read_on()

    def _read_on(self) -> None:
        rest = self._text[self._at :]
        more = self._stream.read(max(_CHUNK, len(rest)))
        self._has_ended = not more
        self._text, self._at = rest + more, 0

    def _cut_off(self, reason: str) -> CutOffError:
        where = f" at record {self._number:,}" if self._number else ""
        return CutOffError(f"The JSON cannot be read on{where}: {reason}.")
