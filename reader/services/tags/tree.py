"""The reader's tags: how much each is used, and the tree that the slashes in their names make of them."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from reader.model import Annotation, ArticleMark, TagMark
from reader.text.fold import fold

SEPARATOR = "/"
"""What stands between a tag and one below it: `theme/money` is below `theme`."""

_TAGS_KEPT = 20_000

Names = tuple[str, ...]


class TagOrder(StrEnum):
    """How tags are listed."""

    COUNT = "by count"
    NAME = "by name"


@dataclass(frozen=True, slots=True)
class TagUse:
    """A tag, or what several tags are below.

    `count` annotations and articles have it, `total` have it or one below it. `last_used` is the instant when one of
    them last changed, empty if there is none.
    """

    tag: str
    count: int
    total: int
    last_used: str


@dataclass(frozen=True, slots=True)
class TagRow:
    """A tag as a line of the tree: its last name, how many tags it is below, and what the reader says of it."""

    use: TagUse
    name: str
    depth: int
    is_branch: bool
    is_collapsed: bool
    mark: TagMark | None


def path_of(tag: str) -> Names:
    """The names of the tags that lead to this one, from the outermost in; one alone where a slash parts nothing."""
    names = tuple(tag.split(SEPARATOR))
    return names if all(name.strip() for name in names) else (tag,)


def is_within(tag: str, outer: str) -> bool:
    """Whether a tag is `outer`, or below it."""
    path = path_of(outer)
    return path_of(tag)[: len(path)] == path


def parent_of(tag: str) -> str | None:
    """The tag that it is right below; None at the top."""
    return SEPARATOR.join(path_of(tag)[:-1]) or None


def tag_uses(
    annotations: Iterable[Annotation],
    marks: Iterable[ArticleMark],
    order: TagOrder,
    *,
    said: Iterable[TagMark] = (),
) -> list[TagUse]:
    """Every tag in use, every one that something is `said` of, and all that these are below, in this order."""
    counts: Counter[str] = Counter()
    totals: Counter[str] = Counter()
    last: dict[str, str] = {}
    tagged: tuple[Iterable[Annotation], Iterable[ArticleMark]] = (annotations, marks)
    for things in tagged:
        for thing in things:
            counts.update(thing.tags)
            for tag in with_those_above(thing.tags):
                totals[tag] += 1
                last[tag] = max(last.get(tag, ""), thing.updated)
    every = {*totals, *with_those_above(tuple(mark.tag for mark in said))}
    uses = [TagUse(tag, counts[tag], totals[tag], last.get(tag, "")) for tag in every]
    uses.sort(key=lambda use: (fold(use.tag), use.tag))
    if order is TagOrder.COUNT:
        uses.sort(key=lambda use: use.total, reverse=True)
    return uses


def tag_rows(
    uses: Iterable[TagUse],
    *,
    said: Iterable[TagMark] = (),
    collapsed: Collection[Names] = (),
    sought: str = "",
) -> list[TagRow]:
    """The tree of the tags, those side by side in the order of `uses`, without what is below `collapsed` ones.

    With `sought`, only tags that have it in them, and those that these are below; nothing is collapsed then.
    """
    below: dict[str | None, list[TagUse]] = {}
    for use in uses:
        below.setdefault(parent_of(use.tag), []).append(use)
    marks = {mark.tag: mark for mark in said}
    wanted = fold(sought.strip())

    def walk(parent: str | None, depth: int) -> Iterator[TagRow]:
        for use in below.get(parent, ()):
            inside = [*walk(use.tag, depth + 1)] if wanted or path_of(use.tag) not in collapsed else []
            if wanted and not inside and wanted not in fold(use.tag):
                continue
            is_branch = use.tag in below
            yield TagRow(
                use, path_of(use.tag)[-1], depth, is_branch, is_branch and not inside, marks.get(use.tag)
            )
            yield from inside

    return [*walk(None, 0)]


@lru_cache(_TAGS_KEPT)
def with_those_above(tags: tuple[str, ...]) -> frozenset[str]:
    """These tags and all that they are below."""
    paths = map(path_of, tags)
    return frozenset(SEPARATOR.join(path[:depth]) for path in paths for depth in range(1, len(path) + 1))
