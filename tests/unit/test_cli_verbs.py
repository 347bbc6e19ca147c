"""What each verb prints, as text and as JSON."""

from pathlib import Path

import pytest

from reader.model import EntityType
from reader.services.analysing import one as analysing
from tests.command_line import CommandLine
from tests.fakes.names import KnownNames

STORY = """---
title: The harbour waits
author: Ada Lind
source: Invented Post
url: https://news.example/harbour
date: 2025-05-11
lang: en
---

# The harbour waits

The harbour of Oslo is closed, Maria Berg said on Monday.

“We will open it soon,” said Maria Berg. “It is ready,” said Jon Vik.

The ferry is
ready, the crew is ready.
"""
NAMES = {"Maria Berg": EntityType.PERSON, "Jon Vik": EntityType.PERSON, "Oslo": EntityType.PLACE}


@pytest.fixture
def story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(analysing, "_names", lambda *_: (KnownNames(NAMES), None))
    path = tmp_path / "harbour.md"
    path.write_text(STORY)
    return path


def annotate(postil: CommandLine, story: Path, exact: str, *more: str) -> str:
    ran = postil("annotate", story, "--exact", exact, *more)
    assert ran.code == 0, ran.err
    return ran.out.strip()


def test_list_brings_in_paths_and_lists_what_is_in_them(postil: CommandLine, story: Path) -> None:
    ran = postil("list", story)
    assert ran.code == 0
    assert ran.out.count("\n") == 1
    assert "The harbour waits" in ran.out
    assert "Invented Post" in ran.out


def test_list_as_json_has_what_is_known_of_each_article(postil: CommandLine, story: Path) -> None:
    annotate(postil, story, "The ferry", "--note", "Which one?")
    (article,) = postil("list", story, "--json").json
    assert len(article.pop("id")) == 16
    assert article.pop("words") > 20
    assert article == {
        "title": "The harbour waits",
        "source": "Invented Post",
        "author": "Ada Lind",
        "url": "https://news.example/harbour",
        "published": "2025-05-11",
        "language": "en",
        "path": str(story),
        "read": False,
        "starred": False,
        "highlights": 1,
        "notes": 1,
    }


def test_an_empty_library_begins_with_the_seeds(postil: CommandLine) -> None:
    titles = [article["title"] for article in postil("list", "--json").json]
    assert titles == ["A seed"]


def test_without_a_terminal_no_verb_lists(postil: CommandLine, story: Path) -> None:
    assert postil(story).out == postil("list", story).out


def test_show_prints_text_names_quotations_and_annotations(postil: CommandLine, story: Path) -> None:
    annotate(postil, story, "The ferry", "--tag", "transport", "--note", "Which one?")
    ran = postil("show", story)
    assert ran.code == 0
    assert ran.err == ""
    lines = ran.out.splitlines()
    assert lines[0] == "The harbour waits"
    assert lines[1:4] == ["Invented Post · Ada Lind · 2025-05-11", "https://news.example/harbour", ""]
    assert max(map(len, lines)) <= 80
    for heading in ("People", "Places", "Quotations", "Annotations"):
        assert heading in lines
    assert any(line.split() == ["2", "Maria", "Berg"] for line in lines)
    assert "#transport" in ran.out
    assert "✎ Which one?" in lines


@pytest.mark.parametrize(
    ("part", "shown", "hidden"),
    [
        ("--text", "The ferry is ready", "People"),
        ("--entities", "Maria Berg", "Quotations"),
        ("--quotations", "It is ready", "ferry"),
        ("--annotations", "crew", "People"),
    ],
)
def test_show_prints_the_part_asked_for(
    postil: CommandLine, story: Path, part: str, shown: str, hidden: str
) -> None:
    annotate(postil, story, "the crew")
    ran = postil("show", story, part)
    assert shown in ran.out
    assert hidden not in ran.out


def test_show_as_json_gives_offsets_into_its_text(postil: CommandLine, story: Path) -> None:
    annotate(postil, story, "The ferry")
    shown = postil("show", story, "--json").json
    text = shown["text"]
    assert {
        *("id", "title", "text", "text_sha256", "source", "author", "url", "published", "language"),
        *("entities", "quotations", "annotations"),
    } == {*shown}
    for entity in shown["entities"]:
        assert text[entity["start"] : entity["end"]] == entity["text"]
    assert {(e["name"], e["type"]) for e in shown["entities"]} >= {("Oslo", "place"), ("Maria Berg", "person")}
    first = next(quotation for quotation in shown["quotations"] if quotation["kind"] == "speech")
    assert text[first["start"] : first["end"]] == first["text"] == "“We will open it soon,”"
    assert first["speaker"] == "Maria Berg"
    assert text[slice(*first["speaker_span"])] == "Maria Berg"
    assert text[slice(*first["cue_span"])] == first["cue"] == "said"
    (annotation,) = shown["annotations"]
    assert text[annotation["start"] : annotation["end"]] == annotation["exact"] == "The ferry"
    assert annotation["anchor"] == "exact"


def test_show_as_json_calls_a_lost_passage_an_orphan(postil: CommandLine, story: Path) -> None:
    annotate(postil, story, "The ferry is ready, the crew is ready.")
    story.write_text(STORY.replace("The ferry is\nready, the crew is ready.", "Nothing else is known."))
    (annotation,) = postil("show", story, "--json").json["annotations"]
    assert annotation["anchor"] == "orphan"
    assert annotation["start"] is annotation["end"] is None
    assert annotation["exact"] == "The ferry is ready, the crew is ready."
    assert "no longer in the article" in postil("show", story, "--annotations").out


