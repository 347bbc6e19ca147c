"""What stands over an entity's page: who or what it is, when it is named, and the parts of the page."""

from collections.abc import Mapping
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual.widgets import Static

from reader.services.entities.names import TYPES_IN_WORDS, seen
from reader.services.entities.page_lines import Part, bar_line, counts
from reader.services.entities.pages import EntityPage
from reader.text.counting import counted
from reader.ui.widgets.lines import plain

TITLES = {
    Part.ARTICLES: "Articles",
    Part.SAID: "Said by",
    Part.ABOUT: "About",
    Part.COMPANIONS: "With",
    Part.NAMES: "Names",
    Part.NOTES: "Notes",
}
_BAR_CELLS = 48
"""The longest line of bars."""
_STYLES = ("name", "dim", "bars", "part", "chosen")


class EntityHeader(Static):
    """Says at once what is known, and more when the page is there; `part` is the one that is shown below."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"entity-header--{style}" for style in _STYLES}

    def __init__(self, name: str, keys: Mapping[Part, str]) -> None:
        super().__init__(markup=False)
        self._called = name
        self._keys = keys
        self._page: EntityPage | None = None
        self._part = Part.ARTICLES
        self._with_bars = True

    def show(self, page: EntityPage | None, part: Part, *, with_bars: bool) -> None:
        """Show this page, None for one that is not read yet; `with_bars` draws when it was named, as bars."""
        self._page, self._part, self._with_bars = page, part, with_bars
        self._draw()

    def on_mount(self) -> None:
        """Say what is known."""
        self._draw()

    def on_resize(self) -> None:
        """Cut at the new width."""
        self._draw()

    def _draw(self) -> None:
        width, page = self.content_size.width, self._page
        if not width:
            return
        lines = [self._title(page)]
        if page is not None:
            lines += [self._dim(line) for line in _called(page)]
            lines += [self._bars(page, width)] if self._with_bars and len(page.months) > 1 else []
        for line in lines:
            line.truncate(width, overflow="ellipsis")
        self.update(Text("\n", no_wrap=True).join([*lines, self._parts(page)]))

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"entity-header--{part}", partial=True)

    def _title(self, page: EntityPage | None) -> Text:
        if page is None:
            return Text(plain(self._called), self._style("name"))
        entity = page.entity
        named = f"{counted(entity.articles, 'article')}, {counted(entity.mentions, 'mention')}"
        about = " · ".join(filter(None, (TYPES_IN_WORDS[entity.type], named, seen(entity))))
        return Text.assemble((plain(entity.name), self._style("name")), "  ", (about, self._style("dim")))

    def _dim(self, line: str) -> Text:
        return Text(line, self._style("dim"))

    def _bars(self, page: EntityPage, width: int) -> Text:
        first, last = page.months[0].month, page.months[-1].month
        most = max(month.articles for month in page.months)
        bars = bar_line((month.articles for month in page.months), min(_BAR_CELLS, max(1, width - 36)))
        about = f" {last}, at most {most:,} a month"
        return Text.assemble(
            (f"{first} ", self._style("dim")), (bars, self._style("bars")), (about, self._style("dim"))
        )

    def _parts(self, page: EntityPage | None) -> Text:
        known = counts(page) if page else {}
        line = Text()
        for part in Part:
            count = f" {known[part]:,}" if part in known else ""
            label = f" {self._keys[part]} {TITLES[part]}{count} "
            line.append(label, self._style("chosen" if part is self._part else "part"))
        return line


def _called(page: EntityPage) -> list[str]:
    """What articles call it: roles in one line, other names in another."""
    roles = " · ".join(plain(each.text) for each in page.roles)
    names = " · ".join(plain(each.text) for each in page.aliases)
    return [*([roles] if roles else []), *([f"also {names}"] if names else [])]
