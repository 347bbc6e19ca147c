"""Finding words in an article and in the list, as one types."""

from pathlib import Path

import pytest
from textual.widgets import Input

from tests.composed import HARBOUR, TALKS, Reader, annotate, reading


def hits(reader: Reader, words: str) -> list[int]:
    text = reader.text.casefold()
    return [at for at in range(len(text)) if text.startswith(words, at)]


async def test_the_first_match_after_the_cursor_is_shown_while_one_types(home: Path) -> None:
    async with reading(home) as reader:
        await reader.open()
        await reader.go_to("A ferry is a bus")
        await reader.press("slash", *"boat")
        place = reader.app.reading.desk.view.cursor
        assert place == next(at for at in hits(reader, "boat") if at > reader.text.index("A ferry is a bus"))
        assert "boat" in reader.screen


async def test_n_goes_round_and_says_so(home: Path) -> None:
    async with reading(home) as reader:
        await reader.open()
        await reader.press("slash", *"slip", "enter")
        places = hits(reader, "slip")
        assert reader.app.reading.desk.view.cursor == places[0]
        await reader.press("N")
        assert reader.app.reading.desk.view.cursor == places[-1]
        assert f"“slip” {len(places)} of {len(places)} · from the other end" in reader.status
        await reader.press("n")
        assert reader.app.reading.desk.view.cursor == places[0]


async def test_leaving_the_prompt_forgets_the_search_and_goes_back(home: Path) -> None:
    async with reading(home) as reader:
        await reader.open()
        await reader.go_to("School terms")
        await reader.press("slash", *"lobsters", "escape")
        assert reader.sentence.startswith("School terms")
        await reader.press("n")
        assert reader.status.startswith("Nothing to look for")


async def test_words_that_are_not_there_are_told(home: Path) -> None:
    async with reading(home) as reader:
        await reader.open()
        await reader.press("slash", *"zeppelin", "enter")
        assert "“zeppelin” is not in this article." in reader.status
        await reader.press("n")
        assert "“zeppelin” is not in this article." in reader.status


async def test_marks_and_accents_do_not_hide_a_match(home: Path) -> None:
    async with reading(home) as reader:
        await reader.open("« Nous sommes")
        await reader.press("slash", *"prets", "enter")
        assert "prêts" in reader.sentence


async def test_a_search_ends_with_its_article(home: Path) -> None:
    async with reading(home) as reader:
        await reader.open()
        await reader.press("slash", *"boat", "enter")
        await reader.open(TALKS)
        await reader.press("n")
        assert reader.status.startswith("Nothing to look for")
        assert reader.app.reading.desk.view.cursor == 0


async def test_keys_of_commands_are_letters_in_a_prompt(home: Path) -> None:
    async with reading(home) as reader:
        await reader.open()
        await reader.press("slash", *"mQqut?:x;.")
        assert reader.app.screen.query_one(Input).value == "mQqut?:x;."
        assert reader.notes == []


async def test_the_list_is_filtered_as_one_types_and_q_shows_all_again(home: Path) -> None:
    async with reading(home) as reader:
        every = reader.listed
        await reader.press("slash", *"lantern")
        assert 0 < len(reader.listed) < len(every)
        await reader.press("enter")
        assert "with “lantern”" in reader.status
        await reader.press("q")
        assert reader.listed == every
        assert not reader.has_left


async def test_leaving_the_filter_shows_all_again(home: Path) -> None:
    async with reading(home) as reader:
        every = reader.listed
        await reader.press("slash", *"lantern", "escape")
        assert reader.listed == every


async def test_a_filter_that_nothing_has_says_how_to_go_on(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("slash", *"zeppelin", "enter")
        assert reader.listed == []
        assert "No article here has all of these words." in reader.screen
        await reader.press("j", "k", "enter", "space", "s", "t", "o", "A")
        await reader.press("q")
        assert HARBOUR in reader.screen


@pytest.mark.parametrize("query", ["[red]", "\\", "(", ".*", "“", "𝔉", "[/]"])
async def test_no_query_breaks_anything(query: str, home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("slash", *query, "enter")
        await reader.press("escape", "escape")  # out of the prompt, if the query is none, and of the filter
        await reader.open()
        await reader.press("slash", *query, "enter")
        assert query in reader.status or "of" in reader.status


async def test_notes_of_all_articles_are_searched_and_opened_at_their_passage(home: Path) -> None:
    async with reading(home) as reader:
        annotate(reader.session, "The boat can be late.", tags=("patience",))
        annotate(reader.session, "he is not ruling out anything", title=TALKS, note="Ask the Élysée")
        await reader.press("g", "N", *"elysee", "enter")
        assert "not ruling out" in reader.screen
        assert "The boat can be late" not in reader.screen
        await reader.press("enter")
        await reader.until(lambda: reader.title.startswith(TALKS))
        assert "not ruling out anything" in reader.sentence
        await reader.press("h")
        assert reader.app.reading.articles.current is not None
        assert reader.app.reading.articles.current.article.title == reader.title
