"""The tree of tags, and what is done to tags wherever they are used."""

from collections.abc import Collection, Iterator
from pathlib import Path

import pytest

from reader.annotations.store import Put, PutMark, ReplaceTagMark
from reader.model import ArticleMark, TagMark
from reader.paths import Places
from reader.services.notes.annotating import TAG_LENGTH, UnusableAnnotationError
from reader.services.session import Session
from reader.services.tags import edits as tag_edits
from reader.services.tags.edits import DESCRIPTION_LENGTH, tagged
from reader.services.tags.tree import TagOrder, TagUse, is_within, parent_of, path_of, tag_rows, tag_uses
from tests.fakes.host import annotation

ONE = annotation("one", tags=("theme/money", "theme/power", "claim"), updated="2025-03-01T12:00:00.000Z")
TWO = annotation("two", tags=("theme", "claim"))
THREE = annotation("three", tags=("themes", "claim"))
ALL = (ONE, TWO, THREE)
MARK = ArticleMark(ONE.article, "2025-04-01T12:00:00.000Z", tags=("theme/power/soft",))
SAID = TagMark("theme/power", ONE.updated, 3, "Who can do what")


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = Session(Places(tmp_path, tmp_path, tmp_path))
    opened.notes.apply([*map(Put, ALL), PutMark(MARK), ReplaceTagMark(None, SAID)])
    yield opened
    opened.close()


def test_tags_are_counted_alone_and_with_those_below_them() -> None:
    assert tag_uses(ALL, [MARK], TagOrder.COUNT, said=[SAID]) == [
        TagUse("claim", 3, 3, ONE.updated),
        TagUse("theme", 1, 3, MARK.updated),
        TagUse("theme/power", 1, 2, MARK.updated),
        TagUse("theme/money", 1, 1, ONE.updated),
        TagUse("theme/power/soft", 1, 1, MARK.updated),
        TagUse("themes", 1, 1, THREE.updated),
    ]


def test_tags_are_ordered_by_name_whatever_their_case_and_accents() -> None:
    uses = tag_uses([annotation(tags=("Éa", "z", "eb"))], [], TagOrder.NAME)
    assert [use.tag for use in uses] == ["Éa", "eb", "z"]


def test_a_tag_that_something_is_said_of_is_listed_though_nothing_has_it() -> None:
    assert tag_uses([], [], TagOrder.NAME, said=[SAID]) == [
        TagUse("theme", 0, 0, ""),
        TagUse("theme/power", 0, 0, ""),
    ]


def spelt(*, collapsed: Collection[tuple[str, ...]] = (), sought: str = "") -> list[str]:
    rows = tag_rows(tag_uses(ALL, [MARK], TagOrder.NAME), said=[SAID], collapsed=collapsed, sought=sought)
    return [
        f"{'  ' * row.depth}{'▸ ' if row.is_collapsed else '▾ ' if row.is_branch else ''}{row.name}"
        for row in rows
    ]


def test_slashes_make_a_tree() -> None:
    assert spelt() == ["claim", "▾ theme", "  money", "  ▾ power", "    soft", "themes"]
    assert spelt(collapsed=[("theme", "power")]) == ["claim", "▾ theme", "  money", "  ▸ power", "themes"]
    assert spelt(collapsed=[("theme",), ("theme", "power")]) == ["claim", "▸ theme", "themes"]


def test_what_is_sought_comes_with_what_it_is_below_and_nothing_is_collapsed() -> None:
    assert spelt(sought="SOFT", collapsed=[("theme",)]) == ["▾ theme", "  ▾ power", "    soft"]
    assert spelt(sought="theme")[-1] == "themes"
    assert spelt(sought="zzz") == []


@pytest.mark.parametrize(
    ("tag", "path"), [("a/b", ("a", "b")), ("a//b", ("a//b",)), ("/a", ("/a",)), ("a/", ("a/",)), ("a", ("a",))]
)
def test_a_slash_with_nothing_at_one_of_its_sides_parts_nothing(tag: str, path: tuple[str, ...]) -> None:
    assert path_of(tag) == path


def test_what_is_below_a_tag_is_within_it() -> None:
    assert is_within("a/b/c", "a/b")
    assert is_within("a", "a")
    assert not is_within("ab", "a")
    assert not is_within("a//b", "a")
    assert (parent_of("a/b/c"), parent_of("a")) == ("a/b", None)


