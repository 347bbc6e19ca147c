"""A folder of Markdown files, one an article, that is kept up to date beside what people write in it."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from reader.exchange.errors import UnsuitablePlaceError, UnusableImportError, UnwritableError, shown
from reader.exchange.files import remove_left_behind, write_whole
from reader.exchange.limits import MAX_VAULT_FILES
from reader.exchange.markdown import front_matter
from reader.exchange.markdown.blocks import merged
from reader.exchange.markdown.file_names import comparable, file_name
from reader.exchange.markdown.reading import (
    MarkdownFile,
    article_of,
    blocks_in,
    markdown_files,
    names_by_folder,
    read_markdown,
)
from reader.exchange.markdown.rendering import ARTICLE, blocks, tag, values
from reader.exchange.records import ArticleNotes


@dataclass(slots=True)
class VaultReport:
    """How many files were written and how many were right already, and sentences about what was noticed."""

    written: int = 0
    unchanged: int = 0
    notices: list[str] = field(default_factory=list)


class Vault:
    """The folder at `folder`, which is made if need be. `colours` are the names of the colours from 1 on.

    `exists` says whether there is an annotation with a uid; the blocks of those that are gone are taken out.
    A file is an article's by the id in it, whatever it is called and in whichever folder inside this one it lies.
    What is hidden, and links, are passed over; what exports that were killed left half written is taken away.

    In a `with` statement that fails, a folder that was made and has nothing in it goes again.

    Raises:
        UnsuitablePlaceError: there is something else than a folder, or far more files than notes make.
        UnwritableError: the folder cannot be made.
    """

    def __init__(self, folder: Path, *, colours: Sequence[str], exists: Callable[[str], bool]) -> None:
        self.report = VaultReport()
        self._folder = folder
        self._new_folders = _made(folder)
        self._colours = colours
        self._exists = exists
        self._taken = _names_in(self._folder)
        self._files = self._files_of_articles()
        for place, names in names_by_folder(self._folder):
            remove_left_behind(place, names)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            _remove_empty(self._new_folders)

    def write(self, notes: ArticleNotes) -> None:
        """Have an article's notes in its file. Raises `UnwritableError`."""
        path = self._files.pop(notes.article.id, None)
        if path is None:
            self._write_new(notes)
        elif (file := self._read(path)) is not None:
            self._renew(file, notes)

    def write_others(self) -> None:
        """Take out of the files of all other articles what is about annotations that are gone."""
        for path in self._files.values():
            file = self._read(path)
            if file is not None:
                self._replace(file, merged(file.text, [], self._is_there).text)

    def _renew(self, file: MarkdownFile, notes: ArticleNotes) -> None:
        ours = blocks(notes, self._colours)
        found = merged(file.text, ours, self._is_there)
        is_news = all(block.digest != ours[0].digest for block in blocks_in(file.text))
        self._replace(file, _headed(found.text, notes, overwrite=is_news))
        if found.broken:
            self.report.notices.append(
                f"“{shown(file.path)}”: the end of a block, “<!-- /postil -->”, is missing; what is there was left "
                "as it is."
            )

    def _write_new(self, notes: ArticleNotes) -> None:
        name = file_name(notes.article.title, notes.article.id, self._taken)
        self._taken.add(comparable(name))
        text = "\n".join(["---\n---\n", *map(str, blocks(notes, self._colours))])
        write_whole(self._folder / name, [_headed(text, notes, overwrite=True)])
        self.report.written += 1

    def _replace(self, file: MarkdownFile, text: str) -> None:
        if text == file.text:
            self.report.unchanged += 1
            return
        write_whole(file.path, [file.as_it_was_written(text)])
        self.report.written += 1

    def _is_there(self, uid: str) -> bool:
        return uid.startswith(ARTICLE) or self._exists(uid)

    def _files_of_articles(self) -> dict[str, Path]:
        files: dict[str, Path] = {}
        for number, path in enumerate(markdown_files(self._folder)):
            if number == MAX_VAULT_FILES:
                raise UnsuitablePlaceError(
                    f"“{shown(self._folder)}” has more than {MAX_VAULT_FILES:,} Markdown files; "
                    "name a folder for the notes alone."
                )
            file = self._read(path)
            article_id = None if file is None else article_of(file.text)
            if article_id is not None:
                files.setdefault(article_id, path)
        return files

    def _read(self, path: Path) -> MarkdownFile | None:
        try:
            return read_markdown(path)
        except UnusableImportError as error:
            self.report.notices.append(str(error))
            return None


def _headed(text: str, notes: ArticleNotes, *, overwrite: bool) -> str:
    """The text with its front matter brought up to date, if somebody has left it one."""
    head, below = front_matter.split(text)
    if head is None:
        return text
    tags = [tag(each) for each in notes.tags]
    return front_matter.joined(
        front_matter.renewed(head, values(notes.article), tags, overwrite=overwrite), below
    )


def _made(folder: Path) -> list[Path]:
    """Have the folder be there; which folders were made for that, itself first."""
    missing: list[Path] = []
    try:
        missing = [each for each in (folder, *folder.parents) if not each.exists()]
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise UnsuitablePlaceError(
            f"“{shown(folder)}” is a file, and Markdown goes into a folder. Name one."
        ) from error
    except OSError as error:
        _remove_empty(missing)
        raise UnwritableError(folder, error) from error
    return missing


def _remove_empty(folders: Iterable[Path]) -> None:
    for folder in folders:
        with suppress(OSError):  # there is something in it
            folder.rmdir()


def _names_in(folder: Path) -> set[str]:
    try:
        return {comparable(entry.name) for entry in folder.iterdir()}
    except OSError as error:
        raise UnwritableError(folder, error) from error
