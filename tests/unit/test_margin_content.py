"""What the margin says, for each place of the cursor."""

import time

import pytest

from reader.annotations.anchoring import ORPHAN, Anchor
from reader.document.blocks import Block, BlockKind, Document
from reader.model import (
    Analysis,
    Annotation,
    Article,
    ArticleRef,
    Entity,
    EntityType,
    Mention,
    Quotation,
    QuotationKind,
    Span,
    Target,
)
from reader.services.articles.margin import MarginIndex, next_place
from reader.services.articles.opening import OpenArticle
from reader.services.notes.anchored import Anchored

TITLE = "Talks"
BODY = (
    "The chair of the Harbour Board, Ann Lee, said “we will pay” on Monday. Lee went to Oslo. "
    "“Never,” said a clerk. Oslo is far from Oslo, and “talks” is a word. “Yes.”"
)
TEXT = f"{TITLE}\n\n{BODY}"
ANN, BOARD, OSLO, MONDAY = (
    Entity("ann-lee", "Ann Lee", EntityType.PERSON, ("Lee",), ("chair",)),
    Entity("board", "Harbour Board", EntityType.ORGANISATION),
    Entity("oslo", "Oslo", EntityType.PLACE),
    Entity("monday", "Monday", EntityType.DATE),
)


def places(words):
    found, at = [], TEXT.find(words)
    while at >= 0:
        found.append(Span(at, at + len(words)))
        at = TEXT.find(words, at + 1)
    return found


def sentence(beginning, end):
    start = TEXT.index(beginning)
    return Span(start, TEXT.index(end, start) + len(end))


def mentions(*named):
    found = [Mention(span, entity.type, entity.id, 0.9) for words, entity in named for span in places(words)]
    return tuple(sorted(found, key=lambda mention: mention.span))


def quotation(words, kind=QuotationKind.SPEECH, **more):
    return Quotation(places(words)[0], kind, **more)


ANALYSIS = Analysis(
    text_sha256="",
    pipeline_version="1",
    language="en",
    mentions=mentions(
        ("Harbour Board", BOARD), ("Ann Lee", ANN), ("Lee went", ANN), ("Oslo", OSLO), ("Monday", MONDAY)
    ),
    entities=(OSLO, MONDAY, BOARD, ANN),
    quotations=(
        quotation("“we will pay”", speaker="Ann Lee", cue_span=places("said")[0], confidence=0.9),
        quotation("“Never,”", speaker="a clerk", confidence=0.5),
        quotation("“talks”", QuotationKind.SCARE),
        quotation("“Yes.”", QuotationKind.CONTINUED),
    ),
)
FIRST = sentence("The chair", "Monday.")


def annotation(words, **more):
    span = places(words)[0]
    stamp = "2025-01-01T00:00:00.000Z"
    return Annotation("01", ArticleRef("a", TITLE), Target(span.start, span.end, words), stamp, stamp, **more)


def anchored(words, how="exact", **more):
    made = annotation(words, **more)
    span = Span(made.target.start, made.target.end)
    return Anchored(made, ORPHAN if how == "orphan" else Anchor(span, how, 1.0))


def index(analysis=ANALYSIS, notes=(), **more):
    document = Document.of(
        (
            Block(BlockKind.HEADING, 0, TITLE, level=1),
            Block(BlockKind.PARAGRAPH, len(TITLE) + 2, BODY),
        )
    )
    article = Article("a", TITLE, "", 1, 40, "2025-01-01T00:00:00Z")
    return MarginIndex(OpenArticle(article, document, analysis, analysed=True), notes, **more)


def section(content, title):
    return next((section for section in content.sections if section.title == title), None)


def test_the_quotation_in_the_sentence_is_told_with_its_speaker_and_cue():
    (here,) = index().at(FIRST, FIRST.start).quotations
    assert (here.kind, here.speaker, here.sure, here.cue) == ("Quotation", "Ann Lee", True, "said")


def test_a_speaker_who_is_not_sure_is_told_so():
    (here,) = index().at(sentence("“Never", "clerk."), 0).quotations
    assert (here.speaker, here.sure) == ("a clerk", False)


def test_words_that_nobody_says_have_no_speaker():
    (here,) = index().at(sentence("Oslo is", "word."), 0).quotations
    assert (here.kind, here.speaker) == ("Words in quotation marks", "")


def test_the_names_in_the_sentence_come_once_each_with_all_their_mentions_and_no_dates():
    first, second = index().at(FIRST, FIRST.start).entities
    assert (first.name, first.type_in_words) == ("Harbour Board", "organisation")
    assert (second.name, second.roles, len(second.mentions)) == ("Ann Lee", ("chair",), 2)
    (only,) = index().at(sentence("Oslo is", "word."), 0).entities
    assert (only.name, len(only.mentions)) == ("Oslo", 3)