def test_a_renamed_branch_takes_along_what_is_below_it_and_what_was_said(session: Session) -> None:
    edit = tag_edits.rename(tagged(session.notes, "theme/power"), "#force")
    edit.apply(session)
    notes = session.notes
    one, mark = notes.get(ONE.uid), notes.mark(MARK.article.id)
    assert one is not None
    assert mark is not None
    assert one.tags == ("theme/money", "force", "claim")
    assert mark.tags == ("force/soft",)
    assert notes.tag_mark("theme/power") is None
    said = notes.tag_mark("force")
    assert said is not None
    assert (said.colour, said.description) == (3, "Who can do what")
    edit.revert(session)
    assert notes.all() == sorted(ALL, key=lambda each: each.uid)
    assert notes.tag_marks() == [SAID]


def test_of_two_tags_that_become_one_what_is_said_of_the_one_whose_name_stays_counts(session: Session) -> None:
    claim = TagMark("claim", ONE.updated, 1)
    session.notes.apply([ReplaceTagMark(None, claim)])
    tag_edits.rename(tagged(session.notes, "theme/power"), "claim").apply(session)
    assert session.notes.tag_marks() == [claim]
    one = session.notes.get(ONE.uid)
    assert one is not None
    assert one.tags == ("theme/money", "claim")


def test_a_tag_may_become_one_below_itself(session: Session) -> None:
    tag_edits.rename(tagged(session.notes, "theme"), "theme/all").apply(session)
    assert {*session.notes.tags()} == {"claim", "theme/all", "theme/all/money", "theme/all/power", "themes"}


@pytest.mark.parametrize("new", ["theme/money", "theme/power", "theme/power/soft"])
def test_a_tag_becomes_no_part_of_one_in_use_below_it(session: Session, new: str) -> None:
    with pytest.raises(
        UnusableAnnotationError, match=f"“theme” cannot become part of “{new}”, which is below it."
    ):
        tag_edits.rename(tagged(session.notes, "theme"), new)


def test_a_tag_called_as_it_is_changes_nothing(session: Session) -> None:
    assert tag_edits.rename(tagged(session.notes, "theme"), " #theme ").changes() == []


def test_an_edit_tells_how_many_annotations_and_articles_it_changes(session: Session) -> None:
    def extent(tag: str) -> str:
        return tag_edits.extent(tag_edits.remove(tagged(session.notes, tag)))

    assert extent("theme") == "2 annotations and 1 article"
    assert extent("theme/power/soft") == "1 article"
    assert extent("claim") == "3 annotations"
    assert extent("nothing") == "0 annotations"


def test_a_branch_whose_tags_would_become_too_long_is_not_renamed(session: Session) -> None:
    with pytest.raises(UnusableAnnotationError, match=f"{TAG_LENGTH} characters"):
        tag_edits.rename(tagged(session.notes, "theme"), "x" * (TAG_LENGTH - 2))


def test_a_removed_branch_leaves_its_notes(session: Session) -> None:
    edit = tag_edits.remove(tagged(session.notes, "theme"))
    edit.apply(session)
    assert session.notes.tags() == {"claim": 3, "themes": 1}
    assert session.notes.tag_marks() == []
    edit.revert(session)
    assert session.notes.tag_marks() == [SAID]


def test_a_tag_is_coloured_and_described_and_nothing_is_kept_of_what_says_nothing(session: Session) -> None:
    notes = session.notes
    tag_edits.recolour("claim", notes.tag_mark("claim"), 4).apply(session)
    tag_edits.describe("claim", notes.tag_mark("claim"), " What is\n said \x1b[31m").apply(session)
    said = notes.tag_mark("claim")
    assert said is not None
    assert (said.colour, said.description) == (4, "What is said")
    tag_edits.recolour("claim", notes.tag_mark("claim"), None).apply(session)
    tag_edits.describe("claim", notes.tag_mark("claim"), "").apply(session)
    assert notes.tag_mark("claim") is None


def test_a_colour_that_there_is_not_and_a_description_that_is_too_long_are_refused() -> None:
    with pytest.raises(UnusableAnnotationError, match="1 to 6"):
        tag_edits.recolour("claim", None, 7)
    with pytest.raises(UnusableAnnotationError, match="2,000 characters"):
        tag_edits.describe("claim", None, "x" * (DESCRIPTION_LENGTH + 1))
