"""The articles that postil ships with are what a first run promises."""

from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from reader.document.blocks import BlockKind, Document, InlineKind
from reader.library import NewArticle
from reader.sources import files

SEEDS = Path(__file__).parents[2] / "seeds"


@dataclass(frozen=True)
class Seed:
    article: NewArticle
    document: Document
    notices: tuple[str, ...]


@cache
def seed(number: str) -> Seed:
    (path,) = (path for path in files.discover([SEEDS]) if path.name.startswith(number))
    loaded = files.load(path)
    ((article, document),) = loaded.parts
    return Seed(article, document, loaded.notices)


def kinds(loaded: Seed) -> Counter[BlockKind]:
    return Counter(block.kind for block in loaded.document.blocks)


def numbers() -> list[str]:
    return [path.name[:3] for path in files.discover([SEEDS])]


def test_there_are_more_than_a_dozen() -> None:
    assert len(numbers()) == len(set(numbers())) == 15


@pytest.mark.parametrize("number", numbers())
def test_each_opens_without_a_complaint_and_is_dated(number: str) -> None:
    loaded = seed(number)
    assert loaded.notices == ()
    assert loaded.article.title
    assert "2022" <= (loaded.article.published or "") < "2027"


@pytest.mark.parametrize("number", [n for n in numbers() if n not in {"000", "140"}])
def test_each_of_our_own_says_who_wrote_it_where_and_in_which_language(number: str) -> None:
    article = seed(number).article
    assert article.author
    assert article.source
    assert article.language
    assert (article.url or "").split("/")[2].endswith((".example", "example.org"))
    assert seed(number).document.title == article.title


@pytest.mark.parametrize("number", [n for n in numbers() if n not in {"000", "020", "120", "140"}])
def test_each_is_typographically_clean(number: str) -> None:
    text = seed(number).document.text
    assert not set("\"'") & set(text)
    assert " - " not in text
    assert "..." not in text


def test_the_one_that_came_with_the_house_has_its_first_line_as_title_and_its_headline_twice_more() -> None:
    loaded = seed("000")
    assert loaded.article.title.startswith("Biden holds talks with French President")
    assert loaded.article.published == "2022-02-02"
    assert sum(block.boilerplate for block in loaded.document.blocks) >= 2


def test_the_data_piece_has_every_kind_of_block() -> None:
    loaded = seed("020")
    count = kinds(loaded)
    assert count[BlockKind.HEADING] == 5
    assert count[BlockKind.TABLE_ROW] == 6
    assert count[BlockKind.CODE] == 1
    assert count[BlockKind.QUOTATION] == 2
    assert max(block.depth for block in loaded.document.blocks if block.kind is BlockKind.LIST_ITEM) == 3
    assert any(i.kind is InlineKind.LINK for block in loaded.document.blocks for i in block.inlines)


def test_the_page_keeps_its_text_and_leaves_its_furniture() -> None:
    loaded = seed("040")
    assert loaded.article.title == "The library on the hill opens its doors at night"
    assert loaded.article.author == "Theodora Blythe"
    for furniture in ("Subscribe for", "newsletter", "window.metrics", "All rights reserved"):
        assert furniture not in loaded.document.text
    assert "“I had walked past that door every night for six years,” he said later." in loaded.document.text
    assert {i.kind for block in loaded.document.blocks for i in block.inlines} >= {
        InlineKind.EMPHASIS,
        InlineKind.STRONG,
        InlineKind.LINK,
    }


@pytest.mark.parametrize(
    ("number", "language", "marks", "at_least"),
    [
        ("050", "fr", "«", 14),
        ("060", "de", "„", 7),
        ("060", "de", "»", 3),
        ("070", "ja", "「", 8),
        ("070", "ja", "『", 2),
        ("080", "ar", "«", 6),
        ("080", "ar", "“", 1),
        ("130", "es", "«", 3),
    ],
)
def test_each_language_quotes_in_its_own_way(number: str, language: str, marks: str, at_least: int) -> None:
    loaded = seed(number)
    assert loaded.article.language == language
    assert loaded.document.text.count(marks) >= at_least


def test_the_long_read_is_long_and_has_sections() -> None:
    loaded = seed("090")
    assert loaded.article.words >= 6000
    assert kinds(loaded)[BlockKind.HEADING] >= 15
    paragraphs = [b.text for b in loaded.document.blocks if b.kind is BlockKind.PARAGRAPH]
    assert len(set(paragraphs)) == len(paragraphs)


def test_the_interview_has_a_quotation_over_several_paragraphs() -> None:
    opening = [b.text for b in seed("100").document.blocks if b.text.startswith("“")]
    assert len([text for text in opening if text.count("“") > text.count("”")]) >= 2


def test_the_live_blog_has_its_times_as_headings() -> None:
    headings = [b.text for b in seed("110").document.blocks if b.kind is BlockKind.HEADING]
    assert len([text for text in headings if text[:2].isdigit() and text[2] == ":"]) == 10


def test_the_piece_on_marks_has_them_unbalanced() -> None:
    text = seed("120").document.text
    assert text.count("“") != text.count("”")
    assert "6'2\"" in text


def test_the_empty_one_is_empty() -> None:
    loaded = seed("140")
    assert loaded.document.text == ""
    assert loaded.article.words == 0
