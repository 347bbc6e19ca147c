"""What the reader's notes come to, drawn: notes a week, tags used most, people quoted most."""

import asyncio
import importlib
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.screen import Screen
from textual.widgets import Static

from reader.services.notes.every_note import every_note
from reader.services.notes.statistics import Statistics, Week, statistics
from reader.services.pace import GivenUp, while_wanted
from reader.text.counting import counted
from reader.ui.commands import Where
from reader.ui.host import host
from reader.ui.running.beside import Beside
from reader.ui.widgets.bars import FooterLine, StatusLine
from reader.ui.widgets.ranks import Ranks
from reader.ui.widgets.scroll_pane import ScrollPane

if TYPE_CHECKING:
    from textual_plotext import PlotextPlot

SIDE_BY_SIDE = 110
"""The screen's width in cells from which tags and people stand beside one another."""

_PLOT = "textual_plotext"
"""It takes a third of a second to import, and is therefore imported beside the screen that needs it."""
_NO_COLOURS: Final = "clear"
"""The theme of plots without colours of its own: ours hold, in 16 colours and without any."""
_NAMED_WEEKS = 13
"""How many weeks there are from one that is named under the plot to the next, and at least room for: one is no wall."""


class StatisticsScreen(Screen[None]):
    """Counts the notes, and draws what it finds."""

    def __init__(self) -> None:
        super().__init__()
        self._scroll = ScrollPane(id="statistics-scroll", can_focus=True)
        self._summary = Static("Counting…", id="statistics-summary", markup=False)
        self._weeks = Container(id="statistics-weeks")
        self._tags = Ranks("Most used tags", "No note has a tag yet.")
        self._people = Ranks("Most quoted people", "No highlighted passage has a speaker yet.")
        self._plot: PlotextPlot | None = None
        self._is_here = True

    def compose(self) -> ComposeResult:
        """What there is in numbers, the weeks, the tags and the people; below them the bars."""
        with self._scroll:
            yield Static("Statistics", id="statistics-title", markup=False)
            yield self._summary
            yield Static("Notes a week", id="statistics-heading", markup=False)
            yield self._weeks
            with Container(id="statistics-ranks"):
                yield self._tags
                yield self._people
        yield StatusLine()
        yield FooterLine(without=("find",))

    def on_mount(self) -> None:
        """Count."""
        self._scroll.focus()
        self.query_one(StatusLine).set_place("Statistics of your notes")
        self.notes_changed()

    def on_unmount(self) -> None:
        """Nobody looks any more."""
        self._is_here = False

    def on_resize(self, event: events.Resize) -> None:
        """Where there is no room beside one another, people stand below the tags."""
        self.set_class(event.size.width >= SIDE_BY_SIDE, "-beside")

    def key_contexts(self) -> tuple[Where, ...]:
        """The keys that work here."""
        return (Where.STATISTICS,)

    def notes_changed(self) -> None:
        """Count anew."""
        self.run_worker(Beside(self._count), group="statistics", exclusive=True)

    async def _count(self) -> None:
        try:
            found = await asyncio.to_thread(self._counted)
        except GivenUp:
            return
        await asyncio.to_thread(importlib.import_module, _PLOT)
        if self._weeks.is_attached:  # the screen may be going
            await self._show(found)

    def _counted(self) -> Statistics:
        notes, today = host(self).session.notes, datetime.now().astimezone().date()
        return statistics(every_note(notes), notes.marks(), today=today, pace=while_wanted(lambda: self._is_here))

    async def _show(self, found: Statistics) -> None:
        self._summary.update(
            f"{counted(found.notes, 'note')} in {counted(found.articles, 'article')} · "
            f"{found.with_words:,} with words of yours · {found.tagged:,} tagged"
        )
        self._tags.show(found.tags)
        self._people.show(found.people)
        await self._draw_weeks(found.weeks)

    async def _draw_weeks(self, weeks: Sequence[Week]) -> None:
        if self._plot is None:
            from textual_plotext import PlotextPlot

            self._plot = PlotextPlot()
            self._plot.theme = _NO_COLOURS
            await self._weeks.mount(self._plot)
        plot, most = self._plot.plt, max((week.count for week in weeks), default=0)
        plot.clear_figure()
        plot.theme(_NO_COLOURS)
        plot.frame(False)
        plot.bar(range(len(weeks)), [week.count for week in weeks], width=0.7)
        named = [*range(len(weeks) - 1, -1, -_NAMED_WEEKS)]
        plot.xticks(named, [f"{weeks[at].start.day} {weeks[at].start:%b}" for at in named])
        plot.yticks(sorted({0, most // 2, most}))
        plot.xlim(min(0, len(weeks) - _NAMED_WEEKS) - 0.5, len(weeks) - 0.5)
        plot.ylim(0, max(1, most))
        self._plot.refresh()
