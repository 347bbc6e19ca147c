"""Who is named and who is quoted, across all articles of a library."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from reader.document.plain import from_plain
from reader.library import ArticleSource, Library, NewArticle, Query, Selection, SourceFormat
from reader.library.errors import EntityNotFoundError
from reader.library.found import Found, FoundEntity, FoundQuotation
from reader.library.known import Companion, Counted, KnownEntity, Month
from reader.library.quotations import QuotationSelection
from reader.model import Article, EntityType, QuotationKind
from reader.query.parser import parse

MACRON = FoundEntity(
    "person:emmanuel-macron",
    EntityType.PERSON,
    ("Emmanuel Macron", "Macron"),
    3,
    ("French President",),
    "macron",
    is_full=True,
)
ALONE = FoundEntity("person:macron", EntityType.PERSON, ("Macron",), 1, surname="macron")
BRIGITTE = FoundEntity(
    "person:brigitte-macron", EntityType.PERSON, ("Brigitte Macron",), 1, surname="macron", is_full=True
)
NATO = FoundEntity("organisation:nato", EntityType.ORGANISATION, ("NATO",), 2)
SAID = FoundQuotation(
    10,
    30,
    QuotationKind.SPEECH,
    "“NATO is not ruled out”",
    7,
    "Emmanuel Macron",
    "said",
    0.9,
    MACRON.key,
    (NATO.key,),
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path / "library.db") as opened:
        yield opened


def added(library: Library, number: int, text: str = "") -> Article:
    original = ArticleSource(text, SourceFormat.PLAIN)
    new = NewArticle(
        f"Story {number}",
        5,
        original,
        source="Post",
        published=f"2025-{number:02}-10",
        url=f"https://a.example/{number}",
    )
    return library.add(new, from_plain(text or f"Text {number}", title=new.title))


def kept(
    library: Library,
    number: int,
    entities: Sequence[FoundEntity] = (),
    quotations: Sequence[FoundQuotation] = (),
) -> Article:
    article = added(library, number)
    found = Found(article.id, article.text_sha256, "1", tuple(entities), tuple(quotations))
    assert library.findings.keep([found]) == 1
    return article


def keys(library: Library, *words: str) -> list[str]:
    return [known.key for known in library.entities.find(words, limit=10)]


def asked(library: Library, query: str) -> list[str]:
    tree = parse(query, today=date(2025, 5, 20))
    return [each.text for each in library.quotations.find(QuotationSelection(Query(tree, lambda _: ())), 10)]


def listed(library: Library, query: str) -> list[str]:
    tree = parse(query, today=date(2025, 5, 20))
    return sorted(a.title for a in library.list(ids=library.ids(Selection(query=Query(tree, lambda _: ())))))


def test_an_entity_is_counted_over_all_articles_that_name_it(library: Library) -> None:
    kept(library, 1, [MACRON, NATO])
    kept(library, 3, [replace(MACRON, names=("Emmanuel Macron",), mentions=1, roles=())])
    assert library.entities.get(MACRON.key) == KnownEntity(
        MACRON.key, "Emmanuel Macron", EntityType.PERSON, 2, 4, "2025-01-10", "2025-03-10", ("Macron",)
    )
    leader = library.entities.leader(MACRON.key)
    called = library.entities.called(leader)
    assert called.names == (Counted("Emmanuel Macron", 2), Counted("Macron", 1))
    assert called.roles == (Counted("French President", 1),)
    assert library.entities.months(leader) == [Month("2025-01", 1), Month("2025-03", 1)]
    assert library.entities.companions(leader, 5) == [Companion(NATO.key, "NATO", EntityType.ORGANISATION, 1)]
    titles = [library.get(each).title for each in library.entities.article_ids(leader, 0, 10)]
    assert titles == ["Story 3", "Story 1"]
    assert [library.get(each).title for each in library.entities.article_ids(leader, 1, 2)] == ["Story 1"]


def test_what_no_article_names_is_told(library: Library) -> None:
    with pytest.raises(EntityNotFoundError, match="No list of names has “person:nobody”"):
        library.entities.get("person:nobody")


def test_an_article_that_is_looked_at_again_is_counted_once(library: Library) -> None:
    article = kept(library, 1, [MACRON], [SAID])
    again = Found(article.id, article.text_sha256, "2", (replace(MACRON, mentions=1),), (SAID,))
    assert library.findings.keep([again]) == 1
    known = library.entities.get(MACRON.key)
    assert (known.articles, known.mentions) == (1, 1)
    assert len(asked(library, "speaker:macron")) == 1


def test_nothing_stays_of_an_article_that_says_otherwise_or_is_gone(library: Library) -> None:
    article = kept(library, 1, [MACRON], [SAID])
    added(library, 1, "Other words")
    assert keys(library) == []
    assert asked(library, "") == []
    assert not library.findings.is_kept(article.id, "1")
    late = Found(article.id, article.text_sha256, "1", (MACRON,))
    assert library.findings.keep([late]) == 0


def test_what_is_of_another_day_is_ordered_by_that(library: Library) -> None:
    article = kept(library, 1, [MACRON], [SAID])
    new = NewArticle(
        article.title,
        5,
        ArticleSource("", SourceFormat.PLAIN),
        source="Post",
        published="2026-01-02",
        url=article.url,
    )
    library.add(new, library.document(article.id))
    assert library.entities.get(MACRON.key).last == "2026-01-02"
    assert asked(library, "after:2026") == [SAID.text]


# A surname alone


@pytest.mark.parametrize(
    ("in_full", "alone", "is_one"), [(1, 1, False), (2, 1, True), (2, 4, True), (2, 5, False), (0, 1, False)]
)
def test_a_surname_is_the_person_who_has_it_if_that_is_usual(
    library: Library, in_full: int, alone: int, is_one: bool
) -> None:
    for number in range(in_full):
        kept(library, number + 1, [MACRON])
    for number in range(alone):
        kept(library, number + 6, [ALONE])
    expected = MACRON.key if is_one else ALONE.key
    assert library.entities.get(ALONE.key).key == expected
    if is_one:
        assert library.entities.get(MACRON.key).articles == in_full + alone
        assert keys(library, "macron") == [MACRON.key]


def test_a_surname_that_two_people_have_stays_its_own(library: Library) -> None:
    for number in (1, 2):
        kept(library, number, [MACRON])
    kept(library, 3, [ALONE])
    kept(library, 4, [BRIGITTE])
    assert library.entities.get(ALONE.key).key == ALONE.key
    assert {*keys(library, "macron")} == {MACRON.key, ALONE.key, BRIGITTE.key}


@pytest.mark.parametrize(("in_full", "is_one"), [(9, False), (10, True)])
def test_a_surname_is_the_person_who_has_it_if_hardly_anybody_knows_the_others(
    library: Library, in_full: int, is_one: bool
) -> None:
    for number in range(in_full):
        kept(library, number + 1, [MACRON])
    kept(library, 11, [BRIGITTE])
    kept(library, 12, [ALONE])
    assert library.entities.get(ALONE.key).key == (MACRON.key if is_one else ALONE.key)


def test_aliases_that_differ_in_capitals_alone_are_one(library: Library) -> None:
    kept(library, 1, [replace(NATO, names=("NATO", "Nato", "The Alliance", "THE ALLIANCE"))])
    assert library.entities.get(NATO.key).aliases == ("THE ALLIANCE",)


# Finding


def test_entities_are_found_by_the_beginnings_of_their_words(library: Library) -> None:
    kept(library, 1, [MACRON, NATO])
    kept(library, 2, [NATO])
    assert keys(library) == [NATO.key, MACRON.key]
    assert keys(library, "macr", "EMM") == [MACRON.key]
    assert keys(library, "acron") == []
    assert keys(library, '"') == []
    people = library.entities.find((), limit=5, types=[EntityType.PERSON])
    assert [known.key for known in people] == [MACRON.key]
    assert len(library.entities.find((), limit=1)) == 1


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("", True),
        ("ruled", True),
        ('"not ruled"', True),
        ("story", True),
        ("speaker:emmanuel", True),
        ('speaker:"Macron"', True),
        ("speaker:nato", False),
        ("about:nato", True),
        ("entity:nato", True),
        ("about:macron", False),
        ("feed:post", True),
        ("title:other", False),
        ("after:2025-02", False),
        ("before:2025-02", True),
        ("on:2025-01", True),
        ("has:speaker kind:quotation", True),
        ("-speaker:macron", False),
        ("is:unread", True),
        ("kind:article", False),
        ("tag:claim", False),
        ("ruled OR nothing", True),
    ],
)
def test_quotations_are_found_by_all_that_is_known_of_them(library: Library, query: str, is_found: bool) -> None:
    kept(library, 1, [MACRON, NATO], [SAID])
    assert asked(library, query) == [SAID.text] * is_found


def test_a_quotation_comes_with_its_speaker_and_its_place(library: Library) -> None:
    article = kept(library, 1, [MACRON, NATO], [SAID])
    (found,) = library.quotations.find(QuotationSelection(), 5)
    assert (found.article_id, found.span, found.kind) == (article.id, (10, 30), QuotationKind.SPEECH)
    assert (found.speaker, found.key, found.cue, found.confidence) == (
        "Emmanuel Macron",
        MACRON.key,
        "said",
        0.9,
    )
    leader = library.entities.leader(MACRON.key)
    assert library.quotations.find(QuotationSelection(by=leader), 5) == [found]
    assert library.quotations.find(QuotationSelection(about=leader), 5) == []
    assert library.quotations.find(QuotationSelection(), 5, statements=[8]) == []
    assert library.entities.quotation_counts(leader) == (1, 0)


def test_articles_are_found_by_who_is_named_and_quoted_in_them(library: Library) -> None:
    kept(library, 1, [MACRON, NATO], [SAID])
    kept(library, 2, [NATO])
    assert listed(library, "entity:nato") == ["Story 1", "Story 2"]
    assert listed(library, "entity:emm -speaker:nobody") == ["Story 1"]
    assert listed(library, "speaker:macron") == ["Story 1"]
    assert listed(library, "about:nato") == ["Story 1"]
    assert listed(library, "-has:quotation") == ["Story 2"]
    assert listed(library, "has:speaker") == ["Story 1"]


# What is yet to be analysed


def test_each_article_is_claimed_once_and_the_newest_first(library: Library) -> None:
    articles = [added(library, number) for number in (1, 2, 3)]
    assert library.findings.pending() == 3
    assert library.findings.claim("a", 2) == [articles[2].id, articles[1].id]
    assert library.findings.claim("b", 2) == [articles[0].id]
    assert library.findings.claim("c", 2) == []
    library.findings.release("a")
    assert library.findings.claim("c", 1) == [articles[2].id]


def test_what_is_wanted_first_is_claimed_first_and_what_cannot_be_analysed_is_passed_over(
    library: Library,
) -> None:
    articles = [added(library, number) for number in (1, 2, 3)]
    assert library.findings.claim("a", 2, first=[articles[0].id, "unknown"]) == [articles[0].id, articles[2].id]
    assert {*library.findings.claimed("a")} == {articles[0].id, articles[2].id}
    library.findings.pass_over([articles[0].id], "failed")
    library.findings.release("a")
    assert library.findings.claim("b", 5) == [articles[2].id, articles[1].id]


def test_what_is_wanted_first_is_claimed_first_and_what_cannot_be_is_passed_over(library: Library) -> None:
    articles = [added(library, number) for number in (1, 2, 3)]
    assert library.findings.claim("a", 2, first=[articles[0].id, "unknown"]) == [articles[0].id, articles[2].id]
    assert {*library.findings.claimed("a")} == {articles[0].id, articles[2].id}
    library.findings.pass_over([articles[0].id], "failed")
    library.findings.release("a")
    assert library.findings.claim("b", 5) == [articles[2].id, articles[1].id]


def test_what_a_process_claimed_that_died_is_free_after_a_while(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = added(library, 1)
    monkeypatch.setattr("reader.library.findings.LEASE", -1.0)
    assert library.findings.claim("a", 1) == [article.id]
    assert library.findings.claim("b", 1) == [article.id]


def test_what_an_earlier_pipeline_found_stays_until_it_is_found_anew(library: Library) -> None:
    article = kept(library, 1, [MACRON])
    library.findings.outdate(["1", "0"])
    assert library.findings.pending() == 0
    library.findings.outdate(["2"])
    assert library.findings.claim("a", 5) == [article.id]
    assert keys(library) == [MACRON.key]


def test_the_indexes_of_words_can_be_made_anew(library: Library) -> None:
    article = kept(library, 1, [MACRON, NATO], [SAID])
    library.findings.begin_anew()
    assert library.findings.claim("a", 5) == [article.id]
    assert keys(library, "macron") == [MACRON.key]
    assert asked(library, "ruled") == []
    again = Found(article.id, article.text_sha256, "1", (MACRON, NATO), (SAID,))
    library.findings.keep([again])
    assert asked(library, "ruled") == [SAID.text]


@pytest.mark.parametrize("published", ["20250110", "2025-W02-5", "2025-01-10T00:00:00Z"])
def test_months_are_counted_however_a_day_is_written(library: Library, published: str) -> None:
    new = NewArticle("Dated", 5, ArticleSource("", SourceFormat.PLAIN), published=published)
    article = library.add(new, from_plain("Its text", title=new.title))
    library.findings.keep([Found(article.id, article.text_sha256, "1", (MACRON,), ())])
    kept(library, 3, [MACRON])
    counted = library.entities.months(library.entities.leader(MACRON.key))
    assert sum(month.articles for month in counted) == 2


def test_companions_are_counted_in_the_newest_articles(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.library.entities.COMPANIONS_AMONG", 1)
    kept(library, 1, [MACRON, NATO])
    kept(library, 2, [MACRON, BRIGITTE])
    leader = library.entities.leader(MACRON.key)
    assert [other.key for other in library.entities.companions(leader, 5)] == [BRIGITTE.key]
