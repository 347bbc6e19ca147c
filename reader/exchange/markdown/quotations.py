"""Quotations as a text to be read: the words, who says them, and every article that has them."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter

from reader.exchange.exports.fragments import address_of_passage
from reader.exchange.markdown.escaping import escaped
from reader.exchange.markdown.rendering import ABOUT, BETWEEN, link, quotation
from reader.exchange.records import CitedArticle, CitedQuotation
from reader.model import QuotationKind
from reader.text.sanitize import clean


def document(quotations: Iterable[CitedQuotation]) -> Iterator[str]:
    """The text, in parts: those that say the same follow one another, and the words are those of the first."""
    for number, (_, places) in enumerate(groupby(quotations, attrgetter("statement"))):
        best, *others = places
        sources = "".join(f"- {_source(place)}\n" for place in (best, *others))
        gap = "\n" if number else ""
        yield f"{gap}{quotation(best.text)}\n\n{_said_by(best)}{sources}"


def _said_by(quoted: CitedQuotation) -> str:
    if not quoted.speaker:
        return ""
    cue = f" ({quoted.cue})" if quoted.cue else ""
    reported = ", as reported" if quoted.kind is QuotationKind.INDIRECT else ""
    return f"{ABOUT}{_shown(quoted.speaker + cue + reported)}\n\n"


def _source(quoted: CitedQuotation) -> str:
    article = quoted.article
    address = address_of_passage(article.url, quoted.text) if article.url else None
    return BETWEEN.join(filter(None, (_shown(_about(article)), link("in the article", address))))


def _about(article: CitedArticle) -> str:
    date = (article.published or "")[:10]
    return ", ".join(filter(None, (article.author, f"“{article.title or 'Untitled'}”", article.source, date)))


def _shown(text: str) -> str:
    return escaped(clean(text, one_line=True))
