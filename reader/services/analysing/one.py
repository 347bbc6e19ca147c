"""Finding what an article mentions and quotes, once for each text and version of the pipeline."""

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from reader.analysis import codec
from reader.analysis.names import Name, NameFinder, NamesUnavailable
from reader.analysis.pipeline import analyse, language_of
from reader.analysis.quotations import unsaid
from reader.analysis.versions import is_without_names
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

_PART = 2_000
_PARAGRAPH_END = re.compile(r"\n\n+|\Z")
_log = logging.getLogger(__name__)

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Analysed:
    """What is found in a text, as it is found, and what of it is to be kept; None if all of it is.

    `names_missing` says why no names were looked for, if that is not by choice; they will be once they can be.
    """

    analysis: Analysis
    text: str
    to_keep: Found | None
    names_missing: str | None = None


def analyse_article(
    session: Session, article: Article, progress: Progress | None = None, *, must_keep: bool = True
) -> Analysis:
    """What is found in the article's text, corrected; what was kept, or found and kept now.

    Where no names can be found the quotations still are; such an analysis says so and is not kept. `progress` is
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
    analysis = kept(session.library, article, session.engines)
    if analysis is not None:
        is_indexed = session.library.findings.is_kept(article.id, analysis.pipeline_version)
        return Analysed(analysis, text, None if is_indexed else found_in(article, analysis, text, splits))
    analysis = _find(session, article, document, progress)
    found = found_in(article, analysis, text, splits)
    if is_without_names(analysis.pipeline_version):
        return Analysed(analysis, text, found, analysis.names_missing)
    return Analysed(analysis, text, replace(found, data=codec.encode(analysis)))


def names_missing(session: Session, language: str | None) -> str | None:
    """The sentence that says why no names can be found in a language; None if they can be, or need not."""
    return _names(session, language)[1]


def _find(session: Session, article: Article, document: Document, progress: Progress | None) -> Analysis:
    text = document.text
    names, missing = _names(session, language_of(text, article.language))
    analysis = analyse(
        text,
        names=_InParts(names, progress) if names else None,
        language=article.language,
        names_missing=missing,
        apart=unsaid(document),
    )
    if len(text) > MAX_NAMES_TEXT and names and not analysis.names_missing:
        sentence = f"Names are looked for in the first {MAX_NAMES_TEXT:,} characters only."
        analysis = replace(analysis, names_missing=sentence)
    return analysis


class _InParts:
    """A finder that gives its text to another part by part, as far as names are looked for."""

    def __init__(self, names: NameFinder, progress: Progress | None) -> None:
        self.version = names.version
        self._names = names
        self._progress = progress

    def has_learnt(self, language: str | None) -> bool:
        """What the other has."""
        return self._names.has_learnt(language)

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


def _names(session: Session, language: str | None) -> tuple[NameFinder | None, str | None]:
    """What finds names in a language, if they are wanted, and the sentence that says why it cannot, if so."""
    try:
        return session.engines.finder(language), None
    except NamesUnavailable as error:
        return None, str(error)
