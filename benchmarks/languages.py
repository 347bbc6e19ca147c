"""How much is found in other languages than the one that the shipped model has learnt, as a reader sees it.

    python -m benchmarks.languages [FILE.txt …] [--engine spacy:NAME]

Without a FILE, French, German and Spanish: the articles in `benchmarks/sets`, forty sentences a language, which were
written for this. `benchmarks/marked_text.py` says how such a file is marked. A name is right when its span and its type
are exactly the marked ones; a quotation, when at least 0.8 of the two together are shared; its speaker, when the words
that were found overlap the marked ones.
"""

import argparse
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from benchmarks.figures import table
from benchmarks.marked_names import TYPES
from benchmarks.marked_text import Article, articles_of
from benchmarks.quotations import SHARED, shared
from reader.analysis.engines.loading import load
from reader.analysis.names import NameFinder
from reader.analysis.pipeline import analyse
from reader.analysis.shipped_names import load as load_shipped
from reader.config import engine_of
from reader.model import Analysis, QuotationKind

SETS = Path(__file__).parent / "sets"
KINDS = ("PER", "ORG", "LOC", "MISC")
UNCOUNTED = frozenset(["DATE", "MONEY"])


class Score:
    """Counts of right, found and marked things, a name each."""

    def __init__(self) -> None:
        self._right: Counter[str] = Counter()
        self._found: Counter[str] = Counter()
        self._marked: Counter[str] = Counter()

    def add(self, article: Article, analysis: Analysis) -> None:
        """Compares what was found in an article with what is marked there."""
        names = {(*mention.span, TYPES[mention.type]) for mention in analysis.mentions}
        for kind in KINDS:
            self._count(
                kind,
                {name for name in names if name[2] == kind},
                {n for n in article.marked.names if n[2] == kind},
            )
        self._add_quotations(article, analysis)

    def _count(self, label: str, found: Iterable[object], marked: Iterable[object]) -> None:
        found, marked = set(found), set(marked)
        self._right[label] += len(found & marked)
        self._found[label] += len(found)
        self._marked[label] += len(marked)

    def _add_quotations(self, article: Article, analysis: Analysis) -> None:
        text = article.marked.text
        said = [q for q in analysis.quotations if q.kind not in {QuotationKind.SCARE, QuotationKind.INDIRECT}]
        self._found.update({"quotation": len(said), "speaker": sum(q.speaker_span is not None for q in said)})
        self._marked.update({"quotation": len(article.quotations), "speaker": len(article.quotations)})
        for span, speaker in article.quotations:
            found = next((q for q in said if shared(q.span, span) >= SHARED), None)
            if found is not None:
                words = text[slice(*found.speaker_span)] if found.speaker_span is not None else ""
                self._right.update(
                    {"quotation": 1, "speaker": bool(words) and (words in speaker or speaker in words)}
                )

    def rows(self) -> Iterable[list[str]]:
        """For everything that is marked how many there are, precision, recall and F1."""
        for label, marked in self._marked.items():
            right, found = self._right[label], self._found[label]
            if marked:
                precision = right / found if found else 0.0
                f1 = 2 * right / (found + marked)
                yield [label, str(marked), f"{precision:.1%}", f"{right / marked:.1%}", f"{f1:.1%}"]


def score_of(path: Path, finder: NameFinder | None) -> Score:
    """What was found in the articles of a file."""
    score = Score()
    for article in articles_of(path):
        score.add(article, analyse(article.marked.text, names=finder))
    return score


def main() -> None:
    """Prints a row for each file and kind of thing."""
    parser = argparse.ArgumentParser(description="How much is found in other languages.")
    parser.add_argument("files", type=Path, nargs="*", default=sorted(SETS.glob("*.txt")))
    parser.add_argument("--engine", type=engine_of, help="spacy:NAME, instead of the shipped model")
    arguments = parser.parse_args()
    finder = load(arguments.engine) if arguments.engine else load_shipped()
    rows = [[path.stem, *row] for path in arguments.files for row in score_of(path, finder).rows()]
    print(table(["set", "what", "marked", "precision", "recall", "F1"], rows))


if __name__ == "__main__":
    main()
