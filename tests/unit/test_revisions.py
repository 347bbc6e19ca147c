"""What changed between two texts of an article, and what became of the annotations on it."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.document.blocks import BLOCK_SEPARATOR, Block, BlockKind, Document
from reader.model import Article, Span
from reader.paths import Places
from reader.services.articles.differences import Change, changes
from reader.services.articles.opening import Anchors, find_article, open_article
from reader.services.articles.passages import find_passages
from reader.services.articles.revisions import (
    RevisionInfo,
    RevisionNotFoundError,
    compare,
    find_revision,
    present_revision,
    previous_revision,
    revision_infos,
)
from reader.services.notes.annotating import highlight
from reader.services.session import Session

FIRST = "The harbour is closed, said Maria Berg.\n\nThe ferry waits.\n\nIt rained all night in the old town."


def document(*paragraphs: str) -> Document:
    blocks, start = [], 0
    for text in ("A title", *paragraphs):
        blocks.append(Block(BlockKind.PARAGRAPH, start, text))
        start += len(text) + len(BLOCK_SEPARATOR)
    return Document.of(tuple(blocks))


def marked(change: Change) -> str:
    signs = {"same": "%s", "removed": "[-%s-]", "added": "{+%s+}"}
    return "".join(signs[piece.kind] % piece.text for piece in change.pieces)


def one_change(old: str, new: str) -> str:
    (change,) = changes(document(old), document(new))
    assert change.kind == "changed"
    return marked(change)


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("The old ferry waits.", "The new ferry waits.", "The [-old-]{+new+} ferry waits."),
        ("The ferry waits.", "The big ferry waits.", "The {+big +}ferry waits."),
        ("The big ferry waits.", "The ferry waits.", "The [-big -]ferry waits."),
        ("The ferry waits there", "The ferry waits", "The ferry waits[- there-]"),
        ("The ferry waits", "Today the ferry waits", "[-The-]{+Today the+} ferry waits"),
        ("He said it is ready now", "He said It is ready now", "He said [-it-]{+It+} is ready now"),
        ("我们准备好了。", "我们都准备好了。", "我们{+都+}准备好了。"),
    ],
)
def test_words_that_changed_are_marked_inside_their_paragraph(old: str, new: str, shown: str) -> None:
    assert one_change(old, new) == shown


def test_a_stray_word_between_longer_changes_is_no_island() -> None:
    shown = one_change(
        "Nobody knew whether a storm, the worst, was coming to the harbour of the town on Sunday evening.",
        "Nobody knew whether snow fell here, and the ships went out to the harbour of the town on Sunday evening.",
    )
    assert shown.count("[-") == 1


def test_an_added_and_a_removed_paragraph_say_where_they_are() -> None:
    old, new = document("One stays.", "Two goes away."), document("Zero is new here.", "One stays.")
    added, removed = changes(old, new)
    assert (added.kind, added.new_text, added.old_text) == ("added", "Zero is new here.", "")
    assert added.old_span == Span(7, 7)
    assert new.text[slice(*added.new_span)] == added.new_text
    assert (removed.kind, removed.old_text, removed.new_text) == ("removed", "Two goes away.", "")
    assert old.text[slice(*removed.old_span)] == removed.old_text
    assert removed.new_span == Span(len(new.text), len(new.text))


def test_a_changed_paragraph_is_paired_with_itself_and_not_with_a_new_neighbour() -> None:
    old = document("The ferry waits in the harbour of Oslo tonight.")
    new = document(
        "Snow fell on Monday.", "The ferry waits in the harbour of Bergen tonight.", "Nobody minds that."
    )
    assert [change.kind for change in changes(old, new)] == ["added", "changed", "added"]


def test_equal_texts_have_no_changes() -> None:
    assert changes(document("One.", "Two."), document("One.", "Two.")) == ()


PARAGRAPHS = st.lists(st.text("ab .,\t\n中", min_size=1, max_size=12), max_size=5)


@given(PARAGRAPHS, PARAGRAPHS)
@settings(max_examples=100, deadline=None)
def test_the_changes_lead_from_the_one_text_to_the_other(one: list[str], other: list[str]) -> None:
    old, new = document(*one), document(*other)
    found = changes(old, new)
    gone = {change.old_span for change in found if change.kind != "added"}
    come = {change.new_span for change in found if change.kind != "removed"}
    assert [b.text for b in old.blocks if b.span not in gone] == [
        b.text for b in new.blocks if b.span not in come
    ]
    for change in found:
        assert old.text[slice(*change.old_span)] == change.old_text
        assert new.text[slice(*change.new_span)] == change.new_text
        if change.kind == "changed":
            shown = [piece for piece in change.pieces if piece.kind != "removed"]
            assert "".join(piece.text for piece in shown) == change.new_text
        for piece in change.pieces:
            text = old.text if piece.kind == "removed" else new.text
            assert text[slice(*piece.span)] == piece.text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (["same words " * 20] * 2000, ["other words " * 20] * 3000),
        (["word " * 100_000], ["word " * 50_000 + "and " + "drow " * 50_000]),
        ([f"number {i} of them" for i in range(5000)], [f"number {i} of those" for i in range(5000)]),
        (["x"] * 10_000, ["x", "y"] * 5000),
    ],
)
def test_texts_that_are_hard_to_compare_take_seconds_at_most(old: list[str], new: list[str]) -> None:
    before, after = document(*old), document(*new)
    began = time.perf_counter()
    assert changes(before, after)
    assert time.perf_counter() - began < 5


# -- of an article


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = Session(Places(tmp_path, tmp_path, tmp_path))
    yield opened
    opened.close()


class Story:
    """An article in a file that can be edited."""

    def __init__(self, session: Session, path: Path) -> None:
        self.session, self.path = session, path
        self.edits = 0

    def edit(self, text: str) -> Article:
        self.edits += 1
        self.path.write_text(f"# The harbour\n\n{text}\n" + "\n" * self.edits)
        return find_article(self.session, str(self.path))

    def annotate(self, exact: str) -> str:
        article = find_article(self.session, str(self.path))
        text = open_article(self.session, article).document.text
        edit = highlight(article, text, find_passages(text, exact)[0])
        self.session.history.do(edit)
        ((_, made),) = edit.annotations
        assert made is not None
        return made.uid

    def infos(self) -> tuple[RevisionInfo, ...]:
        return revision_infos(self.session, find_article(self.session, str(self.path)))


@pytest.fixture
def story(session: Session, tmp_path: Path) -> Story:
    return Story(session, tmp_path / "story.md")


def test_every_text_of_an_article_is_a_revision(story: Story) -> None:
    story.edit(FIRST)
    story.annotate("ferry")
    article = story.edit(FIRST.replace("ferry", "big ferry"))
    first, second = story.infos()
    assert (first.number, first.annotations, first.is_present) == (1, 1, False)
    assert (second.number, second.annotations, second.is_present) == (2, 0, True)
    assert second.text_sha256 == article.text_sha256
    assert second.characters == (first.characters or 0) + len("big ")


def test_an_article_that_was_changed_back_is_compared_with_the_text_between(story: Story) -> None:
    story.edit(FIRST)
    story.edit(FIRST + " More.")
    story.edit(FIRST)
    infos = story.infos()
    assert [info.is_present for info in infos] == [True, False]
    assert previous_revision(infos, present_revision(infos)) is infos[1]
    assert previous_revision(infos, infos[1]) is infos[0]


def test_an_article_that_never_changed_has_nothing_to_be_compared_with(story: Story) -> None:
    story.edit(FIRST)
    (only,) = story.infos()
    assert previous_revision((only,), only) is None


def test_annotations_are_carried_over_and_say_how(session: Session, story: Story) -> None:
    story.edit(FIRST)
    last = "It rained all night in the old town."
    uids = [story.annotate(exact) for exact in ("harbour is closed", "ferry waits", last)]
    article = story.edit("The harbour is closed, said Maria Berg.\n\nIt rained all night in the town.")
    infos = story.infos()
    compared = compare(session, article, *infos)
    assert [change.kind for change in compared.changes] == ["removed", "changed"]
    carried = {item.annotation.uid: (item.anchor.how, item.new_text) for item in compared.carried}
    assert carried == {
        uids[0]: ("exact", "harbour is closed"),
        uids[1]: ("orphan", None),
        uids[2]: ("changed", "It rained all night in the town."),
    }
    assert compared.carried[-1].annotation.uid == uids[1]


def test_annotations_made_on_the_newer_text_are_not_carried(session: Session, story: Story) -> None:
    story.edit(FIRST)
    article = story.edit(FIRST.replace("ferry", "big ferry"))
    story.annotate("big ferry")
    assert compare(session, article, *story.infos()).carried == ()


def test_a_revision_goes_by_its_number_or_the_beginning_of_its_sha256(story: Story) -> None:
    story.edit(FIRST)
    story.edit(FIRST + " More.")
    infos = story.infos()
    assert find_revision(infos, "2") is infos[1]
    assert find_revision(infos, infos[0].text_sha256[:6].upper()) is infos[0]
    for unknown in ("3", "0", "", infos[0].text_sha256[:3], "zzzz"):
        with pytest.raises(RevisionNotFoundError, match="from 1 to 2"):
            find_revision(infos, unknown)


def test_a_damaged_old_text_keeps_no_annotation_from_being_found(session: Session, story: Story) -> None:
    story.edit(FIRST)
    story.annotate("ferry waits")
    article = story.edit("Much came before this.\n\n" + FIRST)
    with session.library._database.transaction() as connection:
        connection.execute("UPDATE revisions SET document = x'00' WHERE text_sha256 <> ?", (article.text_sha256,))
    assert story.infos()[0].characters is None
    opened = open_article(session, article)
    (anchored,) = Anchors(session, opened).current()
    assert anchored.anchor.how == "moved"
