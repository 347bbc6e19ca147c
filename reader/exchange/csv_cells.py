"""Cells of CSV that no spreadsheet takes for a formula, and back.

Spreadsheets calculate what begins with certain characters, and a formula can send away what stands beside it. An
apostrophe before these has them take it for text, as OWASP recommends.
"""

import re

_GUARD = "'"

# Apostrophes are among what may stand before a formula, so that one that was there is told from one that was put there.
_FORMULA = re.compile(r"[\s']*[=+\-@＝＋－＠]|'*[\t\n]")


def guarded(value: str) -> str:
    """The value as a cell, with an apostrophe before what could be taken for a formula."""
    return _GUARD + value if _FORMULA.match(value) else value


def unguarded(cell: str) -> str:
    """The value that `guarded` was given."""
    value = cell.removeprefix(_GUARD)
    return value if _FORMULA.match(value) else cell
