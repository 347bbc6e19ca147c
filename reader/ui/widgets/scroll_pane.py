"""What holds more widgets than fit, and goes through them by the keys for lines and pages."""

from textual.containers import VerticalScroll


class ScrollPane(VerticalScroll, inherit_bindings=False):
    """Scrolls at once, without an animation, while it has the focus."""

    def action_line_down(self) -> None:
        """A line down."""
        self.scroll_relative(y=1, animate=False)

    def action_line_up(self) -> None:
        """A line up."""
        self.scroll_relative(y=-1, animate=False)

    def action_page_down(self) -> None:
        """A page down."""
        self.scroll_page_down(animate=False)

    def action_page_up(self) -> None:
        """A page up."""
        self.scroll_page_up(animate=False)
