"""How well names are found in sets of marked texts, a sentence at a time and with what the whole article tells.

    python -m benchmarks.names FILE.jsonl[.xz] …

A line of a FILE is a document, `{"sentences": [{"tokens": […], "spans": [[start, end, "PER" | "ORG" | "LOC" | "MISC" |
"DATE" | "MONEY"]]}]}`, offsets in tokens: WikiGold, UNER or the worldwide newswire set in that form, for instance. A
name is right when its span and its type are exactly the marked ones, a leading "the" and a trailing "'s" aside.
"""

import argparse
import time
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.quotations import documents
from reader.analysis.entities import resolve
from reader.analysis.shipped_names import load
from reader.model import EntityType

TYPES = {
    EntityType.PERSON: "PER",
    EntityType.ORGANISATION: "ORG",
    EntityType.PLACE: "LOC",
    EntityType.FACILITY: "LOC",
    EntityType.GROUP: "MISC",
    EntityType.EVENT: "MISC",
    EntityType.LAW: "MISC",
    EntityType.OTHER: "MISC",
    EntityType.DATE: "DATE",
    EntityType.MONEY: "MONEY",
}
COUNTED = {"PER ORG LOC": {"PER", "ORG", "LOC"}, "and MISC": {"PER", "ORG", "LOC", "MISC"}}

Marked = tuple[int, int, str]


def as_text(document: dict[str, Any]) -> tuple[str, set[Marked]]:
    """A document as text, a sentence a line and a space between tokens, with its marked names in characters."""
    parts: list[str] = []
    marked: set[Marked] = set()
    length = 0
    for sentence in document["sentences"]:
        tokens = sentence["tokens"]
        starts = []
        for token in tokens:
            starts.append(length)
            parts += [token, " "]
            length += len(token) + 1
        for first, last, kind in sentence["spans"]:
            start, end = starts[first], starts[last - 1] + len(tokens[last - 1])
            marked.add((*trimmed(" ".join(tokens[first:last]), start, end), kind))
        parts[-1] = "\n"
    return "".join(parts), marked


def trimmed(words: str, start: int, end: int) -> tuple[int, int]:
    """The span of words without a leading "the" and a trailing "'s"."""
    start += 4 if words.lower().startswith("the ") else 0
    ending = next((ending for ending in (" 's", " ’s", "'s", "’s") if words.endswith(ending)), "")
    return start, end - len(ending)


def main() -> None:
    """Prints a row a file and way of counting."""
    parser = argparse.ArgumentParser(description="How well names are found.")
    parser.add_argument("files", type=Path, nargs="+")
    finder = load()
    print("| set | types | sentence by sentence | with the article |\n|---|---|---|---|")
    words, seconds = 0, 0.0
    for path in parser.parse_args().files:
        counts: Counter[tuple[str, str, str]] = Counter()
        for document in documents(path):
            text, marked = as_text(document)
            begun = time.process_time()
            names = finder.find(text)
            mentions, _ = resolve(text, names)
            seconds += time.process_time() - begun
            words += len(text.split())
            alone = {(*trimmed(text[slice(*name.span)], *name.span), TYPES[name.type]) for name in names}
            together = {
                (*trimmed(text[slice(*mention.span)], *mention.span), TYPES[mention.type]) for mention in mentions
            }
            for label, kinds in COUNTED.items():
                gold = {name for name in marked if name[2] in kinds}
                for way, found in (("alone", alone), ("together", together)):
                    kept = {name for name in found if name[2] in kinds}
                    counts[label, way, "right"] += len(kept & gold)
                    counts[label, way, "all"] += len(kept) + len(gold)
        for label in COUNTED:
            f1 = [2 * counts[label, way, "right"] / counts[label, way, "all"] for way in ("alone", "together")]
            print(f"| {path.name.partition('.')[0]} | {label} | {f1[0]:.1%} | {f1[1]:.1%} |")
    print(f"\n{words:,} words, {words / seconds:,.0f} a CPU second")


if __name__ == "__main__":
    main()
