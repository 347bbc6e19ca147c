"""Which tables of a page are tables, and which only put things side by side."""

from typing import TYPE_CHECKING

from reader.document.limits import MAX_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.etree import _Element

_SECTIONS = frozenset(("thead", "tbody", "tfoot"))
_AROUND_ROWS = frozenset(("caption", "colgroup", "col"))
_PARAGRAPHS = ("p", "div", "section", "article")
_MORE_THAN_A_CELL = (
    "table", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "blockquote", "pre", "hr", "figure",
)  # fmt: skip


def rows_of(table: "_Element") -> "list[list[_Element]] | None":
    """The cells of each row; None if it is no table but a layout, and its cells are to be read one by one.

    A layout has tables inside; or it has no cell for a heading, and cells that are more than a paragraph or in one
    column alone; or it says that it is one.
    """
    if table.get("role") in {"presentation", "none"} or next(table.iterdescendants("table"), None) is not None:
        return None
    try:
        rows = [row for row in _rows_in(table) if row]
    except _NotARowError:
        return None
    cells = [cell for row in rows for cell in row]
    has_heading = any(cell.tag == "th" for cell in cells)
    if not has_heading and (max(map(len, rows), default=0) < 2 or any(map(_is_more_than_a_cell, cells))):
        return None
    return rows


def markdown_of_rows(rows: "list[list[_Element]]", line_of_cell: "Callable[[_Element], str]") -> str:
    """The rows as a table in Markdown, the first as its head; the empty string if nothing is in their cells.

    The head is as wide as the widest row: what is beyond it would not be read.
    """
    lines = [[line_of_cell(cell) for cell in row] for row in rows]
    lines = [cells for cells in lines if any(cells)]
    if not lines:
        return ""
    columns = min(max(map(len, lines)), MAX_COLUMNS)
    lines[0] += [""] * (columns - len(lines[0]))
    written = [f"| {' | '.join(cells)} |" for cells in lines]
    written.insert(1, f"|{' --- |' * columns}")
    return "\n".join(written)


class _NotARowError(Exception):
    """Something is in a table that belongs in its cells."""


def _rows_in(section: "_Element") -> "Iterator[list[_Element]]":
    for child in _children(section):
        if child.tag == "tr":
            cells = list(_children(child))
            if any(cell.tag not in {"td", "th"} for cell in cells):
                raise _NotARowError
            yield cells
        elif child.tag in _SECTIONS:
            yield from _rows_in(child)
        elif child.tag not in _AROUND_ROWS:
            raise _NotARowError


def _children(element: "_Element") -> "Iterator[_Element]":
    """Its elements, if there is no text between them."""
    if (element.text or "").strip():
        raise _NotARowError
    for child in element:
        if (child.tail or "").strip():
            raise _NotARowError
        yield child


def _is_more_than_a_cell(cell: "_Element") -> bool:
    if next(cell.iterdescendants(*_MORE_THAN_A_CELL), None) is not None:
        return True
    paragraphs = cell.iterdescendants(*_PARAGRAPHS)
    return sum(1 for paragraph in paragraphs if not any(child.tag in _PARAGRAPHS for child in paragraph)) > 1
