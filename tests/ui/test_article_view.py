from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.geometry import Offset
from textual.message import Message
from textual.pilot import Pilot

from reader.document.blocks import Document
from reader.document.markdown import from_markdown
from reader.document.plain import from_plain
from reader.model import EntityType, QuotationKind, Span
from reader.paths import bundled
from reader.ui.commands import Command, Where, in_context
from reader.ui.keymap import Keymap
from reader.ui.themes import DARK, register_themes, variable_defaults
from reader.ui.widgets.article_view import ArticleView

PARAGRAPH = "The mayor spoke at noon. “We are ready,” she said to the Harbour Board in Porto. Nobody asked why."
ARTICLE = from_plain("\n\n".join(["A harbour town waits", *[f"{n}. {PARAGRAPH}" for n in range(1, 31)]]))


class Reading(App[None]):
    """An article alone, with keys that go the way they go in the program."""

    CSS_PATH = bundled("styles") / "article.tcss"

    def __init__(self, document: Document | None) -> None:
        super().__init__()
        self.shown = document
        self.keymap = Keymap()
        self.heard: list[Message] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return variable_defaults(self.current_theme)

    def compose(self) -> ComposeResult:
        yield ArticleView()

    def on_mount(self) -> None:
        register_themes(self)
        self.theme = DARK
        self.view.focus()

    @property
    def view(self) -> ArticleView:
        return self.query_one(ArticleView)

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key) and not event.is_forwarded:
            printable = event.is_printable and event.character and not event.character.isspace()
            token = event.character if printable else event.key
            if not self.view.take_key(token):
                found = self.keymap.press(token, self.view.key_contexts())
                if isinstance(found, Command):
                    getattr(self.view, f"action_{found.action}", lambda *_: None)(*found.arguments)
            return
        await super().on_event(event)

    def on_article_view_link_activated(self, message: Message) -> None:
        self.heard.append(message)

    on_article_view_cursor_moved = on_article_view_link_activated
    on_article_view_selection_changed = on_article_view_link_activated
    on_article_view_notice = on_article_view_link_activated

    def last(self, kind: type[Message]) -> Message:
        return [message for message in self.heard if isinstance(message, kind)][-1]


@asynccontextmanager
async def reading(
    document: Document | None = ARTICLE, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[ArticleView, Pilot[None]]]:
    app = Reading(document)
    async with app.run_test(size=size) as pilot:
        if document is not None:
            app.view.show(document)
        await pilot.pause()
        yield app.view, pilot


def screen(view: ArticleView) -> list[str]:
    return [view.render_line(y).text for y in range(view.size.height)]


def words(view: ArticleView, span: Span | None) -> str:
    assert span is not None
    assert view.document is not None
    return view.document.text[span.start : span.end]


def cursor_row(view: ArticleView) -> int:
    (row,) = [y for y, line in enumerate(screen(view)) if "›" in line]
    return row


def span_of(text: str, passage: str, start: int = 0) -> Span:
    at = text.index(passage, start)
    return Span(at, at + len(passage))


def selected(view: ArticleView) -> str:
    return words(view, view.selection)


THE_SCREENS = """mark mark_paragraph note tag tag_key sticky_tags colour delete copy copy_citation star mark_unread
    browser close_article next_article previous_article select_mark select_note select_tag select_tag_key
    select_sticky_tags select_colour select_copy select_copy_citation""".split()


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
        assert screen(view)[2].startswith(" ✎ 1. The mayor")


async def test_the_gutter_tells_highlights_notes_and_changed_passages_apart():
    async with reading() as (view, _):
        text = ARTICLE.text
        places = [span_of(text, "The mayor", text.index(f"{n}. ")) for n in (1, 2, 3)]
        keys = [("a", 1, False, "exact"), ("b", 1, True, "exact"), ("c", 1, True, "changed")]
        view.set_layer("annotation", list(zip(places, keys, strict=True)))
        marks = [line[1] for line in screen(view) if "The mayor" in line]
        assert marks[:4] == ["▎", "✎", "≈", " "]


async def test_escape_codes_never_reach_the_terminal():
    hostile = Document.of(
        (from_plain("a\n\nb").blocks[0].__class__(ARTICLE.blocks[1].kind, 0, "x\x1b[2Jy\u202ez"),)
    )
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


# -- moving


async def test_a_line_down_goes_to_the_next_row_of_text():
    async with reading() as (view, pilot):
        await pilot.press("j")
        assert cursor_row(view) == 2
        assert words(view, view.sentence) == "1."
        await pilot.press("j")
        assert cursor_row(view) == 3
        await pilot.press("j", "k")
        assert cursor_row(view) == 3


