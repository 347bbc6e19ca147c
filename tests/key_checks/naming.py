"""Commands among all names, on the page of one, among all quotations, and what leads there."""

import csv
from functools import partial

from reader.library.known import Companion
from reader.model import EntityType
from reader.services.entities.contexts import InArticle
from reader.services.entities.page_lines import Mentioned, Name, Part
from reader.services.quotations.rows import SourceRow, StatementRow, key_of
from reader.services.quotations.statements import Statement
from reader.text.counting import counted
from reader.ui.commands import Where
from reader.ui.screens.entities import EntitiesScreen, EntityList
from reader.ui.screens.entity import EntityScreen
from reader.ui.screens.quotations import QuotationsScreen
from reader.ui.widgets.entity_rows import EntityRows
from reader.ui.widgets.quotation_rows import QuotationRows
from tests.composed import TALKS, Reader, annotate
from tests.key_checks import Press, seen_after

everywhere = partial(seen_after, Where.EVERYWHERE)
in_article = partial(seen_after, Where.ARTICLE)
in_margin = partial(seen_after, Where.MARGIN)
in_entities = partial(seen_after, Where.ENTITIES)
in_entity = partial(seen_after, Where.ENTITY)
in_quotations = partial(seen_after, Where.QUOTATIONS)

MACRON, PUTIN = "person:emmanuel-macron", "person:vladimir-putin"


async def begin_entity(reader: Reader) -> None:
    """Be on the page of somebody with two names, who is quoted, and named with others."""
    await reader.app.going.show_entity(MACRON, "Emmanuel Macron")
    await reader.settle()
    assert page(reader).query_one(EntityRows).items


def page(reader: Reader) -> EntityScreen:
    assert isinstance(reader.app.screen, EntityScreen)
    return reader.app.screen


def lines(reader: Reader) -> EntityRows:
    return page(reader).query_one(EntityRows)


def names(reader: Reader) -> EntityList:
    assert isinstance(reader.app.screen, EntitiesScreen)
    return reader.app.screen.query_one(EntityList)


def quotations(reader: Reader) -> QuotationRows:
    assert isinstance(reader.app.screen, QuotationsScreen)
    return reader.app.screen.query_one(QuotationRows)


def called(reader: Reader) -> list[str]:
    """The names in the list of names."""
    return [entity.name for entity in names(reader).items]


def go_to(reader: Reader, name: str) -> None:
    """Put the cursor of the list of names on one."""
    names(reader).move_to(called(reader).index(name))


async def everybody(reader: Reader) -> list[str]:
    """What all entities are called."""
    return [each.name for each in reader.session.corrections.entities.find([], limit=100, types=())]


# -- what leads there


@everywhere("quotations")
async def quotations_are_listed(reader: Reader, press: Press) -> None:
    await press()
    assert isinstance(quotations(reader).items[0], StatementRow)
    assert "“You watch the shutter,”" in reader.screen


@everywhere("entities")
async def names_are_listed(reader: Reader, press: Press) -> None:
    await press()
    assert {"Emmanuel Macron", "Agnes Pellow"} <= {*called(reader)}


@in_article("entity")
async def page_of_who_is_named_opens(reader: Reader, press: Press) -> None:
    await reader.go_to("Duncan Farrow, who runs")
    await press()
    assert "Duncan Farrow  person" in reader.screen
    assert isinstance(lines(reader).current, Mentioned)
    await reader.press("ctrl+o")
    assert reader.app.screen is reader.app.reading


@in_margin("entity")
async def page_of_the_line_opens(reader: Reader, press: Press) -> None:
    margin_on(reader, "Rufus Hale")
    await press()
    assert "Rufus Hale  person" in reader.screen


def margin_on(reader: Reader, name: str) -> None:
    margin = reader.app.reading.desk.margin
    margin.move_to(next(i for i, line in enumerate(margin.items) if line.left and line.left[0][0] == name))


@in_margin("rename_entity", "join_entity", "split_entity", "retype_entity", "hide_entity")
async def line_of_the_margin_is_corrected(reader: Reader, press: Press) -> None:
    await reader.open(TALKS)
    await reader.press("tab")
    before = counts_in_margin(reader)
    margin_on(reader, "Emmanuel Macron")
    await press()
    match press.command.id:
        case "rename_entity":
            await reader.press("ctrl+u", *"E. M.", "enter")
            assert counts_in_margin(reader)["E. M."] == before["Emmanuel Macron"]
        case "join_entity":
            await reader.press(*"Boris", "tab", "enter")
            both = int(before["Emmanuel Macron"]) + int(before["Boris Johnson"])
            assert counts_in_margin(reader)["Boris Johnson"] == str(both)
        case "split_entity":
            await reader.press("down", "enter")
            assert int(counts_in_margin(reader)["Emmanuel Macron"]) < int(before["Emmanuel Macron"])
        case "retype_entity":
            await reader.press(*"place", "enter")
            assert int(counts_in_margin(reader)["Places"]) == int(before["Places"]) + 1
        case _:
            assert int(counts_in_margin(reader)["People"]) == int(before["People"]) - 1
    await reader.press("u")
    assert counts_in_margin(reader) == before


