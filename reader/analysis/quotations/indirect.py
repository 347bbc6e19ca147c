"""Indirect speech: what somebody is said to have said, in the writer's words. English only.

Two forms are sure enough to be marked: a clause with "that" behind a verb of saying ("Kirby said that …"), and a
sentence that ends in its speaker ("…, the ministry said.").
"""

from bisect import bisect_left
from collections.abc import Iterator

from reader.analysis.context import BODIES
from reader.analysis.people import ROLES
from reader.analysis.quotations.cues import Cue, cues
from reader.analysis.quotations.english import EVIDENTIAL, REPORTING
from reader.analysis.quotations.frames import Frame, Token, frames
from reader.analysis.quotations.lexicon import lexicon
from reader.analysis.quotations.marks import Stretch, lines_of, stretches
from reader.analysis.quotations.phrases import Phrases
from reader.model import Quotation, QuotationKind, Span

CONFIDENCE = 0.9
"""How often marked indirect speech is right: docs/quality.md says how that was counted."""

_LEAST_TOKENS = 4
"""Shorter clauses tell nothing: "said that again"."""

_BEFORE_THAT = 10
"""Tokens between a verb and its "that": "told reporters in Washington on Monday that"."""

_AFTER_SPEAKER = 12
_OBJECTED = frozenset(
    """
    tell tells told telling inform informs informed informing assure assures assured assuring warn warns warned warning
    remind reminds reminded reminding
    """.split()
)
"""Verbs with somebody between them and "that"."""

_UNSAID = frozenset(
    "not n't never to would could might should will may can cannot if whether nobody nothing".split()
)
"""Words before a verb with which nothing has been said."""

_WRITERS = frozenset(["nobody", "i", "we", "you", "there", "this", "that", "what", "which"])
_PEOPLE = frozenset(["he", "she", "they"])
_ARTICLES = frozenset(["the", "a", "an"])
_POINTED_AT = frozenset("same day night week month year morning evening afternoon time much very and or".split())
"""What follows a "that" which only points: "said that same day"."""

_TURNS = frozenset(["but", "while", "although", "though", "whereas", "adding", "saying", "noting"])
_ADVERBS = frozenset(["also", "later", "out", "earlier", "today", "yesterday", "tonight", "again", "then"])


def find_indirect(text: str, language: str | None) -> list[Quotation]:
    """The indirect speech of an English text, in order, not overlapping; of any other text none.

    It may have direct quotations inside, where the writer keeps some of the words.
    """
    if language != "en":
        return []
    words = lexicon(language)
    lines = lines_of(text)
    quoted = stretches(text, lines)
    asking = words.cues - words.also_nouns
    found: list[Quotation] = []
    for number, line in enumerate(lines):
        for frame in frames(text, line, _of_line(quoted, number), asking):
            found += _in_frame(text, Phrases(frame, words))
    return found


def _of_line(quoted: list[Stretch], line: int) -> dict[int, Stretch]:
    low = bisect_left(quoted, line, key=lambda stretch: stretch.line)
    high = bisect_left(quoted, line + 1, key=lambda stretch: stretch.line)
    return {number: quoted[number] for number in range(low, high)}


def _in_frame(text: str, phrases: Phrases) -> Iterator[Quotation]:
    frame = phrases.frame
    candidates = cues(phrases)
    reached = 0
    for number, cue in enumerate(candidates):
        if cue.first < reached or not _is_said(phrases, cue):
            continue
        that = _that(phrases, cue)
        if that is not None:
            end = _clause_end(frame, that, candidates[number + 1 :], at_comma=_is_subordinate(phrases, cue))
            first = that
        else:
            first, end = 0, _comma_before(phrases, cue)
        if end - first >= _LEAST_TOKENS and not (end < len(frame) and frame[end].text == ":"):
            yield _quotation(text, frame, cue, first, end)
            reached = max(end, cue.last + 1)


def _is_said(phrases: Phrases, cue: Cue) -> bool:
    """Whether a cue says that something has been said, by somebody else than the writer."""
    frame, words = phrases.frame, phrases.words
    verb, head = frame[cue.first], frame[cue.speaker.first]
    if verb.lower not in REPORTING or head.lower in _WRITERS | words.conjunctions:
        return False
    if verb.lower in words.participles and frame[cue.first - 1].text != ",":
        return False
    if verb.lower in EVIDENTIAL and not _is_somebody(frame, cue):
        return False
    between = frame[cue.speaker.last + 1 : cue.first][-4:]
    return not any(token.lower in _UNSAID for token in between)


