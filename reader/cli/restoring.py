"""`postil backups`: the earlier states of the notes that are kept, and bringing one back."""

from reader.cli.exit_codes import Exit
from reader.cli.note_shapes import Shape
from reader.cli.output import Printer, bold, dim, notice
from reader.paths import find_places
from reader.services.care import KeptState, kept_states, restore
from reader.services.dates import short_time
from reader.text.counting import counted


def list_backups(*, as_json: bool) -> Exit:
    """Print every earlier state of the notes that is kept, newest first."""
    states = kept_states(find_places())
    printer = Printer()
    if as_json:
        printer.json([_shape(state) for state in states])
    else:
        for state in states:
            about = f"  {short_time(state.kept):>17}  {_size(state.size):>9}  "
            printer.line(bold(state.name), dim(about), _contents(state))
    printer.flush()
    if not states and not as_json:
        notice("No earlier state of your notes is kept yet.")
    return Exit.DONE


def restore_backup(name: str, *, with_later_changes: bool, as_json: bool) -> Exit:
    """Bring the state of that name back, and say where what was there before is now."""
    state, replaced = restore(find_places(), name, with_later_changes=with_later_changes)
    printer = Printer()
    if as_json:
        printer.json({"restored": _shape(state), "replaced": str(replaced) if replaced else None})
    else:
        since = ", with what you changed since" if with_later_changes else ""
        printer.line(f"Your notes are those of {short_time(state.kept)} again ({_contents(state)}){since}.")
        if replaced:
            printer.line(f"What was there before is kept in {replaced}")
    printer.flush()
    return Exit.DONE


def _shape(state: KeptState) -> Shape:
    return {
        "name": state.name,
        "kept": state.kept,
        "generation": state.generation,
        "annotations": state.annotations,
        "articles": state.articles,
        "size": state.size,
        "complete": state.problem is None,
        "path": str(state.path),
    }


def _contents(state: KeptState) -> str:
    if state.problem:
        return state.problem
    return f"{counted(state.annotations or 0, 'annotation')} on {counted(state.articles or 0, 'article')}"


def _size(size: int) -> str:
    """A number of bytes in few cells."""
    if size < 1000:
        return f"{size} B"
    return f"{size / 1000:,.0f} kB" if size < 1_000_000 else f"{size / 1_000_000:,.1f} MB"
