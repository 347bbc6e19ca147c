"""The journal: a file that changes are appended to, each durable before it counts."""

import os
from collections.abc import Sequence
from typing import Any

import orjson

from reader.annotations.framing import Unframed, frame, unframe
from reader.annotations.fs import CREATE, Fs
from reader.annotations.jsonbytes import dumps
from reader.annotations.layout import Layout
from reader.annotations.mainfile import Content
from reader.annotations.tables import Operation

JOURNAL_FORMAT = 1

Stat = tuple[int, int, int]
"""What tells one state of a file from another: inode, size, time of change in nanoseconds."""


def stat_of(status: os.stat_result) -> Stat:
    """The part of a file's status that tells its states apart."""
    return (status.st_ino, status.st_size, status.st_mtime_ns)


def header(generation: int, main: Content) -> bytes:
    """The first line of a journal; `main` is the main file that it goes on from."""
    return frame(dumps({"format": JOURNAL_FORMAT, "generation": generation, "main": list(main)}))


def transaction(operations: Sequence[Operation]) -> bytes:
    """The line of operations that happen together."""
    return frame(orjson.dumps(_steps(operations)))


def merged(operations: Sequence[Operation], main: Content, oldest: int) -> bytes:
    """The line of operations that make up for another program's `main` file, from which the journals go on now.

    Journals before the generation `oldest` are in that file. Should a power cut bring their names back, they must
    not be done again: the other program may have given an id to a document that one of them takes away.
    """
    return frame(orjson.dumps({**_steps(operations), "main": list(main), "oldest": oldest}))


def merged_late(operations: Sequence[Operation], content: Content) -> bytes:
    """The line of operations that take in what another program wrote to a main file that had been replaced."""
    return frame(orjson.dumps({**_steps(operations), "late": list(content)}))


def _steps(operations: Sequence[Operation]) -> dict[str, Any]:
    steps = [
        [table, identifier, None if content is None else orjson.Fragment(content), *([1] if is_new else [])]
        for table, identifier, content, is_new in operations
    ]
    return {"operations": steps}


def main_written(main: Content, stat: Stat) -> bytes:
    """The line that says which main file is about to take the place of the old one."""
    return frame(dumps({"main": list(main), "stat": list(stat)}))


def next_generation(generation: int) -> bytes:
    """The line that says in which journal things go on."""
    return frame(dumps({"next": generation}))


def operations_of(record: dict[str, Any]) -> list[Operation]:
    """The operations of a record."""
    return [
        Operation(table, identifier, None if document is None else dumps(document), bool(flags))
        for table, identifier, document, *flags in record.get("operations", ())
    ]


class Journal:
    """The journal that is being written, or none yet. `size` is how much of it has been taken in."""

    def __init__(self, fs: Fs, layout: Layout) -> None:
        self._fs = fs
        self._layout = layout
        self._descriptor = -1
        self.generation = 0
        self.size = 0

    @property
    def is_open(self) -> bool:
        """Whether there is one."""
        return self._descriptor >= 0

    def create(self, generation: int, main: Content) -> None:
        """Begin the journal of a generation and go over to it; its header is durable with the next line."""
        path = self._layout.journal(generation)
        descriptor = self._fs.open(path, CREATE)
        line = header(generation, main)
        try:
            self._fs.write(descriptor, line, 0)
            self._fs.sync_folder(path.parent)
        except OSError:
            os.close(descriptor)
            self._fs.unlink(path)
            raise
        self._go_over(descriptor, generation, len(line))

    def open(self, generation: int, size: int, *, read_only: bool = False) -> None:
        """Go over to a journal that exists and whose first `size` bytes have been taken in."""
        flags = (os.O_RDONLY if read_only else os.O_RDWR) | os.O_CLOEXEC | os.O_NOFOLLOW
        self._go_over(self._fs.open(self._layout.journal(generation), flags), generation, size)

    def append(self, line: bytes, *, durably: bool) -> None:
        """Write a line after what has been taken in; what a dead process left there is overwritten."""
        self._fs.write(self._descriptor, line, self.size)
        if durably:
            self._fs.sync_data(self._descriptor)
        self.size += len(line)

    def cut(self) -> None:
        """Take away what stands after what has been taken in."""
        self._fs.truncate(self._descriptor, self.size)

    def file_size(self) -> int:
        """The size of the file, in bytes."""
        return os.fstat(self._descriptor).st_size

    @property
    def is_deleted(self) -> bool:
        """Whether it has lost its name: what is appended to it is in no file."""
        return self.is_open and os.fstat(self._descriptor).st_nlink == 0

    def read_new(self) -> Unframed:
        """What has been appended since; `size` does not move."""
        return unframe(os.pread(self._descriptor, max(0, self.file_size() - self.size), self.size))

    def close(self) -> None:
        """Let go of it."""
        if self.is_open:
            os.close(self._descriptor)
            self._descriptor = -1

    def _go_over(self, descriptor: int, generation: int, size: int) -> None:
        self.close()
        self._descriptor, self.generation, self.size = descriptor, generation, size
