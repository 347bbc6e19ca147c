"""What other programs export, each shape as it comes from them."""

import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from reader.exchange.imports.dates import instant, published
from reader.exchange.records import Fault, Foreign, ForeignArticle, ForeignHighlight, Incoming
from reader.library.records import SourceFormat
from tests.fakes.exchange import incoming

URL = "https://lantern.example/harbour"


def read(folder: Path, name: str, content: str | bytes) -> list[Incoming]:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return incoming(path)


def zipped(folder: Path, files: Mapping[str, str]) -> list[Incoming]:
    path = folder / "export.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return incoming(path)


def only(found: list[Incoming]) -> Foreign:
    (record,) = found
    assert isinstance(record, Foreign), record
    return record


def highlight(record: Foreign) -> ForeignHighlight:
    (only_one,) = record.highlights
    return only_one


# -- Hypothesis

HYPOTHESIS: dict[str, Any] = {
    "id": "abcDEF123",
    "created": "2024-03-05T21:12:45.123456+00:00",
    "updated": "2024-03-06T08:00:00.000000+00:00",
    "user": "acct:ann@hypothes.is",
    "uri": URL,
    "text": "Check this",
    "tags": ["claim", "long read"],
    "group": "__world__",
    "target": [
        {
            "source": URL,
            "selector": [
                {"type": "RangeSelector", "startContainer": "/p[1]", "endContainer": "/p[1]"},
                {"type": "TextPositionSelector", "start": 100, "end": 116},
                {"type": "TextQuoteSelector", "exact": "chronic sabotage", "prefix": "of “", "suffix": "” and"},
            ],
        }
    ],
    "document": {"title": ["A harbour waits"]},
    "links": {},
    "something_new": {"x": [1]},
}


@pytest.mark.parametrize(
    "wrap",
    [
        lambda rows: {"total": len(rows), "rows": rows},
        lambda rows: {"export_date": "2024-03-07", "client_version": "1.0", "annotations": rows},
        lambda rows: rows,
    ],
    ids=["answer of the API", "export of the client", "bare list"],
)
def test_hypothesis_json_has_passages_with_what_is_around_them(tmp_path: Path, wrap: Any) -> None:
    record = only(read(tmp_path, "h.json", json.dumps(wrap([HYPOTHESIS]))))
    assert record.article == ForeignArticle("A harbour waits", URL)
    assert highlight(record) == ForeignHighlight(
        "chronic sabotage", "abcDEF123", "of “", "” and", "Check this", ("claim", "long read"),
        created="2024-03-05T21:12:45.123Z", updated="2024-03-06T08:00:00.000Z",
    )  # fmt: skip


def test_a_note_on_a_page_is_one_on_the_article_and_replies_are_left_out(tmp_path: Path) -> None:
    page_note = {**HYPOTHESIS, "target": [{"source": URL}]}
    reply = {**HYPOTHESIS, "references": ["abcDEF123"]}
    nowhere = {**HYPOTHESIS, "uri": "file:///x.pdf"}
    found = read(tmp_path, "h.json", json.dumps([page_note, reply, nowhere, 7]))
    assert isinstance(found[0], Foreign)
    assert (found[0].article.note, found[0].article.tags, found[0].highlights) == (
        "Check this", ("claim", "long read"), (),
    )  # fmt: skip
    assert [each.sentence for each in found[1:] if isinstance(each, Fault)] == [
        "record 2: it is a reply to somebody's annotation.",
        "record 3: it is on nothing that has an address of the web.",
        "record 4: it is no annotation.",
    ]


def test_hypothesis_csv(tmp_path: Path) -> None:
    text = (
        "Creation Date,URL,Group,Annotation/Reply Type,Quote,User,Body,Tags,Page\n"
        f'2024-03-05T21:12:45Z,{URL},Public,Highlight,"chronic, sabotage",ann,,"claim,talks",\n'
        f"2024-03-05T21:12:45Z,{URL},Public,Reply,,ben,Why?,,\n"
    )
    first, second = read(tmp_path, "h.csv", text)
    assert isinstance(first, Foreign)
    assert (highlight(first).exact, highlight(first).tags) == ("chronic, sabotage", ("claim", "talks"))
    assert isinstance(second, Fault)


# -- Web Annotations of others


