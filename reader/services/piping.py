"""Giving a passage, a note or an article to any program, and taking what it answers as a note."""

from dataclasses import replace

from reader.annotations.identifiers import now
from reader.model import Annotation, Article, ArticleMark, PostilError
from reader.services.annotating import NOTE_LENGTH, UnusableAnnotationError, article_ref, write_note
from reader.services.edits import NotesEdit
from reader.services.intake import with_text
from reader.services.reading import find_article
from reader.services.session import Session

MIN_UID_CHARACTERS = 10
"""How much of a uid has to be given; so many are the instant it was made."""


class AmbiguousUidError(PostilError):
    """More than one annotation has a uid that begins like that."""


Piped = Annotation | Article
"""What is given to a program: the passage of the one, the text of the other, or what the reader wrote on either."""


def find(session: Session, reference: str) -> Piped:
    """The annotation with that uid, or unique beginning of one, else the article that is named.

    Raises:
        AmbiguousUidError: more than one uid begins like that.
        LibraryError: there is no such article, or more than one.
    """
    annotations = session.notes.find(reference) if len(reference) >= MIN_UID_CHARACTERS else []
    if len(annotations) > 1:
        raise AmbiguousUidError(
            f"The uids of {len(annotations):,} annotations begin with “{reference}”. Give more of the uid."
        )
    return annotations[0] if annotations else with_text(session, find_article(session, reference))


def text_of(session: Session, piped: Piped) -> str:
    """The passage, or the article's text. Raises `LibraryError` or `DocumentError` if that cannot be read."""
    if isinstance(piped, Annotation):
        return piped.target.exact
    return session.library.document(piped.id).text


def note_of(session: Session, piped: Piped) -> str:
    """What the reader wrote on it; nothing if there is no note."""
    if isinstance(piped, Annotation):
        return piped.note
    mark = session.notes.mark(piped.id)
    return mark.note if mark else ""


def as_note(session: Session, piped: Piped, written: str) -> NotesEdit:
    """The edit that puts what a program wrote under the note that is there. Raises `UnusableAnnotationError`."""
    together = _under(note_of(session, piped), written)
    if isinstance(piped, Annotation):
        return write_note(piped, together)
    before = session.notes.mark(piped.id)
    mark = before or ArticleMark(article_ref(piped), "")
    return NotesEdit("note", marks=((before, replace(mark, note=together, updated=now(mark.updated))),))


def _under(note: str, written: str) -> str:
    if not written.strip():
        raise UnusableAnnotationError("The program wrote nothing that could become a note.")
    together = "\n\n".join(filter(None, (note, written)))
    if len(together) > NOTE_LENGTH:
        raise UnusableAnnotationError(
            f"A note may have {NOTE_LENGTH:,} characters; this one has {len(together):,}."
        )
    return together
