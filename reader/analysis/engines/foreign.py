"""Finding names with code of others: given a text in pieces, held to what it says, and let fail."""

import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from reader.analysis.engines.guard import Claim, names_in
from reader.analysis.engines.pieces import pieces
from reader.analysis.names import Name, NamesUnavailable
from reader.model import Engine, Span
from reader.text.sanitize import clean

LONGEST_REASON = 200
"""How many characters are told of what foreign code says of its failure."""

Read = Callable[[Sequence[str]], Iterable[Iterable[Claim]]]
"""Gives, for each of some pieces of text, what is claimed to be names in it."""


class ForeignNames:
    """A `NameFinder` over code of others, which reads at most `longest` code points at once.

    It was chosen for the languages that it is used for, so it counts as having learnt them all.
    """

    def __init__(self, engine: Engine, read: Read, *, longest: int, version: str) -> None:
        self.version = version
        self._engine = engine
        self._read = read
        self._longest = longest

    def has_learnt(self, language: str | None) -> bool:  # noqa: ARG002 - as `NameFinder` has it
        """True, whatever the language."""
        return True

    def find(self, text: str) -> list[Name]:
        """The names in a text, in order, not overlapping, none across a line break.

        Raises:
            NamesUnavailable: the code failed.
        """
        spans = list(pieces(text, self._longest))
        read = [text[slice(*span)] for span in spans]
        with foreign_code(self._engine):
            # What gives fewer answers than it was asked for found nothing in the rest.
            named = [names_in(piece, claims) for piece, claims in zip(read, self._read(read), strict=False)]
        return [
            replace(name, span=Span(span.start + name.span.start, span.start + name.span.end))
            for span, names in zip(spans, named, strict=False)
            for name in names
        ]


@contextmanager
def foreign_code(engine: Engine) -> Iterator[None]:
    """Have code of others, for an engine, keep its warnings to itself, and fail as all that finds names may.

    Raises:
        NamesUnavailable: it is not installed, or fails in any way but for want of memory.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except (NamesUnavailable, MemoryError):
        raise
    except ModuleNotFoundError as error:
        message = f"{error.name} is not installed. pip install 'postil[{engine.kind}]'"
        raise NamesUnavailable(message) from error
    except Exception as error:  # what it raises is for it to choose
        reason = clean(f"{type(error).__name__}: {error}", one_line=True, max_length=LONGEST_REASON)
        raise NamesUnavailable(f"{engine} failed ({reason}).") from error
