"""Notes taken in: each in its place where the article is here, kept with its text where it is not."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reader.annotations.errors import NotesNotSaved
from reader.annotations.store import Put, PutMark, ReplaceCorrection, ReplaceTagMark
from reader.document.markdown import from_markdown
from reader.exchange.exports import jsonl, web_annotations
from reader.exchange.records import Fault, Foreign, ForeignArticle, ForeignHighlight, Incoming
from reader.library import ArticleSource, NewArticle, SourceFormat
from reader.model import (
    Annotation,
    Article,
    ArticleMark,
    ArticleRef,
    CorrectionKind,
    EntityCorrection,
    Span,
    TagMark,
)
from reader.model.saved_search import SavedSearch
from reader.paths import Places
from reader.services.exchange import imports as note_imports
from reader.services.exchange.exports import Export, ExportFormat, by_query
from reader.services.exchange.imported import NotesImported, Outcome
from reader.services.exchange.imports import ImportStoppedError, import_notes, records_in
from reader.services.notes.annotating import highlight
from reader.services.session import Session
from tests.fakes.exchange import annotation, notes_of

URL = "https://lantern.example/harbour"
TEXT = """# A harbour waits

Nobody in the town knows of it. The ferry waits, and the ferry goes.

On the other hand it was chronic sabotage of the talks, said the mayor, who would not say more about it.
"""


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    home = tmp_path / "home"
    opened = Session(Places(home, home, home))
    yield opened
    opened.close()


def add(session: Session, text: str = TEXT, **known: Any) -> Article:
    document = from_markdown(text)
    known = {"title": document.title, "url": URL, **known}
    return session.library.add(
        NewArticle(words=1, original=ArticleSource(text, SourceFormat.MARKDOWN), **known), document
    )


def take(session: Session, *records: Incoming, dry_run: bool = False) -> NotesImported:
    return import_notes(session, lambda: records, dry_run=dry_run)


def of(exact: str, url: str | None = f"{URL}/?utm_source=feed", title: str = "", **fields: Any) -> Foreign:
    return Foreign("record 1", ForeignArticle(title, url), (ForeignHighlight(exact, exact, **fields),))


def passage(session: Session) -> str | None:
    """The words that the only annotation is on, by its place in the article; None for an orphan."""
    (only,) = session.notes.all()
    if only.carried is not None and only.carried.start is None:
        return None
    text = session.library.document(only.article.id).text
    return text[only.target.start : only.target.end]


# -- where passages are


@pytest.mark.parametrize(
    ("record", "found"),
    [
        (of("chronic sabotage"), "chronic sabotage"),
        (of("CHRONIC “sabotage”".replace("“", "").replace("”", "")), "chronic sabotage"),
        (of("knows of it.\nThe ferry"), "knows of it. The ferry"),
        (of("the ferry"), "the ferry"),
        (of("ferry", suffix=" goes"), "ferry"),
        (of("ferry", prefix="nowhere ", suffix=" at all"), None),
        (of("ferry"), None),
        (of("it was a chronic sabotage of the talk, said the mayor, who would not say more"),
         "it was chronic sabotage of the talks, said the mayor, who would not say more"),
        (of("of this there is not a word in the text at all"), None),
    ],
)  # fmt: skip
def test_a_passage_is_put_in_its_place_only_if_that_is_sure(
    session: Session, record: Foreign, found: str | None
) -> None:
    article = add(session)
    done = take(session, record)
    assert passage(session) == found
    (only,) = session.notes.all()
    assert only.article.id == article.id
    assert done.annotations == {Outcome.ANCHORED if found else Outcome.ORPHAN: 1}
    assert only.article.text_sha256 == (article.text_sha256 if found else "")
    assert done.unmatched == ([] if found else ["A harbour waits"])
    assert [each.uid for each in session.notes.by_carrying("orphan")] == ([] if found else [only.uid])


def test_what_is_around_a_passage_tells_it_from_others(session: Session) -> None:
    add(session)
    take(session, of("ferry", prefix="and the "))
    (only,) = session.notes.all()
    assert only.target.prefix.endswith("and the ")


def test_a_note_on_an_article_that_is_not_here_finds_it_when_it_comes(session: Session) -> None:
    done = take(session, of("chronic sabotage", title="Harbour"))
    assert done.annotations == {Outcome.ELSEWHERE: 1}
    assert done.unmatched == ["Harbour"]
    (kept,) = session.notes.all()
    assert (kept.target.exact, kept.article.title) == ("chronic sabotage", "Harbour")
    article = add(session)
    assert article.id == kept.article.id
    session.carrying.articles_changed([article.id])
    (kept,) = session.notes.all()
    assert kept.carried is not None
    text = session.library.document(article.id).text
    assert (kept.carried.how, kept.carried.start) == ("moved", text.find("chronic"))


def test_without_an_address_an_article_is_known_by_its_title_and_the_passage(session: Session) -> None:
    article = add(session)
    take(session, of("chronic sabotage", None, "a HARBOUR waits"), of("not in it", None, "A harbour waits"))
    by_words = {each.target.exact: each.article.id for each in session.notes.all()}
    assert by_words["chronic sabotage"] == article.id
    assert by_words["not in it"] != article.id


# -- again


def test_importing_twice_adds_nothing(session: Session) -> None:
    add(session)
    records = (
        of("chronic sabotage"),
        of("nowhere", "https://other.example/"),
        of("nowhere", "https://other.example/"),
    )
    marked = Foreign("", ForeignArticle("T", URL, starred=True, tags=("a",), note="n"))
    first = take(session, *records, marked)
    assert (first.annotations.total(), first.known, first.marks) == (2, 1, 1)
    before = session.notes.all(), session.notes.marks()
    again = take(session, *records, marked)
    assert (again.annotations.total(), again.known, again.marks) == (0, 3, 0)
    assert (session.notes.all(), session.notes.marks()) == before


def test_what_is_here_already_stays_as_it_is(session: Session) -> None:
    take(session, of("chronic sabotage", note="theirs", created="2024-03-05T21:12:45.000Z"))
    (kept,) = session.notes.all()
    assert kept.uid.startswith("01HR8")
    from dataclasses import replace

    session.notes.apply([Put(mine := replace(kept, note="mine"))])
    take(session, of("chronic sabotage", note="changed there", created="2024-03-05T21:12:45.000Z"))
    assert session.notes.all() == [mine]


def test_marks_are_added_to_and_lose_nothing(session: Session) -> None:
    article = add(session)
    ref = ArticleRef(article.id, article.title, article.url)
    session.notes.apply([PutMark(ArticleMark(ref, "2025-01-01T00:00:00.000Z", True, ("mine",), "My note"))])
    take(session, Foreign("", ForeignArticle("", URL, tags=("theirs", "mine"), note="Their note")))
    (mark,) = session.notes.marks()
    assert (mark.starred, mark.tags, mark.note) == (True, ("mine", "theirs"), "My note\n\nTheir note")


# -- articles


def test_an_article_that_comes_with_its_text_is_taken_in(session: Session) -> None:
    content = ArticleSource("<h1>Title</h1><p>It was <b>chronic</b> sabotage.</p>", SourceFormat.HTML)
    foreign = ForeignArticle("Title", URL, "Ann", content=content, is_saved=True, read=True, tags=("news",))
    record = Foreign("", foreign, (ForeignHighlight("chronic sabotage", "x"),))
    done = take(session, record)
    assert (done.articles, done.annotations, done.marks) == (1, {Outcome.ANCHORED: 1}, 1)
    (article,) = session.library.list()
    assert (article.title, article.author, article.read) == ("Title", "Ann", True)
    assert passage(session) == "chronic sabotage"
    session.library.set_read([article.id], False)
    again = take(session, record)
    assert (again.articles, again.known) == (0, 1)
    assert not session.library.get(article.id).read


def test_a_link_that_was_saved_is_in_the_list_until_its_page_is_there(session: Session) -> None:
    done = take(session, Foreign("", ForeignArticle("A harbour waits", URL, is_saved=True)))
    assert done.articles == 1
    (article,) = session.library.list()
    assert (article.title, article.url) == ("A harbour waits", URL)
    whole = add(session)
    assert whole.id == article.id
    assert len(session.library.list()) == 1


def test_the_text_of_an_article_that_is_here_is_not_replaced(session: Session) -> None:
    article = add(session)
    content = ArticleSource("<p>Other</p>", SourceFormat.HTML)
    assert take(session, Foreign("", ForeignArticle("T", URL, content=content, is_saved=True))).articles == 0
    assert session.library.get(article.id) == article


def test_a_highlight_alone_makes_no_article(session: Session) -> None:
    take(session, of("x"))
    assert session.library.count() == 0


def test_a_text_that_is_too_long_is_told_and_left_out(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.document.html.MAX_SOURCE", 10)
    content = ArticleSource("<p>More than ten characters</p>", SourceFormat.HTML)
    done = take(session, Foreign("record 9", ForeignArticle("T", URL, content=content, is_saved=True)))
    assert (done.articles, done.fault_count) == (0, 1)
    assert done.faults[0].startswith("record 9: The text has")


# -- ours


def test_our_own_notes_come_back_as_they_were(session: Session, tmp_path: Path) -> None:
    article = add(session)
    text = session.library.document(article.id).text
    start = text.find("chronic")
    edit = highlight(
        article, text, Span(start, start + 16), tags=["claim"], note="n", colour=3, speaker="The mayor"
    )
    edit.apply(session)
    session.notes.apply(
        [PutMark(ArticleMark(ArticleRef("f" * 16, "Elsewhere"), "2025-01-01T00:00:00.000Z", True))]
    )
    for name, lines in (("n.jsonl", jsonl.lines), ("n.jsonld", web_annotations.collection)):
        path = tmp_path / name
        path.write_text("".join(lines(Export(session, by_query(session, ""))._notes())))
        home = tmp_path / name.replace(".", "-")
        empty = Session(Places(home, home, home))
        try:
            records = records_in(path)
            assert records is not None
            done = import_notes(empty, records)
            assert (done.annotations, done.marks) == ({Outcome.ELSEWHERE: 1}, 1)
            assert empty.notes.all() == session.notes.all()
            assert empty.notes.marks() == session.notes.marks()
        finally:
            empty.close()


SEARCHES = (SavedSearch("01A", "Talks", "macron minsk"), SavedSearch("01B", "Coast", "search:talks harbour"))
CORRECTION = EntityCorrection(
    CorrectionKind.RENAME, "person:macron", "Emmanuel Macron", "2025-01-01T00:00:00.000Z"
)


def exported(session: Session, path: Path, query: str = "") -> Path:
    Export(session, by_query(session, query)).write(ExportFormat.JSONL, path)
    return path


def test_searches_and_corrections_come_back_and_twice_adds_nothing(session: Session, tmp_path: Path) -> None:
    session.notes.searches.replace((), SEARCHES)
    session.notes.apply([ReplaceCorrection(None, CORRECTION)])
    path = exported(session, tmp_path / "all.jsonl")
    with closing(Session(Places(*[tmp_path / "empty"] * 3))) as empty:
        records = records_in(path)
        assert records is not None
        would = import_notes(empty, records, dry_run=True)
        assert (would.searches, would.corrections) == (2, 1)
        assert (empty.notes.searches.all(), empty.notes.corrections()) == ((), [])
        done = import_notes(empty, records)
        assert (done.searches, done.corrections, done.known) == (2, 1, 0)
        assert (empty.notes.searches.all(), empty.notes.corrections()) == (SEARCHES, [CORRECTION])
        again = import_notes(empty, records)
        assert (again.searches, again.corrections, again.known) == (0, 0, 3)
        assert exported(empty, tmp_path / "again.jsonl").read_text() == path.read_text()


def kept(session: Session) -> tuple[object, ...]:
    """All that a reader wrote."""
    notes = session.notes
    return notes.all(), notes.marks(), notes.tag_marks(), notes.searches.all(), notes.corrections()


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_notes_file_of_another_home_comes_in_with_its_journal_and_is_not_touched(
    session: Session, tmp_path: Path
) -> None:
    mark = ArticleMark(annotation().article, "2025-02-03T12:00:00.000Z", starred=True, tags=("claim",))
    said = TagMark("claim", "2025-02-03T12:00:00.000Z", 2, "x")
    session.notes.searches.replace((), (SEARCHES[1],))
    session.notes.searches.replace((SEARCHES[1],), SEARCHES)
    session.notes.apply([Put(annotation()), PutMark(mark), ReplaceTagMark(None, said)])
    session.close()
    home = tmp_path / "home"
    (tmp_path / "backup").write_bytes((home / "notes.json").read_bytes())
    with closing(Session(Places(home, home, home))) as writing:
        writing.notes.apply([ReplaceCorrection(None, CORRECTION)])
        before, wanted = contents(home), kept(writing)
        with closing(Session(Places(*[tmp_path / "other"] * 3))) as other:
            for path, corrections in ((tmp_path / "backup", 0), (home / "notes.json", 1)):
                records = records_in(path)
                assert records is not None
                assert import_notes(other, records).corrections == corrections
            assert kept(other) == wanted
            assert import_notes(other, records).annotations.total() == 0
            assert kept(other) == wanted
        assert contents(home) == before


def test_what_is_here_of_searches_and_corrections_stays(session: Session, tmp_path: Path) -> None:
    session.notes.searches.replace((), SEARCHES)
    session.notes.apply([ReplaceCorrection(None, CORRECTION)])
    path = exported(session, tmp_path / "all.jsonl")
    mine = SavedSearch("01C", "TALKS", "harbour")
    said = replace(CORRECTION, value="Macron")
    with closing(Session(Places(*[tmp_path / "other"] * 3))) as other:
        other.notes.searches.replace((), (mine,))
        other.notes.apply([ReplaceCorrection(None, said)])
        records = records_in(path)
        assert records is not None
        import_notes(other, records)
        assert other.notes.searches.all() == (mine, SEARCHES[1])
        assert other.notes.corrections() == [said]


def test_no_more_searches_come_in_than_can_be_kept(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.notes.searches.replace((), SEARCHES)
    path = exported(session, tmp_path / "all.jsonl")
    monkeypatch.setattr(note_imports, "MOST_KEPT", 1)
    with closing(Session(Places(*[tmp_path / "other"] * 3))) as other:
        records = records_in(path)
        assert records is not None
        done = import_notes(other, records)
        assert other.notes.searches.all() == SEARCHES[:1]
        assert done.faults == ["line 3: 1 searches are kept already."]


def test_searches_and_corrections_go_out_with_everything_only(session: Session, tmp_path: Path) -> None:
    session.notes.searches.replace((), SEARCHES)
    assert '"search"' not in exported(session, tmp_path / "some.jsonl", "macron").read_text()


def own(session: Session, tmp_path: Path, *annotations: Annotation) -> NotesImported:
    path = tmp_path / "own.jsonl"
    path.write_text("".join(jsonl.lines([notes_of(*annotations)])))
    records = records_in(path)
    assert records is not None
    return import_notes(session, records)


def test_our_own_note_finds_its_article_by_address_and_its_passage_in_another_text(
    session: Session, tmp_path: Path
) -> None:
    article = add(session)
    ref = ArticleRef("other0id", "T", URL, text_sha256="0" * 64)
    found = annotation(
        "chronic sabotage", article=ref, uid="a1", prefix="On the other hand it was ", suffix=" of the"
    )
    lost = annotation(
        "a passage of which there is nothing left in it", article=ref, uid="a2", prefix="", suffix=""
    )
    done = own(session, tmp_path, found, lost)
    assert done.annotations == {Outcome.ANCHORED: 1, Outcome.ORPHAN: 1}
    first, second = session.notes.all()
    assert first.article.id == second.article.id == article.id
    assert first.carried is not None
    assert first.carried.how == "moved"
    assert session.notes.by_carrying("orphan") == [second]


# -- trying it out, and trouble


def test_a_dry_run_says_the_same_and_does_nothing(session: Session) -> None:
    content = ArticleSource("<p>It was chronic sabotage.</p>", SourceFormat.HTML)
    foreign = ForeignArticle("T", URL, content=content, is_saved=True, tags=("a",))
    records: tuple[Incoming, ...] = (
        Foreign("", foreign, (ForeignHighlight("chronic sabotage", "x"), ForeignHighlight("gone", "y"))),
        Foreign("", foreign),
        Fault("line 7", "it is broken."),
    )
    tried = take(session, *records, dry_run=True)
    assert (session.library.count(), session.notes.all(), session.notes.marks()) == (0, [], [])
    done = take(session, *records)
    assert tried == done
    assert (done.articles, done.annotations) == (1, {Outcome.ANCHORED: 1, Outcome.ORPHAN: 1})
    assert done.faults == ["line 7: it is broken."]


def test_many_are_saved_together_and_what_is_saved_is_kept_when_no_more_can_be(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(note_imports, "_AT_A_TIME", 10)
    batches: list[int] = []
    apply = session.notes.apply

    def counting(changes: Any) -> None:
        if len(batches) == 2:
            raise NotesNotSaved("The notes were not saved: the disk is full.")
        batches.append(len(changes))
        apply(changes)

    monkeypatch.setattr(session.notes, "apply", counting)
    with pytest.raises(ImportStoppedError, match=r"the disk is full\. 20 annotations were imported before that"):
        take(session, *(of(f"passage {number}") for number in range(35)))
    assert batches == [10, 10]
    assert session.notes.count() == 20


def test_progress_is_told_as_it_goes(session: Session) -> None:
    told: list[tuple[int, int]] = []
    records = [of(f"passage {number}") for number in range(3)]
    import_notes(session, lambda: records, progress=lambda done, total: told.append((done, total)))
    assert told == [(0, 3), (1, 3), (2, 3)]


def test_only_so_many_sentences_are_kept(session: Session) -> None:
    done = take(session, *(Fault(f"line {number}", "x.") for number in range(500)))
    assert (done.fault_count, len(done.faults)) == (500, 100)
    assert done.is_nothing


def test_unknown_members_of_json_are_passed_over(session: Session, tmp_path: Path) -> None:
    line = json.loads([*jsonl.lines([notes_of(annotation())])][1])
    line["annotation"] |= {"mood": "x"}
    line["annotation"]["target"] |= {"page": 7}
    path = tmp_path / "n.jsonl"
    path.write_text(json.dumps(line))
    records = records_in(path)
    assert records is not None
    assert import_notes(session, records).annotations.total() == 1
    assert session.notes.all() == [annotation()]
