"""Names with the sentences in which they stand."""

from collections.abc import Collection
from dataclasses import dataclass

from reader.document.blocks import Block, Document
from reader.model import Article, Span
from reader.services.findings.indexing import known
from reader.services.findings.keyed import keyed
from reader.services.session import Session
from reader.text.segment import sentences

CONTEXTS_SHOWN = 3
"""The most sentences of one article in which an entity is shown."""
LONGEST_CONTEXT = 400
"""How many characters of a sentence are shown around a name."""

_LOOKED_AT = 2_000
"""Characters before and after a name in which its sentence is looked for."""


@dataclass(frozen=True, slots=True)
class Context:
    """A sentence, or what of it is around a name, which is `text[start:end]`; `span` is the name's in the article."""

    span: Span
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class InArticle:
    """How an article names an entity: so many times, the first of them in these contexts."""

    article: Article
    contexts: tuple[Context, ...]
    count: int


def in_article(session: Session, article: Article, keys: Collection[str]) -> InArticle:
    """How the article names what has one of the keys; not at all if what was found in it was not kept."""
    analysis = known(session.library, article)
    if analysis is None:
        return InArticle(article, (), 0)
    document = session.library.document(article.id)
    found = keyed(analysis, document.text, session.corrections.splits)
    spans = [mention.span for mention in found.mentions if mention.entity in keys]
    contexts = tuple(_context(document, span) for span in spans[:CONTEXTS_SHOWN])
    return InArticle(article, contexts, len(spans))


def _context(document: Document, name: Span) -> Context:
    block = document.blocks[document.block_index(name.start)]
    start, end = _sentence(block, name)
    if end - start > LONGEST_CONTEXT:
        start = max(start, min(name.start - LONGEST_CONTEXT // 3, end - LONGEST_CONTEXT))
        end = min(end, start + LONGEST_CONTEXT)
    text = " ".join(document.text[start:end].split("\n"))
    return Context(name, text, name.start - start, min(name.end, end) - start)


def _sentence(block: Block, name: Span) -> Span:
    """The sentence around a name, as far as it is near."""
    begin = max(0, name.start - block.start - _LOOKED_AT)
    near = block.text[begin : name.end - block.start + _LOOKED_AT]
    offset = block.start + begin
    for sentence in sentences(near):
        if offset + sentence.start <= name.start < offset + sentence.end:
            return Span(offset + sentence.start, offset + sentence.end)
    return name
