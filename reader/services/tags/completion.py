"""Completing the tags that a reader types: one after another with commas between them, or in a query."""

import re
from collections.abc import Collection, Iterable, Mapping

from reader.model import Span
from reader.model.saved_search import SavedSearch
from reader.query.format import named_term
from reader.query.tree import Field
from reader.query.values import SEARCH
from reader.text.fold import fold

SEPARATOR = ", "
_NAMED_TERM = re.compile(rf'(-?)(tag:|#|{SEARCH}:)(?:"([^"]*)"?|(\S*))')
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


def complete_query(
    query: str, cursor: int, tags: Mapping[str, int], searches: Iterable[SavedSearch] = ()
) -> tuple[str, int] | None:
    """A query with the tag or kept search completed that is named at `cursor`, and the cursor behind it.

    None when none is named there, or none that there is is like it.
    """
    for term in _NAMED_TERM.finditer(query):
        if term.start() < cursor <= term.end():
            sign, field, quoted, bare = term.groups()
            is_search = field.startswith(SEARCH)
            names = {search.name: 0 for search in searches} if is_search else tags
            if found := complete(bare if quoted is None else quoted, names, limit=1):
                named = named_term(SEARCH if is_search else Field.TAG, found[0])
                head = f"{query[: term.start()]}{sign}{named} "
                return head + query[term.end() :].lstrip(), len(head)
    return None


def tag_query(tag: str) -> str:
    """The query that finds the notes with a tag, and with those below it."""
    return named_term(Field.TAG, tag)


def _alike(folded: str, names: Mapping[str, str], limit: int) -> list[str]:
    from rapidfuzz import process
    from rapidfuzz.distance import JaroWinkler

    scorer = JaroWinkler.normalized_similarity
    found = process.extract(folded, names, scorer=scorer, limit=limit, score_cutoff=ALIKE)
    return [tag for _, _, tag in found]
