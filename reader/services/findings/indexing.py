"""Putting what was found in an article where all articles can be asked for it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING

from reader.analysis import codec
from reader.library import Library
from reader.library.found import Found, FoundEntity, FoundQuotation
from reader.model import Analysis, Article, EntityType, Mention, Quotation, QuotationKind
from reader.services.findings.keyed import Splits, keyed
from reader.services.findings.keys import LONGEST_NAME, is_full, surname_of
from reader.text.fold import fold
from reader.text.sanitize import clean

if TYPE_CHECKING:
    from reader.analysis.engines.chosen import Engines

MOST_ENTITIES = 1_000
"""How many entities of one article are kept, those that it names most; a longer list of names tells nothing."""
MOST_QUOTATIONS = 5_000
"""How many quotations of one article are kept."""
LONGEST_QUOTATION = 5_000
"""How many characters of a quotation are kept; all of it stands in the article."""

MOST_SUBJECTS = 50
"""How many of the names inside a quotation are kept as what it is about."""

_WORD = re.compile(r"\w+")


def found_in(article: Article, analysis: Analysis, text: str, splits: Splits) -> Found:
    """What the analysis found in the text of an article, for all articles to be asked by."""
    found = keyed(analysis, text, splits)
    entities, quotations = tuple(_entities(found)), tuple(_quotations(found, text))
    return Found(article.id, article.text_sha256, analysis.pipeline_version, entities, quotations)


def index_again(library: Library, article_ids: Iterable[str], splits: Splits, engines: "Engines") -> None:
    """Have the rows of articles be what was found and kept; those of which nothing was are passed over."""
    found = ((article, kept(library, article, engines)) for article in library.list(ids=article_ids))
    library.findings.keep(
        [
            found_in(article, analysis, library.document(article.id).text, splits)
            for article, analysis in found
            if analysis is not None
        ]
    )


def kept(library: Library, article: Article, engines: "Engines") -> Analysis | None:
    """What is found in the article's text by the present rules and engines, if that was kept and can be read."""
    analysis = known(library, article)
    is_current = analysis is not None and analysis.pipeline_version == engines.version(analysis.language)
    return analysis if is_current else None


def known(library: Library, article: Article) -> Analysis | None:
    """What its rows are of: found by this version of the pipeline, or by an earlier one until this comes to it."""
    return _decoded(library.findings.data(article.text_sha256))


def _decoded(data: bytes | None) -> Analysis | None:
    try:
        return None if data is None else codec.decode(data)
    except codec.AnalysisFormatError:
        return None


def words_of(text: str) -> str:
    """What tells statements apart: the words, without marks, case and accents."""
    return " ".join(_WORD.findall(fold(text)))


def _entities(analysis: Analysis) -> list[FoundEntity]:
    counts = Counter(mention.entity for mention in analysis.mentions)
    named = [entity for entity in analysis.entities if ":" in entity.id and entity.id in counts]
    named.sort(key=lambda entity: -counts[entity.id])
    found = []
    for entity in named[:MOST_ENTITIES]:
        is_person = entity.type is EntityType.PERSON
        found.append(
            FoundEntity(
                entity.id,
                entity.type,
                tuple(name for name in (entity.name, *entity.aliases) if len(name) <= LONGEST_NAME),
                counts[entity.id],
                tuple(role for role in entity.roles if len(role) <= LONGEST_NAME),
                surname_of(entity.name) if is_person else None,
                is_full=is_person and is_full(entity.name),
            )
        )
    return found


def _quotations(analysis: Analysis, text: str) -> list[FoundQuotation]:
    said = [each for each in analysis.quotations if each.kind is not QuotationKind.SCARE][:MOST_QUOTATIONS]
    subjects = _subjects(said, analysis.mentions)
    return [_quotation(each, text, subjects.get(number, ())) for number, each in enumerate(said)]


def _quotation(quotation: Quotation, text: str, subjects: Sequence[str]) -> FoundQuotation:
    quoted = text[slice(*quotation.span)]
    digest = blake2b(words_of(quoted).encode(), digest_size=8).digest()
    return FoundQuotation(
        *quotation.span,
        quotation.kind,
        clean(quoted, max_length=LONGEST_QUOTATION),
        int.from_bytes(digest, signed=True),
        quotation.speaker and clean(quotation.speaker, one_line=True, max_length=LONGEST_NAME),
        clean(text[slice(*quotation.cue_span)], one_line=True, max_length=LONGEST_NAME)
        if quotation.cue_span
        else "",
        quotation.confidence,
        quotation.entity,
        tuple(dict.fromkeys(subject for subject in subjects if subject != quotation.entity)),
    )


def _subjects(quotations: Sequence[Quotation], mentions: Sequence[Mention]) -> dict[int, list[str]]:
    """For the numbers of quotations the keys of who is named inside them; both are in the order of the text."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    first = 0
    for number, quotation in enumerate(quotations):
        while first < len(mentions) and mentions[first].span.start < quotation.span.start:
            first += 1
        at = first
        while at < min(len(mentions), first + MOST_SUBJECTS) and mentions[at].span.end <= quotation.span.end:
            found[number].append(mentions[at].entity)
            at += 1
    return found
