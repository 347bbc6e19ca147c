"""The lines of the margin at a width."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from reader.model import Span
from reader.services.articles.margin import (
    AnnotationHere,
    EntityHere,
    Entry,
    MarginContent,
    QuotationHere,
    Section,
)
from reader.text.sanitize import clean
from reader.text.width import cells
from reader.ui.widgets.lines import wrapped

NOTE_ROWS = 40
"""The most rows of one note; the editor shows the rest."""
_NOTE_LENGTH = 8_000

Part = tuple[str, str]
"""A text and the name of its style: "heading", "name", "detail", "note", "tag", "person" …, "colour-1" …"""


@dataclass(frozen=True, slots=True)
class MarginLine:
    """One line: its text to the left and to the right, and the places in the article it stands for.

    `key` names the line for as long as it means the same; `entity` is the key of who or what it is about.
    """

    key: tuple[object, ...]
    left: tuple[Part, ...] = ()
    right: tuple[Part, ...] = ()
    places: tuple[Span, ...] = ()
    entity: str | None = None


def here_lines(content: MarginContent, width: int, least: int) -> list[MarginLine]:
    """What is at the cursor, in at least that many lines, so that the lists below stay where they are."""
    lines = [MarginLine((), (("Here", "heading"),))]
    for note in content.annotations:
        lines += [*_annotation(note, width), MarginLine(())]
    for quotation in content.quotations:
        lines += [*_quotation(quotation, width), MarginLine(())]
    for entity in content.entities:
        lines += _entity(entity, width)
    if len(lines) == 1:
        lines.append(MarginLine((), (("nothing marked", "detail"),)))
    lines += [MarginLine(())] * max(1, least - len(lines))
    return [replace(line, key=("here", number)) for number, line in enumerate(lines)]


def list_lines(sections: Iterable[Section], notice: str, width: int) -> list[MarginLine]:
    """The article's lists, under the sentence that says why names are not among them (yet)."""
    lines: list[MarginLine] = []
    if notice:
        lines += [*_rows(notice, width, "detail"), MarginLine(())]
    for section in sections:
        heading = MarginLine((section.title,), ((section.title, "heading"),), ((str(section.count), "heading"),))
        lines += [heading, *_entries(section), MarginLine((section.title, "end"))]
    return lines[:-1]


def _rows(
    text: str, width: int, style: str, first: str = "", places: tuple[Span, ...] = ()
) -> Iterator[MarginLine]:
    """The text wrapped, `first` before its first row and as much room before the others."""
    for number, row in enumerate(wrapped(text, max(1, width - len(first)))):
        before = first if number == 0 else " " * len(first)
        yield MarginLine((), ((before, "mark"), (row, style)), places=places)


def _annotation(note: AnnotationHere, width: int) -> Iterator[MarginLine]:
    annotation, places = note.annotation, (note.span,)
    tags = "".join(f" #{clean(tag, one_line=True)}" for tag in annotation.tags)
    colour = f" {clean(note.colour, one_line=True)} "
    yield MarginLine((), ((colour, f"colour-{annotation.colour}"), (tags, "tag")), places=places)
    text = clean(annotation.note[:_NOTE_LENGTH]).strip()
    if text:
        rows = list(_rows(text, width, "note", "✎ ", places))
        yield from rows[:NOTE_ROWS]
        if len(rows) > NOTE_ROWS:
            yield MarginLine((), (("  …", "detail"),), places=places)
    if note.caution:
        yield from _rows(note.caution, width, "detail", places=places)


def _quotation(quotation: QuotationHere, width: int) -> Iterator[MarginLine]:
    places = (quotation.span,)
    yield MarginLine((), ((quotation.kind, "detail"),), places=places)
    if quotation.speaker:
        said = "said by " if quotation.sure else "perhaps said by "
        left = len(said)
        for row in wrapped(said + quotation.speaker, width):
            words = ((row[:left], "detail"), (row[left:], "speaker"))
            yield MarginLine((), words, places=places, entity=quotation.key)
            left = max(0, left - len(row) - 1)
    if quotation.cue:
        yield MarginLine((), ((f"cue: {quotation.cue}", "detail"),), places=places)


def _entity(entity: EntityHere, width: int) -> Iterator[MarginLine]:
    """Name and count; type and roles beside them if they fit, else on rows below."""
    name, count = (entity.name, entity.type.value), str(len(entity.mentions))
    about = " · ".join((entity.type_in_words, *entity.roles))
    if cells(f"{entity.name}  {about}  {count}") <= width:
        beside = ("  ", "detail"), (about, "detail")
        yield MarginLine((), (name, *beside), ((count, "detail"),), entity.mentions, entity.key)
    else:
        yield MarginLine((), (name,), ((count, "detail"),), entity.mentions, entity.key)
        yield from _rows(about, width, "detail", "  ")


def _entries(section: Section) -> Iterator[MarginLine]:
    for entry in section.entries:
        count = str(len(entry.places)) if entry.colour is None else ""
        yield MarginLine(
            (section.title, entry.label, entry.places[:1]),
            _marked(entry, section),
            ((count, "detail"),),
            entry.places,
            entry.key,
        )


def _marked(entry: Entry, section: Section) -> tuple[Part, ...]:
    if entry.colour is None:
        return ((entry.label, section.type.value if section.type else "name"),)
    mark = "✎" if entry.has_note else "▎"
    return ((mark, f"colour-{entry.colour}"), (f" {entry.label}", "name"))
