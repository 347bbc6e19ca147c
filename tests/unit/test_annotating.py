"""What a reader does to passages and articles, as edits."""

import pytest

from reader.model import Annotation, Article, ArticleMark, ArticleRef, Span, Target
from reader.services.notes import annotating
from reader.services.notes.annotating import NOTE_LENGTH, TAG_LENGTH, UnusableAnnotationError

TEXT = "Title\n\nOne sentence here. Another one."
ARTICLE = Article("a" * 16, "Title", "f" * 64, 1, 6, "", author="Ann", published="2025-01-01", path="/a b.md")
OLD = "2025-01-01T00:00:00.000Z"


def annotation(uid: str = "u", **fields: object) -> Annotation:
    return Annotation(uid, ArticleRef("a", "A"), Target(0, 1, "T"), OLD, OLD, **fields)  # type: ignore[arg-type]


def after(edit: annotating.NotesEdit) -> Annotation:
    ((_, made),) = edit.annotations
    assert made is not None
    return made


def test_a_highlight_carries_its_passage_its_surroundings_and_its_article() -> None:
    made = after(annotating.highlight(ARTICLE, TEXT, Span(7, 25), tags=["b", "a", "b"], note="why\n", colour=3))
    assert (made.target.exact, made.target.start, made.target.end) == ("One sentence here.", 7, 25)
    assert made.target.prefix.endswith("Title\n\n")
    assert made.target.suffix == " Another one."
    assert (made.tags, made.note, made.colour) == (("b", "a"), "why", 3)
    assert (made.article.id, made.article.title, made.article.text_sha256) == (ARTICLE.id, "Title", "f" * 64)
    assert made.article.url == "file:///a b.md"
    assert made.created == made.updated


def test_each_highlight_has_a_uid_of_its_own() -> None:
    uids = [after(annotating.highlight(ARTICLE, TEXT, Span(7, 25))).uid for _ in range(50)]
    assert uids == sorted(set(uids))


@pytest.mark.parametrize("span", [Span(5, 7), Span(7, 7), Span(90, 99)])
def test_there_is_nothing_to_highlight_where_there_is_no_text(span: Span) -> None:
    with pytest.raises(UnusableAnnotationError, match="no text"):
        annotating.highlight(ARTICLE, TEXT, span)


@pytest.mark.parametrize("colour", [0, 7, -1])
def test_a_colour_that_there_is_not_is_refused(colour: int) -> None:
    with pytest.raises(UnusableAnnotationError, match="1 to 6"):
        annotating.highlight(ARTICLE, TEXT, Span(7, 25), colour=colour)
    with pytest.raises(UnusableAnnotationError, match="1 to 6"):
        annotating.recolour([annotation()], colour)


@pytest.mark.parametrize(
    ("typed", "tag"),
    [
        ("claim", "claim"),
        (" #claim ", "claim"),
        ("two words", "two words"),
        ("a\x1b[31mb\nc", "ab c"),
        ("é", "é"),
    ],
)
def test_a_tag_is_one_clean_line_without_its_hash(typed: str, tag: str) -> None:
    assert annotating.clean_tag(typed) == tag


@pytest.mark.parametrize("typed", ["", " ", "#", "\x1b[31m", "a,b", "x" * (TAG_LENGTH + 1)])
def test_a_tag_that_cannot_be_is_refused(typed: str) -> None:
    with pytest.raises(UnusableAnnotationError):
        annotating.clean_tag(typed)


def test_tags_are_replaced_or_added() -> None:
    tagged = annotation(tags=("a", "b"))
    assert after(annotating.retag([tagged], ["c", "c", "a"])).tags == ("c", "a")
    assert after(annotating.add_tags([tagged], ["c", "a"])).tags == ("a", "b", "c")
    assert after(annotating.retag([tagged], [])).tags == ()


def test_a_note_is_cleaned_but_keeps_its_lines() -> None:
    assert after(annotating.write_note(annotation(), "\none\r\n\ttwo\x07\n\n")).note == "one\n\ttwo"
    with pytest.raises(UnusableAnnotationError, match="1,000,000"):
        annotating.write_note(annotation(), "x" * (NOTE_LENGTH + 1))


def test_a_change_is_dated_and_all_else_stays() -> None:
    before = annotation(tags=("a",), note="n", colour=2, speaker="Ann")
    changed = after(annotating.recolour([before], 5))
    assert changed.updated > before.updated
    assert (changed.created, changed.tags, changed.note, changed.speaker) == (OLD, ("a",), "n", "Ann")


def test_an_extended_highlight_is_the_same_annotation_on_the_present_text() -> None:
    before = annotation(tags=("a",))
    changed = after(annotating.extend(before, ARTICLE, TEXT, Span(7, 38)))
    assert (changed.uid, changed.tags, changed.target.exact) == ("u", ("a",), "One sentence here. Another one.")
    assert changed.article.text_sha256 == ARTICLE.text_sha256


def test_several_are_deleted_in_one_edit() -> None:
    both = [annotation("1"), annotation("2")]
    edit = annotating.delete(both)
    assert edit.annotations == ((both[0], None), (both[1], None))
    assert edit.label == "delete 2 annotations"


def test_several_are_given_tags_and_lose_others_in_one_edit() -> None:
    both = [annotation("1", tags=("a", "b")), annotation("2", tags=("c",))]
    edit = annotating.add_tags(both, ["#b", "d"], without=["a", "c"])
    assert [made.tags for _, made in edit.annotations if made] == [("b", "d"), ("b", "d")]
    assert edit.label == "tag b, d, without a, c · 2 annotations"
    assert annotating.recolour(both, 2).label == "colour · 2 annotations"


def test_a_star_comes_goes_and_leaves_nothing_behind() -> None:
    ((_, starred),) = annotating.star(ARTICLE, None).marks
    assert starred is not None
    assert starred.starred
    ((_, nothing),) = annotating.star(ARTICLE, starred).marks
    assert nothing is None


def test_a_star_goes_and_the_tags_stay() -> None:
    mark = ArticleMark(ArticleRef("a", "A"), OLD, starred=True, tags=("t",))
    ((before, unstarred),) = annotating.star(ARTICLE, mark).marks
    assert before is mark
    assert unstarred is not None
    assert (unstarred.starred, unstarred.tags) == (False, ("t",))


def test_an_articles_last_tag_leaves_nothing_behind() -> None:
    ((_, tagged),) = annotating.tag_article(ARTICLE, None, ["a", "a"]).marks
    assert tagged is not None
    assert tagged.tags == ("a",)
    ((_, nothing),) = annotating.tag_article(ARTICLE, tagged, []).marks
    assert nothing is None


def test_only_articles_that_are_not_read_are_marked_read() -> None:
    read = Article("b" * 16, "B", "", 1, 1, "", read=True)
    assert annotating.mark_read([ARTICLE, read], read=True).article_ids == (ARTICLE.id,)
    assert annotating.mark_read([ARTICLE, read], read=False).article_ids == (read.id,)
