"""`postil history`: the texts an article has had, what changed between two, and where that left its annotations."""

from collections.abc import Iterator, Sequence

from reader.cli.exit_codes import Exit
from reader.cli.note_shapes import Shape, written_shape
from reader.cli.noting import hashtags
from reader.cli.output import Printer, Styled, bold, dim, green, notice, red
from reader.cli.session import opened_session
from reader.services.articles.differences import Change
from reader.services.articles.opening import find_article
from reader.services.articles.revisions import (
    Carried,
    Comparison,
    RevisionInfo,
    RevisionNotFoundError,
    compare,
    find_revision,
    present_revision,
    previous_revision,
    revision_infos,
)
from reader.services.dates import short_time
from reader.text.counting import counted
from reader.text.wrap import wrap

_SHORT_SHA256 = 8
_SIGNS = {"added": "+ ", "removed": "- ", "changed": "~ "}


def show_history(reference: str, older: str | None, newer: str | None, *, as_json: bool) -> Exit:
    """Print the article's revisions and what changed from `older` to `newer`, without these to the present text.

    Returns `Exit.NOT_FOUND` when there is no such revision.
    """
    with opened_session() as session:
        article = find_article(session, reference)
        session.carrying.articles_changed([article.id])
        infos = revision_infos(session, article)
        try:
            new = find_revision(infos, newer) if newer else present_revision(infos)
            old = find_revision(infos, older) if older else previous_revision(infos, new)
        except RevisionNotFoundError as error:
            notice(str(error))
            return Exit.NOT_FOUND
        compared = compare(session, article, old, new) if old else None
        printer = Printer()
        if as_json:
            printer.json(
                {
                    "id": article.id,
                    "title": article.title,
                    "revisions": [_revision_shape(info) for info in infos],
                    **_comparison_shape(compared),
                }
            )
        else:
            printer.line(bold(article.title or "Untitled"))
            _print_revisions(printer, infos)
            if compared:
                _print_comparison(printer, compared)
        printer.flush()
    return Exit.DONE


def _revision_shape(info: RevisionInfo) -> Shape:
    return {
        "number": info.number,
        "sha256": info.text_sha256,
        "captured": info.captured,
        "characters": info.characters,
        "annotations": info.annotations,
        "present": info.is_present,
    }


def _comparison_shape(compared: Comparison | None) -> Shape:
    if compared is None:
        return {"from": None, "to": None, "changes": [], "annotations": []}
    return {
        "from": compared.old.number,
        "to": compared.new.number,
        "changes": [_change_shape(change) for change in compared.changes],
        "annotations": [_carried_shape(carried) for carried in compared.carried],
    }


def _change_shape(change: Change) -> Shape:
    return {
        "kind": change.kind,
        "old": [*change.old_span],
        "new": [*change.new_span],
        "old_text": change.old_text,
        "new_text": change.new_text,
        "pieces": [{"kind": piece.kind, "span": [*piece.span], "text": piece.text} for piece in change.pieces],
    }


def _carried_shape(carried: Carried) -> Shape:
    span = carried.anchor.span
    return {
        "uid": carried.annotation.uid,
        "anchor": carried.anchor.how,
        "start": span.start if span else None,
        "end": span.end if span else None,
        "old_text": carried.annotation.target.exact,
        "new_text": carried.new_text,
        **written_shape(carried.annotation),
    }


def _print_revisions(printer: Printer, infos: Sequence[RevisionInfo]) -> None:
    for info in infos:
        size = "damaged" if info.characters is None else f"{info.characters:,} characters"
        made = f", {counted(info.annotations, 'annotation')} made on it" if info.annotations else ""
        now = ", the present one" if info.is_present else ""
        about = f"{info.text_sha256[:_SHORT_SHA256]}  {short_time(info.captured)}  {size}{made}{now}"
        printer.line(f"{info.number:4d}  ", dim(about))


def _print_comparison(printer: Printer, compared: Comparison) -> None:
    printer.line()
    printer.line(bold(f"From {compared.old.number} to {compared.new.number}"))
    if not compared.changes:
        printer.line("Nothing changed.")
    for change in compared.changes:
        for number, row in enumerate(_rows(list(_stretches(change)), printer.width - 2)):
            printer.line("  " if number else bold(_SIGNS[change.kind]), *row)
    if compared.carried:
        printer.line()
        printer.line(bold("Annotations"))
    for carried in compared.carried:
        _print_carried(printer, carried)


def _print_carried(printer: Printer, carried: Carried) -> None:
    annotation, exact = carried.annotation, carried.annotation.target.exact
    printer.line(bold(f"{carried.anchor.how:8}"), dim(f"{annotation.uid}  "), hashtags(annotation.tags))
    for line in exact.splitlines():
        printer.line("▎ ", line)
    if carried.new_text is not None and carried.new_text != exact:
        for line in carried.new_text.splitlines():
            printer.line("→ ", line)


def _stretches(change: Change) -> Iterator[str | Styled]:
    """A change as wdiff marks it, in the colours that diffs have."""
    if change.kind == "added":
        yield green(change.new_text)
    elif change.kind == "removed":
        yield red(change.old_text)
    for piece in change.pieces:
        if piece.kind == "same":
            yield piece.text
        else:
            yield red(f"[-{piece.text}-]") if piece.kind == "removed" else green(f"{{+{piece.text}+}}")


def _rows(parts: Sequence[str | Styled], width: int) -> Iterator[list[str | Styled]]:
    """Parts of a text set in rows, each with its part of the styles."""
    texts = [part if isinstance(part, str) else part.text for part in parts]
    whole = "".join(texts)
    starts = wrap(whole, max(1, width))
    for start, following in zip(starts, [*starts[1:], len(whole)], strict=True):
        end = start + len(whole[start:following].rstrip())
        row: list[str | Styled] = []
        at = 0
        for part, text in zip(parts, texts, strict=True):
            shown = text[max(0, start - at) : max(0, end - at)]
            if shown:
                row.append(shown if isinstance(part, str) else Styled(shown, part.style))
            at += len(text)
        yield row
