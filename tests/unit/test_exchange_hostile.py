"""Bad input on the way in: one sentence with the place, and what is good is kept."""

import json
import os
import resource
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reader.exchange import limits
from reader.exchange.addresses import web_address
from reader.exchange.errors import UnsuitablePlaceError, UnusableImportError, UnwritableError
from reader.exchange.exports import jsonl
from reader.exchange.files import replacing, write_whole
from reader.exchange.imports import cleaning
from reader.exchange.imports.csv_rows import Row, rows
from reader.exchange.imports.formats import ImportFormat, reader_of
from reader.exchange.imports.recognising import UnknownFormatError
from reader.exchange.imports.uids import derived_uid
from reader.exchange.limits import MAX_ENTITY_NAME, MAX_FAULTS, MAX_ROW_LINES, MAX_TAG_DESCRIPTION
from reader.exchange.records import Fault, Foreign, OwnAnnotation, OwnCorrection, OwnSearch, OwnTagMark
from reader.services.findings.correction_files import read_corrections
from tests.fakes.exchange import annotation, incoming, notes_of

URL = "https://lantern.example/harbour"
READWISE = "Highlight,Title,Author,URL,Note,Location,Date\n"


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def faults(found: list[Any]) -> list[str]:
    return [each.sentence for each in found if isinstance(each, Fault)]


# -- zips


def pocket_zip(folder: Path, rows_of_csv: int = 3, **more: Any) -> Path:
    path = folder / "pocket.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        lines = "".join(f"t,{URL}/{number},1709673165,,unread\n" for number in range(rows_of_csv))
        archive.writestr("part_000000.csv", "title,url,time_added,tags,status\n" + lines)
        for name, data in more.items():
            archive.writestr(name, data)
    return path


def test_a_half_written_zip_says_so(tmp_path: Path) -> None:
    path = pocket_zip(tmp_path, 500)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(UnusableImportError, match=r"“.*pocket.zip” is cut off or damaged"):
        incoming(path)


def test_a_damaged_file_in_a_zip_costs_no_other(tmp_path: Path) -> None:
    path = tmp_path / "pocket.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(2):
            text = f"title,url,time_added,tags,status\nt,{URL}/{number},1,,unread\n"
            archive.writestr(f"part_00000{number}.csv", text)
    path.write_bytes(path.read_bytes().replace(f"t,{URL}/0".encode(), f"t,{URL}/9".encode()))
    found = incoming(path)
    assert faults(found) == ["part_000000.csv: it is damaged."]
    assert sum(isinstance(each, Foreign) for each in found) == 1


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.exchange.imports.archives.MAX_MEMBER", 10_000)
    monkeypatch.setattr("reader.exchange.imports.archives.MAX_UNPACKED", 1_000_000)
    big = pocket_zip(tmp_path, **{"part_000001.csv": "x" * 20_000})
    assert faults(incoming(big)) == ["part_000001.csv: it has more than 0 MB."]
    bomb = pocket_zip(tmp_path, bomb=b"\0" * 2_000_000)
    with pytest.raises(UnusableImportError, match=r"says it holds 2 files of 2 MB in all; postil opens zips of"):
        incoming(bomb)


def test_a_zip_that_lies_about_its_size_is_not_followed(tmp_path: Path) -> None:
    path = pocket_zip(tmp_path, **{"part_000001.csv": b"title,url,time_added,tags,status\n" + b"x" * 1_000_000})
    data = path.read_bytes()
    path.write_bytes(data.replace(struct.pack("<L", 1_000_033), struct.pack("<L", 40)))
    assert faults(incoming(path)) == ["part_000001.csv: it is damaged."]


def test_a_zip_with_very_many_files_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.exchange.imports.archives.MAX_MEMBERS", 1)
    with pytest.raises(UnusableImportError, match="says it holds 2 files"):
        incoming(pocket_zip(tmp_path, x=""))


def test_what_is_packed_in_a_way_that_takes_any_memory_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "pocket.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("part_000000.csv", "title,url,time_added,tags,status\n")
    assert faults(incoming(path)) == ["part_000000.csv: it is packed in a way that postil does not read."]


def test_a_zip_with_a_password_says_so(tmp_path: Path) -> None:
    path = pocket_zip(tmp_path)
    data = bytearray(path.read_bytes())
    data[6] |= 1  # the flag that says so, in the file's own header and in the list of files
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    assert faults(incoming(path)) == ["part_000000.csv: it is protected by a password."]


