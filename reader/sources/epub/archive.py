"""The ZIP archive that a book is, of which nothing is unpacked but into memory, and no more than is allowed."""

import stat
import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from reader.sources.errors import DamagedFileError, ExcessiveFileError, ProtectedFileError, shown
from reader.sources.limits import MAX_BOOK, MAX_BOOK_FILES, MAX_CHAPTER, MAX_RATIO, RATIO_COUNTS_FROM

PROTECTED = "only the program that it was sold for can open it"
"""What there is to say of a book with digital rights management."""

_ENTRY = b"PK\x01\x02"  # begins every entry of the list of files at the end of the archive
_BROKEN = (BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
_ENCRYPTED = 0x1


class Archive:
    """The files of a book by their names; `place` is what errors call the book."""

    def __init__(self, data: bytes, place: str) -> None:
        """Read the list of files.

        Raises:
            DamagedFileError: it is no ZIP archive, or not all of one.
            ExcessiveFileError: there are too many files in it.
        """
        self.place = place
        self._unpacked = 0
        # Each entry of the list takes much memory as soon as it is read.
        if data.count(_ENTRY) > MAX_BOOK_FILES:
            raise ExcessiveFileError(place, f"more than {MAX_BOOK_FILES:,} files in it")
        try:
            self._zip = ZipFile(BytesIO(data))
        except _BROKEN as error:
            raise self.damaged("it is no ZIP archive, or a part of it is missing") from error
        self._files = {info.filename: info for info in self._zip.infolist() if info.filename}

    def damaged(self, what: str) -> DamagedFileError:
        """The error for a book that is not as it should be."""
        return DamagedFileError(self.place, "EPUB", what)

    def names(self) -> Iterator[str]:
        """The names of the files."""
        return iter(self._files)

    def read(self, name: str) -> bytes | None:
        """The bytes of the file of that name; None if there is none, or it is a link.

        Raises:
            DamagedFileError: it cannot be unpacked.
            ExcessiveFileError: it is too large, or with it too much has been read from this book.
            ProtectedFileError: it is encrypted.
        """
        info = self._files.get(name)
        if info is None or info.is_dir() or stat.S_ISLNK(info.external_attr >> 16):
            return None
        self._check(info)
        try:
            data = self._zip.read(info)
        except _BROKEN as error:
            raise self.damaged(f"its file “{shown(info.filename)}” is damaged") from error
        self._unpacked += len(data)
        if self._unpacked > MAX_BOOK:
            raise ExcessiveFileError(self.place, f"more than {MAX_BOOK // 1_000_000} MB of text in it")
        return data

    def _check(self, info: ZipInfo) -> None:
        """Refuse what must not be unpacked; no more than the size that is declared ever is."""
        if info.flag_bits & _ENCRYPTED:
            raise ProtectedFileError(self.place, PROTECTED)
        if info.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            raise self.damaged(f"its file “{shown(info.filename)}” is packed in a way that no EPUB is")
        if info.file_size > MAX_CHAPTER:
            raise ExcessiveFileError(self.place, f"a chapter of more than {MAX_CHAPTER // 1_000_000} MB in it")
        if info.file_size > max(RATIO_COUNTS_FROM, MAX_RATIO * info.compress_size):
            raise ExcessiveFileError(
                self.place, f"a file in it that unpacks to more than {MAX_RATIO} times its size"
            )
