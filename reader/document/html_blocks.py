"""A tree of HTML as Markdown: what its elements are becomes mark-up, and all that they say stays text."""

import re
from collections.abc import Callable

from reader.document.html_links import is_note_sign, leads_to_note, resolved
from reader.document.html_tables import markdown_of_rows, rows_of
from reader.document.html_tree import Element
from reader.document.markdown_runs import (
    EMPHASIS,
    STRIKE,
    STRONG,
    Run,
    Style,
    line_of,
    paragraphs_of,
)
from reader.document.tags import BREAKING
from reader.text.sanitize import clean

_MARKS = {
    "b": STRONG, "strong": STRONG, "em": EMPHASIS, "i": EMPHASIS, "s": STRIKE, "del": STRIKE, "strike": STRIKE,
}  # fmt: skip
_BLOCKS = BREAKING | {"td", "th", "hgroup", "legend", "menu", "dir", "search"}
# Whatever ends a line is white space, too: were it to become a newline later, what follows could become mark-up.
_SPACE = re.compile("[ \t\n\r\f\v\x85\u2028\u2029]{2,}|[\t\n\r\f\v\x85\u2028\u2029]")
_FENCES = re.compile("`{3,}")
_TAB_WIDTH = 4
_PIXEL = frozenset(("0", "1", "0px", "1px"))
_MAX_CONTAINERS = 6  # lists and quotations in one another; the parser leaves out what is nested much deeper
_MAX_NUMBER = 99_999_999  # of a list's first item, so that the parser takes those of all others as well
_PLAIN = Style()


def markdown_of(element: Element, base_url: str | None = None) -> str:
    """The Markdown of all that is in the element.

    Links keep http, https and mailto addresses; relative ones are resolved where `base_url` says from where, and
    are text otherwise. Style that Markdown could not express where it stands is left out, text never.
    """
    blocks = _Blocks(base_url)
    blocks.take(element, _PLAIN)
    return "\n\n".join(blocks.finish())


class _Blocks:
    """Gathers the blocks of one container: of the whole, a quotation, an item of a list."""

    def __init__(self, base_url: str | None, depth: int = 0, *, is_line: bool = False) -> None:
        self.base_url = base_url
        self.depth = depth
        self._is_line = is_line  # whether all becomes one line: a heading's, a cell's
        self._done: list[str] = []
        self._runs: list[Run] = []
        self._term = -1  # the index of a term of a definition list

    def finish(self) -> list[str]:
        """The blocks that have come together."""
        self.end_paragraph()
        return self._done

    def take(self, element: Element, style: Style) -> None:
        """Take what is in an element."""
        for child in element.children:
            if isinstance(child, str):
                self.say(child, style)
            else:
                self.take_element(child, style)

    def take_element(self, element: Element, style: Style) -> None:
        """Take an element."""
        tag = element.tag
        if tag not in _BLOCKS:
            _INLINE.get(tag, _Blocks.take)(self, element, style)
            return
        self.end_paragraph()
        take = _Blocks.take if self._is_line else _BLOCK.get(tag, _Blocks.take)
        take(self, element, style)
        self.end_paragraph()

    def say(self, text: str, style: Style) -> None:
        """Take text, in which white space is no more than that."""
        if self._runs or not text.isspace():
            self.take_run(Run(clean(_SPACE.sub(" ", text)), style))

    def take_run(self, run: Run) -> None:
        """Take a run as it is."""
        self._runs.append(run)

    def add(self, block: str) -> None:
        """Add a finished block, if there is anything in it."""
        if block:
            self._done.append(block)

    def add_term(self, line: str) -> None:
        """Add a term, which definitions may follow."""
        self.add(line)
        self._term = len(self._done) - 1 if line else -1

    def add_definition(self, blocks: list[str]) -> None:
        """Add what a term means, or just the blocks where there is no term before them."""
        if blocks and 0 <= self._term == len(self._done) - 1 and self.depth < _MAX_CONTAINERS:
            self._done[-1] += "\n" + _indented(":   ", blocks)
        else:
            self._done += blocks

    def inner(self) -> "_Blocks":
        """For what is in a container within this one."""
        return _Blocks(self.base_url, self.depth + 1)

    def line(self, element: Element, style: Style, *, is_cell: bool = False) -> str:
        """What is in an element on one line."""
        blocks = _Blocks(self.base_url, is_line=True)
        blocks.take(element, style)
        runs = blocks._runs
        if is_cell:
            runs = [r._replace(text=r.text.replace("|", "\\|")) if r.style.is_code else r for r in runs]
        return line_of(runs)

    def end_paragraph(self) -> None:
        """Make a block of the text that has come together."""
        if self._is_line:
            self._runs.append(Run(" ", _PLAIN))
        elif self._runs:
            self._done += paragraphs_of(self._runs)
            self._runs = []