async def test_a_row_without_a_sentence_of_its_own_rests_on_the_one_that_covers_it():
    document = from_plain(
        "Title\n\nOne sentence that is a good deal longer than any row of this narrow screen is."
    )
    async with reading(document, size=(30, 12)) as (view, pilot):
        await pilot.press("j", "j")
        assert words(view, view.sentence).startswith("One sentence")
        assert cursor_row(view) == 3


async def test_sentences_and_paragraphs_are_stepped_through():
    async with reading() as (view, pilot):
        await pilot.press(")", ")")
        assert words(view, view.sentence) == "The mayor spoke at noon."
        await pilot.press("(")
        assert words(view, view.sentence) == "1."
        await pilot.press("}")
        assert words(view, view.paragraph).startswith("2.")
        await pilot.press("{", "{")
        assert words(view, view.paragraph) == "A harbour town waits"
        assert words(view, view.next_sentence()) == "1."


async def test_pages_keep_the_cursor_where_it_is_on_the_screen():
    async with reading() as (view, pilot):
        await pilot.press(*"jjjj")
        row = cursor_row(view)
        for _ in range(2):
            await pilot.press("space")
        assert abs(cursor_row(view) - row) <= 1
        assert view.scroll_offset.y == 44
        await pilot.press("b", "ctrl+d", "ctrl+u")
        assert view.scroll_offset.y == 22


async def test_the_last_page_takes_the_cursor_to_the_end():
    async with reading() as (view, pilot):
        for _ in range(20):
            await pilot.press("space")
        assert words(view, view.paragraph).startswith("30.")
        await pilot.press("g", "g")
        assert (view.scroll_offset.y, view.cursor) == (0, 0)
        await pilot.press("G")
        assert words(view, view.paragraph).startswith("30.")
        assert cursor_row(view) == 23


async def test_rows_around_the_cursor_stay_in_view():
    async with reading() as (view, pilot):
        for _ in range(30):
            await pilot.press("j")
            assert cursor_row(view) <= 20


async def test_a_line_move_draws_only_the_rows_that_change(monkeypatch):
    async with reading() as (view, pilot):
        await pilot.press("j", "j")
        await pilot.pause()
        painted = []
        paint = view._painter.paint
        monkeypatch.setattr(view._painter, "paint", lambda row, over: painted.append(row) or paint(row, over))
        drawn = []
        render_line = view.render_line
        monkeypatch.setattr(view, "render_line", lambda y: drawn.append(y) or render_line(y))
        await pilot.press("j")
        await pilot.pause()
        assert len(painted) <= 4
        assert set(drawn) <= {2, 3, 4, 5}


async def test_going_to_a_passage_brings_it_comfortably_into_view_and_back():
    async with reading() as (view, pilot):
        await pilot.press("j")
        before = view.cursor
        passage = span_of(ARTICLE.text, "20. The mayor")
        view.go_to(passage)
        await pilot.pause()
        assert view.cursor == passage.start
        assert cursor_row(view) == 8
        assert view.jump_back()
        assert view.cursor == before
        assert not view.jump_back()


async def test_offsets_out_of_the_text_go_to_the_nearest_place():
    async with reading() as (view, _):
        for offset in (-10, 10**9, ARTICLE.blocks[1].end + 1):
            view.go_to(offset)
            assert 0 <= view.cursor <= len(ARTICLE.text)
            assert view.sentence.end > view.sentence.start


async def test_a_document_is_shown_again_where_it_was_left():
    async with reading() as (view, pilot):
        at = ARTICLE.text.index("15. ")
        view.show(ARTICLE, offset=at)
        await pilot.pause()
        assert view.cursor == at
        assert 3 <= cursor_row(view) <= 20


async def test_the_cursor_says_where_it_is_and_how_much_was_read():
    async with reading() as (view, pilot):
        await pilot.press("j")
        app = pilot.app
        moved = app.last(ArticleView.CursorMoved)
        assert (moved.offset, moved.sentence) == (view.cursor, view.sentence)
        assert 0 < moved.progress < 0.3
        await pilot.press("G")
        await pilot.pause()
        assert app.last(ArticleView.CursorMoved).progress == 1.0