def counts_in_margin(reader: Reader) -> dict[str, str]:
    """What the lists of the margin say, line by line."""
    lines = [line for line in reader.app.reading.desk.margin.items if line.left and line.right]
    return {line.left[0][0]: line.right[0][0] for line in reversed(lines)}


# -- all names


@in_entities("open_entity")
async def page_of_the_name_opens(reader: Reader, press: Press) -> None:
    go_to(reader, "Emmanuel Macron")
    await press()
    assert "Emmanuel Macron  person" in reader.screen
    await reader.press("q")
    assert isinstance(reader.app.screen, EntitiesScreen)


@in_entities("show_types.all", "show_types.person", "show_types.organisation", "show_types.place")
async def only_that_type_is_listed(reader: Reader, press: Press) -> None:
    await reader.press("2" if press.command.id == "show_types.all" else "1")
    await press()
    types = {entity.type for entity in names(reader).items}
    (wanted,) = press.command.arguments
    assert len(types) > 1 if wanted == "all" else types == {EntityType(wanted)}


@in_entities("clear_query")
async def all_names_are_shown_again(reader: Reader, press: Press) -> None:
    before = called(reader)
    await reader.press("3", "slash", *"lin", "enter")
    assert called(reader) == ["Crossing Lines"]
    await press()
    assert called(reader) == before


@in_entities("rename_entity")
@in_entity("rename_entity")
async def it_has_another_name(reader: Reader, press: Press) -> None:
    await _on_macron(reader)
    await press()
    await reader.press("ctrl+u", *"E. M.", "enter")
    assert "E. M." in reader.screen
    await reader.press("u")
    assert "E. M." not in reader.screen
    assert "Emmanuel Macron" in reader.screen


@in_entities("join_entity")
@in_entity("join_entity")
async def two_are_one(reader: Reader, press: Press) -> None:
    await _on_macron(reader)
    await press()
    await reader.type("Vlad")
    await reader.press("tab", "enter")
    assert "Emmanuel Macron" not in await everybody(reader)
    await reader.press("u")
    assert "Emmanuel Macron" in await everybody(reader)


@in_entities("split_entity")
@in_entity("split_entity")
async def name_is_somebody_elses(reader: Reader, press: Press) -> None:
    await _on_macron(reader)
    await press()
    await reader.press("down", "enter")
    assert "Macron" in await everybody(reader)
    await reader.press("u")
    assert "Macron" not in await everybody(reader)


@in_entities("retype_entity")
@in_entity("retype_entity")
async def it_is_something_else(reader: Reader, press: Press) -> None:
    await _on_macron(reader)
    await press()
    await reader.press(*"org", "enter")
    assert reader.session.corrections.entities.get(MACRON).type is EntityType.ORGANISATION
    await reader.press("u")
    assert reader.session.corrections.entities.get(MACRON).type is EntityType.PERSON


@in_entities("hide_entity")
@in_entity("hide_entity")
async def it_is_nowhere(reader: Reader, press: Press) -> None:
    await _on_macron(reader)
    await press()
    assert "Emmanuel Macron" not in await everybody(reader)
    await reader.press("u")
    assert "Emmanuel Macron" in await everybody(reader)
    assert "Emmanuel Macron" in reader.screen


async def _on_macron(reader: Reader) -> None:
    if isinstance(reader.app.screen, EntitiesScreen):
        go_to(reader, "Emmanuel Macron")


# -- the page of one


@in_entity("open_line")
async def article_opens_at_that_mention(reader: Reader, press: Press) -> None:
    await reader.press("j")
    line = lines(reader).current
    assert isinstance(line, Mentioned)
    await press()
    assert reader.title.startswith(TALKS)
    assert reader.app.reading.desk.view.cursor == line.context.span.start
    await reader.press("ctrl+o")
    again = lines(reader).current
    assert isinstance(again, Mentioned)
    assert again.context == line.context


