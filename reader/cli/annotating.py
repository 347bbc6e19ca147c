"""`postil annotate`: a highlight made from words typed at the command line."""

from dataclasses import dataclass

import click

from reader.cli.exit_codes import Exit
from reader.cli.note_shapes import annotation_shape
from reader.cli.output import OutputError, Printer, notice, shortened
from reader.cli.session import opened_session
from reader.config import COLOUR_COUNT, Settings
from reader.model import Annotation, Span
from reader.services.articles.opening import find_article, open_article
from reader.services.articles.passages import find_passages
from reader.services.notes.annotating import UnusableAnnotationError, highlight
from reader.services.notes.marking import speaker_of


@dataclass(frozen=True, slots=True)
class Wish:
    """A passage in the reader's words, and what is to be kept with it."""

    exact: str
    prefix: str
    suffix: str
    tags: tuple[str, ...]
    note: str
    colour: str


def annotate(reference: str, wish: Wish, *, as_json: bool) -> Exit:
    """Highlight the passage and print the annotation's uid once it is saved; `Exit.NOT_FOUND` if it is not there.

    Raises `click.UsageError` when the passage stands in several places, or something asked for
    cannot be used: the colour, a tag.
    """
    with opened_session() as session:
        colour = colour_number(wish.colour, session.settings)
        if not wish.exact.strip():
            raise click.UsageError("--exact needs the words of a passage.")
        article = find_article(session, reference)
        opened = open_article(session, article)
        text = opened.document.text
        places = find_passages(text, wish.exact, wish.prefix, wish.suffix)
        if not places:
            notice(f"“{article.title}” does not have the passage “{shortened(wish.exact)}”{_context_hint(wish)}.")
            return Exit.NOT_FOUND
        span = _only(places)
        speaker = speaker_of(opened.analysis, span)
        try:
            edit = highlight(article, text, span, tags=wish.tags, note=wish.note, colour=colour, speaker=speaker)
        except UnusableAnnotationError as error:
            raise click.UsageError(str(error)) from error
        edit.apply(session)
        ((_, annotation),) = edit.annotations
        assert annotation is not None
        _print_saved(annotation, as_json=as_json)
    return Exit.DONE


def _print_saved(annotation: Annotation, *, as_json: bool) -> None:
    printer = Printer()
    try:
        if as_json:
            printer.json(annotation_shape(annotation))
        else:
            printer.line(annotation.uid)
        printer.flush()
    except OutputError as error:
        raise OutputError(
            f"The annotation is saved as {annotation.uid}, but that could not be printed. {error}"
        ) from error


def _only(places: list[Span]) -> Span:
    if len(places) > 1:
        raise click.UsageError(
            f"The passage stands in {len(places)} places. Say which with --prefix or --suffix, "
            "the words right before or after it."
        )
    return places[0]


def _context_hint(wish: Wish) -> str:
    return " in that --prefix and --suffix" if wish.prefix or wish.suffix else ""


def colour_number(wanted: str, settings: Settings) -> int:
    """The number of a colour, given that or its name. Raises `click.UsageError` if there is no such colour."""
    numbered = {str(number): number for number in range(1, COLOUR_COUNT + 1)}
    named = {name.casefold(): number for number, name in enumerate(settings.colours, start=1)}
    colour = numbered.get(wanted) or named.get(wanted.casefold())
    if colour is None:
        names = ", ".join(settings.colours)
        raise click.UsageError(
            f"“{shortened(wanted)}” is no colour: give 1 to {COLOUR_COUNT}, or one of {names}."
        )
    return colour
