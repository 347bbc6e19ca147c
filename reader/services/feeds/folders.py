"""Folders that feeds are kept in: paths, the outermost folder first, as a reader types and sees them."""

from collections.abc import Collection, Iterable

from reader.model import Feed, PostilError
from reader.sources.list_limits import MAX_FOLDERS
from reader.text.sanitize import clean

Folder = tuple[str, ...]

NAME_LENGTH = 120
"""The most characters of a folder's name."""
SEPARATOR = " / "
"""What stands between the names of a path."""


class UnusableFolderError(PostilError):
    """A folder that feeds cannot be kept in; the text says why."""


def label(folder: Folder) -> str:
    """A path in one line: "Europe / North"; empty for the top."""
    return SEPARATOR.join(folder)


def parse(text: str, known: Collection[Folder]) -> Folder:
    """The folder that is meant by a line: one that is known by its label, else names with slashes between them.

    Nothing typed means the top. Raises `UnusableFolderError` for names too long and folders too deep.
    """
    line = clean(text, one_line=True).strip()
    named = next((folder for folder in known if label(folder) == line), None)
    if named is not None:
        return named
    names = tuple(filter(None, (clean_name(name) for name in line.split(SEPARATOR.strip()))))
    if len(names) > MAX_FOLDERS:
        raise UnusableFolderError(f"Folders go {MAX_FOLDERS} deep at most; this path has {len(names)} names.")
    return names


def clean_name(text: str) -> str:
    """A folder's name as it is kept: one line. Raises `UnusableFolderError` when it is too long."""
    name = clean(text, one_line=True).strip()
    if len(name) > NAME_LENGTH:
        raise UnusableFolderError(
            f"A folder's name may have {NAME_LENGTH} characters; {name[:20]!r}… has {len(name)}."
        )
    return name


def folders_of(feeds: Iterable[Feed]) -> list[Folder]:
    """Every folder that these feeds lie in, those around them too, in the order in which they are shown."""
    found = {feed.folder[:depth] for feed in feeds for depth in range(1, len(feed.folder) + 1)}
    return sorted(found, key=shown_order)


def shown_order(folder: Folder) -> tuple[tuple[str, str], ...]:
    """What folders are ordered by: their names whatever the case, each before what lies in it."""
    return tuple((name.casefold(), name) for name in folder)


def is_within(folder: Folder, outer: Folder) -> bool:
    """Whether a folder is `outer`, or lies in it."""
    return folder[: len(outer)] == outer