def _indented(marker: str, blocks: list[str]) -> str:
    """Blocks as the content of one list item with that marker."""
    indent = " " * len(marker)
    lines = "\n\n".join(blocks).split("\n")
    return marker + "\n".join([lines[0], *(indent + line if line else "" for line in lines[1:])])


def _take_link(blocks: _Blocks, element: Element, style: Style) -> None:
    href = element.attributes.get("href")
    if href is not None:
        style = style._replace(link=resolved(href, blocks.base_url))
    if leads_to_note(element):
        _take_note_sign(blocks, element, style)
    else:
        blocks.take(element, style)


def _take_raised(blocks: _Blocks, element: Element, style: Style) -> None:
    links = list(element.elements())
    if len(links) == 1 and "#" in links[0].get("href") and not leads_to_note(links[0]):
        _take_note_sign(blocks, element, style)
    else:
        blocks.take(element, style)


def _take_note_sign(blocks: _Blocks, element: Element, style: Style) -> None:
    """Take the sign of a note in brackets, without which it would be read as part of the word before it."""
    is_sign = is_note_sign("".join(element.texts()))
    if is_sign:
        blocks.say("[", style)
    blocks.take(element, style)
    if is_sign:
        blocks.say("]", style)


def _take_marked(blocks: _Blocks, element: Element, style: Style) -> None:
    blocks.take(element, style._replace(marks=style.marks | {_MARKS[element.tag]}))


def _take_code(blocks: _Blocks, element: Element, style: Style) -> None:
    blocks.take(element, style._replace(is_code=True))


def _take_quoted(blocks: _Blocks, element: Element, style: Style) -> None:
    blocks.say('"', style)
    blocks.take(element, style)
    blocks.say('"', style)


def _take_line_break(blocks: _Blocks, _: Element, style: Style) -> None:
    blocks.take_run(Run("\n", style))


def _take_image(blocks: _Blocks, element: Element, style: Style) -> None:
    if element.get("width") in _PIXEL or element.get("height") in _PIXEL:
        return  # it is there to be counted, not to be seen
    text = clean(element.get("alt"), one_line=True)
    address = resolved(element.get("src"), blocks.base_url)
    if text or address:
        blocks.take_run(Run(text, style._replace(is_code=False), address))


def _take_recording(blocks: _Blocks, element: Element, style: Style) -> None:
    sources = (source for source in element.all(element.tag, "source") if source.get("src"))
    address = next((resolved(source.get("src"), blocks.base_url) for source in sources), "")
    blocks.take(element, style._replace(link=address or style.link))


def _take_heading(blocks: _Blocks, element: Element, style: Style) -> None:
    if line := blocks.line(element, style):
        blocks.add(f"{'#' * int(element.tag[1])} {line}")


