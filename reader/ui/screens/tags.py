"""Every tag with its count: rename, merge, remove, colour and describe them, and see their notes."""

import asyncio
from collections.abc import Callable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input

from reader.model import PostilError, TagMark
from reader.services import collapsed
from reader.services.notes.annotating import UnusableAnnotationError, clean_tag
from reader.services.notes.every_note import every_note
from reader.services.notes.ordering import NotesView
from reader.services.pace import GivenUp, while_wanted
from reader.services.saving.edits import NotesEdit
from reader.services.tags import edits as tag_edits
from reader.services.tags.completion import complete, tag_query
from reader.services.tags.tree import TagOrder, TagUse, is_within, parent_of, path_of, tag_rows, tag_uses
from reader.text.width import truncate
from reader.ui.commands import Where
from reader.ui.host import host
from reader.ui.keys.docs import first_key
from reader.ui.prompts.prompt import Prompt, Suggestion
from reader.ui.running.beside import Beside
from reader.ui.screens.list_screen import ListScreen
from reader.ui.screens.notes import NotesScreen
from reader.ui.screens.tag_pairs import TagPairsScreen
from reader.ui.widgets.bars import FooterLine, StatusLine
from reader.ui.widgets.lines import plain
from reader.ui.widgets.search_input import COMPLETE, SearchInput
from reader.ui.widgets.tag_rows import TagRows
from reader.ui.widgets.virtual_list import VirtualList

SHORTEST_TAG = 6
"""The fewest cells of a tag in a prompt's label."""