async def test_quotations_names_and_annotations_are_jumped_along():
    async with reading() as (view, pilot):
        text = ARTICLE.text
        ready = [span_of(text, "“We are ready,”", text.index(f"{n}. ")) for n in (1, 2, 3)]
        kinds = [QuotationKind.SPEECH, QuotationKind.SCARE, QuotationKind.PARTIAL]
        view.set_layer("quotation", [(span, (kind, 0.9)) for span, kind in zip(ready, kinds, strict=True)])
        view.set_layer(
            "entity", [(span_of(text, "noon"), EntityType.DATE), (span_of(text, "Porto"), EntityType.PLACE)]
        )
        view.set_layer("annotation", [(span_of(text, "Nobody"), ("u", 1, False, "exact"))])
        visited = []
        for keys in ("]q", "]q", "[q", "]e", "]a", "[a"):
            await pilot.press(*keys)
            visited.append(view.cursor)
        expected = [ready[0], ready[2], ready[0], span_of(text, "Porto"), span_of(text, "Nobody")]
        assert visited[:5] == [span.start for span in expected]
        await pilot.pause()
        assert pilot.app.last(ArticleView.Notice).sentence == "There is no highlight before this one."


# -- resizing and hiding


async def test_a_resize_keeps_the_place():
    async with reading(size=(120, 30)) as (view, pilot):
        view.go_to(span_of(ARTICLE.text, "17. The mayor"))
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
        view.go_to(span_of(ARTICLE.text, "25. The mayor"))
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


# -- hints


async def test_a_typed_label_moves_the_cursor_to_its_sentence():
    async with reading() as (view, pilot):
        await pilot.press("f")
        assert view.render_line(0).text.strip(" ›")[:9] != "A harbour"
        labelled = screen(view)[2]
        assert labelled.startswith("   s. ")
        await pilot.press("s")
        assert view.cursor == ARTICLE.blocks[1].start
        assert screen(view)[0].strip(" ›") == "A harbour town waits"
        assert view.jump_back()


async def test_labels_of_two_letters_are_typed_letter_by_letter():
    async with reading() as (view, pilot):
        await pilot.press("f")
        label = next(label for label in view._hints if len(label) == 2)
        wanted = view._hints[label].start
        await pilot.press(label[0])
        assert view.cursor == 0
        await pilot.press(label[1])
        assert view.cursor == wanted


async def test_another_key_takes_the_labels_away():
    async with reading() as (view, pilot):
        before = screen(view)
        for key in ("escape", "1"):
            await pilot.press("f")
            assert screen(view) != before
            await pilot.press(key)
            assert screen(view) == before


async def test_a_link_is_opened_by_its_label_and_by_ctrl_and_click():
    document = from_markdown("# Title\n\nSee [the report](https://example.org/r) now.")
    async with reading(document) as (_, pilot):
        await pilot.press("f", "d")
        await pilot.pause()
        assert pilot.app.last(ArticleView.LinkActivated).url == "https://example.org/r"
        pilot.app.heard.clear()
        await pilot.click(ArticleView, offset=(9, 2), control=True)
        await pilot.pause()
        assert pilot.app.last(ArticleView.LinkActivated).url == "https://example.org/r"


# -- selecting


async def select_in_second_sentence(view: ArticleView, pilot: Pilot[None]) -> None:
    await pilot.press(")", ")", "v")
    assert selected(view) == "The"


async def test_a_selection_begins_with_the_first_word_of_the_sentence():
    async with reading() as (view, pilot):
        await select_in_second_sentence(view, pilot)
        await pilot.pause()
        assert pilot.app.last(ArticleView.SelectionChanged).span == view.selection
        await pilot.press("c")
        await pilot.pause()
        assert view.selection is None
        assert pilot.app.last(ArticleView.SelectionChanged).span is None


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("l", "The "),
        ("h", "Th"),
        ("ee", "The mayor spoke"),
        ("ww", "The mayor "),
        ("eeb", "The mayor "),
        (")", "The mayor spoke at noon."),
        ("o(", "1. The"),
        ("o{", "1. The"),
        ("is", "The mayor spoke at noon."),
        ("ip", f"1. {PARAGRAPH}"),
        ("}", PARAGRAPH),
        ("l+", "The mayor spoke at noon."),
        ("+", "The mayor spoke at noon."),
        ("++", f"1. {PARAGRAPH}"),
        ("++-", "The mayor spoke at noon."),
        ("++--", "The"),
    ],
)
async def test_keys_move_the_end_of_the_selection(keys, expected):
    async with reading() as (view, pilot):
        await select_in_second_sentence(view, pilot)
        await pilot.press(*keys)
        assert selected(view) == expected


async def test_the_end_moves_by_rows():
    async with reading() as (view, pilot):
        await select_in_second_sentence(view, pilot)
        await pilot.press("j")
        assert selected(view).startswith("The mayor")
        assert selected(view).count("Porto") == 1
        await pilot.press("k")
        assert selected(view) == "The"


