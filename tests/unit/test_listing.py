"""Which articles the list shows, and what it says of them."""

import pytest

from reader.model import Article, ArticleMark, ArticleRef
from reader.services.listing import Show, describe, filter_rows
from reader.services.reading import ArticleRow


def row(number: int, title: str = "", *, read: bool = False, highlights: int = 0, **more) -> ArticleRow:
    starred, tags = more.pop("starred", False), more.pop("tags", ())
    article = Article(f"{number:016}", title or f"Article {number}", "", 1, 5, "", read=read, **more)
    mark = ArticleMark(ArticleRef(article.id, article.title), "", starred, tags) if starred or tags else None
    return ArticleRow(article, highlights, 0, mark)


ROWS = [
    row(1, "Ferry waits", source="The Lantern"),
    row(2, "Müller spricht", read=True, author="Ann Ferry"),
    row(3, read=True, highlights=2),
    row(4, starred=True, tags=("ferry", "weekly")),
]


def shown(show: Show = Show.ALL, query: str = "", keep: str | None = None) -> list[int]:
    return [int(each.article.id) for each in filter_rows(ROWS, show, query, keep)]


@pytest.mark.parametrize(
    ("show", "ids"),
    [(Show.ALL, [1, 2, 3, 4]), (Show.UNREAD, [1, 4]), (Show.ANNOTATED, [3]), (Show.STARRED, [4])],
)
def test_a_choice_shows_its_articles(show: Show, ids: list[int]) -> None:
    assert shown(show) == ids


def test_words_are_looked_for_in_title_source_author_and_tags() -> None:
    assert shown(query="ferry") == [1, 2, 4]
    assert shown(query="FERRY lantern") == [1]
    assert shown(query="muller") == [2]
    assert shown(query="  ") == [1, 2, 3, 4]


def test_the_open_article_stays_though_it_is_read_but_not_against_the_words() -> None:
    assert shown(Show.UNREAD, keep=f"{2:016}") == [1, 2, 4]
    assert shown(Show.UNREAD, "lantern", keep=f"{2:016}") == [1]


def test_the_list_is_told_in_a_few_words() -> None:
    assert describe(ROWS, Show.ALL, "") == "All articles 4 · 2 unread"
    assert describe(ROWS[1:3], Show.ALL, "") == "All articles 2"
    assert describe(ROWS[:1], Show.UNREAD, "") == "Unread 1"
    assert describe([], Show.STARRED, "zep") == "Starred 0 · with “zep”"
