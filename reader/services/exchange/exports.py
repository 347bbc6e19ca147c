"""Taking notes out: what a reader chooses, in a format that other programs read."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import TypeVar

from reader.exchange.addresses import public_address, without_password
from reader.exchange.errors import shown
from reader.exchange.files import write_whole
from reader.exchange.records import ArticleNotes, CitedArticle
from reader.model import Annotation, Article, ArticleMark, ArticleRef
from reader.query.predicates import predicate
from reader.query.subjects import Searchable, subject
from reader.query.tree import Everything, Fact, Field
from reader.services.asking import read_query
from reader.services.dates import local_day
from reader.services.notes.subjects import NoteSubject
from reader.services.opened import Opened
from reader.services.pace import Pace
from reader.services.session import Session
from reader.text.counting import are, counted

_AT_A_TIME = 500

_Noted = TypeVar("_Noted", Annotation, ArticleMark)


class ExportFormat(StrEnum):
    """What notes can be exported as."""

    MARKDOWN = "markdown"
    JSONLD = "jsonld"
    CSV = "csv"
    HTML = "html"
    BIBTEX = "bibtex"
    CSL = "csl"
    JSONL = "jsonl"

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder of files, and not one file."""
        return self is ExportFormat.MARKDOWN


@dataclass(slots=True)
class Exported:
    """What went out so far: articles, annotations and marks on whole articles.

    Of a folder, `written` and `unchanged` count the files, and `notices` are sentences about them.
    """

    articles: int = 0
    annotations: int = 0
    marks: int = 0
    written: int = 0
    unchanged: int = 0
    notices: Sequence[str] = ()

    def told(self, place: Path) -> str:
        """What is at that place now, in a sentence, or two of a folder."""
        notes = [counted(self.annotations, "annotation")] if self.annotations or not self.marks else []
        notes += [f"{counted(self.marks, 'note')} on whole articles"] if self.marks else []
        is_folder = self.written or self.unchanged
        files = f" {counted(self.written, 'file')} written, {self.unchanged:,} unchanged." if is_folder else ""
        return (
            f"{' and '.join(notes)} of {counted(self.articles, 'article')} "
            f"{are(self.annotations + self.marks)} in {shown(place)}.{files}"
        )


@dataclass(frozen=True, slots=True)
class Choice:
    """What is to go out: the annotations and marks that are wanted, of these articles, or with None of all.

    With everything go also kept searches and corrections of entities, into the format that has them.
    """

    wants: Callable[[Annotation], bool]
    wants_mark: Callable[[ArticleMark], bool]
    article_ids: Collection[str] | None = None
    is_everything: bool = False


def by_query(session: Opened, query: str) -> Choice:
    """What a query selects. Raises `QueryError`."""
    tree = read_query(session, query)
    is_wanted = predicate(tree)
    return Choice(
        lambda each: is_wanted(NoteSubject(each)),
        lambda mark: is_wanted(_subject_of(mark)),
        is_everything=isinstance(tree, Everything),
    )


def these(annotations: Iterable[Annotation]) -> Choice:
    """These annotations, and no marks."""
    articles = {annotation.uid: annotation.article.id for annotation in annotations}
    return Choice(lambda each: each.uid in articles, lambda _: False, {*articles.values()})


def of_article(article_id: str) -> Choice:
    """All that is written on an article."""
    return Choice(lambda _: True, lambda _: True, (article_id,))


