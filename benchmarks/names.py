"""How well names are found in sets of marked texts, a sentence at a time and with what the whole article tells.

    python -m benchmarks.names FILE.jsonl[.xz] … [--cases] [--model FOLDER] [--engine spacy:NAME] …

A line of a FILE is a document, `{"sentences": [{"tokens": […], "spans": [[start, end, "PER" | "ORG" | "LOC" | "MISC" |
"DATE" | "MONEY"]]}]}`, offsets in tokens: WikiGold, UNER or the worldwide newswire set in that form, for instance. A
name is right when its span and its type are exactly the marked ones, a leading "the" and a trailing "'s" aside. Each
document is read as tokens with a space between them and as prose. With `--cases` also in Title Case, UPPER CASE and
lower case; with `--model` by the model of another folder than the shipped one; with `--engine` also by what is named as
the settings name it.
"""

import argparse
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.figures import table
from benchmarks.marked_names import CASES, TYPES, Marked, as_prose, as_tokens, lines_of, trimmed, written
from reader.analysis.engines.loading import load
from reader.analysis.entities import resolve
from reader.analysis.names import Name, NameFinder, NamesUnavailable
from reader.analysis.onnx_names import OnnxNames
from reader.analysis.shipped_names import MODEL_FOLDER
from reader.analysis.shipped_names import load as load_shipped
from reader.config import engine_of
from reader.model import Mention

COUNTED = {
    "PER ORG LOC": frozenset(["PER", "ORG", "LOC"]),
    "and MISC": frozenset(["PER", "ORG", "LOC", "MISC"]),
    "DATE": frozenset(["DATE"]),
    "MONEY": frozenset(["MONEY"]),
}
MISSING = "not installed"
WAYS = ("tokens, alone", "tokens, article", "prose, article")


class Score:
    """Counts of right, found and marked names, by what is counted and by the way they were found."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str, str]] = Counter()

    def add(self, way: str, marked: Marked, found: Iterable[Name | Mention]) -> None:
        """Compares what was found in a text with what is marked there."""
        text = marked.text
        names = {(*trimmed(text, *name.span), TYPES[name.type]) for name in found}
        for label, kinds in COUNTED.items():
            kept = {name for name in names if name[2] in kinds}
            wanted = {name for name in marked.names if name[2] in kinds}
            self._counts[label, way, "right"] += len(kept & wanted)
            self._counts[label, way, "all"] += len(kept) + len(wanted)
            self._counts[label, "", "marked"] += len(wanted)

    def rows(self) -> Iterator[list[str]]:
        """For everything that is marked its name, and F1 the three ways."""
        for label in COUNTED:
            if self._counts[label, "", "marked"]:
                right = [2 * self._counts[label, way, "right"] / self._counts[label, way, "all"] for way in WAYS]
                yield [label, *(f"{f1:.1%}" for f1 in right)]


class Finder:
    """What finds names, with how fast it is; `problem` says why it finds none."""

    def __init__(self, name: str, load_names: Callable[[], NameFinder | None]) -> None:
        self.name = name
        self.problem = ""
        self._words, self._seconds = 0, 0.0
        try:
            self._names = load_names()
        except NamesUnavailable as error:
            self._names, self.problem = None, str(error)

    def cells(self, documents: Iterable[dict[str, Any]], case: Callable[[str], str]) -> dict[str, list[str]]:
        """For everything that is marked in documents F1 the three ways, or that it is not installed."""
        score = Score()
        for document in documents:
            tokens, prose = (read(written(document, case)) for read in (as_tokens, as_prose))
            begun = time.process_time()
            alone, in_prose = (self._names.find(each.text) if self._names else [] for each in (tokens, prose))
            score.add(WAYS[0], tokens, alone)
            score.add(WAYS[1], tokens, resolve(tokens.text, alone)[0])
            score.add(WAYS[2], prose, resolve(prose.text, in_prose)[0])
            self._seconds += time.process_time() - begun
            self._words += len(tokens.text.split()) + len(prose.text.split())
        return {label: [MISSING for _ in f1] if self.problem else f1 for label, *f1 in score.rows()}

    @property
    def speed(self) -> str:
        """How many words it has read, and how many a CPU second; or why none."""
        return self.problem or f"{self._words:,} words, {self._words / self._seconds:,.0f} a CPU second"


def shipped(folder: Path | None) -> NameFinder:
    """The shipped model, or the one of a folder, with the shipped vocabulary and labels."""
    if folder is None:
        return load_shipped()
    vocabulary, labels = ((MODEL_FOLDER / name).read_text("utf-8") for name in ("vocab.txt", "labels.json"))
    return OnnxNames((folder / "model.int8.onnx").read_bytes(), vocabulary, labels, version=str(folder))


def main() -> None:
    """Prints a row a file, case and type."""
    parser = argparse.ArgumentParser(description="How well names are found.")
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--cases", action="store_true", help="in Title Case, UPPER CASE and lower case too")
    parser.add_argument("--model", type=Path, help="folder of another model.int8.onnx")
    parser.add_argument(
        "--engine", type=engine_of, action="append", default=[], help="spacy:NAME, beside it; may be given again"
    )
    arguments = parser.parse_args()
    finders = [Finder("postil", partial(shipped, arguments.model))]
    finders += [Finder(f"{it.kind} {Path(it.place).name}", partial(load, it)) for it in arguments.engine]
    rows: list[list[str]] = []
    for path in arguments.files:
        documents = list(lines_of(path))
        for name in CASES if arguments.cases else list(CASES)[:1]:
            found = [finder.cells(documents, CASES[name]) for finder in finders]
            known = path.name.partition(".")[0]
            rows += [[known, name, label, *(f1 for each in found for f1 in each[label])] for label in found[0]]
    columns = [f"{finder.name}: {way}" if arguments.engine else way for finder in finders for way in WAYS]
    print(table(["set", "written", "types", *columns], rows))
    print()
    for finder in finders:
        print(f"{finder.name}: {finder.speed}" if arguments.engine else finder.speed)


if __name__ == "__main__":
    main()
