"""Who said what, in all articles: the same statement once, with every place where it is quoted."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from rapidfuzz import fuzz

from reader.library.known import KnownQuotation
from reader.library.quotations import Quotations, QuotationSelection
from reader.model import Article, QuotationKind, Span
from reader.query.tree import Node
from reader.services.asking import read_query, selection_of
from reader.services.findings.indexing import words_of
from reader.services.notes.citing import quoted
from reader.services.opened import Opened
from reader.text.fold import fold

TELLING_WORDS = 5
"""From so many words on they are the same statement whoever is said to have said it."""
ALIKE = 92
"""How alike, of 100, two texts must be to be the same statement."""

_COMPARED = 20
"""With how many others that have some words in common a quotation is compared."""
_PAGES = 8
"""How often quotations are read on where most say the same."""
_SOURCES_READ = 2_000
"""The most places that are looked at for the sources of statements which were found."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """One place where words are quoted: `span` in the article's canonical text, quotation marks included.

    `speaker` is the name to be shown, None if nobody is named, `key` the speaker's where it is a sure entity;
    `confidence`, of the speaker, is from 0 to 1.
    """

    article: Article
    span: Span
    text: str
    kind: QuotationKind
    speaker: str | None
    key: str | None
    cue: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Statement:
    """The same words, wherever they are quoted.

    `best` is the fullest of the sources with the surest speaker; `sources` are one an article, the newest first.
    """

    best: Quoted
    sources: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class QuotationsFound:
    """Statements, that with the newest source first; there are more of them if it is not complete."""

    statements: tuple[Statement, ...] = ()
    is_complete: bool = True


def find_quotations(
    opened: Opened, query: str | Node, *, limit: int = 200, typing: bool = False
) -> QuotationsFound:
    """The statements that a query asks for, `limit` at most; with `typing` the query need not be finished.

    Raises:
        QueryError: the query cannot be understood.
    """
    tree = read_query(opened, query, typing=typing) if isinstance(query, str) else query
    asked = selection_of(opened, tree)
    return statements(opened, QuotationSelection(asked.query, hidden=asked.hidden), limit=limit)


def statements(
    opened: Opened, selection: QuotationSelection, *, limit: int, quotations: Quotations | None = None
) -> QuotationsFound:
    """The statements of the selected quotations, `limit` at most, from those of the library or those that are given."""
    opened.corrections.apply()
    library = opened.library
    groups, is_complete = _groups(quotations or library.quotations, selection, limit)
    shown = groups[:limit]
    articles = {a.id: a for a in library.list(ids={each.article_id for group in shown for each in group})}
    found = (_statement(group, articles) for group in shown)
    return QuotationsFound(
        tuple(each for each in found if each is not None), is_complete and len(groups) <= limit
    )


def _groups(
    quotations: Quotations, selection: QuotationSelection, limit: int
) -> tuple[list[list[KnownQuotation]], bool]:
    """At least `limit` groups of quotations that say the same, if there are so many; whether those are all."""
    grouping = _Grouping()
    read, is_complete = 0, False
    while len(grouping.groups) <= limit and not is_complete and read < _PAGES * 2 * limit:
        page = quotations.find(selection, 2 * limit, after=read)
        grouping.add(page)
        read += len(page)
        is_complete = len(page) < 2 * limit
    if not is_complete:
        said = {each.statement for group in grouping.groups[:limit] for each in group}
        grouping.add(quotations.find(selection, _SOURCES_READ, statements=said))
    return grouping.groups, is_complete


def cite(place: Quoted) -> str:
    """The words as a Markdown block quotation, with who says it and where it is from under it.

    Of indirect speech they are the writer's, and that is said.
    """
    reported = ", as reported" if place.speaker and place.kind is QuotationKind.INDIRECT else ""
    return quoted(place.text, place.article, speaker=place.speaker and place.speaker + reported)


def _statement(group: Sequence[KnownQuotation], articles: dict[str, Article]) -> Statement | None:
    """What is said in all of the places; None if their articles have gone meanwhile."""
    first: dict[str, Quoted] = {}
    for each in sorted(group, key=lambda each: -each.confidence):
        article = articles.get(each.article_id)
        if article is not None and article.id not in first:
            first[article.id] = Quoted(
                article, each.span, each.text, each.kind, each.speaker, each.key, each.cue, each.confidence
            )
    order = [each.article_id for each in group]
    sources = sorted(first.values(), key=lambda place: order.index(place.article.id))
    if not sources:
        return None
    return Statement(max(sources, key=_worth), tuple(sources))


def _worth(place: Quoted) -> tuple[bool, bool, int, float]:
    is_direct = place.kind is not QuotationKind.INDIRECT
    return is_direct, place.key is not None, len(words_of(place.text)), place.confidence


class _Grouping:
    """Puts together what says the same: the same words, a part of them, or nearly the same ones.

    A few words are the same only by the same speaker.
    """

    def __init__(self) -> None:
        self.groups: list[list[KnownQuotation]] = []
        self._texts: list[str] = []
        self._by_words: dict[tuple[str, str], int] = {}
        self._by_part: defaultdict[str, list[int]] = defaultdict(list)
        self._seen: set[tuple[str, Span]] = set()

    def add(self, quotations: Iterable[KnownQuotation]) -> None:
        """Put quotations to those that say the same, or by themselves; those that were before are passed over."""
        for each in quotations:
            place = (each.article_id, each.span)
            if place not in self._seen:
                self._seen.add(place)
                self._add(each)

    def _add(self, quotation: KnownQuotation) -> None:
        words = words_of(quotation.text)
        parts = [*_parts(words)]
        exact = (words, "" if parts else _speaker(quotation))
        number = self._by_words.get(exact)
        if number is None:
            number = self._like(quotation, words, parts)
        if number is None:
            number = len(self.groups)
            self.groups.append([])
            self._texts.append(words)
            for part in parts:
                self._by_part[part].append(number)
        self._by_words[exact] = number
        self.groups[number].append(quotation)

    def _like(self, quotation: KnownQuotation, words: str, parts: Sequence[str]) -> int | None:
        near = dict.fromkeys(number for part in parts for number in self._by_part.get(part, ()))
        for number in islice(near, _COMPARED):
            there = self._texts[number]
            first = self.groups[number][0]
            is_part = words in there or there in words
            if (is_part or fuzz.ratio(words, there) >= ALIKE) and _may_be_one(quotation, first):
                return number
        return None


def _parts(words: str) -> Iterator[str]:
    """Each run of `TELLING_WORDS` words."""
    split = words.split()
    for start in range(len(split) - TELLING_WORDS + 1):
        yield " ".join(split[start : start + TELLING_WORDS])


def _speaker(quotation: KnownQuotation) -> str:
    return quotation.key or fold(quotation.speaker or "")


def _may_be_one(one: KnownQuotation, other: KnownQuotation) -> bool:
    """Whether the same person may say both, as far as that is known."""
    return one.key is None or other.key is None or one.key == other.key