class Export:
    """What is chosen, an article with its notes after another, counted as it goes by in `done`.

    The articles come in the order in which they were annotated first. They are gone through at that `pace`, which may
    give the export up.
    """

    def __init__(self, session: Session, choice: Choice, *, pace: Pace = iter) -> None:
        self.done = Exported()
        self._session = session
        self._choice = choice
        self._pace = pace

    @property
    def progress(self) -> str:
        """How far it is."""
        return counted(self.done.annotations, "note")

    def told(self, place: Path) -> str:
        """What is at that place now, and the first thing to be known of it."""
        return " ".join([self.done.told(place), *self.done.notices[:1]])

    def is_empty(self) -> bool:
        """Whether nothing is chosen."""
        return next(chosen(self._session, self._choice), None) is None

    def write(self, format_name: str, path: Path) -> None:
        """Write a file, or bring a folder up to date. Raises `ExchangeError`; no file is left half written."""
        export_format = ExportFormat(format_name)
        if export_format.is_folder:
            self._to_folder(path)
        else:
            write_whole(path, self.text(export_format))

    def text(self, export_format: ExportFormat) -> Iterator[str]:
        """The text of a format that is one file, in parts."""
        session = self._session
        if export_format is ExportFormat.JSONL:
            from reader.exchange.exports import jsonl

            notes = session.notes
            others = (notes.searches.all(), notes.corrections()) if self._choice.is_everything else ()
            return jsonl.lines(self._notes(), notes.tag_marks(), *others)
        return _written(self._notes(), export_format, session.settings.colours)

    def _to_folder(self, folder: Path) -> None:
        from reader.exchange.markdown.vault import Vault

        notes = self._session.notes
        colours = self._session.settings.colours
        with Vault(folder, colours=colours, exists=lambda uid: notes.get(uid) is not None) as vault:
            for of_article in self._notes():
                vault.write(of_article)
            vault.write_others()
        self.done.written, self.done.unchanged = vault.report.written, vault.report.unchanged
        self.done.notices = vault.report.notices

    def _notes(self) -> Iterator[ArticleNotes]:
        for notes in self._pace(chosen(self._session, self._choice)):
            self.done.articles += 1
            self.done.annotations += len(notes.annotations)
            self.done.marks += notes.mark is not None
            yield notes


def chosen(session: Session, choice: Choice) -> Iterator[ArticleNotes]:
    """Every article with the annotations and the mark that are wanted, if it has any."""
    marks = {mark.article.id: mark for mark in session.notes.marks()}
    every = dict.fromkeys((*session.notes.counts(), *marks))
    ids = iter(every if choice.article_ids is None else [each for each in every if each in choice.article_ids])
    while chunk := [*islice(ids, _AT_A_TIME)]:
        known = {article.id: article for article in session.library.list(ids=chunk)}
        for article_id in chunk:
            annotations = [
                _without_password(each) for each in session.notes.by_article(article_id) if choice.wants(each)
            ]
            mark = marks.get(article_id)
            mark = _without_password(mark) if mark is not None and choice.wants_mark(mark) else None
            if annotations or mark is not None:
                ref = mark.article if mark is not None else annotations[-1].article
                article = known.get(article_id)
                about = _cited_by_notes(ref) if article is None else cited(article)
                yield ArticleNotes(about, tuple(annotations), mark)


def _without_password(noted: _Noted) -> _Noted:
    url = without_password(noted.article.url)
    return noted if url == noted.article.url else replace(noted, article=replace(noted.article, url=url))


def cited(known: Article) -> CitedArticle:
    """The article as the library has it."""
    return CitedArticle(
        known.id,
        known.title,
        known.author,
        known.source,
        public_address(known.url),
        known.published,
        known.language,
        known.added,
    )


def _cited_by_notes(ref: ArticleRef) -> CitedArticle:
    """An article that is not in the library, as its notes have it."""
    return CitedArticle(ref.id, ref.title, ref.author, url=public_address(ref.url), published=ref.published)


def _subject_of(mark: ArticleMark) -> Searchable:
    article = mark.article
    perhaps = {
        Fact.STARRED: mark.starred,
        Fact.HAS_NOTE: bool(mark.note),
        Fact.HAS_TAG: bool(mark.tags),
    }
    return subject(
        (mark.note, article.title, *mark.tags),
        names={
            Field.TAG: mark.tags,
            Field.AUTHOR: [article.author or ""],
            Field.TITLE: [article.title],
            Field.URL: [article.url or ""],
        },
        facts=[Fact.ARTICLE, *(fact for fact, is_true in perhaps.items() if is_true)],
        day=local_day(mark.updated),
    )


def _written(notes: Iterable[ArticleNotes], export_format: ExportFormat, colours: Sequence[str]) -> Iterator[str]:
    match export_format:
        case ExportFormat.JSONLD:
            from reader.exchange.exports import web_annotations

            return web_annotations.collection(notes)
        case ExportFormat.CSV:
            from reader.exchange.exports import readwise

            return readwise.rows(notes)
        case ExportFormat.HTML:
            from reader.exchange.exports import page

            return page.page(notes, colours=colours)
        case ExportFormat.BIBTEX:
            from reader.exchange.exports import bibtex

            return bibtex.entries(notes)
        case ExportFormat.CSL:
            from reader.exchange.exports import csl

            return csl.items(notes)
        case ExportFormat.JSONL | ExportFormat.MARKDOWN:
            raise AssertionError(f"{export_format} is written elsewhere")
