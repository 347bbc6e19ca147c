"""What was found in one article in the terms of all articles: entities with their keys, names taken apart."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from reader.model import Analysis, Entity, Mention, Quotation, Span
from reader.services.findings.keys import has_key, key_of
from reader.text.fold import fold

Splits = Mapping[str, Collection[str]]
"""For keys the folded names that the reader says are not theirs."""


def keyed(analysis: Analysis, text: str, splits: Splits) -> Analysis:
    """The analysis of `text` with keys in the place of ids; entities with the same key are one.

    Mentions by a name that `splits` takes from an entity are of one with that name. Dates and amounts of money keep
    their ids, which have no colon.
    """
    keys = {
        entity.id: key_of(entity.name, entity.type) if has_key(entity.name, entity.type) else entity.id
        for entity in analysis.entities
    }
    parting = _Parting(text, splits)
    mentions = tuple(parting.mention(replace(each, entity=keys[each.entity])) for each in analysis.mentions)
    left = {mention.entity for mention in mentions}
    named = [parting.rest(replace(entity, id=keys[entity.id])) for entity in analysis.entities]
    entities = united([entity for entity in (*named, *parting.new) if entity.id in left])
    quotations = (
        replace(quotation, entity=keys.get(quotation.entity or "")) for quotation in analysis.quotations
    )
    return replace(
        analysis,
        mentions=mentions,
        entities=tuple(entities),
        quotations=tuple(map(parting.quotation, quotations)),
    )


def united(entities: Iterable[Entity]) -> list[Entity]:
    """The entities, those with the same id as one that has the name of the first."""
    same: defaultdict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        same[entity.id].append(entity)
    return [_one(of_id) for of_id in same.values()]


def _one(entities: Sequence[Entity]) -> Entity:
    name = entities[0].name
    names = dict.fromkeys(name for entity in entities for name in (entity.name, *entity.aliases))
    roles = dict.fromkeys(role for entity in entities for role in entity.roles)
    return replace(entities[0], aliases=tuple(alias for alias in names if alias != name), roles=tuple(roles))


class _Parting:
    """Takes mentions and quotations from the entities to which, as the reader says, their names do not belong.

    `new` are those that they belong to instead.
    """

    def __init__(self, text: str, splits: Splits) -> None:
        self._text = text
        self._splits = splits
        self.new: list[Entity] = []

    def mention(self, mention: Mention) -> Mention:
        """The mention, of another entity where its name is one that was taken away."""
        if not self._is_taken(mention.entity, mention.span):
            return mention
        spelt = self._spelt(mention.span)
        key = key_of(spelt, mention.type)
        self.new.append(Entity(key, spelt, mention.type))
        return replace(mention, entity=key)

    def quotation(self, quotation: Quotation) -> Quotation:
        """The quotation, without its speaker's entity where the words that name the speaker were taken away."""
        span = quotation.speaker_span
        if quotation.entity is None or span is None or not self._is_taken(quotation.entity, span):
            return quotation
        return replace(quotation, entity=None, speaker=self._spelt(span))

    def rest(self, entity: Entity) -> Entity:
        """The entity without the names that were taken away."""
        taken = self._splits.get(entity.id, ())
        return replace(entity, aliases=tuple(alias for alias in entity.aliases if fold(alias) not in taken))

    def _is_taken(self, key: str, span: Span) -> bool:
        return key in self._splits and fold(self._spelt(span)) in self._splits[key]

    def _spelt(self, span: Span) -> str:
        return " ".join(self._text[slice(*span)].split())
