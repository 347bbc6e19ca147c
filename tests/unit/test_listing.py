"""Which articles the list shows, what it says of them, and how little it reads."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.annotations.store import Put, PutMark
from reader.annotations.targets import make_target
from reader.document.plain import from_plain
from reader.library import ArticleSource, Library, LibraryError, NewArticle, SourceFormat
from reader.model import Annotation, Article, ArticleMark, ArticleRef, Span
from reader.paths import Places
from reader.services.lists.articles import ArticleRows, Choice, Listed, Listing, Show, describe
from reader.services.session import Session

NOW = "2025-01-01T00:00:00.000Z"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    home = tmp_path / "home"
    opened = Session(Places(home, home, home))
    yield opened
    opened.close()


def add(session: Session, title: str, *, published: str, **more: str) -> Article:
    text = f"{title}\n\nSome words of it."
    new = NewArticle(title, 4, ArticleSource(text, SourceFormat.PLAIN), published=published, **more)
    return session.library.add(new, from_plain(text, title=title))


def annotate(session: Session, article: Article, note: str = "") -> None:
    target = make_target("Some words of it.", Span(0, 4))
    uid = f"{article.id}{len(session.notes.all())}"
    session.notes.apply(
        [Put(Annotation(uid, ArticleRef(article.id, article.title), target, NOW, NOW, note=note))]
    )


def mark(session: Session, article: Article, *, starred: bool = False, tags: tuple[str, ...] = ()) -> None:
    session.notes.apply([PutMark(ArticleMark(ArticleRef(article.id, article.title), NOW, starred, tags))])


@pytest.fixture
def articles(session: Session) -> list[Article]:
    """Four, newest first; the second and third are read, the third has two highlights, the fourth a star."""
    made = [
        add(session, "Ferry waits", published="2025-04-04", source="The Lantern"),
        add(session, "Müller spricht", published="2025-03-03", author="Ann Ferry"),
        add(session, "A wall", published="2025-02-02"),
        add(session, "A tower", published="2025-01-01"),
    ]
    session.library.set_read([made[1].id, made[2].id], True)
    annotate(session, made[2])
    annotate(session, made[2], note="ask")
    mark(session, made[3], starred=True, tags=("ferry", "weekly"))
    return made


def numbers(articles: list[Article], listed: Listed | None) -> list[int]:
    assert listed is not None
    return [[article.id for article in articles].index(article_id) + 1 for article_id in listed.ids]


@pytest.mark.parametrize(
    ("show", "shown", "unread"),
    [(Show.ALL, [1, 2, 3, 4], 2), (Show.UNREAD, [1, 4], 2), (Show.ANNOTATED, [3], 0), (Show.STARRED, [4], 1)],
)
def test_a_choice_shows_its_articles(
    session: Session, articles: list[Article], show: Show, shown: list[int], unread: int
) -> None:
    listed = Listing(session).find(Choice(show))
    assert numbers(articles, listed) == shown
    assert listed is not None
    assert listed.unread == unread


def test_words_are_looked_for_in_title_source_author_and_tags(session: Session, articles: list[Article]) -> None:
    listing = Listing(session)
    for query, shown in (
        ("ferry", [1, 2, 4]),
        ("ferry lantern", [1]),
        ("muller", [2]),
        ("  ", [1, 2, 3, 4]),
        ("nowhere", []),
    ):
        assert numbers(articles, listing.find(Choice(query=query))) == shown
    found = listing.find(Choice(Show.UNREAD, "ferry"))
    assert found is not None
    assert (numbers(articles, found), found.unread) == ([1, 4], 2)


def test_the_open_article_stays_though_it_is_read_but_not_against_the_words(
    session: Session, articles: list[Article]
) -> None:
    listing, keep = Listing(session), articles[1].id
    assert numbers(articles, listing.find(Choice(Show.UNREAD, keep=keep))) == [1, 2, 4]
    assert numbers(articles, listing.find(Choice(Show.UNREAD, "lantern", keep=keep))) == [1]


def test_a_scope_is_all_that_is_chosen_from(session: Session, articles: list[Article]) -> None:
    listing, scope = Listing(session), (articles[3].id, articles[1].id)
    assert numbers(articles, listing.find(Choice(scope=scope))) == [2, 4]
    assert numbers(articles, listing.find(Choice(Show.STARRED, scope=scope[1:]))) == []
    assert numbers(articles, listing.find(Choice(Show.UNREAD, scope=scope, keep=articles[0].id))) == [4]


def test_the_same_articles_are_not_looked_for_twice(
    session: Session, articles: list[Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    listing, asked = Listing(session), []
    ids = Library.ids
    monkeypatch.setattr(Library, "ids", lambda *arguments: asked.append(arguments) or ids(*arguments))
    listing.find(Choice())
    annotate(session, articles[0])
    listing.find(Choice())
    assert len(asked) == 1
    assert numbers(articles, listing.find(Choice(Show.ANNOTATED))) == [1, 3]
    annotate(session, articles[1])
    assert numbers(articles, listing.find(Choice(Show.ANNOTATED))) == [1, 2, 3]
    session.library.set_read([articles[0].id], True)
    assert numbers(articles, listing.find(Choice(Show.UNREAD))) == [4]


def test_the_next_unread_article_is_found_both_ways(
    session: Session, articles: list[Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    listing, ids = Listing(session), [article.id for article in articles]
    for near in (500, 1):
        monkeypatch.setattr("reader.services.lists.articles._NEAR", near)
        assert listing.next_unread(ids, 0, 1) == 3
        assert listing.next_unread(ids, 3, -1) == 0
        assert listing.next_unread(ids, 3, 1) is None
        assert listing.next_unread(ids, 0, -1) is None
    assert listing.unread(ids[:2]) == ids[:1]


def test_rows_are_read_as_they_are_asked_for(session: Session, articles: list[Article]) -> None:
    rows = ArticleRows(session, [article.id for article in articles], pytest.fail)
    assert rows.count == 4
    wall, tower = rows.rows(2, 4)
    assert (wall.article.title, wall.highlights, wall.notes, wall.starred) == ("A wall", 2, 1, False)
    assert (tower.article.title, tower.highlights, tower.starred) == ("A tower", 0, True)
    annotate(session, articles[3])
    assert rows.rows(3, 4)[0].highlights == 1
    assert rows.index_of(articles[2].id) == 2
    assert rows.index_of("elsewhere") is None


def test_an_article_that_is_gone_keeps_its_row(session: Session, articles: list[Article]) -> None:
    rows = ArticleRows(session, [articles[0].id, "0" * 16, articles[1].id], pytest.fail)
    assert [row.article.title for row in rows.rows(0, 3)] == [
        "Ferry waits",
        "This article is gone",
        "Müller spricht",
    ]


def test_what_cannot_be_read_is_told(
    session: Session, articles: list[Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> list[Article]:
        raise LibraryError("The disk is gone.")

    monkeypatch.setattr(Library, "list", fail)
    said: list[str] = []
    rows = ArticleRows(session, [articles[0].id], said.append)
    assert len(rows.rows(0, 1)) == 1
    assert said == ["The disk is gone."]


def test_the_list_is_told_in_a_few_words() -> None:
    assert describe(4, 2, Choice()) == "All articles 4 · 2 unread"
    assert describe(2, 0, Choice()) == "All articles 2"
    assert describe(1, 1, Choice(Show.UNREAD)) == "Unread 1"
    assert describe(0, 0, Choice(Show.STARRED, "zep")) == "Starred 0 · with “zep”"
