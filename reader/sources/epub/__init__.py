"""Books in EPUB as articles, one for each chapter."""

from reader.sources.epub.book import read_epub

__all__ = ["read_epub"]
