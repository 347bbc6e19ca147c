"""What goes out in the formats that are one file each."""

import csv
import io
import json
import re
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from reader.exchange.addresses import public_address, web_address, without_password
from reader.exchange.exports import bibtex, csl, jsonl, page, readwise, web_annotations
from reader.exchange.exports.bibliography import Name, date_parts, names
from reader.exchange.exports.fragments import address_of_passage
from reader.exchange.exports.json_text import json_in_html, json_line
from reader.exchange.records import CitedArticle
from tests.fakes.exchange import CITED, CREATED, REF, URL, annotation, notes_of

COLOURS = ("highlight", "claim", "evidence", "doubt", "question", "idea")

# The terms of the published context (www.w3.org/ns/anno.jsonld) that an export may use, and what their values are.
CLASSES = {
    "Annotation", "TextualBody", "SpecificResource", "TextQuoteSelector", "TextPositionSelector",
    "AnnotationCollection", "AnnotationPage",
}  # fmt: skip
MOTIVATIONS = {"bookmarking", "commenting", "highlighting", "tagging"}
IRIS = {"id", "source"}
NODES = {"body", "target", "selector", "first", "items"}
TEXTS = {"value", "format", "exact", "prefix", "suffix", "label"}
NUMBERS = {"start", "end", "total", "startIndex"}
DATES = {"created", "modified"}
PREFIXES = {"dc", "postil"}
IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+", re.IGNORECASE)


def check_node(node: Any) -> None:
    """Fail unless every member of a node is a term of the context, with a value of the kind that it says."""
    for key, value in node.items():
        values = value if isinstance(value, list) else [value]
        if key == "@context":
            assert web_annotations.CONTEXT in values
        elif key == "type":
            assert value in CLASSES
        elif key in {"motivation", "purpose"}:
            assert value in MOTIVATIONS
        elif key in IRIS:
            assert IRI.fullmatch(value), value
        elif key in NODES:
            for inner in values:
                check_node(inner) if isinstance(inner, dict) else IRI.fullmatch(inner)
        elif key in TEXTS:
            assert isinstance(value, str)
        elif key in NUMBERS:
            assert type(value) is int
            assert value >= 0
        elif key in DATES:
            assert datetime.fromisoformat(value).tzinfo is not None
        else:
            assert key.partition(":")[0] in PREFIXES, key


def test_web_annotations_use_the_published_context_and_nothing_else_but_our_own_words() -> None:
    one = annotation("he said", note="Check", tags=("claim", "long read"), colour=3, speaker="Ann")
    text = "".join(web_annotations.collection([notes_of(one, annotation(), starred=True), notes_of(tags=("a",))]))
    collection = json.loads(text)
    check_node(collection)
    assert collection["type"] == "AnnotationCollection"
    items = collection["first"]["items"]
    assert collection["total"] == len(items) == 4
    assert [item["motivation"] for item in items] == ["bookmarking", "commenting", "highlighting", "tagging"]
    assert items[1]["target"]["source"] == URL
    assert items[1]["body"][0] == {
        "type": "TextualBody", "purpose": "commenting", "format": "text/markdown", "value": "Check",
    }  # fmt: skip


def test_a_collection_of_nothing_is_one() -> None:
    collection = json.loads("".join(web_annotations.collection([])))
    check_node(collection)
    assert collection["total"] == 0


def test_what_has_no_address_and_no_proper_date_is_still_a_web_annotation() -> None:
    from dataclasses import replace

    odd = replace(annotation("x", article=replace(REF, url="no address", id="a b")), created="yesterday")
    (item,) = web_annotations.documents(notes_of(odd))
    check_node(item)
    assert item["target"]["source"] == "urn:postil:article:a%20b"
    assert item["postil:created"] == "yesterday"


