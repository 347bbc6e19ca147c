"""Which tables of a page are tables, and which only put things side by side."""

from collections.abc import Callable, Iterator, Sequence

from reader.document.html_tree import Element
from reader.document.limits import MAX_COLUMNS

_SECTIONS = frozenset(("thead", "tbody", "tfoot"))
_AROUND_ROWS = frozenset(("caption", "colgroup", "col"))
_PARAGRAPHS = ("p", "div", "section", "article")
_MORE_THAN_A_CELL = (
    "table", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "blockquote", "pre", "hr", "figure",
)  # fmt: skip


def rows_of(table: Element) -> list[Element] | None:
    """Its rows, which hold cells alone; None if it is no table but a layout, and its cells are to be read one by one.

    A layout has tables inside; or it has no cell for a heading, and cells that are more than a paragraph or in one
    column alone; or it says that it is one.
    """
    if table.get("role") in {"presentation", "none"} or any(inner is not table for inner in table.all("table")):
        return None
    try:
        rows = [row for row in _rows_in(table) if any(row.elements())]
    except _NotARowError:
        return None
    cells = [cell for row in rows for cell in row.elements()]
    has_heading = any(cell.tag == "th" for cell in cells)
    is_narrow = all(sum(1 for _ in row.elements()) < 2 for row in rows)
    if not has_heading and (is_narrow or any(map(_is_more_than_a_cell, cells))):
        return None
    return rows


def markdown_of_rows(rows: Sequence[Element], line_of_cell: Callable[[Element], str]) -> str:
    """The rows as a table in Markdown, the first as its head; the empty string if nothing is in their cells.

    The head is as wide as the widest row: what is beyond it would not be read.
    """
    lines = [[line_of_cell(cell) for cell in row.elements()] for row in rows]
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


def _rows_in(section: Element) -> Iterator[Element]:
    for child in _children(section):
        if child.tag == "tr":
            if any(cell.tag not in {"td", "th"} for cell in _children(child)):
                raise _NotARowError
            yield child
        elif child.tag in _SECTIONS:
            yield from _rows_in(child)
        elif child.tag not in _AROUND_ROWS:
            raise _NotARowError


def _children(element: Element) -> list[Element]:
    """Its elements, if there is no text between them."""
    if any(isinstance(child, str) and child.strip() for child in element.children):
        raise _NotARowError
    return list(element.elements())


def _is_more_than_a_cell(cell: Element) -> bool:
    if next(cell.all(*_MORE_THAN_A_CELL), None) is not None:
        return True
    paragraphs = cell.all(*_PARAGRAPHS)
    return (
        sum(1 for paragraph in paragraphs if not any(child.tag in _PARAGRAPHS for child in paragraph.elements()))
        > 1
    )
