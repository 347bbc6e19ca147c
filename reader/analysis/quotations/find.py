"""Quotations with their speakers, by rules alone: no model, about a million words a second."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from reader.analysis.language import detect
from reader.analysis.quotations.attribution import Attributor
from reader.analysis.quotations.east_asian import EAST_ASIAN
from reader.analysis.quotations.lexicon import lexicon
from reader.analysis.quotations.marks import Stretch, lines_of, stretches
from reader.analysis.quotations.sentence import Attribution, Pattern
from reader.model import Quotation, QuotationKind, Span

CONFIDENCE = {
    Pattern.VERB_AFTER: 0.94,
    Pattern.VERB_BEFORE: 0.82,
    Pattern.CONTINUED: 0.9,
    Pattern.LABEL: 0.85,
    Pattern.DASH: 0.9,
    Pattern.LED_IN: 0.7,
    Pattern.SENTENCE_BEFORE: 0.55,
    Pattern.INSIDE: 0.9,
    Pattern.ANSWER: 0.8,
    Pattern.BESIDE: 0.8,
    Pattern.AHEAD: 0.5,
}
"""How often a pattern is right: measured on PolNeAR's training part; INSIDE, ANSWER and BESIDE are guesses."""

_WORD = re.compile(r"[^\W\d_][\w’']*")
_TITLE_LEAD = re.compile(
    r"(?:\b(?:[Oo]n|of|in|with|for|to|the|see|watch|titled|entitled|named|show|program|programme|series|podcast|film|movie"
    r"|drama|comedy|documentary|book|novel|song|album|play|magazine|classic|blockbuster|memoir|thriller|pseudonym|nickname"
    r"|hashtag|(?:1[89]|20)\d\d),?|['’]s)[ \u00a0]\Z"
)
_FIRST_NAME = re.compile(r"\b[A-Z][\w’'-]+[ \u00a0]\Z")
_LAST_NAME = re.compile(r"[ \u00a0][A-Z][a-z]")
_LEAD_IN = 20
_CLAUSE_SUBJECTS = frozenset(
    ["he", "she", "it", "they", "we", "i", "you", "there", "il", "elle", "ils", "nous", "er", "wir"]
)
"""Words with which a clause begins as often as not."""

_LEAST_CLAUSE = 8
"""Characters of Japanese or Chinese that make a clause."""

_SHORT_WORD = 3
_SMALL_IN_TITLES = frozenset(["from", "into", "over", "upon", "with", "than", "that"])
_MOST_TITLE_WORDS = 8
_MOST_SCARE_WORDS = 3


def find(text: str, language: str | None = None, *, apart: Sequence[Span] = ()) -> list[Quotation]:
    """The quotations of a text, in order, not overlapping, each inside one line.

    `language` is the text's (ISO 639-1); None has it found out from the text. `apart` are the parts of it, in order,
    where words between marks are said only if a speaker is named there: headings, code.
    """
    lines = lines_of(text)
    found = stretches(text, lines)
    if not found:
        return []
    attributions = Attributor(text, lines, found, lexicon(language or detect(text))).attributions()
    return [
        Quotation(stretch.span, QuotationKind.SCARE)
        if _is_within(stretch.span, apart) and not _is_named_there(attributions.get(number))
        else _quotation(text, stretch, attributions.get(number))
        for number, stretch in enumerate(found)
    ]


def _is_within(span: Span, apart: Sequence[Span]) -> bool:
    index = bisect_right(apart, span.start, key=lambda part: part.start) - 1
    return index >= 0 and span.start < apart[index].end


def _is_named_there(attribution: Attribution | None) -> bool:
    """Whether the speaker is named in the quotation's own sentence."""
    return attribution is not None and attribution.pattern not in {Pattern.CONTINUED, Pattern.LED_IN}


def _quotation(text: str, stretch: Stretch, attribution: Attribution | None) -> Quotation:
    if _is_title(text, stretch) or _is_nickname(text, stretch):
        return Quotation(stretch.span, QuotationKind.SCARE)
    if attribution is None:
        return Quotation(stretch.span, QuotationKind.SCARE if _is_scare(stretch.words) else _size(stretch.words))
    continued = attribution.pattern is Pattern.CONTINUED
    return Quotation(
        span=stretch.span,
        kind=QuotationKind.CONTINUED if continued else _size(stretch.words),
        speaker=text[slice(*attribution.speaker)],
        speaker_span=attribution.speaker,
        cue_span=attribution.cue,
        confidence=CONFIDENCE[attribution.pattern],
    )


def _size(words: str) -> QuotationKind:
    subject, _, rest = words.partition(" ")
    clause = (
        words[0].isupper()
        or words[-1] in ".!?,…。！？"
        or (subject.lower() in _CLAUSE_SUBJECTS and " " in rest)
        or len(EAST_ASIAN.findall(words)) >= _LEAST_CLAUSE
    )
    return QuotationKind.SPEECH if clause and _length(words) > 1 else QuotationKind.PARTIAL


def _length(words: str) -> int:
    """The number of words; two characters count as one where a script has no spaces."""
    return max(len(words.split()), len(EAST_ASIAN.findall(words)) // 2)


def _is_scare(words: str) -> bool:
    """Whether words that nobody says are a term, irony or a title."""
    return words[-1] not in ",.!?。！？" and (_length(words) <= _MOST_SCARE_WORDS or _is_named(words))


def _is_nickname(text: str, stretch: Stretch) -> bool:
    """Whether a stretch stands inside somebody's name: Marcia “Cia” Price."""
    before = _FIRST_NAME.search(text, max(0, stretch.span.start - _LEAD_IN), stretch.span.start)
    after = _LAST_NAME.match(text, stretch.span.end)
    return before is not None and after is not None and _length(stretch.words) == 1 and stretch.words[0].isupper()


def _is_named(words: str) -> bool:
    """Whether words are written like a title: "The Old Man and the Sea"."""
    if (
        len(words.split()) > _MOST_TITLE_WORDS
        or not (words[0].isupper() or words[0].isdigit())
        or words[-1] in "!?"
    ):
        return False
    long = (word for word in _WORD.findall(words) if len(word) > _SHORT_WORD and word not in _SMALL_IN_TITLES)
    return all(word[0].isupper() for word in long)


def _is_title(text: str, stretch: Stretch) -> bool:
    """Whether a stretch names a work or the like: so written, after "an interview on", "MSNBC’s", "the film"."""
    before = text[max(0, stretch.span.start - _LEAD_IN) : stretch.span.start]
    return _is_named(stretch.words) and _TITLE_LEAD.search(before) is not None
