"""What was found in articles, on its way into the library's tables."""

from dataclasses import dataclass

from reader.model import EntityType, QuotationKind


@dataclass(frozen=True, slots=True)
class FoundEntity:
    """An entity as one article names it, so many times.

    `key` is the same in all articles. `names` has the canonical name first. `surname` is the last word of a person's
    name as keys have it, and `is_full` says that there are others before it.
    """

    key: str
    type: EntityType
    names: tuple[str, ...]
    mentions: int
    roles: tuple[str, ...] = ()
    surname: str | None = None
    is_full: bool = False


@dataclass(frozen=True, slots=True)
class FoundQuotation:
    """Words that an article quotes, from `start` to `stop` in its canonical text.

    `text` is what stands there, `speaker` who says it as far as that is known, `cue` the verb that hands over to them.
    `entity` is the speaker's key where that is sure, `subjects` are the keys of who is named in it. `statement` is the
    same for the same words.
    """

    start: int
    stop: int
    kind: QuotationKind
    text: str
    statement: int
    speaker: str | None = None
    cue: str = ""
    confidence: float = 0.0
    entity: str | None = None
    subjects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What `version` of the pipeline found in the text `text_sha256` of the article `article_id`.

    `data` is all of it, encoded, if that is to be kept for the text.
    """

    article_id: str
    text_sha256: str
    version: str
    entities: tuple[FoundEntity, ...] = ()
    quotations: tuple[FoundQuotation, ...] = ()
    data: bytes | None = None
