"""Writing a note in Markdown under the passage it is on. What is typed is never lost."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult, SuspendNotSupported
from textual.containers import Vertical
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static, TextArea

from reader.model import PostilError
from reader.services.dates import short_time
from reader.services.saving.backlog import News
from reader.services.saving.drafts import DraftError, Drafts
from reader.text.sanitize import clean
from reader.ui.commands import Where
from reader.ui.host import host
from reader.ui.terminal.external_editor import edit, editor_command
from reader.ui.widgets.bars import FooterLine, StatusLine
from reader.ui.widgets.lines import shortened, wrapped

if TYPE_CHECKING:
    from textual.timer import Timer

KEEP_AFTER = 0.5
"""Seconds without a key after which what is typed is kept as a draft."""
KEEP_BY = 2.0
"""Seconds after which it is kept though the reader goes on typing."""
SOON = 0.01
"""Seconds; a timer of none at all ends in a division by zero when it comes late."""
NOT_SAVED = "The note is not saved. What you wrote is kept as a draft."
WAITS = "The note is not saved yet: {}. It is tried again by itself, also when you leave."
PASSAGE_LENGTH = 2_000
"""How many characters of the passage are looked at, at most."""
PASSAGE_ROWS = 3
"""How many rows of the passage are shown, at most."""
LEAST_ROWS = 3
"""The fewest rows for the note; it has more as it grows, as long as the editor has no more than half the screen."""

Save = Callable[[str], Awaitable[bool]]
CoverFrom = Callable[[int | None], None]

_log = logging.getLogger(__name__)


class NoteArea(TextArea):
    """Markdown, wrapped at the width; nothing can be pasted into it that could steer the terminal."""

    def __init__(self, text: str) -> None:
        super().__init__(
            clean(text), soft_wrap=True, tab_behavior="indent", show_line_numbers=False, compact=True
        )
        self.cursor_blink = False

    def on_paste(self, event: events.Paste) -> None:
        """Clean what is pasted, before `TextArea` takes it in."""
        event.text = clean(event.text)

    def rewrite(self, text: str) -> None:
        """Put `text` in place of all there is, in one step that can be undone."""
        self.replace(text, self.document.start, self.document.end)
        self.move_cursor(self.document.end)


class Passage(Widget):
    """What the note is on, in a few rows; "…" where it goes on."""

    def __init__(self, text: str) -> None:
        super().__init__(id="editor-passage")
        self._text = clean(text, one_line=True, max_length=PASSAGE_LENGTH)

    def _rows(self, width: int) -> list[str]:
        rows = wrapped(self._text, max(1, width))
        last = " ".join(rows[PASSAGE_ROWS - 1 :])
        return [*rows[: PASSAGE_ROWS - 1], shortened(last, width)] if last else rows

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many rows as there are."""
        return len(self._rows(width))

    def render(self) -> Text:
        """The rows."""
        return Text("\n".join(self._rows(self.size.width)), no_wrap=True)