def test_annotations_that_touch_the_sentence_are_here_with_the_name_of_their_colour():
    notes = [anchored("Harbour Board", colour=2), anchored("Oslo is", colour=1)]
    (here,) = index(notes=notes, colours=("a", "b", "c", "d", "e", "f")).at(FIRST, FIRST.start).annotations
    assert (here.annotation.target.exact, here.colour, here.caution) == ("Harbour Board", "b", "")


@pytest.mark.parametrize(("how", "told"), [("moved", "elsewhere"), ("changed", "so have these words")])
def test_a_passage_that_was_found_again_says_how(how, told):
    (here,) = index(notes=[anchored("Harbour Board", how)]).at(FIRST, FIRST.start).annotations
    assert told in here.caution


def test_names_are_listed_by_type_and_those_named_most_come_first():
    extra = Entity("clerk", "Clerk", EntityType.PERSON)
    analysis = Analysis(
        "", "1", "en", mentions(("clerk", extra), ("Ann Lee", ANN), ("Lee went", ANN)), (extra, ANN)
    )
    content = index(analysis).at(FIRST, 0)
    people = section(content, "People")
    assert [(entry.label, len(entry.places)) for entry in people.entries] == [("Ann Lee", 2), ("Clerk", 1)]
    assert people.count == 2
    assert [listed.title for listed in content.sections] == ["People"]


def test_entities_that_are_named_alike_often_come_in_the_order_of_the_text():
    extra = Entity("clerk", "Clerk", EntityType.PERSON)
    analysis = Analysis("", "1", "en", mentions(("clerk", extra), ("Ann Lee", ANN)), (extra, ANN))
    entries = section(index(analysis).at(FIRST, 0), "People").entries
    assert [entry.label for entry in entries] == ["Ann Lee", "Clerk"]


def test_an_entity_without_a_mention_is_not_listed():
    analysis = Analysis("", "1", "en", (), (ANN,))
    assert index(analysis).at(FIRST, 0).sections == ()


def test_quotations_are_listed_by_speaker_and_what_nobody_says_is_left_out():
    quoted = section(index().at(FIRST, 0), "Quotations")
    assert quoted.count == 3
    assert [entry.label for entry in quoted.entries] == ["Ann Lee", "a clerk", "speaker not named"]


def test_notes_are_listed_by_their_words_and_orphans_apart_without_a_place():
    notes = [
        anchored("Harbour Board", note="# check\n\nthis"),
        anchored("Oslo", colour=3),
        anchored("Ann Lee", "orphan"),
    ]
    content = index(notes=notes).at(FIRST, 0)
    noted, bare = section(content, "Your notes").entries
    assert (noted.label, noted.has_note, noted.places) == ("# check this", True, (places("Harbour Board")[0],))
    assert (bare.label, bare.has_note, bare.colour) == ("Oslo", False, 3)
    (orphan,) = section(content, "Orphans").entries
    assert (orphan.label, orphan.places) == ("Ann Lee", ())


def test_the_sentence_that_says_why_there_are_no_names_is_passed_on():
    analysis = Analysis("", "1", None, names_missing="The model is not there.")
    assert index(analysis).at(FIRST, 0).names_missing == "The model is not there."


def test_a_jump_goes_to_the_next_place_after_the_cursor_and_round():
    spans = (Span(5, 7), Span(20, 22), Span(30, 32))
    assert next_place(spans, 0) == spans[0]
    assert next_place(spans, 5) == spans[1]
    assert next_place(spans, 21) == spans[2]
    assert next_place(spans, 30) == spans[0]
    assert next_place((), 3) is None


def test_what_comes_from_a_file_cannot_steer_the_terminal():
    evil = Entity("x", "A\x1b[31mB\nC" + "x" * 10_000, EntityType.PERSON, (), ("r\u202er",))
    analysis = Analysis("", "1", "en", (Mention(places("Ann Lee")[0], evil.type, "x", 1.0),), (evil,))
    content = index(analysis, [anchored("Oslo", note="\x1b]0;title\x07n")]).at(FIRST, FIRST.start)
    (entity,) = content.entities
    assert entity.name.startswith("AB C")
    assert len(entity.name) <= 200
    assert entity.roles == ("rr",)
    assert section(content, "Your notes").entries[0].label == "n"


def test_following_the_cursor_costs_little_in_an_article_of_a_megabyte():
    count = 5_000
    spans = [Span(n * 200, n * 200 + 7) for n in range(count)]
    analysis = Analysis(
        "",
        "1",
        "en",
        tuple(Mention(span, EntityType.PERSON, f"e{n % 700}", 1.0) for n, span in enumerate(spans)),
        tuple(Entity(f"e{n}", f"Name {n}", EntityType.PERSON) for n in range(700)),
        tuple(Quotation(Span(s.start, s.start + 60), QuotationKind.SPEECH) for s in spans[::3]),
    )
    found = index(analysis, [anchored("Oslo")] * 500)
    best = min(_time(lambda: found.at(Span(500_000, 500_300), 500_000)) for _ in range(5))
    assert best < 0.02, "a tenth of this is usual"


def _time(call):
    began = time.perf_counter()
    call()
    return time.perf_counter() - began
