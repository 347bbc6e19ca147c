"""The list of articles shows what there is of each, whatever stands in it."""

import pytest
from rich.cells import cell_len
from textual.app import App

from reader.model import Article, ArticleMark, ArticleRef
from reader.paths import bundled
from reader.services.articles.opening import ArticleRow
from reader.ui.commands import Where
from reader.ui.themes import register_themes, variable_defaults
from reader.ui.widgets.article_list import ArticleList


class Host(App):
    CSS_PATH = bundled("styles") / "list.tcss"
    CSS = "ArticleList { height: 1fr; }"

    def __init__(self, rows=(), opened=None):
        super().__init__()
        self.articles = ArticleList()
        self.rows, self.opened = rows, opened

    def get_theme_variable_defaults(self):
        return variable_defaults(self.current_theme)

    def compose(self):
        yield self.articles

    def on_mount(self):
        register_themes(self)
        self.theme = "postil-dark"
        self.articles.set_rows(self.rows, opened=self.opened)


def row(number=1, title="A title", *, highlights=0, notes=0, starred=False, tags=(), **more):
    article = Article(f"{number:016}", title, "", 1, 500, "2025-01-01T00:00:00Z", **more)
    mark = ArticleMark(ArticleRef(article.id, title), "", starred, tags) if starred or tags else None
    return ArticleRow(article, highlights, notes, mark)


async def lines(rows, width=60, height=8, opened=None):
    async with Host(rows, opened).run_test(size=(width, height)) as pilot:
        await pilot.pause()
        return [strip.text.rstrip() for strip in pilot.app.screen._compositor.render_strips()]


async def test_a_row_tells_title_source_date_and_counts():
    row_one = row(title="Talks", source="Post", published="2022-02-02", highlights=2, notes=1, read=True)
    first, second, *_ = await lines([row_one], width=40)
    assert first == "›  Talks"
    assert second == "   Post · 2 Feb 2022              ▎2 ✎1"


async def test_unread_starred_and_open_articles_are_told_without_colours():
    shown = await lines([row(1), row(2, starred=True), row(3, read=True)], opened=f"{2:016}")
    assert shown[0] == "›● A title"
    assert shown[2] == "┃● ★ A title"
    assert shown[3] == "┃"
    assert shown[4] == "   A title"


async def test_the_cursor_and_the_open_article_can_be_the_same():
    assert (await lines([row(1)], opened=f"{1:016}"))[:2] == ["›● A title", "┃"]


async def test_tags_are_shown_where_there_is_room_and_the_source_gives_way_to_the_date():
    tagged = row(source="A Very Long Source Name", published="2022-02-02", tags=("economy", "later"))
    assert (await lines([tagged], 70))[1] == "   A Very Long Source Name · 2 Feb 2022 · #economy #later"
    assert (await lines([tagged], 36))[1] == "   A Very Long Source… · 2 Feb 2022"


@pytest.mark.parametrize(
    ("published", "shown"), [("2022-02-02", "2 Feb 2022"), ("2022", "2022"), ("last \x1b[1mweek", "last week")]
)
async def test_a_date_that_is_none_is_shown_as_it_is(published, shown):
    assert (await lines([row(published=published)]))[1] == f"   {shown}"


async def test_an_article_without_a_title_has_a_name_all_the_same():
    assert "Untitled" in (await lines([row(title="\x1b[2J\n")]))[0]


@pytest.mark.parametrize(
    "title",
    [
        "[red]markup[/] [@click=app.bell]x[/] [/",
        "esc \x1b[31mred\x1b[0m \x9b2J \x1b]0;title\x07 bell \x07",
        "two\nlines\r\nand\ttabs",
        "x" * 10_000,
        "\u202eevil \u2066bidi",
        "שלום עולם مرحبا بالعالم",
        "漢字仮名交じり文の長い題名がここに入りますからどうなるでしょうか" * 3,
        "👩‍👩‍👧‍👦 family 🇺🇦🇫🇷 flags 👍🏽 " * 9,
        "Z̷̢̛a̸l̶g̷o̸" * 30,
        "",
    ],
)
@pytest.mark.parametrize("width", [12, 37, 80])
async def test_no_title_can_break_the_screen(title, width):
    hostile = row(title=title, source=title, published=title, tags=(title[:80] or "t",), highlights=10**9)
    async with Host([hostile]).run_test(size=(width, 4)) as pilot:
        await pilot.pause()
        for y in range(4):
            strip = pilot.app.articles.render_line(y)
            assert cell_len(strip.text) == strip.cell_length == pilot.app.articles.size.width
            assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or c in "\u202e\u2066" for c in strip.text)


async def test_the_cursor_stays_on_its_article_when_others_come_in():
    async with Host([row(1), row(2)]).run_test() as pilot:
        articles = pilot.app.articles
        articles.move_to(1)
        articles.set_rows([row(3), row(1), row(2, read=True)])
        assert articles.current.article.id == f"{2:016}"


async def test_an_empty_list_says_what_to_do():
    words = " ".join(" ".join(await lines([], 80, 24)).split())
    assert "Press 1 to see all of them" in words
    assert "postil article.md" in words


async def test_keys_are_those_of_the_list():
    assert ArticleList().key_contexts() == (Where.LIST,)