def test_web_annotations_of_others_are_highlights(tmp_path: Path) -> None:
    text = json.dumps(
        {
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": "http://example.org/anno1",
            "type": "Annotation",
            "created": "2015-01-28T12:00:00Z",
            "body": {"type": "TextualBody", "value": "I like this", "format": "text/html"},
            "target": {"source": {"id": URL}, "selector": {"type": "TextQuoteSelector", "exact": "harbour"}},
        }
    )
    record = only(read(tmp_path, "a.jsonld", text))
    assert (highlight(record).exact, highlight(record).note) == ("harbour", "I like this")
    assert highlight(record).identity == "http://example.org/anno1"


def test_a_list_of_web_annotations_may_be_on_whole_pages(tmp_path: Path) -> None:
    annotations = [
        {"type": "Annotation", "bodyValue": "Fine", "target": URL},
        {"type": "Annotation", "bodyValue": "Nowhere", "target": "urn:isbn:1"},
    ]
    first, second = read(tmp_path, "a.json", json.dumps(annotations))
    assert isinstance(first, Foreign)
    assert (first.article.url, first.article.note) == (URL, "Fine")
    assert isinstance(second, Fault)


# -- Readwise


def test_what_readwise_exports(tmp_path: Path) -> None:
    text = (
        "Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location,Highlighted at,"
        "Document tags\n"
        '"Two\nlines",A harbour waits,Ann Ferry,,.claim .c1 Check this,blue,"talks,long read",order,3,'
        '"March 5, 2024 9:12 PM",news\n'
        "Gone,A harbour waits,Ann Ferry,,.discard,,,,,,\n"
        ",A harbour waits,,,,,,,,,\n"
    )
    first, second = read(tmp_path, "readwise.csv", text)
    assert isinstance(first, Foreign)
    assert first.article == ForeignArticle("A harbour waits", author="Ann Ferry", tags=("news",))
    assert highlight(first) == ForeignHighlight(
        "Two\nlines", "3 Two\nlines", note="Check this", tags=("talks", "long read", "claim"), colour=4,
        created="2024-03-05T21:12:00.000Z",
    )  # fmt: skip
    assert second == Fault("line 5", "there is nothing under “Highlight”.")


def test_what_readwise_imports(tmp_path: Path) -> None:
    text = (
        "\ufeffHighlight,Title,Author,URL,Note,Location,Date\n"
        f"chronic sabotage,T,A,{URL},.claim Yes,5,2024-03-05 21:12:45\n"
    )
    record = only(read(tmp_path, "r.csv", text))
    assert record.article == ForeignArticle("T", URL, "A")
    assert (highlight(record).note, highlight(record).tags) == ("Yes", ("claim",))
    assert highlight(record).created == "2024-03-05T21:12:45.000Z"


def test_an_apostrophe_is_taken_away_from_rows_of_our_own_alone(tmp_path: Path) -> None:
    ours, theirs = "Highlight,Title,Author,URL,Note,Location,Date\n", "Highlight,Book Title,Note\n"
    for header, note in ((ours, "- a list"), (theirs, "'- a list")):
        row = dict.fromkeys(header.strip().split(","), "") | {"Highlight": "x", "Note": "'- a list"}
        found = only(read(tmp_path, "r.csv", f"{header}{','.join(row.values())}\n"))
        assert highlight(found).note == note


def test_the_list_of_readwise_reader(tmp_path: Path) -> None:
    text = (
        "Title,URL,ID,Document tags,Saved date,Reading progress,Location,Seen\n"
        f"A harbour waits,{URL},01h,\"['news', 'long read']\",2024-03-05 21:12:45+00:00,0.5,archive,True\n"
        f"B,{URL}/b,01j,[],2024-03-05 21:12:45+00:00,0,new,False\n"
        "C,mailto:x,01k,[],,,,\n"
    )
    first, second, third = read(tmp_path, "reader.csv", text)
    assert isinstance(first, Foreign)
    assert isinstance(second, Foreign)
    assert (first.article.read, first.article.is_saved, first.article.tags) == (True, True, ("news", "long read"))
    assert (second.article.read, second.article.tags) == (False, ())
    assert isinstance(third, Fault)


# -- lists of what was saved

OMNIVORE = {
    "id": "1", "slug": "a-harbour", "title": "A harbour waits", "description": "…", "author": "Ann Ferry", "url": URL,
    "state": "Archived", "readingProgress": 12, "thumbnail": None, "labels": ["news", "long read"],
    "savedAt": "2024-03-05T21:12:45.000Z", "publishedAt": "2024-03-01T00:00:00.000Z",
}  # fmt: skip
OMNIVORE_HIGHLIGHTS = """> chronic sabotage
> of it

#claim #long read

Check this
and that

> second

> third

# A heading is a note
"""