def test_show_without_the_model_says_so_and_has_the_quotations(
    postil: CommandLine, story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(analysing, "_names", lambda *_: (None, "Names are not marked: no model."))
    ran = postil("show", story, "--json")
    assert ran.code == 0
    assert ran.err == "postil: Names are not marked: no model.\n"
    assert [quotation["kind"] for quotation in ran.json["quotations"]] == ["indirect", "speech", "speech"]


@pytest.mark.parametrize("beginning", [16, 8, 3])
def test_an_article_goes_by_the_beginning_of_its_id(postil: CommandLine, story: Path, beginning: int) -> None:
    (article,) = postil("list", story, "--json").json
    assert postil("show", article["id"][:beginning], "--json").json["id"] == article["id"]


def test_an_article_goes_by_its_url(postil: CommandLine, story: Path) -> None:
    postil("list", story)
    assert postil("show", "https://news.example/harbour", "--text").out.startswith("The harbour waits")


def test_annotate_prints_the_uid_of_what_is_saved(postil: CommandLine, story: Path) -> None:
    uid = annotate(postil, story, "The ferry")
    assert len(uid) == 26
    assert uid in (postil.home / "notes.json").read_text()


def test_annotate_as_json_is_the_annotation_with_its_article(postil: CommandLine, story: Path) -> None:
    options = ("--tag", "claim", "--tag", "#sea", "--note", "Check *this*.", "--colour", "doubt", "--json")
    made = postil("annotate", story, "--exact", "“It is ready,”", *options).json
    assert made["exact"] == "“It is ready,”"
    assert made["tags"] == ["claim", "sea"]
    assert made["note"] == "Check *this*."
    assert made["colour"] == 4
    assert made["speaker"] == "Jon Vik"
    assert made["article"]["title"] == "The harbour waits"
    assert made["article"]["url"] == "https://news.example/harbour"
    assert postil("notes", "--json").json == [made]


@pytest.mark.parametrize("exact", ["The ferry is ready,", "The  ferry\nis ready,", "the FERRY is ready,"])
def test_annotate_finds_a_passage_as_a_person_types_it(postil: CommandLine, story: Path, exact: str) -> None:
    annotate(postil, story, exact)
    assert postil("notes", "--json").json[0]["exact"] == "The ferry is ready,"


def test_annotate_takes_straight_quotation_marks_for_curly_ones(postil: CommandLine, story: Path) -> None:
    annotate(postil, story, '"It is ready,"')
    assert postil("notes", "--json").json[0]["exact"] == "“It is ready,”"


def test_annotate_says_how_many_places_there_are(postil: CommandLine, story: Path) -> None:
    ran = postil("annotate", story, "--exact", "ready")
    assert ran.code == 2
    assert "3 places" in ran.err
    assert "--prefix" in ran.err
    assert not (postil.home / "notes.json").exists()


@pytest.mark.parametrize("context", [("--prefix", "the crew is"), ("--suffix", ". ")])
def test_annotate_chooses_by_what_stands_around(
    postil: CommandLine, story: Path, context: tuple[str, str]
) -> None:
    made = postil("annotate", story, "--exact", "ready", *context, "--json").json
    text = postil("show", story, "--json").json["text"]
    assert text[: made["end"]].endswith("the crew is ready")


def test_annotate_finds_nothing_and_says_so(postil: CommandLine, story: Path) -> None:
    ran = postil("annotate", story, "--exact", "a submarine")
    assert ran.code == 1
    assert "a submarine" in ran.err
    assert ran.out == ""


def test_notes_finds_by_words_and_tags_newest_first(postil: CommandLine, story: Path) -> None:
    annotate(postil, story, "The ferry", "--tag", "transport", "--note", "Which one?")
    annotate(postil, story, "the crew", "--tag", "people", "--tag", "transport")
    found = {
        query: [note["exact"] for note in postil("notes", "--json", "--", *query.split()).json]
        for query in ("", "which", "tag:transport", "tag:transport -which", "#people")
    }
    assert found == {
        "": ["the crew", "The ferry"],
        "which": ["The ferry"],
        "tag:transport": ["the crew", "The ferry"],
        "tag:transport -which": ["the crew"],
        "#people": ["the crew"],
    }


def test_notes_are_printed_with_passage_note_tags_and_citation(postil: CommandLine, story: Path) -> None:
    uid = annotate(postil, story, "The ferry", "--tag", "transport", "--note", "Which one?")
    ran = postil("notes", "ferry")
    assert ran.out.startswith(uid)
    for piece in ("#transport", "▎ The ferry", "✎ Which one?", "Ada Lind, “The harbour waits”"):
        assert piece in ran.out


def test_a_query_that_finds_nothing_is_1_and_no_notes_at_all_is_0(postil: CommandLine) -> None:
    assert postil("notes", "anything").code == 1
    assert postil("notes").code == 0
    assert postil("notes", "--json").json == []


def test_tags_come_with_their_counts(postil: CommandLine, story: Path) -> None:
    annotate(postil, story, "The ferry", "--tag", "sea", "--tag", "claim")
    annotate(postil, story, "the crew", "--tag", "claim")
    assert postil("tags", "--json").json == [
        {"tag": "claim", "count": 2, "colour": None, "description": ""},
        {"tag": "sea", "count": 1, "colour": None, "description": ""},
    ]
    assert postil("tags").out == "     2  claim\n     1  sea\n"


def test_paths_are_all_in_postil_home(postil: CommandLine) -> None:
    paths = postil("paths", "--json").json
    assert {*paths} == {"notes", "library", "settings", "drafts", "log"}
    assert all(Path(path).parent == postil.home for path in paths.values())
    assert paths["notes"] in postil("paths").out
    assert not postil.home.exists()
