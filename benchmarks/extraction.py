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
import logging
import re
import tarfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from benchmarks.figures import percentile, table
from reader.document.blocks import BlockKind, Document, InlineKind
from reader.document.html import content_as_markdown
from reader.document.html_tree import Element, tree_of
from reader.document.markdown import from_markdown
from reader.sources.pages import extract, page_document

SHINGLE = 4
KINDS = {
    "headings": ("h1", "h2", "h3", "h4", "h5", "h6"),
    "links": ("a",),
    "list items": ("li",),
    "quotations": ("blockquote",),
}
BLOCKS = {
    "headings": BlockKind.HEADING,
    "list items": BlockKind.LIST_ITEM,
    "quotations": BlockKind.QUOTATION,
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
        blocks = document.blocks[1:] if document else ()  # no title is in the marked texts
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


def structure_of(page: Page, marked: Counter[tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """The kind and words of each element of the page that stands in its marked text; links, of its paragraphs."""
    for element in tree_of(page.html).root.all("p", *(tag for tags in KINDS.values() for tag in tags)):
        text = "".join(element.texts())
        own = shingles(text)
        if not own or (own & marked).total() < INSIDE * own.total():
            continue
        if element.tag == "p":
            yield from (("links", said(link)) for link in element.all("a") if link.get("href") and said(link))
        elif element.tag != "a":
            yield next(kind for kind, tags in KINDS.items() if element.tag in tags), words(text)


def said(element: Element) -> str:
    """The words of an element."""
    return words("".join(element.texts()))


def words(text: str) -> str:
    """The words of a text, with a space between."""
    return " ".join(_WORD.findall(text))


def said_in(document: Document, kind: str) -> Iterator[str]:
    """The words of what the document has of a kind."""
    for block in document.blocks:
        if kind == "links":
            links = (inline for inline in block.inlines if inline.kind is InlineKind.LINK)
            yield from (words(document.text[link.start : link.end]) for link in links)
        elif block.kind is BLOCKS[kind]:
            yield words(block.text)


def has(kept: list[str], kind: str, wanted: str) -> bool:
    """Whether what is wanted is among what a document has; an item or a quotation may be several blocks."""
    if kind in {"headings", "links"}:
        return wanted in kept
    return any(part in wanted and len(part) >= PART * len(wanted) for part in kept)


def pages(path: Path) -> Iterator[Page]:
    """The pages of the archive."""
    with tarfile.open(path) as archive:
        members = {Path(member.name).name: member for member in archive if member.isfile()}

        def read(name: str) -> bytes:
            file = archive.extractfile(members[name])
            return file.read() if file else b""

        for key, truth in json.loads(read("ground-truth.json")).items():
            html = gzip.decompress(read(f"{key}.html.gz")).decode("utf-8", errors="replace")
            yield Page(html, truth["url"], truth["articleBody"])


def by_postil(page: Page) -> Document:
    """What postil makes of a page."""
    return page_document(extract(page.html, url=page.url))[1]


def by_trafilatura(page: Page) -> Document | None:
    """What trafilatura's own Markdown is."""
    import trafilatura

    found = trafilatura.extract(
        page.html, url=page.url, output_format="markdown", include_comments=False, include_links=True
    )
    return from_markdown(found, title="") if found else None


def by_readability(page: Page) -> Document | None:
    """What readability's HTML is, by our way to Markdown."""
    from readability import Document as Readable

    markdown = content_as_markdown(Readable(page.html, url=page.url).summary(), base_url=page.url)
    return from_markdown(markdown, title="") if markdown is not None else None


def main() -> None:
    """Prints a row a way of finding main texts."""
    parser = argparse.ArgumentParser(description="How well the main text of web pages is found.")
    parser.add_argument("pages", type=Path)
    all_pages = list(pages(parser.parse_args().pages))
    ways: dict[str, Callable[[Page], Document | None]] = {"postil": by_postil, "trafilatura": by_trafilatura}
    if find_spec("readability"):
        ways["readability"] = by_readability
    logging.disable(logging.ERROR)
    rows = []
    for name, way in ways.items():
        score = Score()
        way(all_pages[0])  # whatever is imported is imported then
        for page in all_pages:
            begun = time.process_time()
            document = way(page)
            score.add(page, document, time.process_time() - begun)
        rows.append(score.row(name))
    print(table([f"{len(all_pages)} pages", "F1", "precision", "recall", *KINDS, "ms p50 / p95"], rows))


if __name__ == "__main__":
    main()
