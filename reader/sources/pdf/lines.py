"""What is taken out of a PDF: lines of text where they stand on their pages."""

import json
from dataclasses import astuple, dataclass
from enum import StrEnum

SOFT_HYPHEN = "\u00ad"
"""Ends a line within a word."""

_ABOUT = ("title", "author", "created", "damaged")


class Fault(StrEnum):
    """Why nothing is taken out of a PDF."""

    DAMAGED = "damaged"
    PROTECTED = "protected"
    TOO_MANY_PAGES = "too many pages"
    TOO_MUCH_TEXT = "too much text"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: where it begins and ends, its baseline and the size it is set in, in points.

    They count from the lower left corner of the page.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float


Page = tuple[Line, ...]
"""The lines of a page in the order in which they were written."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """The pages of a PDF, what it says of itself, and how many more pages it has that cannot be read."""

    pages: tuple[Page, ...]
    title: str = ""
    author: str = ""
    created: str = ""
    damaged: int = 0


def encode(extracted: Extracted | Fault) -> str:
    """What was taken out, as JSON."""
    if isinstance(extracted, Fault):
        return json.dumps({"fault": extracted})
    about = {name: getattr(extracted, name) for name in _ABOUT}
    return json.dumps({**about, "pages": [[astuple(line) for line in page] for page in extracted.pages]})


def decode(data: bytes) -> Extracted | Fault:
    """What `encode` made JSON of."""
    values = json.loads(data)
    if "fault" in values:
        return Fault(values["fault"])
    pages = tuple(tuple(Line(*line) for line in page) for page in values["pages"])
    return Extracted(pages, **{name: values[name] for name in _ABOUT})