def _take_quotation(blocks: _Blocks, element: Element, style: Style) -> None:
    inner = blocks.inner()
    inner.take(element, style)
    found = inner.finish()
    if blocks.depth < _MAX_CONTAINERS:
        lines = "\n\n".join(found).split("\n") if found else []
        found = ["\n".join(f"> {line}" if line else ">" for line in lines)]
    for block in found:
        blocks.add(block)


def _take_list(blocks: _Blocks, element: Element, style: Style) -> None:
    items = _items(blocks, element, style)
    if blocks.depth >= _MAX_CONTAINERS:
        for block in (block for item in items for block in item):
            blocks.add(block)
        return
    first = _first_number(element) if element.tag == "ol" else None
    written = [
        _indented("- " if first is None else f"{first + at}. ", item) for at, item in enumerate(items) if item
    ]
    blocks.add(("\n\n" if any("\n\n" in item for item in written) else "\n").join(written))


def _items(blocks: _Blocks, element: Element, style: Style) -> list[list[str]]:
    """The blocks of each item; what stands between two belongs to the first."""
    items: list[_Blocks] = []
    for child in element.children:
        is_item = isinstance(child, Element) and child.tag == "li"
        if is_item or (not items and not _is_blank(child)):
            items.append(blocks.inner())
        if isinstance(child, str):
            if not _is_blank(child):
                items[-1].say(child, style)
            continue
        if is_item:
            items[-1].take(child, style)
        else:
            items[-1].take_element(child, style)
        items[-1].end_paragraph()
    return [item.finish() for item in items]


def _is_blank(node: Element | str) -> bool:
    return isinstance(node, str) and not node.strip()


def _first_number(element: Element) -> int:
    start = element.get("start")
    return min(int(start), _MAX_NUMBER) if start.isascii() and start.isdigit() else 1


def _take_item_alone(blocks: _Blocks, element: Element, style: Style) -> None:
    inner = blocks.inner()
    inner.take(element, style)
    if found := inner.finish():
        blocks.add(_indented("- ", found))


def _take_term(blocks: _Blocks, element: Element, style: Style) -> None:
    blocks.add_term(blocks.line(element, style))


def _take_definition(blocks: _Blocks, element: Element, style: Style) -> None:
    inner = blocks.inner()
    inner.take(element, style)
    blocks.add_definition(inner.finish())


def _take_code_block(blocks: _Blocks, element: Element, _: Style) -> None:
    for inside in element.all("br", "img"):
        inside.children = ["\n" if inside.tag == "br" else inside.get("alt")]
    text = clean("".join(element.texts())).strip("\n")
    if text.strip():
        fence = "`" * (1 + max(map(len, _FENCES.findall(text)), default=2))
        blocks.add(f"{fence}\n{text.expandtabs(_TAB_WIDTH)}\n{fence}")


def _take_rule(blocks: _Blocks, *_: object) -> None:
    blocks.add("***")


def _take_table(blocks: _Blocks, element: Element, style: Style) -> None:
    rows = rows_of(element)
    if rows is None:
        blocks.take(element, style)
        return
    for caption in element.all("caption"):
        blocks.take_element(caption, style)
    blocks.add(markdown_of_rows(rows, lambda cell: blocks.line(cell, style, is_cell=True)))


_Take = Callable[[_Blocks, Element, Style], None]

_INLINE: dict[str, _Take] = {
    "a": _take_link,
    "br": _take_line_break,
    "img": _take_image,
    "q": _take_quoted,
    "sup": _take_raised,
    "audio": _take_recording,
    "video": _take_recording,
    **dict.fromkeys(_MARKS, _take_marked),
    **dict.fromkeys(("code", "kbd", "samp"), _take_code),
}
_BLOCK: dict[str, _Take] = {
    "blockquote": _take_quotation,
    "dd": _take_definition,
    "dt": _take_term,
    "hr": _take_rule,
    "li": _take_item_alone,
    "ol": _take_list,
    "pre": _take_code_block,
    "table": _take_table,
    "ul": _take_list,
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _take_heading),
}
