"""From words that somebody typed to the passage of an article that they stand for."""

import re

from reader.model import Span
from reader.text.fold import fold, fold_with_offsets
from reader.text.sanitize import clean


def find_passages(text: str, exact: str, prefix: str = "", suffix: str = "") -> list[Span]:
    """Everywhere `exact` stands in the canonical text `text`, right after `prefix` and right before `suffix`.

    Runs of white space, line breaks among them, count as one space. Where nothing stands just as typed, case,
    accents and kinds of quotation marks and dashes do not count either.
    """
    typed = [clean(part) for part in (prefix, exact, suffix)]
    if not typed[1].strip():
        return []
    found = [Span(*match.span(1)) for match in _pattern(*typed).finditer(text)]
    if found:
        return found
    folded, offsets = fold_with_offsets(text)
    return [
        Span(offsets[match.start(1)], offsets[match.end(1)])
        for match in _pattern(*map(fold, typed)).finditer(folded)
    ]


def _pattern(prefix: str, exact: str, suffix: str) -> re.Pattern[str]:
    before, passage, after = (r"\s+".join(map(re.escape, part.split())) for part in (prefix, exact, suffix))
    before = before and rf"{before}\s*"
    after = after and rf"\s*{after}"
    return re.compile(f"{before}({passage}){after}")
