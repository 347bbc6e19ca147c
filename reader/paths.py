"""Where postil keeps things on this machine, and where the files it ships with are."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from reader.model import PostilError

HOME_VARIABLE = "POSTIL_HOME"


class HomeError(PostilError):
    """The variable that names the reader's folder names none."""


@dataclass(frozen=True, slots=True)
class Places:
    """The folders and files of one reader. Nothing is made by naming it."""

    data: Path
    config: Path
    state: Path

    @property
    def notes(self) -> Path:
        """What the reader wrote: annotations, tags, marks on articles."""
        return self.data / "notes.json"

    @property
    def library(self) -> Path:
        """What the machine knows, and can find out again."""
        return self.data / "library.db"

    @property
    def note_index(self) -> Path:
        """By what words the notes are found; it can be made anew from them."""
        return self.data / "note-index.db"

    @property
    def settings(self) -> Path:
        """The reader's settings."""
        return self.config / "settings.toml"

    @property
    def drafts(self) -> Path:
        """Notes that are being written."""
        return self.state / "drafts"

    @property
    def log(self) -> Path:
        """What went wrong, for whoever has to find out why."""
        return self.state / "postil.log"


def find_places(environ: Mapping[str, str] | None = None) -> Places:
    """The places of this user: all in `POSTIL_HOME` if it is set, else where the system keeps such things.

    Raises `HomeError` when what is set stands for no folder.
    """
    home = (os.environ if environ is None else environ).get(HOME_VARIABLE)
    if home:
        root = _folder(home)
        return Places(data=root, config=root, state=root)
    return Places(
        data=platformdirs.user_data_path("postil", appauthor=False),
        config=platformdirs.user_config_path("postil", appauthor=False),
        state=platformdirs.user_state_path("postil", appauthor=False),
    )


def _folder(home: str) -> Path:
    printable = home.encode(errors="backslashreplace").decode()
    try:
        return Path(home).expanduser().absolute()
    except RuntimeError as error:
        raise HomeError(
            f"{HOME_VARIABLE} is “{printable}”, and there is no such user. Set it to a folder that you may write."
        ) from error
    except FileNotFoundError as error:
        raise HomeError(
            f"{HOME_VARIABLE} is “{printable}”, but the working directory is gone. Change to another one."
        ) from error


def bundled(name: str) -> Path:
    """The folder of that name which postil ships with: inside the package in a wheel, beside it in a checkout."""
    package = Path(__file__).resolve().parent
    inside = package / name
    return inside if inside.is_dir() else package.parent / name
