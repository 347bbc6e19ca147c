"""`postil quotes` and `postil entities`."""

import errno
import json
import os
from pathlib import Path

import pytest

from tests.command_line import CommandLine
from tests.fakes.analysed import ADA, ALONE, BRENNICK, TOMAS, analysed

TEXTS = (
    "Ada Lovelace went home. “I will stay in Brennick until the spring comes,” Lovelace said.",
    "“I will stay in Brennick until the spring comes,” said Ada Lovelace. “Ready,” Tomas Brill said.",
    "Tomas Brill said: “Nobody knows what will become of the harbour wall.”",
)


@pytest.fixture
def reading(postil: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    with analysed(tmp_path, monkeypatch, TEXTS):
        pass
    return postil


# Quotations


def test_each_statement_is_printed_once_with_its_sources(reading: CommandLine) -> None:
    ran = reading("quotes", "about:brennick")
    assert ran.code == 0
    assert ran.out == (
        "Ada Lovelace (said)\n"
        "  “I will stay in Brennick until the spring comes,”\n"
        "  — “Title 1”, The Post, 2025-02-10.\n"
        "  — “Title 0”, The Post, 2025-01-10.\n"
    )


def test_nothing_found_is_1_and_a_sentence(reading: CommandLine) -> None:
    ran = reading("quotes", "speaker:nobody")
    assert (ran.code, ran.out) == (1, "")
    assert "No quotation has “speaker:nobody”." in ran.err


def test_a_query_that_cannot_be_understood_is_pointed_at(reading: CommandLine) -> None:
    ran = reading("quotes", "sepaker:brill")
    assert ran.code == 3
    assert "^^^^" in ran.err


def test_json_has_the_places_with_their_articles(reading: CommandLine) -> None:
    (statement,) = reading("quotes", "about:brennick", "--json").json
    assert (statement["speaker"], statement["key"]) == ("Ada Lovelace", ADA)
    assert [place["published"] for place in statement["sources"]] == ["2025-02-10", "2025-01-10"]
    place = statement["sources"][1]
    shown = reading("show", place["id"], "--json").json
    assert shown["text"][place["start"] : place["end"]] == place["text"]
    assert place["citation"] == "“Title 0”, The Post, 2025-01-10."
    (quotation,) = shown["quotations"]
    assert (quotation["key"], quotation["confidence"]) == (ADA, place["confidence"])
    assert {mention["key"] for mention in shown["entities"]} == {ADA, BRENNICK}


def test_citations_and_patterns(reading: CommandLine) -> None:
    assert reading("quotes", "harbour", "--cite").out == (
        "> “Nobody knows what will become of the harbour wall.”\n>\n"
        "> — Tomas Brill, in “Title 2”, The Post, 2025-03-10.\n"
    )
    lines = reading("quotes", "--format", "{speaker}|{sources}|{title}", "speaker:brill").out.splitlines()
    assert lines == ["Tomas Brill|1|Title 2", "Tomas Brill|1|Title 1"]
    assert reading("quotes", "--format", "{bogus}").code == 2


def test_more_than_the_limit_is_told(reading: CommandLine) -> None:
    ran = reading("quotes", "--limit", "1")
    assert len(ran.out.splitlines()) == 3
    assert "--limit N gives more" in ran.err


def test_quotations_go_out_in_formats_of_other_programs(reading: CommandLine, tmp_path: Path) -> None:
    ran = reading("quotes", "--format", "jsonl", "about:brennick")
    assert [json.loads(line)["title"] for line in ran.out.splitlines()] == ["Title 1", "Title 0"]
    path = tmp_path / "said.csv"
    ran = reading("quotes", "--format", "csv", "-o", str(path))
    assert (ran.code, ran.out) == (0, "")
    assert f"3 statements of 3 articles are in {path}." in ran.err
    assert len(path.read_text().splitlines()) == 5


def test_what_finds_nothing_writes_nothing(reading: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "said.csv"
    ran = reading("quotes", "speaker:nobody", "--format", "csv", "-o", str(path))
    assert (ran.code, path.exists()) == (1, False)
    assert "No quotation has “speaker:nobody”." in ran.err


def test_a_file_needs_a_format(reading: CommandLine, tmp_path: Path) -> None:
    ran = reading("quotes", "--format", "{text}", "-o", str(tmp_path / "said.csv"))
    assert ran.code == 2
    assert "Say what to write with --format: csv, markdown, json, jsonl, bibtex, csl." in ran.err


# Entities


def test_entities_are_listed_with_what_is_known_of_them(reading: CommandLine) -> None:
    lines = reading("entities").out.splitlines()
    assert lines == [
        f"     2  Ada Lovelace  person  {ADA}  (Lovelace)",
        f"     2  Brennick  place  {BRENNICK}",
        f"     2  Tomas Brill  person  {TOMAS}",
    ]
    (found,) = reading("entities", "brill", "--json").json
    assert found == {
        "key": TOMAS,
        "name": "Tomas Brill",
        "type": "person",
        "articles": 2,
        "mentions": 2,
        "first": "2025-02-10",
        "last": "2025-03-10",
        "aliases": [],
    }
    assert len(reading("entities", "--type", "place", "--limit", "5").out.splitlines()) == 1
    assert reading("entities", "nobody").code == 1


def test_what_is_said_of_an_entity_is_printed_and_applies_everywhere(reading: CommandLine) -> None:
    assert reading("entities", "join", "brill", ADA).out == f"{TOMAS} is {ADA}\n"
    assert reading("entities", "lovelace").out.startswith("     3  Ada Lovelace")
    assert reading("entities", "rename", "ada", "Ada Byron").out == f"{ADA} is called Ada Byron\n"
    assert reading("quotes", "harbour").out.startswith("Ada Byron (said)")
    assert reading("entities", "hide", "brennick").out == f"{BRENNICK} is hidden\n"
    assert reading("entities", "brennick").code == 1
    assert reading("entities", "restore", BRENNICK).code == 0
    assert reading("entities", "retype", BRENNICK, "facility").out == f"{BRENNICK} is of type facility\n"
    assert reading("entities", "--type", "facility").code == 0
    assert reading("entities", "split", ADA, "Lovelace").out == f"{ADA} is not called Lovelace\n"
    assert ALONE in reading("entities").out


def test_corrections_go_out_and_come_back_once(reading: CommandLine, tmp_path: Path) -> None:
    assert reading("entities", "corrections").err.strip().endswith("You have not corrected anything.")
    reading("entities", "join", TOMAS, ADA)
    listed = reading("entities", "corrections", "--json")
    file = tmp_path / "corrections.json"
    file.write_text(listed.out)
    assert "nothing new" in reading("entities", "import", file).err
    reading("entities", "restore", TOMAS)
    assert reading("entities", "import", file).out == f"{TOMAS} is {ADA}\n"
    assert reading("entities", "corrections", "--json").json == listed.json


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("{", "is not what"),
        ('[{"kind": "melt", "entity": "a"}]', "is none that there is"),
        ("[" * 100_000, "is not what"),
        ("7", "is not what"),
    ],
    ids=["no json", "no correction", "deep", "number"],
)
def test_a_file_of_something_else_is_a_sentence(
    reading: CommandLine, tmp_path: Path, content: str, sentence: str
) -> None:
    file = tmp_path / "corrections.json"
    file.write_text(content)
    ran = reading("entities", "import", file)
    assert ran.code == 3
    assert sentence in ran.err


