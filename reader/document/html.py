"""A web page as a document, by way of Markdown; and what the page says about itself."""

import re
from collections.abc import Iterator
from itertools import islice

from reader.document.assembly import Draft, assemble, clean_title
from reader.document.blocks import BlockKind, Document
from reader.document.errors import SourceTooLongError
from reader.document.html_blocks import markdown_of
from reader.document.html_tree import CONTROLS, FURNITURE, Element, Tree, empty_unseen, tree_of
from reader.document.limits import MAX_SOURCE, MAX_VALUE
from reader.document.markdown import drafts_of_markdown, is_too_much
from reader.document.tags import paragraphs_of_html
from reader.text.sanitize import clean

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,3}")
# The first of them that a page has is taken.
_TITLES = ("og:title", "twitter:title", "dc.title")
_AUTHORS = ("author", "article:author", "dc.creator", "parsely-author", "byl", "twitter:creator")
_DATES = (
    "article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "pubdate", "publishdate",
    "parsely-pub-date", "og:published_time",
)  # fmt: skip
_SITES = ("og:site_name", "application-name", "dc.publisher")
_MAX_ABOUT = 1_000  # elements of a kind that are looked at for what they say about the page


def from_html(source: str, *, title: str | None = None) -> Document:
    """The document of a web page: its `<article>` (the longest), else `<main>`, else all but the page's furniture.

    Without `title`, the first heading of level 1 is the title, or else what the page's head gives. What is nested
    deeper than `limits.MAX_HTML_DEPTH`, has more than `limits.MAX_HTML_TAGS`, or makes more Markdown than is read,
    becomes plain paragraphs. Raises `SourceTooLongError`.
    """
    tree = _tree(source)
    given = title if title is not None else metadata_of(tree.root).get("title")
    markdown = readable(_article_of(tree.root)) if tree.is_whole else None
    if markdown is None:
        drafts = [Draft(BlockKind.PARAGRAPH, paragraph) for paragraph in paragraphs_of_html(clean(source))]
    else:
        drafts = drafts_of_markdown(markdown)
    if title is None and any(draft.level == 1 and draft.kind is BlockKind.HEADING for draft in drafts):
        given = None
    return assemble(drafts, given)


def page_as_markdown(source: str, *, base_url: str | None = None) -> str | None:
    """The Markdown that `from_html` makes its document of; None if the page is too much. Raises `SourceTooLongError`.

    Relative links are resolved where `base_url` says from where.
    """
    tree = _tree(source)
    return readable(_article_of(tree.root), base_url) if tree.is_whole else None


def content_as_markdown(source: str, *, base_url: str | None = None) -> str | None:
    """The Markdown of HTML that is nothing but an article's text, such as a feed gives; None if it is too much.

    Relative links are resolved where `base_url` says from where. Raises `SourceTooLongError`.
    """
    tree = _tree(source)
    if not tree.is_whole:
        return None
    empty_unseen(tree.root, CONTROLS)
    return readable(tree.root, base_url)


def metadata(source: str) -> dict[str, str]:
    """What a page says about itself: those of title, author, published, source, url and language that it gives."""
    return metadata_of(tree_of(source).root)


def _tree(source: str) -> Tree:
    if len(source) > MAX_SOURCE:
        raise SourceTooLongError(len(source))
    return tree_of(source)


def readable(element: Element, base_url: str | None = None) -> str | None:
    """The Markdown of what is in an element; None if it is more than is read. Links as in `content_as_markdown`."""
    # Each text in it is clean; what stands where two of them meet may not be.
    markdown = clean(markdown_of(element, base_url))
    return None if is_too_much(markdown) else markdown


def _article_of(root: Element) -> Element:
    """The longest article of the page, else its main part, else all of it; without furniture."""
    empty_unseen(root, FURNITURE)
    for header in list(root.all("header")):
        _reduce_to_heading(header)
    articles = list(root.all("article"))
    if articles:
        return max(articles, key=_text_length)
    return next(root.all("main"), root)


def _reduce_to_heading(header: Element) -> None:
    """Leave a header its main heading alone: what stands beside it is about sharing and such."""
    headings = list(header.all("h1"))[:1]
    header.empty()
    header.children = [*headings]


def _text_length(element: Element) -> int:
    return sum(len(text.strip()) for text in element.texts())


def metadata_of(root: Element) -> dict[str, str]:
    """What the page with these elements says about itself, as `metadata` gives it."""
    meta = _meta_values(root)
    language = _attribute_of_first(root, "html", "lang")
    found = {
        "title": _first(meta, _TITLES) or _title_of(root),
        "author": _first(meta, _AUTHORS),
        "published": _first(meta, _DATES) or _attribute_of_first(root, "time", "datetime"),
        "source": _first(meta, _SITES),
        "url": _canonical(root) or _web_address(meta.get("og:url", "")),
        "language": language if _LANGUAGE.fullmatch(language) else "",
    }
    tidied = {key: clean(value, one_line=True, max_length=MAX_VALUE) for key, value in found.items()}
    tidied["title"] = clean_title(tidied["title"])
    return {key: value for key, value in tidied.items() if value}


def _some(root: Element, tag: str) -> Iterator[Element]:
    return islice(root.all(tag), _MAX_ABOUT)


def _title_of(root: Element) -> str:
    return next(("".join(title.texts()) for title in _some(root, "title")), "")


def _meta_values(root: Element) -> dict[str, str]:
    values: dict[str, str] = {}
    for tag in _some(root, "meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop")
        content = tag.get("content").strip()
        if name and content:
            values.setdefault(name.lower(), content)
    return values


def _canonical(root: Element) -> str:
    links = (link for link in _some(root, "link") if "canonical" in link.get("rel").lower().split())
    return next((_web_address(link.get("href")) for link in links), "")


def _attribute_of_first(root: Element, tag: str, name: str) -> str:
    return next((value for element in _some(root, tag) if (value := element.get(name))), "")


def _first(values: dict[str, str], names: tuple[str, ...]) -> str:
    return next((values[name] for name in names if name in values), "")


def _web_address(value: str) -> str:
    return value if value.lower().startswith(("http://", "https://")) else ""
