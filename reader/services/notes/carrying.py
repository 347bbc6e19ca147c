"""How annotations came through changes of their articles' texts: found out once, and written into them."""

import logging
from collections.abc import Iterable, Sequence
from itertools import groupby

from reader.annotations.anchoring import Anchor, Anchorer, anchor
from reader.annotations.errors import NotesError
from reader.annotations.store import Carry
from reader.document.errors import DamagedDocumentError
from reader.model import Annotation, Article, CarriedOver, Target
from reader.services.notes.anchored import Anchored, revision_text
from reader.services.pace import Pace
from reader.services.saving.edits import Editable

_log = logging.getLogger(__name__)


class Carrying:
    """Carries annotations over to the present texts of their articles.

    What is found of one is written into it; where that cannot be done it is remembered. Articles that are not in the
    library, or whose text is damaged there, say nothing about their annotations.
    """

    def __init__(self, session: Editable) -> None:
        self._session = session
        self._unwritten: dict[tuple[str, str, Target], CarriedOver] = {}
        self._unwritten_orphans: frozenset[str] = frozenset()
        self._texts: dict[str, str] = {}
        self._texts_at = -1
        self._carried_at = (-1, -1)

    @property
    def is_due(self) -> bool:
        """Whether library or notes have changed since all annotations were carried over."""
        return self._versions() != self._carried_at

    def orphans(self) -> frozenset[str]:
        """The uids of the annotations of which it is known that they are orphans; answered at once."""
        written = self._session.notes.by_carrying("orphan")
        return self._unwritten_orphans.union(annotation.uid for annotation in written)

    def articles_changed(self, article_ids: Iterable[str]) -> None:
        """These articles may have other texts now. Raises `PostilError`."""
        notes = self._session.notes
        self._carry_over([note for article_id in article_ids for note in notes.by_article(article_id)], iter)

    def carry_all_over(self, annotations: Sequence[Annotation], *, pace: Pace = iter) -> None:
        """Look for those of all annotations whose article has changed since they were looked for last.

        Takes little time where nothing has changed; else some milliseconds a passage, at that `pace`.

        Raises:
            LibraryError: The library cannot be read.
        """
        versions = self._versions()
        self._carry_over(annotations, pace)
        self._carried_at = versions

    def _versions(self) -> tuple[int, int]:
        return self._session.library.version, self._session.notes.version

    def _carry_over(self, annotations: Sequence[Annotation], pace: Pace) -> None:
        self._look_up_texts({annotation.article.id for annotation in annotations})
        unknown: dict[str, list[Annotation]] = {}
        for annotation in pace(annotations):
            text_sha256 = self._texts[annotation.article.id]
            if not text_sha256 or _is_as_made(annotation, text_sha256):
                continue
            if self._known(annotation, text_sha256) is None:
                unknown.setdefault(annotation.article.id, []).append(annotation)
        for article_id, made in unknown.items():
            article = self._session.library.get(article_id)
            self.write_down(article, list(pace(self._look(article, made))))

    def _look_up_texts(self, article_ids: set[str]) -> None:
        """Know what texts these articles have now; "" for those that are not there."""
        library = self._session.library
        version = library.version
        if version != self._texts_at:
            self._texts, self._texts_at = {}, version
        missing = article_ids - self._texts.keys()
        if missing:
            self._texts |= dict.fromkeys(missing, "")
            self._texts |= {article.id: article.text_sha256 for article in library.list(ids=missing)}

    def write_down(self, article: Article, anchored: Iterable[Anchored]) -> None:
        """Write into annotations where they are in the present text of the article, as far as they do not say so."""
        sha256 = article.text_sha256
        changes = [
            Carry(item.annotation, _carried_over(item.anchor, sha256))
            for item in anchored
            if not (item.anchor.how == "exact" and _is_as_made(item.annotation, sha256))
            and self._known(item.annotation, sha256) is None
        ]
        if not changes:
            return
        self._unwritten_orphans -= {change.annotation.uid for change in changes}
        try:
            self._session.notes.apply(changes)
        except NotesError as error:  # nothing is lost: it can be found out again
            _log.warning("how annotations were carried over is not written down: %s", error)
            self._unwritten |= {_key(change.annotation, sha256): change.carried for change in changes}
            self._unwritten_orphans |= {
                change.annotation.uid for change in changes if change.carried.how == "orphan"
            }

    def _known(self, annotation: Annotation, text_sha256: str) -> CarriedOver | None:
        carried = annotation.carried
        if carried is not None and carried.text_sha256 == text_sha256:
            # An older postil may have put it on a passage of this text without a word about it here.
            return carried if annotation.article.text_sha256 != text_sha256 or carried.how == "exact" else None
        return self._unwritten.get(_key(annotation, text_sha256))

    def _look(self, article: Article, made: Sequence[Annotation]) -> Iterable[Anchored]:
        """Where the annotations are in the article's text."""
        try:
            text = self._session.library.document(article.id).text
        except DamagedDocumentError:
            return
        in_order = sorted(made, key=_made_on)
        for revision, those in groupby(in_order, key=_made_on):
            is_present = revision == article.text_sha256
            anchorer = Anchorer(
                text, None if is_present else revision_text(self._session.library, article, revision)
            )
            for annotation in those:
                target = annotation.target
                found = anchor(target, text, same_text=True) if is_present else anchorer.anchor(target)
                yield Anchored(annotation, found)


def _made_on(annotation: Annotation) -> str:
    return annotation.article.text_sha256


def _is_as_made(annotation: Annotation, text_sha256: str) -> bool:
    """Whether the annotation was made on that text and never had to be looked for in another."""
    return annotation.carried is None and annotation.article.text_sha256 == text_sha256


def _key(annotation: Annotation, text_sha256: str) -> tuple[str, str, Target]:
    return text_sha256, annotation.article.text_sha256, annotation.target


def _carried_over(anchor: Anchor, text_sha256: str) -> CarriedOver:
    start, end = anchor.span or (None, None)
    return CarriedOver(text_sha256, anchor.how, start, end, anchor.score)
