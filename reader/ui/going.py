"""The commands that lead from one screen to another."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.app import App
from textual.command import CommandPalette
from textual.screen import Screen

from reader.ui.host import host

# What only a command needs is imported there, so that it does not delay the start: see reader.ui.starting.beginning.
if TYPE_CHECKING:
    from reader.model import Article
    from reader.services.articles.revisions import RevisionInfo
    from reader.services.searching.arranging import SearchView
    from reader.ui.commanding import Commanding
    from reader.ui.controllers.article.opening import WayBack
    from reader.ui.screens.reading import ReadingScreen


class Going:
    """Shows screens over the articles, and leads back to them."""

    def __init__(self, app: App[None], reading: "ReadingScreen", commanding: "Commanding") -> None:
        self._app = app
        self._reading = reading
        self._commanding = commanding
        self.search_view: SearchView | None = None

    async def show_over(self, screen: Screen[None]) -> None:
        """Show a screen over the articles, in place of any other there."""
        await self.close_screens()
        await self._app.push_screen(screen)

    async def close_screens(self) -> None:
        """Leave the articles alone on screen."""
        while len(self._app.screen_stack) > 1:
            await self._app.pop_screen()

    async def show_notes(self, *, search: bool = False) -> None:
        """Show the notes as they were last looked at; `search`: with the cursor in the line to search them."""
        from reader.ui.screens.notes import NotesScreen

        await self.show_over(NotesScreen(search=search, view=host(self._app).notes_view))

    async def show_search(self, view: "SearchView | None" = None) -> None:
        """Show the search over everything, with what a view says or else as it was left."""
        from reader.ui.screens.search import SearchScreen

        await self.show_over(SearchScreen(view or self.search_view))

    async def show_entity(self, key: str, name: str) -> None:
        """Show the page of an entity over what is shown; `name` is what it is called until the page is read."""
        from reader.ui.screens.entity import EntityScreen

        await self._app.push_screen(EntityScreen(key, name))

    async def show_revisions(self, article: "Article", revisions: Sequence["RevisionInfo"]) -> None:
        """Show the texts that an article has had."""
        from reader.ui.screens.revisions import RevisionsScreen

        await self.show_over(RevisionsScreen(article, revisions))

    def way_back(self) -> "WayBack | None":
        """What leads back to the screens that lie over the articles; None if none does."""
        from reader.ui.screens.search import SearchScreen

        if len(self._app.screen_stack) == 1:
            return None
        makers = [again() for screen in self._app.screen_stack if (again := getattr(screen, "again", None))]
        if makers:
            return partial(self._show_again, makers)
        return self.show_search if isinstance(self._app.screen, SearchScreen) else self.show_notes

    async def _show_again(self, makers: Iterable[Callable[[], Screen[None]]]) -> None:
        await self.close_screens()
        for make in makers:
            await self._app.push_screen(make())

    async def back(self) -> None:
        """Leave the uppermost screen, if it is not that of the articles."""
        if len(self._app.screen_stack) > 1:
            await self._app.pop_screen()
            self._commanding.refresh_bars()

    def action_help(self) -> None:
        from reader.ui.screens.help import HelpScreen

        self._app.push_screen(HelpScreen(self._commanding.contexts()))

    def action_palette(self) -> None:
        self._app.push_screen(CommandPalette(placeholder="Find a command"))

    async def action_notes(self) -> None:
        await self.show_notes()

    async def action_search_notes(self) -> None:
        await self.show_notes(search=True)

    async def action_search(self) -> None:
        from reader.services.searching.arranging import SearchView
        from reader.ui.screens.search import SearchScreen

        if isinstance(self._app.screen, SearchScreen):
            self._app.screen.action_find()
        else:
            await self.show_search(SearchView())

    async def action_quotations(self) -> None:
        from reader.ui.screens.quotations import QuotationsScreen

        await self.show_over(QuotationsScreen())

    async def action_entities(self) -> None:
        from reader.ui.screens.entities import EntitiesScreen

        await self.show_over(EntitiesScreen())

    async def action_tags(self) -> None:
        from reader.ui.screens.tags import TagsScreen

        await self.show_over(TagsScreen())

    async def action_statistics(self) -> None:
        from reader.ui.screens.statistics import StatisticsScreen

        await self.show_over(StatisticsScreen())

    async def action_rules(self) -> None:
        from reader.ui.screens.rules import RulesScreen

        await self.show_over(RulesScreen())

    async def action_articles(self) -> None:
        await self.close_screens()
        self._reading.show_list()

    async def action_sources(self) -> None:
        await self.close_screens()
        self._reading.show_sources()

    async def action_jump_back(self) -> None:
        if len(self._app.screen_stack) > 1:
            await self.back()
        elif not self._reading.desk.view.jump_back() and not await self._reading.go_way_back():
            host(self._app).say("There is no place to jump back to.")
