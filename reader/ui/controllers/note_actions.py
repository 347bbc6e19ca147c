"""What a reader does to the notes in a list: to all that are selected, or else to the one at the cursor."""

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

from reader.model import Annotation, PostilError
from reader.services.notes import annotating
from reader.services.notes.citing import cite_annotation
from reader.services.saving.edits import NotesEdit
from reader.ui.host import Host
from reader.ui.prompts.note_editor import NoteEditor
from reader.ui.prompts.prompt import NEW_TAG, Suggestion, TagPrompt
from reader.ui.widgets.note_rows import NoteRows


class TagChangePrompt(TagPrompt):
    """Asks which tags several notes get and, with a minus sign before them, which they lose."""

    def _suggested(self) -> Sequence[Suggestion]:
        found = super()._suggested()
        return [each for each in found if each[1] != NEW_TAG or not each[0].startswith(annotating.WITHOUT)]


class NoteActions:
    """The commands of the notes screen that select notes, and that change and copy them; each change is one to undo."""

    def __init__(self, host: Host, rows: NoteRows) -> None:
        self._host = host
        self._rows = rows

    # -- selecting

    def action_select_note(self) -> None:
        """Select the note, or no longer, and go on to the next."""
        current = self._rows.current_annotation
        if current is not None:
            self._rows.select(self._rows.selected ^ {current.uid})
            self._rows.action_cursor_down()

    async def action_select_all(self) -> None:
        """Select all that are shown; if they are, none."""
        selected, rows = self._rows.selected, self._rows

        def toggled() -> frozenset[str]:
            shown = frozenset(annotation.uid for annotation in rows.shown())
            return frozenset() if shown <= selected else selected | shown

        rows.select(await asyncio.to_thread(toggled))

    async def meant(self) -> Sequence[Annotation]:
        """The notes that are selected, as they are now, or else the one at the cursor."""
        selected, current = self._rows.selected, self._rows.current_annotation
        if selected:
            notes = self._host.session.notes
            return await asyncio.to_thread(lambda: [*notes.each(sorted(selected))])
        return [current] if current is not None else []

    # -- changing

    async def action_edit_note(self) -> None:
        """Write the note at the cursor."""
        annotation = self._rows.current_annotation
        if annotation is None:
            return

        async def save(text: str) -> bool:
            return await self._change(lambda: annotating.write_note(annotation, text))

        await self._host.ask(
            NoteEditor(annotation.note, key=annotation.uid, passage=annotation.target.exact, save=save)
        )

    async def action_edit_tags(self) -> None:
        """Choose the tags of a note; of several, those that all of them get or lose."""
        meant = await self.meant()
        in_use = self._host.session.notes.tags()
        if len(meant) > 1:
            had = Counter(f"{annotating.WITHOUT}{tag}" for annotation in meant for tag in annotation.tags)
            label = f"Add tags to {len(meant):,} notes, -take away"
            typed = await self._host.ask(TagChangePrompt({**in_use, **had}, label=label))
            if typed:
                await self._change(partial(annotating.change_tags, meant, typed))
        elif meant:
            tags = await self._host.ask(TagPrompt(in_use, meant[0].tags))
            if tags is not None and tags != meant[0].tags:
                await self._change(lambda: annotating.retag(meant, tags))

    async def action_recolour(self, colour: str) -> None:
        """Give the notes another colour."""
        meant = await self.meant()
        if meant:
            await self._change(lambda: annotating.recolour(meant, int(colour)))

    async def action_delete_note(self) -> None:
        """Delete the notes."""
        meant = await self.meant()
        if meant and await self._change(lambda: annotating.delete(meant)):
            self._rows.select(frozenset())

    async def action_copy_note(self) -> None:
        """Copy the passages with their citations and notes."""
        meant = await self.meant()
        if meant:
            await self._host.copy(await asyncio.to_thread(lambda: "\n\n".join(map(cite_annotation, meant))))

    async def _change(self, edit: Callable[[], NotesEdit]) -> bool:
        """Make an edit, which takes a while of many notes, and carry it out; what makes it impossible is said."""
        try:
            return await self._host.perform(await asyncio.to_thread(edit))
        except PostilError as error:
            self._host.say(str(error), error=True)
            return False
