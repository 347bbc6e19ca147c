"""The passages of a page: the stretches of text that its elements part, each where it can be taken out again."""

import re
from dataclasses import dataclass, field

from reader.document.html_tables import rows_of
from reader.document.html_tree import Element
from reader.document.tags import BREAKING

# Where words are not parted by spaces (from Thai to Chinese), each character is one.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff"
_WORD = re.compile(f"[{_UNSPACED}]|[^\\W{_UNSPACED}]+")
_PARTING = BREAKING | {"td", "th"}
_THINGS = frozenset(("img", "hr"))


@dataclass(slots=True)
class Passage:
    """One passage: its words, and the images and rules in it.

    `container` is the element that parts it from others; `texts` are the places of its texts, each an element and an
    index of what is in that.
    """

    container: Element
    words: tuple[str, ...] = ()
    things: list[Element] = field(default_factory=list)
    texts: list[tuple[Element, int]] = field(default_factory=list)

    def take_out(self) -> None:
        """Leave nothing of it on the page."""
        for element, index in self.texts:
            element.children[index] = " "
        for thing in self.things:
            thing.empty()


def passages_of(root: Element) -> list[Passage]:
    """The passages in the order of the page; a row of a table and a piece of code are one each."""
    walk = _Walk(root)
    walk.take(root, root)
    return walk.finish()


class _Walk:
    """One walk over a page. A passage comes together until an element parts it from the next."""

    def __init__(self, root: Element) -> None:
        self._done: list[Passage] = []
        self._passage = Passage(root)
        self._pieces: list[str] = []
        self._rows: set[int] = set()  # the identities of the rows of tables that are tables

    def finish(self) -> list[Passage]:
        """All passages with anything in them."""
        self._begin(self._passage.container)
        return self._done

    def take(self, element: Element, container: Element, *, is_part: bool = False) -> None:
        """Go over what is in an element; `is_part` says that it is all of one passage."""
        for index, child in enumerate(element.children):
            if isinstance(child, str):
                self._pieces.append(child)
                self._passage.texts.append((element, index))
            elif is_part or child.tag not in _PARTING:
                self._take_inside(child, container, is_part=is_part)
            else:
                self._take_apart(child)
                self._begin(container)

    def _take_inside(self, element: Element, container: Element, *, is_part: bool) -> None:
        """Go over an element that is part of the passage, or in which passages begin and end."""
        if element.tag in _THINGS:
            self._passage.things.append(element)
        elif element.tag == "br" or element.tag in _PARTING:
            self._pieces.append(" ")
        self.take(element, container, is_part=is_part)

    def _take_apart(self, element: Element) -> None:
        self._begin(element)
        if element.tag in _THINGS:
            self._passage.things.append(element)
        elif element.tag == "table":
            self._rows.update(id(row) for row in rows_of(element) or ())
        self.take(element, element, is_part=element.tag == "pre" or id(element) in self._rows)

    def _begin(self, container: Element) -> None:
        self._passage.words = words_of("".join(self._pieces))
        if self._passage.words or self._passage.things:
            self._done.append(self._passage)
        self._passage = Passage(container)
        self._pieces = []


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, as passages are compared by."""
    return tuple(_WORD.findall(text))
