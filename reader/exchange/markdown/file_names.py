"""Names of files that every system can have, whatever an article is called."""

import re
from collections.abc import Container

from reader.exchange.limits import MAX_FILE_NAME, MAX_FILE_NAME_BYTES
from reader.text.sanitize import clean

ENDING = ".md"
UNTITLED = "Untitled"

# What Windows, links in Obsidian and Logseq, and shells take for something else.
_UNFIT = re.compile(r'[\\/:*?"<>|#^\[\]%`]+')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_ID_DIGITS = 8


def file_name(title: str, article_id: str, taken: Container[str]) -> str:
    """The name of an article's file: its title as far as it may stand there, with its id where that is `taken`.

    `taken` are names without regard to case, in the form `comparable`.
    """
    stem = _stem(title)
    identifier = _stem(article_id)
    candidates = (stem, f"{stem} {identifier[:_ID_DIGITS]}", f"{stem} {identifier}")
    return next(
        (name for each in candidates if comparable(name := each + ENDING) not in taken), candidates[-1] + ENDING
    )


def comparable(name: str) -> str:
    """What is the same for two names that some systems take for one."""
    return clean(name).casefold()


def _stem(title: str) -> str:
    stem = _UNFIT.sub(" ", clean(title, one_line=True))
    stem = _trimmed(" ".join(stem.split())[:MAX_FILE_NAME])
    while len(stem.encode(errors="replace")) > MAX_FILE_NAME_BYTES:
        stem = _trimmed(stem[:-1])
    if _RESERVED.fullmatch(stem):
        stem = f"{stem} _"
    return stem or UNTITLED


def _trimmed(stem: str) -> str:
    """Without what hides a file at its beginning, and what Windows takes away at its end."""
    return stem.lstrip(". -").rstrip(". ")
