"""The index finds what a query means."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from reader.document.plain import from_plain
from reader.library import (
    Arrived,
    ArticleSource,
    Library,
    NewArticle,
    Query,
    Selection,
    SourceFormat,
)
from reader.model import Enclosure, Entry, Feed, FeedState
from reader.query.parser import parse
from reader.query.tree import Fact, Is, Leaf

TODAY = date(2025, 5, 20)
TEXTS = {
    "Łódź": "Die Straße nach Łódź ist gesperrt.",
    "café": "Two coffees, please: the café is ﬁne.",
    "東京": "昨日、東京都知事は記者会見を開いた。",
    "서울": "서울에서 회담이 열렸다.",
    "ไทย": "นายกรัฐมนตรีกล่าวว่าสวัสดี",
    "عربي": "قال الرئيس إن المحادثات مستمرة",
    "c++": "A program in C++ and one in C.",
    "Talks": 'The “economic costs” of the talks, Macron said. "Never"',
}


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path / "library.db") as opened:
        for day, (title, text) in enumerate(TEXTS.items(), 1):
            document = from_plain(text, title=title)
            original = ArticleSource(text, SourceFormat.PLAIN)
            opened.add(
                NewArticle(
                    title,
                    5,
                    original,
                    author="Ann Nouncer",
                    source="Post",
                    published=f"2025-05-{day:02}T12:00:00Z",
                ),
                document,
            )
        yield opened


def found(library: Library, query: str, marked: Iterable[str] = ()) -> list[str]:
    def ids_of(_: Leaf) -> Iterable[str]:
        return marked

    tree = parse(query, today=TODAY)
    ids = library.ids(Selection(hidden=None, query=Query(tree, ids_of)))
    return [library.get(article_id).title for article_id in ids]


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("lodz", "Łódź"),
        ("strasse", "Łódź"),
        ("Strasse gesp", "Łódź"),
        ("cafe", "café"),
        ("fine", "café"),
        ("京都", "東京"),
        ("東京都", "東京"),
        ("知事", "東京"),
        ("서울", "서울"),
        ("회담", "서울"),
        ("สวัสดี", "ไทย"),
        ("المحادثات", "عربي"),
        ("c++", "c++"),
        ('"economic costs"', "Talks"),
        ("“economic costs”", "Talks"),
        ("econ mac", "Talks"),
    ],
)
def test_words_of_any_script_are_found(library: Library, query: str, title: str) -> None:
    assert title in found(library, query)


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("two", ["café"]),
        ("Two", ["café"]),
        ("TWO", []),
        ("Fine", []),
        ("LODZ", []),
        ("Lodz", ["Łódź"]),
        ("macron", ["Talks"]),
        ("Macron SAID", []),
        ('"Macron said"', ["Talks"]),
        ('"macron Said"', []),
        ('"Economic costs"', []),
        ("-Macron talks", []),
        ("-MACRON talks", ["Talks"]),
        ("Two OR Macron", ["Talks", "café"]),
        ("Ann Nouncer Post", [*reversed(TEXTS)]),
        ("ANN", []),
        ("author:ANN title:TALKS", ["Talks"]),
    ],
)
def test_a_capital_counts_in_words_and_in_no_name(library: Library, query: str, titles: list[str]) -> None:
    assert found(library, query) == titles


def test_a_word_with_a_capital_is_found_anew_when_a_text_changes(library: Library) -> None:
    assert found(library, "NATO") == []
    document = from_plain("Nobody in NATO knew.", title="Pact")
    library.add(NewArticle("Pact", 4, ArticleSource("", SourceFormat.PLAIN)), document)
    assert found(library, "NATO") == ["Pact"]


@pytest.mark.parametrize(
    "query",
    ["url:zurich.example", "url:ZÜRICH.example/Ärger", "url:arger`s", "url:’s"],
)
def test_an_address_is_folded_as_words_are(library: Library, query: str) -> None:
    for title, url in (("Here", "https://Zürich.example/Ärger's"), ("There", "https://zurich.example/arger`s")):
        new = NewArticle(title, 1, ArticleSource("", SourceFormat.PLAIN), url=url)
        library.add(new, from_plain(f"{title} it is.", title=title))
    assert set(found(library, query)) == {"Here", "There"}


@pytest.mark.parametrize("query", ['"costs economic"', "conomic", "京東", "+++", "tokyo", "talks -macron"])
def test_what_is_not_there_is_not_found(library: Library, query: str) -> None:
    assert found(library, query) == []


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 8),
        ("title:talks", 1),
        ("title:economic", 0),
        ("author:nouncer", 8),
        ("author:macron", 0),
        ("feed:post", 8),
        ("-feed:post", 0),
        ("url:example", 0),
        ("-url:example", 8),
        ("after:2025-05-07", 2),
        ("before:2025-05-03", 2),
        ("on:2025-05-04", 1),
        ("is:unread", 8),
        ("is:read OR talks", 1),
        ("(cafe OR lodz) -talks", 2),
        ("is:hidden", 0),
        ("kind:article", 8),
        ("kind:note OR kind:highlight", 0),
        ("-kind:note -kind:highlight", 8),
        ("has:enclosure", 0),
    ],
)
def test_fields_states_and_dates_are_asked_for(library: Library, query: str, count: int) -> None:
    assert len(found(library, query)) == count


def test_what_the_reader_marked_is_asked_of_whoever_knows_it(library: Library) -> None:
    starred = library.find(library.ids()[0])
    asked: list[Leaf] = []

    def ids_of(leaf: Leaf) -> list[str]:
        asked.append(leaf)
        return [starred.id]

    query = Query(parse("is:starred", today=TODAY), ids_of)
    assert library.ids(Selection(query=query)) == [starred.id]
    assert asked == [Is(Fact.STARRED)]


def test_articles_of_a_feed_are_found_by_what_the_reader_calls_it(library: Library) -> None:
    (feed,) = library.feeds.follow([Feed(0, "https://a.example/f", "Own name", "")])
    entry = Entry(
        "a", "From a feed", url="https://a.example/a", enclosures=(Enclosure("https://a.example/a.mp3"),)
    )
    library.arrivals.take_in(
        [Arrived(feed.id, "2025-05-01T00:00:00Z", "Own name", "Own", (entry,), FeedState(feed.id))]
    )
    library.feeds.change([replace(feed, given_title="The Lantern")])
    assert found(library, "feed:lantern") == ["From a feed"]
    assert found(library, "has:enclosure url:a.example") == ["From a feed"]


def test_an_article_is_no_longer_found_by_words_that_it_had_before(library: Library) -> None:
    for text in ("Before the change.", "After it."):
        original = ArticleSource(text, SourceFormat.PLAIN)
        library.add(NewArticle("Changing", 3, original, path="/changing"), from_plain(text, title="Changing"))
    assert found(library, "after") == ["Changing"]
    assert found(library, "before") == []


def test_articles_that_no_index_has_are_taken_in_later(library: Library) -> None:
    with library._database.transaction() as connection:
        connection.execute("UPDATE articles SET indexed = NULL")
    assert found(library, "cafe") == []
    assert library.words.take_missing(5) == 5
    assert library.words.take_missing(5) == 3
    assert library.words.take_missing(5) == 0
    assert found(library, "cafe") == ["café"]
