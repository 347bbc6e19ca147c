"""Cutting a text into what a model can read at once."""

from collections.abc import Iterator

from reader.model import Span
from reader.text.segment import sentences


def pieces(text: str, longest: int) -> Iterator[Span]:
    """Stretches of at most `longest` code points that have all words of a text, in order, none across a line break.

    As many sentences that follow one another are in one as there is room for; a sentence longer than that is cut at
    a space, if it has one.
    """
    start = end = 0
    for sentence in sentences(text):
        if "\n" not in text[end : sentence.start] and sentence.end - start <= longest:
            end = sentence.end
            continue
        if end > start:
            yield Span(start, end)
        start, end = sentence
        while end - start > longest:
            cut = text.rfind(" ", start + 1, start + longest + 1)
            cut = cut if cut > 0 else start + longest
            yield Span(start, cut)
            start = cut
    if end > start:
        yield Span(start, end)
