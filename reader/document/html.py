"""A web page as a document, by way of Markdown; and what the page says about itself."""

import re
import warnings
from typing import TYPE_CHECKING, Any

from reader.document.assembly import Draft, assemble, clean_source, clean_title
from reader.document.blocks import BlockKind, Document
from reader.document.limits import MAX_HTML_DEPTH, MAX_VALUE
from reader.document.markdown import drafts_of_markdown, is_too_much
from reader.document.tags import paragraphs_of_html, well_formed
from reader.text.sanitize import clean

# Both libraries take a tenth of a second to import, and most articles are no web pages.
if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag
    from markdownify import MarkdownConverter

_FURNITURE = ["nav", "footer", "aside", "form", "button", "select", "input", "dialog", "head", "title"]
_KEPT_ATTRIBUTES = frozenset(("href", "src", "alt"))
_LONG_BLANK = re.compile(r"\s{60,}")
_MAX_NUMBERED = 1_000  # items of one list; markdownify counts them anew for each
_NOT_SHOWN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_LANGUAGE = re.compile(
    r"<html\b[^<>]*?\blang\s*=\s*[\"']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,3})", re.IGNORECASE
)
# The first of them that a page has is taken.
_TITLES = ("og:title", "twitter:title", "dc.title")
_AUTHORS = ("author", "article:author", "dc.creator", "parsely-author", "byl", "twitter:creator")
_DATES = (
    "article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "pubdate", "publishdate",
    "parsely-pub-date", "og:published_time",
)  # fmt: skip
_SITES = ("og:site_name", "application-name", "dc.publisher")
_DEFINITION = re.compile(r"(^|\s):(?=\s)")
# The elements that say something about the page; of a title, up to the next tag.
_ABOUT = re.compile(r"<(?:meta|link|time)\b[^<>]*>|<title\b[^<>]*>[^<]*</title>", re.IGNORECASE)
_MAX_ABOUT = 1_000


def from_html(source: str, *, title: str | None = None) -> Document:
    """The document of a web page: its `<article>` (the longest), else `<main>`, else all but the page's furniture.

    Without `title`, the first heading of level 1 is the title, or else what the page's head gives. What is nested
    deeper than `limits.MAX_HTML_DEPTH`, has more than `limits.MAX_HTML_TAGS`, or makes more Markdown than is read,
    becomes plain paragraphs. Raises `SourceTooLongError`.
    """
    source = clean_source(source)
    markdown = _markdown_of(source)
    if markdown is None:
        drafts = [Draft(BlockKind.PARAGRAPH, paragraph) for paragraph in paragraphs_of_html(source)]
    else:
        drafts = drafts_of_markdown(markdown)
    if title is None and not any(draft.level == 1 and draft.kind is BlockKind.HEADING for draft in drafts):
        title = metadata(source).get("title")
    return assemble(drafts, title)


def metadata(source: str) -> dict[str, str]:
    """What a page says about itself: those of title, author, published, source, url and language that it gives."""
    soup = _parse("".join(_ABOUT.findall(well_formed(source)[0])[:_MAX_ABOUT]))
    meta = _meta_values(soup)
    canonical = soup.find("link", rel="canonical")
    time = soup.find("time", datetime=True)
    language = _LANGUAGE.search(source[:20_000])
    found = {
        "title": _first(meta, _TITLES) or (soup.title.get_text() if soup.title else ""),
        "author": _first(meta, _AUTHORS),
        "published": _first(meta, _DATES) or _attribute(time, "datetime"),
        "source": _first(meta, _SITES),
        "url": _web_address(_attribute(canonical, "href")) or _web_address(meta.get("og:url", "")),
        "language": language[1] if language else "",
    }
    tidied = {key: clean(value, one_line=True, max_length=MAX_VALUE) for key, value in found.items()}
    tidied["title"] = clean_title(tidied["title"])
    return {key: value for key, value in tidied.items() if value}


def _parse(source: str) -> "BeautifulSoup":
    from bs4 import BeautifulSoup

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # that the source looks like an address, a path or XML
        return BeautifulSoup(source, "html.parser")


def _markdown_of(source: str) -> str | None:
    """The page's article in Markdown, or None if the page is too much for that."""
    html, is_all = well_formed(source)
    if not is_all:
        return None
    soup = _parse(html)
    if _is_too_deep(soup):
        return None
    _remove_furniture(soup)
    article = _article_of(soup)
    _simplify(article)
    # Character references have been resolved since the source was cleaned.
    markdown = clean(_converter().convert_soup(article))
    return None if is_too_much(markdown) else markdown


def _is_too_deep(soup: "BeautifulSoup") -> bool:
    from bs4 import Tag

    level: list[Tag] = [soup]
    for _ in range(MAX_HTML_DEPTH):
        level = [child for tag in level for child in tag.children if isinstance(child, Tag)]
        if not level:
            return False
    return True


def _remove_furniture(soup: "BeautifulSoup") -> None:
    for tag in soup.find_all(_FURNITURE):
        tag.decompose()
    for tag in [*soup.find_all(hidden=True), *soup.find_all(style=_NOT_SHOWN)]:
        if not tag.decomposed:
            tag.decompose()
    for header in soup.find_all("header"):
        heading = header.find("h1")
        if heading is None:
            header.decompose()
        else:
            header.replace_with(heading)


def _article_of(soup: "BeautifulSoup") -> "Tag":
    """The longest article of the page, else its main part, else its body, else all of it."""
    articles = soup.find_all("article")
    if articles:
        return max(articles, key=_text_length)
    return soup.find("main") or soup.find("body") or soup


def _text_length(tag: "Tag") -> int:
    return sum(map(len, tag.stripped_strings))


def _simplify(article: "Tag") -> None:
    """Take out what costs the conversion to Markdown more than it gives."""
    for tag in article.find_all(True):
        tag.attrs = {name: value for name, value in tag.attrs.items() if name in _KEPT_ATTRIBUTES}
    for numbered in article.find_all("ol"):
        if len(numbered.find_all("li", recursive=False)) > _MAX_NUMBERED:
            numbered.name = "ul"
    for text in article.find_all(string=_LONG_BLANK):
        text.replace_with(_LONG_BLANK.sub(" ", text))


def _converter() -> "MarkdownConverter":
    from markdownify import MarkdownConverter

    class Converter(MarkdownConverter):
        """Escapes what only postil's Markdown knows besides: definitions."""

        def escape(self, text: str, parent_tags: Any) -> str:
            escaped: str = super().escape(text, parent_tags)  # type: ignore[misc]
            return _DEFINITION.sub(r"\1\:", escaped)

    return Converter(
        autolinks=False,
        escape_misc=True,
        heading_style="atx",
        newline_style="backslash",
        table_infer_header=True,
    )


def _meta_values(soup: "BeautifulSoup") -> dict[str, str]:
    values: dict[str, str] = {}
    for tag in soup.find_all("meta"):
        name = _attribute(tag, "property") or _attribute(tag, "name") or _attribute(tag, "itemprop")
        content = _attribute(tag, "content").strip()
        if name and content:
            values.setdefault(name.lower(), content)
    return values


def _attribute(tag: "Tag | None", name: str) -> str:
    value = tag.get(name) if tag is not None else None
    return value if isinstance(value, str) else ""


def _first(values: dict[str, str], names: tuple[str, ...]) -> str:
    return next((values[name] for name in names if name in values), "")


def _web_address(value: str) -> str:
    return value if value.lower().startswith(("http://", "https://")) else ""
