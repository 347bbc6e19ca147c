"""What the first frame says of how many articles there are."""

from types import SimpleNamespace
from typing import Any

import pytest

from reader.model import Article
from reader.services.articles.opening import ArticleRow
from reader.ui.starting import beginning
from reader.ui.starting.beginning import FIRST_ROWS, Beginning


def first_place(monkeypatch: pytest.MonkeyPatch, *, in_library: int, read: int) -> str:
    """What is said of the list when its first rows are shown."""
    rows = [ArticleRow(Article(f"{n}", "A", "", 0, 0, "", read=n < read)) for n in range(in_library)]
    monkeypatch.setattr(beginning, "newest_rows", lambda _session, count: rows[:count])
    said: list[str] = []
    articles: Any = SimpleNamespace(empty_text="", set_rows=lambda _rows: None)
    screen: Any = SimpleNamespace(articles=articles, session=None, show_place=said.append)
    host: Any = SimpleNamespace(paths=())
    Beginning(host, screen).show_first_rows()
    (place,) = said
    return place


def test_few_articles_are_counted_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert first_place(monkeypatch, in_library=4, read=1) == "All articles 4 · 3 unread"


def test_very_many_are_shown_before_they_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    assert first_place(monkeypatch, in_library=FIRST_ROWS + 1, read=1) == "All articles"
