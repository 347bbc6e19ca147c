"""When an entity is named, drawn as a plot. Importing this takes as long as a few frames: see `EntityScreen`."""

from collections.abc import Sequence

from textual_plotext import PlotextPlot

from reader.library.known import Month

MOST_BARS = 24
"""More months than this are drawn as years, as far as those are fewer bars."""
_TICKS = 4


class Timeline(PlotextPlot):
    """How many articles of each month, or of each year, name it."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's name
        super().__init__(id=id)
        self.theme = "clear"  # in the widget's own colours: those of the others cannot be read in sixteen

    def show(self, months: Sequence[Month]) -> None:
        """Draw these months."""
        bars = _bars(months)
        self.plt.clear_data()
        self.plt.clear_figure()
        self.plt.title("Articles a year" if len(bars) < len(months) else "Articles a month")
        places = [float(at) for at in range(len(bars))]
        self.plt.bar(places, [number for _, number in bars], width=0.6, color="default")
        step = max(1, -(-len(bars) // _TICKS))
        self.plt.xticks(places[::step], [label for label, _ in bars[::step]])
        most = max((number for _, number in bars), default=0)
        self.plt.yticks(sorted({0, -(-most // 2), most}))
        self.plt.ylim(0, max(1, most))
        self.refresh()


def _bars(months: Sequence[Month]) -> list[tuple[str, int]]:
    if len(months) <= MOST_BARS:
        return [(month.month, month.articles) for month in months]
    years: dict[str, int] = {}
    for month in months:
        years[month.month[:4]] = years.get(month.month[:4], 0) + month.articles
    return [*years.items()]