def test_json_lines_begin_with_what_they_are_and_have_a_document_each() -> None:
    lines = "".join(jsonl.lines([notes_of(annotation(), starred=True)])).splitlines()
    documents = [json.loads(line) for line in lines]
    assert documents[0] == {"postil": "notes", "format": 1}
    assert [*documents[1]] == ["mark"]
    assert documents[2]["annotation"]["target"]["exact"] == annotation().target.exact


def test_json_holds_nothing_that_a_terminal_or_a_page_would_obey() -> None:
    odd = "a\x1b[31m\x9b\u202e\ud800</script>&é"
    line = json_line({"x": odd})
    assert json.loads(line) == {"x": odd}
    assert line.encode().isascii() is False
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202e\ud800]", line)
    assert "<" not in json_in_html(odd)
    assert json.loads(json_in_html(odd)) == odd


def test_csv_has_the_columns_that_readwise_imports() -> None:
    one = annotation('A "quoted"\n\npassage, with commas', note="Check", tags=("claim", "long read", "c++", "!"))
    rows = list(csv.DictReader(io.StringIO("".join(readwise.rows([notes_of(one, tags=("x",))])), newline="")))
    assert rows == [
        {
            "Highlight": 'A "quoted"\n\npassage, with commas',
            "Title": "A harbour waits",
            "Author": "Ann Ferry",
            "URL": URL,
            "Note": ".claim .long-read .c Check",
            "Location": "40",
            "Date": CREATED,
        }
    ]


def test_what_a_spreadsheet_would_calculate_has_an_apostrophe_before_it() -> None:
    hostile = annotation('@cmd|" /C calc"!A0', note="- a list")
    article = replace(CITED, title="=HYPERLINK(1)", author="+1")
    _, row = csv.reader(io.StringIO("".join(readwise.rows([notes_of(hostile, article=article)]))))
    assert row[:3] == ['\'@cmd|" /C calc"!A0', "'=HYPERLINK(1)", "'+1"]
    assert row[4] == "'- a list"


def test_a_page_shows_everything_and_lets_nothing_in_it_act() -> None:
    evil = '<script>alert(1)</script> & "quotes"'
    one = annotation(evil, note=f"**Bold** {evil} ![x](http://evil.example/x.png)", speaker=evil, tags=(evil,))
    article = CitedArticle("a", evil, url='https://a.example/"><script>')
    text = "".join(page.page([notes_of(one, article=article, note=evil)], colours=COLOURS))
    shown = re.sub(r'<script type="application/ld\+json">.*?</script>', "", text)
    assert "<script" not in shown
    assert "<img" not in shown
    assert "<strong>Bold</strong>" in shown
    assert "alert(1)" in shown
    assert "default-src 'none'" in text


def test_a_page_is_safe_to_put_somewhere() -> None:
    from dataclasses import replace

    of_file = annotation(article=replace(REF, url="file:///home/ann/secret.md"))
    text = "".join(page.page([notes_of(of_file, article=replace(CITED, url=None))], colours=COLOURS))
    assert "secret.md" not in text


def test_bibtex_has_what_a_citation_needs() -> None:
    article = CitedArticle(
        "3f1c30a236507ce2", "100% & {more}", "Ursula von der Leyen and Le Monde", "L_M", URL + "?a={b}&c=1", "2025-05",
        added="2025-06-01T09:00:00.000Z",
    )  # fmt: skip
    (entry,) = bibtex.entries([notes_of(annotation(tags=("claim",)), article=article)])
    assert entry.startswith("@misc{vonderleyen-2025-3f1c30a2,\n")
    assert r"title = {{100\% \& \{more\}}}" in entry
    assert "author = {von der Leyen, Ursula and Monde, Le}" in entry
    assert r"howpublished = {L\_M}" in entry
    assert "year = {2025}" in entry
    assert "month = may" in entry
    assert "day" not in entry
    assert "urldate = {2025-06-01}" in entry
    assert "url = {https://lantern.example/harbour?a=%7Bb%7D&c=1}" in entry
    assert entry.count("{") == entry.count("}")


