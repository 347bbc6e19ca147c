"""How many short, hard cases of quotations come out as they are marked.

    python -m benchmarks.hard_cases FILE.py

FILE defines `CASES`, a list of `(id, text, [(quotation, speaker or None)])`. A case is right when exactly the listed
quotations are found, each with that speaker; what is found as a scare quote or a title counts as found where nobody is
marked as its speaker, and else as not found.
"""

import argparse
import runpy
from pathlib import Path

from reader.analysis import quotations
from reader.model import QuotationKind

Said = list[tuple[str, str | None]]


def said(text: str, marked: Said) -> Said:
    """The quotations of a text with the words that name the speaker; of scare quotes those that are marked."""
    found = [
        (text[slice(*quotation.span)], quotation.speaker, quotation.kind) for quotation in quotations.find(text)
    ]
    return [
        (words, speaker)
        for words, speaker, kind in found
        if kind is not QuotationKind.SCARE or (words, speaker) in marked
    ]


def main() -> None:
    """Prints the cases that come out otherwise, and how many are right."""
    parser = argparse.ArgumentParser(description="How many hard cases of quotations are right.")
    parser.add_argument("file", type=Path)
    cases: list[tuple[str, str, Said]] = runpy.run_path(str(parser.parse_args().file))["CASES"]
    right = 0
    for name, text, marked in cases:
        found = said(text, marked)
        right += found == marked
        if found != marked:
            print(f"{name}: found {found}, marked {marked}")
    print(f"{right} of {len(cases)}")


if __name__ == "__main__":
    main()
