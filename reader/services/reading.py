"""Which articles there are, and opening one: its text, what the machine found in it, what the reader wrote."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from reader.analysis import codec as analysis_codec
from reader.analysis.pipeline import PIPELINE_VERSION
from reader.analysis.quotations import find as find_quotations
from reader.annotations.anchoring import Anchor, anchor
from reader.document.blocks import Document
from reader.model import Analysis, Annotation, Article, ArticleMark, PostilError
from reader.paths import bundled
from reader.services.session import Session
from reader.sources import files


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article as the list shows it. `highlights` counts all its annotations, `notes` those with a note."""

    article: Article
    highlights: int = 0
    notes: int = 0
    mark: ArticleMark | None = None

    @property
    def starred(self) -> bool:
        """Whether the reader starred it."""
        return self.mark is not None and self.mark.starred


@dataclass(frozen=True, slots=True)
class Anchored:
    """An annotation and where its passage is in the article's present text (`anchor.span` None: an orphan)."""

    annotation: Annotation
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class OpenArticle:
    """An article with its text. `analysed` says whether the names model has been over it."""

    article: Article
    document: Document
    analysis: Analysis
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
    marks = session.notes.marks()
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
            article, noticed = _import_file(session, path)
        except PostilError as error:
            failures.append(str(error))
            continue
        ids.append(article)
        notices.extend(noticed)
    return Imported(tuple(dict.fromkeys(ids)), tuple(notices), tuple(failures))


def _discover(paths: Iterable[Path]) -> tuple[list[Path], list[str]]:
    found: list[Path] = []
    failures: list[str] = []
    for path in paths:
        try:
            found.extend(files.discover([path]))
        except PostilError as error:
            failures.append(str(error))
    return list(dict.fromkeys(found)), failures


def _import_file(session: Session, path: Path) -> tuple[str, Sequence[str]]:
    state = files.file_state(path)
    known = session.library.unchanged(state)
    if known is not None:
        return known, ()
    loaded = files.load(path)
    article = session.library.add(loaded.article, loaded.document, state=state)
    return article.id, loaded.notices


def begin_with_seeds(session: Session) -> Imported:
    """On a first run, when the library is empty, bring in the articles that postil ships with."""
    if session.library.count():
        return Imported()
    return import_files(session, [bundled("seeds")])


def find_article(session: Session, reference: str) -> Article:
    """The article that an id, a unique beginning of one, a path or a URL names.

    A file that is not in the library yet, or has changed, comes in. Raises `PostilError` when there is no such
    article or more than one.
    """
    path = Path(reference).expanduser()
    if path.is_file():
        imported = import_files(session, [path])
        if imported.failures:
            raise PostilError(imported.failures[0])
        return session.library.get(imported.article_ids[0])
    return session.library.find(reference)


def open_article(session: Session, article: Article) -> OpenArticle:
    """The article's text with what was found in it before; without that, with its quotations alone."""
    document = session.library.document(article.id)
    kept = session.library.analysis(article.text_sha256, PIPELINE_VERSION)
    if kept is not None:
        return OpenArticle(article, document, analysis_codec.decode(kept), analysed=True)
    quotations = Analysis(
        text_sha256=article.text_sha256,
        pipeline_version=PIPELINE_VERSION,
        language=article.language,
        quotations=tuple(find_quotations(document.text)),
    )
    return OpenArticle(article, document, quotations, analysed=False)


def anchored_annotations(session: Session, opened: OpenArticle) -> list[Anchored]:
    """The article's annotations with where their passages are now, in the order of the text; orphans last."""
    found = [
        Anchored(annotation, anchor_in(opened, annotation))
        for annotation in session.notes.by_article(opened.article.id)
    ]
    end = len(opened.document.text)
    return sorted(found, key=lambda a: (a.anchor.span or (end, end), a.annotation.uid))


def anchor_in(opened: OpenArticle, annotation: Annotation) -> Anchor:
    """Where the annotation's passage is in the article's present text."""
    same_text = annotation.article.text_sha256 == opened.article.text_sha256
    return anchor(annotation.target, opened.document.text, same_text=same_text)
