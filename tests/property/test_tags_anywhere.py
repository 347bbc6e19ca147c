"""Whatever tags are called: each is in the tree once, and what is done to a branch is done to all of it and undone."""

import contextlib
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.annotations.store import Put
from reader.model import Annotation
from reader.paths import Places
from reader.services.notes.annotating import UnusableAnnotationError
from reader.services.piping.programs import CommandError, parse_command
from reader.services.session import Session
from reader.services.tags import edits as tag_edits
from reader.services.tags.edits import tagged
from reader.services.tags.pairs import tag_pairs
from reader.services.tags.tree import TagOrder, is_within, parent_of, tag_rows, tag_uses
from tests.fakes.host import annotation

TAGS = st.text("ab/ é", min_size=1, max_size=8).map(str.strip).filter(bool)
NOTES = st.lists(st.lists(TAGS, max_size=4).map(tuple), max_size=6)


def notes_with(tags: list[tuple[str, ...]]) -> list[Annotation]:
    return [annotation(str(number), tags=tuple(dict.fromkeys(each))) for number, each in enumerate(tags)]


@given(NOTES)
def test_every_tag_is_in_the_tree_once_below_what_it_is_part_of(tags: list[tuple[str, ...]]) -> None:
    notes = notes_with(tags)
    uses = tag_uses(notes, [], TagOrder.COUNT)
    rows = tag_rows(uses)
    assert sorted(row.use.tag for row in rows) == sorted({use.tag for use in uses})
    assert {use.tag for use in uses if use.count} == {tag for note in notes for tag in note.tags}
    above: list[str] = []
    for row in rows:
        del above[row.depth :]
        assert parent_of(row.use.tag) == (above[-1] if above else None)
        assert row.use.total == sum(any(is_within(tag, row.use.tag) for tag in note.tags) for note in notes)
        above.append(row.use.tag)


@given(NOTES, TAGS)
def test_pairs_are_as_many_as_the_notes_that_have_both(tags: list[tuple[str, ...]], tag: str) -> None:
    notes = notes_with(tags)
    for pair in tag_pairs(notes):
        both = [
            note
            for note in notes
            if all(any(is_within(each, wanted) for each in note.tags) for wanted in (pair.one, pair.other))
        ]
        assert pair.together == len(both)
        assert 0 < pair.share <= 1


@settings(deadline=None)
@given(NOTES.filter(any), TAGS)
def test_a_branch_that_is_renamed_is_gone_and_comes_back_as_it_was(
    tags: list[tuple[str, ...]], name: str
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        session = Session(Places(Path(folder), Path(folder), Path(folder)))
        try:
            session.notes.apply([Put(note) for note in notes_with(tags)])
            before = session.notes.all()
            old = next(tag for note in before for tag in note.tags)
            edit = tag_edits.rename(tagged(session.notes, old), name)
            edit.apply(session)
            kept = name.lstrip("#").strip()
            left = [tag for tag in session.notes.tags() if is_within(tag, old) and not is_within(tag, kept)]
            assert left == []
            edit.revert(session)
            assert session.notes.all() == before
        except UnusableAnnotationError:
            pass  # a name that no tag can have
        finally:
            session.close()


@given(st.text())
def test_any_line_is_a_command_or_refused(line: str) -> None:
    with contextlib.suppress(CommandError):
        assert parse_command(line)
