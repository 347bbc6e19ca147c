import pytest
from textual.pilot import Pilot

from reader.document.blocks import Block, BlockKind, Document
from reader.document.markdown import from_markdown
from reader.document.plain import from_plain
from reader.model import EntityType, Span
from reader.ui.commands import Where, in_context
from reader.ui.themes import ANSI, ANSI_LIGHT, DARK, LIGHT
from reader.ui.widgets.article.view import ArticleView
from tests.fakes.colours import contrast
from tests.fakes.reading import ARTICLE, PARAGRAPH, cursor_row, reading, screen, span_of, words

THE_SCREENS = """mark mark_paragraph note tag tag_key sticky_tags colour delete copy copy_citation star mark_unread
    links hide browser close_article next_article previous_article select_mark select_note select_tag select_tag_key
    select_sticky_tags select_colour select_copy select_copy_citation compare revisions select_attach
    entity export pipe""".split()


# -- showing


@pytest.mark.parametrize("where", [Where.ARTICLE, Where.SELECTION])
def test_every_command_that_is_not_the_screens_is_there(where):
    missing = {c.action for c in in_context(where) if not hasattr(ArticleView, f"action_{c.action}")}
    assert missing <= {*THE_SCREENS}


async def test_the_title_stands_above_and_the_cursor_on_it():
    async with reading() as (view, _):
        assert screen(view)[0].strip() == "›  A harbour town waits"
        assert words(view, view.sentence) == "A harbour town waits"


async def test_nothing_shown_takes_every_command():
    async with reading(None) as (view, pilot):
        await press_everything(pilot)
        assert view.document is None
        assert "".join(screen(view)).strip() == ""


async def test_while_nothing_is_open_a_few_words_say_what_to_do():
    async with reading(None, size=(60, 20)) as (view, pilot):
        view.empty_text = "Nothing is open. l opens an article of the list, and this goes on."
        view.refresh()
        await pilot.pause()
        lines = screen(view)
        assert [line.strip() for line in lines[9:11]] == [
            "Nothing is open. l opens an article of the",
            "list, and this goes on.",
        ]
        view.show(ARTICLE)
        await pilot.pause()
        assert "Nothing is open" not in "".join(screen(view))


@pytest.mark.parametrize("source", ["", "\n\n", "---\n\n---", "# \n\n```\n\n```"])
async def test_documents_without_words_take_every_command(source):
    async with reading(from_markdown(source)) as (view, pilot):
        await press_everything(pilot)
        assert view.selection is None


async def press_everything(pilot: Pilot[None]) -> None:
    keys = "j k space b ctrl+d ctrl+u ) ( } { g g G ] a [ a ] q [ q ] e [ e f f e e ' ' z z v c V j k o i s i q c"
    await pilot.press(*keys.replace('"', "quotation_mark").split(), "backslash", "backslash")
    await pilot.click(ArticleView, offset=(5, 5))


async def test_the_text_is_at_most_its_measure_wide_and_centred():
    async with reading(size=(160, 45)) as (view, _):
        lines = [line for line in screen(view) if "mayor" in line]
        left = len(lines[0]) - len(lines[0].lstrip())
        assert left == 41
        assert all(len(line.rstrip()) <= left + 80 for line in screen(view))
        view.measure = 50
        assert all(len(line.strip(" ›")) <= 50 for line in screen(view))


async def test_every_kind_of_block_is_drawn_its_own_way():
    source = "\n".join(
        [
            "# Title\n",
            "## Part\n",
            "- one\n- two\n",
            "> said\n",
            "```\ncode\n```\n",
            "---\n",
            "| a | bb |\n|---|---|\n| ccc | d |\n",
            "![a boat](x.png)",
        ]
    )
    async with reading(from_markdown(source), size=(60, 40)) as (view, _):
        drawn = "\n".join(line.rstrip() for line in screen(view))
        for expected in ("• one\n   • two", "│ said", "code", "─" * 56, "a   │ bb\n   ccc │ d", "▧ a boat"):
            assert expected in drawn


