"""From names to entities: what an article means by all its names, taken together.

What a sentence alone does not tell, the others do: a name has one type, a name found twice is found everywhere, a
surname is that of the person named in full.
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reader.analysis import naming
from reader.analysis.acronyms import with_acronyms
from reader.analysis.casing import is_small
from reader.analysis.context import in_context, is_body
from reader.analysis.figures import with_figures
from reader.analysis.gazetteer import look_up
from reader.analysis.household import with_household_names
from reader.analysis.kinds import finer
from reader.analysis.names import Name
from reader.analysis.overlaps import apart
from reader.analysis.people import has_title, roles_of
from reader.analysis.repeats import seen_again
from reader.model import Entity, EntityType, Mention

LEAST_SCORE = 0.5
"""From this score on a name is one: where that is likelier than not."""

_UNNAMED = frozenset([EntityType.DATE, EntityType.MONEY])
_WORD = re.compile(r"[^\W_]+")
_MOST_NAMESAKES = 60
"""Names with a word in common that are compared with one another; it keeps the time linear."""


def resolve(
    text: str, names: Iterable[Name], least_score: float = LEAST_SCORE, *, abroad: bool = False
) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    """The mentions of a text in order, not overlapping, and the entities they mean in order of their first mention.

    Names with a lower score than `least_score` are left out, but those with a title: "Mrs O’Dowd". `abroad` says that
    the text is in a language that the finder of the names has not learnt.
    """
    small = is_small(text)
    likely = (name for name in names if name.score >= least_score or has_title(text, name.span))
    whole = (naming.trimmed(text, name, small=small) for name in likely)
    found = with_household_names(text, apart(name for name in whole if name is not None))
    found = with_figures(text, found)
    found = in_context(text, found, abroad=abroad, small=small)
    found = with_acronyms(text, _typed_alike(text, apart(found)))
    found = [finer(text, name) for name in apart(found)]
    found += seen_again(text, found, small=small)
    found.sort(key=lambda name: name.span)
    groups = _joined(text, found)
    return _named(text, groups)


def _typed_alike(text: str, names: list[Name]) -> list[Name]:
    """The names with the type that most of those spelt alike have, surnames counting as their people."""
    weights: defaultdict[str, defaultdict[EntityType, float]] = defaultdict(lambda: defaultdict(float))
    for name in names:
        if name.type not in _UNNAMED:
            spelt = naming.spelt(text, name)
            weights[spelt.casefold()][name.type] += name.score
            words = naming.name_words(spelt)
            if name.type is EntityType.PERSON and len(words) > 1 and look_up(spelt.split()[-1]) is None:
                weights[words[-1]][EntityType.PERSON] += name.score
    alike: list[Name] = []
    for name in names:
        weight = weights.get(naming.spelt(text, name).casefold())
        alike.append(name if name.type in _UNNAMED or not weight else naming.typed(name, _heaviest(weight)))
    return alike


def _heaviest(weights: Mapping[EntityType, float]) -> EntityType:
    """The type that is likeliest by all its mentions; a product or a work counts as any other name until it has won."""
    finer = [kind for kind in (EntityType.PRODUCT, EntityType.WORK) if kind in weights]
    coarse = {kind: weight for kind, weight in weights.items() if kind not in finer}
    if finer:
        coarse[EntityType.OTHER] = weights.get(EntityType.OTHER, 0.0) + sum(weights[kind] for kind in finer)
    best = max(coarse, key=lambda kind: (coarse[kind], kind.value))
    return max(finer, key=lambda kind: weights[kind]) if finer and best is EntityType.OTHER else best


@dataclass(slots=True)
class _Group:
    """Names that mean the same."""

    type: EntityType
    names: list[Name] = field(default_factory=list)
    spelt: Counter[str] = field(default_factory=Counter)

    def add(self, text: str, name: Name) -> None:
        self.names.append(name)
        self.spelt[naming.spelt(text, name)] += 1

    def absorb(self, other: "_Group") -> None:
        self.names += other.names
        self.spelt.update(other.spelt)

    @property
    def fullest(self) -> str:
        """The spelling with the most words, not in capitals if there is another; the longest, the commonest."""
        return max(self.spelt, key=lambda s: (not _shouted(s), len(s.split()), len(s), self.spelt[s], s))


def _shouted(spelt: str) -> bool:
    return " " in spelt and spelt.isupper()


def _joined(text: str, names: Iterable[Name]) -> list[_Group]:
    groups: dict[tuple[str, EntityType], _Group] = {}
    for name in names:
        found = (naming.key(naming.spelt(text, name), name.type), name.type)
        groups.setdefault(found, _Group(name.type)).add(text, name)
    joined = [group for group in groups.values() if group.type is not EntityType.PERSON]
    people = [group for group in groups.values() if group.type is EntityType.PERSON]
    return _join_people(text, people) + _join_long_names(joined)


def _join_people(text: str, people: list[_Group]) -> list[_Group]:
    """The people, those with shorter names joined to those named in full."""
    full: list[tuple[list[str], _Group]] = []
    rest: list[_Group] = []
    by_end: defaultdict[str, list[int]] = defaultdict(list)
    for group in sorted(people, key=lambda group: -len(naming.name_words(group.fullest))):
        words = naming.name_words(group.fullest)
        ends = {words[0], words[-1]} if words else set()
        near = sorted({index for word in ends for index in by_end[word]})
        meant = _meant(group, words, (full[index] for index in near))
        if len(meant) == 1:
            meant[0].absorb(group)
        elif meant:
            _share_out(text, group, meant)
        elif len(words) > 1:
            for word in ends:
                if len(by_end[word]) < _MOST_NAMESAKES:
                    by_end[word].append(len(full))
            full.append((words, group))
        else:
            rest.append(group)
    return [group for _, group in full] + rest


def _meant(group: _Group, words: Sequence[str], people: Iterable[tuple[list[str], _Group]]) -> list[_Group]:
    """Those of some people whom a group with these words may name: "Roe" is not "Ada Roe Jr" if it is another."""
    own = naming.generation(group.fullest)
    named = [person for full, person in people if naming.means_person(words, full)]
    of_age = [person for person in named if naming.generation(person.fullest) == own]
    return of_age or (named if len(words) == 1 and not own else [])


def _share_out(text: str, group: _Group, meant: list[_Group]) -> None:
    """Gives each mention of a shared surname to the person with it named last before."""
    starts = sorted((name.span.start, index) for index, person in enumerate(meant) for name in person.names)
    for name in group.names:
        position = bisect_right(starts, (name.span.start, len(meant))) - 1
        meant[starts[max(0, position)][1]].add(text, name)


def _join_long_names(groups: list[_Group]) -> list[_Group]:
    """The other entities, short names and acronyms joined to the only long name they can stand for."""
    spelt = [(group.fullest, _WORD.findall(group.fullest.casefold()), group) for group in groups]
    by_first: defaultdict[str, list[tuple[str, _Group]]] = defaultdict(list)
    for name, words, group in spelt:
        if group.type is EntityType.ORGANISATION and len(words) > 1:
            for word in {words[0], words[-1], words[0][0], words[1][0]}:
                if len(by_first[word]) < _MOST_NAMESAKES:
                    by_first[word].append((name, group))
    gone: set[int] = set()
    for short, words, group in sorted(spelt, key=lambda named: len(named[0])):
        if group.type in {EntityType.ORGANISATION, EntityType.OTHER} and words:
            near = {name: g for word in {words[0], words[-1], words[0][0]} for name, g in by_first[word]}
            meant = [
                g
                for name, g in near.items()
                if g is not group and (naming.is_acronym(short, name) or naming.is_part(short, name))
            ]
            if group.type is EntityType.ORGANISATION and is_body(short):
                meant = [g for name, g in near.items() if g is not group and name.split()[-1] == short]
                meant = [
                    g for g in meant if not any(g is not other and g.fullest in other.fullest for other in meant)
                ]
            if len(meant) == 1:
                meant[0].absorb(group)
                gone.add(id(group))
    return [group for group in groups if id(group) not in gone]


def _named(text: str, groups: list[_Group]) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    """The entities of groups with keys of their own, and their mentions."""
    mentions: list[Mention] = []
    entities: list[Entity] = []
    used: dict[str, int] = {}
    for group in sorted(groups, key=lambda group: min(name.span for name in group.names)):
        fact = look_up(group.fullest) if group.type is not EntityType.PERSON else None
        known = fact is not None and fact.type is group.type
        name = fact.name if known and fact is not None and fact.name in group.spelt else group.fullest
        key = _free_key(naming.slug(fact.name if known and fact is not None else name), group.type, used)
        group.names.sort(key=lambda name: name.span)
        mentions += [Mention(found.span, group.type, key, round(found.score, 3)) for found in group.names]
        aliases = tuple(spelt for spelt in group.spelt if spelt != name)
        roles = tuple(_roles(text, group)) if group.type is EntityType.PERSON else ()
        entities.append(Entity(key, name, group.type, aliases, roles))
    return tuple(sorted(mentions, key=lambda mention: mention.span)), tuple(entities)


def _free_key(wanted: str, kind: EntityType, used: dict[str, int]) -> str:
    """The wanted key, or one beside it where it is used already; `used` counts how often each was wanted."""
    for key in (wanted, f"{wanted}-{kind.value}"):
        if key not in used:
            used[key] = 1
            return key
    while (key := f"{wanted}-{used[wanted] + 1}") in used:
        used[wanted] += 1
    used[wanted] += 1
    used[key] = 1
    return key


def _roles(text: str, group: _Group) -> Iterator[str]:
    seen: set[str] = set()
    for name in group.names:
        for role in roles_of(text, name.span):
            if role.casefold() not in seen:
                seen.add(role.casefold())
                yield role
