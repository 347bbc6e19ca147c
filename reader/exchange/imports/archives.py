"""Zip files that anybody may have made: nothing is unpacked to the disk, and not more than they say they hold."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import TextIO

from reader.exchange.errors import ExchangeError, UnusableImportError, shown
from reader.exchange.imports.opening import encoding_of, opened
from reader.exchange.limits import MAX_MEMBER, MAX_MEMBERS, MAX_UNPACKED, SNIFFED

_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
"""The others can be made to take any amount of memory."""


_ENCRYPTED = 1


class UnreadableMemberError(ExchangeError):
    """A file in a zip that cannot be read; the others may be."""


class Archive:
    """An open zip."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.names = sorted(archive.namelist())

    def has(self, name: str) -> bool:
        """Whether there is a file of that name."""
        return name in self._archive.NameToInfo

    def text(self, name: str) -> TextIO:
        """A file in it as text. Raises `UnreadableMemberError`."""
        data = self._bytes(name)
        return TextIOWrapper(BytesIO(data), encoding_of(data[:SNIFFED]), errors="replace", newline="")

    def _bytes(self, name: str) -> bytes:
        info = self._archive.getinfo(name)
        if info.flag_bits & _ENCRYPTED:
            raise UnreadableMemberError("it is protected by a password.")
        if info.compress_type not in _METHODS:
            raise UnreadableMemberError("it is packed in a way that postil does not read.")
        if info.file_size > MAX_MEMBER:
            raise UnreadableMemberError(f"it has more than {MAX_MEMBER // 1_000_000} MB.")
        try:
            with self._archive.open(info) as member:
                return member.read(MAX_MEMBER)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
            raise UnreadableMemberError("it is damaged.") from error


@contextmanager
def opened_archive(path: Path) -> Iterator[Archive]:
    """The zip at a path.

    Raises:
        UnusableImportError: it is damaged, or holds more than an export ever does.
    """
    with opened(path) as stream:
        try:
            archive = zipfile.ZipFile(stream)
        except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError) as error:
            raise UnusableImportError(
                f"“{shown(path)}” is cut off or damaged: its list of files cannot be read. Export it again."
            ) from error
        with archive:
            infos = archive.infolist()
            unpacked = sum(info.file_size for info in infos)
            if len(infos) > MAX_MEMBERS or unpacked > MAX_UNPACKED:
                raise UnusableImportError(
                    f"“{shown(path)}” says it holds {len(infos):,} files of {unpacked / 1_000_000:,.0f} MB in all; "
                    f"postil opens zips of up to {MAX_MEMBERS:,} files and {MAX_UNPACKED / 1_000_000:,.0f} MB."
                )
            yield Archive(archive)
