"""What a reader does to passages and articles, as edits that can be undone.

Every function is given what is there and gives back the edit that changes it; `History.do` carries it out.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from reader.annotations.identifiers import new_uid
from reader.annotations.identifiers import now as utc_now
from reader.annotations.targets import make_target
from reader.config import COLOUR_COUNT
from reader.model import Annotation, Article, ArticleMark, ArticleRef, PostilError, Span
from reader.services.saving.edits import NotesEdit, ReadEdit
from reader.text.sanitize import clean

TAG_LENGTH = 80
NOTE_LENGTH = 1_000_000
WITHOUT = "-"
"""What stands before a tag that is to be taken away."""


class UnusableAnnotationError(PostilError):
    """A tag, note, colour or passage that cannot be used; the text says which and why."""


def article_ref(article: Article) -> ArticleRef:
    """What an annotation carries of its article."""
    return ArticleRef(
        id=article.id,
        title=article.title,
        url=article.url or (f"file://{article.path}" if article.path else None),
        author=article.author,
        published=article.published,
        text_sha256=article.text_sha256,
        text_version=article.text_version,
    )


def clean_tag(text: str) -> str:
    """The tag as it is kept: one line, no leading `#`, no commas. Raises `UnusableAnnotationError`."""
    tag = clean(text, one_line=True).strip().lstrip("#").strip()
    if not tag:
        raise UnusableAnnotationError("A tag needs at least one character.")
    if len(tag) > TAG_LENGTH:
        raise UnusableAnnotationError(f"A tag may have {TAG_LENGTH} characters; {tag[:20]!r}… has {len(tag)}.")
    if "," in tag:
        raise UnusableAnnotationError(f"A comma separates tags and cannot be part of one: {tag!r}.")
    return tag


def clean_tags(texts: Iterable[str]) -> tuple[str, ...]:
    """Each tag once, in the order given."""
    return tuple(dict.fromkeys(clean_tag(text) for text in texts))


def _clean_note(text: str) -> str:
    note = clean(text).strip("\n")
    if len(note) > NOTE_LENGTH:
        raise UnusableAnnotationError(f"A note may have {NOTE_LENGTH:,} characters; this one has {len(note):,}.")
    return note


def clean_colour(colour: int) -> int:
    """The colour, if there is one of that number. Raises `UnusableAnnotationError`."""
    if not 1 <= colour <= COLOUR_COUNT:
        raise UnusableAnnotationError(f"Colours are numbered 1 to {COLOUR_COUNT}; {colour} is not one of them.")
    return colour


def highlight(
    article: Article,
    text: str,
    span: Span,
    *,
    tags: Iterable[str] = (),
    note: str = "",
    colour: int = 1,
    speaker: str | None = None,
) -> NotesEdit:
    """A new annotation of the passage `span` of the article's canonical text `text`."""
    if not text[span.start : span.end].strip():
        raise UnusableAnnotationError("There is no text in that passage to highlight.")
    now = utc_now()
    kept_tags, kept_note = clean_tags(tags), _clean_note(note)
    annotation = Annotation(
        uid=new_uid(),
        article=article_ref(article),
        target=make_target(text, span),
        created=now,
        updated=now,
        tags=kept_tags,
        note=kept_note,
        colour=clean_colour(colour),
        speaker=speaker,
    )
    label = "note" if kept_note else _tags_label(kept_tags) if kept_tags else "highlight"
    return NotesEdit(label, ((None, annotation),))


def extend(
    annotation: Annotation, article: Article, text: str, span: Span, *, label: str = "extend highlight"
) -> NotesEdit:
    """The same annotation over another passage of the article's present text."""
    if not text[span.start : span.end].strip():
        raise UnusableAnnotationError("There is no text in that passage to highlight.")
    after = replace(
        annotation,
        article=article_ref(article),
        target=make_target(text, span),
        updated=utc_now(annotation.created),
        carried=None,
    )
    return NotesEdit(label, ((annotation, after),))


def retag(annotations: Sequence[Annotation], tags: Iterable[str]) -> NotesEdit:
    """These annotations with exactly these tags."""
    kept = clean_tags(tags)
    return _each(_tags_label(kept), annotations, lambda a: replace(a, tags=kept))


def add_tags(annotations: Sequence[Annotation], tags: Iterable[str], *, without: Iterable[str] = ()) -> NotesEdit:
    """These annotations with these tags beside their own, which they keep but for those in `without`."""
    added, gone = clean_tags(tags), clean_tags(without)
    label = ", ".join(filter(None, (_tags_label(added) if added or not gone else "", _without_label(gone))))
    return _each(
        label,
        annotations,
        lambda a: replace(a, tags=tuple(dict.fromkeys((*(t for t in a.tags if t not in gone), *added)))),
    )


def change_tags(annotations: Sequence[Annotation], typed: Iterable[str]) -> NotesEdit:
    """These annotations with the tags that are typed, and without those that are typed with a minus sign before."""
    tags = [*typed]
    without = [tag.removeprefix(WITHOUT) for tag in tags if tag.startswith(WITHOUT)]
    return add_tags(annotations, [tag for tag in tags if not tag.startswith(WITHOUT)], without=without)


def write_note(annotation: Annotation, note: str) -> NotesEdit:
    """The annotation with this note (Markdown)."""
    kept = _clean_note(note)
    return _each("note", [annotation], lambda a: replace(a, note=kept))


def recolour(annotations: Sequence[Annotation], colour: int) -> NotesEdit:
    """These annotations in another colour."""
    kept = clean_colour(colour)
    return _each("colour", annotations, lambda a: replace(a, colour=kept))


def delete(annotations: Sequence[Annotation]) -> NotesEdit:
    """These annotations gone (until undone)."""
    label = "delete" if len(annotations) == 1 else f"delete {len(annotations):,} annotations"
    return NotesEdit(label, tuple((annotation, None) for annotation in annotations))


def star(article: Article, before: ArticleMark | None) -> NotesEdit:
    """The article starred, or no longer if it was."""
    mark = before or ArticleMark(article_ref(article), utc_now())
    return _mark_edit("star", before, replace(mark, starred=not mark.starred, updated=utc_now()))


def tag_article(article: Article, before: ArticleMark | None, tags: Iterable[str]) -> NotesEdit:
    """The article with exactly these tags."""
    mark = before or ArticleMark(article_ref(article), utc_now())
    return _mark_edit("tag article", before, replace(mark, tags=clean_tags(tags), updated=utc_now()))


def mark_read(articles: Iterable[Article], *, read: bool) -> ReadEdit:
    """These articles read, or unread."""
    ids = tuple(article.id for article in articles if article.read != read)
    return ReadEdit("mark read" if read else "mark unread", ids, read)


def _mark_edit(label: str, before: ArticleMark | None, after: ArticleMark) -> NotesEdit:
    says_nothing = not (after.starred or after.tags or after.note)
    return NotesEdit(label, marks=((before, None if says_nothing else after),))


def _tags_label(tags: tuple[str, ...]) -> str:
    return f"tag {', '.join(tags)}" if tags else "no tags"


def _without_label(tags: tuple[str, ...]) -> str:
    return f"without {', '.join(tags)}" if tags else ""


def _each(label: str, annotations: Sequence[Annotation], change: Callable[[Annotation], Annotation]) -> NotesEdit:
    several = "" if len(annotations) == 1 else f" · {len(annotations):,} annotations"
    edited = ((old, replace(change(old), updated=utc_now(old.created))) for old in annotations)
    return NotesEdit(f"{label}{several}", tuple(edited))
