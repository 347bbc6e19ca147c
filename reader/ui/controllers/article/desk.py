"""The open article: its text with what is marked in it, and the margin beside it."""

import asyncio
import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reader.analysis.codec import decode
from reader.model import Annotation, EntityCorrection, PostilError, Span
from reader.services.articles.margin import MarginIndex
from reader.services.articles.opening import Anchors, OpenArticle, kept_analysis, open_text, with_quotations
from reader.services.notes.anchored import Anchored
from reader.services.notes.marking import anchored_at, annotations_at
from reader.services.saving.drafts import Drafts
from reader.ui.commands import Where
from reader.ui.host import Host
from reader.ui.keys.docs import first_key
from reader.ui.widgets.article.view import ArticleView
from reader.ui.widgets.bars import StatusLine
from reader.ui.widgets.margin import Margin

if TYPE_CHECKING:
    from reader.model import Article

_log = logging.getLogger(__name__)

WORDS_A_MINUTE = 230
"""A usual speed of silent reading, for the time that is left of an article."""
LONG_TEXT = 100_000
"""In characters: the quotations of a longer text come into it when it is on screen; of others, in a frame or two."""
NOTHING_OPEN = "Nothing is open. {} opens the article at the cursor of the list."
NO_TEXT = "This article has no text."


@dataclass(frozen=True, slots=True)
class _Read:
    """All that showing an article takes. `place` is the offset where the reader left it."""

    opened: OpenArticle
    anchors: Anchors
    anchored: list[Anchored]
    place: int


