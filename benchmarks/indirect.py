"""A sample of the indirect speech that is found in texts, to be judged by hand: no set marks it apart.

    python -m benchmarks.indirect FILE.jsonl[.xz] … [--sample N] [--seed N]

A line of a FILE is a document with a "text". Each found clause stands between [[ and ]], with its speaker and verb.
"""

import argparse
import random
from pathlib import Path

from benchmarks.quotations import documents
from reader.analysis.quotations import find_indirect
from reader.model import Quotation

_AROUND = 110
"""Characters shown before a clause."""


def shown(text: str, quotation: Quotation) -> str:
    """One found clause with what stands before it in its line."""
    start, end = quotation.span
    before = text[max(text.rfind("\n", 0, start) + 1, start - _AROUND) : start]
    verb = text[slice(*quotation.cue_span)] if quotation.cue_span else ""
    return f"{quotation.speaker} | {verb} | {before}[[{text[start:end]}]]"


def main() -> None:
    """Prints how much was found, and the sample."""
    parser = argparse.ArgumentParser(description="A sample of indirect speech, to be judged by hand.")
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--sample", type=int, default=100)
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args()
    texts = [document["text"] for path in arguments.files for document in documents(path)]
    found = [(text, quotation) for text in texts for quotation in find_indirect(text, "en")]
    print(f"{len(found):,} clauses in {len(texts):,} texts\n")
    for text, quotation in random.Random(arguments.seed).sample(found, min(arguments.sample, len(found))):
        print(shown(text, quotation))


if __name__ == "__main__":
    main()
