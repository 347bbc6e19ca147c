"""From key events to commands: what has to be asked before the table of commands."""

from collections.abc import Callable, Sequence
from functools import partial

from textual import events
from textual.widget import Widget

from reader.ui.commands import Command, Where
from reader.ui.keys.keymap import Keymap, Pending


class KeyInput:
    """Takes every key before any widget does.

    Keys typed before the screen is complete wait in `early`. Then a key goes, in this order: into the text that has
    the focus, to whoever wants the next letter, to the focused widget's `take_key`, and to the table of commands.
    """

    def __init__(self, commands: Sequence[Command]) -> None:
        self.early: list[events.Key] | None = []
        self._keymap = Keymap(commands)
        self._wanted: Callable[[str], None] | None = None

    @property
    def typed(self) -> str:
        """The keys of an unfinished sequence."""
        return "".join(self._keymap.typed)

    def want_letter(self, then: Callable[[str], None]) -> None:
        """Hand the next key to `then`, whatever it is."""
        self._wanted = then

    def take(
        self, event: events.Key, focused: Widget | None, contexts: Sequence[Where]
    ) -> Command | Callable[[], None] | bool:
        """The command that the key completes, or what is to be done with the letter that somebody wanted.

        True when the key was used up otherwise, False when it is the widget's.
        """
        if focused is not None and focused.check_consume_key(event.key, event.character):
            return False
        token = key_token(event)
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            return partial(wanted, token)
        take_key: Callable[[str], bool] | None = getattr(focused, "take_key", None)
        if take_key is not None and take_key(token):
            return True
        if not contexts:
            return False
        found = self._keymap.press(token, contexts)
        return found if isinstance(found, Command) else found is not Pending.NOTHING


def key_token(event: events.Key) -> str:
    """A key as the table of commands writes it: the character it types, else Textual's name."""
    if event.is_printable and event.character and not event.character.isspace():
        return event.character
    return event.key
