"""What stands in the margin of an article: what is at the cursor, and the article's names, quotations and notes."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from reader.config import DEFAULT_COLOUR_NAMES
from reader.document.layers import Layers
from reader.model import Analysis, Annotation, Entity, EntityType, Quotation, QuotationKind, Span
from reader.services.articles.opening import OpenArticle
from reader.services.entities.names import HEADINGS, TYPES_IN_WORDS
from reader.services.notes.anchored import Anchored
from reader.text.sanitize import clean

SURE = 0.65
"""From this confidence on a quotation's speaker is named without "perhaps"."""

LABEL_LENGTH = 200
"""The longest label of an entry, in characters; the screen cuts it to its width."""

_UNLISTED = frozenset([EntityType.OTHER, EntityType.DATE, EntityType.MONEY])
"""Kinds of names that have no list: they are no help in finding one's way."""

_KINDS_IN_WORDS = {
    QuotationKind.SPEECH: "Quotation",
    QuotationKind.PARTIAL: "Quotation, in part",
    QuotationKind.CONTINUED: "Quotation, continued",
    QuotationKind.SCARE: "Words in quotation marks",
    QuotationKind.INDIRECT: "What was said, without quotation marks",
}
_CAUTIONS = {
    "exact": "",
    "moved": "The article has changed; these words were found again elsewhere.",
    "changed": "The article has changed, and so have these words.",
}
NO_SPEAKER = "speaker not named"


@dataclass(frozen=True, slots=True)
class AnnotationHere:
    """An annotation at the cursor. `colour` is its name; `caution` says how it was found again, "" if as made."""

    annotation: Annotation
    span: Span
    colour: str
    caution: str = ""


@dataclass(frozen=True, slots=True)
class QuotationHere:
    """A quotation at the cursor: its kind in words, who says it ("" if nobody is named) and with which verb.

    `key` is that of the speaker, None where it is no entity for sure.
    """

    span: Span
    kind: str
    speaker: str = ""
    sure: bool = True
    cue: str = ""
    key: str | None = None


@dataclass(frozen=True, slots=True)
class EntityHere:
    """Somebody or something named in the sentence, by its key, and everywhere in the article that names it."""

    name: str
    type: EntityType
    type_in_words: str
    roles: tuple[str, ...]
    mentions: tuple[Span, ...]
    key: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of one of the article's lists and the places it stands for, in the order of the text (an orphan: none).

    `key` is that of an entity, or of a speaker who is one. `colour` (1 to 6) and `has_note` are an annotation's.
    """

    label: str
    places: tuple[Span, ...]
    colour: int | None = None
    has_note: bool = False
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """One of the article's lists. `count` is what it counts: names, quotations, annotations."""

    title: str
    count: int
    entries: tuple[Entry, ...]
    type: EntityType | None = None


@dataclass(frozen=True, slots=True)
class MarginContent:
    """The whole margin. `names_missing` is the sentence that says why there are no names, if there are none."""

    cursor: int = 0
    annotations: tuple[AnnotationHere, ...] = ()
    quotations: tuple[QuotationHere, ...] = ()
    entities: tuple[EntityHere, ...] = ()
    sections: tuple[Section, ...] = ()
    names_missing: str | None = None


def next_place(places: Sequence[Span], cursor: int) -> Span | None:
    """The first place after the cursor, or the first of all after the last; None when there is none."""
    if not places:
        return None
    at = bisect_right(places, cursor, key=attrgetter("start"))
    return places[at % len(places)]