async def test_styles_of_layers_lie_over_the_text():
    async with reading() as (view, _):
        text = ARTICLE.text
        porto = span_of(text, "Porto")
        view.set_layer("entity", [(porto, EntityType.PLACE)])
        view.set_layer("annotation", [(span_of(text, "spoke at noon"), ("u", 2, True, "exact"))])
        (segment,) = [s for y in range(6) for s in view.render_line(y) if s.text == "Porto"]
        assert segment.style.underline
        (segment,) = [s for y in range(6) for s in view.render_line(y) if s.text == "spoke at noon"]
        assert segment.style.reverse
        assert screen(view)[2].startswith(" ✎ 1! The mayor")


async def test_the_gutter_tells_highlights_notes_and_changed_passages_apart():
    async with reading() as (view, _):
        text = ARTICLE.text
        places = [span_of(text, "The mayor", text.index(f"{n}! ")) for n in (1, 2, 3)]
        keys = [("a", 1, False, "exact"), ("b", 1, True, "exact"), ("c", 1, True, "changed")]
        view.set_layer("annotation", list(zip(places, keys, strict=True)))
        marks = [line[1] for line in screen(view) if "The mayor" in line]
        assert marks[:4] == ["▎", "✎", "≈", " "]


async def test_escape_codes_never_reach_the_terminal():
    hostile = Document.of((Block(BlockKind.PARAGRAPH, 0, "x\x1b[2Jy\u202ez"),))
    async with reading(hostile) as (view, _):
        assert screen(view)[0].strip(" ›") == "xyz"


async def test_a_span_that_ends_inside_a_grapheme_does_not_cut_it():
    family = "👨\u200d👩\u200d👧"
    document = from_plain(f"Title\n\nA {family} walks")
    async with reading(document) as (view, _):
        start = document.text.index(family)
        view.set_layer("entity", [(Span(start, start + 2), EntityType.PERSON)])
        segments = [s.text for s in view.render_line(2)]
        assert family in segments


async def test_wide_characters_fill_rows_to_the_cell():
    document = from_plain("題\n\n" + "日本語の新聞記事。" * 40)
    async with reading(document, size=(41, 20)) as (view, pilot):
        for _ in range(5):
            await pilot.press("j")
        assert all(view.render_line(y).cell_length == 41 for y in range(20))
        await pilot.press("v", "l", "l")
        assert all(view.render_line(y).cell_length == 41 for y in range(20))


# -- resizing and hiding


