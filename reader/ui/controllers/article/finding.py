"""Finding words in the open article."""

import asyncio
from bisect import bisect_left
from functools import partial

from reader.model import Span
from reader.query.format import written
from reader.query.terms import spans
from reader.query.tree import Node
from reader.services.notes.finding import TextFinder
from reader.ui.controllers.article.desk import Desk
from reader.ui.host import Host
from reader.ui.prompts.prompt import Prompt


class Finding:
    """The commands `/`, `n` and `N` in an article."""

    def __init__(self, host: Host, desk: Desk) -> None:
        self._host = host
        self._desk = desk
        self._finder: TextFinder | None = None
        self._query = ""
        self._hits: list[Span] = []
        self._asked = 0

    def begin(self, text: str) -> None:
        """Another article is open; what was found in the last one is forgotten."""
        self._finder = TextFinder(text)
        self._asked += 1  # an answer about the last article is on its way, perhaps
        self._hits = []
        self._query = ""

    async def find(self) -> None:
        """Ask for words and go to where they are next; without an answer, or a match, the place stays."""
        view = self._desk.view
        start = view.cursor
        query = await self._host.ask(Prompt("Find", on_change=lambda query: self._look(query, start)))
        if not query:
            self._forget(start)
            return
        if query != self._query:
            await self._search(query, start, self._asked)
        view.go_to(start, remember=False)
        self._show(bisect_left(self._hits, (start, start)), remember=True)

    async def show(self, wanted: Node, at: Span) -> None:
        """Set off what a search over everything looked for, and go to the place that it found."""
        if self._finder is None:
            return
        self._asked += 1
        number = self._asked
        hits = await asyncio.to_thread(spans, self._finder.text, wanted)
        if number == self._asked:
            self._query, self._hits = written(wanted), hits
            self._desk.view.go_to(at, remember=False)
            self._show(bisect_left(hits, at))

    def action_find_next(self) -> None:
        self._step(1)

    def action_find_previous(self) -> None:
        self._step(-1)

    def _look(self, query: str, start: int) -> None:
        """Search while the reader types, from where the search began."""
        self._asked += 1
        self._host.do_later(partial(self._search, query, start, self._asked))

    async def _search(self, query: str, start: int, number: int) -> None:
        if self._finder is None:
            return
        hits = await asyncio.to_thread(self._finder.find, query)
        if number == self._asked:
            self._query, self._hits = query, hits
            if not hits:
                self._desk.view.go_to(start, remember=False)
            self._show(bisect_left(hits, (start, start)))

    def _forget(self, start: int) -> None:
        """The search was left: no hits, and back to where it began."""
        self._asked += 1
        self._hits = []
        self._query = ""
        self._desk.view.set_layer("hit", [])
        self._desk.view.go_to(start, remember=False)

    def _step(self, by: int) -> None:
        if not self._hits:
            self._host.say("Nothing to look for; / finds words." if not self._query else self._none())
            return
        cursor = self._desk.view.cursor
        at = bisect_left(self._hits, (cursor, cursor))
        if by < 0:
            at -= 1
        elif at < len(self._hits) and self._hits[at].start == cursor:
            at += 1
        self._show(at, remember=True)

    def _show(self, index: int, *, remember: bool = False) -> None:
        """Mark all hits, and go to the one of that index, around the ends of the text.

        `remember` makes it a jump to come back from; while one types, it is none.
        """
        view, count = self._desk.view, len(self._hits)
        if not count:
            view.set_layer("hit", [])
            if self._query:
                self._host.say(self._none())
            return
        current = index % count
        view.set_layer("hit", [(hit, at == current) for at, hit in enumerate(self._hits)])
        view.go_to(self._hits[current], remember=remember)
        around = " · from the other end" if index != current else ""
        self._host.say(f"“{self._query}” {current + 1} of {count}{around}")

    def _none(self) -> str:
        return f"“{self._query}” is not in this article."
