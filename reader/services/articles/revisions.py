"""The texts that an article has had: what changed from one to another, and where that left its annotations."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from reader.annotations.anchoring import Anchor, Anchorer
from reader.document.blocks import Document
from reader.model import Annotation, Article, PostilError
from reader.services.articles.differences import Change, changes
from reader.services.notes.anchored import revision_text
from reader.services.session import Session

MIN_SHA256_CHARACTERS = 4
"""How much of a text's SHA-256 has to be given to name a revision by it."""


class RevisionNotFoundError(PostilError):
    """The article has no revision of that name, or not exactly one."""


@dataclass(frozen=True, slots=True)
class RevisionInfo:
    """One text that an article has had.

    `number` counts from 1, the one first seen. `captured` is the ISO 8601 instant in UTC when it was first seen.
    `characters` are its code points, None if it is damaged. `annotations` were made on it. One is the present.
    """

    number: int
    text_sha256: str
    captured: str
    characters: int | None
    annotations: int
    is_present: bool


@dataclass(frozen=True, slots=True)
class Carried:
    """An annotation, and where its passage is in the newer text; `new_text` says what it reads there.

    What it read before is `annotation.target.exact`. An orphan's `anchor.span` and `new_text` are None.
    """

    annotation: Annotation
    anchor: Anchor
    new_text: str | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed from one revision to another.

    `carried` are the annotations that were made on the older text, or on one before it, in the order of the newer
    text; orphans last.
    """

    old: RevisionInfo
    new: RevisionInfo
    changes: tuple[Change, ...]
    carried: tuple[Carried, ...]


def revision_infos(session: Session, article: Article) -> tuple[RevisionInfo, ...]:
    """The revisions of an article, the one first seen first."""
    made_on = Counter(made.article.text_sha256 for made in session.notes.by_article(article.id))
    revisions = session.library.revisions(article.id)
    texts = [revision_text(session.library, article, revision.text_sha256) for revision in revisions]
    return tuple(
        RevisionInfo(
            number,
            revision.text_sha256,
            revision.captured,
            None if text is None else len(text),
            made_on[revision.text_sha256],
            revision.text_sha256 == article.text_sha256,
        )
        for number, (revision, text) in enumerate(zip(revisions, texts, strict=True), start=1)
    )


def find_revision(infos: Sequence[RevisionInfo], reference: str) -> RevisionInfo:
    """The revision of that number, or whose SHA-256 begins so (4 characters or more).

    Raises:
        RevisionNotFoundError: There is none, or more than one.
    """
    numbered = [info for info in infos if str(info.number) == reference]
    is_long = len(reference) >= MIN_SHA256_CHARACTERS
    found = numbered or [info for info in infos if is_long and info.text_sha256.startswith(reference.lower())]
    if len(found) != 1:
        raise RevisionNotFoundError(
            f"The article has {len(found) or 'no'} revision{'s'[: len(found) > 1]} “{reference}”. "
            f"Give a number from 1 to {len(infos)}, or more of the text's SHA-256."
        )
    return found[0]


def present_revision(infos: Sequence[RevisionInfo]) -> RevisionInfo:
    """The revision that the article has now."""
    return next(info for info in infos if info.is_present)


def previous_revision(infos: Sequence[RevisionInfo], newer: RevisionInfo) -> RevisionInfo | None:
    """What to compare `newer` with: for the present text the last of the others, else the one before it.

    An article whose text was changed and changed back has its first revision again. None if there is no other.
    """
    others = [info for info in infos if info is not newer and (newer.is_present or info.number < newer.number)]
    return others[-1] if others else None


def compare(session: Session, article: Article, old: RevisionInfo, new: RevisionInfo) -> Comparison:
    """What changed from `old` to `new`, and what became of the annotations.

    Raises:
        DamagedDocumentError: One of the two texts is damaged in the library.
    """
    old_document = _document(session, article, old.text_sha256)
    new_document = _document(session, article, new.text_sha256)
    return Comparison(
        old,
        new,
        changes(old_document, new_document),
        tuple(_carried(session, article, old, new, new_document.text)),
    )


def _carried(
    session: Session, article: Article, old: RevisionInfo, new: RevisionInfo, new_text: str
) -> list[Carried]:
    infos = session.library.revisions(article.id)
    later = {revision.text_sha256 for revision in infos[old.number :]} - {old.text_sha256}
    anchorers: dict[str, Anchorer] = {}
    found = []
    for annotation in session.notes.by_article(article.id):
        made_on = annotation.article.text_sha256
        if made_on in later or made_on == new.text_sha256:
            continue
        if made_on not in anchorers:
            anchorers[made_on] = Anchorer(new_text, revision_text(session.library, article, made_on))
        anchor = anchorers[made_on].anchor(annotation.target)
        reads = new_text[anchor.span.start : anchor.span.end] if anchor.span else None
        found.append(Carried(annotation, anchor, reads))
    end = (len(new_text), len(new_text))
    return sorted(found, key=lambda carried: (carried.anchor.span or end, carried.annotation.uid))


def _document(session: Session, article: Article, text_sha256: str) -> Document:
    document = session.library.revision(article.id, text_sha256)
    if document is None:
        raise RevisionNotFoundError(f"“{article.title}” has no revision {text_sha256}.")
    return document
