"""Searching everything: what fits best comes first, what changed is found at once, and a place in the text is shown."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from reader.annotations.store import AnnotationStore, Put, PutMark, Remove, Replace
from reader.document.markdown import from_markdown
from reader.library import ArticleSource, NewArticle, SourceFormat
from reader.library.errors import IndexDamagedError, NoteIndexDamagedError
from reader.library.known import KnownQuotation
from reader.library.note_index import NoteIndex
from reader.library.quotations import Quotations, QuotationSelection
from reader.model import Annotation, Article, ArticleMark, CarriedOver
from reader.paths import find_places
from reader.query.parser import parse
from reader.query.predicates import predicate
from reader.query.tree import Node, Words
from reader.services.asking import selection_of
from reader.services.notes.annotating import article_ref
from reader.services.notes.subjects import NoteSubject
from reader.services.pace import GivenUp
from reader.services.reindexing import Indexed, index_anew, index_missing
from reader.services.searching.article_hits import sentence_at, telling_words
from reader.services.searching.results import ArticleHit, Found, Kind, NoteHit
from reader.services.searching.search import FIRST, Search
from reader.services.session import Session
from tests.fakes.host import annotation


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with closing(Session(find_places({"POSTIL_HOME": str(tmp_path)}))) as opened:
        yield opened


@pytest.fixture
def search(session: Session) -> Iterator[Search]:
    with closing(Search(session)) as opened:
        yield opened


def asked(query: str) -> Node:
    return parse(query, today=date(2025, 2, 3))


def add(session: Session, title: str, text: str, **about: str) -> Article:
    document = from_markdown(text, title=title)
    original = ArticleSource(text, SourceFormat.MARKDOWN)
    return session.library.add(NewArticle(title, 10, original, **about), document)  # type: ignore[arg-type]


def titles(search: Search, query: str) -> list[str]:
    found = search.articles(asked(query), 20)
    return [hit.article.title for hit in found.hits if isinstance(hit, ArticleHit)]


def passages(search: Search, query: str, limit: int = 20) -> list[str]:
    search.indexing.catch_up(search.indexing.due())
    found = search.notes(asked(query), limit)
    return [hit.annotation.target.exact for hit in found.hits if isinstance(hit, NoteHit)]


def keep(session: Session, *annotations: Annotation) -> None:
    session.notes.apply([Put(each) for each in annotations])


# -- articles


def test_an_article_with_the_word_in_its_title_comes_before_one_with_it_in_its_text(
    session: Session, search: Search
) -> None:
    add(session, "Buses", "A ferry was mentioned once.", published="2025-01-02")
    add(session, "The ferry", "It waits.", published="2025-01-01")
    add(session, "Trams", "Nothing.")
    assert titles(search, "ferry") == ["The ferry", "Buses"]


def test_of_articles_that_fit_as_well_the_newer_comes_first(session: Session, search: Search) -> None:
    add(session, "New", "A harbour.", published="2026-01-01")
    add(session, "Old", "A harbour.  ", published="1999-01-01")
    add(session, "Other", "No such thing.")
    assert titles(search, "harbour") == ["New", "Old"]


def test_what_else_a_query_asks_of_articles_counts(session: Session, search: Search) -> None:
    one = add(session, "One", "The harbour wall.", author="Ann Ferry")
    add(session, "Two", "The harbour wall again.")
    session.library.set_read([one.id], True)
    assert titles(search, "harbour is:read") == ["One"]
    assert titles(search, "author:ferry wall") == ["One"]
    assert titles(search, "wall -author:ferry") == ["Two"]
    assert sorted(titles(search, "is:read OR title:two")) == ["One", "Two"]
    assert titles(search, "harbour kind:note") == []


@pytest.mark.parametrize(
    "query", ["wall", "wall -kind:note", "wall -kind:highlight", "wall (kind:note OR kind:article)"]
)
def test_an_article_is_found_though_there_is_a_note_in_it(session: Session, search: Search, query: str) -> None:
    one = add(session, "One", "The harbour wall.")
    noted = annotation("The harbour wall.", note="Which?")
    keep(session, replace(noted, article=article_ref(one)))
    assert titles(search, query) == ["One"]
    assert session.library.tally(selection_of(session, asked(query))).articles == 1


def test_what_is_hidden_is_found_only_where_it_is_asked_for(session: Session, search: Search) -> None:
    session.library.set_hidden([add(session, "Gone", "The harbour.").id], True)
    assert titles(search, "harbour") == []
    assert titles(search, "harbour is:hidden") == ["Gone"]


def test_a_capital_letter_counts(session: Session, search: Search) -> None:
    add(session, "Tariffs", "They are made in the US.")
    add(session, "Weather", "They told us.")
    assert titles(search, "US") == ["Tariffs"]
    assert sorted(titles(search, "us")) == ["Tariffs", "Weather"]
    assert titles(search, "US made") == titles(search, "(US OR EU) they") == ["Tariffs"]
    assert titles(search, "they -US") == ["Weather"]
    assert titles(search, "US OR title:nothing") == ["Tariffs"]


def test_what_the_reader_wrote_about_a_whole_article_is_found(session: Session, search: Search) -> None:
    article = add(session, "Weather", "Rain.")
    mark = ArticleMark(article_ref(article), "2025-01-01T00:00:00.000Z", tags=("harbour",), note="For Maud")
    session.notes.apply([PutMark(mark)])
    assert titles(search, "harbour") == titles(search, "Maud") == ["Weather"]


def test_an_article_is_shown_where_most_of_what_is_asked_for_stands_together(
    session: Session, search: Search
) -> None:
    text = "A ferry.\n\n" + "Nothing happens here. " * 40 + "\n\nThe ferry hit the wall of the harbour. The end."
    article = add(session, "Ferry", text)
    found = search.articles(asked("ferry wall"), 5).hits[0]
    assert isinstance(found, ArticleHit)
    assert found.place is not None
    assert found.around is not None
    canonical = session.library.document(article.id).text
    assert canonical[found.place.start :].startswith("ferry hit the wall")
    assert canonical[found.around.span.start : found.around.span.end] == found.around.text
    assert "The ferry hit the wall" in telling_words(found)
    assert telling_words(found).startswith("…")
    assert sentence_at(found) == "The ferry hit the wall of the harbour."


def test_an_article_found_by_its_author_alone_has_no_place(session: Session, search: Search) -> None:
    add(session, "One", "Text.", author="Maud Tregarrick")
    found = search.articles(asked("tregarrick"), 5).hits[0]
    assert isinstance(found, ArticleHit)
    assert found.place is None
    assert telling_words(found) == ""


def test_the_first_articles_are_told_before_the_others(session: Session, search: Search) -> None:
    for number in range(FIRST + 3):
        add(session, f"Story {number}", f"A harbour, {number}.")
    told: list[int] = []
    found = search.articles(Words("harbour"), 50, first=lambda found: told.append(len(found.hits)))
    assert told == [FIRST]
    assert len(found.hits) == FIRST + 3
    assert found.is_all


def test_more_than_is_asked_for_is_told(session: Session, search: Search) -> None:
    for number in range(4):
        add(session, f"Story {number}", f"A harbour, {number}.")
    found = search.articles(Words("harbour"), 3)
    assert (found.kind, len(found.hits), found.is_all) == (Kind.ARTICLES, 3, False)


def test_a_search_that_is_given_up_says_so(session: Session, search: Search) -> None:
    def give_up(items: object) -> Iterator[object]:
        raise GivenUp
        yield

    add(session, "One", "A harbour.")
    with pytest.raises(GivenUp):
        search.articles(Words("harbour"), 5, pace=give_up)


def test_a_search_that_is_interrupted_while_it_looks_for_quotations_is_given_up(
    search: Search, monkeypatch: pytest.MonkeyPatch
) -> None:
    find = Quotations.find

    def interrupted(
        quotations: Quotations, wanted: QuotationSelection, limit: int, *, after: int
    ) -> list[KnownQuotation]:
        search.interrupt()
        return find(quotations, wanted, limit, after=after)

    monkeypatch.setattr(Quotations, "find", interrupted)
    with pytest.raises(GivenUp):
        search.quotations(Words("harbour"), 5)
    monkeypatch.undo()
    search.get_ready()
    assert not search.quotations(Words("harbour"), 5).hits


# -- notes


def test_a_note_is_found_as_soon_as_it_is_saved_changed_and_deleted(session: Session, search: Search) -> None:
    first = annotation("The ferry leaves", note="check the tide")
    keep(session, first)
    assert passages(search, "tide") == ["The ferry leaves"]
    keep(session, replace(first, note="check the moon"))
    assert passages(search, "tide") == []
    assert passages(search, "moon") == ["The ferry leaves"]
    session.notes.apply([Remove(first.uid)])
    assert passages(search, "ferry") == []


@pytest.mark.parametrize(
    "query",
    [
        "colour:2", "-colour:2", "has:note", "-has:note colour:1", "has:tag OR has:note", "is:orphan", "has:speaker",
        "-(has:tag is:orphan)", "-has:speaker tag:claim", "kind:note speaker:ada", "kind:highlight -kind:note",
        "author:writer harbour", "author:x", "-author:ann", "url:x", "on:2025-01-02", "-on:2025-01-02",
        "after:2025-01-02 harbour", "before:2025-01-02 OR colour:2",
    ],
)  # fmt: skip
def test_the_index_of_notes_finds_what_a_query_means(session: Session, search: Search, query: str) -> None:
    lost = CarriedOver("", "orphan")
    notes = [
        replace(
            annotation(f"The harbour {number}", note="a note" * (number % 2)),
            created=f"2025-01-0{1 + number % 3}T12:00:00.000Z",
            colour=1 + number % 3,
            tags=("claim",) * (number % 4 == 0),
            speaker="Ada Lovelace" if number % 5 == 0 else None,
            carried=lost if number % 6 == 0 else None,
        )
        for number in range(12)
    ]
    keep(session, *notes)
    is_meant = predicate(asked(query))
    meant = {each.target.exact for each in notes if is_meant(NoteSubject(each))}
    assert {*passages(search, query)} == meant


def test_nothing_is_looked_for_among_notes_that_they_have_no_names_for(
    session: Session, search: Search, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(NoteIndex, "candidates", None)
    assert search.notes(asked("feed:monde harbour"), 5) == Found(Kind.NOTES, asked("feed:monde harbour"))


def test_a_note_that_cannot_be_saved_yet_is_found_as_it_is(session: Session, search: Search) -> None:
    first = annotation("The ferry leaves", note="check the tide")
    keep(session, first)
    assert passages(search, "tide") == ["The ferry leaves"]
    new = annotation("The bus leaves")
    session.notes.show([Replace(first, replace(first, note="check the moon")), Replace(None, new)])
    assert passages(search, "tide") == []
    assert passages(search, "moon") == ["The ferry leaves"]
    assert passages(search, "bus") == ["The bus leaves"]
    session.notes.show([])
    assert passages(search, "tide") == ["The ferry leaves"]
    assert passages(search, "bus") == []


def test_an_index_of_notes_that_is_damaged_is_made_anew_by_the_next_search(
    session: Session, search: Search
) -> None:
    keep(session, *(annotation(f"Ferry {number}", start=number) for number in range(20)))
    assert len(passages(search, "ferry")) == 20
    with closing(sqlite3.connect(session.places.note_index)) as other, other:
        other.execute("UPDATE words_data SET block = x'ff' || block WHERE id = 10")
    with pytest.raises(NoteIndexDamagedError, match="made anew from the notes"):
        passages(search, "ferry")
    assert len(passages(search, "ferry")) == 20


def test_notes_of_another_process_are_found(session: Session, search: Search) -> None:
    assert passages(search, "ferry") == []
    with closing(AnnotationStore(session.places.notes)) as other:
        other.apply([Put(annotation("The ferry leaves"))])
    session.notes.refresh()
    assert passages(search, "ferry") == ["The ferry leaves"]


def test_an_index_that_is_missing_is_made_anew(session: Session) -> None:
    keep(session, annotation("The ferry leaves"))
    with closing(Search(session)) as search:
        assert passages(search, "ferry") == ["The ferry leaves"]
    for file in session.places.data.glob("note-index.db*"):
        file.unlink()
    with closing(Search(session)) as search:
        assert search.indexing.due().count == 1
        assert passages(search, "ferry") == ["The ferry leaves"]


def test_only_what_has_changed_is_indexed_by_the_next_run(session: Session) -> None:
    keep(session, annotation("One"), annotation("Two"))
    with closing(Search(session)) as search:
        search.indexing.catch_up(search.indexing.due())
    three = annotation("Three")
    keep(session, three)
    with closing(Search(session)) as search:
        assert search.indexing.due().count == 1
        search.indexing.catch_up(search.indexing.due())
        assert search.indexing.due().count == 0


def test_the_query_decides_what_of_the_index_is_meant(session: Session, search: Search) -> None:
    keep(
        session,
        annotation("They told us of the wall", colour=2),
        annotation("The US built a wall", tags=("claim",)),
    )
    assert passages(search, "US") == ["The US built a wall"]
    assert passages(search, "wall colour:2") == ["They told us of the wall"]
    assert passages(search, "wall -tag:claim") == ["They told us of the wall"]
    assert sorted(passages(search, "kind:highlight")) == ["The US built a wall", "They told us of the wall"]
    assert passages(search, "wall kind:article") == []


def test_many_notes_are_indexed_in_parts_and_the_progress_is_told(session: Session, search: Search) -> None:
    keep(session, *(annotation(f"Passage {number}", start=number) for number in range(450)))
    told: list[tuple[int, int]] = []
    search.indexing.catch_up(search.indexing.due(), progress=lambda done, total: told.append((done, total)))
    assert told == [(0, 450), (200, 450), (400, 450)]
    assert len(passages(search, "passage", limit=500)) == 450


# -- what was meant


def test_where_nothing_is_found_words_a_letter_away_are(session: Session, search: Search) -> None:
    add(session, "Harbour", "The ferry.")
    keep(session, annotation("Nobody knows the lighthouse"))
    search.get_ready()
    assert search.meant(asked("hrabour")) == Words("harbour", prefix=False)
    assert search.meant(asked("lighthosue")) == Words("lighthouse", prefix=False)
    assert search.meant(asked("quicksilver")) is None
    assert search.meant(asked("harbour lighthouse")) is None


# -- making the indexes anew


def test_everything_is_indexed_anew_and_the_progress_is_told(session: Session, search: Search) -> None:
    add(session, "One", "A harbour.")
    keep(session, annotation("The ferry leaves"))
    told: list[tuple[int, int]] = []
    for _ in range(2):
        done = index_anew(session, lambda done, total: told.append((done, total)))
        assert (done.notes, done.articles) == (1, 1)
    assert told == [(0, 2), (2, 2)] * 2
    assert titles(search, "harbour") == ["One"]
    assert index_missing(session) == Indexed(0, 0)


def test_articles_that_are_not_indexed_are_told_of_and_taken_in(session: Session, search: Search) -> None:
    add(session, "One", "A harbour.")
    session.library.words.begin_anew()
    assert titles(search, "harbour") == []
    assert search.get_ready()
    index_missing(session)
    assert not search.get_ready()
    assert titles(search, "harbour") == ["One"]


def test_many_changed_notes_are_left_to_whoever_has_the_time(
    session: Session, search: Search, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.services.searching.search.FEW", 1)
    keep(session, annotation("One"), annotation("Two"))
    assert search.get_ready()
    assert index_missing(session).notes == 2
    assert not search.get_ready()


def test_damage_to_the_index_of_articles_is_no_damage_to_the_library(session: Session, search: Search) -> None:
    for number in range(50):
        add(session, f"Story {number}", f"A harbour {number}.")
    with closing(sqlite3.connect(session.places.library)) as other, other:
        other.execute("UPDATE words_data SET block = x'ff' || block WHERE id = 10")
    with pytest.raises(IndexDamagedError, match="`postil reindex` makes it anew"):
        titles(search, "harbour")
    with pytest.raises(IndexDamagedError):
        session.library.words.check()
    index_anew(session)
    assert len(titles(search, "harbour")) == 20
    assert session.library.count() == 50
