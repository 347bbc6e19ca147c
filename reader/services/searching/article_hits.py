"""Articles that were found, with the place in their text that shows what was looked for."""

from reader.document.blocks import BLOCK_SEPARATOR
from reader.library.matching import is_of_words
from reader.model import Article, ArticleMark, Span
from reader.query.places import best_place
from reader.query.predicates import matches
from reader.query.subjects import subject
from reader.query.terms import sought
from reader.query.tree import And, Everything, Node, Or, Words, all_of, any_of
from reader.services.searching.results import ArticleHit, Passage
from reader.text.segment import sentences

BEFORE, AFTER = 700, 1_300
"""How many characters before and behind the place are given with it, at most."""
LEAD = 40
"""How many characters before the place stand in a line that shows it, at most."""


def hit(article: Article, mark: ArticleMark | None, text: str, wanted: Node) -> ArticleHit | None:
    """The article with the place in its `text`; None if a capital letter is asked for that it does not have."""
    if any(words.heeds_case for words in sought(wanted)):
        about = [article.title, article.author or "", article.source or ""]
        written = [*mark.tags, mark.note] if mark else []
        if not matches(_words_in(wanted), subject([*about, *written, text])):
            return None
    place = best_place(text, wanted, start=len(article.title))
    return ArticleHit(article, place, None if place is None else _around(text, place))


def in_any_case(tree: Node) -> Node:
    """The same without regard to capital letters, as far as `hit` decides about those.

    To look for them in all texts that have the words would take long; in those that fit best it does not.
    """
    match tree:
        case Words():
            return Words(tree.text.lower(), tree.prefix)
        case And(parts):
            return all_of(map(in_any_case, parts))
        case Or(parts) if is_of_words(tree):
            return any_of(map(in_any_case, parts))
        case _:
            return tree


def _words_in(tree: Node) -> Node:
    """What the tree asks for as far as that is words."""
    match tree:
        case Words():
            return tree
        case And(parts):
            return all_of(map(_words_in, parts))
        case Or() if is_of_words(tree):
            return tree
        case _:
            return Everything()


def _around(text: str, place: Span) -> Passage:
    """The stretch of the text around a place, from the beginning of a word on and up to the end of one."""
    start = max(0, place.start - BEFORE)
    if start:
        blank = text.find(" ", start, place.start)
        start = place.start if blank < 0 else blank + 1
    end = min(len(text), place.end + AFTER)
    if end < len(text):
        blank = text.rfind(" ", place.end, end)
        end = end if blank < 0 else blank
    return Passage(Span(start, end), text[start:end])


def telling_words(found: ArticleHit) -> str:
    """The words around the place, from a little before it on; "…" is before them where they begin within the text."""
    place, around = found.place, found.around
    if place is None or around is None:
        return ""
    start = max(0, place.start - around.span.start - LEAD)
    if start:
        start = around.text.find(" ", start, place.start - around.span.start) + 1 or start
    return f"…{around.text[start:]}" if start or around.span.start else around.text


def sentence_at(found: ArticleHit) -> str:
    """The sentence that the place is in; empty without one."""
    place, around = found.place, found.around
    if place is None or around is None:
        return ""
    at = place.start - around.span.start
    start = around.text.rfind(BLOCK_SEPARATOR, 0, at)
    start = 0 if start < 0 else start + len(BLOCK_SEPARATOR)
    end = around.text.find(BLOCK_SEPARATOR, at)
    block = around.text[start : end if end >= 0 else None]
    return next((block[s.start : s.end] for s in sentences(block) if s.end > at - start), block)
