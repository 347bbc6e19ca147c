"""A quiet hint on the first run: the few keys that matter."""

import logging
from typing import ClassVar

from rich.text import Text
from textual.widget import Widget

from reader.ui.commands import Command, Where
from reader.ui.host import host
from reader.ui.keys.docs import first_key

STATE_FILE = "welcomed"

TAUGHT = (
    (Where.ARTICLE, "mark", "highlight"),
    (Where.ARTICLE, "note", "note"),
    (Where.ARTICLE, "tag", "tag"),
    (Where.EVERYWHERE, "notes", "all notes"),
    (Where.EVERYWHERE, "help", "help"),
)

_log = logging.getLogger(__name__)


class Welcome(Widget):
    """Shown on the first run, until one of the keys it names is used. It takes no keys itself."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"welcome--key"}

    def on_mount(self) -> None:
        """Show it only if it never was before."""
        file = host(self).session.places.state / STATE_FILE
        self.display = not file.exists()
        if self.display:
            try:
                file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                file.touch(mode=0o600)
            except OSError as error:  # it will be shown again: no harm in that
                _log.warning("The first run cannot be remembered: %s", error)

    def command_used(self, command: Command) -> None:
        """Go when the reader has used a key that this teaches."""
        if self.display and any(command.id == name for _, name, _ in TAUGHT):
            self.display = False

    def on_click(self) -> None:
        """Go."""
        self.display = False

    def render(self) -> Text:
        """Key and use, side by side."""
        key_style = self.get_component_rich_style("welcome--key")
        text = Text("To begin:   ", no_wrap=True, overflow="ellipsis")
        for where, name, use in TAUGHT:
            text.append(first_key(host(self).commands, where, name), key_style)
            text.append(f" {use}   ")
        text.rstrip()
        return text