async def test_a_resize_keeps_the_place():
    async with reading(size=(120, 30)) as (view, pilot):
        view.go_to(span_of(ARTICLE.text, "17! The mayor"))
        await pilot.pause()
        row, cursor = cursor_row(view), view.cursor
        for size in ((60, 30), (100, 30), (45, 30)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert view.cursor == cursor
            assert cursor_row(view) == row
        await pilot.resize_terminal(45, 9)
        await pilot.pause()
        assert 0 <= cursor_row(view) < 9


async def test_wide_text_scrolled_upwards_stays_where_it_is():
    document = from_plain("題\n\n" + "\n\n".join(f"{n} " + "日本語の新聞、記事é。" * 9 for n in range(80)))
    async with reading(document, size=(50, 20)) as (view, pilot):
        await pilot.press("G")
        await pilot.pause()
        for _ in range(25):
            before = screen(view)[cursor_row(view)].strip(" ›")
            await pilot.press("k")
            lines = screen(view)
            below = [line.strip(" ›") for line in lines[cursor_row(view) + 1 :] if line.strip()]
            assert below[:1] == [before]


async def test_a_passage_gone_to_while_the_article_was_hidden_is_in_view_afterwards():
    async with reading(size=(50, 24)) as (view, pilot):
        view.display = False
        await pilot.pause()
        view.show(ARTICLE)
        view.go_to(span_of(ARTICLE.text, "25! The mayor"))
        view.display = True
        await pilot.pause()
        assert cursor_row(view) == 8
        assert all(len(line.rstrip()) <= 49 for line in screen(view))


async def test_marks_are_hidden_and_shown():
    async with reading() as (view, pilot):
        for key, layer in (("e", "entity"), ("quotation_mark", "quotation"), ("apostrophe", "annotation")):
            await pilot.press(key)
            assert layer not in view.visible_layers
            await pilot.press(key)
            assert layer in view.visible_layers
        await pilot.press("z")
        assert view.visible_layers == {"inline", "hit"}
        await pilot.press("z")
        assert "entity" in view.visible_layers


async def test_boilerplate_is_dimmed_and_can_be_hidden():
    title = "A long headline that stands in the article twice"
    document = from_plain(f"{title}\n\nText one is here.\n\n{title}\n\nText two is here.")
    assert any(block.boilerplate for block in document.blocks)
    async with reading(document) as (view, pilot):
        assert sum(title in line for line in screen(view)) == 2
        await pilot.press("}", "}", "backslash")
        assert sum(title in line for line in screen(view)) == 1
        assert words(view, view.paragraph) == "Text two is here."
        await pilot.press("{")
        assert words(view, view.paragraph) == "Text one is here."
        await pilot.press("backslash")
        assert sum(title in line for line in screen(view)) == 2


# -- layers that change


async def test_a_changed_layer_draws_only_its_rows(monkeypatch):
    async with reading() as (view, pilot):
        drawn = []
        render_line = view.render_line
        monkeypatch.setattr(view, "render_line", lambda y: drawn.append(y) or render_line(y))
        mark = (span_of(ARTICLE.text, "spoke at noon"), ("u", 1, False, "exact"))
        view.set_layer("annotation", [mark])
        await pilot.pause()
        assert set(drawn) == {2}
        drawn.clear()
        view.set_layer("annotation", [mark])
        await pilot.pause()
        assert drawn == []


async def test_hits_are_drawn_and_the_one_gone_to_stands_out():
    async with reading() as (view, _):
        text = ARTICLE.text
        hits = [span_of(text, "mayor", text.index(f"{n}! ")) for n in (1, 2)]
        view.set_layer("hit", [(hits[0], False), (hits[1], True)])
        first, second = (next(s for s in view.render_line(y) if s.text == "mayor").style for y in (2, 5))
        assert first.bgcolor != second.color  # reversed, its colour is the background
        assert second.reverse
        assert second.bold
        assert not first.reverse
        assert not first.bold


@pytest.mark.parametrize("theme", [DARK, ANSI, ANSI_LIGHT])
async def test_without_colours_hits_are_underlined_and_the_one_gone_to_is_reversed(theme, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    async with reading() as (view, pilot):
        pilot.app.theme = theme
        await pilot.pause()
        hits = [span_of(ARTICLE.text, "mayor", ARTICLE.text.index(f"{n}! ")) for n in (1, 2, 3)]
        view.set_layer("annotation", [(span_of(ARTICLE.text, PARAGRAPH), ("u", 1, False, "exact"))])
        view.set_layer("hit", [(hits[0], False), (hits[1], True), (hits[2], False)])
        styles = [next(s for s in view.render_line(y) if s.text == "mayor").style for y in (2, 5, 8)]
        assert [(bool(style.underline), style.reverse) for style in styles] == [
            (True, False),
            (False, True),
            (True, False),
        ]


def looks(view: ArticleView, *texts: str) -> list[object]:
    lines = [segment for y in range(24) for segment in view.render_line(y)]
    return [next(segment.style for segment in lines if segment.text.startswith(text)) for text in texts]


@pytest.mark.parametrize("colour", range(1, 7))
@pytest.mark.parametrize("theme", [DARK, LIGHT, ANSI, ANSI_LIGHT])
async def test_the_sentence_at_the_cursor_is_seen_among_highlighted_ones(theme, colour):
    async with reading() as (view, pilot):
        pilot.app.theme = theme
        await pilot.pause()
        view.set_layer("annotation", [(span_of(ARTICLE.text, PARAGRAPH), ("u", colour, False, "exact"))])
        view.go_to(ARTICLE.text.index("Nobody"))
        await pilot.pause()
        there, here = looks(view, "The mayor", "Nobody")
        assert there != here
        assert there.reverse
        assert here.reverse
        if theme in {ANSI, ANSI_LIGHT}:
            assert here.underline
        else:
            assert there.color != here.color
            assert contrast(here.color.triplet.hex, here.bgcolor.triplet.hex) >= 4.5


async def test_another_layer_is_an_error():
    async with reading() as (view, _):
        with pytest.raises(KeyError):
            view.set_layer("footnote", [])
