"""What was found in an article with what is around it, who said it, and where it is from."""

from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual.containers import VerticalScroll
from textual.widgets import Static

from reader.model import Article
from reader.query.terms import spans
from reader.query.tree import Node
from reader.services.notes.citing import address, citation
from reader.services.quotations.statements import Statement
from reader.services.searching.results import ArticleHit, QuotationHit
from reader.text.sanitize import clean
from reader.ui.widgets.lines import plain

SOURCES = 20
"""How many of the articles in which a statement is quoted are named, at most."""

_PARTS = ("title", "hit", "quotation", "dim")


class PassagePreview(VerticalScroll, can_focus=False):
    """An article or a statement."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"passage-preview--{part}" for part in _PARTS}

    def __init__(self) -> None:
        self._body = Static(markup=False)
        super().__init__(self._body)

    def show(self, hit: ArticleHit | QuotationHit, wanted: Node) -> None:
        """Show it with what was wanted set off."""
        text = (
            self._statement(hit.statement, wanted) if isinstance(hit, QuotationHit) else self._place(hit, wanted)
        )
        self._body.update(text)
        self.scroll_home(animate=False)

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"passage-preview--{part}", partial=True)

    def _place(self, hit: ArticleHit, wanted: Node) -> Text:
        text = self._about(hit.article)
        if hit.around is not None:
            text.append("\n\n…" if hit.around.span.start else "\n\n")
            self._append(text, hit.around.text, None, wanted)
        return text

    def _statement(self, statement: Statement, wanted: Node) -> Text:
        said = statement.best
        text = Text()
        self._append(text, said.text, self._style("quotation"), wanted)
        speaker = plain(said.speaker) if said.speaker else "nobody is named"
        text.append(f"\n\n{speaker}", self._style("title"))
        if said.cue:
            text.append(f" ({plain(said.cue)})", self._style("dim"))
        for source in statement.sources[:SOURCES]:
            text.append(f"\n\n{plain(citation(source.article))}", self._style("dim"))
        return text

    def _append(self, text: Text, words: str, style: Style | None, wanted: Node) -> None:
        """Add words to a text, with what was wanted set off in them."""
        words = clean(words)
        start = len(text)
        text.append(words, style)
        for span in spans(words, wanted):
            text.stylize(self._style("hit"), start + span.start, start + span.end)

    def _about(self, article: Article) -> Text:
        text = Text()
        text.append(plain(article.title) or "Untitled", self._style("title"))
        about = (article.author, article.source, (article.published or "")[:10])
        for line in (", ".join(plain(part) for part in about if part), plain(address(article))):
            if line:
                text.append(f"\n{line}", self._style("dim"))
        return text
