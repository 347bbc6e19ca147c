"""What is said in a text, between quotation marks or in the writer's words, and who says it."""

from reader.analysis.quotations.find import find
from reader.analysis.quotations.indirect import find_indirect
from reader.analysis.quotations.unsaid import unsaid

__all__ = ["find", "find_indirect", "unsaid"]
