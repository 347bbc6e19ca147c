"""`postil stats`: what the reader's notes come to."""

from collections.abc import Sequence
from datetime import datetime

from reader.cli.exit_codes import Exit
from reader.cli.note_shapes import statistics_shape
from reader.cli.output import Printer, bold, notice
from reader.cli.session import opened_session
from reader.services.notes.every_note import every_note
from reader.services.notes.statistics import Ranked, Statistics, statistics
from reader.text.counting import counted


def show_statistics(*, as_json: bool) -> Exit:
    """Print how many notes there are, how many of each week, and who and what comes most often."""
    with opened_session() as session:
        today = datetime.now().astimezone().date()
        found = statistics(every_note(session.notes), session.notes.marks(), today=today)
        printer = Printer()
        if as_json:
            printer.json(statistics_shape(found))
        elif found.notes:
            _print(printer, found)
        printer.flush()
    if not found.notes and not as_json:
        notice("There are no annotations yet.")
    return Exit.DONE


def _print(printer: Printer, found: Statistics) -> None:
    printer.line(f"{counted(found.notes, 'annotation')} in {counted(found.articles, 'article')}")
    printer.line(f"{found.with_words:,} with a note, {found.tagged:,} with a tag")
    weeks = [Ranked(week.start.isoformat(), week.count) for week in found.weeks if week.count]
    _print_ranked(printer, "Weeks", weeks)
    _print_ranked(printer, "Tags", found.tags)
    _print_ranked(printer, "People quoted", found.people)


def _print_ranked(printer: Printer, heading: str, ranked: Sequence[Ranked]) -> None:
    if ranked:
        printer.line()
        printer.line(bold(heading))
    for each in ranked:
        printer.line(f"{each.count:6d}  ", each.name)
