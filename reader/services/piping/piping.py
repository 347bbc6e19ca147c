"""Giving a passage, a note or an article to any program, and taking what it answers as a note."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from reader.annotations.identifiers import now
from reader.model import Annotation, Article, ArticleMark, PostilError, Span
from reader.services.articles.intake import with_text
from reader.services.articles.opening import find_article
from reader.services.notes.annotating import (
    NOTE_LENGTH,
    UnusableAnnotationError,
    article_ref,
    highlight,
    write_note,
)
from reader.services.saving.edits import NotesEdit
from reader.services.session import Session

MIN_UID_CHARACTERS = 10
"""How much of a uid has to be given; so many are the instant it was made."""


class AmbiguousUidError(PostilError):
    """More than one annotation has a uid that begins like that."""


Piped = Annotation | Article
"""What is given to a program: the passage of the one, the text of the other, or what the reader wrote on either."""


@dataclass(frozen=True, slots=True)
class Given:
    """Something that can be given to a program, what it is called, and a letter that stands for it.

    `text` gives it, `as_note` the edit that keeps as a note on it what the program wrote. Both take as long as the disk
    does, and raise `PostilError`.
    """

    letter: str
    name: str
    text: Callable[[], str]
    as_note: Callable[[str], NotesEdit]


def of_annotation(session: Session, annotation: Annotation) -> list[Given]:
    """An annotation's passage, and what the reader wrote on it."""

    def keep(written: str) -> NotesEdit:
        return as_note(session, annotation, written)

    given = [Given("p", "the passage", lambda: text_of(session, annotation), keep)]
    return [*given, Given("n", "the note", lambda: annotation.note, keep)] if annotation.note else given


def of_passage(
    article: Article, text: str, span: Span, *, name: str = "the passage", speaker: str | None = None
) -> list[Given]:
    """A passage of an article's text that has no annotation yet; what is written becomes a note on one."""
    return [
        Given(
            "p",
            name,
            lambda: text[span.start : span.end],
            lambda written: highlight(article, text, span, note=_under("", written), speaker=speaker),
        )
    ]


def of_article(session: Session, article_id: str) -> list[Given]:
    """An article's text, and what the reader wrote on the whole of it."""

    def keep(written: str) -> NotesEdit:
        return as_note(session, session.library.get(article_id), written)

    given = [Given("a", "the article", lambda: _article_text(session, article_id), keep)]
    mark = session.notes.mark(article_id)
    if mark is not None and mark.note:
        given.append(Given("w", "what you wrote on the article", lambda: mark.note, keep))
    return given


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


def _article_text(session: Session, article_id: str) -> str:
    return text_of(session, with_text(session, session.library.get(article_id)))


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
