"""What is analysed beside the screen."""

from pathlib import Path
from typing import Any

import pytest

from reader.services.background import Background, BackgroundError
from tests.composed import HARBOUR, reading


async def test_articles_that_nobody_has_opened_are_analysed_what_is_next_in_the_list_first(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, dict[str, Any]]] = []

    async def ask(_: Background, do: str, **arguments: Any) -> dict[str, Any]:
        asked.append((do, arguments))
        return {"names_missing": None, "done": 0, "left": 0, "given_up": False}

    monkeypatch.setattr(Background, "ask", ask)
    monkeypatch.setattr("reader.ui.starting.beginning.ANALYSED_AFTER", 0.0)
    monkeypatch.setattr("reader.services.analysing.queue.LOOK_AGAIN", 0.01)
    async with reading(home) as reader:
        ids = [*reader.app.reading.shelf.listed.ids]
        await reader.until(lambda: len(asked) > 1)
        assert asked[0] == ("begin_analysis", {})
        do, job = asked[1]
        assert do == "analyse_batch"
        assert job["first"] == ids
        assert job["others"]
        await reader.open()
        opened = reader.app.reading.open_article
        assert opened is not None
        assert opened.title.startswith(HARBOUR)
        after = ids[ids.index(opened.id) + 1 :]
        await reader.until(lambda: asked[-1][1]["first"] == after)


async def test_that_it_has_stopped_is_said(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def ask(_: Background, do: str, **arguments: Any) -> dict[str, Any]:
        raise BackgroundError("The background process died 3 times and is left alone now.")

    monkeypatch.setattr(Background, "ask", ask)
    monkeypatch.setattr("reader.ui.starting.beginning.ANALYSED_AFTER", 0.0)
    async with reading(home) as reader:
        await reader.until(lambda: "died 3 times" in reader.screen)
