"""Which notes an export takes out, and with what of their articles."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.annotations.store import Put, PutMark
from reader.document.plain import from_plain
from reader.exchange.records import ArticleNotes
from reader.library import ArticleSource, NewArticle, SourceFormat
from reader.model import ArticleMark, ArticleRef
from reader.paths import Places
from reader.query.errors import QueryError
from reader.services.exchange.exports import Export, Exported, ExportFormat, by_query, of_article, these
from reader.services.pace import GivenUp, while_wanted
from reader.services.session import Session
from tests.fakes.exchange import annotation

SECRET = "https://ann:secret@lantern.example/harbour"
INSTANT = "2025-02-03T12:00:00.000Z"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    home = tmp_path / "home"
    opened = Session(Places(home, home, home))
    article = opened.library.add(
        NewArticle("Harbour, renamed", 1, ArticleSource("x", SourceFormat.PLAIN), "The Lantern", "Ann", SECRET),
        from_plain("x", title="Harbour, renamed"),
    )
    here = ArticleRef(article.id, "Harbour", SECRET)
    away = ArticleRef("f" * 16, "Elsewhere", "file:///home/ann/a.md")
    opened.notes.apply(
        [
            Put(annotation("later in the text", uid="u1", article=here, start=90, tags=("claim",))),
            Put(annotation("earlier", uid="u2", article=here, start=10, note="minsk")),
            Put(annotation("elsewhere", uid="u3", article=away)),
            PutMark(ArticleMark(away, INSTANT, starred=True, tags=("claim",), note="all of it")),
            PutMark(ArticleMark(ArticleRef("e" * 16, "Marked"), INSTANT, note="alone")),
        ]
    )
    yield opened
    opened.close()


def selected(session: Session, query: str) -> list[ArticleNotes]:
    return list(Export(session, by_query(session, query))._notes())


def uids(session: Session, query: str) -> list[str]:
    return [each.uid for of_article in selected(session, query) for each in of_article.annotations]


def test_notes_go_out_by_article_in_the_order_of_its_text(session: Session) -> None:
    assert uids(session, "") == ["u2", "u1", "u3"]
    assert [each.mark is not None for each in selected(session, "")] == [False, True, True]


def test_an_article_is_as_the_library_has_it_and_without_passwords(session: Session) -> None:
    first, second, third = (each.article for each in selected(session, ""))
    assert (first.title, first.source, first.url) == (
        "Harbour, renamed", "The Lantern", "https://lantern.example/harbour",
    )  # fmt: skip
    assert (second.title, second.url, third.title) == ("Elsewhere", None, "Marked")
    for export_format in ExportFormat:
        if export_format is not ExportFormat.MARKDOWN:
            assert "secret" not in "".join(Export(session, by_query(session, "")).text(export_format))


@pytest.mark.parametrize(
    ("query", "found", "marks"),
    [
        ("#claim", ["u1"], 1),
        ("minsk", ["u2"], 0),
        ("is:starred", [], 1),
        ("kind:article", [], 2),
        ("kind:highlight", ["u2", "u1", "u3"], 0),
        ("has:note", ["u2"], 2),
        ("title:elsewhere", ["u3"], 1),
        ("before:2025", [], 0),
    ],
)
def test_a_query_selects_annotations_and_notes_on_whole_articles(
    session: Session, query: str, found: list[str], marks: int
) -> None:
    assert uids(session, query) == found
    export = Export(session, by_query(session, query))
    list(export._notes())
    assert (export.done.annotations, export.done.marks) == (len(found), marks)
    assert export.is_empty() == (not found and not marks)


def test_these_notes_alone_can_go_out_or_all_of_an_article(session: Session) -> None:
    every = {each.uid: each for each in session.notes.all()}
    export = Export(session, these([every["u1"], every["u3"]]))
    assert [each.uid for of in export._notes() for each in of.annotations] == ["u1", "u3"]
    assert export.done.marks == 0
    export = Export(session, of_article("f" * 16))
    assert [len(of.annotations) for of in export._notes()] == [1]
    assert export.done.marks == 1


def test_an_export_that_is_given_up_leaves_nothing_behind(session: Session, tmp_path: Path) -> None:
    left = iter([True, False])
    pace = while_wanted(lambda: next(left, False))
    with pytest.raises(GivenUp):
        Export(session, by_query(session, ""), pace=pace).write(ExportFormat.JSONL, tmp_path / "notes.jsonl")
    assert not [*tmp_path.glob("*notes*"), *tmp_path.glob(".postil*")]


def test_an_export_that_fails_leaves_no_empty_folder_behind(session: Session, tmp_path: Path) -> None:
    def given_up_after(number: int) -> None:
        left = iter([True] * number)
        export = Export(session, by_query(session, ""), pace=while_wanted(lambda: next(left, False)))
        with pytest.raises(GivenUp):
            export.write(ExportFormat.MARKDOWN, tmp_path / "notes" / "vault")

    given_up_after(0)
    assert not (tmp_path / "notes").exists()
    given_up_after(1)
    (tmp_path / "mine").mkdir()
    assert len([*(tmp_path / "notes" / "vault").iterdir()]) == 1
    (tmp_path / "notes" / "vault").rename(tmp_path / "mine" / "vault")
    given_up_after(0)
    assert (tmp_path / "notes").exists()


def test_what_went_out_is_told_in_a_sentence(session: Session, tmp_path: Path) -> None:
    export = Export(session, by_query(session, ""))
    export.write(ExportFormat.JSONL, tmp_path / "n.jsonl")
    assert export.done.told(Path("n.jsonl")) == (
        "3 annotations and 2 notes on whole articles of 3 articles are in n.jsonl."
    )
    export = Export(session, by_query(session, "minsk"))
    export.write(ExportFormat.MARKDOWN, tmp_path / "vault")
    assert export.done.told(Path("vault")).endswith("is in vault. 1 file written, 0 unchanged.")


@pytest.mark.parametrize(
    ("annotations", "marks", "beginning"),
    [
        (1, 0, "1 annotation of 1 article is in "),
        (2, 0, "2 annotations of 1 article are in "),
        (1, 2, "1 annotation and 2 notes on whole articles of 1 article are in "),
        (0, 1, "1 note on whole articles of 1 article is in "),
        (0, 0, "0 annotations of 1 article are in "),
    ],
)
def test_one_note_is_and_several_are(annotations: int, marks: int, beginning: str) -> None:
    assert Exported(1, annotations, marks).told(Path("x.html")) == f"{beginning}x.html."


def test_a_query_that_cannot_be_understood_is_told_before_anything_is_written(session: Session) -> None:
    with pytest.raises(QueryError, match="not closed"):
        by_query(session, '"never closed')


def test_what_is_not_saved_yet_goes_out_too(session: Session) -> None:
    from reader.annotations.store import Replace

    new = annotation("unsaved", uid="u9")
    session.notes.show([Replace(None, new)])
    assert "u9" in uids(session, "")
