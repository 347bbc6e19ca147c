"""The articles that imported notes are on: found in the library, or taken into it from what came along."""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from reader.annotations.anchoring import Anchorer
from reader.document.blocks import Document
from reader.document.errors import DamagedDocumentError
from reader.exchange.records import ForeignArticle, ForeignHighlight
from reader.library import (
    ArticleNotFoundError,
    ArticleSource,
    NewArticle,
    Query,
    Selection,
    SourceFormat,
)
from reader.library.addresses import url_key
from reader.model import Article, ArticleRef, Span, Target
from reader.query.tree import Field, Named
from reader.services.articles.intake import with_text
from reader.services.articles.passages import find_passages
from reader.services.notes.annotating import article_ref
from reader.services.session import Session
from reader.text.fold import fold

_ID_DIGITS = 16
_TEXTS_KEPT = 16
_CONTEXT = 32
"""How many characters beside a passage have to stand there just so; more are rarely the same in two programs."""


class Text:
    """An article's text, in which passages are looked for."""

    def __init__(self, text: str) -> None:
        self._text = text

    @property
    def whole(self) -> str:
        """All of it."""
        return self._text

    @cached_property
    def anchorer(self) -> Anchorer:
        """What finds passages in it that stand there in other words."""
        return Anchorer(self._text)

    def span_of(self, highlight: ForeignHighlight) -> Span | None:
        """Where a passage stands; None if that is not sure."""
        before, after = highlight.prefix[-_CONTEXT:], highlight.suffix[:_CONTEXT]
        has_context = bool(before.strip() or after.strip())
        places = find_passages(self._text, highlight.exact, before, after) if has_context else []
        places = places or find_passages(self._text, highlight.exact)
        if len(places) == 1:
            return places[0]
        if places and not has_context:
            return None
        target = Target(0, len(highlight.exact), highlight.exact, highlight.prefix, highlight.suffix)
        return self.anchorer.anchor(target).span


@dataclass(frozen=True, slots=True)
class Found:
    """The article of something that is imported. `text` is None where it is not known; `is_new` if it came just now.

    `is_there` says whether the library has it; then `ref` is as the library has it, too.
    """

    ref: ArticleRef
    text: Text | None = None
    is_there: bool = False
    is_new: bool = False


class ImportedArticles:
    """Finds articles, and takes in those that come with their text, or that somebody saved to read.

    With `dry_run` nothing is taken in, and all the same said.
    """

    def __init__(self, session: Session, *, dry_run: bool) -> None:
        self._session = session
        self._dry_run = dry_run
        self._texts: OrderedDict[str, Text | None] = OrderedDict()
        self._own: dict[str, Article | None] = {}
        self._announced: set[str] = set()
        self._last: tuple[str, Article | None] | None = None

    def find(self, foreign: ForeignArticle) -> Found:
        """The article that another program means.

        Without an address it is the one of that title, if it has one of the passages in it: ask `with_passage`.

        Raises:
            LibraryError: the library cannot be read or written.
            SourceTooLongError: its text is longer than an article may be.
        """
        known = self._last_by_url(foreign.url)
        if known is not None:
            return self._found(known)
        is_wanted = foreign.url is not None and (foreign.content is not None or foreign.is_saved)
        return self._take_in(foreign) if is_wanted else Found(_distant_ref(foreign))

    def with_passage(self, foreign: ForeignArticle, highlight: ForeignHighlight) -> Found | None:
        """The article of the library with that title in which that passage stands; None if there is none."""
        for article in self._of_title(foreign.title):
            found = self._found(article)
            if found.text is not None and found.text.span_of(highlight) is not None:
                return found
        return None

    def of_own(self, ref: ArticleRef) -> Article | None:
        """The article that an annotation of ours is on: that with its id, else that with its address."""
        if ref.id not in self._own:
            try:
                self._own[ref.id] = with_text(self._session, self._session.library.get(ref.id))
            except ArticleNotFoundError:
                self._own[ref.id] = self._by_url(ref.url)
        return self._own[ref.id]

    def text(self, article: Article) -> Text | None:
        """The article's text, None if it is damaged."""
        if article.id not in self._texts:
            try:
                self._texts[article.id] = Text(self._session.library.document(article.id).text)
            except DamagedDocumentError:  # what is on it is kept, and found when it has been read in again
                self._texts[article.id] = None
            while len(self._texts) > _TEXTS_KEPT:
                self._texts.popitem(last=False)
        return self._texts[article.id]

    def _found(self, article: Article, *, is_new: bool = False) -> Found:
        return Found(article_ref(article), self.text(article), is_there=True, is_new=is_new)

    def _last_by_url(self, url: str | None) -> Article | None:
        """The same as `_by_url`; of several highlights one after another, most are of one article."""
        if not url:
            return None
        if self._last is None or self._last[0] != url:
            self._last = (url, self._by_url(url))
        return self._last[1]

    def _by_url(self, url: str | None) -> Article | None:
        if not url:
            return None
        try:
            return with_text(self._session, self._session.library.find(url))
        except ArticleNotFoundError:
            return None

    def _of_title(self, title: str) -> Iterator[Article]:
        wanted = fold(title)
        if not wanted:
            return
        query = Query(Named(Field.TITLE, title, prefix=False), lambda _: ())
        ids = self._session.library.ids(Selection(hidden=None, query=query))
        for article in self._session.library.list(ids=ids):
            if fold(article.title) == wanted:
                yield with_text(self._session, article)

    def _take_in(self, foreign: ForeignArticle) -> Found:
        self._last = None
        new, document = _made(foreign)
        if not self._dry_run:
            return self._found(self._session.library.add(new, document), is_new=True)
        ref = _distant_ref(foreign)
        is_new = ref.id not in self._announced
        self._announced.add(ref.id)
        return Found(ref, Text(document.text), is_there=True, is_new=is_new)


def _distant_ref(foreign: ForeignArticle) -> ArticleRef:
    """What a note carries of an article that is not here: the id is the one it will have when it comes in."""
    key = url_key(foreign.url)
    origin = f"url:{key}" if key else f"title:{fold(foreign.title)}\0{fold(foreign.author or '')}"
    article_id = sha256(origin.encode(errors="surrogatepass")).hexdigest()[:_ID_DIGITS]
    return ArticleRef(article_id, foreign.title, foreign.url, foreign.author, foreign.published)


def _made(foreign: ForeignArticle) -> tuple[NewArticle, Document]:
    from reader.text.segment import words

    original, document = _content(foreign)
    new = NewArticle(
        title=foreign.title or document.title or foreign.url or "",
        words=sum(len(words(block.text)) for block in document.blocks),
        original=original,
        source=foreign.source,
        author=foreign.author,
        url=foreign.url,
        published=foreign.published,
        language=foreign.language,
        is_excerpt=foreign.content is None,
    )
    return new, document


def _content(foreign: ForeignArticle) -> tuple[ArticleSource, Document]:
    """The source and the document of what came along; without that, of nothing but the title."""
    from reader.document.markdown import from_markdown
    from reader.document.plain import from_plain
    from reader.sources.pages.content import content_document

    content = foreign.content
    if content is None:
        return ArticleSource("", SourceFormat.PLAIN), from_plain("", title=foreign.title)
    if content.format is SourceFormat.MARKDOWN:
        return content, from_markdown(content.text, title=foreign.title or None)
    made = content_document(content.text, title=foreign.title or None, base_url=foreign.url)
    return made.original, made.document
