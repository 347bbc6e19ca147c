"""An `Analysis` as bytes and back: compact JSON, as the library keeps it."""

from typing import Any

import orjson

from reader.model import Analysis, Entity, EntityType, Mention, PostilError, Quotation, QuotationKind, Span


class AnalysisFormatError(PostilError):
    """Stored bytes are no analysis that this version can read; the article is to be analysed anew."""


def encode(analysis: Analysis) -> bytes:
    """The analysis as UTF-8 JSON; equal analyses give equal bytes."""
    return orjson.dumps(
        {
            "text": analysis.text_sha256,
            "version": analysis.pipeline_version,
            "language": analysis.language,
            "missing": analysis.names_missing,
            "mentions": [[*m.span, m.type, m.entity, m.score] for m in analysis.mentions],
            "entities": [[e.id, e.name, e.type, e.aliases, e.roles] for e in analysis.entities],
            "quotations": [
                [*q.span, q.kind, q.speaker, _pair(q.speaker_span), _pair(q.cue_span), q.entity, q.confidence]
                for q in analysis.quotations
            ],
        }
    )


def _pair(span: Span | None) -> list[int] | None:
    # orjson takes no subclasses of tuple.
    return [*span] if span else None


def decode(content: bytes) -> Analysis:
    """The analysis that `encode` made these bytes of.

    Raises:
        AnalysisFormatError: the bytes are something else.
    """
    try:
        stored = orjson.loads(content)
        return Analysis(
            text_sha256=stored["text"],
            pipeline_version=stored["version"],
            language=stored["language"],
            mentions=tuple(
                Mention(Span(start, end), EntityType(kind), entity, score)
                for start, end, kind, entity, score in stored["mentions"]
            ),
            entities=tuple(
                Entity(key, name, EntityType(kind), tuple(aliases), tuple(roles))
                for key, name, kind, aliases, roles in stored["entities"]
            ),
            quotations=tuple(_quotation(row) for row in stored["quotations"]),
            names_missing=stored["missing"],
        )
    except (orjson.JSONDecodeError, KeyError, TypeError, ValueError) as error:
        raise AnalysisFormatError(
            "A stored analysis cannot be read; the article will be analysed anew."
        ) from error


def _quotation(row: list[Any]) -> Quotation:
    start, end, kind, speaker, speaker_span, cue_span, entity, confidence = row
    return Quotation(
        span=Span(start, end),
        kind=QuotationKind(kind),
        speaker=speaker,
        speaker_span=Span(*speaker_span) if speaker_span is not None else None,
        cue_span=Span(*cue_span) if cue_span is not None else None,
        entity=entity,
        confidence=confidence,
    )
