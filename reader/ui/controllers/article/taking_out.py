"""Taking what is read, and what is written on it, to other programs: from the list and from the article."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from reader.services.exchange.exports import of_article as all_of_article
from reader.services.notes.marking import speaker_of
from reader.services.piping.piping import Given, of_annotation, of_article, of_passage
from reader.ui.controllers.article.desk import Desk
from reader.ui.controllers.exporting import Exporting, Outgoing, outgoing_notes
from reader.ui.controllers.piping import Piping, Show
from reader.ui.host import Host

if TYPE_CHECKING:
    from reader.model import Article, Span
    from reader.services.articles.opening import OpenArticle


class Meaning(Protocol):
    """Who knows which article a command is about."""

    @property
    def article_meant(self) -> "Article | None":
        """The article at the cursor of the list, or the open one while it is being read."""


class TakingOut:
    """Knows what of the article that is meant there is to take out; `controllers` are the commands that do."""

    def __init__(self, host: Host, desk: Desk, meaning: Meaning, show: Show, goes_on: Callable[[], bool]) -> None:
        self.controllers = (Exporting(host, self._outgoing, goes_on), Piping(host, self._given, show))
        self._host = host
        self._desk = desk
        self._meaning = meaning

    async def _outgoing(self) -> Outgoing | None:
        """All that is written on the article."""
        article, notes = self._meaning.article_meant, self._host.session.notes
        if article is None:
            return None
        count = len(notes.by_article(article.id)) + (notes.mark(article.id) is not None)
        return outgoing_notes(self._host.session, all_of_article(article.id), count) if count else None

    def _given(self) -> Sequence[Given]:
        """The article; while it is read also the passage at the cursor, and the note on that.

        Where something is selected, that alone.
        """
        article, session = self._meaning.article_meant, self._host.session
        if article is None:
            return ()
        opened = self._desk.opened
        if opened is None or opened.article.id != article.id or not self._desk.view.has_focus:
            return of_article(session, article.id)
        if (selected := self._desk.view.selection) is not None:
            return self._passage(opened, selected, "the selection")
        here = self._desk.annotations_here()
        if here:
            return [*of_annotation(session, here[0]), *of_article(session, article.id)]
        passage = self._passage(opened, self._desk.view.sentence, "the passage")
        return [*passage, *of_article(session, article.id)]

    def _passage(self, opened: "OpenArticle", span: "Span", name: str) -> list[Given]:
        speaker = speaker_of(opened.analysis, span)
        return of_passage(opened.article, opened.document.text, span, name=name, speaker=speaker)
