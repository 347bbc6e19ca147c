"""Completing the tags that a reader types: one after another with commas between them, or in a query for notes."""

import re
from collections.abc import Collection, Mapping

from reader.model import Span
from reader.query.format import written
from reader.query.tree import Field, Named
from reader.text.fold import fold

SEPARATOR = ", "
_TAG_TERM = re.compile(r'(-?(?:tag:|#))(?:"([^"]*)"?|(\S*))')
ALIKE = 0.85
"""How like a tag in use a typed one must be, from 0 to 1, to be offered though its letters differ (Jaro-Winkler)."""


def split_tags(line: str) -> list[str]:
    """The tags on the line as they are typed, without those that are empty."""
    return [tag for tag in (piece.strip() for piece in line.split(",")) if tag]


def join_tags(tags: Collection[str]) -> str:
    """A line of these tags, ready for another one to be typed behind them."""
    return "".join(tag + SEPARATOR for tag in tags)


def tag_at(line: str, cursor: int) -> Span:
    """Where the tag that is typed at `cursor` stands on the line, without the spaces around it."""
    start = line.rfind(",", 0, cursor) + 1
    comma = line.find(",", cursor)
    piece = line[start : comma if comma >= 0 else len(line)]
    start += len(piece) - len(piece.lstrip())
    return Span(start, start + len(piece.strip()))


def with_tag(line: str, cursor: int, tag: str) -> tuple[str, int]:
    """The line with `tag` in place of the one at `cursor`, and the cursor behind it, ready for the next."""
    start, end = tag_at(line, cursor)
    before = line[:start].rstrip(" ")
    gap = " " if before else ""
    behind = line[end:].lstrip(", ")
    head = f"{before}{gap}{tag}{SEPARATOR}"
    return head + behind, len(head)


def complete(
    typed: str, in_use: Mapping[str, int], *, without: Collection[str] = (), limit: int = 8
) -> list[str]:
    """The tags in use that `typed` may be meant for, at most `limit` of them.

    First the tag itself, then those that begin with it, then those that have it inside, each by how much they
    are used; then those spelt nearly so. Letter case and accents do not count. Nothing typed is completed by
    the tags that are used most. Tags in `without` are left out.
    """
    folded = fold(typed)
    offered = {tag: fold(tag) for tag in in_use if tag not in without}
    ranked: list[tuple[int, int, str]] = []
    for tag, name in offered.items():
        if folded in name:
            rank = 0 if name == folded else 1 if name.startswith(folded) else 2
            ranked.append((rank, -in_use[tag], tag))
    found = [tag for _, _, tag in sorted(ranked)[:limit]]
    if len(found) < limit and len(folded) > 2:
        found += _alike(folded, {t: n for t, n in offered.items() if folded not in n}, limit - len(found))
    return found


def complete_query(query: str, cursor: int, in_use: Mapping[str, int]) -> tuple[str, int] | None:
    """A query for notes with the tag completed that is typed at `cursor`, and the cursor behind it.

    None when no tag is typed there, or none in use is like it.
    """
    for term in _TAG_TERM.finditer(query):
        typed = term[2] if term[2] is not None else term[3]
        if term.start() < cursor <= term.end() and (found := complete(typed, in_use, limit=1)):
            sign = "-" if term[1].startswith("-") else ""
            head = f"{query[: term.start()]}{sign}{tag_query(found[0])} "
            return head + query[term.end() :].lstrip(), len(head)
    return None


def tag_query(tag: str) -> str:
    """The query that finds the notes with a tag, and with those below it."""
    return written(Named(Field.TAG, tag, prefix=False))


def _alike(folded: str, names: Mapping[str, str], limit: int) -> list[str]:
    from rapidfuzz import process
    from rapidfuzz.distance import JaroWinkler

    scorer = JaroWinkler.normalized_similarity
    found = process.extract(folded, names, scorer=scorer, limit=limit, score_cutoff=ALIKE)
    return [tag for _, _, tag in found]
