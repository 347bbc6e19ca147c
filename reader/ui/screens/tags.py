"""Every tag with its count: rename, merge and remove them, and see their notes."""

import asyncio
from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.segment import Segment
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen
from textual.strip import Strip
from textual.widgets import Input, Static

from reader.model import Annotation, ArticleMark, PostilError
from reader.services.annotating import UnusableAnnotationError, clean_tag, remove_tag, rename_tag
from reader.services.completion import complete, tag_query
from reader.services.dates import short_day
from reader.services.edits import NotesEdit
from reader.services.note_list import NotesView, TagOrder, TagUse, tag_uses
from reader.text.fold import fold
from reader.text.width import truncate
from reader.ui.beside import Beside
from reader.ui.commands import Where
from reader.ui.host import host
from reader.ui.key_docs import first_key
from reader.ui.screens.notes import NotesScreen
from reader.ui.screens.prompt import Prompt, Suggestion
from reader.ui.widgets.bars import FooterLine, StatusLine
from reader.ui.widgets.lines import plain, spread
from reader.ui.widgets.search_input import COMPLETE, SearchInput
from reader.ui.widgets.virtual_list import VirtualList

SHORTEST_TAG = 6
"""The fewest cells of a tag in a prompt's label."""


class TagRows(VirtualList[TagUse]):
    """Tags, a line each."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"tag-rows--tag", "tag-rows--dim"}

    def render_item(self, item: TagUse, width: int, is_cursor: bool) -> list[Strip]:
        """The tag at the left, its count and when it was last used at the right."""
        tag = self.get_component_rich_style("tag-rows--tag", partial=True)
        dim = self.get_component_rich_style("tag-rows--dim", partial=True)
        name = [Segment("▌ " if is_cursor else "  ", tag), Segment(plain(item.tag), tag)]
        return [
            spread(name, [Segment(f"{item.count:,}"), Segment(f"{short_day(item.last_used):>15} ", dim)], width)
        ]


class TagsScreen(Screen[None]):
    """Lists the tags."""

    def __init__(self) -> None:
        super().__init__()
        self._rows = TagRows()
        self._input = SearchInput(placeholder="filter")
        self._order = TagOrder.COUNT
        self._uses: list[TagUse] = []
        self._next: str | None = None

    def compose(self) -> ComposeResult:
        """The filter, the tags; below them the bars."""
        with Horizontal(id="tags-search"):
            yield Static("Tags", id="tags-title", markup=False)
            yield self._input
        yield self._rows
        yield StatusLine()
        yield FooterLine(without=(COMPLETE,))

    def on_mount(self) -> None:
        """Show the tags."""
        self._rows.focus()
        self.notes_changed()

    def key_contexts(self) -> tuple[Where, ...]:
        """The keys that work here."""
        return (Where.TAGS,)

    def notes_changed(self) -> None:
        """Count anew; order and cursor stay."""
        self.run_worker(Beside(self._count()), group="tags", exclusive=True)

    async def _count(self) -> None:
        notes = host(self).session.notes
        self._uses = await asyncio.to_thread(lambda: tag_uses(notes.all(), notes.marks(), self._order))
        if self._rows.is_attached:  # the screen may be going
            self._show()

    @on(Input.Changed)
    def _show(self) -> None:
        sought = fold(self._input.value.strip())
        shown = [use for use in self._uses if sought in fold(use.tag)]
        key = first_key(host(self).commands, Where.ARTICLE, "tag")
        self._rows.empty_text = (
            f"No tag has “{plain(self._input.value)}” in it."
            if sought
            else f"There are no tags yet. In an article, {key} tags the sentence at the cursor."
        )
        self._rows.set_items(shown, keep=lambda use: use.tag)
        if self._next is not None:
            self._rows.move_to(
                next((i for i, use in enumerate(shown) if use.tag == self._next), self._rows.cursor)
            )
            self._next = None
        self.query_one(StatusLine).set_place(f"All tags {len(shown):,} · {self._order.value}")

    @on(SearchInput.Left)
    def _left(self) -> None:
        self.set_focus(self._rows)  # at once: the next key may be on its way already

    # -- commands

    def action_find(self) -> None:
        """Type in the filter."""
        self._input.focus()
        self._input.action_select_all()

    def action_order(self) -> None:
        """By name, or by count."""
        self._order = TagOrder.NAME if self._order is TagOrder.COUNT else TagOrder.COUNT
        self.notes_changed()

    @on(VirtualList.Picked)
    def action_show_notes(self) -> None:
        """Show the notes with this tag."""
        use = self._rows.current
        if use:
            self.app.push_screen(NotesScreen(view=NotesView(query=tag_query(use.tag))))

    async def action_rename_tag(self) -> None:
        """Ask for another name; one that is in use makes the two tags one."""
        use = self._rows.current
        if use:
            await self._call_it(use.tag, Prompt(f"Rename {self._short(use.tag)} to", use.tag, check=clean_tag))

    async def action_merge_tag(self) -> None:
        """Ask for the tag that it becomes part of: that one's name stays."""
        use = self._rows.current
        if use is None:
            return
        others = {other.tag: other.count for other in self._uses if other.tag != use.tag}

        def suggest(typed: str) -> Sequence[Suggestion]:
            return [(tag, f"{others[tag]:,}") for tag in complete(typed, others)]

        def check(text: str) -> str:
            tag = clean_tag(text)
            if tag not in others:
                raise UnusableAnnotationError(f"There is no other tag {tag!r} to merge with.")
            return tag

        await self._call_it(use.tag, Prompt(f"Make {self._short(use.tag)} part of", suggest=suggest, check=check))

    async def action_remove_tag(self) -> None:
        """Take the tag off everything."""
        use = self._rows.current
        if use:
            await self._change(use.tag, lambda annotations, marks: remove_tag(annotations, marks, use.tag))

    def _short(self, tag: str) -> str:
        """The tag, short enough for the label of a prompt to be seen whole."""
        return truncate(plain(tag), max(SHORTEST_TAG, self.size.width * 2 // 5 - len("Make  part of ")))

    async def _call_it(self, old: str, prompt: Prompt) -> None:
        new = await host(self).ask(prompt)
        if new is None or new == old:
            return
        merges = any(use.tag == new for use in self._uses)
        self._next = new
        if await self._change(old, lambda annotations, marks: rename_tag(annotations, marks, old, new)):
            host(self).tag_renamed(old, new)
            count = len(host(self).session.notes.by_tag(new))
            annotations = "1 annotation" if count == 1 else f"{count:,} annotations"
            host(self).tell_done(f"“{old}” is now {'part of ' if merges else ''}“{new}” · {annotations}")

    async def _change(
        self, tag: str, edit: Callable[[Sequence[Annotation], Sequence[ArticleMark]], NotesEdit]
    ) -> bool:
        notes = host(self).session.notes
        try:
            return await host(self).perform(edit(notes.by_tag(tag), notes.marks()))
        except PostilError as error:
            host(self).say(str(error), error=True)
            return False
