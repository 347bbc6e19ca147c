"""All annotations, read while they are gone through: of very many, never all are in memory for it."""

from collections.abc import Iterator

from reader.annotations.store import AnnotationStore, Seen
from reader.model import Annotation


def every_note(notes: AnnotationStore) -> Iterator[Annotation]:
    """All annotations as they are now, in no order."""
    _, uids = notes.changed_since(Seen())
    return notes.each(uids)
