"""From drafts of blocks to a document: the title, the marks on boilerplate, the offsets."""

from dataclasses import dataclass, replace

from reader.document.blocks import BLOCK_SEPARATOR, Block, BlockKind, Document, Inline
from reader.document.boilerplate import boilerplate
from reader.document.errors import SourceTooLongError
from reader.document.limits import MAX_SOURCE, MAX_TITLE
from reader.text.fold import fold
from reader.text.sanitize import clean


@dataclass(frozen=True, slots=True)
class Draft:
    """A block that does not know its place yet: the offsets of its inlines count from its own start."""

    kind: BlockKind
    text: str
    inlines: tuple[Inline, ...] = ()
    level: int = 0
    depth: int = 0
    marker: str = ""


def clean_source(source: str) -> str:
    """The source as parsers may see it. Raises `SourceTooLongError`."""
    if len(source) > MAX_SOURCE:
        raise SourceTooLongError(len(source))
    return clean(source)


def at_most(number: int, paragraphs: list[str]) -> list[str]:
    """The paragraphs, or if there are more than that number, as many of several each, a line for each."""
    together = -(-len(paragraphs) // number)
    if together <= 1:
        return paragraphs
    return ["\n".join(paragraphs[start : start + together]) for start in range(0, len(paragraphs), together)]


def clean_title(title: str) -> str:
    """A title on one line."""
    return clean(title, one_line=True, max_length=MAX_TITLE)


def assemble(drafts: list[Draft], title: str | None) -> Document:
    """The document of these drafts under `title`.

    A given title is block 0, and a first heading that says the same is not repeated; without one the first
    heading of level 1 becomes block 0, or else an empty title does.
    """
    if title is None:
        head, body = _take_heading(drafts)
    else:
        head, body = _heading(clean_title(title)), drafts
        if body and body[0].kind is BlockKind.HEADING and fold(body[0].text) == fold(head.text):
            head, body = replace(head, inlines=body[0].inlines if body[0].text == head.text else ()), body[1:]
    drafts = [head, *body]
    marked = boilerplate([(draft.kind, draft.text) for draft in drafts])
    return Document.of(place(drafts, marked))


def place(drafts: list[Draft], marked: frozenset[int]) -> tuple[Block, ...]:
    """The drafts as blocks that follow one another, those at the indices `marked` as boilerplate."""
    blocks: list[Block] = []
    start = 0
    for index, draft in enumerate(drafts):
        inlines = tuple(Inline(start + i.start, start + i.end, i.kind, i.target) for i in draft.inlines)
        blocks.append(
            Block(
                draft.kind,
                start,
                draft.text,
                inlines,
                draft.level,
                draft.depth,
                draft.marker,
                boilerplate=index in marked,
            )
        )
        start += len(draft.text) + len(BLOCK_SEPARATOR)
    return tuple(blocks)


def _heading(text: str) -> Draft:
    return Draft(BlockKind.HEADING, text, level=1)


def _take_heading(drafts: list[Draft]) -> tuple[Draft, list[Draft]]:
    for index, draft in enumerate(drafts):
        if draft.kind is BlockKind.HEADING and draft.level == 1:
            title = replace(draft, depth=0, marker="")
            return title, drafts[:index] + drafts[index + 1 :]
    return _heading(""), drafts
