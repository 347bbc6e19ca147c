"""Notes as one page of HTML that needs nothing else: to read, to print, to put somewhere.

It runs no scripts and loads nothing. What it shows it also holds as Web Annotations, for programs to read.
"""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING

from reader.exchange.exports.fragments import address_of_passage
from reader.exchange.exports.json_text import json_in_html
from reader.exchange.exports.web_annotations import public
from reader.exchange.records import ArticleNotes, CitedArticle
from reader.model import Annotation
from reader.text.sanitize import clean

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

GENERATOR = '<meta name="generator" content="postil">'
"""What tells that a page is one of ours."""

_HEAD = f"""<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
{GENERATOR}
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Notes</title>
<style>
:root {{ color-scheme: light dark }}
:root {{ --c1: #e0b000; --c2: #3a9a4a; --c3: #d0453a; --c4: #3578c8; --c5: #9a55b8; --c6: #d87a1e }}
body {{ font: 1.05rem/1.6 Georgia, serif; max-width: 42rem; margin: 2rem auto; padding: 0 1rem }}
h2 {{ line-height: 1.25; margin: 3.5rem 0 0 }}
section > header p {{ margin: .25rem 0 1.5rem; opacity: .75 }}
figure {{ margin: 0 0 1.75rem }}
blockquote {{ margin: 0; padding-left: 1rem; border-left: .3rem solid; white-space: pre-line; overflow-wrap: anywhere }}
figcaption {{ padding-left: 1.3rem; overflow-wrap: anywhere }}
.about {{ font-size: .85rem; opacity: .75; margin: .25rem 0 }}
.tag {{ margin-right: .5em }}
{"".join(f".c{number} {{ border-color: var(--c{number}) }} " for number in range(1, 7))}
@media print {{ figure {{ break-inside: avoid }} }}
</style>
</head>
<body>
<h1>Notes</h1>
"""
_FOOT = "</body>\n</html>\n"


def page(notes: Iterable[ArticleNotes], *, colours: Sequence[str]) -> Iterator[str]:
    """The page, in parts of text. `colours` are the names of the colours from 1 on."""
    markdown = _markdown()
    yield _HEAD
    for of_article in notes:
        yield from _section(of_article, colours, markdown)
    yield _FOOT


def _markdown() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    # Mark-up in a note is shown as text, and nothing is loaded from elsewhere.
    return MarkdownIt("commonmark", {"html": False}).disable("image")


def _section(notes: ArticleNotes, colours: Sequence[str], markdown: "MarkdownIt") -> Iterator[str]:
    article = notes.article
    language = f' lang="{_text(article.language)}"' if article.language else ""
    yield f"<section>\n<header>\n<h2{language}>{_title(article)}</h2>\n<p>{_text(_about(article))}</p>\n</header>\n"
    if notes.mark is not None:
        yield f"{_note(notes.mark.note, markdown)}{_tags(notes.mark.tags)}\n"
    for annotation in notes.annotations:
        yield _figure(annotation, article, colours, markdown)
    yield f'<script type="application/ld+json">{json_in_html(public(notes))}</script>\n</section>\n'


def _figure(annotation: Annotation, article: CitedArticle, colours: Sequence[str], markdown: "MarkdownIt") -> str:
    said_by = [f"— {_text(annotation.speaker)}"] if annotation.speaker else []
    link = []
    if article.url:
        address = address_of_passage(article.url, annotation.target.exact)
        link = [f'<a href="{_text(address)}" rel="noreferrer">in the article</a>']
    about = " · ".join([*said_by, _text(colours[annotation.colour - 1]), _text(annotation.created[:10]), *link])
    return (
        f'<figure id="{_text(annotation.uid)}">\n'
        f'<blockquote class="c{annotation.colour}">{_text(annotation.target.exact)}</blockquote>\n'
        f'<figcaption>\n<p class="about">{about}</p>\n{_note(annotation.note, markdown)}{_tags(annotation.tags)}'
        "</figcaption>\n</figure>\n"
    )


def _title(article: CitedArticle) -> str:
    title = _text(article.title or "Untitled")
    return f'<a href="{_text(article.url)}" rel="noreferrer">{title}</a>' if article.url else title


def _about(article: CitedArticle) -> str:
    return ", ".join(filter(None, (article.author, article.source, (article.published or "")[:10])))


def _note(note: str, markdown: "MarkdownIt") -> str:
    rendered: str = markdown.render(clean(note)) if note else ""
    return rendered


def _tags(tags: Iterable[str]) -> str:
    shown = "".join(f'<span class="tag">#{_text(tag)}</span>' for tag in tags)
    return f'<p class="about">{shown}</p>\n' if shown else ""


def _text(text: str) -> str:
    return escape(clean(text))
