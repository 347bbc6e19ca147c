"""What can be asked of a note."""

from datetime import date

import pytest

from reader.model import CarriedOver
from reader.query.parser import parse
from reader.query.predicates import matches
from reader.services.notes.subjects import NoteSubject
from tests.fakes.host import annotation

TODAY = date(2025, 2, 3)
NOTE = annotation(
    "The harbour waits.",
    note="check Minsk",
    title="A harbour town",
    tags=("claim", "theme/war"),
    colour=2,
    speaker="Dmitry Peskov",
    created="2025-01-15T12:00:00.000Z",
    carried=CarriedOver("", "orphan"),
)


@pytest.mark.parametrize(
    "query",
    ["harbour minsk", "#claim theme", 'tag:"theme"', "speaker:peskov", "author:writer", 'title:"a harbour"',
     "kind:highlight", "kind:note", "has:note", "has:tag has:speaker", "colour:2", "is:annotated", "is:orphan",
     "on:2025-01-15", "-kind:article", "-entity:harbour", "-colour:1"],
)  # fmt: skip
def test_a_note_is_found_by_all_that_is_known_of_it(query: str) -> None:
    assert matches(parse(query, today=TODAY), NoteSubject(NOTE))


def test_a_bare_highlight_has_nothing_more() -> None:
    bare = NoteSubject(annotation("Words."))
    for query in ("kind:note", "has:note", "has:tag", "has:speaker", "is:orphan", "speaker:a", "url:a"):
        assert not matches(parse(query, today=TODAY), bare)
