"""A screen of panes: which of them there is room for, and which one has the keys."""

from textual import events
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from reader.ui.host import host
from reader.ui.screens.panes import THREE_PANES, Pane, classes, panes_in_order, shown


class PanedScreen(Screen[None]):
    """Has as many panes on screen as there is room for, and leads from one to another.

    Its subclass mounts them, shows and hides them (`_show_panes`) and says what is on screen (`_say_place`).
    """

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """Textual's, which draws the whole screen anew beside what looks different."""

    def __init__(self) -> None:
        super().__init__()
        self._pane = Pane.LIST
        self._margin_wanted = True

    @property
    def is_open(self) -> bool:
        """Whether there is anything in the article's pane."""
        raise NotImplementedError

    def _show_panes(self, panes: frozenset[Pane]) -> None:
        """Have these on screen and no others."""
        raise NotImplementedError

    def _say_place(self) -> None:
        """Say what the pane with the keys shows."""
        raise NotImplementedError

    @property
    def _shown_panes(self) -> frozenset[Pane]:
        return shown(self.app.size.width, self._pane, margin_wanted=self._margin_wanted)

    def on_resize(self) -> None:
        """Have as many panes as there is room for now."""
        self._lay_out()

    def _lay_out(self) -> None:
        self._set_widths()
        self._show_panes(self._shown_panes)

    def _set_widths(self, *, update: bool = True) -> None:
        for name, is_meant in classes(self.app.size.width).items():
            self.set_class(is_meant, name, update=update)

    def _go_to_pane(self, pane: Pane) -> None:
        self._pane = pane
        self._lay_out()
        # At once, and not as `focus` does when there is time: the next key may be on its way already.
        self.set_focus(self.query_one(f"#{pane}"))
        self._say_place()
        host(self).refresh_bars()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The mouse, perhaps, has given another pane the keys."""
        pane = next((each for each in Pane if each == event.widget.id), self._pane)
        if pane is not self._pane:
            self._pane = pane
            self._lay_out()
            self._say_place()

    def action_next_pane(self) -> None:
        self._step_pane(1)

    def action_previous_pane(self) -> None:
        self._step_pane(-1)

    def _step_pane(self, by: int) -> None:
        order = panes_in_order(self.app.size.width, self._pane, is_open=self.is_open)
        self._go_to_pane(order[(order.index(self._pane) + by) % len(order)])

    def action_close_article(self) -> None:
        self._go_to_pane(Pane.LIST)

    def action_close_margin(self) -> None:
        self._go_to_pane(Pane.ARTICLE if self.is_open else Pane.LIST)

    def action_toggle_margin(self) -> None:
        if self.app.size.width >= THREE_PANES:
            self._margin_wanted = not self._margin_wanted
            self._go_to_pane(Pane.ARTICLE if self._pane is Pane.MARGIN else self._pane)
        elif self.is_open:
            self._go_to_pane(Pane.ARTICLE if self._pane is Pane.MARGIN else Pane.MARGIN)
