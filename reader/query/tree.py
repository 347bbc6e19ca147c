"""What a query asks for, as a tree.

Two trees that ask for the same words in the same way are equal, wherever in a query's text they stood.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from reader.model import Span

NOWHERE = Span(0, 0)
"""The span of what was not read from a query's text."""


class Field(StrEnum):
    """What has names that can be asked for."""

    TAG = "tag"
    SPEAKER = "speaker"
    ABOUT = "about"
    ENTITY = "entity"
    FEED = "feed"
    AUTHOR = "author"
    TITLE = "title"
    URL = "url"


class Fact(StrEnum):
    """What can be true of something, as a query puts it.

    What the reader did with an article or what became of a note; what there is some of; what it is (a highlight with
    a note is a note, too); which of the six colours it has.
    """

    UNREAD = "is:unread"
    READ = "is:read"
    STARRED = "is:starred"
    ANNOTATED = "is:annotated"
    HIDDEN = "is:hidden"
    ORPHAN = "is:orphan"
    HAS_NOTE = "has:note"
    HAS_TAG = "has:tag"
    HAS_QUOTATION = "has:quotation"
    HAS_SPEAKER = "has:speaker"
    HAS_ENCLOSURE = "has:enclosure"
    ARTICLE = "kind:article"
    HIGHLIGHT = "kind:highlight"
    NOTE = "kind:note"
    QUOTATION = "kind:quotation"
    COLOUR_1 = "colour:1"
    COLOUR_2 = "colour:2"
    COLOUR_3 = "colour:3"
    COLOUR_4 = "colour:4"
    COLOUR_5 = "colour:5"
    COLOUR_6 = "colour:6"

    @classmethod
    def of_colour(cls, number: int) -> "Fact":
        """That something has the colour with that number."""
        return cls(f"colour:{number}")


@dataclass(frozen=True, slots=True)
class _Placed:
    """What stands in a query's text; where it does is no part of what it asks for."""

    span: Span = field(default=NOWHERE, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Everything(_Placed):
    """What an empty query asks for."""


@dataclass(frozen=True, slots=True)
class Words(_Placed):
    """Whole words, one after the other; with `prefix` the last of them may go on.

    A capital letter in `text` asks for that case.
    """

    text: str
    prefix: bool = True

    @property
    def heeds_case(self) -> bool:
        """Whether there is a capital letter in them."""
        return self.text != self.text.lower()


@dataclass(frozen=True, slots=True)
class Named(_Placed):
    """What has such a name in a field; with `prefix` it may go on. Case does not count."""

    field: Field
    text: str
    prefix: bool = True


@dataclass(frozen=True, slots=True)
class Is(_Placed):
    """That of which something is true."""

    fact: Fact


@dataclass(frozen=True, slots=True)
class Dated(_Placed):
    """What is from the day `first` on and from before the day `end`; None is no bound on that side.

    `written` is how the query puts it, "before:2w": the days are those of when the query was read.
    """

    written: str
    first: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class And:
    """What has all of at least two parts, none of which is an `And`."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """What has any of at least two parts, none of which is an `Or`."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """What does not have the part, which is no `Not`."""

    part: "Node"


Leaf = Everything | Words | Named | Is | Dated
Node = Leaf | And | Or | Not


def all_of(parts: Iterable[Node]) -> Node:
    """What has all of the parts: of none, everything."""
    flat = [
        inner
        for part in parts
        for inner in (part.parts if isinstance(part, And) else (part,))
        if not isinstance(inner, Everything)
    ]
    if not flat:
        return Everything()
    return flat[0] if len(flat) == 1 else And(tuple(flat))


def any_of(parts: Iterable[Node]) -> Node:
    """What has any of the parts, of which there must be one at least."""
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, Or) else (part,))]
    return flat[0] if len(flat) == 1 else Or(tuple(flat))


def none_of(part: Node) -> Node:
    """What does not have the part."""
    return part.part if isinstance(part, Not) else Not(part)


def placed(tree: Node, span: Span) -> Node:
    """The same, as if all of it were read from one place of a query's text."""
    match tree:
        case And(parts):
            return And(tuple(placed(part, span) for part in parts))
        case Or(parts):
            return Or(tuple(placed(part, span) for part in parts))
        case Not(part):
            return Not(placed(part, span))
        case _:
            return replace(tree, span=span)


def pushed_down(tree: Node) -> Node:
    """The same with every `Not` right before a leaf, which is what an index can be asked."""
    match tree:
        case And(parts):
            return all_of(map(pushed_down, parts))
        case Or(parts):
            return any_of(map(pushed_down, parts))
        case Not(And(parts)):
            return any_of(pushed_down(none_of(part)) for part in parts)
        case Not(Or(parts)):
            return all_of(pushed_down(none_of(part)) for part in parts)
        case _:
            return tree
