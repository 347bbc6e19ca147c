"""Which tags stand together on notes: a table of pairs with their counts, and the notes of each."""

import asyncio
from typing import ClassVar

from rich.segment import Segment
from textual import on
from textual.app import ComposeResult
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from reader.services.notes.every_note import every_note
from reader.services.notes.ordering import NotesView
from reader.services.pace import GivenUp, while_wanted
from reader.services.tags.pairs import TagPair, tag_pairs
from reader.ui.commands import Where
from reader.ui.host import host
from reader.ui.running.beside import Beside
from reader.ui.screens.notes import NotesScreen
from reader.ui.widgets.bars import FooterLine, StatusLine
from reader.ui.widgets.lines import fit, plain, spread
from reader.ui.widgets.virtual_list import VirtualList

NONE_TOGETHER = "No two tags stand together on a note yet."

_NUMBERS = 9
"""The cells of a column of numbers."""
_HEADINGS = ("together", "of", "and of", "share")


class PairRows(VirtualList[TagPair]):
    """Pairs of tags, a line each."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"pair-rows--tag", "pair-rows--dim"}

    def render_item(self, item: TagPair, width: int, is_cursor: bool) -> list[Strip]:
        """The two tags, how many notes have both and each, and the share of both among those that have either."""
        tag = self.get_component_rich_style("pair-rows--tag", partial=True)
        dim = self.get_component_rich_style("pair-rows--dim", partial=True)
        numbers = (f"{item.together:,}", f"{item.with_one:,}", f"{item.with_other:,}", f"{item.share:.0%}")
        first, *others = numbers
        right = [
            Segment(f"{first:>{_NUMBERS}}"),
            Segment("".join(f"{number:>{_NUMBERS}}" for number in others) + " ", dim),
        ]
        names = [Segment(plain(item.one), tag), Segment(" + ", dim), Segment(plain(item.other), tag)]
        return [spread([Segment("▌ " if is_cursor else "  ", tag), *names], right, width)]


class PairHeadings(Widget):
    """What the columns of the pairs are."""

    def render_line(self, y: int) -> Strip:  # noqa: ARG002  there is but one
        """The one line, its columns above those of the rows."""
        width = self.size.width
        columns = "".join(f"{heading:>{_NUMBERS}}" for heading in _HEADINGS)
        line = spread([Segment("  tags")], [Segment(f"{columns} ")], width)
        return Strip(fit([*line], width)).apply_style(self.rich_style)


class TagPairsScreen(Screen[None]):
    """Lists the pairs of tags."""

    def __init__(self) -> None:
        super().__init__()
        self._rows = PairRows()
        self._is_here = True

    def compose(self) -> ComposeResult:
        """The columns' headings, the pairs; below them the bars."""
        yield Static("Tags that stand together", id="pairs-title", markup=False)
        yield PairHeadings(id="pairs-headings")
        yield self._rows
        yield StatusLine()
        yield FooterLine(without=("find",))

    def on_mount(self) -> None:
        """Show the pairs."""
        self._rows.focus()
        self.notes_changed()

    def on_unmount(self) -> None:
        """Nobody looks any more."""
        self._is_here = False

    def key_contexts(self) -> tuple[Where, ...]:
        """The keys that work here."""
        return (Where.PAIRS,)

    def notes_changed(self) -> None:
        """Count anew; the cursor stays."""
        self.run_worker(Beside(self._count), group="pairs", exclusive=True)

    async def _count(self) -> None:
        notes, pace = host(self).session.notes, while_wanted(lambda: self._is_here)
        try:
            pairs = await asyncio.to_thread(lambda: tag_pairs(every_note(notes), pace=pace))
        except GivenUp:
            return
        if self._rows.is_attached:  # the screen may be going
            self._rows.empty_text = NONE_TOGETHER
            self._rows.set_items(pairs, keep=lambda pair: (pair.one, pair.other))
            self.query_one(StatusLine).set_place(f"Pairs of tags {len(pairs):,}")

    @on(VirtualList.Picked)
    def action_show_notes(self) -> None:
        """Show the notes with both tags."""
        pair = self._rows.current
        if pair is not None:
            self.app.push_screen(NotesScreen(view=NotesView(query=pair.query)))
