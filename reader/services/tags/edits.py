"""What a reader does to tags wherever they are used, as edits that can be undone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from reader.annotations.identifiers import now
from reader.annotations.store import AnnotationStore
from reader.model import Annotation, ArticleMark, TagMark
from reader.services.notes.annotating import UnusableAnnotationError, clean_colour, clean_tag
from reader.services.saving.edits import NotesEdit
from reader.services.tags.tree import is_within
from reader.text.counting import counted
from reader.text.sanitize import clean

DESCRIPTION_LENGTH = 2_000
"""The most characters of what a tag is for."""

Tags = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tagged:
    """What has `tag` or one below it, and what is said of any tag."""

    tag: str
    annotations: tuple[Annotation, ...]
    marks: tuple[ArticleMark, ...]
    said: Mapping[str, TagMark]

    def has(self, tag: str) -> bool:
        """Whether any of it has, or anything is said of, `tag` or one below it."""
        tags = chain(self.said, *(each.tags for each in self.annotations), *(each.tags for each in self.marks))
        return any(is_within(each, tag) for each in tags)


def tagged(notes: AnnotationStore, tag: str) -> Tagged:
    """What has the tag or one below it."""
    within = [each for each in notes.tags() if is_within(each, tag)]
    annotations = {annotation.uid: annotation for each in within for annotation in notes.by_tag(each)}
    marks = tuple(mark for mark in notes.marks() if any(is_within(each, tag) for each in mark.tags))
    return Tagged(tag, tuple(annotations.values()), marks, {mark.tag: mark for mark in notes.tag_marks()})


def rename(branch: Tagged, new: str) -> NotesEdit:
    """The tag called `new` wherever it is used, and those below it with it; where that is there, the two become one.

    Of two that become one, what was said of the one whose name stays counts. The name that it has changes nothing.

    Raises:
        UnusableAnnotationError: `new` is no tag, or makes the tag part of one in use below it.
    """
    kept = clean_tag(new)
    if kept == branch.tag:
        return NotesEdit(f"{branch.tag} is {kept}")
    if is_within(kept, branch.tag) and branch.has(kept):
        raise UnusableAnnotationError(f"“{branch.tag}” cannot become part of “{kept}”, which is below it.")

    def renamed(tag: str) -> str:
        return clean_tag(kept + tag[len(branch.tag) :]) if is_within(tag, branch.tag) else tag

    edit = _retagged(f"{branch.tag} is now {kept}", branch, lambda tags: tuple(dict.fromkeys(map(renamed, tags))))
    after = {tag: mark for tag, mark in branch.said.items() if not is_within(tag, branch.tag)}
    for tag, mark in branch.said.items():
        if is_within(tag, branch.tag):
            after.setdefault(renamed(tag), replace(mark, tag=renamed(tag), updated=now(mark.updated)))
    return replace(edit, tag_marks=_differences(branch.said, after))


def extent(edit: NotesEdit) -> str:
    """How much an edit changes: "2 annotations", "1 annotation and 3 articles"."""
    annotations, articles = len(edit.annotations), len(edit.marks)
    parts = [counted(annotations, "annotation")] if annotations or not articles else []
    return " and ".join([*parts, counted(articles, "article")] if articles else parts)


def remove(branch: Tagged) -> NotesEdit:
    """The tag and those below it taken off wherever they are used, and what was said of them; the annotations stay."""
    edit = _retagged(
        f"remove tag {branch.tag}",
        branch,
        lambda tags: tuple(tag for tag in tags if not is_within(tag, branch.tag)),
    )
    after = {tag: mark for tag, mark in branch.said.items() if not is_within(tag, branch.tag)}
    return replace(edit, tag_marks=_differences(branch.said, after))


def recolour(tag: str, before: TagMark | None, colour: int | None) -> NotesEdit:
    """The tag in a colour, or with None in none of its own. Raises `UnusableAnnotationError`."""
    kept = None if colour is None else clean_colour(colour)
    return _said(f"colour of {tag}", before, replace(before or TagMark(tag, now()), colour=kept))


def describe(tag: str, before: TagMark | None, description: str) -> NotesEdit:
    """The tag with words, in one line, about what it is for. Raises `UnusableAnnotationError`."""
    kept = clean(description, one_line=True).strip()
    if len(kept) > DESCRIPTION_LENGTH:
        raise UnusableAnnotationError(
            f"What is said of a tag may have {DESCRIPTION_LENGTH:,} characters; this has {len(kept):,}."
        )
    return _said(f"describe {tag}", before, replace(before or TagMark(tag, now()), description=kept))


def _retagged(label: str, branch: Tagged, change: Callable[[Tags], Tags]) -> NotesEdit:
    return NotesEdit(
        label,
        tuple((a, replace(a, tags=change(a.tags), updated=now(a.created))) for a in branch.annotations),
        tuple((m, replace(m, tags=change(m.tags), updated=now(m.updated))) for m in branch.marks),
    )


def _said(label: str, before: TagMark | None, after: TagMark) -> NotesEdit:
    says_nothing = after.colour is None and not after.description
    kept = None if says_nothing else replace(after, updated=now(after.updated))
    return NotesEdit(label, tag_marks=((before, kept),))


def _differences(
    before: Mapping[str, TagMark], after: Mapping[str, TagMark]
) -> tuple[tuple[TagMark | None, TagMark | None], ...]:
    tags = dict.fromkeys((*before, *after))
    return tuple((before.get(tag), after.get(tag)) for tag in tags if before.get(tag) != after.get(tag))
