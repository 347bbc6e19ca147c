"""What the machine found in an article: mentions of entities, and quotations with their speakers."""

from dataclasses import dataclass
from enum import StrEnum

from reader.model.span import Span


class EntityType(StrEnum):
    """What kind of thing a name stands for.

    FACILITY is what was built: an airport, a bridge; GROUP a nation, party or faith and whoever belongs to it; EVENT
    a war, a summit, a tournament; LAW an act, a treaty, an agreement; PRODUCT what was made, a ship or an app; WORK a
    book, a film, a song; OTHER what has a name and is none of these.
    """

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    FACILITY = "facility"
    GROUP = "group"
    EVENT = "event"
    LAW = "law"
    PRODUCT = "product"
    WORK = "work"
    OTHER = "other"
    DATE = "date"
    MONEY = "money"


class QuotationKind(StrEnum):
    """How much of someone's words a quotation gives.

    SPEECH is at least a clause of somebody's words; PARTIAL a few of them inside the writer's own sentence;
    CONTINUED goes on from the quotation before it; SCARE is marked but said by nobody: a title, a term, irony.
    INDIRECT gives what somebody said in the writer's words, without marks: "that talks would go on".
    """

    SPEECH = "speech"
    PARTIAL = "partial"
    CONTINUED = "continued"
    SCARE = "scare"
    INDIRECT = "indirect"


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where the text names an entity; `entity` is the `Entity.id`, `score` is from 0 to 1."""

    span: Span
    type: EntityType
    entity: str
    score: float


@dataclass(frozen=True, slots=True)
class Entity:
    """One person, organisation, place… of an article.

    `name` is the canonical name: the fullest one used, without titles and possessives. `roles` are what the
    text calls them beside it ("Kremlin spokesman"); `aliases` the other names used.
    """

    id: str
    name: str
    type: EntityType
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quotation:
    """What somebody is said to have said, and who that is as far as it is known.

    The span includes the quotation marks; of kind INDIRECT it has none, begins with "that" where the text does, and may
    have direct quotations inside.

    `speaker_span` is where the text names the speaker and `cue_span` the verb, colon or dash that hands over to
    them.
    `speaker` is the canonical name of the entity if that is sure, else the words of `speaker_span`, else None;
    `entity` is that entity's id, if there is one. `confidence` is from 0 to 1, for the speaker.
    """

    span: Span
    kind: QuotationKind
    speaker: str | None = None
    speaker_span: Span | None = None
    cue_span: Span | None = None
    entity: str | None = None
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything found in one text by one version of the pipeline.

    `mentions` and `quotations` are ordered by where they start. `names_missing` is a short sentence that says
    why there are no mentions from the model, or few (not installed, damaged, another language), or None.
    """

    text_sha256: str
    pipeline_version: str
    language: str | None
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    names_missing: str | None = None
