"""What was found in an article as the reader is to see it: in the terms of all articles, and corrected."""

from collections.abc import Mapping
from dataclasses import replace

from reader.library.known import ShownEntity
from reader.model import Analysis, Entity, Mention, Quotation
from reader.services.findings.keyed import keyed, united
from reader.services.session import Session


def corrected(session: Session, analysis: Analysis, text: str) -> Analysis:
    """The analysis of a text with entities that have the keys they have in all articles, as the reader corrected them.

    What counts as another entity is that one; what the reader hides is not there.
    """
    found = keyed(analysis, text, session.corrections.splits)
    shown = session.corrections.entities.shown(entity.id for entity in found.entities)
    return replace(
        found,
        mentions=tuple(each for each in (_mention(m, shown) for m in found.mentions) if each is not None),
        entities=tuple(united(e for e in (_entity(entity, shown) for entity in found.entities) if e is not None)),
        quotations=tuple(_quotation(quotation, shown) for quotation in found.quotations),
    )


_Shown = Mapping[str, ShownEntity | None]


def _mention(mention: Mention, shown: _Shown) -> Mention | None:
    if mention.entity not in shown:
        return mention
    entity = shown[mention.entity]
    return None if entity is None else replace(mention, entity=entity.key, type=entity.type)


def _entity(entity: Entity, shown: _Shown) -> Entity | None:
    if entity.id not in shown:
        return entity
    other = shown[entity.id]
    if other is None:
        return None
    # One that counts as itself is called as its article calls it.
    name = other.name if other.is_renamed or other.key != entity.id else entity.name
    aliases = tuple(alias for alias in dict.fromkeys((entity.name, *entity.aliases)) if alias != name)
    return replace(entity, id=other.key, name=name, type=other.type, aliases=aliases)


def _quotation(quotation: Quotation, shown: _Shown) -> Quotation:
    if quotation.entity is None or quotation.entity not in shown:
        return quotation
    entity = shown[quotation.entity]
    if entity is None:
        return replace(quotation, entity=None)
    is_other = entity.is_renamed or entity.key != quotation.entity
    return replace(quotation, entity=entity.key, speaker=entity.name if is_other else quotation.speaker)
