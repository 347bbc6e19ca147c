"""The margin shows what is at the cursor, lists what is in the article, and jumps."""

import time

import pytest
from textual.app import App

from reader.model import Annotation, ArticleRef, EntityType, Span, Target
from reader.paths import bundled
from reader.services.articles.margin import (
    AnnotationHere,
    EntityHere,
    Entry,
    MarginContent,
    QuotationHere,
    Section,
)
from reader.ui.commands import Where
from reader.ui.themes import register_themes, variable_defaults
from reader.ui.widgets.margin import LEAST_HERE, Margin
from reader.ui.widgets.margin_lines import NOTE_ROWS

ANN = (Span(10, 13), Span(50, 53), Span(90, 93))
PEOPLE = Section("People", 2, (Entry("Ann Lee", ANN), Entry("Bo", (Span(70, 72),))), EntityType.PERSON)
NOTES = Section("Your notes", 1, (Entry("check this", (Span(20, 30),), 2, has_note=True),))
ORPHANS = Section("Orphans", 1, (Entry("gone words", (), 1),))


class Host(App):
    CSS_PATH = bundled("styles") / "margin.tcss"
    CSS = "Margin { height: 1fr; }"
    AUTO_FOCUS = None

    def __init__(self, content):
        super().__init__()
        self.margin = Margin()
        self.content = content
        self.jumps = []

    def get_theme_variable_defaults(self):
        return variable_defaults(self.current_theme)

    def compose(self):
        yield self.margin

    def on_mount(self):
        register_themes(self)
        self.theme = "postil-dark"
        self.margin.show(self.content)

    def on_margin_jump(self, event):
        self.jumps.append(event.span)


def annotation(**more):
    target = Target(20, 30, "some words")
    return Annotation("01", ArticleRef("a", "t"), target, "", "", **more)


def shown(app):
    return [strip.text.strip() for strip in app.screen._compositor.render_strips()]


async def lines(content, width=32, height=40):
    async with Host(content).run_test(size=(width, height)) as pilot:
        await pilot.pause()
        return [line for line in shown(pilot.app) if line]


def cursor_on(margin, words):
    at = next(n for n, line in enumerate(margin.items) if words in "".join(text for text, _ in line.left))
    margin.move_to(at)


async def test_an_annotation_is_told_with_colour_tags_note_and_how_it_was_found():
    here = AnnotationHere(
        annotation(tags=("claim", "economy"), note="check the [Minsk] text\n\nand the other one", colour=2),
        Span(20, 30),
        "evidence",
        "The article has changed.",
    )
    assert await lines(MarginContent(annotations=(here,))) == [
        "Here",
        "evidence  #claim #economy",
        "✎ check the [Minsk] text",
        "and the other one",
        "The article has changed.",
    ]


@pytest.mark.parametrize(("sure", "said"), [(True, "said by"), (False, "perhaps said by")])
async def test_a_quotation_is_told_with_kind_speaker_and_cue(sure, said):
    quotation = QuotationHere(Span(0, 9), "Quotation", "Bo Lee", sure, "criticized")
    expected = ["Here", "Quotation", f"{said} Bo Lee", "cue: criticized"]
    assert await lines(MarginContent(quotations=(quotation,))) == expected


@pytest.mark.parametrize("width", range(10, 40, 3))
async def test_a_long_speaker_is_wrapped_and_none_of_it_lost(width):
    name = "The Permanent Representative of Somewhere"
    quotation = QuotationHere(Span(0, 9), "Quotation", name, False)
    words = " ".join(await lines(MarginContent(quotations=(quotation,)), width))
    assert words.replace(" ", "").endswith(f"perhaps said by {name}".replace(" ", ""))


async def test_a_name_is_told_with_its_type_roles_and_count():
    short = EntityHere("Oslo", EntityType.PLACE, "place", (), (Span(1, 5),), "place:oslo")
    long = EntityHere(
        "Ann Lee", EntityType.PERSON, "person", ("chair of the Harbour Board",), ANN, "person:ann-lee"
    )
    told = await lines(MarginContent(entities=(short, long)))
    assert [" ".join(line.split()) for line in told] == [
        "Here",
        "Oslo place 1",
        "Ann Lee 3",
        "person · chair of the",
        "Harbour Board",
    ]


async def test_where_nothing_is_marked_the_margin_says_so_in_two_words():
    assert await lines(MarginContent()) == ["Here", "nothing marked"]


async def test_the_articles_lists_have_headings_with_counts():
    told = await lines(MarginContent(sections=(PEOPLE, NOTES, ORPHANS)))
    assert [" ".join(line.split()) for line in told[2:]] == [
        "People 2",
        "Ann Lee 3",
        "Bo 1",
        "Your notes 1",
        "✎ check this",
        "Orphans 1",
        "▎ gone words",
    ]