@pytest.mark.parametrize("folder", ["content", "contents"])
def test_omnivores_zip_has_content_and_highlights(tmp_path: Path, folder: str) -> None:
    record = only(
        zipped(
            tmp_path,
            {
                "metadata_0_to_20.json": json.dumps([OMNIVORE]),
                f"{folder}/a-harbour.html": "<p>It is <b>chronic</b> sabotage.</p>",
                "highlights/a-harbour.md": OMNIVORE_HIGHLIGHTS,
            },
        )
    )
    article = record.article
    assert (article.title, article.author, article.tags) == (
        "A harbour waits",
        "Ann Ferry",
        ("news", "long read"),
    )
    assert (article.read, article.is_saved, article.published) == (True, True, "2024-03-01T00:00:00.000Z")
    assert article.content is not None
    assert article.content.format is SourceFormat.HTML
    assert [(each.exact, each.tags, each.note) for each in record.highlights] == [
        ("chronic sabotage\nof it", ("claim", "long read"), "Check this\nand that"),
        ("second", (), ""),
        ("third", (), "# A heading is a note"),
    ]
    assert {each.created for each in record.highlights} == {"2024-03-05T21:12:45.000Z"}


def test_pockets_zip_has_links_and_highlights(tmp_path: Path) -> None:
    links = (
        "title,url,time_added,tags,status,cursor\n"
        f'"A\nharbour",{URL},1709673165,news|long read,archive,x\n'
        f"{URL}/b,{URL}/b,1709673165,,unread,\n"
    )
    highlights = [
        {"url": URL, "title": "A", "highlights": [{"quote": "sabotage", "created_at": 1709673165}, {}]},
        {},
    ]
    found = zipped(
        tmp_path,
        {
            "part_000000.csv": links,
            "annotations/part_000000.json": json.dumps(highlights),
            "readme.txt": "",
        },
    )
    first, second, marked, broken = found
    assert isinstance(first, Foreign)
    assert first.article == ForeignArticle("A harbour", URL, is_saved=True, read=True, tags=("news", "long read"))
    assert isinstance(second, Foreign)
    assert (second.article.title, second.article.read) == ("", False)
    assert isinstance(marked, Foreign)
    assert highlight(marked) == ForeignHighlight("sabotage", "sabotage", created="2024-03-05T21:12:45.000Z")
    assert broken == Fault(
        "annotations/part_000000.json, record 2", "it has no highlights of an article on the web."
    )


def test_pockets_page(tmp_path: Path) -> None:
    text = f"""<!DOCTYPE html><html><head><title>Pocket Export</title></head><body>
<h1>Unread</h1><ul><li><a href="{URL}?a=1&amp;b=2" time_added="1709673165" tags="news,talks">A &amp; B</a></li></ul>
<h1>Read Archive</h1><ul><li><a href="{URL}/b" time_added="1709673165" tags="">{URL}/b</a></li>
<li><a href="javascript:x" time_added="1">Bad</a></li></ul></body></html>"""
    first, second, third = read(tmp_path, "ril_export.html", text)
    assert isinstance(first, Foreign)
    assert first.article == ForeignArticle(
        "A & B", f"{URL}?a=1&b=2", is_saved=True, read=False, tags=("news", "talks")
    )
    assert isinstance(second, Foreign)
    assert (second.article.title, second.article.read) == ("", True)
    assert third == Fault("line 4", "it has no address of the web.")


def test_instapapers_csv_old_and_new(tmp_path: Path) -> None:
    old = f"URL,Title,Selection,Folder\n{URL},A,chronic sabotage,Archive\n{URL}/b,B,,Starred\n{URL}/c,C,,Travel\n"
    first, second, third = (each.article for each in read(tmp_path, "i.csv", old) if isinstance(each, Foreign))
    assert (first.read, second.starred, third.tags) == (True, True, ("Travel",))
    new = (
        "URL,Title,Selection,Folder,Timestamp,Tags\n"
        f'{URL},A,sabotage,Unread,1709673165,"[""news"",""long read""]"\n'
        "x,,,,,\n"
    )
    record, fault = read(tmp_path, "j.csv", new)
    assert isinstance(record, Foreign)
    assert (record.article.tags, record.article.read) == (("news", "long read"), False)
    assert highlight(record).created == "2024-03-05T21:12:45.000Z"
    assert isinstance(fault, Fault)


