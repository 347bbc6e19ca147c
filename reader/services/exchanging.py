"""Taking notes out: what a query selects, in a format that other programs read."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import TypeVar

from reader.exchange.addresses import public_address, without_password
from reader.exchange.files import write_whole
from reader.exchange.records import ArticleNotes, CitedArticle
from reader.model import Annotation, Article, ArticleMark, ArticleRef
from reader.query.parser import parse
from reader.query.predicates import Predicate, predicate
from reader.query.subjects import Searchable, subject
from reader.query.tree import Fact, Field
from reader.services.dates import local_day
from reader.services.note_subjects import NoteSubject
from reader.services.session import Session

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


class Export:
    """What a query selects, an article with its notes after another, counted as it goes by in `done`.

    The articles come in the order in which they were annotated first. Raises `QueryError`.
    """

    def __init__(self, session: Session, query: str) -> None:
        self.done = Exported()
        self._session = session
        tree = parse(query, today=date.today(), colours=session.settings.colours)  # noqa: DTZ011
        self._is_wanted = predicate(tree)

    def is_empty(self) -> bool:
        """Whether nothing is selected."""
        return next(selected(self._session, self._is_wanted), None) is None

    def text(self, export_format: ExportFormat) -> Iterator[str]:
        """The text of a format that is one file, in parts."""
        return _written(self._notes(), export_format, self._session.settings.colours)

    def to_file(self, export_format: ExportFormat, path: Path) -> None:
        """Write a format that is one file. Raises `ExchangeError`; then nothing has changed."""
        write_whole(path, self.text(export_format))

    def to_folder(self, folder: Path) -> None:
        """Bring a folder of Markdown files up to date. Raises `ExchangeError`; what is written by then is good."""
        from reader.exchange.markdown.vault import Vault

        notes = self._session.notes
        vault = Vault(
            folder, colours=self._session.settings.colours, exists=lambda uid: notes.get(uid) is not None
        )
        for of_article in self._notes():
            vault.write(of_article)
        vault.write_others()
        self.done.written, self.done.unchanged = vault.report.written, vault.report.unchanged
        self.done.notices = vault.report.notices

    def _notes(self) -> Iterator[ArticleNotes]:
        for of_article in selected(self._session, self._is_wanted):
            self.done.articles += 1
            self.done.annotations += len(of_article.annotations)
            self.done.marks += of_article.mark is not None
            yield of_article


def selected(session: Session, is_wanted: Predicate) -> Iterator[ArticleNotes]:
    """Every article with the annotations and the mark that are wanted, if it has any."""
    marks = {mark.article.id: mark for mark in session.notes.marks()}
    ids = iter(dict.fromkeys((*session.notes.counts(), *marks)))
    while chunk := [*islice(ids, _AT_A_TIME)]:
        known = {article.id: article for article in session.library.list(ids=chunk)}
        for article_id in chunk:
            annotations = [
                _without_password(each)
                for each in session.notes.by_article(article_id)
                if is_wanted(NoteSubject(each))
            ]
            mark = marks.get(article_id)
            mark = _without_password(mark) if mark is not None and is_wanted(_subject_of(mark)) else None
            if annotations or mark is not None:
                ref = mark.article if mark is not None else annotations[-1].article
                yield ArticleNotes(_cited(known.get(article_id), ref), tuple(annotations), mark)


def _without_password(noted: _Noted) -> _Noted:
    url = without_password(noted.article.url)
    return noted if url == noted.article.url else replace(noted, article=replace(noted.article, url=url))


def _cited(known: Article | None, ref: ArticleRef) -> CitedArticle:
    """The article as the library has it, else as its notes do."""
    if known is None:
        url = public_address(ref.url)
        return CitedArticle(ref.id, ref.title, ref.author, url=url, published=ref.published)
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
        case ExportFormat.JSONL:
            from reader.exchange.exports import jsonl

            return jsonl.lines(notes)
        case ExportFormat.MARKDOWN:
            raise AssertionError("Markdown is no single file; to_folder writes it")
