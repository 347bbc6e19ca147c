import pytest

from reader.document.plain import from_plain
from reader.document.rows import EXACT_AT_FIRST
from reader.model import EntityType, QuotationKind
from reader.ui.widgets.article.view import ArticleView
from tests.fakes.reading import ARTICLE, cursor_row, reading, screen, span_of, words

SENTENCE = "It goes on and on, sentence after sentence. "
LONG = from_plain("\n\n".join(["A long tale", *[f"{n} {SENTENCE * 9}" for n in range(900)]]))

# -- moving


async def test_a_line_down_goes_to_the_next_row_of_text():
    async with reading() as (view, pilot):
        await pilot.press("j")
        assert cursor_row(view) == 2
        assert words(view, view.sentence) == "1!"
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
        assert words(view, view.sentence) == "1!"
        await pilot.press("}")
        assert words(view, view.paragraph).startswith("2!")
        await pilot.press("{", "{")
        assert words(view, view.paragraph) == "A harbour town waits"
        assert words(view, view.next_sentence()) == "1!"


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
        assert words(view, view.paragraph).startswith("30!")
        await pilot.press("g", "g")
        assert (view.scroll_offset.y, view.cursor) == (0, 0)
        await pilot.press("G")
        assert words(view, view.paragraph).startswith("30!")
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
        passage = span_of(ARTICLE.text, "20! The mayor")
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
        at = ARTICLE.text.index("15! ")
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
        ready = [span_of(text, "“We are ready,”", text.index(f"{n}! ")) for n in (1, 2, 3)]
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


@pytest.mark.parametrize("paragraph", [450, 700, 899])
async def test_far_into_a_long_article_the_place_is_right_and_stays_while_heights_are_put_right(
    paragraph: int,
) -> None:
    place = LONG.text.index(f"\n{paragraph} It goes") + 1
    async with reading(LONG) as (view, pilot):
        assert place > EXACT_AT_FIRST
        view.go_to(place)
        await pilot.pause()
        assert f"{paragraph} It goes on" in screen(view)[cursor_row(view)]
        for action in (view.action_page_up, view.action_page_up, view.action_page_down, view.action_page_down):
            action()
            await pilot.pause()
            assert "›" in "".join(screen(view))
        view.go_to(place)
        await pilot.pause()
        assert f"{paragraph} It goes on" in screen(view)[cursor_row(view)]
        await pilot.resize_terminal(50, 24)
        await pilot.pause()
        assert f"{paragraph} It goes on" in screen(view)[cursor_row(view)]
        view.action_bottom()
        await pilot.pause()
        assert screen(view)[-1].split() == ["›", "sentence."]
        assert view.progress == 1.0
