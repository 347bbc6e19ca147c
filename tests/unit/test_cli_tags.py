"""`postil tags rename` and the like, by the whole command."""

from pathlib import Path

import pytest

from tests.command_line import CommandLine


@pytest.fixture
def tagged(postil: CommandLine, tmp_path: Path) -> CommandLine:
    """A command line whose notes have the tags theme/money, theme and claim."""
    path = tmp_path / "story.md"
    path.write_text("# Harbour\n\nNobody knows of it. It was chronic sabotage.\n")
    postil("annotate", path, "--exact", "Nobody knows", "--tag", "theme/money", "--tag", "claim")
    postil("annotate", path, "--exact", "chronic sabotage", "--tag", "theme")
    return postil


def counts(postil: CommandLine) -> dict[str, int]:
    return {each["tag"]: each["count"] for each in postil("tags", "--json").json}


def test_a_renamed_tag_takes_along_those_below_it(tagged: CommandLine) -> None:
    ran = tagged("tags", "rename", "theme", "subject")
    assert (ran.code, ran.out) == (0, "")
    assert "2 annotations changed." in ran.err
    assert counts(tagged) == {"claim": 1, "subject": 1, "subject/money": 1}


def test_a_name_in_use_is_for_merging_alone(tagged: CommandLine) -> None:
    ran = tagged("tags", "rename", "claim", "theme")
    assert ran.code == 2
    assert "`postil tags merge` makes one tag of two" in ran.err
    assert tagged("tags", "merge", "claim", "theme").code == 0
    assert counts(tagged) == {"theme": 2, "theme/money": 1}
    assert "There is no other tag “zzz”" in tagged("tags", "merge", "theme", "zzz").err


def test_a_tag_called_as_it_is_changes_nothing(tagged: CommandLine) -> None:
    before = tagged("notes", "--json").json
    ran = tagged("tags", "rename", "claim", "claim")
    assert (ran.code, ran.out) == (0, "")
    assert "“claim” is called that already: nothing changes." in ran.err
    assert tagged("notes", "--json").json == before


@pytest.mark.parametrize("verb", ["merge", "rename"])
def test_a_tag_becomes_no_part_of_one_below_it(verb: str, tagged: CommandLine) -> None:
    before = counts(tagged)
    ran = tagged("tags", verb, "theme", "theme/money")
    assert ran.code == 2
    assert "“theme” cannot become part of “theme/money”, which is below it." in ran.err
    assert counts(tagged) == before


def test_a_removed_tag_leaves_its_notes(tagged: CommandLine) -> None:
    assert tagged("tags", "remove", "theme").code == 0
    assert counts(tagged) == {"claim": 1}
    assert len(tagged("notes", "--json").json) == 2


def test_a_tag_is_described_and_coloured_by_number_or_name(tagged: CommandLine) -> None:
    assert tagged("tags", "describe", "claim", "What is said").code == 0
    assert tagged("tags", "colour", "claim", "evidence").code == 0
    (claim,) = [each for each in tagged("tags", "--json").json if each["tag"] == "claim"]
    assert (claim["colour"], claim["description"]) == (3, "What is said")
    assert tagged("tags", "colour", "claim", "none").code == 0
    (claim,) = [each for each in tagged("tags", "--json").json if each["tag"] == "claim"]
    assert claim["colour"] is None


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("rename", "nothing", "x"), 1, "There is no tag “nothing”."),
        (("remove", "nothing"), 1, "There is no tag “nothing”."),
        (("rename", "claim", "a,b"), 2, "A comma separates tags"),
        (("colour", "claim", "puce"), 2, "“puce” is no colour"),
        (("describe", "claim", "x" * 3000), 2, "2,000 characters"),
    ],
)
def test_what_cannot_be_done_is_told(
    arguments: tuple[str, ...], code: int, sentence: str, tagged: CommandLine
) -> None:
    ran = tagged("tags", *arguments)
    assert ran.code == code
    assert sentence in ran.err


def test_statistics_tell_what_the_annotations_come_to(tagged: CommandLine) -> None:
    found = tagged("stats", "--json").json
    assert (found["annotations"], found["articles"], found["with_tag"]) == (2, 1, 2)
    assert found["tags"][0] == {"tag": "claim", "count": 1}
    assert [week["count"] for week in found["weeks"]] == [2]
    ran = tagged("stats")
    assert ran.out.startswith("2 annotations in 1 article\n0 with a note, 2 with a tag\n")
    assert "     1  theme/money\n" in ran.out


def test_without_annotations_there_is_nothing_to_tell(postil: CommandLine) -> None:
    ran = postil("stats")
    assert (ran.code, ran.out) == (0, "")
    assert "There are no annotations yet." in ran.err
