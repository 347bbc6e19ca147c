"""A passage with where it is from, to paste into whatever the reader writes."""

from urllib.parse import unquote

from reader.model import Annotation, Article, ArticleRef


def address(article: Article | ArticleRef) -> str:
    """Where others find the article: its URL; for a file of the reader's own its name, which says enough."""
    url = article.url or ""
    return unquote(url.rpartition("/")[2]) if url.startswith("file:") else url


def citation(article: Article | ArticleRef) -> str:
    """One line: author, title, source, date, address, as far as they are known."""
    source = article.source if isinstance(article, Article) else None
    title = f"“{article.title}”" if article.title else "Untitled"
    date = article.published[:10] if article.published else None
    parts = [part for part in (article.author, title, source, date) if part]
    line = ", ".join(parts)
    return f"{line}. {address(article)}" if article.url else f"{line}."


def quoted(text: str, article: Article | ArticleRef, *, speaker: str | None = None) -> str:
    """The passage as a Markdown block quotation, with its citation, and who says it, under it."""
    lines = "\n".join(f"> {line}" if line else ">" for line in text.splitlines())
    source = f"{speaker}, in {citation(article)}" if speaker else citation(article)
    return f"{lines}\n>\n> — {source}\n"


def cite_annotation(annotation: Annotation) -> str:
    """An annotation's passage with its citation, and its note if it has one."""
    cited = quoted(annotation.target.exact, annotation.article)
    return f"{cited}\n{annotation.note}\n" if annotation.note else cited
