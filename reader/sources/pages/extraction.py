"""A web page as an article: its main text in Markdown, and what is known of it."""

from dataclasses import dataclass
from urllib.parse import urljoin

from reader.document.html import content_as_markdown, metadata_of, page_as_markdown, readable
from reader.document.html_tree import Element, Tree, tree_of
from reader.library import ArticleSource
from reader.sources.loaded import Part, part_of
from reader.sources.metadata import Metadata
from reader.sources.pages.about import about_page
from reader.sources.pages.content import content_of, markdown_source, plain_source
from reader.sources.pages.found import Found, find
from reader.sources.pages.keeping import keep_found
from reader.sources.pages.passages import passages_of
from reader.sources.texts import heading_of

_NOT_APART = "The article could not be told apart from the rest of the page; all its text is shown."
_NO_TEXT = "There is no text on the page; it may be one that only a browser can show."


@dataclass(frozen=True, slots=True)
class ExtractedPage:
    """The main text of a page: the source that its document can be made of again, and what is known of it.

    `is_partial` says that the article could not be told apart from the rest of the page, and all text of that is
    given; `notices` say so in sentences.
    """

    original: ArticleSource
    about: Metadata
    is_partial: bool = False
    notices: tuple[str, ...] = ()


def extract(html: str, *, url: str) -> ExtractedPage:
    """The main text of the page that was at `url`, as Markdown that links to where the page does.

    Raises `SourceTooLongError`.
    """
    found = find(html, url=url)
    tree = tree_of(html)
    about = about_page(metadata_of(tree.root), found.about if found else {}, url=url)
    markdown = _main_text(tree, found, url) if found else None
    if markdown:
        return ExtractedPage(markdown_source(markdown), about)
    original = _whole_text(html, url)
    return ExtractedPage(original, about, is_partial=True, notices=(_NOT_APART if original.text else _NO_TEXT,))


def page_document(page: ExtractedPage) -> Part:
    """The page as an article and its document."""
    content = content_of(page.original, title=page.about.title)
    return part_of(
        content.document,
        content.original,
        page.about,
        title=content.document.title or heading_of(content.document) or page.about.url or "",
        source=page.about.source,
        path=None,
    )


def _main_text(tree: Tree, found: Found, url: str) -> str | None:
    """The Markdown of what was found, from the page's own elements where they have nearly all of it."""
    if not tree.is_whole:
        return content_as_markdown(found.html, base_url=url)
    base_url = _base_url(tree.root, url)
    for about in tree.root.all("head", "title"):
        about.empty()
    passages = passages_of(tree_of(found.html).root)
    region = keep_found(tree.root, [passage.words for passage in passages if passage.words])
    return content_as_markdown(found.html, base_url=url) if region is None else readable(region, base_url)


def _whole_text(html: str, url: str) -> ArticleSource:
    markdown = page_as_markdown(html, base_url=url)
    return plain_source(html) if markdown is None else markdown_source(markdown)


def _base_url(root: Element, url: str) -> str:
    """What the page's relative addresses are relative to."""
    given = next((base.get("href") for base in root.all("base") if base.get("href")), "")
    try:
        return urljoin(url, given)
    except ValueError:
        return url
