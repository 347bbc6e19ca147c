"""Entities and quotations as all articles together tell of them."""

from dataclasses import dataclass

from reader.model import EntityType, QuotationKind, Span


@dataclass(frozen=True, slots=True)
class KnownEntity:
    """A person, organisation, place… in so many articles, by the key that it has in all of them.

    `first` and `last` are the instants, ISO 8601, of the earliest and the latest article. `aliases` are its other
    names, the commonest first.
    """

    key: str
    name: str
    type: EntityType
    articles: int
    mentions: int
    first: str
    last: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """A name or a role, and how many articles use it."""

    text: str
    articles: int


@dataclass(frozen=True, slots=True)
class Companion:
    """An entity that so many articles name beside another one."""

    key: str
    name: str
    type: EntityType
    articles: int


@dataclass(frozen=True, slots=True)
class Month:
    """How many articles of a month, "2025-02", name an entity."""

    month: str
    articles: int


@dataclass(frozen=True, slots=True)
class Called:
    """All that articles call an entity, the commonest first."""

    names: tuple[Counted, ...] = ()
    roles: tuple[Counted, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownEntity:
    """How an entity is to be shown: as which one, called what, as what kind of thing; `is_renamed` by the reader."""

    key: str
    name: str
    type: EntityType
    is_renamed: bool = False


@dataclass(frozen=True, slots=True)
class EntityRule:
    """What the reader says of the entity with a key: that it counts as another (by its own key, as none), and so on."""

    key: str
    counts_as: str | None = None
    name: str | None = None
    type: EntityType | None = None
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class KnownQuotation:
    """Words that an article quotes; `speaker` is the name to be shown, `key` that of the entity where it is sure.

    `statement` is the same for the same words.
    """

    article_id: str
    span: Span
    kind: QuotationKind
    text: str
    statement: int
    speaker: str | None
    key: str | None
    cue: str
    confidence: float
