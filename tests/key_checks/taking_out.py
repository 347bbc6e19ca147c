"""Taking what is read, and what is written on it, to other programs, from the list and from the article."""

import json
from functools import partial

from reader.ui.commands import Where
from tests.composed import HARBOUR, Reader
from tests.key_checks import Press, seen_after

in_list = partial(seen_after, Where.LIST)
in_article = partial(seen_after, Where.ARTICLE)


@in_article("export")
async def notes_of_the_article_are_exported(reader: Reader, press: Press) -> None:
    path = reader.session.places.notes.parent / "harbour.jsonl"
    await press()
    assert "Export 2 notes as" in reader.screen
    await reader.type("jsonl")
    await reader.press("enter")
    await reader.type(str(path))
    await reader.press("enter")
    await reader.until(lambda: "2 annotations of 1 article are in" in reader.status)
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    assert {line["annotation"]["article"]["title"] for line in lines if "annotation" in line} == {HARBOUR}


@in_list("pipe")
async def the_article_is_given_to_a_program(reader: Reader, press: Press) -> None:
    title = reader.app.reading.articles.current.article.title  # type: ignore[union-attr]
    await press()
    await reader.type("head -1")
    await reader.press("enter")
    await reader.until(lambda: "1 line made of the article" in reader.screen)
    assert title[:40] in reader.screen


@in_article("pipe")
async def the_passage_is_given_to_a_program_whose_answer_becomes_its_note(reader: Reader, press: Press) -> None:
    await reader.go_to("A ferry is a bus")
    sentence = reader.sentence
    await press()
    assert "p the passage, a the article" in reader.status
    await reader.press("p")
    await reader.type("tr a-z A-Z")
    await reader.press("enter")
    await reader.until(lambda: "line made of the passage" in reader.screen)
    await reader.press("a")
    await reader.until(lambda: len(reader.notes) == 4)
    made = reader.notes[-1]
    assert made.target.exact == sentence
    assert made.note == sentence.upper()
