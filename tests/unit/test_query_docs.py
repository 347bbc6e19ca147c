"""Every example and every sentence of docs/query.md is what the language does."""

import re
from datetime import date
from itertools import takewhile
from pathlib import Path

import pytest

from reader.config import COLOUR_COUNT
from reader.model.saved_search import SavedSearch
from reader.query.errors import QueryError
from reader.query.limits import MAX_DEPTH, MAX_LENGTH, MAX_TERMS
from reader.query.parser import parse
from reader.query.predicates import matches
from reader.query.subjects import Subject, subject
from reader.query.tree import Fact, Field
from reader.query.values import FIELD_NAMES

DOCS = (Path(__file__).resolve().parents[2] / "docs/query.md").read_text(encoding="utf-8")
TODAY = date(2025, 2, 3)
COLOURS = ("highlight", "claim", "evidence", "doubt", "question", "quote")


def table(header: str) -> list[list[str]]:
    """The cells of the rows of the table with that header."""
    rows = DOCS.split(f"\n{header}\n")[1].splitlines()[1:]
    cells = (re.split(r"(?<!\\)\|", row)[1:-1] for row in takewhile(lambda row: row.startswith("|"), rows))
    return [[cell.strip().replace(r"\|", "|") for cell in row] for row in cells]


def queries(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell) or [""]


def item(cells: list[str]) -> Subject:
    _, kinds, day, feed, author, title, text, more = cells
    listed = [each for each in more.split(", ") if each]
    facts = {f"kind:{kind}" for kind in kinds.split(", ")} | {each for each in listed if each in set(Fact)}
    names = {Field.FEED: [feed], Field.AUTHOR: [author], Field.TITLE: [title]}
    for field, _, name in (each.partition(":") for each in listed if each not in set(Fact)):
        names.setdefault(Field(field), []).append(name)
    if Field.TAG in names:
        facts.add("has:tag")
    texts = [text, *(name for of_field in names.values() for name in of_field)]
    return subject(texts, names=names, facts=map(Fact, facts), day=date.fromisoformat(day))


ITEMS = {cells[0]: item(cells) for cells in table("| | kind | day | feed | author | title | text | more |")}
EXAMPLES = [(query, found) for cell, found, _ in table("| query | finds | |") for query in queries(cell)]
SEARCHES = [SavedSearch(name, name, queries(cell)[0]) for name, cell in table("| search | asks for |")]
MISTAKES = [(query, sentence) for cell, sentence in table("| query | what is said |") for query in queries(cell)]


@pytest.mark.parametrize(("query", "found"), EXAMPLES)
def test_an_example_finds_what_the_page_says(query: str, found: str) -> None:
    tree = parse(query, today=TODAY, colours=COLOURS, searches=lambda: SEARCHES)
    assert [number for number, each in ITEMS.items() if matches(tree, each)] == found.split()


@pytest.mark.parametrize(("query", "sentence"), MISTAKES)
def test_a_mistake_is_told_as_the_page_says(query: str, sentence: str) -> None:
    with pytest.raises(QueryError) as told:
        parse(query, today=TODAY, colours=COLOURS, searches=lambda: SEARCHES)
    assert str(told.value) == sentence


def test_the_page_shows_how_a_mistake_is_pointed_at() -> None:
    shown = re.search(r"```\n((.*)\n.*)\n(.*)\n```", DOCS)
    assert shown
    with pytest.raises(QueryError) as told:
        parse(shown[2], today=TODAY)
    assert (told.value.caret(), str(told.value)) == (shown[1], shown[3])


def test_every_term_of_the_first_table_can_be_read() -> None:
    for cell, _ in table("| term | asks for |"):
        for query in queries(cell):
            parse("(term)" if query == "( )" else query, today=TODAY, searches=lambda: SEARCHES)


def test_the_page_has_every_field_and_every_fact() -> None:
    assert all(f"`{name}:" in DOCS for name in FIELD_NAMES)
    for fact in Fact:
        field, _, value = fact.partition(":")
        row = re.search(rf"^\| `{field}:` \|.*$", DOCS, re.MULTILINE)
        assert row
        assert field == "colour" or f"`{value}`" in row[0]


def test_every_colour_can_be_asked_for() -> None:
    assert [f"colour:{number + 1}" for number in range(COLOUR_COUNT)] == [
        fact for fact in Fact if fact.startswith("colour:")
    ]


def test_the_page_has_the_limits() -> None:
    assert f"{MAX_LENGTH:,} characters, {MAX_TERMS} terms, and {MAX_DEPTH} parentheses" in " ".join(DOCS.split())