async def test_the_lists_stay_where_they_are_while_the_cursor_moves():
    async with Host(MarginContent(sections=(PEOPLE,))).run_test(size=(32, 40)) as pilot:
        await pilot.pause()

        def place():
            return next(n for n, line in enumerate(shown(pilot.app)) if line.startswith("Ann Lee"))

        before = place()
        quotation = QuotationHere(Span(0, 9), "Quotation", "Bo Lee")
        pilot.app.margin.show(MarginContent(quotations=(quotation,), sections=(PEOPLE,)))
        await pilot.pause()
        assert place() == before


async def test_where_nothing_is_marked_little_room_is_kept_above_the_lists():
    for height in (20, 45):
        async with Host(MarginContent(sections=(PEOPLE,))).run_test(size=(32, height)) as pilot:
            await pilot.pause()
            rows = [" ".join(line.split()) for line in shown(pilot.app)]
            assert rows.index("People 2") == LEAST_HERE


async def test_a_name_jumps_from_mention_to_mention_and_round():
    content = MarginContent(cursor=12, sections=(PEOPLE,))
    async with Host(content).run_test(size=(32, 40)) as pilot:
        margin = pilot.app.margin
        for cursor in (0, 10, 60, 90):
            margin.show(MarginContent(cursor=cursor, sections=(PEOPLE,)))
            cursor_on(margin, "Ann Lee")
            margin.action_jump()
        await pilot.pause()
        assert pilot.app.jumps == [ANN[0], ANN[1], ANN[2], ANN[0]]


async def test_a_click_jumps_at_once():
    async with Host(MarginContent(sections=(PEOPLE,))).run_test(size=(32, 40)) as pilot:
        await pilot.pause()
        at = next(n for n, line in enumerate(shown(pilot.app)) if line.startswith("Bo"))
        await pilot.click(Margin, offset=(3, at))
        assert pilot.app.jumps == [Span(70, 72)]


async def test_headings_and_orphans_are_no_places_to_jump_to():
    async with Host(MarginContent(sections=(ORPHANS,))).run_test(size=(32, 40)) as pilot:
        margin = pilot.app.margin
        margin.action_cursor_down()
        margin.action_jump()
        await pilot.pause()
        assert margin.current is None
        assert pilot.app.jumps == []


async def test_while_names_are_looked_for_and_when_there_are_none_the_margin_says_so():
    content = MarginContent(names_missing="The names model is not there; install postil again.")
    async with Host(content).run_test(size=(32, 40)) as pilot:
        await pilot.pause()
        assert "The names model is not there;" in shown(pilot.app)
        pilot.app.margin.set_activity("looking for names…")
        await pilot.pause()
        assert "looking for names…" in shown(pilot.app)
        pilot.app.margin.set_activity("")
        await pilot.pause()
        assert "looking for names…" not in shown(pilot.app)


async def test_a_very_long_note_ends_in_an_ellipsis():
    here = AnnotationHere(annotation(note="word " * 100_000), Span(20, 30), "claim")
    async with Host(MarginContent(annotations=(here,))).run_test(size=(32, 80)) as pilot:
        await pilot.pause()
        rows = [line for line in shown(pilot.app) if "word" in line or line == "…"]
        assert rows[-1] == "…"
        assert len(rows) == NOTE_ROWS + 1


@pytest.mark.parametrize(
    "hostile", ["[/] [@click=app.bell]x", "\x1b]0;t\x07a\x1b[31m", "漢字" * 99, "\u202eevil"]
)
async def test_nothing_that_is_written_can_break_the_screen(hostile):
    here = AnnotationHere(annotation(note=hostile, tags=(hostile,)), Span(0, 1), hostile)
    async with Host(MarginContent(annotations=(here,))).run_test(size=(30, 20)) as pilot:
        await pilot.pause()
        margin = pilot.app.margin
        for y in range(20):
            strip = margin.render_line(y)
            assert strip.cell_length == margin.scrollable_content_region.width
            assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or c == "\u202e" for c in strip.text)


async def test_keys_are_those_of_the_margin():
    assert Margin().key_contexts() == (Where.MARGIN,)


async def test_following_the_cursor_is_cheap_beside_long_lists():
    many = Section(
        "People", 2000, tuple(Entry(f"Name {n}", (Span(n, n + 1),)) for n in range(2000)), EntityType.PERSON
    )
    sections = (many,)
    quotation = QuotationHere(Span(0, 9), "Quotation", "Bo Lee")
    async with Host(MarginContent(sections=sections)).run_test(size=(32, 40)) as pilot:
        margin, times = pilot.app.margin, []
        cursor_on(margin, "Name 1500")
        for n in range(20):
            here = (quotation,) if n % 2 else ()
            began = time.perf_counter()
            margin.show(MarginContent(cursor=n, quotations=here, sections=sections))
            times.append(time.perf_counter() - began)
            await pilot.pause()
        assert margin.current.key[1] == "Name 1500"
        assert min(times) < 0.02, "a tenth of this is usual"
