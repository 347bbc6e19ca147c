"""Markdown files in a folder, and which article each is about."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reader.exchange.errors import UnusableImportError, shown
from reader.exchange.limits import MAX_VAULT_FILE
from reader.exchange.markdown import front_matter
from reader.exchange.markdown.blocks import Block, split
from reader.exchange.markdown.file_names import ENDING
from reader.exchange.markdown.rendering import ARTICLE, ID_KEY


@dataclass(frozen=True, slots=True)
class MarkdownFile:
    """A file with its text, the lines of which end as they do on Unix; `line_end` is how they end in the file."""

    path: Path
    text: str
    line_end: str

    def as_it_was_written(self, text: str) -> str:
        """Another text with the line ends of this file."""
        return text.replace("\n", self.line_end) if self.line_end != "\n" else text


def markdown_files(folder: Path) -> Iterator[Path]:
    """The Markdown files in a folder and in those inside it, in order; not what is hidden, and no links."""
    for place, names in names_by_folder(folder):
        for name in names:
            path = place / name
            if name.endswith(ENDING) and not name.startswith(".") and path.is_file() and not path.is_symlink():
                yield path


def names_by_folder(folder: Path) -> Iterator[tuple[Path, list[str]]]:
    """A folder and those inside it that are not hidden, in order, each with the names of all files in it."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield Path(place), sorted(names)


def read_markdown(path: Path) -> MarkdownFile:
    """A file's text. Raises `UnusableImportError` with the reason why it is passed over."""
    try:
        if path.stat().st_size > MAX_VAULT_FILE:
            raise _passed_over(path, f"it has more than {MAX_VAULT_FILE // 1_000_000} MB")
        text = path.read_bytes().decode()
    except UnicodeDecodeError as error:
        raise _passed_over(path, "it is not UTF-8") from error
    except OSError as error:
        raise _passed_over(path, (error.strerror or "unknown error").lower()) from error
    line_end = "\r\n" if "\r\n" in text else "\n"
    return MarkdownFile(path, text.replace("\r\n", "\n"), line_end)


def blocks_in(text: str) -> Iterator[Block]:
    """Our blocks in a file."""
    return (piece for piece in split(text) if isinstance(piece, Block))


def article_of(text: str) -> str | None:
    """The id of the article that a file is about: by its front matter, else by the block of an article in it."""
    head, _ = front_matter.split(text)
    known = front_matter.value_of(head, ID_KEY) if head is not None else None
    if known:
        return known
    return next(
        (block.uid.removeprefix(ARTICLE) for block in blocks_in(text) if block.uid.startswith(ARTICLE)), None
    )


def _passed_over(path: Path, reason: str) -> UnusableImportError:
    return UnusableImportError(f"“{shown(path)}” was passed over: {reason}.")
