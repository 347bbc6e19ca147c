"""The cited articles as BibTeX, which BibLaTeX reads as well."""

import re
from collections.abc import Iterable, Iterator

from reader.exchange.exports.bibliography import Keys, Name, date_parts, day_added, names
from reader.exchange.records import ArticleNotes, CitedArticle
from reader.text.sanitize import clean

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SPECIAL = re.compile(r"[\\{}$&%#_~^]")
_NAMED = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_UNSAFE_IN_URL = re.compile(r"[{}\\\s]")


def entries(notes: Iterable[ArticleNotes]) -> Iterator[str]:
    """An entry for each article, with a blank line behind it."""
    keys = Keys()
    for of_article in notes:
        article = of_article.article
        fields = ",\n".join(f"  {name} = {value}" for name, value in _fields(of_article).items())
        yield f"@misc{{{keys.key(article)},\n{fields}\n}}\n\n"


def _fields(notes: ArticleNotes) -> dict[str, str]:
    article = notes.article
    authors = names(article.author)
    fields = {"title": f"{{{{{_escaped(article.title or 'Untitled')}}}}}"}
    if authors:
        fields["author"] = f"{{{' and '.join(map(_name, authors))}}}"
    if article.source:
        fields["howpublished"] = f"{{{_escaped(article.source)}}}"
    fields |= _date(article)
    if article.url:
        fields["url"] = f"{{{_UNSAFE_IN_URL.sub(_percent, article.url)}}}"
    if article.language:
        fields["langid"] = f"{{{_escaped(article.language)}}}"
    if notes.tags:
        fields["keywords"] = f"{{{_escaped(', '.join(notes.tags))}}}"
    return fields


def _date(article: CitedArticle) -> dict[str, str]:
    year, month, day = (*date_parts(article.published), None, None, None)[:3]
    read = day_added(article)
    found = {
        "year": f"{{{year:04}}}" if year else None,
        "month": _MONTHS[month - 1] if month else None,
        "day": f"{{{day}}}" if day else None,
        "urldate": f"{{{read.isoformat()}}}" if read and article.url else None,
    }
    return {name: value for name, value in found.items() if value}


def _name(name: Name) -> str:
    """A name as BibTeX parts it; one in a single part is not to be parted."""
    return f"{_escaped(name.family)}, {_escaped(name.given)}" if name.given else f"{{{_escaped(name.family)}}}"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda found: _NAMED.get(found[0], f"\\{found[0]}"), clean(text, one_line=True))


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode())
