"""What scrolls through more lines than fit: articles and lists."""

from textual.geometry import Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView


class Scrolled(ScrollView, inherit_bindings=False):
    """A scroll view whose content can grow and shrink without the whole screen being laid out anew.

    Whoever sets `virtual_size` has drawn anew what looks different then.
    """

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), repaint=False)
    """The size of the content. Textual's own has the screen laid out, in two frames, at each change."""

    def watch_virtual_size(self, size: Size) -> None:
        """Have the scroll bar tell how much there is; lay out only where it comes or goes."""
        has_bar = self.show_vertical_scrollbar
        if has_bar != (size.height > self.container_size.height):
            self.refresh(layout=True)
        elif has_bar:
            self.vertical_scrollbar.window_virtual_size = size.height
