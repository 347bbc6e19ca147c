"""`postil searches`: the searches that the reader keeps."""

from reader.cli.exit_codes import Exit
from reader.cli.output import Printer, bold, dim, notice
from reader.cli.session import opened_session
from reader.services.lists.sources import search_tallies


def list_searches(*, as_json: bool) -> Exit:
    """Print every saved search in the reader's order, with how many unread articles it finds."""
    with opened_session() as session:
        tallies = search_tallies(session, session.library)
        printer = Printer()
        if as_json:
            printer.json(
                [
                    {
                        "uid": tally.search.uid,
                        "name": tally.search.name,
                        "query": tally.search.query,
                        "unread": None if tally.reason else tally.unread,
                        "problem": tally.reason or None,
                    }
                    for tally in tallies
                ]
            )
        else:
            for tally in tallies:
                count = "     !" if tally.reason else f"{tally.unread:6,d}"
                printer.line(f"{count}  ", bold(tally.search.name), dim(f"  {tally.search.query}"))
                if tally.reason:
                    printer.line(f"        {tally.reason}")
        printer.flush()
    if not tallies and not as_json:
        notice("No search is kept yet: ctrl+s on the search screen keeps one.")
    return Exit.DONE
