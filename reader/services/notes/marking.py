"""Which passage or annotation a reader means, given where the cursor is."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reader.model import Analysis, Annotation, Entity, Mention, QuotationKind, Span
from reader.services.findings.keys import WITHOUT_KEY
from reader.services.notes.anchored import Anchored


@dataclass(frozen=True, slots=True)
class Extension:
    """The annotation to make longer, and the passage it is to cover."""

    annotation: Annotation
    span: Span


def annotations_at(anchored: Iterable[Anchored], sentence: Span, cursor: int) -> list[Annotation]:
    """The annotations that touch the sentence: first those at the cursor itself, then short before long."""
    return [item.annotation for item in anchored_at(anchored, sentence, cursor)]


def anchored_at(anchored: Iterable[Anchored], sentence: Span, cursor: int) -> list[Anchored]:
    """The annotations that touch the sentence, in the same order, each with where it is."""

    def nearness(item: Anchored) -> tuple[bool, int]:
        span = item.anchor.span or sentence
        return not span.contains(cursor), span.end - span.start

    touching = [item for item in anchored if item.anchor.span is not None and item.anchor.span.overlaps(sentence)]
    return sorted(touching, key=nearness)


def extension(anchored: Iterable[Anchored], sentence: Span, following: Span) -> Extension | None:
    """How to go on when the sentence is highlighted already: its highlight as far as the sentence that follows.

    None when no highlight covers the whole sentence up to its end, or none follows.
    """
    if following == sentence:
        return None
    covering = [
        item
        for item in anchored
        if (span := item.anchor.span) is not None and span.start <= sentence.start and span.end == sentence.end
    ]
    if not covering:
        return None
    newest = max(covering, key=lambda item: item.annotation.updated)
    start = newest.anchor.span.start if newest.anchor.span else sentence.start
    return Extension(newest.annotation, Span(start, following.end))


def speaker_of(analysis: Analysis, span: Span) -> str | None:
    """Who says the passage, when all of it belongs to one quotation or it holds the quotations of one speaker."""
    speakers = {
        quotation.speaker
        for quotation in analysis.quotations
        if quotation.kind is not QuotationKind.SCARE and quotation.span.overlaps(span)
    }
    return speakers.pop() if len(speakers) == 1 else None


def entity_at(analysis: Analysis, sentence: Span, cursor: int) -> Entity | None:
    """Who or what is meant at the cursor: what is named there, else next in the sentence, else before in it."""
    entities = {entity.id: entity for entity in analysis.entities if entity.type not in WITHOUT_KEY}
    first = bisect_left(analysis.mentions, sentence.start, key=_start)
    last = bisect_left(analysis.mentions, sentence.end, key=_start)
    named = [mention for mention in analysis.mentions[first:last] if mention.entity in entities]
    ahead = next((mention for mention in named if mention.span.end > cursor), None)
    meant = ahead or next(reversed(named), None)
    return entities[meant.entity] if meant else None


def _start(mention: Mention) -> int:
    return mention.span.start


def tag_for_letter(letter: str, tag_keys: Mapping[str, str], in_use: Mapping[str, int]) -> str | None:
    """The tag that a letter stands for: the reader's own choice, else the most used tag that begins with it."""
    if letter in tag_keys:
        return tag_keys[letter]
    beginning = [tag for tag in in_use if tag.casefold().startswith(letter.casefold())]
    return max(beginning, key=lambda tag: (in_use[tag], tag), default=None)