async def test_quotations_and_names_are_selected_whole():
    async with reading() as (view, pilot):
        text = ARTICLE.text
        view.set_layer("quotation", [(span_of(text, "“We are ready,”"), (QuotationKind.SPEECH, 1.0))])
        view.set_layer("entity", [(span_of(text, "Harbour Board"), EntityType.ORGANISATION)])
        view.go_to(span_of(text, "We are"))
        await pilot.press("v", "i", "q")
        assert selected(view) == "“We are ready,”"
        await pilot.press("c")
        view.go_to(span_of(text, "Board"))
        await pilot.press("v", "+")
        assert selected(view) == "Harbour Board"
        await pilot.press("c", "v", "i", "e")
        assert selected(view) == "Harbour Board"


async def test_whole_lines_are_selected_up_and_down():
    async with reading() as (view, pilot):
        await pilot.press("j", "j", "V")
        second = selected(view)
        assert second == screen(view)[3][3:].rstrip()
        await pilot.press("j")
        assert selected(view).startswith(second)
        assert selected(view).endswith(screen(view)[5][3:].rstrip())
        await pilot.press("k", "k")
        assert selected(view).startswith("1. The mayor")
        assert selected(view).endswith(second)


# -- the mouse


async def drag(pilot: Pilot[None], start: tuple[int, int], end: tuple[int, int]) -> None:
    await pilot.mouse_down(ArticleView, offset=start)
    await pilot.hover(ArticleView, offset=end)
    await pilot.mouse_up(ArticleView, offset=end)
    await pilot.pause()


async def test_a_drag_selects_exactly_the_characters():
    async with reading() as (view, pilot):
        x = screen(view)[2].index("mayor")
        await drag(pilot, (x, 2), (x + 4, 2))
        assert selected(view) == "mayor"
        await drag(pilot, (x + 4, 2), (x, 2))
        assert selected(view) == "mayor"


async def test_a_drag_over_wide_characters_selects_whole_ones():
    document = from_plain("Title\n\n日本語の新聞")
    async with reading(document) as (view, pilot):
        await drag(pilot, (5, 2), (8, 2))
        assert selected(view) == "本語"


async def test_a_drag_across_rows_selects_what_is_between():
    async with reading() as (view, pilot):
        x = screen(view)[2].index("mayor")
        await drag(pilot, (x, 2), (4, 3))
        assert selected(view).startswith("mayor spoke")
        assert selected(view).endswith(screen(view)[3][3:5])


async def test_a_click_moves_the_cursor_and_leaves_the_selection():
    async with reading() as (view, pilot):
        x = screen(view)[2].index("mayor")
        await drag(pilot, (x, 2), (x + 4, 2))
        await pilot.click(ArticleView, offset=(x, 5))
        await pilot.pause()
        assert view.selection is None
        assert words(view, view.sentence) == "The mayor spoke at noon."
        assert cursor_row(view) == 5


async def test_two_clicks_select_a_word_and_three_a_sentence():
    async with reading() as (view, pilot):
        x = screen(view)[2].index("mayor")
        await pilot.click(ArticleView, offset=(x + 1, 2), times=2)
        assert selected(view) == "mayor"
        await pilot.click(ArticleView, offset=(x + 1, 2), times=3)
        assert selected(view) == "The mayor spoke at noon."


async def test_the_wheel_scrolls_and_the_cursor_stays_in_view():
    async with reading() as (view, _):
        for _ in range(4):
            view.on_mouse_scroll_down(wheel(view, events.MouseScrollDown))
        assert view.scroll_offset.y == 12
        assert cursor_row(view) in {0, 1}
        view.action_bottom()
        for _ in range(4):
            view.on_mouse_scroll_up(wheel(view, events.MouseScrollUp))
        assert cursor_row(view) in {22, 23}


def wheel(view: ArticleView, kind: type[events.MouseEvent]) -> events.MouseEvent:
    return kind(view, *Offset(5, 5), 0, 1, 0, shift=False, meta=False, ctrl=False)


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
        hits = [span_of(text, "mayor", text.index(f"{n}. ")) for n in (1, 2)]
        view.set_layer("hit", [(hits[0], False), (hits[1], True)])
        first, second = (next(s for s in view.render_line(y) if s.text == "mayor").style for y in (2, 5))
        assert first.reverse
        assert second.reverse
        assert second.bold
        assert not first.bold


async def test_another_layer_is_an_error():
    async with reading() as (view, _):
        with pytest.raises(KeyError):
            view.set_layer("footnote", [])
