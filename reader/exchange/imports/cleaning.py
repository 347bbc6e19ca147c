"""What others wrote, as it may be kept: cleaned, and no longer than what postil itself would write."""

from collections.abc import Iterable
from dataclasses import replace

from reader.document.limits import MAX_TITLE
from reader.exchange.limits import MAX_ENTITY_NAME, MAX_NAME, MAX_NOTE, MAX_PASSAGE, MAX_TAG, MAX_TAGS
from reader.model import EntityCorrection
from reader.text.sanitize import clean

_BESIDE = "|"
"""Stands for what a passage was cut out of; it joins with nothing."""


def text(value: object) -> str:
    """The text that a value of JSON is; none if it is no text."""
    return value if isinstance(value, str) else ""


def title(value: object) -> str:
    """A title."""
    return clean(text(value), one_line=True, max_length=MAX_TITLE)


def name(value: object) -> str | None:
    """An author's or a source's name, None where there is none."""
    return clean(text(value), one_line=True, max_length=MAX_NAME) or None


def note(value: object) -> str:
    """A note."""
    return clean(text(value), max_length=MAX_NOTE).strip("\n")


def passage(value: object) -> str:
    """The words of a passage."""
    return clean(text(value), max_length=MAX_PASSAGE).strip()


def piece(value: str) -> str:
    """A piece of a text, clean as a part of it: what it begins with may belong to what came before."""
    return clean(f"{_BESIDE}{value}{_BESIDE}")[1:-1]


def tags(values: Iterable[object]) -> tuple[str, ...]:
    """The tags, each once, as postil has them: on one line, no leading `#`; a comma parts two."""
    parts = (part for value in values for part in text(value).split(","))
    names = (clean(part, one_line=True, max_length=MAX_TAG).lstrip("# ") for part in parts)
    return tuple(dict.fromkeys(tag for tag in names if tag))[:MAX_TAGS]


def correction(given: EntityCorrection) -> EntityCorrection:
    """What somebody said of an entity."""
    return replace(
        given,
        entity=clean(given.entity, one_line=True, max_length=MAX_ENTITY_NAME),
        value=clean(given.value, one_line=True, max_length=MAX_ENTITY_NAME),
        updated=clean(given.updated, one_line=True),
    )
