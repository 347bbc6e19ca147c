"""Which articles there are, and opening one: its text, what the machine found in it, what the reader wrote.

What reads files, looks for quotations and anchors is imported where it is used: the list of articles is there
before.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from reader.model import PostilError
from reader.paths import bundled
from reader.services.session import Session

if TYPE_CHECKING:
    from reader.annotations.anchoring import Anchor
    from reader.document.blocks import Document
    from reader.model import Analysis, Annotation, Article, ArticleMark, Target
    from reader.services.notes.anchored import Anchored


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article as the list shows it. `highlights` counts all its annotations, `notes` those with a note."""

    article: "Article"
    highlights: int = 0
    notes: int = 0
    mark: "ArticleMark | None" = None

    @property
    def starred(self) -> bool:
        """Whether the reader starred it."""
        return self.mark is not None and self.mark.starred


@dataclass(frozen=True, slots=True)
class OpenArticle:
    """An article with its text. `analysed` says whether the names model has been over it."""

    article: "Article"
    document: "Document"
    analysis: "Analysis"
    analysed: bool


@dataclass(frozen=True, slots=True)
class Imported:
    """What came in: article ids in the order of the paths, and a sentence for each thing that was noticed."""

    article_ids: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    failures: tuple[str, ...] = ()


def article_rows(session: Session, ids: Sequence[str] | None = None) -> list[ArticleRow]:
    """The articles, newest first; with `ids`, only those."""
    counts = session.notes.counts()
    marks = {mark.article.id: mark for mark in session.notes.marks()}
    rows = []
    for article in session.library.list(ids=ids):
        count = counts.get(article.id)
        rows.append(
            ArticleRow(
                article,
                count.highlights if count else 0,
                count.notes if count else 0,
                marks.get(article.id),
            )
        )
    return rows


def newest_rows(session: Session, count: int) -> list[ArticleRow]:
    """The newest `count` articles, without what the notes have about them.

    Takes as long for many articles as for few, and does not open the notes.
    """
    return [ArticleRow(article) for article in session.library.newest(count)]


def import_files(
    session: Session, paths: Iterable[Path], progress: Callable[[int, int], None] | None = None
) -> Imported:
    """Bring files, and the article files in folders, into the library.

    A file that cannot be read becomes a sentence in `failures`; the others come in. A file that has not changed
    since it last came in is not read again. `progress` is told how many of how many files are done.
    """
    found, failures = _discover(paths)
    ids: list[str] = []
    notices: list[str] = []
    for done, path in enumerate(found):
        if progress:
            progress(done, len(found))
        try:
            articles, noticed = _import_file(session, path)
        except PostilError as error:
            failures.append(str(error))
            continue
        ids.extend(articles)
        notices.extend(noticed)
    return Imported(tuple(dict.fromkeys(ids)), tuple(notices), tuple(failures))


def split_known(session: Session, paths: Sequence[Path]) -> tuple[tuple[str, ...], tuple[Path, ...]]:
    """Of the files that `paths` name: the ids of those that are in the library as they are, and the others.

    A path that cannot be looked at is among the others; importing it will say why.
    """
    if not paths:
        return (), ()
    from reader.sources import files

    known: list[str] = []
    others: list[Path] = []
    for path in paths:
        try:
            for file in files.discover([path]):
                ids = session.library.unchanged(files.file_state(file))
                known.extend(ids)
                if not ids:
                    others.append(file)
        except PostilError:
            others.append(path)
    return tuple(dict.fromkeys(known)), tuple(others)


def _discover(paths: Iterable[Path]) -> tuple[list[Path], list[str]]:
    from reader.sources import files

    found: list[Path] = []
    failures: list[str] = []
    for path in paths:
        try:
            found.extend(files.discover([path]))
        except PostilError as error:
            failures.append(str(error))
    return list(dict.fromkeys(found)), failures


def _import_file(session: Session, path: Path) -> tuple[Sequence[str], Sequence[str]]:
    from reader.sources import files

    state = files.file_state(path)
    known = session.library.unchanged(state)
    if known:
        return known, ()
    loaded = files.load(path)
    ids = [article.id for article in session.library.add_all(loaded.parts, state=state)]
    carried = [sentence for article_id in ids for sentence in _carry_over(session, article_id)]
    return ids, [*loaded.notices, *carried]


def _carry_over(session: Session, article_id: str) -> list[str]:
    """Have the annotations of an article that has had another text say where they are in this; why they cannot."""
    if len(session.library.revisions(article_id)) < 2:
        return []
    try:
        session.carrying.articles_changed([article_id])
    except PostilError as error:
        return [str(error)]
    return []


