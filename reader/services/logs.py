"""The log: what went wrong, for whoever has to find out why; nobody else can read it."""

import logging
import os
from pathlib import Path


def keep_log(path: Path) -> None:
    """Have warnings and errors of this process written to the file at `path`.

    Where it cannot be written they are lost: a full disk must not keep anybody from reading.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600))
        logging.basicConfig(
            filename=path, level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
        )
    except OSError:
        logging.basicConfig(handlers=[logging.NullHandler()])
