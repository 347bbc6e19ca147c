"""Taking notes in: from another postil, and from what other programs export."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from reader.annotations.errors import NotesError
from reader.annotations.identifiers import now
from reader.annotations.store import Put, PutMark, ReplaceCorrection, ReplaceTagMark
from reader.annotations.targets import make_target
from reader.document.errors import SourceTooLongError
from reader.exchange.imports.formats import ImportFormat, reader_of
from reader.exchange.imports.uids import derived_uid
from reader.exchange.records import (
    Fault,
    Foreign,
    ForeignArticle,
    ForeignHighlight,
    Incoming,
    OwnAnnotation,
    OwnCorrection,
    OwnMark,
    OwnSearch,
    OwnTagMark,
)
from reader.library.addresses import url_key
from reader.model import Annotation, ArticleMark, CarriedOver, EntityCorrection, PostilError, TagMark, Target
from reader.services.exchange.imported import NotesImported, Outcome
from reader.services.exchange.imported_articles import Found, ImportedArticles
from reader.services.searching.saved import MOST_KEPT, named
from reader.services.session import Session

if TYPE_CHECKING:
    from reader.model.saved_search import SavedSearch

_AT_A_TIME = 1_000
_KEPT_SENTENCES = 100

Records = Callable[[], Iterable[Incoming]]
Progress = Callable[[int, int], None]


class ImportStoppedError(PostilError):
    """An import that could not go on; what was saved by then is kept."""


def records_in(path: Path, wanted: ImportFormat | None = None) -> Records | None:
    """What reads the notes or saved articles in a file; None if it is nothing that those come in.

    Raises:
        ExchangeError: it is, but in no form that is known, or it cannot be read at all.
    """
    read = reader_of(path, wanted)
    return None if read is None else lambda: read(path)


def import_notes(
    session: Session, records: Records, *, dry_run: bool = False, progress: Progress | None = None
) -> NotesImported:
    """Take in what the records hold and is not there yet; with `dry_run`, only say what would come.

    What is there already stays as it is. `progress` is told how many of how many records are done; to know that they
    are read twice.

    Raises:
        ExchangeError: the file cannot be read.
        ImportStoppedError: something could not be saved; what was saved by then is kept.
        LibraryError: the library cannot be read or written.
    """
    total = sum(1 for _ in records()) if progress else 0
    taking = _Taking(session, dry_run=dry_run)
    for done, record in enumerate(records()):
        if progress:
            progress(done, total)
        taking.take(record)
    taking.save()
    return taking.done


class _Taking:
    """Takes in one record after another, and saves many together."""

    def __init__(self, session: Session, *, dry_run: bool) -> None:
        self.done = NotesImported()
        self._session = session
        self._dry_run = dry_run
        self._articles = ImportedArticles(session, dry_run=dry_run)
        self._annotations: list[Annotation] = []
        self._marks: dict[str, ArticleMark] = {}
        self._tag_marks: dict[str, TagMark] = {}
        self._corrections: dict[str, EntityCorrection] = {}
        self._searches: list[SavedSearch] = []
        self._read: list[str] = []
        self._uids: set[str] = set()
        self._marked: set[str] = set()

    def take(self, record: Incoming) -> None:
        """Take in a record."""
        match record:
            case Fault():
                self._fault(record)
            case OwnAnnotation(_, annotation):
                self._take_own(annotation)
            case OwnMark(_, mark):
                self._take_own_mark(mark)
            case OwnTagMark(_, tag_mark):
                self._take_tag_mark(tag_mark)
            case OwnSearch():
                self._take_search(record)
            case OwnCorrection(_, correction):
                self._take_correction(correction)
            case Foreign():
                try:
                    self._take_foreign(record)
                except SourceTooLongError as error:
                    self._fault(Fault(record.place, str(error)))
        if len(self._annotations) + len(self._marks) >= _AT_A_TIME:
            self.save()

    def save(self) -> None:
        """Save what was taken in since the last time."""
        if self._dry_run:
            self._annotations, self._marks = [], {}
            return
        annotations, marks, read = self._annotations, self._marks, self._read
        said = [ReplaceTagMark(None, mark) for mark in self._tag_marks.values()]
        corrected = [ReplaceCorrection(None, correction) for correction in self._corrections.values()]
        searches, kept = self._searches, self._session.notes.searches
        self._annotations, self._marks, self._tag_marks, self._read = [], {}, {}, []
        self._corrections, self._searches = {}, []
        try:
            self._session.notes.apply([*map(Put, annotations), *map(PutMark, marks.values()), *said, *corrected])
            if searches:
                known = kept.all()
                kept.replace(known, (*known, *searches))
        except NotesError as error:
            saved = self.done.annotations.total() - len(annotations)
            raise ImportStoppedError(
                f"{error} {saved:,} annotations were imported before that; import again to have the others."
            ) from error
        if read:
            self._session.library.set_read(read, True)

    # -- ours

    def _take_own(self, annotation: Annotation) -> None:
        if self._is_known(annotation.uid):
            return
        article = self._articles.of_own(annotation.article)
        if article is None:
            self._add(annotation, Outcome.ELSEWHERE)
            return
        kept = replace(annotation, article=replace(annotation.article, id=article.id))
        if kept.article.text_sha256 == article.text_sha256:
            self._add(kept, Outcome.ANCHORED)
            return
        text = self._articles.text(article)
        if text is not None:
            found = text.anchorer.anchor(kept.target)
            start, end = found.span or (None, None)
            kept = replace(kept, carried=CarriedOver(article.text_sha256, found.how, start, end, found.score))
        is_lost = kept.carried is None or kept.carried.start is None
        self._add(kept, Outcome.ORPHAN if is_lost else Outcome.ANCHORED)

    def _take_own_mark(self, mark: ArticleMark) -> None:
        article = self._articles.of_own(mark.article)
        here = mark if article is None else replace(mark, article=replace(mark.article, id=article.id))
        self._mark(here)

    def _take_tag_mark(self, mark: TagMark) -> None:
        """Of a tag of which something is said here already, that stays."""
        if self._session.notes.tag_mark(mark.tag) is None:
            self._tag_marks.setdefault(mark.tag, mark)

    def _take_search(self, record: OwnSearch) -> None:
        """One whose name is that of a search that is kept already stays out, as does one that is one of those."""
        kept, search = [*self._session.notes.searches.all(), *self._searches], record.search
        if named(kept, search.name) is not None or any(search.uid == each.uid for each in kept):
            self.done.known += 1
        elif len(kept) >= MOST_KEPT:
            self._fault(Fault(record.place, f"{MOST_KEPT} searches are kept already."))
        else:
            self._searches.append(search)
            self.done.searches += 1

    def _take_correction(self, correction: EntityCorrection) -> None:
        if correction.id in self._corrections or self._session.notes.correction(correction.id) is not None:
            self.done.known += 1
        else:
            self._corrections[correction.id] = correction
            self.done.corrections += 1

    # -- other programs'

    def _take_foreign(self, record: Foreign) -> None:
        foreign = record.article
        found = self._articles.find(foreign)
        if found.is_new:
            self.done.articles += 1
            if foreign.read:
                self._read.append(found.ref.id)
        for highlight in record.highlights:
            uid = derived_uid(highlight.created, _identity(foreign), highlight.identity)
            if not self._is_known(uid):
                self._add(*_annotation(uid, highlight, self._place(found, foreign, highlight)))
        if foreign.starred or foreign.tags or foreign.note:
            self._mark(ArticleMark(found.ref, now(), foreign.starred, foreign.tags, foreign.note))

    def _place(self, found: Found, foreign: ForeignArticle, highlight: ForeignHighlight) -> Found:
        """The article that a passage is in: without an address, perhaps another of that title."""
        if found.is_there or foreign.url is not None:
            return found
        return self._articles.with_passage(foreign, highlight) or found

    # -- both

    def _is_known(self, uid: str) -> bool:
        is_known = uid in self._uids or self._session.notes.get(uid) is not None
        self.done.known += is_known
        return is_known

    def _add(self, annotation: Annotation, outcome: Outcome) -> None:
        self._uids.add(annotation.uid)
        self._annotations.append(annotation)
        self.done.annotations[outcome] += 1
        article = annotation.article
        named = article.title or article.url or article.id
        is_told = outcome is Outcome.ANCHORED or named in self.done.unmatched
        if not is_told and len(self.done.unmatched) < _KEPT_SENTENCES:
            self.done.unmatched.append(named)

    def _mark(self, mark: ArticleMark) -> None:
        """Add to the mark of an article what it does not have yet."""
        article_id = mark.article.id
        known = self._marks.get(article_id) or self._session.notes.mark(article_id)
        merged = _merged(known, mark)
        if merged != known:
            self._marks[article_id] = merged
            self._marked.add(article_id)
            self.done.marks = len(self._marked)

    def _fault(self, fault: Fault) -> None:
        self.done.fault_count += 1
        if len(self.done.faults) < _KEPT_SENTENCES:
            self.done.faults.append(fault.sentence)


def _annotation(uid: str, highlight: ForeignHighlight, found: Found) -> tuple[Annotation, Outcome]:
    """The annotation that a highlight becomes: in its place if that is sure, else with its words alone."""
    span = found.text.span_of(highlight) if found.text is not None else None
    ref, carried, outcome = found.ref, None, Outcome.ANCHORED
    if span is not None and found.text is not None:
        target = make_target(found.text.whole, span)
    else:
        target = Target(0, len(highlight.exact), highlight.exact, highlight.prefix, highlight.suffix)
        carried = CarriedOver(ref.text_sha256, "orphan") if found.is_there else None
        outcome = Outcome.ORPHAN if found.is_there else Outcome.ELSEWHERE
        ref = replace(ref, text_sha256="")
    created = highlight.created or now()
    annotation = Annotation(
        uid,
        ref,
        target,
        created,
        highlight.updated or created,
        tags=highlight.tags,
        note=highlight.note,
        colour=highlight.colour,
        carried=carried,
    )
    return annotation, outcome


def _identity(foreign: ForeignArticle) -> str:
    return url_key(foreign.url) or f"{foreign.title}\0{foreign.author or ''}"


def _merged(known: ArticleMark | None, mark: ArticleMark) -> ArticleMark:
    if known is None:
        return mark
    tags = tuple(dict.fromkeys(chain(known.tags, mark.tags)))
    note = known.note if mark.note in known.note else "\n\n".join(filter(None, (known.note, mark.note)))
    merged = replace(known, starred=known.starred or mark.starred, tags=tags, note=note)
    return merged if merged == known else replace(merged, updated=now(known.updated))