def test_a_file_that_is_too_long_or_not_there_is_a_sentence(
    reading: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.services.findings.correction_files.MAX_BYTES", 10)
    file = tmp_path / "corrections.json"
    file.write_text(json.dumps([" " * 20]))
    assert "more than 10 bytes" in reading("entities", "import", file).err
    assert "cannot be read" in reading("entities", "import", tmp_path / "none.json").err


def test_words_that_name_several_are_told(reading: CommandLine, tmp_path: Path) -> None:
    ran = reading("entities", "hide", "b")
    assert ran.code == 3
    assert f"Several are called “b”: {BRENNICK}, {TOMAS}." in ran.err
    assert reading("entities", "hide", "nobody").code == 1


# Analysing


def test_articles_that_are_named_are_analysed(reading: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "new.md"
    file.write_text("# A title\n\nTomas Brill said: “Nothing has changed here.”\n")
    assert reading("analyse", file).out == "A title  1 name, 1 quotation\n"
    (shape,) = reading("analyse", file, "--json").json
    assert (shape["entities"], shape["quotations"], shape["names_missing"]) == (1, 1, None)
    assert len(reading("quotes", "speaker:brill", "--json").json) == 3


def test_all_that_is_yet_to_be_is_analysed_by_processes_of_its_own(reading: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "new.md"
    file.write_text("# A title\n\nTomas Brill said: “Nothing has changed here.”\n")
    reading("list", file)
    assert "1 article is not analysed yet" in reading("quotes").err
    assert reading("analyse", "--all", "--jobs", "2").out == "1 article analysed.\n"
    assert reading("analyse", "--all", "--json").json == {"analysed": 0, "left": 0, "names_missing": None}
    assert "not analysed" not in reading("quotes").err


@pytest.mark.parametrize("arguments", [(), ("--all", "a.md"), ("--all", "--jobs", "0")])
def test_it_has_to_be_said_what_is_to_be_analysed(postil: CommandLine, arguments: tuple[str, ...]) -> None:
    assert postil("analyse", *arguments).code == 2


@pytest.mark.parametrize("said", [("rename", TOMAS, "Tom Brill"), ("hide", TOMAS), ("join", TOMAS, ADA)])
def test_a_correction_that_cannot_be_saved_is_told_and_not_claimed(
    reading: CommandLine, said: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "pwrite", full)
        ran = reading("entities", *said)
    assert (ran.code, ran.out) == (3, "")
    assert "full" in ran.err
    assert reading("entities", "corrections").out == ""
