"""Which files in a folder are articles."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from reader.sources.errors import MissingFileError, SourceError, UnreadableFileError
from reader.sources.formats import ENDINGS
from reader.sources.limits import MAX_FOLDER_DEPTH, MAX_SUGGESTED_FROM

_DIGITS = re.compile(r"(\d+)")
_MIN_LIKENESS = 0.6


def discover(paths: Iterable[Path]) -> Iterator[Path]:
    """The article files that the paths name: a file is taken whatever its ending, a folder is gone through.

    In folders, what is hidden or has no article's ending is passed over, and each folder is entered once, by
    whatever links it is reached. Names come in natural order ("2" before "10"). A folder that cannot be read
    comes as it is, so that loading it says why.

    Raises:
        SourceError: there is nothing at one of the paths.
    """
    entered: set[tuple[int, int]] = set()
    for path in paths:
        if _is_folder(path):
            yield from _articles_in(path, entered, MAX_FOLDER_DEPTH)
        elif _is_missing(path):
            raise missing(path)
        else:
            yield path


def missing(path: Path) -> SourceError:
    """The error for a path where nothing is, with the most similar name beside it; a link may lead nowhere."""
    if path.is_symlink():
        return UnreadableFileError(path, "its links lead nowhere")
    from difflib import get_close_matches
    from itertools import islice

    try:
        names = [sibling.name for sibling in islice(path.parent.iterdir(), MAX_SUGGESTED_FROM)]
    except OSError:
        names = []
    similar = get_close_matches(path.name, names, n=1, cutoff=_MIN_LIKENESS)
    return MissingFileError(path, similar[0] if similar else None)


def _articles_in(folder: Path, entered: set[tuple[int, int]], depth: int) -> Iterator[Path]:
    try:
        status = folder.stat()
        if (status.st_dev, status.st_ino) in entered:
            return
        entered.add((status.st_dev, status.st_ino))
        inside = sorted(folder.iterdir(), key=_natural)
    except OSError:
        yield folder
        return
    for path in inside:
        if path.name.startswith("."):
            continue
        if _is_folder(path):
            if depth:
                yield from _articles_in(path, entered, depth - 1)
        elif path.suffix.lower() in ENDINGS and is_regular_file(path):
            yield path


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _is_missing(path: Path) -> bool:
    try:
        return not path.exists()
    except OSError:
        return False


def is_regular_file(path: Path) -> bool:
    """Whether there is a file, as far as the system lets that be seen."""
    try:
        return path.is_file()
    except OSError:
        return False


def _natural(path: Path) -> tuple[list[tuple[int, int, str]], str]:
    """Digits by their value, all else by its letters; the whole name breaks ties."""
    parts = _DIGITS.split(path.name.casefold())
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part], path.name
