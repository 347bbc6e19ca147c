"""Which articles are the reader's own by what they did to them: these outlive their feed and its pruning."""

from reader.annotations.store import AnnotationStore


def protected_ids(notes: AnnotationStore) -> frozenset[str]:
    """The ids of the articles that have an annotation, a star, a tag or a note."""
    return annotated_ids(notes) | {mark.article.id for mark in notes.marks()}


def annotated_ids(notes: AnnotationStore) -> frozenset[str]:
    """The ids of the articles that have an annotation."""
    return frozenset(notes.counts())


def starred_ids(notes: AnnotationStore) -> frozenset[str]:
    """The ids of the articles that are starred."""
    return frozenset(mark.article.id for mark in notes.marks() if mark.starred)
