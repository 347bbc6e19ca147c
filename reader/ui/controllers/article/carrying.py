"""What the reader does with annotations whose article has changed since they were made."""

import asyncio
from collections.abc import Sequence

from reader.model import Annotation, PostilError, Span
from reader.services.articles.revisions import revision_infos
from reader.services.notes import annotating
from reader.services.notes.orphans import labels, matching
from reader.ui.controllers.article.desk import Desk
from reader.ui.host import Host
from reader.ui.prompts.comparison import ComparisonScreen
from reader.ui.prompts.prompt import Prompt, Suggestion


class NoSuchOrphanError(PostilError):
    """What was typed names no orphan, or several."""


class Carrying:
    """The commands that compare an annotation's words with the present text, and that give it other ones."""

    def __init__(self, host: Host, desk: Desk) -> None:
        self._host = host
        self._desk = desk

    async def action_compare(self) -> None:
        opened, item = self._desk.opened, self._desk.changed_here()
        if opened is None or item is None or item.anchor.span is None:
            self._host.say("There is no annotation here whose words have changed.")
            return
        span, text = item.anchor.span, opened.document.text
        accepted = await self._host.ask(
            ComparisonScreen(item.annotation.target.exact, text[span.start : span.end])
        )
        if accepted:
            await self._move(item.annotation, span, label="accept the present words")

    async def action_revisions(self) -> None:
        opened, session = self._desk.opened, self._host.session
        if opened is None:
            return
        try:
            infos = await asyncio.to_thread(revision_infos, session, opened.article)
        except PostilError as error:
            self._host.say(str(error), error=True)
            return
        if len(infos) == 1:
            self._host.say("This article has had no other text since it came in.")
        else:
            await self._host.going.show_revisions(opened.article, infos)

    async def action_select_attach(self) -> None:
        span, orphans = self._desk.view.selection, self._desk.orphans()
        if span is None:
            return
        if not orphans:
            self._host.say("This article has no note that has lost its passage.")
            return
        orphan = await self._choose(orphans)
        if orphan is not None and await self._move(orphan, span, label="attach"):
            self._desk.view.action_select_none()

    async def _choose(self, orphans: Sequence[Annotation]) -> Annotation | None:
        named = labels(orphans)

        def suggest(typed: str) -> list[Suggestion]:
            return [
                (label, orphan.target.exact if orphan.note.strip() else "")
                for label, orphan in matching(named, typed).items()
            ]

        def check(typed: str) -> str:
            found = list(matching(named, typed))
            if len(found) != 1:
                raise NoSuchOrphanError(
                    "There are several; mark one with ↓, or type more words of it."
                    if found
                    else "No note that has lost its passage has these words."
                )
            return found[0]

        label = await self._host.ask(Prompt("Attach", suggest=suggest, check=check))
        return None if label is None else named[label]

    async def _move(self, annotation: Annotation, span: Span, *, label: str) -> bool:
        opened = self._desk.opened
        if opened is None:
            return False
        try:
            edit = annotating.extend(annotation, opened.article, opened.document.text, span, label=label)
        except PostilError as error:
            self._host.say(str(error), error=True)
            return False
        return await self._host.perform(edit)
