"""Which of the lists that are asked for one after another are looked for."""

import asyncio
import threading
from types import SimpleNamespace
from typing import Any

from reader.services.lists.articles import Choice, Listed
from reader.ui.controllers.lists.shelf import Shelf


class SlowListing:
    """Looks for the first list until it is told to go on."""

    def __init__(self) -> None:
        self.looked_for: list[str] = []
        self.has_begun = threading.Event()
        self.may_go_on = threading.Event()

    def find(self, choice: Choice) -> Listed:
        self.looked_for.append(choice.query)
        self.has_begun.set()
        self.may_go_on.wait()
        return Listed()


def shelf_on_a_screen(listing: SlowListing, shown: list[str]) -> Shelf:
    articles: Any = SimpleNamespace(empty_text="", set_rows=lambda *_rows, **_opened: None)
    sourcing: Any = SimpleNamespace(choice=lambda query, _scope, _keep: Choice(query=query))
    room: Any = SimpleNamespace(articles=articles, sourcing=sourcing, open_article=None, show_place=shown.append)
    host: Any = SimpleNamespace(session=None)
    shelf = Shelf(host, room)
    shelf.__dict__["listing"] = listing
    return shelf


async def test_what_is_no_longer_wanted_when_its_turn_comes_is_not_looked_for() -> None:
    listing, shown = SlowListing(), list[str]()
    shelf = shelf_on_a_screen(listing, shown)
    loads = []
    for typed in ("q", "qu", "qui", "quick"):
        shelf.query = typed
        loads.append(asyncio.create_task(shelf.load()))
        await asyncio.to_thread(listing.has_begun.wait)
    await asyncio.sleep(0)
    listing.may_go_on.set()
    await asyncio.gather(*loads)
    assert listing.looked_for == ["q", "quick"]
    assert len(shown) == 1
    assert "quick" in shown[0]