class NoteEditor(ModalScreen[str | None]):
    """Asks for a note. Gives its text once it is saved, None when the reader leaves without saving.

    `text` is the note so far, `passage` what it is on, `key` the key of its draft (see `Drafts`). `save` saves
    the note and says whether it could; it may also raise `PostilError`. Until it has, the editor stays open and the
    draft stays. A note that waits to be saved keeps the editor open, too; it closes by itself when that is done.
    `cover_from` is told from which row of the screen on the editor covers what is below it, and None when it has gone.
    """

    def __init__(
        self, text: str, *, key: str, passage: str, save: Save, cover_from: CoverFrom | None = None
    ) -> None:
        super().__init__()
        self._area = NoteArea(text)
        self._editor = Vertical(id="editor")
        self._before = self._area.text
        self._key = key
        self._passage = Passage(passage)
        self._cover_from = cover_from
        self._save = save
        self._message = Static("", id="editor-message", markup=False)
        self._timer: Timer | None = None
        self._unkept_since: float | None = None
        self._one_at_a_time = asyncio.Lock()
        self._may_leave = False
        self._waits_with: str | None = None

    def compose(self) -> ComposeResult:
        """The passage, the note, and a line that says what became of it; below them the keys."""
        with self._editor:
            yield self._passage
            yield self._area
            yield self._message
        yield FooterLine()

    def on_mount(self) -> None:
        """Bring back the draft, if there is one."""
        self._message.display = False
        self._area.move_cursor(self._area.document.end)
        try:
            draft = self._drafts.get(self._key)
        except DraftError as error:
            self._tell(str(error), error=True)
            return
        if draft is not None and clean(draft.text) != self._before:
            self._area.rewrite(clean(draft.text))
            self._tell(f"This is your draft of {short_time(draft.kept)}; ctrl+z goes back to what was saved.")

    def on_resize(self) -> None:
        """Have as much room as there is now."""
        self.call_after_refresh(self._fit_height)

    def _fit_height(self) -> None:
        """Be as high as the note needs, above what the status line says, and say so."""
        editor = self._editor
        if not editor.is_attached:  # the screen is going, and this came late
            return
        status = (line for screen in self.app.screen_stack[:-1] for line in screen.query(StatusLine))
        editor.styles.margin = (0, 0, max((line.size.height for line in status), default=1), 0)
        others = editor.size.height + editor.gutter.height - self._area.size.height
        room = self.size.height // 2 - others
        self._area.styles.height = max(LEAST_ROWS, min(self._area.wrapped_document.height, room))
        self.call_after_refresh(self._tell_covered)

    def _tell_covered(self) -> None:
        if self._cover_from is not None and self._editor.is_attached:
            self._cover_from(self._editor.region.y)

    def on_unmount(self) -> None:
        """Give the screen back, and keep what is typed also when the program ends."""
        if self._cover_from is not None:
            self._cover_from(None)
        if self._unkept_since is None or self._area.text == self._before:
            return
        try:
            self._drafts.keep(self._key, self._area.text)
        except DraftError as error:  # there is no screen left to say it on
            _log.error("%s", error)

    def key_contexts(self) -> tuple[Where, ...]:
        """The keys that work here."""
        return (Where.EDITOR,)

    @property
    def _drafts(self) -> Drafts:
        return Drafts(host(self).session.places.drafts)

    def _tell(self, sentence: str, *, error: bool = False) -> None:
        self._message.set_class(error, "-error")
        self._message.update(clean(sentence, one_line=True))
        self._message.display = True
        self.call_after_refresh(self._fit_height)

    # -- the draft

    @on(TextArea.Changed)
    def _changed(self) -> None:
        self._may_leave = False
        self._fit_height()
        now = time.monotonic()
        if self._unkept_since is None:
            self._unkept_since = now
        if self._timer is not None:
            self._timer.stop()
        wait = min(KEEP_AFTER, self._unkept_since + KEEP_BY - now)
        self._timer = self.set_timer(max(SOON, wait), self._keep_or_tell)

    async def _keep_or_tell(self) -> None:
        try:
            await self._keep()
        except DraftError as error:
            self._tell(str(error), error=True)

    async def _keep(self) -> None:
        """Keep what is typed, or no draft when it is what is saved already. Raises `DraftError`."""
        async with self._one_at_a_time:
            if self._unkept_since is None:
                return
            text = self._area.text
            self._unkept_since = None
            if text == self._before:
                await asyncio.to_thread(self._drafts.discard, self._key)
            else:
                await asyncio.to_thread(self._drafts.keep, self._key, text)

    async def _discard(self) -> None:
        async with self._one_at_a_time:
            self._unkept_since = None
            try:
                await asyncio.to_thread(self._drafts.discard, self._key)
            except DraftError as error:
                host(self).say(str(error), error=True)

    # -- commands

    async def action_save(self) -> None:
        """Save and close; when it cannot be saved, stay and say so."""
        if self._area.read_only:
            return
        self._area.read_only = True
        text = self._area.text
        try:
            saved, why = await self._save(text), NOT_SAVED
        except PostilError as error:
            saved, why = False, str(error)
        finally:
            self._area.read_only = False
        if not saved:
            self._tell(why, error=True)
            await self._keep_or_tell()
            return
        self._before = text
        unsaved = host(self).unsaved
        if unsaved is None or unsaved.is_kept:  # what is kept to be saved later takes the place of the draft
            await self._discard()
        if unsaved is None:
            self.dismiss(text)
        else:
            self._waits_with = text
            self._tell(WAITS.format(unsaved.why), error=True)

    def saving_changed(self, news: News) -> None:
        """Close when the note is on the disk; what has been written since stays, and what could not be saved."""
        waited = self._waits_with
        if waited is None or host(self).unsaved is not None:
            return
        self._waits_with = None
        if news.refused:
            self._tell(" ".join(news.refused), error=True)
        elif self._area.text == waited and self.is_active:
            self.dismiss(waited)
        else:
            self._tell("What you had written then is saved now.")

    async def action_cancel(self) -> None:
        """Leave; what is typed is kept as a draft. If it cannot be, the first time stays and says so."""
        try:
            await self._keep()
        except DraftError as error:
            if not self._may_leave:
                self._may_leave = True
                self._tell(f"{error} Leave again to lose it.", error=True)
                return
        if self._area.text != self._before:
            host(self).say(
                "not saved; what you typed is kept as a draft and comes back when you write here again"
            )
        self.dismiss(None)

    def action_external_editor(self) -> None:
        """Write in the reader's own editor."""
        problem = ""
        try:
            command = editor_command(host(self).session.settings.editor)
            with self.app.suspend():
                # An error must not leave this block: the terminal would never come back.
                try:
                    written = edit(self._area.text, command)
                except PostilError as error:
                    problem = str(error)
        except PostilError as error:
            problem = str(error)
        except SuspendNotSupported:
            problem = "Another editor cannot be run from here."
        if problem:
            self._tell(problem, error=True)
        elif written != self._area.text:
            self._area.rewrite(written)
