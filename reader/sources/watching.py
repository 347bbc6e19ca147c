"""Which article files change where the reader has them."""

from collections.abc import AsyncGenerator, Iterable, Iterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path

from reader.sources.discovery import discover, is_regular_file
from reader.sources.errors import SourceError, shown
from reader.sources.files import SIDECAR_ENDINGS
from reader.sources.formats import ENDINGS
from reader.sources.limits import WATCH_LONGEST, WATCH_PAUSE

_UNFINISHED = (".", "~", "#")
"""Begin the names of what is hidden, and of what programs write before they are done."""


class WatchError(SourceError):
    """The system does not say what changes there."""

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(
            f"“{shown(folder)}” cannot be watched: {reason}. What changes there comes in when postil starts again."
        )


@dataclass(frozen=True, slots=True)
class Watch:
    """Folders that are watched: with all that is in them, or, where there are `files`, for these alone."""

    folders: tuple[Path, ...]
    files: frozenset[Path] | None = None


def watches(paths: Iterable[Path]) -> list[Watch]:
    """What is to be watched for changes at the paths, each a file or a folder; what is missing is passed over."""
    existing = [path.resolve() for path in paths if path.exists()]
    folders = tuple(path for path in existing if path.is_dir())
    files = frozenset(path for path in existing if not path.is_dir())
    found = [Watch(folders)] if folders else []
    if files:
        # Most programs do not write a file but put a new one in its place, so it is its folder that tells.
        found.append(Watch(tuple({file.parent for file in files}), files))
    return found


async def changed_files(watch: Watch) -> AsyncGenerator[tuple[Path, ...], None]:
    """The article files that are made or changed, as many as are before there is a pause; never ends.

    What is hidden, unfinished or no article file is passed over. A sidecar stands for its article, and a folder that
    comes for the articles in it.

    Raises:
        WatchError: it cannot be watched.
    """
    from watchfiles import Change, awatch

    changes = awatch(
        *watch.folders,
        watch_filter=None,
        debounce=WATCH_LONGEST,
        step=WATCH_PAUSE,
        recursive=watch.files is None,
        ignore_permission_denied=True,
    )
    try:
        async with aclosing(changes):
            async for batch in changes:
                there = sorted(Path(path) for change, path in batch if change is not Change.deleted)
                if files := tuple(dict.fromkeys(_articles(watch, there))):
                    yield files
    except (OSError, RuntimeError, ExceptionGroup) as error:
        raise WatchError(watch.folders[0], _reason(error)) from error


def _reason(error: Exception) -> str:
    # What goes wrong in the thread that waits for changes comes in a group.
    return _reason(error.exceptions[0]) if isinstance(error, ExceptionGroup) else str(error).lower().rstrip(".")


def _articles(watch: Watch, changed: Sequence[Path]) -> Iterator[Path]:
    for path in changed:
        if watch.files is not None:
            yield from (file for file in (path, *_beside(path)) if file in watch.files and is_regular_file(file))
        elif not _is_unfinished(path, watch.folders):
            yield from filter(is_regular_file, _articles_at(path))


def _is_unfinished(path: Path, folders: Sequence[Path]) -> bool:
    """Whether it is hidden or unfinished, or in such a folder below those that are watched."""
    root = next((folder for folder in folders if path.is_relative_to(folder)), path.parent)
    return any(part.startswith(_UNFINISHED) for part in path.relative_to(root).parts)


def _articles_at(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from discover([path])
    elif path.suffix.lower() in ENDINGS:
        yield path
    else:
        yield from (file for file in _beside(path) if file.suffix.lower() in ENDINGS)


def _beside(path: Path) -> Iterator[Path]:
    """The files that it is the sidecar of, if it is one: `a.md` and `a.txt` of `a.yaml`, `a.md` of `a.md.yaml`."""
    if path.suffix in SIDECAR_ENDINGS:
        yield path.with_suffix("")
        yield from (path.with_suffix(ending) for ending in ENDINGS)
