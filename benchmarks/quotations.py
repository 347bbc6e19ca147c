"""How well quotations, speakers and cues are found in a set of marked texts.

    python -m benchmarks.quotations FILE.jsonl[.xz] [--errors N]

A line of FILE is `{"id", "text", "quotations": [{"start", "end", "speaker": [[s, e]], "cue": [[s, e]]}]}`, offsets
in characters: the direct quotations of PolNeAR (networkdynamics/PolNeAR) in that form, for instance. A span is right
when it shares at least 0.8 of the two together with a marked one; speaker and cue are right when they overlap the
marked ones of such a span. Not counted: quotations of kind scare, and what such sets leave unmarked, the first line
(a headline) and quotations between marks other than “…” and "…".
"""

import argparse
import json
import lzma
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reader.analysis import quotations
from reader.model import Quotation, QuotationKind, Span

SHARED = 0.8


def documents(path: Path) -> Iterator[dict[str, Any]]:
    """The documents of a file of JSON lines, packed or not."""
    with lzma.open(path, "rt") if path.suffix == ".xz" else path.open() as lines:
        for line in lines:
            yield json.loads(line)


def shared(one: Span, other: Span) -> float:
    """How much of two spans together is in both."""
    inside = min(one.end, other.end) - max(one.start, other.start)
    return max(0, inside) / (max(one.end, other.end) - min(one.start, other.start))


def counts(text: str, quotation: Quotation) -> bool:
    """Whether a quotation is of the kinds that the sets mark."""
    in_body = quotation.span.start > text.find("\n")
    return in_body and quotation.kind is not QuotationKind.SCARE and text[quotation.span.start] in '“”"'


class Score:
    """Counts of right, found and marked things, a name each."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.found: Counter[str] = Counter()
        self.marked: Counter[str] = Counter()
        self.errors: list[str] = []

    def add(self, document: dict[str, Any], found: list[Quotation]) -> None:
        """Compares what was found in a document with what is marked there."""
        text = document["text"]
        marked = document["quotations"]
        for quotation in marked:
            self.marked.update(["span", *(key for key in ("speaker", "cue") if quotation[key])])
        unmatched = {(quotation["start"], quotation["end"]) for quotation in marked}
        for quotation in found:
            match = next(
                (m for m in marked if shared(quotation.span, Span(m["start"], m["end"])) >= SHARED),
                None,
            )
            spans = {"span": quotation.span, "speaker": quotation.speaker_span, "cue": quotation.cue_span}
            for key, span in spans.items():
                if span is None:
                    continue
                self.found[key] += 1
                right = match is not None and (
                    key == "span" or any(span.overlaps(Span(*gold)) for gold in match[key])
                )
                self.right[key] += right
                if not right:
                    wanted = [text[a:b] for a, b in match[key]] if match and key != "span" else None
                    context = text[max(0, quotation.span.start - 150) : quotation.span.end + 120].replace(
                        "\n", "⏎"
                    )
                    self.errors.append(f"{key}: {text[slice(*span)]!r} wanted {wanted} in …{context}…")
            if match is not None:
                unmatched.discard((match["start"], match["end"]))
                for key in ("speaker", "cue"):
                    if match[key] and spans[key] is None:
                        wanted = [text[a:b] for a, b in match[key]]
                        context = text[max(0, quotation.span.start - 150) : quotation.span.end + 120]
                        self.errors.append(f"no {key}: wanted {wanted} in …{context!r}…")
        self.errors += [
            f"missed: {text[start - 100 : start]!r}|{text[start:end]!r}|{text[end : end + 60]!r}"
            for start, end in unmatched
        ]

    def table(self) -> str:
        """The scores as a Markdown table."""
        rows = ["| | precision | recall | F1 |", "|---|---|---|---|"]
        for key in ("span", "speaker", "cue"):
            right, found, marked = self.right[key], self.found[key], self.marked[key]
            f1 = 2 * right / (found + marked)
            rows.append(f"| {key} | {right / found:.1%} | {right / marked:.1%} | {f1:.1%} |")
        return "\n".join(rows)


def main() -> None:
    """Prints the table of one file."""
    parser = argparse.ArgumentParser(description="How well quotations are found.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print the first N errors too")
    arguments = parser.parse_args()
    score, words, seconds = Score(), 0, 0.0
    for document in documents(arguments.file):
        begun = time.process_time()
        found = quotations.find(document["text"], "en")
        seconds += time.process_time() - begun
        words += len(document["text"].split())
        score.add(document, [quotation for quotation in found if counts(document["text"], quotation)])
    print(score.table())
    print(f"\n{words:,} words, {words / seconds:,.0f} a second")
    for error in score.errors[: arguments.errors]:
        print(error)


if __name__ == "__main__":
    main()
