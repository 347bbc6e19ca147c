"""What is written about an article, and about each passage in it, in Markdown."""

import re
from collections.abc import Iterable, Sequence

from reader.exchange.exports.fragments import address_of_passage
from reader.exchange.markdown.blocks import Block
from reader.exchange.markdown.escaping import escaped
from reader.exchange.records import ArticleNotes, CitedArticle
from reader.model import Annotation
from reader.text.sanitize import clean

ID_KEY = "postil"
"""The key in the front matter that has the article's id."""

ARTICLE = "article:"
"""What the uid of an article's block begins with; its id follows."""

ABOUT = "— "
"""What the line about an article, or about a passage, begins with."""

SAID_BY = "said by "
BETWEEN = " · "

_UNFIT_IN_TAG = re.compile(r"[^\w/-]+")
_UNFIT_IN_LINK = re.compile(r"[()<>\\\s]")


def values(article: CitedArticle) -> dict[str, str]:
    """What the front matter says of an article."""
    return {
        "title": clean(article.title, one_line=True),
        "author": clean(article.author or "", one_line=True),
        "source": clean(article.source or "", one_line=True),
        "url": article.url or "",
        "published": clean(article.published or "", one_line=True),
        ID_KEY: article.id,
    }


def blocks(notes: ArticleNotes, colours: Sequence[str]) -> list[Block]:
    """The block of the article, then one for each annotation. `colours` are the names of the colours from 1 on."""
    of_article = Block.of(ARTICLE + notes.article.id, _article(notes))
    url = notes.article.url
    return [of_article, *(Block.of(each.uid, _annotation(each, url, colours)) for each in notes.annotations)]


def tag(name: str) -> str:
    """A tag as Obsidian and Logseq can have it: no spaces, and not of digits alone."""
    fit = _UNFIT_IN_TAG.sub("-", clean(name, one_line=True)).strip("-/")
    return f"_{fit}" if fit.isdigit() else fit or "_"


def quotation(passage: str) -> str:
    """A passage as a block quotation."""
    lines = (escaped(line.strip()) for line in clean(passage).strip().splitlines())
    return "\n".join(f"> {line}".rstrip() for line in lines)


def link(text: str, url: str | None) -> str:
    """A link with that text; of no address, nothing."""
    return f"[{text}]({_UNFIT_IN_LINK.sub(_percent, url)})" if url else ""


def _article(notes: ArticleNotes) -> str:
    article = notes.article
    about = ", ".join(filter(None, (article.author, article.source, (article.published or "")[:10])))
    mark = notes.mark
    return _paragraphs(
        f"# {escaped(clean(article.title, one_line=True)) or 'Untitled'}",
        _about(escaped(clean(about, one_line=True)), link("read it", article.url)),
        clean(mark.note) if mark else "",
        _tags(mark.tags) if mark else "",
    )


def _annotation(annotation: Annotation, url: str | None, colours: Sequence[str]) -> str:
    passage = annotation.target.exact
    said_by = SAID_BY + escaped(clean(annotation.speaker, one_line=True)) if annotation.speaker else ""
    colour = escaped(clean(colours[annotation.colour - 1], one_line=True))
    place = link("in the article", address_of_passage(url, passage)) if url else ""
    return _paragraphs(
        quotation(passage),
        # A name for the quotation, to be linked to.
        f"^{_UNFIT_IN_TAG.sub('-', annotation.uid).lower()}",
        _about(said_by, colour, place),
        clean(annotation.note),
        _tags(annotation.tags),
    )


def _about(*parts: str) -> str:
    known = [part for part in parts if part]
    return ABOUT + BETWEEN.join(known) if known else ""


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode())


def _tags(tags: Iterable[str]) -> str:
    return " ".join(f"#{tag(each)}" for each in tags)


def _paragraphs(*texts: str) -> str:
    return "\n\n".join(text.strip("\n") for text in texts if text)
