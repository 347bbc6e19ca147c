"""HTML that is nothing but an article's text, as a feed or a letter gives it."""

from dataclasses import dataclass

from reader.document.assembly import assemble
from reader.document.blocks import Document
from reader.document.html import content_as_markdown
from reader.document.markdown import drafts_of_markdown, from_markdown
from reader.document.plain import from_plain
from reader.document.tags import paragraphs_of_html
from reader.library import ArticleSource, SourceFormat
from reader.text.sanitize import clean


@dataclass(frozen=True, slots=True)
class Content:
    """A text as an article has it: the source that its document can be made of again, and the document."""

    original: ArticleSource
    document: Document


def content_document(html: str, *, title: str | None, base_url: str | None = None) -> Content:
    """The text of HTML in which all is to be read; its source is Markdown, in which relative links are resolved.

    HTML that is too much for that becomes plain paragraphs. `title` is the document's, as for `from_markdown`.
    Raises `SourceTooLongError`.
    """
    markdown = content_as_markdown(html, base_url=base_url)
    if markdown is None:
        return content_of(plain_source(html), title=title)
    # As `from_markdown` would make it, but for cleaning once more what is clean: a feed has many of them.
    return Content(markdown_source(markdown), assemble(drafts_of_markdown(markdown), title))


def content_of(original: ArticleSource, *, title: str | None) -> Content:
    """The text that a source of Markdown or plain text is. Raises `SourceTooLongError`."""
    make = from_markdown if original.format is SourceFormat.MARKDOWN else from_plain
    return Content(original, make(original.text, title=title))


def markdown_source(markdown: str) -> ArticleSource:
    """Markdown as a source."""
    return ArticleSource(markdown, SourceFormat.MARKDOWN)


def plain_source(html: str) -> ArticleSource:
    """The paragraphs of HTML that is too much to be anything else."""
    return ArticleSource("\n\n".join(paragraphs_of_html(clean(html))), SourceFormat.PLAIN)
