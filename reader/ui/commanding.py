"""Keys on their way to what they mean: which commands work now, who carries one out, and what the bars say of it."""

import inspect
from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from textual import events
from textual.app import App
from textual.screen import ModalScreen

from reader.ui.commands import Command, Where
from reader.ui.host import host
from reader.ui.keys.input import KeyInput
from reader.ui.keys.typeahead import Typeahead
from reader.ui.widgets.bars import FooterLine, StatusLine

if TYPE_CHECKING:
    from textual.dom import DOMNode

    from reader.ui.controllers.saving import Saving
    from reader.ui.screens.reading import ReadingScreen

MODES = {Where.SELECTION: "SELECT", Where.PROMPT: "PROMPT", Where.EDITOR: "NOTE", Where.COMPARISON: "COMPARE"}
"""What the status line calls the contexts in which keys mean something else than usual."""

Action = Callable[..., Awaitable[None] | None]
Bar = TypeVar("Bar", StatusLine, FooterLine)


class Commanding:
    """Takes the app's keys, and carries out the commands that they mean where what has the focus is."""

    def __init__(self, app: App[None], reading: "ReadingScreen", saving: "Saving") -> None:
        self.typeahead = Typeahead()
        self._app = app
        self._reading = reading
        self._saving = saving
        self._keys = KeyInput(host(app).commands)

    async def takes(self, event: events.Key) -> bool:
        """Do what the key means in our table; False leaves it to the widget that has the focus."""
        if self._keys.early is not None:
            self._keys.early.append(event)
            return True
        await self.typeahead.ready(event, lambda: self._app.focused)
        return self._take(event)

    def no_longer_early(self) -> list[events.Key]:
        """The screen is complete: keys are taken at once from now on; gives those that were typed before."""
        early, self._keys.early = self._keys.early or [], None
        return early

    def _take(self, event: events.Key) -> bool:
        host(self._app).memory.key_pressed()
        found = self._keys.take(event, self._app.focused, self.contexts())
        status = self.bar(StatusLine)
        if status is not None:
            status.set_keys(self._keys.typed)  # what was said before has been read, also where one types
        if isinstance(found, Command):
            self.run(found)
            self._reading.welcome.command_used(found)
            self._reading.desk.follow_cursor()
        elif callable(found):
            found()
        self.refresh_bars()
        return bool(found)

    def want_letter(self, then: Callable[[str], None]) -> None:
        """Hand the next key to `then`, whatever it is."""
        self._keys.want_letter(then)

    def contexts(self) -> tuple[Where, ...]:
        """The contexts whose keys work now, the nearest first."""
        app = self._app
        for node in (app.focused, app.screen):
            for place in node.ancestors_with_self if node is not None else ():
                contexts: Callable[[], tuple[Where, ...]] | None = getattr(place, "key_contexts", None)
                if contexts is not None and place is not app:
                    alone = isinstance(app.screen, ModalScreen)
                    return contexts() if alone else (*contexts(), Where.EVERYWHERE)
        return ()

    def run(self, command: Command) -> None:
        """Carry out a command where it applies, the focused widget first."""
        app = self._app
        start: DOMNode = app.focused if app.focused is not None else app.screen
        for node in start.ancestors_with_self:
            for actor in (node, *getattr(node, "controllers", ())):
                action: Action | None = getattr(actor, f"action_{command.action}", None)
                if action is not None:
                    if inspect.iscoroutinefunction(action):
                        work = partial(action, *command.arguments)
                        host(app).do_later(self.typeahead.carry_out(work))
                    else:
                        action(*command.arguments)
                    return

    # -- the bars

    def bar(self, kind: type[Bar]) -> Bar | None:
        """The bar of that kind on the uppermost screen that has one."""
        for screen in reversed(self._app.screen_stack):
            found = screen.query(kind)
            if found:
                bar: Bar = found.first()
                return bar
        return None

    def refresh_bars(self) -> None:
        """Show in the status line and the footer what keys do now."""
        app = self._app
        if not app.screen_stack:  # postil ends
            return
        contexts = self.contexts()
        status, footer = self.bar(StatusLine), self.bar(FooterLine)
        if status is not None:
            status.set_unsaved(self._saving.summary)
            status.set_mode(next((MODES[where] for where in contexts if where in MODES), "NORMAL"))
        if footer is not None:
            footer.show([command for command in self._in_reach(contexts) if not self._types(command.keys[0])])

    def _in_reach(self, contexts: Iterable[Where]) -> list[Command]:
        """The commands for the footer but those whose key means something else in a nearer context."""
        found: list[Command] = []
        taken: set[str] = set()
        for where in contexts:
            here = [command for command in host(self._app).commands if command.where is where and command.keys]
            found += [command for command in here if command.footer and command.keys[0] not in taken]
            taken.update(key for command in here for key in command.keys)
        return found

    def _types(self, keys: str) -> bool:
        """Whether these keys are text for what has the focus."""
        focused = self._app.focused
        character = keys if len(keys) == 1 else None
        return focused is not None and focused.check_consume_key(keys, character)
