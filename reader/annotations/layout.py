"""Which files belong to a notes file: its own folder beside it, `notes.json.d`, holds all but the notes."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from reader.annotations.errors import NotesError

_JOURNAL = re.compile(r"journal-(\d{8})")


@dataclass(frozen=True, slots=True)
class Layout:
    """The files of the notes file `main`."""

    main: Path

    @classmethod
    def of(cls, path: Path) -> Self:
        """The files of the notes file that `path` names, through whatever links.

        Raises:
            NotesError: The links lead round in a circle, or where nobody may look.
        """
        try:
            return cls(path.resolve())
        except RuntimeError as error:
            raise NotesError(
                f"{path} is a link that leads back to itself. Put it right or take it away."
            ) from error
        except OSError as error:
            raise NotesError(f"{path} cannot be reached: {error.strerror}.") from error

    @property
    def is_listable(self) -> bool:
        """Whether the folder, if there is one, can be looked into."""
        try:
            next(self.folder.iterdir(), None)
        except PermissionError:
            return False
        except (FileNotFoundError, NotADirectoryError):
            return True
        return True

    @property
    def folder(self) -> Path:
        """Where all but the main file is."""
        return self.main.with_name(self.main.name + ".d")

    @property
    def temporary(self) -> Path:
        """The next main file while it is written."""
        return self.main.with_name(self.main.name + ".tmp")

    @property
    def lock(self) -> Path:
        """What is locked for every change."""
        return self.folder / "lock"

    @property
    def checkpoint_lock(self) -> Path:
        """What is locked while the journal is folded into the main file."""
        return self.folder / "checkpoint.lock"

    @property
    def index(self) -> Path:
        """The indexes of the main file, so that opening need not read every document."""
        return self.folder / "index"

    @property
    def backups(self) -> Path:
        """The folder of earlier main files, and of the journals that lead from each to the next."""
        return self.folder / "backups"

    def journal(self, generation: int) -> Path:
        """The journal of a generation."""
        return self.folder / f"journal-{generation:08d}"

    def archived_journal(self, generation: int) -> Path:
        """Where the journal of a generation goes when a main file has all of it."""
        return self.backups / f"journal-{generation:08d}"

    def journals(self) -> list[int]:
        """The generations whose journals are not yet in the main file, oldest first; none if not `is_listable`."""
        return _generations(self.folder)

    def archived_journals(self) -> list[int]:
        """The generations whose journals are kept beside the backups, oldest first."""
        return _generations(self.backups)


def _generations(folder: Path) -> list[int]:
    try:
        names = [entry.name for entry in folder.iterdir()]
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return []
    return sorted(int(match[1]) for name in names if (match := _JOURNAL.fullmatch(name)))
