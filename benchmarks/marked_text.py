"""Texts that are marked so that people can read them: names in brackets, quotations in lines of their own.

    [Mara Quill](PER) a dit : « Non. » Elle vient de [Norsund](LOC).
    > « Non. » — Mara Quill

A blank line ends an article; a line with a `#` is a remark. A quotation and the words of its speaker are as the text
above has them, each where it first is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.marked_names import Marked
from reader.model import Span

_NAME = re.compile(r"\[([^\]]+)\]\((PER|ORG|LOC|MISC)\)")


@dataclass(frozen=True, slots=True)
class Article:
    """A text with its marked names, and its marked quotations, each with the words that name who said it."""

    marked: Marked
    quotations: tuple[tuple[Span, str], ...]


def articles_of(path: Path) -> Iterator[Article]:
    """The articles of a file.

    Raises:
        ValueError: a quotation is not in the text before it.
    """
    for block in path.read_text("utf-8").split("\n\n"):
        lines = [line for line in block.strip().split("\n") if not line.startswith("#")]
        said = [line[2:] for line in lines if line.startswith("> ")]
        if written := [line for line in lines if not line.startswith("> ")]:
            marked = _marked("\n".join(written))
            yield Article(marked, tuple(_quotation(marked.text, line) for line in said))


def _marked(written: str) -> Marked:
    text, names, copied = "", set(), 0
    for name in _NAME.finditer(written):
        text += written[copied : name.start()]
        names.add((len(text), len(text) + len(name[1]), name[2]))
        text += name[1]
        copied = name.end()
    return Marked(text + written[copied:], frozenset(names))


def _quotation(text: str, line: str) -> tuple[Span, str]:
    words, _, speaker = line.rpartition(" — ")
    start = text.index(words)
    return Span(start, start + len(words)), speaker
