"""Keeping what another program wrote into the main file where the journal has another version of it."""

import os

from reader.annotations.fs import CREATE, Fs
from reader.annotations.layout import Layout


def keep_foreign(fs: Fs, layout: Layout, raw: bytes, name: str) -> None:
    """Keep the bytes of the other program's main file among the backups, under a name. Raises `OSError`."""
    if not layout.backups.is_dir():
        fs.make_folder(layout.backups)
    path = layout.backups / f"foreign-{name}.json"
    fs.unlink(path)
    descriptor = fs.open(path, CREATE)
    try:
        fs.write(descriptor, raw, 0)
        fs.sync(descriptor)
    finally:
        os.close(descriptor)
