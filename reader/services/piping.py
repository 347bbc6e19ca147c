"""Giving a passage, a note or an article to any program, and taking what it answers as a note."""

import subprocess
import threading
from collections.abc import Sequence
from dataclasses import replace
from typing import IO

from reader.annotations.identifiers import now
from reader.model import Annotation, Article, ArticleMark, PostilError
from reader.services.annotating import NOTE_LENGTH, UnusableAnnotationError, article_ref, write_note
from reader.services.edits import NotesEdit
from reader.services.intake import with_text
from reader.services.reading import find_article
from reader.services.session import Session
from reader.text.sanitize import clean

MIN_UID_CHARACTERS = 10
"""How much of a uid has to be given; so many are the instant it was made."""


class CommandError(PostilError):
    """A program that cannot be run, or that ended with a failure."""


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


def run(command: Sequence[str], text: str, *, capture: bool = False) -> str:
    """Run a program with the text on its standard input; with `capture`, what it writes to its standard output.

    It is the program itself that is run, no shell: what is in the text means nothing but text to it. Blocks until it
    ends. What goes beyond the longest note ends it.

    Raises:
        CommandError: it could not be run, or it ended with a failure, or it wrote too much.
    """
    try:
        process = subprocess.Popen([*command], stdin=subprocess.PIPE, stdout=subprocess.PIPE if capture else None)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise CommandError(f"“{command[0]}” cannot be run: {(reason or 'unknown error').lower()}.") from error
    with process:
        assert process.stdin is not None
        # It may write before it has read everything.
        feeding = threading.Thread(target=_feed, args=(process.stdin, text), daemon=True)
        feeding.start()
        output = _limited(process) if process.stdout is not None else b""
        status = process.wait()
        feeding.join()
    if status:
        how = f"was ended by signal {-status}" if status < 0 else f"ended with {status}"
        raise CommandError(f"“{command[0]}” {how}; nothing else was done.")
    return clean(output.decode(errors="replace")).strip("\n")


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


def _feed(stream: IO[bytes], text: str) -> None:
    try:
        with stream:
            stream.write(text.encode(errors="replace"))
    except BrokenPipeError:  # it has read as much as it wanted
        return


def _limited(process: "subprocess.Popen[bytes]") -> bytes:
    assert process.stdout is not None
    most = 4 * NOTE_LENGTH  # bytes of as many characters
    output = process.stdout.read(most + 1)
    if len(output) > most:
        process.kill()
        raise CommandError(f"What it writes is longer than a note may be, which is {NOTE_LENGTH:,} characters.")
    return output