def test_names_in_a_zip_lead_nowhere(tmp_path: Path) -> None:
    metadata = json.dumps([{"slug": "../../outside", "url": URL, "title": "T"}])
    path = tmp_path / "omnivore.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("metadata_0_to_1.json", metadata)
        archive.writestr("../evil.txt", "x")
    (record,) = incoming(path)
    assert isinstance(record, Foreign)
    assert record.article.content is None
    assert [file.name for file in tmp_path.iterdir()] == ["omnivore.zip"]


def test_a_zip_of_something_else_is_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "photos.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.jpg", "x")
    with pytest.raises(UnknownFormatError, match="neither Omnivore's nor Pocket's"):
        incoming(path)


# -- CSV


def test_of_ten_thousand_rows_with_three_broken_ones_the_others_are_kept(tmp_path: Path) -> None:
    lines = [f'"Passage {number}, and\nmore",T,A,{URL},,{number},2024-03-05\n' for number in range(10_000)]
    lines[100] = '"Never closed,T,A,u,,1,2024-03-05\n'
    lines[5_000] = f"One, comma, too, many,T,A,{URL},,1,2024\n"
    lines[9_999] = '"the end\n'
    found = incoming(written(tmp_path, "r.csv", READWISE + "".join(lines)))
    assert sum(isinstance(each, Foreign) for each in found) == 9_997
    assert [sentence.partition(":")[0] for sentence in faults(found)] == [
        "line 202",
        "line 10,001",
        "line 19,998",
    ]


def test_a_header_of_nobody_knows_whom_is_shown(tmp_path: Path) -> None:
    path = written(tmp_path, "x.csv", "name,\x1b[31mamount\n1,2\n")
    with pytest.raises(UnknownFormatError, match="line 1: “name,amount” is not the header of Hypothesis"):
        incoming(path)


def test_a_header_without_a_column_that_is_needed_says_which(tmp_path: Path) -> None:
    path = written(tmp_path, "x.csv", "Text,Title\na,b\n")
    read = reader_of(path, ImportFormat.READWISE)
    assert read is not None
    assert faults(list(read(path))) == ["line 1: there is no column “highlight” in the header."]


def test_a_quotation_mark_that_is_never_closed_is_looked_for_only_so_far() -> None:
    lines = ["a,b\n", '"open\n', *["x,y\n"] * (2 * MAX_ROW_LINES)]
    found = list(rows(lines, ["a"]))
    assert isinstance(found[0], Fault)
    assert sum(isinstance(each, Row) for each in found) == 2 * MAX_ROW_LINES


def test_quotation_marks_in_odd_places_are_text() -> None:
    found = list(rows(["a,b\n", 'he said "no",x\n', '"a"b,c\n', "\n", "short\n"], ["a"]))
    assert [each.values["a"] for each in found if isinstance(each, Row)] == ['he said "no"', "ab", "short"]


def test_a_value_longer_than_any_costs_its_row_alone() -> None:
    found = list(rows(["a,b\n", "x" * (limits.MAX_RECORD + 1) + ",y\n", "c,d\n"], ["a"]))
    assert [type(each) for each in found] == [Fault, Row]


def test_what_is_wrong_throughout_is_given_up(tmp_path: Path) -> None:
    path = written(tmp_path, "r.csv", READWISE + ",T\n" * (MAX_FAULTS + 500))
    found = incoming(path)
    assert len(found) == MAX_FAULTS + 2
    assert faults(found)[-1].startswith("More than 1,000 records cannot be read, and the rest was passed over.")


# -- JSON


