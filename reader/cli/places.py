"""`postil paths`: where things are kept."""

from reader.cli.exit_codes import Exit
from reader.cli.output import Printer, bold
from reader.paths import find_places


def list_places(*, as_json: bool) -> Exit:
    """Print every place with its name."""
    places = find_places()
    named = {
        "notes": places.notes,
        "library": places.library,
        "settings": places.settings,
        "drafts": places.drafts,
        "log": places.log,
    }
    printer = Printer()
    if as_json:
        printer.json({name: str(path) for name, path in named.items()})
    else:
        for name, path in named.items():
            printer.line(bold(name.ljust(10)), str(path))
    printer.flush()
    return Exit.DONE
