"""`postil check`: is everything that postil keeps whole?"""

from reader.cli.exit_codes import Exit
from reader.cli.output import Printer, Styled, bold, dim
from reader.paths import find_places
from reader.services.care import Level, check


def check_everything(*, as_json: bool) -> Exit:
    """Print what was found; returns `Exit.TROUBLE` when something is wrong that could not be mended."""
    findings = check(find_places())
    printer = Printer()
    if as_json:
        printer.json([{"place": f.place, "level": f.level, "sentence": f.sentence} for f in findings])
    else:
        for found in findings:
            printer.line(_level(found.level), dim(f"{found.place:9}"), found.sentence)
    printer.flush()
    return Exit.TROUBLE if any(found.level == "wrong" for found in findings) else Exit.DONE


def _level(level: Level) -> str | Styled:
    padded = f"{level:8}"
    return padded if level == "ok" else bold(padded)
