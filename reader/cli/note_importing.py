"""What `postil import` says of notes and saved articles that it brought along."""

from pathlib import Path

from reader.cli.output import notice
from reader.services.exchange.imported import NotesImported, Outcome
from reader.text.counting import counted
from reader.text.sanitize import clean

_TOLD = 20
_TITLE = 80
"""Code points of an article's title that are told."""


def tell_left_out(path: Path, done: NotesImported) -> None:
    """Tell which records could not be read, and which articles do not have what was highlighted in them."""
    for sentence in done.faults[:_TOLD]:
        notice(f"{path.name}: {sentence}")
    if done.fault_count > _TOLD:
        notice(f"{path.name}: {done.fault_count - _TOLD:,} more records were left out.")
    if done.unmatched:
        more = len(done.unmatched) - _TOLD
        titles = (clean(title, one_line=True, max_length=_TITLE) for title in done.unmatched[:_TOLD])
        named = "; ".join(titles) + (f" and {more:,} more" if more > 0 else "")
        notice(f"{path.name}: passages are kept without their place in {named}.")


def sentence(path: Path, done: NotesImported, *, dry_run: bool) -> str:
    """What came, or would come, in one line."""
    if done.is_nothing:
        return f"{path.name} has no notes in it."
    parts = [
        counted(done.annotations.total(), "new annotation"),
        *(f"{counted(number, thing)}" for number, thing in _others(done) if number),
    ]
    places = _places(done)
    verb = "would bring" if dry_run else "brought"
    return f"{path.name} {verb} {', '.join(parts)}{f' ({places})' if places else ''}."


def shape(path: Path, done: NotesImported, *, dry_run: bool) -> dict[str, object]:
    """The same for `--json`."""
    return {
        "path": str(path),
        "annotations": done.annotations.total(),
        "anchored": done.annotations[Outcome.ANCHORED],
        "orphans": done.annotations[Outcome.ORPHAN],
        "elsewhere": done.annotations[Outcome.ELSEWHERE],
        "known": done.known,
        "marks": done.marks,
        "new_articles": done.articles,
        "searches": done.searches,
        "corrections": done.corrections,
        "left_out": done.fault_count,
        "unmatched": done.unmatched,
        "dry_run": dry_run,
        "notices": done.faults,
    }


def _others(done: NotesImported) -> tuple[tuple[int, str], ...]:
    return (
        (done.articles, "new article"),
        (done.marks, "article mark"),
        (done.searches, "kept search"),
        (done.corrections, "correction"),
    )


def _places(done: NotesImported) -> str:
    named = {
        Outcome.ANCHORED: "in their place",
        Outcome.ORPHAN: "not found in their article",
        Outcome.ELSEWHERE: "on articles that are not here",
    }
    told = [
        f"{done.annotations[outcome]:,} {words}" for outcome, words in named.items() if done.annotations[outcome]
    ]
    were = "was" if done.known == 1 else "were"
    known = [f"{done.known:,} {were} here already"] if done.known else []
    return ", ".join([*told, *known])
