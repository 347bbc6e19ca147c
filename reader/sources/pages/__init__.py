"""Web pages, and other HTML, as articles."""

from reader.sources.pages.content import Content, content_document
from reader.sources.pages.extraction import ExtractedPage, extract, page_document

__all__ = ["Content", "ExtractedPage", "content_document", "extract", "page_document"]
