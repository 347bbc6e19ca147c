"""What the exit code of `postil` says."""

from enum import IntEnum


class Exit(IntEnum):
    """Done, or why not. The last two are 128 and the number of the signal, as shells have it."""

    DONE = 0
    NOT_FOUND = 1
    MISUSE = 2
    TROUBLE = 3
    INTERRUPTED = 130
    OUTPUT_CLOSED = 141
