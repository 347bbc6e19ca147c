"""The list of articles: title, where and when it is from, and what the reader did to it."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.strip import Strip

from reader.services.articles.opening import ArticleRow
from reader.services.dates import short_day
from reader.text.width import cells, truncate
from reader.ui.commands import Where
from reader.ui.widgets.lines import plain, spread
from reader.ui.widgets.virtual_list import VirtualList

NO_ARTICLES = (
    "No articles here. Press 1 to see all of them, or start postil with the files or folders you want to read: "
    "postil article.md"
)
NONE_LIKE_IT = "No article here has all of these words. Press c to see the others again."

_DOT = " · "


class ArticleList(VirtualList[ArticleRow]):
    """Two lines an article; `›` is at the cursor, `┃` beside the open article, `●` before an unread one."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "article-list--mark",
        "article-list--unread",
        "article-list--star",
        "article-list--title",
        "article-list--new-title",
        "article-list--detail",
        "article-list--count",
    }
    row_height = 2

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's name
        super().__init__(empty_text=NO_ARTICLES, id=id)
        self._opened: str | None = None

    def key_contexts(self) -> tuple[Where, ...]:
        """Where keys are looked up while the list has the focus."""
        return (Where.LIST,)

    def set_rows(self, rows: Sequence[ArticleRow], *, opened: str | None = None) -> None:
        """Show these articles, the one with the id `opened` as open; the cursor stays on its article."""
        self.set_open(opened)
        self.set_items(rows, keep=_article_id)

    def set_open(self, article_id: str | None) -> None:
        """Show that article as the open one, instead of another."""
        if article_id != self._opened:
            changed = {self._opened, article_id}
            self._opened = article_id
            self.redraw_some(lambda row: row.article.id in changed)

    def go_to(self, article_id: str) -> bool:
        """Put the cursor on the article with that id; False if it is not here."""
        index = self.index_of(article_id, _article_id)
        if index is not None:
            self.move_to(index)
        return index is not None

    def render_item(self, item: ArticleRow, width: int, is_cursor: bool) -> list[Strip]:
        """The title over the rest."""
        is_open = item.article.id == self._opened
        first = "›" if is_cursor else "┃" if is_open else " "
        second = "┃" if is_open else " "
        return [
            self._with_margins(self._title(item), first, width),
            self._with_margins(self._details(item, width - 4), second, width),
        ]

    def _segment(self, text: str, name: str) -> Segment:
        return Segment(text, self.get_component_rich_style(f"article-list--{name}", partial=True))

    def _with_margins(self, line: Strip | list[Segment], mark: str, width: int) -> Strip:
        strip = line if isinstance(line, Strip) else spread(line, (), width - 2)
        return Strip([self._segment(mark, "mark"), *strip, Segment(" ")]).adjust_cell_length(width)

    def _title(self, item: ArticleRow) -> list[Segment]:
        unread = not item.article.read
        line = [self._segment("● " if unread else "  ", "unread")]
        if item.starred:
            line.append(self._segment("★ ", "star"))
        line.append(self._segment(plain(item.article.title) or "Untitled", "new-title" if unread else "title"))
        return line

    def _details(self, item: ArticleRow, width: int) -> Strip:
        """Source, date and, if they fit, tags; to the right how many highlights and notes there are."""
        counts = [f"▎{item.highlights}"] if item.highlights else []
        counts += [f"✎{item.notes}"] if item.notes else []
        count = " ".join(counts)
        about = _about(item, width - cells(count) - 1 if count else width)
        line = spread([self._segment(about, "detail")], [self._segment(count, "count")] if count else (), width)
        return Strip([Segment("  "), *line], width + 2)


def _about(item: ArticleRow, width: int) -> str:
    """Where and when an article is from; the source gives way to the date, and the tags to both."""
    article = item.article
    date = short_day(article.published or "") or plain(article.published or "")
    source = plain(article.source or article.author or "")
    if source and date:
        source = truncate(source, max(0, width - cells(date) - len(_DOT)))
    line = _DOT.join(part for part in (source, date) if part)
    tags = [f"#{plain(tag)}" for tag in (item.mark.tags if item.mark else ())]
    with_tags = _DOT.join((line, " ".join(tags)) if line else tags)
    return with_tags if tags and cells(with_tags) <= width else line


def _article_id(row: ArticleRow) -> str:
    return row.article.id