def test_json_that_ends_in_the_middle_keeps_what_came_before(tmp_path: Path) -> None:
    records = [{"url": URL, "highlights": [{"text": f"Passage {number}"}]} for number in range(1_000)]
    text = json.dumps(records)
    found = incoming(written(tmp_path, "c.json", text[: len(text) // 2]))
    assert sum(isinstance(each, Foreign) for each in found) == 500
    assert faults(found) == ["The JSON cannot be read on at record 501: it ends in the middle."]


def test_records_that_are_no_records_cost_no_other(tmp_path: Path) -> None:
    records: list[Any] = [{"url": URL, "highlights": [{"text": f"Passage {n}"}]} for n in range(10_000)]
    records[3], records[4_000], records[9_999] = None, {"url": 7, "highlights": {}}, [[]]
    found = incoming(written(tmp_path, "c.json", json.dumps(records)))
    assert sum(isinstance(each, Foreign) for each in found) == 9_997
    assert [sentence.partition(":")[0] for sentence in faults(found)] == [
        "record 4", "record 4,001", "record 10,000",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "error", "sentence"),
    [
        ('[{"a": 1}]', UnknownFormatError, "is JSON, but none that postil knows"),
        ("[]", UnknownFormatError, "is JSON, but none that postil knows"),
        ("{", UnusableImportError, "is cut off or broken"),
        ('{"a" 1}', UnusableImportError, "is cut off or broken"),
        ("[1 2]", UnknownFormatError, "none that postil knows"),
        ("[" * 100_000, UnusableImportError, "is cut off or broken"),
        ('{"a": ' + "9" * 5_000 + "}", UnusableImportError, "is cut off or broken"),
    ],
)  # fmt: skip
def test_json_of_other_kinds_is_refused(tmp_path: Path, text: str, error: type[Exception], sentence: str) -> None:
    with pytest.raises(error, match=sentence):
        incoming(written(tmp_path, "x.json", text))


def test_a_record_longer_than_any_is_not_read_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.exchange.imports.json_stream.MAX_RECORD", 1_000)
    text = json.dumps([{"url": URL, "highlights": []}])[:-1] + ',{"a":"' + "x" * 2_000_000
    found = incoming(written(tmp_path, "c.json", text))
    assert faults(found) == ["The JSON cannot be read on at record 2: it is broken."]


def test_what_is_said_of_tags_is_cleaned_and_cut(tmp_path: Path) -> None:
    said = [
        {"tag": "a\x1b[31mb", "description": "x" * 5_000, "colour": 9, "updated": "\x9b2J"},
        {"tag": "\u202e"},
        {"tag": 7},
    ]
    text = "".join(json.dumps({"tag": each}) + "\n" for each in said)
    first, *others = incoming(written(tmp_path, "n.jsonl", next(jsonl.lines([])) + text))
    assert isinstance(first, OwnTagMark)
    assert (first.mark.tag, first.mark.colour, len(first.mark.description)) == ("ab", None, MAX_TAG_DESCRIPTION)
    assert faults(others) == ["line 3: the tag has no name.", 'line 4: "tag" is missing or not text.']


def test_searches_and_corrections_are_cleaned_and_those_that_are_none_left_out(tmp_path: Path) -> None:
    listed = [
        {"search": {"uid": "u1", "name": "a\x1b[31mb", "query": "tag:x\ny"}},
        {"search": {"uid": "u2", "name": "\u202e", "query": "x"}},
        {"search": {"uid": "u3", "name": "n", "query": "x" * 5_000}},
        {"correction": {"kind": "rename", "entity": "person:a", "value": "A\x9bB\n" + "x" * 5_000}},
        {"correction": {"kind": "rename", "entity": "person:a"}},
        {"correction": {"kind": "explode", "entity": "person:a", "value": "x"}},
    ]
    text = "".join(json.dumps(each) + "\n" for each in listed)
    found = incoming(written(tmp_path, "n.jsonl", next(jsonl.lines([])) + text))
    search, correction = (each for each in found if isinstance(each, OwnSearch | OwnCorrection))
    assert isinstance(search, OwnSearch)
    assert (search.search.name, search.search.query) == ("ab", "tag:x y")
    assert isinstance(correction, OwnCorrection)
    assert len(correction.correction.value) == MAX_ENTITY_NAME
    assert correction.correction.value.startswith("A")
    assert faults(found) == [
        "line 3: the search has no name.",
        "line 4: the search has more than 4,000 characters.",
        'line 6: "value" is missing.',
        'line 7: "kind" is none that there is.',
    ]


def test_corrections_in_a_file_of_their_own_are_cleaned_as_those_among_notes_are(tmp_path: Path) -> None:
    said = {
        "kind": "rename",
        "entity": "person:\x1b[31ma",
        "value": "A\x9bB\n" + "x" * 5_000,
        "updated": "\x9b2J",
    }
    (alone,) = read_corrections(written(tmp_path, "c.json", json.dumps([said])))
    (among_notes,) = incoming(
        written(tmp_path, "n.jsonl", next(jsonl.lines([])) + json.dumps({"correction": said}))
    )
    assert among_notes == OwnCorrection("line 2", alone)
    assert (alone.entity, alone.updated) == ("person:a", "2J")


def test_lines_of_ours_that_are_broken_cost_no_other(tmp_path: Path) -> None:
    lines = [*jsonl.lines([notes_of(*(annotation(uid=f"u{number}") for number in range(10_000)))])]
    lines[10], lines[20], lines[30] = "{\n", '{"annotation": {"uid": 7}}\n', "[]\n"
    found = incoming(written(tmp_path, "n.jsonl", "".join(lines)))
    assert sum(isinstance(each, OwnAnnotation) for each in found) == 9_997
    assert faults(found) == [
        "line 11: it is no JSON.",
        'line 21: "uid" is missing or not text.',
        "line 31: it is nothing that postil writes.",
    ]


def test_a_line_longer_than_any_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.exchange.imports.jsonl.MAX_RECORD", 5_000)
    lines = [*jsonl.lines([notes_of(annotation(), annotation(note="x" * 20_000), annotation(uid="last"))])]
    found = incoming(written(tmp_path, "n.jsonl", "".join(lines)))
    assert faults(found) == ["line 3: it is longer than 5,000 bytes."]
    assert sum(isinstance(each, OwnAnnotation) for each in found) == 2


def test_a_file_of_a_newer_postil_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "n.jsonl", '{"postil": "notes", "format": 99}\n{"annotation": {}}\n')
    with pytest.raises(UnusableImportError, match="written by a newer postil"):
        incoming(path)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ('{"annotations": {"1": {"uid": "a"}, "2', "ends in the middle"),
        ('{"annotations": {"1": {}}, "meta": {"1": {"format": 99}}}', "written by a newer postil"),
        ('{"annotations": {"1": {}, "a": {}}}', "holds no TinyDB document"),
    ],
)
def test_a_notes_file_that_is_damaged_or_too_new_is_refused(tmp_path: Path, content: str, sentence: str) -> None:
    with pytest.raises(UnusableImportError, match=sentence):
        incoming(written(tmp_path, "notes.json", content))


