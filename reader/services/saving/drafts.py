"""Notes that are being written, kept so that a crash costs at most the last moments of typing."""

import hashlib
import json
import time
from dataclasses import dataclass
from pathlib import Path

from reader.annotations.identifiers import now
from reader.model import PostilError
from reader.services.saving.durable import replace_file

_NAME_DIGITS = 32

_WRITING_SECONDS = 60
"""An unfinished file younger than this may still be written to."""


class DraftError(PostilError):
    """A draft cannot be kept or read; the text says where and why."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A note that was not saved yet.

    `key` says what it is on: an annotation's uid, or article and passage. `kept` is an ISO 8601 instant in UTC.
    """

    key: str
    text: str
    kept: str


class Drafts:
    """The drafts in a folder, a file each. Safe from any thread as long as each key is used by one at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, key: str, text: str) -> None:
        """Keep `text` durably in place of the draft that `key` had. Raises `DraftError`."""
        content = json.dumps({"key": key, "text": text, "kept": now()}, ensure_ascii=False)
        try:
            replace_file(self._file(key), content.encode("utf-8", "surrogatepass"))
        except OSError as error:
            raise DraftError(
                f"No draft is kept of what you write: {self._folder} cannot be written ({error.strerror})."
            ) from error

    def get(self, key: str) -> Draft | None:
        """The draft that `key` has. Raises `DraftError` when there is one that cannot be read."""
        file = self._file(key)
        return _read(file) if file.exists() else None

    def discard(self, key: str) -> None:
        """Forget the draft of `key`, if it has one. Raises `DraftError`."""
        file = self._file(key)
        try:
            file.unlink(missing_ok=True)
        except OSError as error:
            raise DraftError(f"The draft {file} cannot be removed ({error.strerror}).") from error

    def all(self) -> list[Draft]:
        """Every draft that can be read, the latest first."""
        found = []
        for file in self._folder.glob("*.json"):
            try:
                found.append(_read(file))
            except DraftError:  # the others are worth having
                continue
        return sorted(found, key=lambda draft: draft.kept, reverse=True)

    def damaged(self) -> list[Path]:
        """The files that cannot be read as a draft, and those that a program was writing when it was killed."""
        return [file for file in sorted(self._folder.glob("*.json")) if not _is_draft(file)] + self._unfinished()

    def clear_unfinished(self) -> list[Path]:
        """Remove what a program was writing when it was killed, if nothing is in it or a later draft is in its place.

        Gives the files that are gone. Raises `DraftError`.
        """
        superseded = [file for file in self._unfinished() if _is_superseded(file)]
        for file in superseded:
            try:
                file.unlink(missing_ok=True)
            except OSError as error:
                raise DraftError(f"The draft {file} cannot be removed ({error.strerror}).") from error
        return superseded

    def _unfinished(self) -> list[Path]:
        long_ago = time.time() - _WRITING_SECONDS
        return [file for file in sorted(self._folder.glob("*.tmp")) if file.stat().st_mtime < long_ago]

    def _file(self, key: str) -> Path:
        return self._folder / f"{hashlib.sha256(key.encode()).hexdigest()[:_NAME_DIGITS]}.json"


def _is_draft(file: Path) -> bool:
    try:
        _read(file)
    except DraftError:
        return False
    return True


def _is_superseded(unfinished: Path) -> bool:
    """Whether the draft whose next state this was going to be has one that is as late, or nothing was written."""
    if unfinished.stat().st_size == 0:
        return True
    try:
        present = _read(unfinished.with_name(f"{unfinished.name[:_NAME_DIGITS]}.json"))
        return _read(unfinished).kept <= present.kept
    except DraftError:
        return False


def _read(file: Path) -> Draft:
    try:
        fields = json.loads(file.read_bytes().decode("utf-8", "surrogatepass"))
        return Draft(str(fields["key"]), str(fields["text"]), str(fields["kept"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DraftError(f"The draft {file} cannot be read ({error}).") from error
