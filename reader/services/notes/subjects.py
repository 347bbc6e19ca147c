"""Annotations as queries see them."""

from collections.abc import Callable, Collection
from datetime import date
from functools import cache, lru_cache

from reader.model import Annotation
from reader.query.forms import joined
from reader.query.subjects import folded_names
from reader.query.tree import Fact, Field
from reader.services.dates import local_day
from reader.text.fold import fold

_KEPT = 20_000
"""How many tuples of names are kept folded."""

_NAMES: dict[Field, Callable[[Annotation], tuple[str | None, ...]]] = {
    Field.TAG: lambda note: note.tags,
    Field.SPEAKER: lambda note: (note.speaker,),
    Field.AUTHOR: lambda note: (note.article.author,),
    Field.TITLE: lambda note: (note.article.title,),
    Field.URL: lambda note: (note.article.url,),
}


class NoteSubject:
    """An annotation to be asked queries.

    `folded`, all of its `text` folded, and `day`, the reader's day on which it was made, take time to know: they are
    worked out when they are first asked for. With slots, since of very many each look at another object takes as long
    as all else.
    """

    __slots__ = ("annotation", "day", "folded")

    folded: str
    day: date | None

    def __init__(self, annotation: Annotation) -> None:
        self.annotation = annotation

    def __getattr__(self, name: str) -> object:
        """What is not known yet."""
        match name:
            case "folded":
                self.folded = fold(self.text)
            case "day":
                self.day = local_day(self.annotation.created)
            case _:
                raise AttributeError(name)
        return getattr(self, name)

    @property
    def text(self) -> str:
        """Its note, passage and tags, who says it, and its article's title."""
        note = self.annotation
        return joined((note.note, note.target.exact, note.article.title, note.speaker or "", *note.tags))

    def names(self, field: Field) -> str:
        """The names that it, or its article, has in a field, folded."""
        return _folded_names(_NAMES[field](self.annotation)) if field in _NAMES else ""

    @property
    def facts(self) -> Collection[Fact]:
        """What is true of it."""
        note = self.annotation
        is_orphan = note.carried is not None and note.carried.start is None
        return _facts(note.colour, bool(note.note.strip()), bool(note.tags), bool(note.speaker), is_orphan)


# Many notes have the same tags, the same article and the same things true of them.
@lru_cache(_KEPT)
def _folded_names(names: tuple[str | None, ...]) -> str:
    return folded_names(filter(None, names))


@cache
def _facts(colour: int, has_note: bool, has_tag: bool, has_speaker: bool, is_orphan: bool) -> frozenset[Fact]:
    perhaps = {
        Fact.NOTE: has_note,
        Fact.HAS_NOTE: has_note,
        Fact.HAS_TAG: has_tag,
        Fact.HAS_SPEAKER: has_speaker,
        Fact.ORPHAN: is_orphan,
    }
    true = [fact for fact, is_true in perhaps.items() if is_true]
    return frozenset((Fact.HIGHLIGHT, Fact.ANNOTATED, Fact.of_colour(colour), *true))
