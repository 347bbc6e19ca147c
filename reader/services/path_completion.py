"""Completing the path of a file or a folder while it is typed."""

import os
from itertools import islice
from pathlib import Path

MOST_LOOKED_AT = 10_000
"""How many of a folder's entries are looked at: enough for any that a person keeps files in."""


def complete_path(typed: str, *, limit: int) -> list[str]:
    """The files and folders whose path begins with what is typed, folders with a slash at their end.

    At most `limit` of them, by name; hidden ones only where the dot is typed. What cannot be read has none. Takes as
    long as the disk does.
    """
    head, name = os.path.split(typed)
    try:
        folder = Path(head or ".").expanduser()
        with os.scandir(folder) as entries:
            found = [
                entry.name + ("/" if entry.is_dir() else "")
                for entry in islice(entries, MOST_LOOKED_AT)
                if entry.name.startswith(name) and (not entry.name.startswith(".") or name.startswith("."))
            ]
    except (OSError, ValueError, RuntimeError):  # there is no such folder, nor can there be, or no such home
        return []
    before = typed[: len(typed) - len(name)]
    return [before + each for each in sorted(found)[:limit]]
