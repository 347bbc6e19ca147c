"""The `postil` command: thin verbs over the services."""

import os
import sys
from typing import NoReturn

from reader.cli.exit_codes import Exit

__all__ = ["main"]

_LAST_STANDARD_STREAM = 2


def main() -> NoReturn:
    """Run `postil` with the arguments of this process, and end it."""
    try:
        _take_closed_streams()
        # Imported here, so that an interruption meanwhile ends postil as quietly as one later.
        from reader.cli.program import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        code = Exit.INTERRUPTED
    sys.exit(code)


def _take_closed_streams() -> None:
    """Open nothing in the place of standard streams that are closed: else the next file opened would be one."""
    descriptor = os.open(os.devnull, os.O_RDWR)
    while descriptor <= _LAST_STANDARD_STREAM:
        descriptor = os.open(os.devnull, os.O_RDWR)
    os.close(descriptor)
