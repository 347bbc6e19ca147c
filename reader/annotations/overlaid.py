"""The notes as the reader has left them: what is saved, and over it what could not be saved yet."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from operator import attrgetter
from pathlib import Path

from reader.annotations.store import (
    AnnotationStore,
    Counts,
    Replace,
    ReplaceCorrection,
    ReplaceMark,
    ReplaceTagMark,
    Seen,
)
from reader.model import Annotation, ArticleMark, EntityCorrection, How, TagMark

_by_place = attrgetter("target.start", "target.end", "uid")
_by_age = attrgetter("uid")


Replacement = Replace | ReplaceMark | ReplaceTagMark | ReplaceCorrection


class OverlaidStore(AnnotationStore):
    """A store that shows changes which are not saved as if they were.

    `show` says which. All that reads takes them in; `apply` and what is called saved know only what is on the
    disk.
    """

    def __init__(self, path: Path) -> None:
        self._annotations_over: Mapping[str, Annotation | None] = {}
        self._marks_over: Mapping[str, ArticleMark | None] = {}
        self._tag_marks_over: Mapping[str, TagMark | None] = {}
        self._corrections_over: Mapping[str, EntityCorrection | None] = {}
        self._times_shown = 0
        super().__init__(path)

    def show(self, replacements: Iterable[Replacement]) -> None:
        """Have it read as if these had been done, one after another, and nothing else that was shown before."""
        annotations: dict[str, Annotation | None] = {}
        marks: dict[str, ArticleMark | None] = {}
        tag_marks: dict[str, TagMark | None] = {}
        corrections: dict[str, EntityCorrection | None] = {}
        for change in replacements:
            match change:
                case Replace(before, after) if (one := after or before) is not None:
                    annotations[one.uid] = after
                case ReplaceMark(mark_before, mark_after) if (mark := mark_after or mark_before) is not None:
                    marks[mark.article.id] = mark_after
                case ReplaceTagMark(tag_before, tag_after) if (tagged := tag_after or tag_before) is not None:
                    tag_marks[tagged.tag] = tag_after
                case ReplaceCorrection(was, corrected) if (correction := corrected or was) is not None:
                    corrections[correction.id] = corrected
        self._annotations_over, self._marks_over, self._tag_marks_over = annotations, marks, tag_marks
        self._corrections_over = corrections
        self._times_shown += 1

    @property
    def version(self) -> int:
        """A number that is greater after every change seen, from here or from another process, saved or not."""
        return super().version + self._times_shown

    def saved(self, uid: str) -> Annotation | None:
        """The annotation with this uid as it is on the disk."""
        return super().get(uid)

    def saved_mark(self, article_id: str) -> ArticleMark | None:
        """The mark of an article as it is on the disk."""
        return super().mark(article_id)

    def saved_tag_mark(self, tag: str) -> TagMark | None:
        """What is said of a tag on the disk."""
        return super().tag_mark(tag)

    def saved_correction(self, correction_id: str) -> EntityCorrection | None:
        """The correction of an entity that has this id on the disk."""
        return super().correction(correction_id)

    def get(self, uid: str) -> Annotation | None:
        """The annotation with this uid."""
        over = self._annotations_over
        return over[uid] if uid in over else super().get(uid)

    def find(self, uid_prefix: str) -> list[Annotation]:
        """The annotations whose uid begins with `uid_prefix`, in any case of letters, oldest first."""
        wanted = uid_prefix.upper()
        return self._over(super().find(uid_prefix), lambda each: each.uid.upper().startswith(wanted))

    def all(self) -> list[Annotation]:
        """All annotations, oldest first."""
        return self._over(super().all(), lambda _: True)

    def newest(self, count: int) -> list[Annotation]:
        """The annotations that were made last, at most `count` of them, newest first; few of many."""
        return self._over(super().newest(count)[::-1], lambda _: True)[: -count - 1 : -1]

    def changed_since(self, seen: Seen) -> tuple[Seen, set[str]]:
        """How things are now, and the uids of all annotations that have come, gone or changed since."""
        over = self._annotations_over
        now, changed = super().changed_since(seen)
        known = {uid for uid in seen.over.keys() & over.keys() if seen.over[uid] == over[uid]}
        return replace(now, over=over), changed | ((seen.over.keys() | over.keys()) - known)

    def each(self, uids: Iterable[str]) -> Iterator[Annotation]:
        """The annotations with these uids, as far as there are any, in that order; for very many of them."""
        over = self._annotations_over
        if not over:
            yield from super().each(uids)
            return
        for uid in uids:
            found = self.get(uid)
            if found is not None:
                yield found

    def by_article(self, article_id: str) -> list[Annotation]:
        """The annotations of an article, by where they start."""
        found = super().by_article(article_id)
        return self._over(found, lambda each: each.article.id == article_id, order=_by_place)

    def by_tag(self, tag: str) -> list[Annotation]:
        """The annotations with this tag, oldest first."""
        return self._over(super().by_tag(tag), lambda each: tag in each.tags)

    def articles_by_tag(self, tag: str) -> set[str]:
        """The ids of the articles with annotations that have this tag."""
        if self._annotations_over:
            return {annotation.article.id for annotation in self.by_tag(tag)}
        return super().articles_by_tag(tag)

    def by_carrying(self, how: How) -> list[Annotation]:
        """The annotations whose passage came through a change of its text like that, oldest first."""
        found = super().by_carrying(how)
        return self._over(found, lambda each: each.carried is not None and each.carried.how == how)

    def tags(self) -> dict[str, int]:
        """How many annotations have each tag, the most used first."""
        found = super().tags()
        if not self._annotations_over:
            return found
        for saved, shown in self._changed():
            for tag in saved.tags if saved else ():
                found[tag] -= 1
            for tag in shown.tags if shown else ():
                found[tag] = found.get(tag, 0) + 1
        return {tag: number for tag, number in sorted(found.items(), key=lambda item: -item[1]) if number > 0}

    def counts(self) -> dict[str, Counts]:
        """What each article with annotations has, by article id."""
        found = super().counts()
        for saved, shown in self._changed():
            for annotation, step in ((saved, -1), (shown, 1)):
                if annotation is not None:
                    known = found.get(annotation.article.id, Counts(0, 0))
                    noted = step if annotation.note else 0
                    found[annotation.article.id] = Counts(known.highlights + step, known.notes + noted)
        return {article: counts for article, counts in found.items() if counts.highlights > 0}

    def mark(self, article_id: str) -> ArticleMark | None:
        """The mark of an article."""
        over = self._marks_over
        return over[article_id] if article_id in over else super().mark(article_id)

    def marks(self) -> list[ArticleMark]:
        """The marks of all articles that have one."""
        over = self._marks_over
        saved = [mark for mark in super().marks() if mark.article.id not in over]
        return saved + [mark for mark in over.values() if mark is not None]

    def tag_mark(self, tag: str) -> TagMark | None:
        """What the reader says of a tag."""
        over = self._tag_marks_over
        return over[tag] if tag in over else super().tag_mark(tag)

    def tag_marks(self) -> list[TagMark]:
        """What the reader says of tags, of each about which there is something."""
        over = self._tag_marks_over
        saved = [mark for mark in super().tag_marks() if mark.tag not in over]
        return saved + [mark for mark in over.values() if mark is not None]

    def correction(self, correction_id: str) -> EntityCorrection | None:
        """The reader's correction of an entity that has this id."""
        over = self._corrections_over
        return over[correction_id] if correction_id in over else super().correction(correction_id)

    def corrections(self) -> list[EntityCorrection]:
        """All corrections of entities, by their ids."""
        over = self._corrections_over
        saved = [correction for correction in super().corrections() if correction.id not in over]
        shown = saved + [correction for correction in over.values() if correction is not None]
        return sorted(shown, key=attrgetter("id"))

    def _over(
        self,
        found: list[Annotation],
        fits: Callable[[Annotation], bool],
        *,
        order: Callable[[Annotation], object] = _by_age,
    ) -> list[Annotation]:
        """What was found on the disk, with what is laid over it."""
        over = self._annotations_over
        if not over:
            return found
        kept = [annotation for annotation in found if annotation.uid not in over]
        kept += [annotation for annotation in over.values() if annotation is not None and fits(annotation)]
        return sorted(kept, key=order)  # type: ignore[arg-type]  # both orders can be compared

    def _changed(self) -> list[tuple[Annotation | None, Annotation | None]]:
        """Each annotation that is laid over something, as it is on the disk and as it is shown."""
        return [(self.saved(uid), shown) for uid, shown in self._annotations_over.items()]
