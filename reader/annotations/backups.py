"""Earlier main files: kept at every checkpoint, thinned out with age, and brought back when asked."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from reader.annotations.fs import Fs
from reader.annotations.layout import Layout

_NAME = re.compile(r"notes-(\d{8}T\d{6})Z-(\d{8})\.json")
_TIME = "%Y%m%dT%H%M%S"

NEWEST = 10
"""How many backups are kept whatever their age."""

PERIODS = (("%Y-%m-%d", timedelta(days=7)), ("%G-%V", timedelta(weeks=4)), ("%Y-%m", timedelta(days=366)))
"""Of older ones the last of each day is kept for a week, of each week for a month, of each month for a year."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A main file as it was until `replaced`. `generation` is the first journal that it does not contain."""

    path: Path
    replaced: datetime
    generation: int
    size: int


def list_backups(layout: Layout) -> list[Backup]:
    """The backups there are, newest first."""
    try:
        paths = list(layout.backups.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []
    found = []
    for path in paths:
        match = _NAME.fullmatch(path.name)
        if match:
            replaced = datetime.strptime(match[1], _TIME).replace(tzinfo=UTC)
            found.append(Backup(path, replaced, int(match[2]), path.stat().st_size))
    return sorted(found, key=lambda backup: (backup.replaced, backup.generation), reverse=True)


def keep_main(fs: Fs, layout: Layout, generation: int) -> None:
    """Give the main file a second name among the backups; `generation` is the first journal not in it."""
    if not layout.backups.is_dir():
        fs.make_folder(layout.backups)
    if not layout.main.exists():
        return
    name = f"notes-{datetime.now(UTC).strftime(_TIME)}Z-{generation:08d}.json"
    backup = layout.backups / name
    fs.unlink(backup)
    fs.link(layout.main, backup)


def prune(fs: Fs, layout: Layout) -> None:
    """Take away the backups that age has made superfluous, and the journals that only those needed."""
    backups = list_backups(layout)
    kept = kept_backups(backups, datetime.now(UTC))
    for backup in backups:
        if backup not in kept:
            fs.unlink(backup.path)
    needed = min((backup.generation for backup in backups[:NEWEST]), default=0)
    for generation in layout.archived_journals():
        if generation < needed:
            fs.unlink(layout.archived_journal(generation))


def kept_backups(backups: Iterable[Backup], now: datetime) -> set[Backup]:
    """Which of the backups, newest first, are worth keeping."""
    newest_first = list(backups)
    kept = set(newest_first[:NEWEST])
    for form, age in PERIODS:
        seen: set[str] = set()
        for backup in newest_first:
            period = backup.replaced.strftime(form)
            if period not in seen and now - backup.replaced <= age:
                kept.add(backup)
            seen.add(period)
    return kept
