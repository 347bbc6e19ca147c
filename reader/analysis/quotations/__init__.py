"""Direct speech in a text, and who says it."""

from reader.analysis.quotations.find import find
from reader.analysis.quotations.unsaid import unsaid

__all__ = ["find", "unsaid"]
