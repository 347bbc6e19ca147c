"""Finding what an article mentions and quotes, once for each text and version of the pipeline."""

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from reader.analysis import codec
from reader.analysis.names import Name, NameFinder, NamesUnavailable
from reader.analysis.pipeline import PIPELINE_VERSION, analyse
from reader.analysis.quotations import unsaid
from reader.analysis.shipped_names import load
from reader.document.blocks import Document
from reader.library import LibraryError
from reader.library.found import Found
from reader.model import Analysis, Article, Span
from reader.services.articles.corrected import corrected
from reader.services.articles.intake import with_text
from reader.services.findings.corrections import applied_splits
from reader.services.findings.indexing import found_in, kept
from reader.services.session import Session

MAX_NAMES_TEXT = 200_000
"""Code points at the beginning of a text in which names are looked for: some seconds of work."""

WITHOUT_NAMES = f"{PIPELINE_VERSION} without names"
"""What an article was analysed by where there was no names model: it will be anew where there is one."""

_PART = 2_000
_PARAGRAPH_END = re.compile(r"\n\n+|\Z")
_log = logging.getLogger(__name__)

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Analysed:
    """What is found in a text, as it is found, and what of it is to be kept; None if all of it is."""

    analysis: Analysis
    text: str
    to_keep: Found | None


def analyse_article(
    session: Session, article: Article, progress: Progress | None = None, *, must_keep: bool = True
) -> Analysis:
    """What is found in the article's text, corrected; what was kept, or found and kept now.

    Without the names model the quotations are still found; such an analysis says so and is not kept. `progress` is
    told in how many of how many code points names have been looked for. Raises `LibraryError` when the analysis
    cannot be kept, but with `must_keep` False gives it all the same.
    """
    found = look_into(session, article, progress)
    try:
        keep(session, found)
    except LibraryError as error:
        if must_keep:
            raise
        _log.info("an analysis could not be kept: %s", error)
    return corrected(session, found.analysis, found.text)


def keep(session: Session, found: Analysed) -> None:
    """Keep what was found, as far as it is not kept. Raises `LibraryError`."""
    if found.to_keep is not None:
        session.library.findings.keep([found.to_keep])


def look_into(session: Session, article: Article, progress: Progress | None = None) -> Analysed:
    """What is found in the article's text, not kept yet if it was not before; `progress` is told as above.

    The reader's notes are left closed: of very many of them the process would grow.
    """
    article = with_text(session, article)
    document = session.library.document(article.id)
    text, splits = document.text, applied_splits(session.library)
    analysis = kept(session.library, article)
    if analysis is not None:
        is_indexed = session.library.findings.is_kept(article.id, PIPELINE_VERSION)
        return Analysed(analysis, text, None if is_indexed else found_in(article, analysis, text, splits))
    analysis = _find(article, document, progress)
    if names_missing() is None:
        to_keep = replace(found_in(article, analysis, text, splits), data=codec.encode(analysis))
    else:
        to_keep = found_in(article, analysis, text, splits, version=WITHOUT_NAMES)
    return Analysed(analysis, text, to_keep)


def names_missing() -> str | None:
    """The sentence that says why there is no names model; None if there is one."""
    return _names()[1]


def _find(article: Article, document: Document, progress: Progress | None) -> Analysis:
    names, missing = _names()
    text = document.text
    analysis = analyse(
        text,
        names=_InParts(names, progress) if names else None,
        language=article.language,
        names_missing=missing,
        apart=unsaid(document),
    )
    if len(text) > MAX_NAMES_TEXT and not analysis.names_missing:
        sentence = f"Names are looked for in the first {MAX_NAMES_TEXT:,} characters only."
        analysis = replace(analysis, names_missing=sentence)
    return analysis


class _InParts:
    """A finder that gives its text to another part by part, as far as names are looked for."""

    def __init__(self, names: NameFinder, progress: Progress | None) -> None:
        self.version = names.version
        self._names = names
        self._progress = progress

    def find(self, text: str) -> list[Name]:
        """The names in the beginning of a text; the same as in one go, since no name goes beyond a paragraph."""
        total = min(len(text), MAX_NAMES_TEXT)
        found: list[Name] = []
        start = 0
        while start < total:
            if self._progress:
                self._progress(start, total)
            end = min(_next_paragraph(text, start + _PART), total)
            part = self._names.find(text[start:end])
            found += [replace(n, span=Span(start + n.span.start, start + n.span.end)) for n in part]
            start = end
        return found


def _next_paragraph(text: str, position: int) -> int:
    ending = _PARAGRAPH_END.search(text, min(position, len(text)))
    return ending.end() if ending else len(text)


@cache
def _names() -> tuple[NameFinder | None, str | None]:
    """The names model, or the sentence that says why there is none."""
    try:
        return load(), None
    except NamesUnavailable as error:
        return None, str(error)
