"""Whom one sentence gives its own quotations to: by the nearest cue, by a label, by a dash."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from itertools import accumulate

from reader.analysis.quotations.cues import Cue, cues
from reader.analysis.quotations.frames import Frame
from reader.analysis.quotations.lexicon import Lexicon
from reader.analysis.quotations.marks import Stretch
from reader.analysis.quotations.phrases import Phrase, Phrases, span_of
from reader.model import Span

_DEAREST = 45
"""Cost; a cue dearer than this is about something else."""

DASHES = frozenset({"―", "—", "–", "-"})
"""What stands between a quotation and a name behind it, or around what is put into one."""

_LONGEST_LABEL = 5
"""Words that may stand for a speaker before a colon without a verb."""

_ASKED = frozenset(["ask", "asks", "asked", "asking"])
_OPEN_ENDED = ",?!—-"


class Pattern(Enum):
    """How a text gives a quotation to its speaker."""

    VERB_AFTER = "“…,” she said"
    VERB_BEFORE = "She said: “…”"
    CONTINUED = "the quotation before goes on"
    LABEL = "Name: “…”"
    DASH = "“…” — Name"
    LED_IN = "the paragraph before ends in a colon"
    SENTENCE_BEFORE = "She resigned, she said. “…”"
    INSIDE = "« Rien, a-t-elle dit, n’est perdu. »"
    BESIDE = "外相は「…」と述べた"
    ANSWER = "She asked the port, and the port had “no answer”"
    AHEAD = "the next quotation of the paragraph has the speaker"


@dataclass(frozen=True, slots=True)
class Attribution:
    """A speaker, the cue if there is one, and the pattern that gave them."""

    speaker: Span
    cue: Span | None
    pattern: Pattern


def in_frame(frame: Frame, quoted: Mapping[int, Stretch], words: Lexicon) -> dict[int, Attribution]:
    """The attributions that one sentence makes of its own quotations, by number."""
    numbered = [(index, token.quotation) for index, token in enumerate(frame) if token.quotation is not None]
    if not numbered:
        return {}
    phrases = Phrases(frame, words)
    costs = _Costs(frame)
    candidates = cues(phrases)
    found: dict[int, Attribution] = {}
    for index, number in numbered:
        if _is_aside(phrases, index):
            continue
        answering = _answering(phrases, index)
        if answering is not None:
            found[number] = Attribution(span_of(frame, answering), None, Pattern.ANSWER)
            continue
        last = quoted[number].words[-1:]
        priced = [(costs.of(index, cue, last), cue) for cue in candidates]
        cost, nearest = min(priced, key=lambda pair: pair[0], default=(_DEAREST, None))
        if nearest is not None and cost < _DEAREST:
            pattern = Pattern.VERB_AFTER if nearest.first > index else Pattern.VERB_BEFORE
            verb = span_of(frame, Phrase(nearest.first, nearest.last))
            found[number] = Attribution(span_of(frame, nearest.speaker), verb, pattern)
            continue
        beside = _beside(phrases, index)
        if beside is not None:
            found[number] = beside
    return found


def _is_aside(phrases: Phrases, index: int) -> bool:
    """Whether a quotation is all there is in its brackets: whoever says it, the sentence around it does not tell."""
    before, after = phrases.token(index - 1), phrases.token(index + 1)
    return before is not None and before.text == "(" and after is not None and after.text == ")"


def _answering(phrases: Phrases, index: int) -> Phrase | None:
    """Who has been asked and is the subject of the words: "she asked the port to …, and the port had “declined”"."""
    last = index - 1
    while (token := phrases.token(last)) is not None and token.lower in phrases.words.between:
        last -= 1
    answering = phrases.ending_at(last) if 0 < last < index - 1 else None
    if answering is None or not (phrases.frame[answering.last].is_capital or answering.first < answering.last):
        return None
    if phrases.frame[answering.first].lower not in phrases.words.determiners and not (
        phrases.frame[answering.first].is_capital
    ):
        return None
    words = [token.lower for token in phrases.frame[answering.first : answering.last + 1]]
    for asked in range(answering.first):
        if phrases.frame[asked].lower in _ASKED:
            addressee = phrases.frame[asked + 1 : asked + 1 + len(words)]
            if [token.lower for token in addressee] == words:
                return answering
    return None


class _Costs:
    """How unlikely it is that a cue of a frame belongs to a quotation of it."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._quotations = [0, *accumulate(token.quotation is not None for token in frame)]
        self._semicolons = [0, *accumulate(token.text == ";" for token in frame)]

    def of(self, quotation: int, cue: Cue, last: str) -> int:
        """The cost of a cue for the quotation at an index, whose last character is `last`."""
        low, high = sorted((quotation, cue.first))
        between = high - low - 1
        cost = between + (0 if cue.strong else 4)
        cost += 6 * (self._quotations[high] - self._quotations[low + 1])
        cost += 3 * (self._semicolons[high] - self._semicolons[low + 1])
        if cue.first > quotation:
            if last not in _OPEN_ENDED:
                cost += 3
            after = self._frame[quotation + 1]
            if between > 8 and after.quotation is None and after.text != ",":
                cost += 5
        return cost


def _beside(phrases: Phrases, index: int) -> Attribution | None:
    """A speaker given by a mark and no verb: Name: “…” or “…” — Name."""
    frame = phrases.frame
    if index > 0 and frame[index - 1].text == ":":
        named = phrases.ending_at(index - 2)
        if named is not None and named.first == 0 and named.last < _LONGEST_LABEL:
            return Attribution(span_of(frame, named), span_of(frame, Phrase(index - 1, index - 1)), Pattern.LABEL)
    following, name = phrases.token(index + 1), phrases.token(index + 2)
    if following is not None and following.text in DASHES and name is not None and name.is_capital:
        named = phrases.starting_at(index + 2)
        if named is not None:
            return Attribution(span_of(frame, named), span_of(frame, Phrase(index + 1, index + 1)), Pattern.DASH)
    return None
