"""Which speaker a quotation belongs to: the nearest cue of its sentence, else what stands around it."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import accumulate

from reader.analysis.quotations import east_asian
from reader.analysis.quotations.cues import Cue, cues
from reader.analysis.quotations.frames import Frame, frames, tokens
from reader.analysis.quotations.incises import incise
from reader.analysis.quotations.lexicon import Lexicon
from reader.analysis.quotations.marks import Ending, Stretch
from reader.analysis.quotations.phrases import Phrase, Phrases
from reader.model import Span

_DEAREST = 45
"""Cost; a cue dearer than this is about something else."""

_DASHES = frozenset({"―", "—", "–", "-"})
_LONGEST_LABEL = 5
"""Words that may stand for a speaker before a colon without a verb."""

_AT_ONCE = 8
"""Characters between a quotation and a verb, an auxiliary among them: « … », a déclaré."""

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


@dataclass(slots=True)
class Attributor:
    """Goes through a text line by line and gives its quotations to speakers."""

    text: str
    lines: Sequence[Span]
    stretches: Sequence[Stretch]
    words: Lexicon
    _asking: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self._asking = self.words.cues - self.words.also_nouns

    def attributions(self) -> dict[int, Attribution]:
        """The attributions of the stretches that have a speaker, by their number."""
        found: dict[int, Attribution] = {}
        latest: tuple[int, Attribution] | None = None
        earlier: tuple[int, Attribution] | None = None
        for line, quoted in self._quoted_lines():
            inside = self._named_beside(line, quoted) | self._named_inside(quoted)
            before: Frame | None = None
            for frame in frames(self.text, self.lines[line], quoted, self._asking):
                named = in_frame(frame, quoted, self.words)
                for number, attribution in named.items():
                    if number not in inside or _is_right_behind(quoted[number], attribution):
                        inside[number] = attribution
                first = frame[0].quotation
                if first is not None and first not in inside and _stands_alone(frame):
                    led_in = self._led_in(line) if before is None else self._sentence_before(before)
                    if led_in is not None:
                        inside[first] = led_in
                near = latest if latest is not None and self._goes_on(latest[0], line, frame) else None
                if (
                    near is not None
                    and near[0] < line
                    and earlier is not None
                    and self._take_turns(earlier, near)
                ):
                    near = None
                for number in (token.quotation for token in frame if token.quotation is not None):
                    if number not in inside and near is not None:
                        inside[number] = replace(near[1], pattern=Pattern.CONTINUED)
                    if number in inside:
                        earlier = latest if latest is not None and latest[0] < line else earlier
                        latest = (line, inside[number])
                before = frame
            self._look_ahead(line, list(quoted), inside)
            found |= inside
        return found

    def _goes_on(self, latest: int, line: int, frame: Frame) -> bool:
        """Whether a sentence goes on with what was quoted in the line `latest`.

        One that is closed where its line ends, or that asks, has been answered by another right under it.
        """
        if line - latest > 1 or not (_stands_alone(frame) or _is_interrupted(frame)):
            return False
        if latest == line:
            return True
        before = self.stretches[bisect_left(self.stretches, line, key=lambda stretch: stretch.line) - 1]
        if before.words.endswith("?"):
            return False
        return before.ending is Ending.GOES_ON or bool(
            self.text[before.span.end : self.lines[latest].end].strip()
        )

    def _take_turns(self, earlier: tuple[int, Attribution], latest: tuple[int, Attribution]) -> bool:
        """Whether two people with names of their own speak in turn, a line each: then it is not sure who goes on."""
        names = [set(self.text[slice(*said.speaker)].split()) for _, said in (earlier, latest)]
        named = all(words and all(word[0].isupper() for word in words) for words in names)
        pronouns = any(word.lower() in self.words.pronouns for words in names for word in words)
        return latest[0] - earlier[0] == 1 and named and not pronouns and not names[0] & names[1]

    def _named_beside(self, line: int, quoted: Mapping[int, Stretch]) -> dict[int, Attribution]:
        """The attributions of a line of Japanese or Chinese."""
        span = self.lines[line]
        if not east_asian.EAST_ASIAN.search(self.text, *span):
            return {}
        named = {number: east_asian.speaker(self.text, span, stretch.span) for number, stretch in quoted.items()}
        return {
            number: Attribution(*found, Pattern.BESIDE) for number, found in named.items() if found is not None
        }

    def _named_inside(self, quoted: Mapping[int, Stretch]) -> dict[int, Attribution]:
        """The attributions of a line of French or the like that are put into the quotations themselves."""
        found: dict[int, Attribution] = {}
        if self.words.incises:
            for number, stretch in quoted.items():
                frame = tokens(self.text, stretch.span)
                cue = incise(frame, self.words)
                if cue is not None:
                    verb = _span(frame, Phrase(cue.first, cue.last))
                    found[number] = Attribution(_span(frame, cue.speaker), verb, Pattern.INSIDE)
        return found

    def _quoted_lines(self) -> Iterator[tuple[int, dict[int, Stretch]]]:
        quoted: dict[int, Stretch] = {}
        for number, stretch in enumerate(self.stretches):
            if quoted and stretch.line != next(iter(quoted.values())).line:
                yield next(iter(quoted.values())).line, quoted
                quoted = {}
            quoted[number] = stretch
        if quoted:
            yield next(iter(quoted.values())).line, quoted

    def _led_in(self, line: int) -> Attribution | None:
        """The speaker whom the line before introduces: it ends in a colon."""
        if line == 0:
            return None
        start, end = self.lines[line - 1]
        if not self.text[start:end].rstrip().endswith(":"):
            return None
        low = bisect_left(self.stretches, line - 1, key=lambda stretch: stretch.line)
        high = bisect_left(self.stretches, line, key=lambda stretch: stretch.line)
        quoted = {number: self.stretches[number] for number in range(low, high)}
        *_, frame = frames(self.text, self.lines[line - 1], quoted, self._asking)
        return self._speaker_of(frame, Pattern.LED_IN)

    def _sentence_before(self, before: Frame) -> Attribution | None:
        """The speaker of the sentence before, where it quotes nothing itself and this one is a quotation."""
        if any(token.quotation is not None for token in before):
            return None
        return self._speaker_of(before, Pattern.SENTENCE_BEFORE)

    def _speaker_of(self, frame: Frame, pattern: Pattern) -> Attribution | None:
        phrases = Phrases(frame, self.words)
        candidates = cues(phrases)
        if candidates:
            cue = candidates[-1]
            verb = _span(frame, Phrase(cue.first, cue.last))
            return Attribution(_span(frame, cue.speaker), verb, pattern)
        if pattern is not Pattern.SENTENCE_BEFORE or self.words.incises:
            return None
        subject = phrases.first_before(len(frame) - 1)
        return Attribution(_span(frame, subject), None, pattern) if subject is not None else None

    def _look_ahead(self, line: int, numbers: list[int], inside: dict[int, Attribution]) -> None:
        """A quotation that opens its paragraph is said by who says the next one there."""
        if len(numbers) < 2 or numbers[0] in inside or numbers[1] not in inside:
            return
        opens = self.stretches[numbers[0]].span.start - self.lines[line].start <= 1
        ahead = inside[numbers[1]]
        if opens and ahead.pattern in {Pattern.VERB_AFTER, Pattern.VERB_BEFORE}:
            inside[numbers[0]] = Attribution(ahead.speaker, ahead.cue, Pattern.AHEAD)


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
            found[number] = Attribution(_span(frame, answering), None, Pattern.ANSWER)
            continue
        last = quoted[number].words[-1:]
        priced = [(costs.of(index, cue, last), cue) for cue in candidates]
        cost, nearest = min(priced, key=lambda pair: pair[0], default=(_DEAREST, None))
        if nearest is not None and cost < _DEAREST:
            pattern = Pattern.VERB_AFTER if nearest.first > index else Pattern.VERB_BEFORE
            verb = _span(frame, Phrase(nearest.first, nearest.last))
            found[number] = Attribution(_span(frame, nearest.speaker), verb, pattern)
            continue
        beside = _beside(phrases, index)
        if beside is not None:
            found[number] = beside
    return found


def _is_right_behind(stretch: Stretch, attribution: Attribution) -> bool:
    """Whether the verb follows the quotation at once: it then tells of all of it, whatever is put in."""
    behind = attribution.cue is not None and attribution.pattern is Pattern.VERB_AFTER
    return behind and attribution.cue is not None and attribution.cue.start - stretch.span.end <= _AT_ONCE


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
            return Attribution(_span(frame, named), _span(frame, Phrase(index - 1, index - 1)), Pattern.LABEL)
    following, name = phrases.token(index + 1), phrases.token(index + 2)
    if following is not None and following.text in _DASHES and name is not None and name.is_capital:
        named = phrases.starting_at(index + 2)
        if named is not None:
            return Attribution(_span(frame, named), _span(frame, Phrase(index + 1, index + 1)), Pattern.DASH)
    return None


def _is_interrupted(frame: Frame) -> bool:
    """Whether a sentence is a quotation with something put in between dashes: “…” – she showed us – “…”."""
    quoted = [index for index, token in enumerate(frame) if token.quotation is not None]
    if len(quoted) != 2 or quoted[0] != 0 or quoted[1] < 3:
        return False
    return frame[1].text in _DASHES and frame[quoted[1] - 1].text in _DASHES


def _stands_alone(frame: Frame) -> bool:
    return not any(token.is_word for token in frame)


def _span(frame: Frame, phrase: Phrase) -> Span:
    return Span(frame[phrase.first].start, frame[phrase.last].end)
