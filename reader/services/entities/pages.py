"""One person, organisation, place… across all articles: what a page about it shows."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from reader.library.entities import COMPANIONS_AMONG
from reader.library.errors import EntityAmbiguousError, EntityNotFoundError
from reader.library.known import Companion, Counted, KnownEntity, Month
from reader.library.quotations import QuotationSelection
from reader.model import Annotation, EntityType
from reader.services.entities.contexts import InArticle, in_article
from reader.services.findings.keys import type_of
from reader.services.protection import annotated_ids
from reader.services.quotations.statements import QuotationsFound, statements
from reader.services.session import Session
from reader.text.fold import fold

COMPANIONS_SHOWN = 30
"""The most companions of an entity."""
NOTES_SHOWN = 100
"""The most notes about an entity."""
_NAMED = 5
"""How many entities are named where one is not told from others."""
_NOTED_ARTICLES = 500
"""In how many of the articles that name an entity, the newest with notes, these are looked through."""


@dataclass(frozen=True, slots=True)
class EntityPage:
    """All that is counted of an entity.

    `companions` are counted over the newest `companions_among` articles. `quotations_by` and `quotations_about` count
    places in articles. `notes` are the reader's on passages that name it, the newest first.
    """

    entity: KnownEntity
    aliases: tuple[Counted, ...]
    roles: tuple[Counted, ...]
    months: tuple[Month, ...]
    companions: tuple[Companion, ...]
    companions_among: int
    quotations_by: int
    quotations_about: int
    notes: tuple[Annotation, ...]


def entity_page(session: Session, key: str) -> EntityPage:
    """The page of the entity with that key.

    Raises:
        EntityNotFoundError: no article names it, or the reader hid it.
    """
    entities = session.corrections.entities
    leader = entities.leader(key)
    entity = entities.get(key)
    called = entities.called(leader)
    by, about = entities.quotation_counts(leader)
    return EntityPage(
        entity,
        tuple(name for name in called.names if name.text != entity.name),
        called.roles,
        tuple(_every_month(entities.months(leader))),
        tuple(entities.companions(leader, COMPANIONS_SHOWN)),
        min(entity.articles, COMPANIONS_AMONG),
        by,
        about,
        tuple(_notes(session, leader)),
    )


def entity_articles(session: Session, key: str, start: int, stop: int) -> list[InArticle]:
    """How the articles from number `start` up to `stop` of those that name it do so, the newest first.

    Raises:
        EntityNotFoundError: no article names it, or the reader hid it.
    """
    entities = session.corrections.entities
    leader = entities.leader(key)
    members = entities.members(leader)
    ids = entities.article_ids(leader, start, stop)
    articles = {article.id: article for article in session.library.list(ids=ids)}
    return [in_article(session, articles[each], members) for each in ids if each in articles]


def quotations_by(session: Session, key: str, *, limit: int = 200) -> QuotationsFound:
    """What an entity said, `limit` statements at most. Raises `EntityNotFoundError`."""
    leader = session.corrections.entities.leader(key)
    return statements(session, QuotationSelection(by=leader, hidden=None), limit=limit)


def quotations_about(session: Session, key: str, *, limit: int = 200) -> QuotationsFound:
    """What was said with its name in it, `limit` statements at most. Raises `EntityNotFoundError`."""
    leader = session.corrections.entities.leader(key)
    return statements(session, QuotationSelection(about=leader, hidden=None), limit=limit)


def named_entity(session: Session, reference: str) -> KnownEntity:
    """The entity that a key, or words that only one is found by, names.

    Raises:
        EntityNotFoundError: there is none.
        EntityAmbiguousError: there are several.
    """
    entities = session.corrections.entities
    if type_of(reference) is not None:
        return entities.get(reference)
    found = find_entities(session, reference, limit=_NAMED + 1)
    if not found:
        raise EntityNotFoundError(reference)
    meant = [each for each in found if fold(each.name) == fold(reference)] if len(found) > 1 else found
    if len(meant) != 1:
        raise EntityAmbiguousError(reference, [each.key for each in found[:_NAMED]])
    return meant[0]


def find_entities(
    session: Session, query: str, *, limit: int = 50, types: Collection[EntityType] = ()
) -> list[KnownEntity]:
    """The entities that have a name with words that begin like those of the query; in the most articles first."""
    return session.corrections.entities.find(query.split(), limit=limit, types=types)


def _every_month(months: Sequence[Month]) -> Iterator[Month]:
    """Those months, and the ones between them in which no article names it."""
    counts = {each.month: each.articles for each in months if _is_month(each.month)}
    if not counts:
        return
    at, last = (divmod(int(month[:4]) * 12 + int(month[5:7]) - 1, 12) for month in (min(counts), max(counts)))
    while at <= last:
        year, month = at
        name = f"{year:04}-{month + 1:02}"
        yield Month(name, counts.get(name, 0))
        at = divmod(year * 12 + month + 1, 12)


def _is_month(text: str) -> bool:
    return len(text) == 7 and text[:4].isdecimal() and text[5:].isdecimal() and 1 <= int(text[5:]) <= 12


def _notes(session: Session, leader: int) -> Iterator[Annotation]:
    """The notes on passages in which it is named."""
    names_in = session.corrections.entities.names_in(leader, annotated_ids(session.notes))
    found = [
        annotation
        for article_id, names in islice(names_in.items(), _NOTED_ARTICLES)
        for annotation in session.notes.by_article(article_id)
        if _names(annotation.target.exact, names)
    ]
    found.sort(key=lambda annotation: annotation.uid, reverse=True)
    return islice(found, NOTES_SHOWN)


def _names(passage: str, names: Sequence[str]) -> bool:
    folded = fold(passage)
    return any(fold(name) in folded for name in names)