@in_entity("entity")
async def page_of_a_companion_opens(reader: Reader, press: Press) -> None:
    await press()
    assert "about nobody and nothing else" in reader.status
    await reader.press("4")
    companion = lines(reader).current
    assert isinstance(companion, Companion)
    await press()
    assert f"{companion.name}  " in reader.screen
    await reader.press("q")
    assert lines(reader).current == companion


@in_entity("copy_line")
async def passage_is_copied_with_its_citation(reader: Reader, press: Press) -> None:
    await press()
    (copied,) = reader.copied
    assert copied.startswith("> ")
    assert TALKS in copied


@in_entity("export")
async def what_it_said_is_exported(reader: Reader, press: Press) -> None:
    await press()
    assert "There is nothing here to export." in reader.status
    await reader.press("2")
    await press()
    assert {row["speaker"] for row in await _exported(reader)} == {"Emmanuel Macron"}


async def _exported(reader: Reader) -> list[dict[str, str]]:
    """The rows of what is exported as CSV, once it was asked for."""
    path = reader.session.places.notes.parent / "said.csv"
    await reader.type("csv")
    await reader.press("enter")
    await reader.type(str(path))
    await reader.press("enter")
    await reader.until(lambda: "are in" in reader.status)
    return [*csv.DictReader(path.read_text(encoding="utf-8").splitlines())]


@in_entity("next_part", "previous_part")
async def parts_follow_one_another(reader: Reader, press: Press) -> None:
    await press()
    await press()
    part = Part.ABOUT if press.command.id == "next_part" else Part.NAMES
    assert page(reader).again()().part is part


@in_entity(*(f"show_part.{part.value}" for part in Part))
async def part_is_shown(reader: Reader, press: Press) -> None:
    annotate(reader.session, "Macron has announced", title=TALKS)
    reader.app.notes_changed()
    await reader.press("5")
    await press()
    (part,) = press.command.arguments
    kinds = {type(line) for line in lines(reader).items}
    wanted: dict[str, set[type]] = {
        "articles": {InArticle, Mentioned},
        "said": {Statement},
        "companions": {Companion},
        "names": {Name},
    }
    if part in wanted:
        assert kinds == wanted[part]
    elif part == "notes":
        assert "Macron has announced" in reader.screen


@in_entity("close")
async def page_closes(reader: Reader, press: Press) -> None:
    await press()
    assert reader.app.screen is reader.app.reading


# -- all quotations


@in_quotations("open_quotation")
async def article_opens_at_the_quotation(reader: Reader, press: Press) -> None:
    row = quotations(reader).current
    assert isinstance(row, StatementRow)
    await press()
    assert reader.text[reader.app.reading.desk.view.cursor :].startswith(row.statement.best.text)
    await reader.press("ctrl+o")
    again = quotations(reader).current
    assert again is not None
    assert key_of(again) == key_of(row)


@in_quotations("toggle_sources")
async def sources_are_shown(reader: Reader, press: Press) -> None:
    await press()
    assert isinstance(quotations(reader).items[1], SourceRow)
    await reader.press("j")
    await press()
    assert not any(isinstance(row, SourceRow) for row in quotations(reader).items)


@in_quotations("entity")
async def page_of_the_speaker_opens(reader: Reader, press: Press) -> None:
    await press()
    assert "Agnes Pellow  person" in reader.screen
    await reader.press("q", "slash", *"speaker:surveyor", "enter")
    await press()
    assert "not known for sure" in reader.status


@in_quotations("copy_quotation", "copy_quotations")
async def quotations_are_copied(reader: Reader, press: Press) -> None:
    await press()
    (copied,) = reader.copied
    assert copied.startswith("> “You watch the shutter,”\n>\n> — Agnes Pellow, in ")
    assert (copied.count("\n> — ") > 1) is (press.command.id == "copy_quotations")


@in_quotations("export")
async def quotations_that_are_looked_for_are_exported(reader: Reader, press: Press) -> None:
    await reader.press("slash", *"speaker:macron", "enter")
    count = len(quotations(reader).items)
    await press()
    assert f"Export {counted(count, 'statement')} as" in reader.screen
    rows = await _exported(reader)
    assert {row["speaker"] for row in rows} == {"Emmanuel Macron"}
    assert len({row["statement"] for row in rows}) == count


@in_quotations("clear_query")
async def all_quotations_are_shown_again(reader: Reader, press: Press) -> None:
    before = len(quotations(reader).items)
    await reader.press("slash", *"speaker:macron", "enter")
    assert 0 < len(quotations(reader).items) < before
    await press()
    assert len(quotations(reader).items) == before