def _is_somebody(frame: Frame, cue: Cue) -> bool:
    """Whether a speaker is named, a pronoun or a role: not "the record", which only shows something."""
    speaker = frame[cue.speaker.first : cue.speaker.last + 1]
    named = any(token.is_capital and token.lower not in _ARTICLES for token in speaker)
    return named or speaker[-1].lower in ROLES | BODIES or speaker[0].lower in _PEOPLE


def _that(phrases: Phrases, cue: Cue) -> int | None:
    """Where the "that" of a verb stands, its object or where and when it was said between them."""
    frame = phrases.frame
    first = cue.last + 1
    if cue.speaker.first > cue.last:
        return None
    for index in range(first, min(first + _BEFORE_THAT, len(frame) - 1)):
        token = frame[index]
        if token.lower == "that":
            return index if frame[index + 1].lower not in _POINTED_AT else None
        if token.quotation is not None or not token.is_word or token.lower in phrases.words.cues:
            return None
        if index == first and not (frame[cue.first].lower in _OBJECTED or _may_come_between(phrases, token)):
            return None
    return None


def _may_come_between(phrases: Phrases, token: Token) -> bool:
    words = phrases.words
    return token.lower in words.prepositions | words.days | _ADVERBS or token.lower.endswith("ly")


def _is_subordinate(phrases: Phrases, cue: Cue) -> bool:
    """Whether a verb is in a clause that the sentence goes on after: "Although he said that …, …", ", who said …"."""
    frame, first = phrases.frame, min(cue.first, cue.speaker.first)
    opening = frame[0].lower in phrases.words.conjunctions and all(token.text != "," for token in frame[:first])
    relative = any(token.lower in phrases.words.relatives for token in frame[max(0, cue.first - 3) : cue.first])
    return opening or relative


def _clause_end(frame: Frame, that: int, later: list[Cue], *, at_comma: bool) -> int:
    """The index behind a clause: the end of the sentence, or where another begins to speak or the writer goes on.

    `at_comma` says that this is at the first comma.
    """
    end = len(frame)
    while end > that and not (frame[end - 1].is_word or frame[end - 1].quotation is not None):
        end -= 1
    speaking = min(
        (min(cue.first, cue.speaker.first) for cue in later if cue.first > that), default=len(frame) * 2
    )
    for index in range(that + 1, end):
        token = frame[index]
        following = frame[index + 1] if index + 1 < end else token
        if token.text in {",", ";", "—", "–"} and (token.text == ";" or following.lower in _TURNS):
            return index
        if token.text == "," and (at_comma or index < speaking <= index + 3):
            return index
    return end


def _comma_before(phrases: Phrases, cue: Cue) -> int:
    """The index of the comma that closes what is said, before a speaker with whom the sentence ends; or 0."""
    frame = phrases.frame
    comma = min(cue.first, cue.speaker.first) - 1
    opening = frame[0]
    if comma < 1 or frame[comma].text != "," or opening.quotation is not None:
        return 0
    if opening.lower in phrases.words.prepositions | phrases.words.conjunctions or opening.lower == "asked":
        return 0
    rest = frame[max(cue.last, cue.speaker.last) + 1 :]
    ends = len(rest) <= _AFTER_SPEAKER and all(token.quotation is None for token in rest)
    behind = rest[0] if rest else frame[-1]
    goes_with = (
        not behind.is_word
        or _may_come_between(phrases, behind)
        or (frame[cue.first].lower in _OBJECTED and cue.speaker.first < cue.first)
    )
    inner = any(token.quotation is not None for token in frame[:comma])
    return comma if ends and goes_with and not inner else 0


def _quotation(text: str, frame: Frame, cue: Cue, first: int, end: int) -> Quotation:
    speaker = frame[cue.speaker.first : cue.speaker.last + 1]
    span = Span(speaker[0].start, speaker[-1].end)
    return Quotation(
        span=Span(frame[first].start, frame[end - 1].end),
        kind=QuotationKind.INDIRECT,
        speaker=text[slice(*span)],
        speaker_span=span,
        cue_span=Span(frame[cue.first].start, frame[cue.last].end),
        confidence=CONFIDENCE,
    )
