"""How well names are found in sets of marked texts, a sentence at a time and with what the whole article tells.

    python -m benchmarks.names FILE.jsonl[.xz] … [--cases] [--model FOLDER]

A line of a FILE is a document, `{"sentences": [{"tokens": […], "spans": [[start, end, "PER" | "ORG" | "LOC" | "MISC" |
"DATE" | "MONEY"]]}]}`, offsets in tokens: WikiGold, UNER or the worldwide newswire set in that form, for instance. A
name is right when its span and its type are exactly the marked ones, a leading "the" and a trailing "'s" aside. Each
document is read as tokens with a space between them and as prose. With `--cases` also in Title Case, UPPER CASE and
lower case; with `--model` by the model of another folder than the shipped one.
"""

import argparse
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.figures import table
from benchmarks.marked_names import CASES, TYPES, Marked, as_prose, as_tokens, lines_of, trimmed, written
from reader.analysis.entities import resolve
from reader.analysis.names import Name, NameFinder
from reader.analysis.onnx_names import OnnxNames
from reader.analysis.shipped_names import MODEL_FOLDER, load
from reader.model import Mention

COUNTED = {
    "PER ORG LOC": frozenset(["PER", "ORG", "LOC"]),
    "and MISC": frozenset(["PER", "ORG", "LOC", "MISC"]),
    "DATE": frozenset(["DATE"]),
    "MONEY": frozenset(["MONEY"]),
}
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


def finder_of(folder: Path | None) -> NameFinder:
    """The shipped model, or the one of a folder, with the shipped vocabulary and labels."""
    if folder is None:
        return load()
    vocabulary, labels = ((MODEL_FOLDER / name).read_text("utf-8") for name in ("vocab.txt", "labels.json"))
    return OnnxNames((folder / "model.int8.onnx").read_bytes(), vocabulary, labels, version=str(folder))


def main() -> None:
    """Prints a row a file, case and type."""
    parser = argparse.ArgumentParser(description="How well names are found.")
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--cases", action="store_true", help="in Title Case, UPPER CASE and lower case too")
    parser.add_argument("--model", type=Path, help="folder of another model.int8.onnx")
    arguments = parser.parse_args()
    finder = finder_of(arguments.model)
    rows: list[list[str]] = []
    words, seconds = 0, 0.0
    for path in arguments.files:
        for name in CASES if arguments.cases else list(CASES)[:1]:
            score = Score()
            for document in lines_of(path):
                tokens, prose = (read(written(document, CASES[name])) for read in (as_tokens, as_prose))
                begun = time.process_time()
                alone, in_prose = finder.find(tokens.text), finder.find(prose.text)
                score.add(WAYS[0], tokens, alone)
                score.add(WAYS[1], tokens, resolve(tokens.text, alone)[0])
                score.add(WAYS[2], prose, resolve(prose.text, in_prose)[0])
                seconds += time.process_time() - begun
                words += len(tokens.text.split()) + len(prose.text.split())
            rows += [[path.name.partition(".")[0], name, *row] for row in score.rows()]
    print(table(["set", "written", "types", *WAYS], rows))
    print(f"\n{words:,} words, {words / seconds:,.0f} a CPU second")


if __name__ == "__main__":
    main()
