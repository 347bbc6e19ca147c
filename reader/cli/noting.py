"""`postil notes` and `postil tags`: what the reader wrote, found again."""

from collections.abc import Iterable, Sequence

from reader.cli.exit_codes import Exit
from reader.cli.note_shapes import annotation_shape, tag_shape
from reader.cli.output import Printer, bold, dim, notice, shortened
from reader.cli.session import opened_session
from reader.model import Annotation
from reader.services.dates import short_day
from reader.services.notes.citing import citation
from reader.services.notes.finding import NoteFinder
from reader.services.tags.tree import TagOrder, tag_uses


def list_notes(query: str, *, as_json: bool) -> Exit:
    """Print the annotations that `query` finds, newest first; returns `Exit.NOT_FOUND` when it finds none."""
    with opened_session() as session:
        finder = NoteFinder(session.notes, session.settings.colours)
        annotations = finder.find(finder.read(query))
        printer = Printer()
        if as_json:
            printer.json([annotation_shape(annotation) for annotation in annotations])
        else:
            _print_notes(printer, annotations)
        printer.flush()
    if annotations:
        return Exit.DONE
    if query.strip():
        notice(f"No annotation has “{shortened(query)}”.")
        return Exit.NOT_FOUND
    if not as_json:
        notice("There are no annotations yet.")
    return Exit.DONE


def _print_notes(printer: Printer, annotations: Sequence[Annotation]) -> None:
    for number, annotation in enumerate(annotations):
        if number:
            printer.line()
        printer.line(
            dim(annotation.uid), "  ", dim(short_day(annotation.created)), "  ", hashtags(annotation.tags)
        )
        print_passage(printer, annotation)
        printer.line("  ", dim(f"— {citation(annotation.article)}"))


def print_passage(printer: Printer, annotation: Annotation) -> None:
    """Print what is highlighted and the note on it."""
    for line in annotation.target.exact.splitlines():
        printer.line("▎ ", bold(line))
    for line in annotation.note.splitlines():
        printer.line("✎ ", line)


def hashtags(tags: Iterable[str]) -> str:
    """Tags in a line: "#claim #economy"."""
    return " ".join(f"#{tag}" for tag in tags)


def list_tags(*, as_json: bool) -> Exit:
    """Print every tag with its count, the most used first."""
    with opened_session() as session:
        notes = session.notes
        every = tag_uses(notes.all(), notes.marks(), TagOrder.NAME)
        uses = sorted((use for use in every if use.count), key=lambda use: use.count, reverse=True)
        printer = Printer()
        if as_json:
            printer.json([tag_shape(use, notes.tag_mark(use.tag)) for use in uses])
        else:
            for use in uses:
                printer.line(f"{use.count:6d}  ", use.tag)
        printer.flush()
    if not uses and not as_json:
        notice("There are no tags yet.")
    return Exit.DONE
