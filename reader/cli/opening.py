"""`postil [PATH]...`: the screen, or where there is no terminal the list."""

import sys
from collections.abc import Sequence
from pathlib import Path


def open_articles(paths: Sequence[Path]) -> int:
    """Show the screen with the articles in each path brought in, until the reader leaves; gives the exit code.

    Without a terminal the articles are listed instead.
    """
    if not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout)):
        from reader.cli.listing import list_articles

        return list_articles(paths, as_json=False)
    from contextlib import closing

    from reader.paths import find_places
    from reader.services.session import Session
    from reader.ui.app import run

    with closing(Session(find_places())) as session:
        return run(session, paths)
