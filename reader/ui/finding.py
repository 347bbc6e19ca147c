"""Finding words in the open article, and in the list of articles."""

import asyncio
from bisect import bisect_left
from typing import TYPE_CHECKING

from reader.model import Span
from reader.services.finding import TextFinder
from reader.ui.host import host
from reader.ui.screens.prompt import Prompt

if TYPE_CHECKING:
    from reader.ui.screens.reading import ReadingScreen


class Finding:
    """The commands `/`, `n` and `N` of the reading screen."""

    def __init__(self, screen: "ReadingScreen") -> None:
        self._screen = screen
        self._finder: TextFinder | None = None
        self._query = ""
        self._hits: list[Span] = []
        self._asked = 0

    def begin(self, text: str) -> None:
        """Another article is open; what was found in the last one is forgotten."""
        self._finder = TextFinder(text)
        self._hits = []
        self._query = ""

    def action_find(self) -> None:
        screen = self._screen
        if screen.in_list:
            prompt = Prompt("filter", initial=screen.list_query, on_change=screen.filter_list)
            host(screen).push_screen(prompt, self._filtered)
            return
        start = screen.article.cursor
        host(screen).push_screen(
            Prompt("find", on_change=lambda query: self._look(query, start)),
            lambda query: self._found(query, start),
        )

    def action_find_next(self) -> None:
        self._step(1)

    def action_find_previous(self) -> None:
        self._step(-1)

    def _filtered(self, query: str | None) -> None:
        if query is None:
            self._screen.filter_list("")

    def _look(self, query: str, start: int) -> None:
        """Search while the reader types, from where the search began."""
        self._asked += 1
        host(self._screen).run_worker(self._search(query, start, self._asked), group="find")

    async def _search(self, query: str, start: int, number: int) -> None:
        if self._finder is None:
            return
        hits = await asyncio.to_thread(self._finder.find, query)
        if number == self._asked:
            self._query, self._hits = query, hits
            self._show(bisect_left(hits, (start, start)))

    def _found(self, query: str | None, start: int) -> None:
        if not query:
            self._asked += 1
            self._hits = []
            self._screen.article.set_layer("hit", [])
            self._screen.article.go_to(start, remember=False)

    def _step(self, by: int) -> None:
        if not self._hits:
            host(self._screen).say("Nothing to look for; / finds words." if not self._query else self._none())
            return
        cursor = self._screen.article.cursor
        at = bisect_left(self._hits, (cursor, cursor))
        if by < 0:
            at -= 1
        elif at < len(self._hits) and self._hits[at].start == cursor:
            at += 1
        self._show(at)

    def _show(self, index: int) -> None:
        """Mark all hits, and go to the one of that index, around the ends of the text."""
        view, count = self._screen.article, len(self._hits)
        if not count:
            view.set_layer("hit", [])
            if self._query:
                host(self._screen).say(self._none())
            return
        current = index % count
        view.set_layer("hit", [(hit, at == current) for at, hit in enumerate(self._hits)])
        view.go_to(self._hits[current])
        around = " · from the other end" if index != current else ""
        host(self._screen).say(f"“{self._query}” {current + 1} of {count}{around}")

    def _none(self) -> str:
        return f"“{self._query}” is not in this article."