class Desk:
    """Holds one article at a time and keeps view, margin and status line true to it."""

    def __init__(self, host: Host, status: StatusLine) -> None:
        self.view = ArticleView(id="article", measure=host.session.settings.measure)
        self.view.empty_text = NOTHING_OPEN.format(first_key(host.commands, Where.LIST, "open"))
        self.margin = Margin(id="margin")
        self.opened: OpenArticle | None = None
        self.anchored: list[Anchored] = []
        self._host = host
        self._status = status
        self._anchors: Anchors | None = None
        self._margin_index: MarginIndex | None = None
        self._asked_to_open = 0
        self._followed: tuple[int, float] | None = None
        self._corrections: tuple[EntityCorrection, ...] = ()

    def apply_settings(self) -> None:
        """Hide what the reader's settings do not want to see."""
        settings = self._host.session.settings
        if not settings.show_entities:
            self.view.action_toggle_entities()
        if not settings.show_quotations:
            self.view.action_toggle_quotations()
        if settings.hide_boilerplate:
            self.view.action_toggle_boilerplate()

    async def open(self, article: "Article") -> bool:
        """Show the article where it was left; False when it cannot be, or another was asked for meanwhile."""
        self._asked_to_open += 1
        asked = self._asked_to_open
        try:
            read = await asyncio.to_thread(self._read, article, self._place_here())
        except PostilError as error:
            self._host.say(str(error), error=True)
            return False
        if asked != self._asked_to_open:
            return False
        self.opened, self._anchors, self.anchored = read.opened, read.anchors, read.anchored
        self._corrections = self._host.session.corrections.all()
        self._followed = None
        self.view.show(read.opened.document, offset=read.place)
        self._show_findings()
        self._show_annotations()
        self._index_margin()
        if not read.opened.document.text.strip():
            self._host.say(NO_TEXT)
        self._say_drafts()
        return True

    def _read(self, article: "Article", left: tuple[str, int] | None) -> _Read:
        """Read the article, once the place where the one before was left is kept: it may be the same one."""
        session = self._host.session
        self._keep_place(left)
        opened = open_text(session, article)
        if len(opened.document.text) <= LONG_TEXT:
            opened = with_quotations(opened)
        anchors = Anchors(session, opened)
        return _Read(opened, anchors, anchors.current(), session.library.place(article.id))

    async def remember_place(self) -> None:
        """Keep where the reader is in the article that is open, for the next time."""
        await asyncio.to_thread(self._keep_place, self._place_here())

    def _place_here(self) -> tuple[str, int] | None:
        """The open article's id, and where the reader is in it."""
        return None if self.opened is None else (self.opened.article.id, self.view.cursor)

    def _keep_place(self, place: tuple[str, int] | None) -> None:
        """Keep it; where nothing can be kept, in a home that may only be read, that is no reason not to read on."""
        if place is None:
            return
        try:
            self._host.session.library.set_place(*place)
        except PostilError as error:
            _log.warning("the place in the article is not kept: %s", error)

    async def find_names(self) -> None:
        """Have names found in the open article, if they never were; they come in without moving anything."""
        opened = self.opened
        if opened is None or opened.analysed:
            return
        article = opened.article
        self._status.set_activity("looking for names")
        self.margin.set_activity("looking for names…")
        try:
            if len(opened.document.text) > LONG_TEXT:
                await self._find_quotations(opened)
            result = await self._host.processes.analysing.ask("analyse", article=article.id)
            missing = result["names_missing"]
            kept = await asyncio.to_thread(kept_analysis, self._host.session, article)
            if kept is not None:
                self._take_findings(replace(opened, analysis=kept, analysed=True))
        except PostilError as error:
            missing = str(error)
        self._status.set_activity("")
        self.margin.set_activity(missing or "")
        if missing:
            self._host.say(missing)

    async def _find_quotations(self, opened: OpenArticle) -> None:
        """Have those of a long text found; in the process that is seldom busy, since a thread would delay keys."""
        result = await self._host.processes.importing.ask("quotations", article=opened.article.id)
        analysis = await asyncio.to_thread(decode, result["analysis"].encode())
        self._take_findings(replace(opened, analysis=analysis))

    def _take_findings(self, found: OpenArticle) -> None:
        """More was found in an article; show it if that is the one that is open."""
        if self.opened is None or self.opened.article.text_sha256 != found.article.text_sha256:
            return
        self.opened = found
        self._show_findings()
        self._index_margin()

    def notes_changed(self) -> None:
        """Show the annotations as they are now, and names as the reader corrected them."""
        corrections = self._host.session.corrections.all()
        if corrections != self._corrections:
            self._corrections = corrections
            self._host.do_later(self._find_corrected)
        if self._anchors is not None:
            self.anchored = self._anchors.current()
            self._show_annotations()
            self._index_margin()
            self._show_place()

    async def _find_corrected(self) -> None:
        opened = self.opened
        if opened is None or not opened.analysed:
            return
        try:
            kept = await asyncio.to_thread(kept_analysis, self._host.session, opened.article)
        except PostilError as error:
            self._host.say(str(error), error=True)
            return
        if kept is not None:
            self._take_findings(replace(opened, analysis=kept))

    def reveal(self, uids: set[str]) -> None:
        """Go to the first of these annotations, if it is in the open article."""
        spans = (item.anchor.span for item in self.anchored if item.annotation.uid in uids)
        span = next(filter(None, spans), None)
        if span is not None:
            self.view.go_to(span)

    def find_annotation(self, annotation: Annotation) -> bool:
        """Go to where the annotation's passage is now; False when it is an orphan."""
        found = (item.anchor.span for item in self.anchored if item.annotation.uid == annotation.uid)
        span = next(found, None)
        if span is not None:
            self.view.go_to(span)
        return span is not None

    def annotations_here(self) -> list[Annotation]:
        """The annotations at the cursor, the one that is meant first."""
        return annotations_at(self.anchored, self.view.sentence, self.view.cursor)

    def changed_here(self) -> Anchored | None:
        """The annotation at the cursor whose words are others now."""
        here = anchored_at(self.anchored, self.view.sentence, self.view.cursor)
        return next((item for item in here if item.anchor.how == "changed"), None)

    def orphans(self) -> list[Annotation]:
        """The annotations of the open article whose passage is no longer in it."""
        return [item.annotation for item in self.anchored if item.anchor.span is None]

    def passage_here(self) -> Span:
        """The passage of the annotation at the cursor, or else the sentence."""
        here = {annotation.uid for annotation in self.annotations_here()[:1]}
        spans = [item.anchor.span for item in self.anchored if item.annotation.uid in here]
        return next(filter(None, spans), self.view.sentence)

    def follow_cursor(self) -> None:
        """Say how far the reader is, and what is there: in the frame that shows the cursor there, if called at once."""
        if self.opened is None or self._followed == (now := (self.view.cursor, self.view.progress)):
            return
        self._followed = now
        minutes = round((1 - self.view.progress) * self.opened.article.words / WORDS_A_MINUTE)
        left = f" · {minutes} min left" if minutes else ""
        self._status.set_progress(f"{self.view.progress:.0%}{left}")
        self.show_margin()
        self._show_place()

    def show_margin(self) -> None:
        """Have the margin say what is at the cursor."""
        if self._margin_index is not None and self.margin.display:
            self.margin.show(self._margin_index.at(self.view.sentence, self.view.cursor))

    def describe_place(self) -> str:
        """What the status line says of the place: the annotation there, where no margin does; else the title."""
        here = [] if self.margin.display else self.annotations_here()
        if here:
            colour = self._host.session.settings.colours[here[0].colour - 1]
            tags = "".join(f" #{tag}" for tag in here[0].tags)
            note = f" ✎ {' '.join(here[0].note.split())}" if here[0].note else ""
            return f"▎{colour}{tags}{note}"
        return (self.opened.article.title if self.opened else "") or "Untitled"

    def _show_place(self) -> None:
        if self.view.has_focus:
            self._status.set_place(self.describe_place())

    def _show_findings(self) -> None:
        if self.opened is None:
            return
        analysis = self.opened.analysis
        self._status.set_language((analysis.language or "").upper())
        self.view.set_layer("entity", [(mention.span, mention.type) for mention in analysis.mentions])
        self.view.set_layer("quotation", [(q.span, (q.kind, q.confidence)) for q in analysis.quotations])

    def _show_annotations(self) -> None:
        self.view.set_layer(
            "annotation",
            [
                (span, (item.annotation.uid, item.annotation.colour, bool(item.annotation.note), item.anchor.how))
                for item in self.anchored
                if (span := item.anchor.span) is not None
            ],
        )

    def _index_margin(self) -> None:
        """What the margin says of the article has changed."""
        if self.opened is not None:
            colours = self._host.session.settings.colours
            key = first_key(self._host.commands, Where.ARTICLE, "compare")
            self._margin_index = MarginIndex(self.opened, self.anchored, colours=colours, compare_key=key)
            self.show_margin()

    def _say_drafts(self) -> None:
        """Say so when a note on this article was begun and never saved."""
        if self.opened is None:
            return
        keys = {item.annotation.uid for item in self.anchored}
        begun = [
            draft
            for draft in Drafts(self._host.session.places.drafts).all()
            if draft.key in keys or draft.key.startswith(f"{self.opened.article.id}-")
        ]
        if begun:
            words = " ".join(begun[0].text.split())
            self._host.say(f"A note was begun here and not saved: “{words[:60]}”. a on its passage takes it up.")
