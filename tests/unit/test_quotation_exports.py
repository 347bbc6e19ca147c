"""Quotations taken out: each with who says it, where it stands and what it may be cited by."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.exchange.errors import UnwritableError
from reader.exchange.exports.quotations import HEADER, table
from reader.exchange.markdown.quotations import document
from reader.exchange.records import CitedArticle, CitedQuotation
from reader.model import QuotationKind, Span
from reader.services.exchange.quotation_exports import QuotationExport, QuotationFormat
from reader.services.pace import GivenUp
from reader.services.quotations.statements import QuotationsFound, find_quotations
from reader.services.session import Session
from tests.fakes.analysed import analysed

TEXTS = (
    "Ada Lovelace went home. “I will stay in Brennick until the spring comes,” Lovelace said.",
    "“I will stay in Brennick until the spring comes,” said Ada Lovelace. “Ready,” Tomas Brill said.",
)


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    with analysed(tmp_path, monkeypatch, TEXTS) as opened:
        yield opened


def export(session: Session, query: str = "", **options: object) -> QuotationExport:
    def find(most: int) -> QuotationsFound:
        return find_quotations(session, query, limit=most)

    return QuotationExport(find, **options)  # type: ignore[arg-type]


def text(export: QuotationExport, name: QuotationFormat) -> str:
    return "".join(export.text(name))


def quotation(words: str, **more: object) -> CitedQuotation:
    fields = {"kind": QuotationKind.SPEECH, "speaker": "Ada", "cue": "said", "confidence": 1.0} | more
    return CitedQuotation(CitedArticle("a1", "A harbour"), 1, Span(0, 3), words, **fields)  # type: ignore[arg-type]


def test_every_place_is_a_row_and_an_object_with_its_offsets(session: Session) -> None:
    rows = [*csv.DictReader(io.StringIO(text(export(session, "brennick"), QuotationFormat.CSV)))]
    assert [(row["speaker"], row["cue"], row["title"], row["statement"]) for row in rows] == [
        ("Ada Lovelace", "said", "Title 1", "1"),
        ("Ada Lovelace", "said", "Title 0", "1"),
    ]
    objects = json.loads(text(export(session, "brennick"), QuotationFormat.JSON))
    assert [{key: str(value) for key, value in each.items()} for each in objects] == [
        {key: value or "None" for key, value in row.items()} for row in rows
    ]
    for each in objects:
        canonical = session.library.document(each["article"]).text
        assert canonical[each["start"] : each["end"]] == each["text"]
    lines = text(export(session, "brennick"), QuotationFormat.JSONL).splitlines()
    assert [json.loads(line) for line in lines] == objects


def test_a_text_to_read_has_the_words_once_with_their_articles(session: Session) -> None:
    shown = text(export(session), QuotationFormat.MARKDOWN)
    assert shown.count("I will stay in Brennick") == 1
    assert (
        "— Ada Lovelace (said)\n\n- “Title 1”, The Post, 2025-02-10\n- “Title 0”, The Post, 2025-01-10\n" in shown
    )


def test_bibliographies_have_each_article_once(session: Session) -> None:
    assert text(export(session), QuotationFormat.BIBTEX).count("@misc") == 2
    assert len(json.loads(text(export(session), QuotationFormat.CSL))) == 2


def test_what_went_out_is_told_and_that_there_is_more(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "said.csv"
    whole, part = export(session), export(session, most=1)
    for each in (whole, part):
        each.write(QuotationFormat.CSV, path)
    assert whole.told(path) == f"2 statements of 2 articles are in {path}."
    assert part.told(path).startswith("1 statement of 2 articles is in ")
    assert part.told(path).endswith("There are more: these are the newest 1.")
    assert whole.progress == "3 quotations"


def test_where_nothing_can_be_written_what_was_there_stays(session: Session, tmp_path: Path) -> None:
    def give_up(items: object) -> Iterator[object]:
        raise GivenUp
        yield

    path = tmp_path / "said.csv"
    path.write_text("before")
    with pytest.raises(GivenUp):
        export(session, pace=give_up).write(QuotationFormat.CSV, path)
    assert (path.read_text(), len([*tmp_path.glob(".postil-*")])) == ("before", 0)
    with pytest.raises(UnwritableError):
        export(session).write(QuotationFormat.CSV, tmp_path / "none" / "said.csv")


def test_words_mean_nothing_to_what_reads_them() -> None:
    hostile = quotation("“a\x1b[31m [b](c), #d”", speaker="*Ada*", cue="=said")
    (row,) = csv.DictReader(io.StringIO("".join(table([hostile]))))
    assert "\x1b" not in row["text"]
    assert row["cue"] == "'=said"
    shown = "".join(document([hostile]))
    assert shown == "> “a \\[b](c), \\#d”\n\n— \\*Ada\\* (=said)\n\n- “A harbour”\n"


def test_what_is_not_known_is_left_out() -> None:
    nobody = quotation("“a”", speaker=None, cue="")
    (row,) = csv.DictReader(io.StringIO("".join(table([nobody]))))
    assert {name: row[name] for name in ("speaker", "cue", "confidence", "url")} == dict.fromkeys(
        ("speaker", "cue", "confidence", "url"), ""
    )
    assert "".join(document([nobody])) == "> “a”\n\n- “A harbour”\n"
    assert tuple(row) == HEADER
