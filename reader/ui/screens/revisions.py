"""The texts that an article has had, and what changed from each of them to the present one."""

import asyncio
from collections.abc import Sequence
from itertools import islice
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.strip import Strip
from textual.widgets import Static

from reader.model import Article, PostilError
from reader.services.articles.differences import Change
from reader.services.articles.revisions import Carried, Comparison, RevisionInfo, compare, present_revision
from reader.services.dates import short_time
from reader.text.counting import counted
from reader.text.sanitize import clean
from reader.ui.commands import Where
from reader.ui.host import host
from reader.ui.running.beside import Beside
from reader.ui.widgets.bars import FooterLine, StatusLine
from reader.ui.widgets.lines import plain, spread
from reader.ui.widgets.virtual_list import VirtualList

MOST_CHANGES = 200
"""How many changes are shown; of an article that was written anew nobody reads them all."""
PARAGRAPH_LENGTH = 4_000
"""How many characters are shown of a paragraph that came or went."""
_STYLES = ("heading", "removed", "added", "dim")


class RevisionRows(VirtualList[RevisionInfo]):
    """Texts of an article, a line each; the present one cannot be compared with itself."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"revision-rows--dim"}

    def is_selectable(self, item: RevisionInfo) -> bool:
        """Whether there is something to compare."""
        return not item.is_present

    def render_item(self, item: RevisionInfo, width: int, is_cursor: bool) -> list[Strip]:
        """Its number, when it was first seen, how long it is and how many annotations were made on it."""
        dim = self.get_component_rich_style("revision-rows--dim", partial=True)
        mark = "▌ " if is_cursor else "  "
        size = "damaged" if item.characters is None else f"{item.characters:,} characters"
        made = f" · {item.annotations:,} of your notes" if item.annotations else ""
        now = " · the present text" if item.is_present else ""
        left = [Segment(f"{mark}{item.number}  {short_time(item.captured)}"), Segment(now, dim)]
        return [spread(left, [Segment(f"{size}{made} ", dim)], width)]


class RevisionsScreen(Screen[None]):
    """Lists the revisions of an article, the last first, and what changed from the chosen one on."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"revisions--{style}" for style in _STYLES}

    def __init__(self, article: Article, infos: Sequence[RevisionInfo]) -> None:
        super().__init__()
        self._article = article
        self._infos = tuple(infos)
        self._rows = RevisionRows()
        self._changes = Static(markup=False, id="revisions-changes")
        self._scroll = VerticalScroll(self._changes, can_focus=False)

    def compose(self) -> ComposeResult:
        """The texts, and below them the changes; at the bottom the bars."""
        yield Static("History", id="revisions-title", markup=False)
        yield self._rows
        yield self._scroll
        yield StatusLine()
        yield FooterLine()

    def on_mount(self) -> None:
        """Show the last text before the present one."""
        self._rows.set_items(self._infos[::-1])
        self._rows.focus()
        title = plain(self._article.title) or "Untitled"
        self.query_one(StatusLine).set_place(f"{title} · {len(self._infos)} texts")
        self._show_current()

    def key_contexts(self) -> tuple[Where, ...]:
        """The keys that work here."""
        return (Where.REVISIONS,)

    def notes_changed(self) -> None:
        """Say anew what became of the annotations."""
        self._show_current()

    @on(VirtualList.Highlighted)
    def _show_current(self) -> None:
        self.run_worker(Beside(self._compare), group="compare", exclusive=True)

    async def _compare(self) -> None:
        old = self._rows.current
        if old is None or old.is_present:
            return
        new = present_revision(self._infos)
        try:
            found = await asyncio.to_thread(compare, host(self).session, self._article, old, new)
        except PostilError as error:
            self._show(clean(str(error), one_line=True))
        else:
            self._show(self._text(found))

    def _show(self, text: Text | str) -> None:
        if self._changes.is_attached:  # the screen may be going
            self._changes.update(text)
            self._scroll.scroll_home(animate=False)

    # -- drawing

    def _text(self, found: Comparison) -> Text:
        """The changes with removed words as [-these-] and added ones as {+these+}, then the annotations."""
        text = Text()
        count = len(found.changes)
        paragraphs = f"{counted(count, 'paragraph')} changed" if count else "No paragraph changed"
        text.append(f"{paragraphs} from text {found.old.number} to the present one", self._part("heading"))
        for change in islice(found.changes, MOST_CHANGES):
            text.append("\n\n")
            self._append_change(text, change)
        if count > MOST_CHANGES:
            text.append(f"\n\n… and {count - MOST_CHANGES:,} more", self._part("dim"))
        touched = [carried for carried in found.carried if carried.anchor.how in {"changed", "orphan"}]
        if touched:
            text.append("\n\nYour notes in what changed", self._part("heading"))
        for carried in islice(touched, MOST_CHANGES):
            text.append("\n\n")
            self._append_carried(text, carried)
        return text

    def _append_change(self, text: Text, change: Change) -> None:
        if change.kind == "removed":
            self._append(text, "removed", change.old_text)
        elif change.kind == "added":
            self._append(text, "added", change.new_text)
        for piece in change.pieces:
            self._append(text, piece.kind, piece.text)

    def _append_carried(self, text: Text, carried: Carried) -> None:
        text.append(f"{carried.anchor.how}  ", self._part("dim"))
        text.append(plain(carried.annotation.target.exact))
        if carried.new_text is not None:
            text.append("\n→ ", self._part("dim"))
            text.append(plain(carried.new_text))

    def _append(self, text: Text, kind: str, words: str) -> None:
        shown = clean(words, max_length=PARAGRAPH_LENGTH)
        match kind:
            case "removed":
                text.append(f"[-{shown}-]", self._part("removed"))
            case "added":
                text.append(f"{{+{shown}+}}", self._part("added"))
            case _:
                text.append(shown)

    def _part(self, name: str) -> Style:
        return self.get_component_rich_style(f"revisions--{name}", partial=True)

    # -- commands

    def action_changes_down(self) -> None:
        """A page down what changed."""
        self._scroll.scroll_page_down(animate=False)

    def action_changes_up(self) -> None:
        """A page up what changed."""
        self._scroll.scroll_page_up(animate=False)