def test_wallabags_json_has_content_and_annotations(tmp_path: Path) -> None:
    entry = {
        "id": 1, "title": "A harbour waits", "url": URL, "is_archived": 1, "is_starred": True,
        "created_at": "2024-03-05T21:12:45+0100", "content": "<p>Chronic sabotage</p>", "mimetype": "text/html",
        "language": "en", "domain_name": "lantern.example", "tags": ["news", {"label": "talks", "slug": "talks"}],
        "annotations": [
            {
                "text": "Check", "quote": "sabotage", "ranges": [{"start": "/p[1]"}],
                "created_at": "2024-03-05T22:00:00+0100",
            },
            {"quote": ""},
        ],
    }  # fmt: skip
    record, fault = read(tmp_path, "w.json", json.dumps([entry, {"is_starred": 0}]))
    assert isinstance(record, Foreign)
    article = record.article
    assert (article.read, article.starred, article.tags) == (True, True, ("news", "talks"))
    assert (article.language, article.source) == ("en", "lantern.example")
    assert article.content is not None
    assert (highlight(record).note, highlight(record).created) == ("Check", "2024-03-05T21:00:00.000Z")
    assert isinstance(fault, Fault)


# -- Kindle


@pytest.mark.parametrize(
    ("about", "note", "created"),
    [
        ("- Your Highlight on page 7 | Location 89-92 | Added on Tuesday, March 12, 2024 9:30:15 PM",
         "- Your Note on page 7 | Location 92 | Added on Tuesday, March 12, 2024 9:31:00 PM",
         "2024-03-12T21:30:15"),
        ("- Your Highlight on Location 1089-92 | Added on Tuesday, 12 March 2024 21:30:15",
         "- Your Note on Location 1092 | Added on Tuesday, 12 March 2024 21:31:00",
         "2024-03-12T21:30:15"),
        ("- Ihre Markierung bei Position 233-235 | Hinzugefügt am Dienstag, 5. März 2024 21:12:45",
         "- Ihre Notiz bei Position 235 | Hinzugefügt am Dienstag, 5. März 2024 21:13:00",
         "2024-03-05T21:12:45"),
        ("- Votre surlignement sur la page 12 | emplacement 145-147 | Ajouté le mardi 5 mars 2024 09:12:45",
         "- Votre note à l’emplacement 146 | Ajouté le mardi 5 mars 2024 09:13:00",
         "2024-03-05T09:12:45"),
        ("- Tu subrayado en la página 7 | posición 89-92 | Añadido el martes, 12 de marzo de 2024 21:30:15",
         "- Tu nota en la página 7 | posición 92 | Añadido el martes, 12 de marzo de 2024 21:31:00",
         "2024-03-12T21:30:15"),
        ("- La tua evidenziazione a pagina 14 | posizione 512-514 | Aggiunto in data martedì 5 marzo 2024 18:40:02",
         "- La tua nota a pagina 14 | posizione 514 | Aggiunto in data martedì 5 marzo 2024 18:41:00",
         "2024-03-05T18:40:02"),
        ("- Seu destaque na página 33 | posição 410-412 | Adicionado: terça-feira, 5 de março de 2024 09:12:45",
         "- Sua nota ou posição 411 | Adicionado: terça-feira, 5 de março de 2024 09:13:00",
         "2024-03-05T09:12:45"),
        ("- Je markering op pagina 6 | locatie 36-40 | Toegevoegd op maandag 30 september 2019 18:00:39",
         "- Je notitie op pagina 6 | locatie 40 | Toegevoegd op maandag 30 september 2019 18:01:00",
         "2019-09-30T18:00:39"),
    ],
    ids=["English", "older English", "German", "French", "Spanish", "Italian", "Portuguese", "Dutch"],
)  # fmt: skip
def test_kindles_clippings_in_many_languages(tmp_path: Path, about: str, note: str, created: str) -> None:
    text = (
        f"\ufeffA Book (Series) (Ann Ferry)\r\n{about}\r\n\r\nchronic sabotage\r\n==========\r\n"
        f"A Book (Series) (Ann Ferry)\r\n{note}\r\n\r\nCheck this\r\n==========\r\n"
    )
    record = only(read(tmp_path, "My Clippings.txt", text))
    assert record.article == ForeignArticle("A Book (Series)", author="Ann Ferry")
    found = highlight(record)
    assert (found.exact, found.note, found.created) == ("chronic sabotage", "Check this", f"{created}.000Z")