class TagsScreen(ListScreen[TagRows]):
    """Lists the tags."""

    def __init__(self) -> None:
        super().__init__(SearchInput(placeholder="filter"), TagRows())
        self._order = TagOrder.COUNT
        self._uses: list[TagUse] = []
        self._said: list[TagMark] = []
        self._collapsed: frozenset[collapsed.Branch] = frozenset()
        self._next: str | None = None
        self._is_here = True

    def compose(self) -> ComposeResult:
        """The filter, the tags; below them the bars."""
        yield from self._line("Tags")
        yield self._rows
        yield StatusLine()
        yield FooterLine(without=(COMPLETE,))

    def on_mount(self) -> None:
        """Show the tags."""
        session = host(self).session
        self._rows.colour_names = session.settings.colours
        self._collapsed = collapsed.load(session.places, collapsed.Tree.TAGS)
        self._rows.focus()
        self.notes_changed()

    def on_unmount(self) -> None:
        """Nobody looks any more."""
        self._is_here = False

    def key_contexts(self) -> tuple[Where, ...]:
        """The keys that work here."""
        return (Where.TAGS,)

    def notes_changed(self) -> None:
        """Count anew; order and cursor stay."""
        self.run_worker(Beside(self._count), group="tags", exclusive=True)

    async def _count(self) -> None:
        notes, pace = host(self).session.notes, while_wanted(lambda: self._is_here)

        def counted() -> tuple[list[TagUse], list[TagMark]]:
            said = notes.tag_marks()
            return tag_uses(pace(every_note(notes)), notes.marks(), self._order, said=said), said

        try:
            self._uses, self._said = await asyncio.to_thread(counted)
        except GivenUp:
            return
        if self._rows.is_attached:  # the screen may be going
            self._show()

    @on(Input.Changed)
    def _show(self) -> None:
        sought = self._input.value.strip()
        shown = tag_rows(self._uses, said=self._said, collapsed=self._collapsed, sought=sought)
        key = first_key(host(self).commands, Where.ARTICLE, "tag")
        self._rows.empty_text = (
            f"No tag has “{plain(sought)}” in it."
            if sought
            else f"There are no tags yet. In an article, {key} tags the sentence at the cursor."
        )
        self._rows.set_items(shown, keep=lambda row: row.use.tag)
        if self._next is not None:
            self._rows.go_to(self._next)
            self._next = None
        self.query_one(StatusLine).set_place(f"All tags {len(shown):,} · {self._order.value}")

    # -- looking

    def action_order(self) -> None:
        """By name, or by count."""
        self._order = TagOrder.NAME if self._order is TagOrder.COUNT else TagOrder.COUNT
        self.notes_changed()

    def action_toggle_branch(self) -> None:
        """Show the tags that are below it, or hide them."""
        row = self._rows.current
        if row is None or not row.is_branch:
            host(self).say("Only a tag that others are below can be opened and closed.")
            return
        self._collapsed ^= {path_of(row.use.tag)}
        collapsed.keep(host(self).session.places, collapsed.Tree.TAGS, self._collapsed)
        self._show()

    def action_collapse(self) -> None:
        """Hide the tags that are below it; from one that has none, go to the one that it is below."""
        row = self._rows.current
        if row is None:
            return
        if row.is_branch and not row.is_collapsed:
            self.action_toggle_branch()
        elif parent := parent_of(row.use.tag):
            self._rows.go_to(parent)

    @on(VirtualList.Picked)
    def action_show_notes(self) -> None:
        """Show the notes with this tag, and with those below it."""
        if self._rows.tag is not None:
            self.app.push_screen(NotesScreen(view=NotesView(query=tag_query(self._rows.tag))))

    def action_show_pairs(self) -> None:
        """Show which tags stand together."""
        self.app.push_screen(TagPairsScreen())

    # -- changing

    async def action_rename_tag(self) -> None:
        """Ask for another name; one that is in use makes the two tags one."""
        tag = self._rows.tag
        if tag is not None:
            await self._call_it(tag, Prompt(f"Rename {self._short(tag)} to", tag, check=clean_tag))

    async def action_merge_tag(self) -> None:
        """Ask for the tag that it becomes part of: that one's name stays."""
        tag = self._rows.tag
        if tag is None:
            return
        others = {use.tag: use.total for use in self._uses if not is_within(use.tag, tag)}

        def suggest(typed: str) -> Sequence[Suggestion]:
            return [(other, f"{others[other]:,}") for other in complete(typed, others)]

        def check(text: str) -> str:
            other = clean_tag(text)
            if other not in others:
                raise UnusableAnnotationError(f"There is no other tag {other!r} to merge with.")
            return other

        await self._call_it(tag, Prompt(f"Make {self._short(tag)} part of", suggest=suggest, check=check))

    async def action_remove_tag(self) -> None:
        """Take the tag, and those below it, off everything."""
        tag = self._rows.tag
        if tag is not None:
            await self._change(lambda: tag_edits.remove(tag_edits.tagged(host(self).session.notes, tag)))

    async def action_tag_colour(self, colour: str) -> None:
        """Give the tag a colour, or take it away if it has that one."""
        tag = self._rows.tag
        if tag is not None:
            before = host(self).session.notes.tag_mark(tag)
            wanted = None if before is not None and before.colour == int(colour) else int(colour)
            await self._change(lambda: tag_edits.recolour(tag, before, wanted))

    async def action_describe_tag(self) -> None:
        """Ask what the tag is for."""
        tag = self._rows.tag
        if tag is None:
            return
        before = host(self).session.notes.tag_mark(tag)
        text = await host(self).ask(
            Prompt(f"{self._short(tag)} is for", before.description if before else "", check=str.strip)
        )
        if text is not None:
            await self._change(lambda: tag_edits.describe(tag, before, text))

    def _short(self, tag: str) -> str:
        """The tag, short enough for the label of a prompt to be seen whole."""
        return truncate(plain(tag), max(SHORTEST_TAG, self.size.width * 2 // 5 - len("Make  part of ")))

    async def _call_it(self, old: str, prompt: Prompt) -> None:
        new = await host(self).ask(prompt)
        if new is None or new == old:
            return
        notes = host(self).session.notes
        merges = any(use.tag == new for use in self._uses)
        self._next = new
        edit = await self._change(lambda: tag_edits.rename(tag_edits.tagged(notes, old), new))
        if edit is None:
            self._next = None
            return
        host(self).tag_renamed(old, new)
        part = "part of " if merges else ""
        host(self).tell_done(f"“{old}” is now {part}“{new}” · {tag_edits.extent(edit)}")

    async def _change(self, make: Callable[[], NotesEdit]) -> NotesEdit | None:
        """Do an edit that takes long to make; gives it, None if it could not be done."""
        try:
            edit = await asyncio.to_thread(make)
            return edit if await host(self).perform(edit) else None
        except PostilError as error:
            host(self).say(str(error), error=True)
            return None
