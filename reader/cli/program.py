"""One run of the `postil` command: its arguments in, an exit code out.

What reads arguments, and what tells of trouble, is imported where it is used: the screen opens without either.
"""

import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper

from reader.cli.exit_codes import Exit

COMPLETING = "_POSTIL_COMPLETE"
"""The variable by which a shell asks what may stand in a command line."""


def run(arguments: Sequence[str]) -> int:
    """Do what the arguments ask for and return the exit code; what goes wrong is told on standard error."""
    if sys.stdout is None:  # the interpreter's sign that it was closed
        from reader.cli.output import notice

        notice("Standard output is closed; nothing was done. Send it to /dev/null if you do not want it.")
        return Exit.TROUBLE
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A terminal that cannot show a character gets a question mark, not an exception.
            stream.reconfigure(errors="replace")
    try:
        return _done(arguments)
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except Exception as error:  # noqa: BLE001 - a defect must reach the reader as a sentence, the log as a traceback
        from reader.cli.trouble import tell

        return tell(error)


def _done(arguments: Sequence[str]) -> int:
    if not arguments and COMPLETING not in os.environ:
        from reader.cli.opening import open_articles

        return open_articles(())
    from reader.cli.commands import postil

    code: int | None = postil.main(arguments, prog_name="postil", standalone_mode=False)
    return code or Exit.DONE
