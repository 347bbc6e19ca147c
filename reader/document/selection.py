"""A selection of text and the moves that change it, without a screen."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self

from reader.document.units import Units
from reader.model import Span


@dataclass(frozen=True, slots=True)
class Selection:
    """What is selected: from `anchor`, which stays, to `head`, which moves; both canonical offsets.

    It is never empty once it has been made of a span that is not: a move that would make `head` meet `anchor`
    goes one grapheme further, or stays where it was at the edge of the text. `way` is what was selected before
    each time it grew.
    """

    anchor: int
    head: int
    way: tuple[Span, ...] = ()

    @classmethod
    def of(cls, span: Span) -> Self:
        """The selection of `span`, whose end moves."""
        return cls(span.start, span.end)

    @property
    def span(self) -> Span:
        """What is selected."""
        return Span(min(self.anchor, self.head), max(self.anchor, self.head))

    def to(self, head: int, units: Units) -> "Selection":
        """The moving end at `head`."""
        if head == self.anchor:
            head = units.right(head) if head > self.head else units.left(head)
        return self if head in {self.anchor, self.head} else Selection(self.anchor, head)

    def left(self, units: Units) -> "Selection":
        """The moving end a grapheme to the left."""
        return self.to(units.left(self.head), units)

    def right(self, units: Units) -> "Selection":
        """The moving end a grapheme to the right."""
        return self.to(units.right(self.head), units)

    def word(self, units: Units) -> "Selection":
        """The moving end at the beginning of the next word."""
        return self.to(units.next_word_start(self.head), units)

    def word_back(self, units: Units) -> "Selection":
        """The moving end at the beginning of the word, or of the one before."""
        return self.to(units.previous_word_start(self.head), units)

    def word_end(self, units: Units) -> "Selection":
        """The moving end at the end of the word, or of the next one."""
        return self.to(units.word_end(self.head), units)

    def sentence_on(self, units: Units) -> "Selection":
        """The moving end at the end of the sentence, or of the next one."""
        here = units.sentence_at(self.head)
        if self.head >= here.end:
            here = units.next_sentence(self.head)
        return self.to(here.end, units)

    def sentence_back(self, units: Units) -> "Selection":
        """The moving end at the beginning of the sentence, or of the one before."""
        here = units.sentence_at(self.head)
        if self.head <= here.start:
            here = units.previous_sentence(self.head)
        return self.to(here.start, units)

    def paragraph_on(self, units: Units) -> "Selection":
        """The moving end at the end of the paragraph, or of the next one."""
        here = units.paragraph_at(self.head)
        if self.head >= here.end:
            here = units.next_paragraph(self.head)
        return self.to(here.end, units)

    def paragraph_back(self, units: Units) -> "Selection":
        """The moving end at the beginning of the paragraph, or of the one before."""
        here = units.paragraph_at(self.head)
        if self.head <= here.start:
            here = units.previous_paragraph(self.head)
        return self.to(here.start, units)

    def other_end(self) -> "Selection":
        """The same text, with the other end moving."""
        return replace(self, anchor=self.head, head=self.anchor)

    def place(self, units: Units) -> int:
        """The offset of the selected grapheme beside the moving end."""
        return self.head if self.head < self.anchor else max(self.anchor, units.left(self.head))

    def sentence(self, units: Units) -> "Selection":
        """The sentence at the moving end."""
        return Selection.of(units.sentence_at(self.place(units)))

    def paragraph(self, units: Units) -> "Selection":
        """The paragraph at the moving end."""
        return Selection.of(units.paragraph_at(self.place(units)))

    def one_of(self, spans: Iterable[Span], units: Units) -> "Selection":
        """The shortest of `spans` (quotations, names) around the moving end; unchanged if there is none."""
        place = self.place(units)
        around = [span for span in spans if span.contains(place)]
        return Selection.of(min(around, key=_length)) if around else self

    def grow(self, units: Units, spans: Iterable[Span] = ()) -> "Selection":
        """The next larger of word, sentence, paragraph and `spans` (quotations, names) that holds all of it."""
        here = self.span
        larger = [span for span in (*_units_around(here, units), *spans) if _holds(span, here) and span != here]
        if not larger:
            return self
        return replace(Selection.of(min(larger, key=_length)), way=(*self.way, here))

    def shrink(self) -> "Selection":
        """What was selected before it last grew; unchanged if it did not grow."""
        return replace(Selection.of(self.way[-1]), way=self.way[:-1]) if self.way else self


def _units_around(span: Span, units: Units) -> Iterable[Span]:
    """The words, sentences and paragraphs that the span has a part in, each kind as one stretch."""
    last = max(span.start, units.left(span.end))
    words = [word for word in (units.word_at(span.start), units.word_at(last)) if word.overlaps(span)]
    yield Span(min([span.start, *(w.start for w in words)]), max([span.end, *(w.end for w in words)]))
    yield Span(units.sentence_at(span.start).start, units.sentence_at(last).end)
    yield Span(units.paragraph_at(span.start).start, units.paragraph_at(last).end)


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _length(span: Span) -> int:
    return span.end - span.start
