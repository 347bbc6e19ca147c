"""How well the main text of web pages is found, and how much of their structure comes with it.

    python -m benchmarks.extraction PAGES.tar.xz

PAGES is the article extraction benchmark of scrapinghub: `ground-truth.json` (`{id: {"articleBody", "url"}}`) and
`html/{id}.html.gz`. As there, texts are compared by shingles of four words: precision and recall are means over the
pages, F1 is made of the two. Alternative texts of images are not counted, for the marked texts have none. Structure is
recall: of the headings, links, items of lists and block quotations that stand in a page's marked text, the share that
the document has. Time is of the processor.
"""

import argparse
import gzip
import json
import re
import tarfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.figures import percentile, table
from reader.document.blocks import Block, BlockKind, Document, InlineKind
from reader.document.html import content_as_markdown
from reader.document.html_tree import tree_of
from reader.document.markdown import from_markdown
from reader.sources.pages import extract, page_document
from reader.sources.pages.passages import words_of

SHINGLE = 4
KINDS = {
    "headings": ("h1", "h2", "h3", "h4", "h5", "h6"),
    "links": ("a",),
    "list items": ("li",),
    "quotations": ("blockquote",),
}
INSIDE = 0.9  # of the shingles of an element are in the marked text, if it stands there
PART = 0.3  # of an item or a quotation is in one block, if the document has it

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Page:
    """A page, the address it was at, and its main text as people marked it."""

    html: str
    url: str
    text: str


@dataclass(slots=True)
class Score:
    """What one way of finding main texts came to."""

    precisions: list[float] = field(default_factory=list)
    recalls: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    there: Counter[str] = field(default_factory=Counter)
    kept: Counter[str] = field(default_factory=Counter)

    def add(self, page: Page, document: Document | None, seconds: float) -> None:
        """Count what was made of a page."""
        blocks = document.blocks if document else ()
        text = "\n".join(block.text for block in blocks if block.kind is not BlockKind.IMAGE)
        marked, found = shingles(page.text), shingles(text)
        both = (marked & found).total()
        self.precisions.append(both / found.total() if found else 0.0)
        self.recalls.append(both / marked.total())
        self.seconds.append(seconds)
        kept = {kind: list(said_in(document, kind)) for kind in KINDS} if document else {}
        for kind, words in structure_of(page, marked):
            self.there[kind] += 1
            self.kept[kind] += has(kept.get(kind, []), kind, words)

    def row(self, name: str) -> list[str]:
        """The figures of a line of the table."""
        precision, recall = mean(self.precisions), mean(self.recalls)
        f1 = 2 * precision * recall / (precision + recall)
        structure = [f"{self.kept[kind] / self.there[kind]:.0%}" for kind in KINDS]
        times = [f"{1000 * percentile(self.seconds, share):.0f}" for share in (0.5, 0.95)]
        return [name, f"{f1:.3f}", f"{precision:.3f}", f"{recall:.3f}", *structure, " / ".join(times)]


def mean(values: list[float]) -> float:
    """The mean."""
    return sum(values) / len(values)


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """The shingles of a text, each as often as it is there; a shorter text is one."""
    words = _WORD.findall(text)
    starts = range(max(1, len(words) - SHINGLE + 1)) if words else ()
    return Counter(tuple(words[start : start + SHINGLE]) for start in starts)
