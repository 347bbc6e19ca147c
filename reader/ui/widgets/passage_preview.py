"""A passage of an article with what is around it, and where it is from."""

from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual.containers import VerticalScroll
from textual.widgets import Static

from reader.model import Article
from reader.query.terms import spans
from reader.query.tree import Node
from reader.services.citing import address
from reader.services.searching.results import ArticleHit
from reader.text.sanitize import clean
from reader.ui.widgets.lines import plain


class PassagePreview(VerticalScroll, can_focus=False):
    """What shows that an article was found."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"passage-preview--{part}" for part in ("title", "hit", "dim")}

    def __init__(self) -> None:
        self._body = Static(markup=False)
        super().__init__(self._body)

    def show(self, hit: ArticleHit, wanted: Node) -> None:
        """Show the place in the article with what was wanted set off."""
        text = self._about(hit.article)
        if hit.around is not None:
            around = clean(hit.around.text)
            text.append("\n\n")
            start = len(text)
            text.append(f"{'…' if hit.around.span.start else ''}{around}")
            shift = start + bool(hit.around.span.start)
            for span in spans(around, wanted):
                text.stylize(self._style("hit"), shift + span.start, shift + span.end)
        self._body.update(text)
        self.scroll_home(animate=False)

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"passage-preview--{part}", partial=True)

    def _about(self, article: Article) -> Text:
        text = Text(plain(article.title) or "Untitled", self._style("title"))
        about = (article.author, article.source, (article.published or "")[:10])
        for line in (", ".join(plain(part) for part in about if part), plain(address(article))):
            if line:
                text.append(f"\n{line}", self._style("dim"))
        return text
