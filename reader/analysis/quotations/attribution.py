"""Which speaker a quotation belongs to: whom its sentence gives it to, else what stands around it."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from reader.analysis.quotations import east_asian
from reader.analysis.quotations.cues import cues
from reader.analysis.quotations.frames import Frame, frames, tokens
from reader.analysis.quotations.incises import incise
from reader.analysis.quotations.lexicon import Lexicon
from reader.analysis.quotations.marks import Ending, Stretch
from reader.analysis.quotations.phrases import Phrase, Phrases, span_of
from reader.analysis.quotations.sentence import DASHES, Attribution, Pattern, in_frame
from reader.model import Span

_AT_ONCE = 8
"""Characters between a quotation and a verb, an auxiliary among them: « … », a déclaré."""

_Said = tuple[int, Attribution]
"""The number of a line, and who speaks there."""


@dataclass(slots=True)
class Attributor:
    """Goes through a text line by line and gives its quotations to speakers."""

    text: str
    lines: Sequence[Span]
    stretches: Sequence[Stretch]
    words: Lexicon
    _asking: frozenset[str] = field(init=False)
    _latest: _Said | None = field(init=False, default=None)
    _earlier: _Said | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self._asking = self.words.cues - self.words.also_nouns

    def attributions(self) -> dict[int, Attribution]:
        """The attributions of the stretches that have a speaker, by their number."""
        found: dict[int, Attribution] = {}
        for line, quoted in self._quoted_lines():
            inside = self._named_beside(line, quoted) | self._named_inside(quoted)
            before: Frame | None = None
            for frame in frames(self.text, self.lines[line], quoted, self._asking):
                for number, attribution in in_frame(frame, quoted, self.words).items():
                    if number not in inside or _is_right_behind(quoted[number], attribution):
                        inside[number] = attribution
                self._introduce(line, frame, before, inside)
                self._carry_on(line, frame, inside)
                before = frame
            self._look_ahead(line, list(quoted), inside)
            found |= inside
        return found

    def _introduce(self, line: int, frame: Frame, before: Frame | None, inside: dict[int, Attribution]) -> None:
        """A quotation that is a sentence of its own is said by whom the sentence or the line before leads in."""
        first = frame[0].quotation
        if first is not None and first not in inside and _stands_alone(frame):
            led_in = self._led_in(line) if before is None else self._sentence_before(before)
            if led_in is not None:
                inside[first] = led_in

    def _carry_on(self, line: int, frame: Frame, inside: dict[int, Attribution]) -> None:
        """What nobody else says is said by who spoke last, if the sentence goes on with that."""
        near = self._latest if self._latest is not None and self._goes_on(self._latest[0], line, frame) else None
        if (
            near is not None
            and near[0] < line
            and self._earlier is not None
            and self._take_turns(self._earlier, near)
        ):
            near = None
        for number in (token.quotation for token in frame if token.quotation is not None):
            if number not in inside and near is not None:
                inside[number] = replace(near[1], pattern=Pattern.CONTINUED)
            if number in inside:
                if self._latest is not None and self._latest[0] < line:
                    self._earlier = self._latest
                self._latest = (line, inside[number])

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

    def _take_turns(self, earlier: _Said, latest: _Said) -> bool:
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
                    verb = span_of(frame, Phrase(cue.first, cue.last))
                    found[number] = Attribution(span_of(frame, cue.speaker), verb, Pattern.INSIDE)
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
            verb = span_of(frame, Phrase(cue.first, cue.last))
            return Attribution(span_of(frame, cue.speaker), verb, pattern)
        if pattern is not Pattern.SENTENCE_BEFORE or self.words.incises:
            return None
        subject = phrases.first_before(len(frame) - 1)
        return Attribution(span_of(frame, subject), None, pattern) if subject is not None else None

    def _look_ahead(self, line: int, numbers: list[int], inside: dict[int, Attribution]) -> None:
        """A quotation that opens its paragraph is said by who says the next one there."""
        if len(numbers) < 2 or numbers[0] in inside or numbers[1] not in inside:
            return
        opens = self.stretches[numbers[0]].span.start - self.lines[line].start <= 1
        ahead = inside[numbers[1]]
        if opens and ahead.pattern in {Pattern.VERB_AFTER, Pattern.VERB_BEFORE}:
            inside[numbers[0]] = Attribution(ahead.speaker, ahead.cue, Pattern.AHEAD)


def _is_right_behind(stretch: Stretch, attribution: Attribution) -> bool:
    """Whether the verb follows the quotation at once: it then tells of all of it, whatever is put in."""
    behind = attribution.cue is not None and attribution.pattern is Pattern.VERB_AFTER
    return behind and attribution.cue is not None and attribution.cue.start - stretch.span.end <= _AT_ONCE


def _is_interrupted(frame: Frame) -> bool:
    """Whether a sentence is a quotation with something put in between dashes: “…” – she showed us – “…”."""
    quoted = [index for index, token in enumerate(frame) if token.quotation is not None]
    if len(quoted) != 2 or quoted[0] != 0 or quoted[1] < 3:
        return False
    return frame[1].text in DASHES and frame[quoted[1] - 1].text in DASHES


def _stands_alone(frame: Frame) -> bool:
    return not any(token.is_word for token in frame)
