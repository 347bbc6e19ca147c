from pathlib import Path

from reader.document.plain import from_plain

SEED = Path(__file__).parents[2] / "seeds" / "000_5072ce3f1c30a236.txt"


def texts(source: str, title: str | None = None) -> list[str]:
    return [block.text for block in from_plain(source, title=title).blocks]


def test_the_first_line_alone_is_the_title() -> None:
    assert texts("A title\n\nText.") == ["A title", "Text."]


def test_a_first_paragraph_is_no_title() -> None:
    assert texts("Not a title but\na paragraph of two lines\n\nText.") == [
        "",
        "Not a title but a paragraph of two lines",
        "Text.",
    ]
    assert texts("x" * 200)[0] == ""


def test_a_given_title_is_not_repeated() -> None:
    assert texts("The Title\n\nText.", title="The title") == ["The title", "Text."]
    assert texts("Other\n\nText.", title="The title") == ["The title", "Other", "Text."]


def test_lines_of_a_paragraph_are_joined_and_mark_up_is_text() -> None:
    long = "a line that is so long that it was surely wrapped by its editor"
    assert texts(f"T\n\n# {long}\n    - {long}\n") == ["T", f"# {long} - {long}"]


def test_lines_of_chinese_and_japanese_are_joined_without_a_space() -> None:
    assert texts("題\n\n日本語の文章が\n続いている。") == ["題", "日本語の文章が続いている。"]


def test_verse_and_lists_keep_their_lines() -> None:
    assert (
        texts("T\n\nRoses are red\nViolets are blue\nSugar is sweet")[1]
        == "Roses are red\nViolets are blue\nSugar is sweet"
    )
    assert texts("T\n\n- one\n- two")[1] == "- one\n- two"


def test_the_seed_article_marks_its_repeated_headlines_and_trailing_matter() -> None:
    document = from_plain(SEED.read_text("utf-8"))
    assert document.title == "Biden holds talks with French President to discuss military buildup in Ukraine"
    assert [b.text for b in document.blocks[1:] if b.boilerplate] == [
        document.title,
        document.title,
        "Similar Posts",
    ]
    assert len(document.blocks) == 13


def test_only_a_trailing_run_is_trailing_matter() -> None:
    document = from_plain("T\n\nRead more\n\nText.\n\nRelated articles:\n\nÀ lire aussi\n\n関連記事")
    assert [b.text for b in document.blocks if b.boilerplate] == ["Related articles:", "À lire aussi", "関連記事"]