def test_a_kindle_note_belongs_to_the_highlight_that_it_stands_in(tmp_path: Path) -> None:
    def clipping(kind: str, place: str, text: str) -> str:
        about = f"- Your {kind} on Location {place} | Added on Tuesday, March 12, 2024 9:30:15 PM"
        return f"B (A)\n{about}\n\n{text}\n==========\n"

    text = (
        clipping("Highlight", "10-20", "first")
        + clipping("Highlight", "18-25", "second")
        + clipping("Note", "20", "on the first")
        + clipping("Note", "25", "on the second")
        + clipping("Note", "99", "on none")
        + clipping("Bookmark", "30", "")
        + "B (A)\nno clipping\n\nx\n==========\n"
        + "B (A)\n- あなたの何か | 2024\n\n文字\n==========\n"
        + "B (A)\n- Your Highlight on Location 40 | Added on"
    )
    *faults, record = read(tmp_path, "c.txt", text)
    assert isinstance(record, Foreign)
    assert [(each.exact, each.note) for each in record.highlights] == [
        ("first", "on the first"), ("second", "on the second"),
    ]  # fmt: skip
    assert record.article.note == "on none"
    assert [each.sentence for each in faults if isinstance(each, Fault)] == [
        "line 31: the line that says where the clipping is from is missing.",
        "line 36: postil does not know what “- あなたの何か | 2024” is, or not in this language.",
        "line 41: the file ends in the middle of this clipping.",
    ]


# -- Obsidian's clipper


def test_the_clippers_json(tmp_path: Path) -> None:
    pages = [
        {
            "url": URL,
            "highlights": [{"text": "sabotage", "timestamp": 1709673165000, "notes": ["Check"], "comment": "x"}],
        },
        {"url": "x"},
    ]
    record, fault = read(tmp_path, "clipper.json", json.dumps(pages))
    assert isinstance(record, Foreign)
    assert highlight(record) == ForeignHighlight(
        "sabotage", "sabotage", note="Check\n\nx", created="2024-03-05T21:12:45.000Z"
    )
    assert isinstance(fault, Fault)


def test_a_page_that_the_clipper_kept(tmp_path: Path) -> None:
    text = f"""---
title: "A harbour waits"
source: "{URL}"
author:
  - "[[Ann Ferry]]"
published: 2024-03-01
created: 2024-03-05
tags:
  - "clippings"
---
It is ==chronic **sabotage**== of the talks, a == b and ==two==.
"""
    record = only(read(tmp_path, "clip.md", text))
    article = record.article
    assert (article.title, article.url, article.author) == ("A harbour waits", URL, "Ann Ferry")
    assert (article.published, article.tags) == ("2024-03-01", ("clippings",))
    assert article.content is not None
    assert article.content.text == "It is chronic **sabotage** of the talks, a == b and two.\n"
    assert [each.exact for each in record.highlights] == ["chronic sabotage", "two"]


def test_of_a_folder_all_pages_are_read_and_other_files_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"---\nsource: {URL}\n---\n==one==\n")
    (tmp_path / "b.md").write_text("My own note.\n")
    (tmp_path / "c.md").write_text("---\na: [\n---\nBroken.\n")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "d.md").write_bytes(b"\xff")
    records = incoming(tmp_path)
    assert [type(each) for each in records] == [Foreign, Fault]


# -- dates


@pytest.mark.parametrize(
    "written",
    [
        1709673165,
        "1709673165",
        "1709673165000",
        1709673165000000,
        "2024-03-05T21:12:45Z",
        "2024-03-05T22:12:45+0100",
        "2024-03-05 21:12:45",
        "Tue, 05 Mar 2024 21:12:45 +0000",
        "March 5, 2024 9:12:45 PM",
        "Mar 5th, 2024 at 21:12:45",
        "5 March 2024 21:12:45",
        "2024/03/05 21:12:45",
    ],
)
def test_dates_in_many_styles(written: object) -> None:
    assert instant(written) == "2024-03-05T21:12:45.000Z"


@pytest.mark.parametrize(
    "written", [None, "", "soon", "99999999999999999", "2999-01-01", "0001-01-01", True, [], "5.3.24"]
)
def test_what_is_no_date_of_the_past_is_none(written: object) -> None:
    assert instant(written) is None


def test_when_something_was_published_may_be_a_day() -> None:
    assert published("2024-03") == "2024-03"
    assert published("2024-03-01") == "2024-03-01"
    assert published("March 5, 2024") == "2024-03-05T00:00:00.000Z"
    assert published(None) is None
