"""Every notes file that is kept beside the present one: what there is to bring back."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from reader.annotations.backups import Backup, list_backups
from reader.annotations.errors import NotesError
from reader.annotations.files import read_file
from reader.annotations.layout import Layout
from reader.annotations.mainfile import ANNOTATIONS, ARTICLES, read_tables

_REPLACED = re.compile(r"replaced-(\d{8}T\d{6}\.\d{6})Z\.json")
_FOREIGN = re.compile(r"foreign-\d+-\d+\.json")


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A notes file as it was until `kept`.

    `generation` is the first journal that it does not contain; None for a file that a restore or another program's
    change took the place of, which no journal leads on from. `size` is in bytes.
    """

    path: Path
    kept: datetime
    generation: int | None
    size: int

    @property
    def name(self) -> str:
        """What it goes by: when it was kept, in UTC, and its generation if it has one."""
        if self.generation is None:
            return f"{self.kept:%Y%m%dT%H%M%S.%f}-{self.path.name.split('-')[0]}"
        return f"{self.kept:%Y%m%dT%H%M%S}-{self.generation}"

    @property
    def backup(self) -> Backup:
        """It as a backup, to be restored."""
        return Backup(self.path, self.kept, self.generation or 0, self.size)


@dataclass(frozen=True, slots=True)
class Contents:
    """How many annotations a notes file has, and how many articles they or a star, tag or note are on."""

    annotations: int
    articles: int


def list_kept(layout: Layout) -> list[KeptFile]:
    """The files that are kept, the newest first."""
    found = [KeptFile(kept.path, kept.replaced, kept.generation, kept.size) for kept in list_backups(layout)]
    for path in layout.backups.glob("*-*.json"):
        kept = _kept_since(path)
        if kept is not None:
            found.append(KeptFile(path, kept, None, path.stat().st_size))
    return sorted(found, key=lambda kept: (kept.kept, kept.generation or 0), reverse=True)


def last_restored(layout: Layout) -> datetime | None:
    """When an earlier file was brought back last; None if none ever was, as far as what it replaced is kept."""
    return max(filter(None, map(_kept_since, layout.backups.glob("replaced-*.json"))), default=None)


def contents_of(path: Path) -> Contents:
    """What the notes file at `path` holds.

    Raises:
        NotesDamaged: It is no notes file.
        NotesError: It cannot be read.
    """
    try:
        tables = read_tables(read_file(path)[0], path)
    except OSError as error:
        raise NotesError(f"{path} cannot be read: {error.strerror}.") from error
    documents = [*tables.get(ANNOTATIONS, {}).values(), *tables.get(ARTICLES, {}).values()]
    articles = [document.get("article") for document in documents]
    ids = {str(article["id"]) for article in articles if isinstance(article, dict) and "id" in article}
    return Contents(len(tables.get(ANNOTATIONS, {})), len(ids))


def _kept_since(path: Path) -> datetime | None:
    """When a file that is no backup was put there; None for one that is no notes file."""
    replaced = _REPLACED.fullmatch(path.name)
    if replaced:
        return datetime.strptime(replaced[1], "%Y%m%dT%H%M%S.%f").replace(tzinfo=UTC)
    return datetime.fromtimestamp(path.stat().st_mtime, UTC) if _FOREIGN.fullmatch(path.name) else None
