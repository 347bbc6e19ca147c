"""Marking: what the reader does to passages of the open article."""

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from functools import partial
from typing import Any

from reader.model import Annotation, PostilError, Span
from reader.services.articles.opening import OpenArticle
from reader.services.notes import annotating
from reader.services.notes.citing import quoted
from reader.services.notes.marking import extension, speaker_of, tag_for_letter
from reader.services.saving.edits import NotesEdit
from reader.ui.controllers.article.desk import Desk
from reader.ui.host import Host
from reader.ui.prompts.note_editor import NoteEditor
from reader.ui.prompts.prompt import TagPrompt


class Marking:
    """The commands of the article and the selection that make, change and copy annotations."""

    def __init__(self, host: Host, desk: Desk) -> None:
        self._host = host
        self._desk = desk
        self._last_tags: tuple[str, ...] = ()
        # Each waits for the one before, so that `m m` sees what the first `m` made.
        self._turn = asyncio.Lock()

    # -- the article's commands: the annotation at the cursor, or the sentence

    async def action_mark(self) -> None:
        async with self._turn:
            view, opened = self._desk.view, self._desk.opened
            if opened is None:
                return
            following = view.next_sentence()
            more = extension(self._desk.anchored, view.sentence, following)
            if more is None:
                await self._highlight(view.sentence)
            elif await self._perform(
                partial(annotating.extend, more.annotation, opened.article, opened.document.text, more.span)
            ):
                view.go_to(following, remember=False)

    async def action_mark_paragraph(self) -> None:
        async with self._turn:
            await self._highlight(self._desk.view.paragraph)

    async def action_note(self) -> None:
        here = self._desk.annotations_here()
        if here:
            await self._edit_note(here[0])
        else:
            await self._new_note(self._desk.view.sentence)

    async def action_tag(self) -> None:
        here = self._desk.annotations_here()
        tags = await self._ask_tags(here[0].tags if here else ())
        if tags is not None:
            await self._tag(tags, replacing=True)

    def action_tag_key(self) -> None:
        self._ask_tag_letter(self._tag_one)

    async def action_sticky_tags(self) -> None:
        if self._last_tags:
            await self._tag(self._last_tags, replacing=False)
        else:
            self._host.say("No tags have been given yet; t gives some.")

    def tag_renamed(self, old: str, new: str) -> None:
        """The same tags again are those with the new name."""
        self._last_tags = tuple(dict.fromkeys(new if tag == old else tag for tag in self._last_tags))

    async def action_colour(self, number: str) -> None:
        async with self._turn:
            here = self._desk.annotations_here()
            if here:
                await self._perform(partial(annotating.recolour, here[:1], int(number)))
            else:
                await self._highlight(self._desk.view.sentence, colour=int(number))

    async def action_delete(self) -> None:
        async with self._turn:
            here = self._desk.annotations_here()
            if here:
                await self._perform(partial(annotating.delete, here[:1]))
            else:
                self._host.say("There is no annotation here to delete.")

    async def action_copy(self) -> None:
        await self._copy(self._desk.passage_here(), cited=False)

    async def action_copy_citation(self) -> None:
        await self._copy(self._desk.passage_here(), cited=True)

    # -- the selection's commands

    async def action_select_mark(self) -> None:
        async with self._turn:
            await self._highlight_selection()

    async def action_select_note(self) -> None:
        span = self._take_selection()
        if span is not None:
            await self._new_note(span)

    async def action_select_tag(self) -> None:
        tags = await self._ask_tags(())
        if tags is not None:
            await self._tag_selection(tags)

    def action_select_tag_key(self) -> None:
        self._ask_tag_letter(lambda tag: self._tag_selection((tag,)))

    async def action_select_sticky_tags(self) -> None:
        await self._tag_selection(self._last_tags)

    async def action_select_colour(self, number: str) -> None:
        async with self._turn:
            await self._highlight_selection(colour=int(number))

    async def action_select_copy(self) -> None:
        await self._copy(self._take_selection(), cited=False)

    async def action_select_copy_citation(self) -> None:
        await self._copy(self._take_selection(), cited=True)

    # -- how

    async def _perform(self, edit: Callable[[], NotesEdit]) -> bool:
        """Make the edit and carry it out; what makes it impossible is said."""
        try:
            made = edit()
        except PostilError as error:
            self._host.say(str(error), error=True)
            return False
        return await self._host.perform(made)

    async def _highlight(self, span: Span, *, tags: Iterable[str] = (), colour: int = 1) -> None:
        opened = self._desk.opened
        if opened is not None:
            await self._perform(partial(_new, opened, span, tags=tags, colour=colour))

    def _take_selection(self) -> Span | None:
        """The selected passage; the selection ends."""
        view = self._desk.view
        span = view.selection
        view.action_select_none()
        return span

    async def _highlight_selection(self, *, tags: Iterable[str] = (), colour: int = 1) -> None:
        span = self._take_selection()
        if span is not None:
            await self._highlight(span, tags=tags, colour=colour)

    async def _ask_tags(self, present: tuple[str, ...]) -> tuple[str, ...] | None:
        notes = self._host.session.notes
        return await self._host.ask(TagPrompt(notes.tags(), present))

    async def _tag(self, tags: tuple[str, ...], *, replacing: bool) -> None:
        async with self._turn:
            self._last_tags = tags or self._last_tags
            here = self._desk.annotations_here()
            if here:
                change = annotating.retag if replacing else annotating.add_tags
                await self._perform(partial(change, here[:1], tags))
            elif tags:
                await self._highlight(self._desk.view.sentence, tags=tags)

    async def _tag_one(self, tag: str) -> None:
        await self._tag((tag,), replacing=False)

    async def _tag_selection(self, tags: tuple[str, ...]) -> None:
        async with self._turn:
            self._last_tags = tags or self._last_tags
            await self._highlight_selection(tags=tags)

    def _ask_tag_letter(self, then: Callable[[str], Coroutine[Any, Any, None]]) -> None:
        app = self._host
        keys = app.session.settings.tag_keys
        own = "  ".join(f"{letter} {tag}" for letter, tag in sorted(keys.items()))

        def take(letter: str) -> None:
            if len(letter) > 1:  # Escape, an arrow: the reader thought better of it
                app.say("")
                return
            tag = tag_for_letter(letter, keys, self._host.session.notes.tags())
            if tag is None:
                app.say(f"No tag begins with {letter}; [tag_keys] in the settings can name one for it.")
            else:
                app.do_later(partial(then, tag))

        app.ask_letter(f"tag: {own or 'the letter it begins with'}", take)

    async def _edit_note(self, annotation: Annotation) -> None:
        notes = self._host.session.notes

        async def save(text: str) -> bool:
            present = notes.get(annotation.uid) or annotation
            return await self._perform(partial(annotating.write_note, present, text))

        await self._host.ask(
            NoteEditor(
                annotation.note,
                key=annotation.uid,
                passage=annotation.target.exact,
                save=save,
                cover_from=self._desk.view.cover_from,
            )
        )

    async def _new_note(self, span: Span) -> None:
        opened = self._desk.opened
        if opened is None:
            return

        uid = ""

        def edit(text: str) -> NotesEdit:
            nonlocal uid
            made = self._host.session.notes.get(uid)
            if made is not None:  # at an earlier attempt, and it waits to be saved
                return annotating.write_note(made, text)
            first = _new(opened, span, note=text)
            (uid,) = first.uids
            return first

        async def save(text: str) -> bool:
            return await self._perform(partial(edit, text))

        key = f"{opened.article.id}-{span.start}-{span.end}"
        passage = opened.document.text[span.start : span.end]
        await self._host.ask(
            NoteEditor("", key=key, passage=passage, save=save, cover_from=self._desk.view.cover_from)
        )

    async def _copy(self, span: Span | None, *, cited: bool) -> None:
        opened = self._desk.opened
        if opened is None or span is None:
            return
        text = opened.document.text[span.start : span.end].strip()
        await self._host.copy(quoted(text, opened.article) if cited else text)


def _new(
    opened: OpenArticle, span: Span, *, tags: Iterable[str] = (), note: str = "", colour: int = 1
) -> NotesEdit:
    """A highlight of a passage of the open article, with who says it."""
    return annotating.highlight(
        opened.article,
        opened.document.text,
        span,
        tags=tags,
        note=note,
        colour=colour,
        speaker=speaker_of(opened.analysis, span),
    )
