"""An empty Textual app: what any Textual program costs before it does anything."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class EmptyApp(App[None]):
    """One line of text; `j` changes it."""

    def compose(self) -> ComposeResult:
        yield Static("empty app ready", id="line")

    def key_j(self) -> None:
        self.query_one("#line", Static).update("pressed")

    def key_k(self) -> None:
        self.query_one("#line", Static).update("empty app ready")

    def key_q(self) -> None:
        self.exit()


if __name__ == "__main__":
    EmptyApp().run()
