"""`postil history`: an article's file is edited between runs; its texts are kept and its annotations carried over."""

from pathlib import Path

import pytest

from reader.model import EntityType
from reader.services.analysing import one as analysing
from tests.command_line import CommandLine
from tests.fakes.names import KnownNames

STORY = """# The harbour waits

The harbour of Oslo is closed, Maria Berg said on Monday, and it will be for some time.

The old ferry waits at the quay with its lamps lit.

Nobody knows who ordered that.
"""
EDITED = """# The harbour waits

Snow fell on Sunday.

The harbour of Oslo is closed, Maria Berg said on Monday, and it will be for some time.

The new ferry waits at the long quay with its lamps lit.
"""


@pytest.fixture
def story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(analysing, "_names", lambda *_: (KnownNames({"Oslo": EntityType.PLACE}), None))
    path = tmp_path / "harbour.md"
    path.write_text(STORY)
    return path


@pytest.fixture
def uids(postil: CommandLine, story: Path) -> dict[str, str]:
    """The annotations by what becomes of them when the story is edited."""
    passages = {
        "exact": "The harbour waits",
        "moved": "The harbour of Oslo is closed",
        "changed": "The old ferry waits at the quay with its lamps lit.",
        "orphan": "Nobody knows who ordered that.",
    }
    made = {how: postil("annotate", story, "--exact", exact).out.strip() for how, exact in passages.items()}
    story.write_text(EDITED)
    return made


def test_show_says_where_each_annotation_is_after_an_edit(
    postil: CommandLine, story: Path, uids: dict[str, str]
) -> None:
    shown = postil("show", story, "--json").json
    assert {a["uid"]: a["anchor"] for a in shown["annotations"]} == {uid: how for how, uid in uids.items()}
    read = {a["anchor"]: a["start"] and shown["text"][a["start"] : a["end"]] for a in shown["annotations"]}
    assert read["moved"] == "The harbour of Oslo is closed"
    assert read["changed"] == "The new ferry waits at the long quay with its lamps lit."
    assert read["orphan"] is None


def test_history_as_json_has_the_texts_the_changes_and_the_annotations(
    postil: CommandLine, story: Path, uids: dict[str, str]
) -> None:
    found = postil("history", story, "--json").json
    assert (found["title"], found["from"], found["to"]) == ("The harbour waits", 1, 2)
    assert [(r["number"], r["annotations"], r["present"]) for r in found["revisions"]] == [
        (1, 4, False),
        (2, 0, True),
    ]
    assert [change["kind"] for change in found["changes"]] == ["added", "changed", "removed"]
    text = postil("show", story, "--json").json["text"]
    assert len(text) == found["revisions"][1]["characters"]
    assert text[slice(*found["changes"][0]["new"])] == found["changes"][0]["new_text"] == "Snow fell on Sunday."
    carried = {a["uid"]: (a["anchor"], a["new_text"]) for a in found["annotations"]}
    assert carried[uids["changed"]] == ("changed", "The new ferry waits at the long quay with its lamps lit.")
    assert carried[uids["orphan"]] == ("orphan", None)
    assert found["annotations"][1]["old_text"] == "The harbour of Oslo is closed"


def test_history_marks_words_inside_changed_paragraphs(
    postil: CommandLine, story: Path, uids: dict[str, str]
) -> None:
    lines = postil("history", story).out.splitlines()
    assert "+ Snow fell on Sunday." in lines
    assert "~ The [-old-]{+new+} ferry waits at the {+long +}quay with its lamps lit." in lines
    assert "- Nobody knows who ordered that." in lines
    assert f"orphan  {uids['orphan']}" in [line.rstrip() for line in lines]
    assert "→ The new ferry waits at the long quay with its lamps lit." in lines
    assert max(map(len, lines)) <= 80


def test_any_two_texts_can_be_compared(postil: CommandLine, story: Path, uids: dict[str, str]) -> None:
    postil("show", story)
    story.write_text(EDITED.replace("Snow", "Rain") + "\n")
    sha256 = postil("history", story, "--json").json["revisions"][0]["sha256"]
    found = postil("history", story, "--from", sha256[:8], "--to", "3", "--json").json
    assert (found["from"], found["to"], found["changes"][0]["new_text"]) == (1, 3, "Rain fell on Sunday.")
    assert postil("history", story, "--json").json["from"] == 2
    assert postil("history", story, "--to", "2", "--json").json["from"] == 1


def test_an_article_of_one_text_has_nothing_to_compare(postil: CommandLine, story: Path) -> None:
    found = postil("history", story, "--json").json
    assert (found["from"], found["to"], found["changes"]) == (None, None, [])
    ran = postil("history", story)
    assert (ran.code, ran.out.count("\n")) == (0, 2)


def test_an_unknown_revision_is_1_and_a_sentence(postil: CommandLine, story: Path) -> None:
    ran = postil("history", story, "--from", "7")
    assert ran.code == 1
    assert ran.out == ""
    assert "7" in ran.err
    assert ran.err.count("\n") == 1


def test_a_terminal_shows_no_control_characters_of_an_article(postil: CommandLine, story: Path) -> None:
    postil("show", story)
    story.write_text(STORY.replace("old", "o\x1b[31mld\x9b") + "\n")
    assert not {"\x1b", "\x9b"} & {*postil("history", story).out}
