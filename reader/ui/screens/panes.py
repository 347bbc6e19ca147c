"""The panes of the reading screen: which of them there is room for, and in which order."""

from enum import StrEnum

TWO_PANES = 100
THREE_PANES = 110
WIDE = 150
WIDEST = 180
"""The screen's width in cells from which there is room for more."""


class Pane(StrEnum):
    """A pane, by the id of its widget."""

    SOURCES = "sources"
    LIST = "articles"
    ARTICLE = "article"
    MARGIN = "margin"


def shown(width: int, current: Pane, *, margin_wanted: bool) -> frozenset[Pane]:
    """The panes to show on a screen so many cells wide, with the keys in `current`.

    Where there is no room for both, the sources take the place of the list, and the margin that of the article; where
    there is room for one pane it is the current one.
    """
    if width < TWO_PANES:
        return frozenset({current})
    lists = (
        {Pane.SOURCES, Pane.LIST} if width >= WIDE else {Pane.SOURCES if current is Pane.SOURCES else Pane.LIST}
    )
    if width >= THREE_PANES and margin_wanted:
        return frozenset({*lists, Pane.ARTICLE, Pane.MARGIN})
    return frozenset({*lists, Pane.MARGIN if current is Pane.MARGIN else Pane.ARTICLE})


def classes(width: int) -> dict[str, bool]:
    """The style classes of a screen so many cells wide."""
    return {"-several": width >= TWO_PANES, "-wide": width >= WIDE, "-widest": width >= WIDEST}


def panes_in_order(width: int, current: Pane, *, is_open: bool) -> list[Pane]:
    """The panes that come after one another on a screen so many cells wide, with or without an open article.

    Sources that would take the place of the list, where several panes are seen, are not among them.
    """
    order = [*Pane] if is_open else [Pane.SOURCES, Pane.LIST]
    if TWO_PANES <= width < WIDE and current is not Pane.SOURCES:
        order.remove(Pane.SOURCES)
    return order
