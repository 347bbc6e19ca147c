"""What the reader does to articles in the list, or to the one that is open, as a whole."""

import asyncio
from collections.abc import Sequence
from typing import Protocol

from reader.library import Selection
from reader.model import Article, PostilError
from reader.services.articles.links import Link, describe, links_of_article, opener
from reader.services.asking import asked
from reader.services.lists.articles import Show
from reader.services.notes import annotating
from reader.services.saving.edits import HiddenEdit, ReadEdit
from reader.text.fold import fold
from reader.ui.controllers.lists.shelf import Shelf
from reader.ui.host import Host
from reader.ui.prompts.prompt import Prompt, Suggestion, TagPrompt
from reader.ui.terminal.browser import run


class Place(Protocol):
    """The screen, as far as it tells which article is meant."""

    @property
    def in_list(self) -> bool:
        """Whether the list has the keys."""

    @property
    def open_article(self) -> Article | None:
        """The article that is open."""


class Browsing:
    """The commands of the reading screen that choose, star, tag and mark whole articles."""

    def __init__(self, host: Host, shelf: Shelf, place: Place) -> None:
        self._host = host
        self._shelf = shelf
        self._place = place

    async def filter(self) -> None:
        """Ask for a query and show the articles that it asks for, while it is typed."""
        shelf, before = self._shelf, self._shelf.query

        def check(line: str) -> str:
            asked(self._host.session, line)
            return line

        prompt = Prompt("Filter", initial=before, on_change=shelf.filter, check=check)
        if await self._host.ask(prompt) is None:
            shelf.filter(before)

    def action_clear_filter(self) -> None:
        self._shelf.filter("")

    async def action_next_unread(self) -> None:
        await self._to_unread(1)

    async def action_previous_unread(self) -> None:
        await self._to_unread(-1)

    async def _to_unread(self, step: int) -> None:
        shelf, articles = self._shelf, self._shelf.articles
        found = await asyncio.to_thread(shelf.listing.next_unread, shelf.listed.ids, articles.cursor, step)
        if found is None:
            self._host.say("There is no other unread article that way.")
        else:
            articles.move_to(found)

    async def action_toggle_read(self) -> None:
        row = self._shelf.articles.current
        if row is not None:
            await self._host.perform(annotating.mark_read([row.article], read=not row.article.read))

    async def action_mark_all_read(self) -> None:
        unread = await asyncio.to_thread(self._shelf.listing.unread, self._shelf.listed.ids)
        await self._host.perform(ReadEdit("mark read", tuple(unread), True))

    async def action_mark_unread(self) -> None:
        if self._place.open_article is not None:
            article = self._host.session.library.get(self._place.open_article.id)
            await self._host.perform(annotating.mark_read([article], read=False))

    @property
    def article_meant(self) -> Article | None:
        """The article at the cursor of the list, or the open one while it is being read."""
        if self._place.in_list or self._place.open_article is None:
            row = self._shelf.articles.current
            return row.article if row else None
        return self._place.open_article

    async def action_star(self) -> None:
        article = self.article_meant
        if article is not None:
            await self._host.perform(annotating.star(article, self._host.session.notes.mark(article.id)))

    async def action_tag_article(self) -> None:
        article = self.article_meant
        if article is None:
            return
        mark = self._host.session.notes.mark(article.id)
        tags = await self._host.ask(TagPrompt(self._host.session.notes.tags(), mark.tags if mark else ()))
        if tags is not None:
            await self._host.perform(annotating.tag_article(article, mark, tags))

    async def action_browser(self) -> None:
        article = self.article_meant
        await self._host.browse(article.url if article else None)

    async def action_hide(self) -> None:
        article = self.article_meant
        if article is None:
            return
        library = self._host.session.library
        is_hidden = bool(
            await asyncio.to_thread(library.ids, Selection(ids=frozenset({article.id}), hidden=True))
        )
        label = "show again" if is_hidden else "hide"
        await self._host.perform(HiddenEdit(label, (article.id,), not is_hidden))

    async def action_links(self) -> None:
        """Ask which of the article's links and files to open, and open it."""
        article = self.article_meant
        if article is None:
            return
        links = await asyncio.to_thread(links_of_article, self._host.session, article)
        if not links:
            self._host.say("There are no links in this article, and no files come with it.")
            return
        labels = {link.url: describe(link) for link in links}

        def suggest(typed: str) -> Sequence[Suggestion]:
            return [(url, label) for url, label in labels.items() if fold(typed) in fold(f"{url} {label}")]

        answer = await self._host.ask(Prompt("Open", suggest=suggest))
        link = next((each for each in links if each.url == answer), None)
        if link is not None:
            await self._open(link)
        elif answer:
            self._host.say("No link of this article is that; mark one with ↓.")

    async def _open(self, link: Link) -> None:
        try:
            command = opener(link, self._host.session.settings.openers)
            if command is None:
                await self._host.browse(link.url)
            else:
                await run(command)
                self._host.say(f"opened {link.url} with {command[0]}")
        except PostilError as error:
            self._host.say(str(error), error=True)

    def action_show_all(self) -> None:
        self._shelf.choose(Show.ALL)

    def action_show_unread(self) -> None:
        self._shelf.choose(Show.UNREAD)

    def action_show_annotated(self) -> None:
        self._shelf.choose(Show.ANNOTATED)

    def action_show_starred(self) -> None:
        self._shelf.choose(Show.STARRED)
