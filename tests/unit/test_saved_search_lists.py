"""Saved searches as a reader has them: edited in steps that can be taken back, and lists of articles."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.document.markdown import from_markdown
from reader.library import ArticleSource, NewArticle, SourceFormat
from reader.model import ChangedElsewhereError
from reader.model.saved_search import SavedSearch
from reader.model.source import SearchSource
from reader.paths import find_places
from reader.query.errors import QueryError
from reader.services.lists.articles import Choice, Listing, Show
from reader.services.lists.sources import Health, article_ids, describe, gather, rows
from reader.services.searching import saved
from reader.services.searching.saved import UnusableSearchError
from reader.services.session import Session

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
TALKS, COAST = SavedSearch("01A", "Talks", "macron minsk"), SavedSearch("01B", "Coast", "harbour")
BOTH = (TALKS, COAST)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with closing(Session(find_places({"POSTIL_HOME": str(tmp_path)}))) as opened:
        yield opened


def add(session: Session, title: str, text: str) -> str:
    document = from_markdown(text, title=title)
    new = NewArticle(title, 3, ArticleSource(text, SourceFormat.MARKDOWN))
    return session.library.add(new, document).id


def kept(session: Session) -> tuple[SavedSearch, ...]:
    return session.notes.searches.all()


# -- edits


def test_a_search_is_kept_and_that_is_undone(session: Session) -> None:
    session.history.do(saved.keep((), "Talks", "macron"))
    assert [(search.name, search.query) for search in kept(session)] == [("Talks", "macron")]
    session.history.undo()
    assert kept(session) == ()
    session.history.redo()
    assert len(kept(session)) == 1


def test_searches_that_ask_for_one_that_is_renamed_follow_it(session: Session) -> None:
    both = SavedSearch("01C", "Both", 'search:talks -search:"Talks" OR search:coast search:x')
    session.notes.searches.replace((), (*BOTH, both))
    session.history.do(saved.rename(kept(session), TALKS, "The talks"))
    after = 'search:"The talks" -search:"The talks" OR search:coast search:x'
    assert [search.query for search in kept(session)] == ["macron minsk", "harbour", after]
    session.history.undo()
    assert kept(session) == (*BOTH, both)


def test_a_search_that_would_ask_for_itself_is_not_kept(session: Session) -> None:
    session.notes.searches.replace((), (replace(TALKS, query="search:coast"), COAST))
    assert saved.checked_query(session, "search:talks ferry", "News") == "search:talks ferry"
    with pytest.raises(QueryError, match=r"^The search “Coast” asks for itself\.$"):
        saved.checked_query(session, "ferry OR search:talks", "coast")


def test_a_list_is_of_what_the_searches_in_its_search_find(session: Session) -> None:
    found = add(session, "The harbour", "A ferry.")
    add(session, "The harbour wall", "No boat.")
    session.notes.searches.replace((), (COAST, SavedSearch("01C", "Boats", "search:coast ferry")))
    assert article_ids(session, SearchSource("01C"), now=NOW) == [found]


def test_a_search_by_a_name_in_use_takes_the_place_of_the_other() -> None:
    edit = saved.keep(BOTH, "talks", "macron")
    assert edit.after == (replace(TALKS, query="macron"), COAST)


def test_searches_are_renamed_moved_and_deleted() -> None:
    assert saved.rename(BOTH, COAST, "The coast").after == (TALKS, replace(COAST, name="The coast"))
    assert saved.rename(BOTH, COAST, "COAST").after[1].name == "COAST"
    assert saved.move(BOTH, TALKS, 1).after == saved.move(BOTH, COAST, -1).after == (COAST, TALKS)
    assert saved.move(BOTH, TALKS, -1).after == BOTH
    assert saved.delete(BOTH, TALKS).after == (COAST,)
    assert saved.delete(BOTH, TALKS).label == "delete the search “Talks”"


def test_what_cannot_be_kept_is_a_sentence(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnusableSearchError, match="Another search is called “Talks” already"):
        saved.rename(BOTH, COAST, "talks")
    with pytest.raises(UnusableSearchError, match="needs a name"):
        saved.checked_name(" \x1b[31m\n")
    with pytest.raises(UnusableSearchError, match="nothing to look for"):
        saved.checked_query(session, "  ")
    with pytest.raises(QueryError, match="no field"):
        saved.checked_query(session, "tga:x")
    monkeypatch.setattr(saved, "MOST_KEPT", 2)
    with pytest.raises(UnusableSearchError, match="2 searches are kept already"):
        saved.keep(BOTH, "One more", "ferry")


def test_names_are_cut_and_cleaned() -> None:
    assert saved.checked_name(" Talks\n in\x1b[31m Minsk ") == "Talks in Minsk"
    assert len(saved.checked_name("x" * 500)) == saved.NAME_LENGTH


def test_an_edit_of_searches_that_were_changed_elsewhere_is_refused(session: Session) -> None:
    session.history.do(saved.keep((), "Talks", "macron"))
    with pytest.raises(ChangedElsewhereError):
        session.history.do(saved.keep((), "Coast", "harbour"))
    assert [search.name for search in kept(session)] == ["Talks"]


# -- lists


def test_a_saved_search_is_a_list_with_the_count_of_its_unread_articles(session: Session) -> None:
    one, two = add(session, "Ferry", "In the harbour."), add(session, "Wall", "Of the harbour.")
    add(session, "Bus", "None.")
    session.library.set_read([one], True)
    session.notes.searches.replace((), BOTH)
    found = [row for row in rows(gather(session, NOW)) if isinstance(row.source, SearchSource)]
    assert [(row.title, row.count) for row in found] == [("Talks", 0), ("Coast", 1)]
    assert describe(found[1]) == "Coast · harbour · 1 unread"
    assert sorted(article_ids(session, SearchSource("01B"), NOW)) == sorted([one, two])


def test_a_search_that_cannot_be_understood_says_so_and_the_others_are_counted(session: Session) -> None:
    session.notes.searches.replace((), (SavedSearch("01C", "Odd", "mood:calm"), COAST))
    odd, coast = [row for row in rows(gather(session, NOW)) if isinstance(row.source, SearchSource)]
    assert (odd.health, coast.health) == (Health.FAILING, Health.WELL)
    assert describe(odd) == "Odd · mood:calm · There is no field “mood:”."


def test_a_search_that_is_gone_has_no_articles(session: Session) -> None:
    add(session, "Ferry", "In the harbour.")
    assert article_ids(session, SearchSource("gone"), NOW) == []


def test_a_filter_narrows_a_saved_search_down(session: Session) -> None:
    one = add(session, "Ferry", "In the harbour.")
    add(session, "Wall", "Of the harbour.")
    add(session, "Ferry again", "None.")
    session.notes.searches.replace((), (COAST,))
    listing = Listing(session)
    coast = Choice(source=SearchSource("01B"), name="Coast")
    assert len(listing.find(coast).ids) == 2
    assert listing.find(replace(coast, query="ferry")).ids == [one]
    session.library.set_read([one], True)
    assert len(listing.find(replace(coast, show=Show.UNREAD)).ids) == 1


def test_a_list_follows_what_the_search_looks_for(session: Session) -> None:
    add(session, "Ferry", "In the harbour.")
    session.notes.searches.replace((), (COAST,))
    listing = Listing(session)
    coast = Choice(source=SearchSource("01B"), name="Coast")
    assert len(listing.find(coast).ids) == 1
    session.notes.searches.replace((COAST,), (replace(COAST, query="nothing"),))
    assert listing.find(coast).ids == []
