"""Finding what an article mentions and quotes, once for each text and version of the pipeline."""

from functools import cache

from reader.analysis import codec
from reader.analysis.names import NameFinder, NamesUnavailable
from reader.analysis.pipeline import PIPELINE_VERSION, analyse
from reader.analysis.quotations import unsaid
from reader.analysis.shipped_names import load
from reader.model import Analysis, Article
from reader.services.reading import kept_analysis
from reader.services.session import Session


def analyse_article(session: Session, article: Article) -> Analysis:
    """The analysis kept for the article's text, made and kept now if there is none.

    Without the names model the quotations are still found; such an analysis says so and is not kept.
    """
    kept = kept_analysis(session, article)
    if kept is not None:
        return kept
    names, missing = _names()
    document = session.library.document(article.id)
    analysis = analyse(
        document.text, names=names, language=article.language, names_missing=missing, apart=unsaid(document)
    )
    if missing is None:
        session.library.keep_analysis(article.text_sha256, PIPELINE_VERSION, codec.encode(analysis))
    return analysis


@cache
def _names() -> tuple[NameFinder | None, str | None]:
    """The names model, or the sentence that says why there is none."""
    try:
        return load(), None
    except NamesUnavailable as error:
        return None, str(error)