class MarginIndex:
    """The margin of one open article with its annotations, wherever the cursor is.

    `compare_key` is the key that compares an annotation's words then and now.
    Made anew when the analysis or the annotations change; `at` is then fast enough for every step of the cursor.
    """

    def __init__(
        self,
        opened: OpenArticle,
        anchored: Sequence[Anchored],
        *,
        colours: Sequence[str] = DEFAULT_COLOUR_NAMES,
        compare_key: str = "",
    ) -> None:
        self._text = opened.document.text
        self._analysis = opened.analysis
        self._colours = colours
        self._cautions = dict(_CAUTIONS)
        if compare_key:
            self._cautions["changed"] += f" {compare_key} compares them."
        self._placed = [(item, item.anchor.span) for item in anchored if item.anchor.span is not None]
        self._numbers: Layers[int] = Layers(("note", "quotation"))
        self._numbers.set("note", [(span, number) for number, (_, span) in enumerate(self._placed)])
        quotations = opened.analysis.quotations
        self._numbers.set("quotation", [(quotation.span, number) for number, quotation in enumerate(quotations)])
        self._entities = {entity.id: entity for entity in opened.analysis.entities}
        self._mentions = _mentions(opened.analysis)
        self._sections = tuple(self._article_lists(anchored))

    def at(self, sentence: Span, cursor: int) -> MarginContent:
        """The margin with the cursor at an offset in a sentence, both in the article's canonical text."""
        return MarginContent(
            cursor=cursor,
            annotations=tuple(self._annotations_in(sentence)),
            quotations=tuple(self._quotations_in(sentence)),
            entities=tuple(self._entities_in(sentence)),
            sections=self._sections,
            names_missing=self._analysis.names_missing,
        )

    # -- here

    def _annotations_in(self, sentence: Span) -> Iterable[AnnotationHere]:
        """In the order in which they are listed."""
        for number in sorted(number for _, number in self._numbers.within("note", sentence)):
            item, span = self._placed[number]
            annotation = item.annotation
            caution = self._cautions.get(item.anchor.how, "")
            yield AnnotationHere(annotation, span, self._colours[annotation.colour - 1], caution)

    def _quotations_in(self, sentence: Span) -> Iterable[QuotationHere]:
        for _, number in self._numbers.within("quotation", sentence):
            yield self._quotation_here(self._analysis.quotations[number])

    def _quotation_here(self, quotation: Quotation) -> QuotationHere:
        cue = quotation.cue_span
        return QuotationHere(
            span=quotation.span,
            kind=_KINDS_IN_WORDS[quotation.kind],
            speaker=_label(quotation.speaker or ""),
            key=quotation.entity,
            sure=quotation.confidence >= SURE,
            cue=_label(self._text[cue.start : cue.end]) if cue else "",
        )

    def _entities_in(self, sentence: Span) -> Iterable[EntityHere]:
        mentions = self._analysis.mentions
        first = bisect_left(mentions, sentence.start, key=lambda mention: mention.span.start)
        last = bisect_left(mentions, sentence.end, key=lambda mention: mention.span.start)
        for name in dict.fromkeys(mention.entity for mention in mentions[first:last]):
            entity = self._entities.get(name)
            if entity is not None and entity.type in TYPES_IN_WORDS:
                yield EntityHere(
                    key=entity.id,
                    name=_label(entity.name),
                    type=entity.type,
                    type_in_words=TYPES_IN_WORDS[entity.type],
                    roles=tuple(map(_label, entity.roles)),
                    mentions=self._mentions[name],
                )

    # -- the article's lists

    def _article_lists(self, anchored: Sequence[Anchored]) -> Iterable[Section]:
        for kind, title in HEADINGS.items():
            if kind not in _UNLISTED and (entries := self._names(kind)):
                yield Section(title, len(entries), entries, kind)
        if quotations := [q for q in self._analysis.quotations if q.kind is not QuotationKind.SCARE]:
            yield Section("Quotations", len(quotations), _by_speaker(quotations))
        if self._placed:
            notes = tuple(_note_entry(item.annotation, (span,)) for item, span in self._placed)
            yield Section("Your notes", len(notes), notes)
        if orphans := tuple(_note_entry(item.annotation, ()) for item in anchored if item.anchor.span is None):
            yield Section("Orphans", len(orphans), orphans)

    def _names(self, kind: EntityType) -> tuple[Entry, ...]:
        """The entities of that type, those that are named most first, then by where they are first named."""
        named = [
            (entity, self._mentions[entity.id])
            for entity in self._analysis.entities
            if entity.type is kind and entity.id in self._mentions
        ]
        named.sort(key=_prominence)
        return tuple(Entry(_label(entity.name), places, key=entity.id) for entity, places in named)


def _prominence(named: tuple[Entity, tuple[Span, ...]]) -> tuple[int, int]:
    return -len(named[1]), named[1][0].start


def _mentions(analysis: Analysis) -> dict[str, tuple[Span, ...]]:
    """Where each entity is named, in the order of the text."""
    places: dict[str, list[Span]] = {}
    for mention in analysis.mentions:
        places.setdefault(mention.entity, []).append(mention.span)
    return {name: tuple(spans) for name, spans in places.items()}


def _by_speaker(quotations: Iterable[Quotation]) -> tuple[Entry, ...]:
    """The speakers: known ones first, then words such as "he", then those nobody is named for; often before rare."""
    groups: dict[str, list[Quotation]] = {}
    for quotation in quotations:
        label = _label(quotation.speaker or NO_SPEAKER)
        groups.setdefault(label.casefold(), []).append(quotation)
    ordered = sorted(groups.values(), key=_speaker_rank)
    return tuple(
        Entry(
            _label(group[0].speaker or NO_SPEAKER),
            tuple(quotation.span for quotation in group),
            key=next((quotation.entity for quotation in group if quotation.entity is not None), None),
        )
        for group in ordered
    )


def _speaker_rank(group: Sequence[Quotation]) -> tuple[bool, bool, int, int]:
    first = group[0]
    is_known = any(quotation.entity is not None for quotation in group)
    return first.speaker is None, not is_known, -len(group), first.span.start


def _note_entry(annotation: Annotation, places: tuple[Span, ...]) -> Entry:
    label = _label(annotation.note) or _label(annotation.target.exact)
    return Entry(label, places, colour=annotation.colour, has_note=bool(annotation.note))


def _label(text: str) -> str:
    return clean(text[: 2 * LABEL_LENGTH], one_line=True, max_length=LABEL_LENGTH)
