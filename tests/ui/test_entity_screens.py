"""Pages of entities, all names, all quotations: what they show when, and the ways between them and articles."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from reader.model import Article, QuotationKind, Span
from reader.services.entities import page_lines as entity_lines
from reader.services.entities.contexts import InArticle
from reader.services.quotations.rows import SourceRow
from reader.services.quotations.statements import Quoted, Statement
from reader.ui.prompts.entity import EntityPrompt
from reader.ui.screens import entity as entity_screen
from reader.ui.screens.entities import EntitiesScreen
from reader.ui.screens.entity import EntityScreen
from reader.ui.screens.quotations import QuotationsScreen
from reader.ui.widgets.entity_header import EntityHeader
from reader.ui.widgets.entity_rows import EntityRows
from reader.ui.widgets.quotation_lines import WORDS_ROWS, QuotationLines, statement_height
from reader.ui.widgets.quotation_rows import QuotationRows
from tests.composed import HARBOUR, TALKS, Reader, annotate, reading

DUNMERE = "place:dunmere"


def lines(reader: Reader) -> EntityRows:
    assert isinstance(reader.app.screen, EntityScreen)
    return reader.app.screen.query_one(EntityRows)


# -- the page of one


async def test_a_page_says_at_once_whose_it_is_and_the_rest_comes_after(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_read = threading.Event()

    class Slow(entity_lines.PageReader):
        def __init__(self, *arguments: object) -> None:
            may_read.wait(10)
            super().__init__(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(entity_screen, "PageReader", Slow)
    async with reading(home) as reader:
        try:
            await reader.app.going.show_entity(DUNMERE, "Dunmere")
            await reader.until(lambda: "Looking…" in reader.screen)
            assert "Dunmere" in reader.screen
            assert "articles" not in reader.screen
        finally:
            may_read.set()
        await reader.until(lambda: lines(reader).items)
        assert "Dunmere  place · 2 articles" in reader.screen


async def test_where_nobody_is_named_there_is_no_page(home: Path) -> None:
    async with reading(home) as reader:
        await reader.open()
        await reader.go_to("That was twenty-seven weeks ago")
        await reader.press("K")
        assert reader.app.screen is reader.app.reading
        assert "Nobody and nothing is named here." in reader.status


async def test_the_page_of_what_is_no_more_says_so(home: Path) -> None:
    async with reading(home) as reader:
        await reader.app.going.show_entity("person:nobody", "Nobody")
        await reader.settle()
        assert "nobody" in reader.status
        assert not lines(reader).items


async def test_more_articles_are_read_when_the_cursor_comes_near_the_last(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entity_lines, "ARTICLES_AT_ONCE", 1)
    monkeypatch.setattr(entity_screen, "AHEAD", 0)
    async with reading(home) as reader:
        await reader.app.going.show_entity(DUNMERE, "Dunmere")
        await reader.settle()
        articles = [line.article.title for line in lines(reader).items if isinstance(line, InArticle)]
        assert len(articles) == 1
        monkeypatch.setattr(entity_screen, "AHEAD", 2)
        await reader.press("tab", "shift+tab")
        await reader.until(lambda: sum(isinstance(line, InArticle) for line in lines(reader).items) == 2)
        assert lines(reader).cursor == 1


async def test_an_article_without_a_date_has_its_number_of_mentions_alone(home: Path) -> None:
    async with reading(home) as reader:
        await reader.app.going.show_entity(DUNMERE, "Dunmere")
        await reader.until(lambda: bool(lines(reader).items))
        item = next(line for line in lines(reader).items if isinstance(line, InArticle))
        undated = replace(item, article=replace(item.article, published=None), count=2)
        assert lines(reader).render_item(undated, 60, False)[0].text.rstrip().endswith(" 2×")


async def test_a_plot_stands_beside_the_lines_where_there_is_room(home: Path) -> None:
    async with reading(home, size=(160, 45)) as reader:
        await reader.app.going.show_entity(DUNMERE, "Dunmere")
        await reader.until(lambda: "Articles a month" in reader.screen)
        assert "at most" not in reader.screen
        await reader.resize(80, 24)
        assert "Articles a month" not in reader.screen
        assert "█     █ 2026-05, at most 1 a month" in reader.screen


async def test_a_note_on_a_passage_that_names_it_is_opened(home: Path) -> None:
    async with reading(home) as reader:
        annotate(reader.session, "Macron has announced", title=TALKS)
        await reader.app.going.show_entity("person:emmanuel-macron", "Emmanuel Macron")
        await reader.press("6", "enter")
        assert reader.text[reader.app.reading.desk.view.cursor :].startswith("Macron has announced")


async def test_every_part_of_the_page_is_named_with_its_key_at_any_width(home: Path) -> None:
    async with reading(home, size=(60, 24)) as reader:
        await reader.app.going.show_entity(DUNMERE, "Dunmere")
        await reader.settle()
        assert reader.app.screen.query_one(EntityHeader).size.height >= 3
        assert "1 Articles 2" in reader.screen


# -- ways


async def test_the_ways_lead_back_step_by_step(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("g", "e", "slash", *"dunm", "enter", "enter")
        await reader.press("enter")
        assert reader.app.screen is reader.app.reading
        assert reader.title.startswith(HARBOUR)
        await reader.press("q")
        assert "Dunmere  place" in reader.screen
        await reader.press("q")
        assert EntitiesScreen in map(type, reader.app.screen_stack)
        assert "dunm" in reader.screen
        await reader.press("q")
        assert reader.app.screen is reader.app.reading
        assert reader.app.reading.in_list


async def test_after_an_article_of_the_list_back_leads_to_the_list_again(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("g", "q", "enter", "]", "]")
        assert reader.app.screen is reader.app.reading
        await reader.press("q")
        assert reader.app.screen is reader.app.reading
        assert reader.app.reading.in_list


async def test_enter_in_the_margin_goes_from_mention_to_mention_and_round(home: Path) -> None:
    async with reading(home, size=(120, 40)) as reader:
        await reader.open(TALKS)
        await reader.press("tab")
        margin = reader.app.reading.desk.margin
        macron = next(i for i, line in enumerate(margin.items) if line.entity == "person:emmanuel-macron")
        places = [span.start for span in margin.items[macron].places]
        margin.move_to(macron)
        seen = []
        for _ in [*places, 0]:
            await reader.press("enter")
            seen.append(reader.app.reading.desk.view.cursor)
        assert reader.app.focused is margin
        assert {*seen} == {*places}
        assert seen[0] == seen[-1]


async def test_where_the_margin_hides_the_article_enter_goes_there(home: Path) -> None:
    async with reading(home) as reader:
        await reader.open()
        await reader.press("|", "enter")
        assert reader.app.focused is reader.app.reading.desk.view


# -- corrections


async def test_what_is_no_name_cannot_be_joined_and_the_prompt_stays(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("g", "e", "m", *"zzz", "enter")
        assert isinstance(reader.app.screen, EntityPrompt)
        assert "Nobody and nothing is called “zzz”" in reader.screen
        await reader.press("ctrl+g")
        assert not reader.session.corrections.all()


async def test_the_only_one_whose_name_is_like_what_is_typed_is_meant(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("g", "e", "slash", *"agnes", "enter", "m", *"dunm")
        await reader.until(lambda: "Dunmere" in reader.screen)
        await reader.press("enter")
        await reader.until(lambda: [each.value for each in reader.session.corrections.all()] == [DUNMERE])


async def test_the_only_other_name_is_split_off_without_a_question(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("g", "e", "slash", *"emmanuel", "enter", "S")
        await reader.until(lambda: [each.value for each in reader.session.corrections.all()] == ["Macron"])


async def test_who_has_one_name_only_has_none_to_split_off(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("g", "e", "slash", *"agnes", "enter", "S")
        assert "“Agnes Pellow” has no other name" in reader.status


async def test_a_name_is_split_off_where_it_is_listed(home: Path) -> None:
    async with reading(home) as reader:
        await reader.app.going.show_entity("person:emmanuel-macron", "Emmanuel Macron")
        await reader.press("5", "S")
        assert [each.value for each in reader.session.corrections.all()] == ["Macron"]


# -- quotations


async def test_a_query_that_is_not_understood_is_told_and_what_is_shown_stays(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("g", "q")
        before = reader.app.screen.query_one(QuotationRows).items
        await reader.press("slash", *"after:never", "enter")
        assert reader.status.startswith("! ")
        assert reader.app.screen.query_one(QuotationRows).items == before


async def test_nothing_found_says_how_to_see_all_again(home: Path) -> None:
    async with reading(home) as reader:
        await reader.press("g", "q", "slash", *"zeppelin", "enter")
        assert isinstance(reader.app.screen, QuotationsScreen)
        assert "Nobody said all of that." in reader.screen


def said(text: str, **fields: object) -> Quoted:
    article = Article("a" * 16, "A harbour town", "0" * 64, 1, 100, "2026-01-01T00:00:00Z", "The Lantern")
    known = {"kind": QuotationKind.SPEECH, "speaker": "Ann Lee", "key": None, "cue": "", "confidence": 0.9}
    return Quoted(article, Span(0, len(text)), text, **{**known, **fields})  # type: ignore[arg-type]


def drawn(quoted: Quoted, width: int = 40, others: int = 0) -> list[str]:
    from rich.style import Style

    statement = Statement(quoted, (quoted,) * (others + 1))
    rows = [*QuotationLines(lambda _: Style()).statement(statement, width)]
    assert len(rows) == statement_height(statement, width)
    return ["".join(segment.text for segment in row) for row in rows]


def test_who_says_it_is_in_doubt_where_that_is_not_sure() -> None:
    assert drawn(said("“Yes.”"))[0].rstrip() == "Ann Lee"
    assert drawn(said("“Yes.”", confidence=0.3))[0].rstrip() == "Ann Lee ?"
    assert drawn(said("“Yes.”", speaker=None))[0].rstrip() == "nobody is named"


def test_long_words_are_cut_and_other_sources_counted() -> None:
    rows = drawn(said("“" + "word " * 100 + "”"), others=2)
    assert len(rows) == WORDS_ROWS + 2
    assert rows[-2].endswith("…")
    assert rows[-1].endswith(" · and 2 other articles")


def test_another_speaker_is_named_beside_the_source() -> None:
    from rich.style import Style

    lines_of = QuotationLines(lambda _: Style())
    same, other = (lines_of.source(SourceRow(said("“Yes.”"), True, each), 60) for each in (False, True))
    assert "Ann Lee" not in "".join(segment.text for segment in same)
    assert "Ann Lee · A harbour town" in "".join(segment.text for segment in other)