def test_of_a_notes_file_documents_that_are_none_are_told_and_other_tables_passed_over(tmp_path: Path) -> None:
    (document,) = [json.loads(line) for line in jsonl.lines([notes_of(annotation())])][1:]
    tables = {
        "another program's": {"1": {"a": 1}},
        "annotations": {"2": {"uid": 7}, "1": document["annotation"]},
        "searches": {"1": {"uid": "u", "name": "b", "query": "b", "position": 1},
                     "2": {"uid": "v", "name": "a", "query": "a", "position": 0},
                     "3": {"uid": "w", "name": "c", "query": "c", "position": "x"}},
        "meta": {"1": {"format": 1}},
    }  # fmt: skip
    found = incoming(written(tmp_path, "x.txt", json.dumps(tables)))
    assert sum(isinstance(each, OwnAnnotation) for each in found) == 1
    assert [each.search.name for each in found if isinstance(each, OwnSearch)] == ["a", "b"]
    assert faults(found) == [
        'annotations 2: "uid" is missing or not text.', 'searches 3: "position" is not a whole number.',
    ]  # fmt: skip


def test_an_uid_of_the_future_or_of_a_mile_is_replaced(tmp_path: Path) -> None:
    future = derived_uid("2100-01-01T00:00:00.000Z", "x")
    odd = [annotation(uid=uid) for uid in (future, "x" * 100, "a b", "fine")]
    path = written(tmp_path, "n.jsonl", "".join(jsonl.lines([notes_of(*odd)])))
    uids = [each.annotation.uid for each in incoming(path) if isinstance(each, OwnAnnotation)]
    assert uids[-1] == "fine"
    assert all(len(uid) == 26 and uid.startswith("0000000000") for uid in uids[:3])
    assert [each.annotation.uid for each in incoming(path) if isinstance(each, OwnAnnotation)] == uids