def begin_with_seeds(session: Session) -> Imported:
    """On a first run, when the library is empty, bring in the articles that postil ships with."""
    if session.library.count():
        return Imported()
    return import_files(session, [bundled("seeds")])


def find_article(session: Session, reference: str) -> "Article":
    """The article that an id, a unique beginning of one, a path or a URL names.

    A file that is not in the library yet, or has changed, comes in. An empty library begins with the seeds before
    anything else is looked for in it. Raises `PostilError` when there is no such article or more than one.
    """
    path = _as_file(reference)
    if path is not None:
        imported = import_files(session, [path])
        if imported.failures:
            raise PostilError(imported.failures[0])
        return session.library.get(imported.article_ids[0])
    begin_with_seeds(session)
    return session.library.find(reference)


def _as_file(reference: str) -> Path | None:
    """The file that a reference names, if it names one that can be looked at."""
    try:
        path = Path(reference).expanduser()
        return path if path.is_file() else None
    except (OSError, RuntimeError, ValueError):
        return None


def open_article(session: Session, article: "Article") -> OpenArticle:
    """The article's text with what was found in it before; without that, with its quotations alone."""
    return with_quotations(open_text(session, article))


def open_text(session: Session, article: "Article") -> OpenArticle:
    """The article's text with what was found in it before; without that, with nothing: `with_quotations` adds some.

    Finding the quotations of 1 MB takes a quarter of a second, in which the text can be on screen already.
    """
    from reader.analysis.versions import WITHOUT_NAMES, pipeline_version
    from reader.model import Analysis
    from reader.services.articles.intake import with_text

    article = with_text(session, article)
    document = session.library.document(article.id)
    kept = kept_analysis(session, article)
    if kept is not None:
        return OpenArticle(article, document, kept, analysed=True)
    version = pipeline_version(article.language, WITHOUT_NAMES)
    return OpenArticle(article, document, Analysis(article.text_sha256, version, article.language), False)


def with_quotations(opened: OpenArticle) -> OpenArticle:
    """The article with the quotations that are found without a model, if nothing was found in it before."""
    if opened.analysed:
        return opened
    from reader.analysis.quotations import find as find_quotations
    from reader.analysis.quotations import unsaid

    quotations = tuple(find_quotations(opened.document.text, apart=unsaid(opened.document)))
    return replace(opened, analysis=replace(opened.analysis, quotations=quotations))


def kept_analysis(session: Session, article: "Article") -> "Analysis | None":
    """What is found in the article's text by the present rules and engines, corrected, if that was kept."""
    from reader.services.articles.corrected import corrected
    from reader.services.findings.indexing import kept

    analysis = kept(session.library, article, session.engines)
    if analysis is None:
        return None
    # Only names that were taken from entities are compared with the text.
    text = session.library.document(article.id).text if session.corrections.splits else ""
    return corrected(session, analysis, text)


class Anchors:
    """Where the annotations of an open article are in its present text.

    A text that has changed since is searched once for each annotation, and the answer kept.
    """

    def __init__(self, session: Session, opened: OpenArticle) -> None:
        self._session = session
        self._opened = opened
        self._found: dict[tuple[str, Target], Anchor] = {}

    def current(self) -> "list[Anchored]":
        """All annotations of the article as the notes hold them now, in the order of the text; orphans last."""
        from reader.services.notes.anchored import Anchored

        found = [Anchored(a, self._anchor(a)) for a in self._session.notes.by_article(self._opened.article.id)]
        end = len(self._opened.document.text)
        return sorted(found, key=lambda item: (item.anchor.span or (end, end), item.annotation.uid))

    def _anchor(self, annotation: "Annotation") -> "Anchor":
        key = (annotation.article.text_sha256, annotation.target)
        if key not in self._found:
            self._found[key] = self._search(annotation)
        return self._found[key]

    def _search(self, annotation: "Annotation") -> "Anchor":
        from reader.annotations.anchoring import anchor, recorded
        from reader.services.notes.anchored import revision_text

        article, text = self._opened.article, self._opened.document.text
        revision, carried = annotation.article.text_sha256, annotation.carried
        if revision == article.text_sha256:
            return anchor(annotation.target, text, same_text=True)
        if carried is not None and carried.text_sha256 == article.text_sha256:
            known = recorded(carried, annotation.target, text)
            if known is not None:
                return known
        return anchor(annotation.target, text, old_text=revision_text(self._session.library, article, revision))
