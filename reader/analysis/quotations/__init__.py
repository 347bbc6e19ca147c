"""Direct speech in a text, and who says it."""

from reader.analysis.quotations.find import find

__all__ = ["find"]