def test_what_would_steer_a_terminal_does_not_come_in(tmp_path: Path) -> None:
    evil = "a\x1b]0;title\x07b\u202ec"
    records = [{"url": URL, "title": evil, "highlights": [{"text": evil, "notes": [evil]}]}]
    (record,) = incoming(written(tmp_path, "c.json", json.dumps(records)))
    assert isinstance(record, Foreign)
    assert record.article.title == record.highlights[0].exact == record.highlights[0].note == "abc"


# -- files


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda path: None, "There is no file or folder"),
        (lambda path: path.symlink_to("/dev/zero"), "is no file with something to import"),
        (lambda path: path.write_text("just text"), None),
        (lambda path: path.write_bytes(b"\x00\xff" * 50), None),
        (lambda path: path.touch(), "is empty"),
    ],
    ids=["nothing", "a device", "text", "bytes", "an empty file"],
)
def test_what_notes_do_not_come_in_is_refused_or_left_to_others(
    tmp_path: Path, make: Callable[[Path], object], sentence: str | None
) -> None:
    path = tmp_path / "x"
    make(path)
    if sentence is None:
        assert reader_of(path) is None
    else:
        with pytest.raises(UnusableImportError, match=sentence):
            reader_of(path)


def test_a_file_that_is_too_large_to_be_read_as_a_whole_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.exchange.imports.kindle.MAX_TEXT_FILE", 10)
    path = written(tmp_path, "c.txt", "B (A)\n- Your Highlight on Location 1 | Added on x\n\ntext\n==========\n")
    with pytest.raises(UnusableImportError, match="has more than 0 MB"):
        incoming(path)


# -- on the way out


def test_a_file_is_replaced_as_a_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "notes.csv"
    path.write_text("before")
    path.chmod(0o640)

    def broken() -> Any:
        yield "half"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_whole(path, broken())
    assert path.read_text() == "before"
    assert [*tmp_path.iterdir()] == [path]
    write_whole(path, ["after", " all\ud800"])
    assert path.read_text() == "after all?"
    assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    ("number", "sentence"),
    [(28, "the disk is full. Make room"), (30, "the place is read-only"), (5, "input/output error")],
)
def test_a_disk_that_takes_no_more_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, sentence: str
) -> None:
    def failing(_descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(UnwritableError, match=sentence):
        write_whole(tmp_path / "out.csv", ["text"])
    assert [*tmp_path.iterdir()] == []


def test_a_disk_that_is_full_in_the_middle_leaves_nothing_behind(tmp_path: Path) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, before[1]))
    try:
        with pytest.raises(UnwritableError, match=r"“.*out.csv” cannot be written: file too large"):
            write_whole(tmp_path / "out.csv", ("a line of text\n" for _ in range(10_000)))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert [*tmp_path.iterdir()] == []


def test_a_folder_that_is_not_there_or_a_device_is_no_place_for_a_file(tmp_path: Path) -> None:
    with pytest.raises(UnwritableError, match=r"“.*out.csv” cannot be written: no such file or directory"):
        write_whole(tmp_path / "missing" / "out.csv", ["text"])
    with pytest.raises(UnsuitablePlaceError, match="is no file that could be replaced"), replacing(tmp_path):
        pass


def test_a_link_is_replaced_and_not_written_through(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_text("mine")
    link = tmp_path / "out.csv"
    link.symlink_to(outside)
    write_whole(link, ["text"])
    assert (outside.read_text(), link.read_text(), link.is_symlink()) == ("mine", "text", False)


def test_what_is_longer_than_postil_itself_would_write_is_cut_off() -> None:
    long = "x" * 2_000_000
    assert len(cleaning.passage(long)) == limits.MAX_PASSAGE
    assert len(cleaning.note(long)) == limits.MAX_NOTE
    assert len(cleaning.name(long) or "") == limits.MAX_NAME
    assert [len(tag) for tag in cleaning.tags([long])] == [limits.MAX_TAG]
    assert len(cleaning.tags(map(str, range(1_000)))) == limits.MAX_TAGS
    assert web_address("https://a.example/" + "x" * limits.MAX_URL) is None


def test_tags_are_as_postil_has_them() -> None:
    assert cleaning.tags(["#claim, long\nread", "claim", 7, "", " # "]) == ("claim", "long read")


def test_a_piece_of_a_clean_text_is_not_changed() -> None:
    assert cleaning.piece("\u200dx\u0301 ") == "\u200dx\u0301 "
    assert cleaning.piece("a\x1b[31mb") == "ab"
