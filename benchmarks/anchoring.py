"""How often annotations are found again after their article changed.

    python -m benchmarks.anchoring CASES [--without-old] [--show KIND]

CASES is a file of JSON lines, compressed by xz or not: `old` and `new` text, the annotated range `s`, `e` of the
old one, and `ts`, `te`, where it is in the new one (null where it was deleted). An answer is right if it shares
half of the union with the truth, or if both say the passage is gone; wrong if it points elsewhere; an orphan if
it is a refusal of a passage that is there. Last comes what it takes in made-up articles of 10 KB and 1 MB in which
one word in fifty was changed: the annotations of one article are looked for one after another, as postil does.
"""

import argparse
import json
import lzma
import random
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.articles import article
from benchmarks.figures import milliseconds, percentile
from reader.annotations.anchoring import Anchor, Anchorer, anchor
from reader.annotations.targets import make_target
from reader.model import Span

EXACT_ENDS = 2
SIZES = {"10 KB": 10_000, "1 MB": 1_000_000}
ANNOTATIONS = 50
"""How many annotations an article has whose annotations are timed."""


def judge(found: Span | None, truth: Span | None) -> str:
    """Whether an answer is "right", "wrong" or an "orphan"."""
    if found is None or truth is None:
        return "right" if found == truth else "wrong" if truth is None else "orphan"
    shared = min(found.end, truth.end) - max(found.start, truth.start)
    union = max(found.end, truth.end) - min(found.start, truth.start)
    return "right" if shared * 2 >= union else "wrong"


def has_exact_ends(found: Span | None, truth: Span | None) -> bool:
    """Whether both ends are within 2 characters of the truth."""
    if found is None or truth is None:
        return found == truth
    return abs(found.start - truth.start) <= EXACT_ENDS and abs(found.end - truth.end) <= EXACT_ENDS


def show(case: dict[str, Any], answer: Anchor, truth: Span | None, verdict: str) -> None:
    """Print one case that is not right, with what was found."""
    new = case["new"]
    print(f"--- {verdict} {case['kind']} {case['doc']} {answer.how} {answer.score:.2f}")
    print("  quote", repr(case["exact"]))
    print("  truth", repr(new[truth.start : truth.end]) if truth else None)
    print("  found", repr(new[answer.span.start : answer.span.end]) if answer.span else None)


def sizes() -> Iterator[str]:
    """What it takes to find the annotations of an article again that has changed, for each size."""
    chance = random.Random(1)
    for name, size in SIZES.items():
        old = article(size)
        words = old.split(" ")
        new = " ".join("otherwise" if chance.random() < 0.02 else word for word in words)
        starts = [chance.randrange(len(old) - 200) for _ in range(ANNOTATIONS)]
        targets = [make_target(old, Span(start, start + chance.randrange(40, 180))) for start in starts]
        anchorer = Anchorer(new, old)
        times = []
        for target in targets:
            began = time.perf_counter()
            anchorer.anchor(target)
            times.append(time.perf_counter() - began)
        mean = milliseconds(sum(times) / len(times))
        yield (
            f"{name:36} {len(times):5}  a mean of {mean} ms each, "
            f"p50 {milliseconds(percentile(times, 0.5))}, most {milliseconds(max(times))}"
        )


def main() -> None:
    """Run every case and print the shares by kind and in all; then the times by size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=Path)
    parser.add_argument("--without-old", action="store_true", help="do not give the old text")
    parser.add_argument("--show", action="store_true", help="print the cases that are not right")
    options = parser.parse_args()
    opener = lzma.open if options.cases.suffix == ".xz" else open
    verdicts: dict[str, Counter[str]] = {}
    seconds: list[float] = []
    with opener(options.cases, "rt", encoding="utf-8") as lines:
        for line in lines:
            case = json.loads(line)
            truth = None if case["ts"] is None else Span(case["ts"], case["te"])
            target = make_target(case["old"], Span(case["s"], case["e"]))
            began = time.perf_counter()
            answer = anchor(target, case["new"], old_text=None if options.without_old else case["old"])
            seconds.append(time.perf_counter() - began)
            verdict = judge(answer.span, truth)
            exact = has_exact_ends(answer.span, truth)
            counts = verdicts.setdefault(case["kind"], Counter())
            counts.update(all=1, **{verdict: 1}, exact=int(exact))
            if options.show and not (verdict == "right" and exact):
                show(case, answer, truth, verdict)
    verdicts["all"] = sum(verdicts.values(), Counter())
    for kind, counts in verdicts.items():
        shares = "  ".join(
            f"{name} {100 * counts[name] / counts['all']:5.1f}" for name in ("right", "wrong", "orphan", "exact")
        )
        print(f"{kind:36} {counts['all']:5}  {shares}")
    seconds.sort()
    print(
        f"milliseconds: p50 {1000 * seconds[len(seconds) // 2]:.2f}, "
        f"p95 {1000 * seconds[len(seconds) * 95 // 100]:.2f}, most {1000 * seconds[-1]:.1f}"
    )
    for line in sizes():
        print(line)


if __name__ == "__main__":
    main()
