"""A disk that may lose power: what a program did to it, and the states it may be found in afterwards.

Only what was synced is sure. Of what was not, writes to a file may be kept up to any one of them and that one
torn or zero-filled; names in a folder may be kept up to any change of them, each folder by itself.
"""

import os
import random
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from reader.annotations.fs import Fs

Mode = Literal["keep", "drop", "mix"]


@dataclass(frozen=True, slots=True)
class Write:
    """Bytes written to a file at an offset; or the file cut off there, if `data` is None."""

    file: int
    offset: int
    data: bytes | None


@dataclass(frozen=True, slots=True)
class Name:
    """In a folder, `path` is now `file`, a folder if that is 0, or gone if it is None; `old` is gone with it."""

    folder: Path
    path: Path
    file: int | None
    old: Path | None = None


@dataclass(frozen=True, slots=True)
class Sync:
    """The writes to a file, or the names in a folder, are on the disk."""

    file: int | None = None
    folder: Path | None = None


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """The program said that the state of this number is saved."""

    state: int


Effect = Write | Name | Sync | Acknowledged


class TracingFs(Fs):
    """Does everything and writes it down in `effects`; `without` is the name of a method that then does nothing."""

    def __init__(self, effects: list[Effect], without: str | None = None) -> None:
        self.effects = effects
        self._without = without
        self._files: dict[int, int] = {}
        self._count = 0

    def open(self, path: Path, flags: int) -> int:
        """Open, and note a file that was created."""
        is_new = flags & os.O_CREAT and not path.exists()
        descriptor = super().open(path, flags)
        if is_new:
            self._count += 1
            self._files[os.fstat(descriptor).st_ino] = self._count
            self.effects.append(Name(path.parent, path, self._count))
        return descriptor

    def write(self, descriptor: int, data: bytes | memoryview, offset: int) -> None:
        """Write, and note what."""
        super().write(descriptor, data, offset)
        self.effects.append(Write(self._file(descriptor), offset, bytes(data)))

    def sync(self, descriptor: int) -> None:
        """Note it."""
        if self._without != "sync":
            self.effects.append(Sync(file=self._file(descriptor)))

    def sync_data(self, descriptor: int) -> None:
        """Note it."""
        if self._without != "sync_data":
            self.effects.append(Sync(file=self._file(descriptor)))

    def sync_folder(self, folder: Path) -> None:
        """Note it, unless this is the kind of folder that is left out."""
        if self._without != f"sync_folder {folder.suffix == '.d'}":
            self.effects.append(Sync(folder=folder))

    def force(self, descriptor: int) -> None:
        """A sync that is another program's, and is never left out."""
        self.effects.append(Sync(file=self._file(descriptor)))

    def force_folder(self, folder: Path) -> None:
        """The same of a folder."""
        self.effects.append(Sync(folder=folder))

    def truncate(self, descriptor: int, size: int) -> None:
        """Cut, and note where."""
        super().truncate(descriptor, size)
        self.effects.append(Write(self._file(descriptor), size, None))

    def make_folder(self, folder: Path) -> None:
        """Make, and note it."""
        super().make_folder(folder)
        self.effects.append(Name(folder.parent, folder, 0))

    def replace(self, source: Path, destination: Path) -> None:
        """Rename, and note it: in one folder at once, across two as two changes."""
        file = self._files[source.stat().st_ino]
        super().replace(source, destination)
        if source.parent == destination.parent:
            self.effects.append(Name(source.parent, destination, file, old=source))
        else:
            self.effects.append(Name(destination.parent, destination, file))
            self.effects.append(Name(source.parent, source, None))

    def link(self, source: Path, destination: Path) -> None:
        """Link, and note it."""
        super().link(source, destination)
        self.effects.append(Name(destination.parent, destination, self._files[source.stat().st_ino]))

    def unlink(self, path: Path) -> None:
        """Unlink, and note it if there was something."""
        existed = path.exists()
        super().unlink(path)
        if existed:
            self.effects.append(Name(path.parent, path, None))

    def _file(self, descriptor: int) -> int:
        return self._files[os.fstat(descriptor).st_ino]


@dataclass
class Disk:
    """What is on the disk for sure, and what may be."""

    contents: dict[int, bytes] = field(default_factory=lambda: defaultdict(bytes))
    names: dict[Path, int] = field(default_factory=dict)
    writes: dict[int, list[Write]] = field(default_factory=lambda: defaultdict(list))
    renames: dict[Path, list[Name]] = field(default_factory=lambda: defaultdict(list))
    acknowledged: int = 0

    def do(self, effect: Effect) -> None:
        """Take in one effect."""
        match effect:
            case Write():
                self.writes[effect.file].append(effect)
            case Name():
                self.renames[effect.folder].append(effect)
            case Acknowledged():
                self.acknowledged = effect.state
            case Sync(file=None, folder=Path() as folder):
                for name in self.renames.pop(folder, []):
                    _rename(self.names, name)
            case Sync(file=int(file)):
                for write in self.writes.pop(file, []):
                    self.contents[file] = _written(self.contents[file], write)

    def after_power_cut(self, mode: Mode, chance: random.Random) -> dict[Path, bytes | None]:
        """One state that the disk may be found in: files with their contents, folders with None."""
        names = dict(self.names)
        for pending in self.renames.values():
            for name in pending[: _kept(len(pending), mode, chance)]:
                _rename(names, name)
        state: dict[Path, bytes | None] = {}
        for path, file in names.items():
            state[path] = None if file == 0 else self._content(file, mode, chance)
        return {path: content for path, content in state.items() if _is_reachable(path, state)}

    def _content(self, file: int, mode: Mode, chance: random.Random) -> bytes:
        content, pending = self.contents[file], self.writes.get(file, [])
        kept = _kept(len(pending), mode, chance)
        for write in pending[:kept]:
            content = _written(content, write)
        if mode == "mix" and kept < len(pending):
            content = _written(content, _torn(pending[kept], chance))
        return content


def _kept(number: int, mode: Mode, chance: random.Random) -> int:
    return {"keep": number, "drop": 0, "mix": chance.randint(0, number)}[mode]


def _written(content: bytes, write: Write) -> bytes:
    before = content[: write.offset].ljust(write.offset, b"\0")
    return before if write.data is None else before + write.data + content[write.offset + len(write.data) :]


def _torn(write: Write, chance: random.Random) -> Write:
    if write.data is None:
        return write
    cut = chance.randint(0, len(write.data))
    head, tail = write.data[:cut], write.data[cut:]
    data = chance.choice((head, head, head + bytes(len(tail)), bytes(cut) + tail))
    return Write(write.file, write.offset, data)


def _rename(names: dict[Path, int], name: Name) -> None:
    if name.old is not None:
        names.pop(name.old, None)
    if name.file is None:
        names.pop(name.path, None)
    else:
        names[name.path] = name.file


def _is_reachable(path: Path, state: dict[Path, bytes | None]) -> bool:
    """Whether every folder that the program made above `path` is there too."""
    made = [folder for folder in path.parents if folder.suffix == ".d" or folder.name == "backups"]
    return all(folder in state for folder in made)
