"""The files of a pipeline that a reader has installed: where they are, and what tells them from others."""

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from reader.analysis.names import NamesUnavailable
from reader.model import Engine, EngineKind
from reader.text.sanitize import clean

MOST_FILES = 2_000
"""How many files a pipeline may have: those that are published have thirty; somebody's home has more."""

LONGEST_RELEASE = 40
"""How many characters of the name of a release are told."""

_DESCRIPTIONS = {EngineKind.SPACY: "meta.json", EngineKind.GLINER: "gliner_config.json"}
"""The file that every pipeline of a kind has in its folder."""

_MADE_LATER = "__pycache__"


def folder_of(engine: Engine) -> Path:
    """The folder of an engine's files. Nothing in it is run or read.

    Raises:
        NamesUnavailable: there is none, or it holds something else.
    """
    if Path(engine.place).is_absolute():
        folder = Path(engine.place)
    else:
        spec = find_spec(engine.place)
        if spec is None or not spec.submodule_search_locations:
            raise NamesUnavailable(
                f"there is no {engine.place}. pip install 'postil[spacy]', then "
                f"python -m spacy download {engine.place}"
            )
        folder = Path(spec.submodule_search_locations[0])
    if not (folder / _DESCRIPTIONS[engine.kind]).is_file():
        raise NamesUnavailable(
            f"{folder} has no {_DESCRIPTIONS[engine.kind]}, so it is no model for {engine.kind}."
        )
    return folder


def release_of(folder: Path) -> str:
    """Which release of a pipeline it is, as its maker calls it; empty if that is not said."""
    try:
        described = json.loads((folder / _DESCRIPTIONS[EngineKind.SPACY]).read_bytes())
        return clean(str(described["version"]), one_line=True, max_length=LONGEST_RELEASE)
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return ""


def stamp(folder: Path) -> str:
    """Tells the files in a folder from those that were there before, without reading them.

    Raises:
        NamesUnavailable: it cannot be looked through, or has more than `MOST_FILES` files.
    """
    seen = hashlib.blake2b(digest_size=6)
    with _readable(folder):
        for name, path in _files(folder):
            state = path.stat()
            seen.update(f"{name}\0{state.st_size}\0{state.st_mtime_ns}\0".encode(errors="surrogateescape"))
    return seen.hexdigest()


def digest(folder: Path) -> str:
    """The SHA-256 of the files in a folder: of the lines that `sha256sum` writes of them, in the order of their paths.

    It takes a second a gigabyte, about, and little memory.

    Raises:
        NamesUnavailable: a file cannot be read, or there are more than `MOST_FILES`.
    """
    lines = hashlib.sha256()
    with _readable(folder):
        for name, path in _files(folder):
            with path.open("rb") as file:
                line = f"{hashlib.file_digest(file, 'sha256').hexdigest()}  {name}\n"
            lines.update(line.encode(errors="surrogateescape"))
    return lines.hexdigest()


@contextmanager
def _readable(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        message = f"{error.filename or folder} cannot be read ({error.strerror})."
        raise NamesUnavailable(message) from error


def _files(folder: Path) -> list[tuple[str, Path]]:
    """The regular files below a folder with their paths from it, in the order of these; without what Python adds."""
    found: list[tuple[str, Path]] = []
    for inside, folders, names in os.walk(folder, onerror=_raise):
        folders[:] = [name for name in folders if name != _MADE_LATER]
        paths = [Path(inside, name) for name in names]
        found += [(path.relative_to(folder).as_posix(), path) for path in paths if path.is_file()]
        if len(found) > MOST_FILES:
            raise NamesUnavailable(f"{folder} has more than {MOST_FILES:,} files, so it is no model.")
    return sorted(found)


def _raise(error: OSError) -> None:
    raise error