def test_csl_is_one_array_of_items() -> None:
    bare = CitedArticle("b" * 16, "Untold")
    items = json.loads("".join(csl.items([notes_of(annotation()), notes_of(annotation(), article=bare)])))
    assert items[0] == {
        "id": "ferry-2025-5072ce3f",
        "type": "article-newspaper",
        "title": "A harbour waits",
        "author": [{"family": "Ferry", "given": "Ann"}],
        "container-title": "The Lantern",
        "issued": {"date-parts": [[2025, 1, 31]]},
        "accessed": {"date-parts": [[2025, 2, 3]]},
        "URL": URL,
        "language": "en",
    }
    assert items[1] == {"id": "article-bbbbbbbb", "type": "webpage", "title": "Untold"}
    assert json.loads("".join(csl.items([]))) == []


def test_articles_whose_ids_begin_alike_have_keys_of_their_own() -> None:
    alike = [CitedArticle(f"12345678{digit * 8}", "T") for digit in "ab"]
    entries = [*bibtex.entries([notes_of(annotation(), article=article) for article in alike])]
    assert len({entry.partition(",")[0] for entry in entries}) == 2


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("Ann Ferry", [Name("Ferry", "Ann")]),
        ("Ferry, Ann", [Name("Ferry", "Ann")]),
        ("Ann Ferry, Ben Macron", [Name("Ferry", "Ann"), Name("Macron", "Ben")]),
        ("Ann Ferry and Ben Macron", [Name("Ferry", "Ann"), Name("Macron", "Ben")]),
        ("Ann Ferry; Reuters", [Name("Ferry", "Ann"), Name("Reuters")]),
        ("Ursula von der Leyen", [Name("von der Leyen", "Ursula")]),
        ("毛泽东", [Name("毛泽东")]),
        ("", []),
        (None, []),
    ],
)
def test_authors_are_told_apart(author: str | None, expected: list[Name]) -> None:
    assert names(author) == expected


@pytest.mark.parametrize(
    ("published", "parts"),
    [("2025-05-11T09:30:00Z", (2025, 5, 11)), ("2025-05", (2025, 5)), ("2025", (2025,)), ("2025-13-01", (2025,)),
     ("soon", ()), (None, ())],
)  # fmt: skip
def test_dates_are_as_exact_as_they_are_known(published: str | None, parts: tuple[int, ...]) -> None:
    assert date_parts(published) == parts


@pytest.mark.parametrize(
    ("passage", "fragment"),
    [
        ("chronic sabotage", "chronic%20sabotage"),
        ("he said, “no” - & so", "he%20said%2C%20%E2%80%9Cno%E2%80%9D%20%2D%20%26%20so"),
        ("one two\n\nthree four", "one%20two,three%20four"),
        (" ".join(f"w{n}" for n in range(60)),
         "w0%20w1%20w2%20w3%20w4%20w5,w54%20w55%20w56%20w57%20w58%20w59"),
    ],
)  # fmt: skip
def test_an_address_opens_at_the_passage(passage: str, fragment: str) -> None:
    assert address_of_passage(URL, passage) == f"{URL}#:~:text={fragment}"


def test_an_address_keeps_the_fragment_it_has() -> None:
    assert address_of_passage(f"{URL}#part", "word") == f"{URL}#part:~:text=word"
    assert address_of_passage(URL, " ") == URL


def test_addresses_go_out_without_passwords() -> None:
    secret = "https://ann:secret@a.example:8080/x?y=1"
    assert without_password(secret) == public_address(secret) == "https://a.example:8080/x?y=1"
    assert without_password("https://a.example/@ann") == "https://a.example/@ann"
    assert public_address("file:///home/ann/a.md") is None
    assert web_address("javascript:alert(1)") is None
    assert web_address("https://a.example/a b") is None
