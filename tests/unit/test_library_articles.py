"""Which article a text is, what is known of it, and how it is found again."""

from pathlib import Path

import pytest

from reader.document.blocks import BLOCK_SEPARATOR, Block, BlockKind, Document
from reader.document.errors import DamagedDocumentError
from reader.library import (
    ArticleAmbiguousError,
    ArticleNotFoundError,
    ArticleSource,
    FileState,
    Library,
    NewArticle,
    SourceFormat,
)
from reader.library.found import Found
from reader.library.identity import recency


@pytest.fixture
def library(tmp_path: Path):
    with Library(tmp_path / "library.db") as opened:
        yield opened


def document(*paragraphs: str) -> Document:
    blocks, start = [], 0
    for index, text in enumerate(paragraphs):
        kind = BlockKind.PARAGRAPH if index else BlockKind.HEADING
        blocks.append(Block(kind, start, text, level=0 if index else 1))
        start += len(text) + len(BLOCK_SEPARATOR)
    return Document.of(tuple(blocks))


def new(title: str = "A title", **more: str | None) -> NewArticle:
    return NewArticle(title, 2, ArticleSource("# A title", SourceFormat.MARKDOWN), **more)


def test_an_added_article_is_known_with_all_that_was_said_of_it(library: Library) -> None:
    text = document("A title", "A paragraph.")
    added = library.add(
        new(
            source="The Lantern",
            author="Ann Nouncer",
            url="https://example.org/a",
            published="2024-05-01",
            language="en",
            path="/articles/a.md",
        ),
        text,
    )
    assert library.get(added.id) == added
    assert (added.title, added.source, added.author, added.url) == (
        "A title",
        "The Lantern",
        "Ann Nouncer",
        "https://example.org/a",
    )
    assert (added.published, added.language, added.path, added.words) == ("2024-05-01", "en", "/articles/a.md", 2)
    assert (added.text_sha256, added.read) == (text.sha256, False)
    assert added.added.endswith("Z")
    assert len(added.id) == 16


def test_its_document_and_source_come_back_as_they_were(library: Library) -> None:
    text = document("A title", "A paragraph.")
    article = library.add(new(), text)
    assert library.document(article.id) == text
    assert library.source(article.id) == ArticleSource("# A title", SourceFormat.MARKDOWN)


def test_the_same_path_is_the_same_article_and_its_earlier_text_is_kept(library: Library) -> None:
    first, second = document("A title", "Before."), document("Another", "After.")
    before = library.add(new(path="/a.md"), first)
    after = library.add(new("Another", path="/a.md"), second)
    assert after.id == before.id
    assert after.added == before.added
    assert (after.title, after.text_sha256) == ("Another", second.sha256)
    assert library.document(after.id) == second
    assert [revision.text_sha256 for revision in library.revisions(after.id)] == [first.sha256, second.sha256]
    assert library.revision(after.id, first.sha256) == first
    assert library.revision(after.id, "0" * 64) is None


def test_a_text_that_comes_back_is_no_third_revision(library: Library) -> None:
    first, second = document("A", "Before."), document("A", "After.")
    for text in (first, second, first):
        article = library.add(new(path="/a.md"), text)
    assert library.document(article.id) == first
    assert len(library.revisions(article.id)) == 2


def test_the_same_url_is_the_same_article(library: Library) -> None:
    first = library.add(new(url="https://example.org/a"), document("A", "One."))
    second = library.add(new(url="https://example.org/a"), document("A", "Two."))
    assert first.id == second.id
    assert library.count() == 1


def test_two_urls_with_one_text_are_two_articles(library: Library) -> None:
    text = document("A", "One.")
    library.add(new(url="https://example.org/a"), text)
    library.add(new(url="https://example.org/b"), text)
    assert library.count() == 2


def test_a_moved_file_takes_its_article_along(library: Library, tmp_path: Path) -> None:
    text = document("A", "One.")
    before = library.add(new(path=str(tmp_path / "gone.md")), text)
    after = library.add(new(path=str(tmp_path / "here.md")), text)
    assert after.id == before.id
    assert after.path == str(tmp_path / "here.md")


def test_a_copy_is_the_same_article_under_its_first_path(library: Library, tmp_path: Path) -> None:
    original = tmp_path / "original.md"
    original.touch()
    text = document("A", "One.")
    before = library.add(new(path=str(original), source="Here"), text)
    after = library.add(new(path=str(tmp_path / "copy.md"), source="There"), text)
    assert after == before


def test_an_edited_copy_becomes_an_article_of_its_own(library: Library, tmp_path: Path) -> None:
    original, copy = tmp_path / "original.md", tmp_path / "copy.md"
    original.touch()
    before = library.add(new(path=str(original)), document("A", "One."))
    library.add(new(path=str(copy)), document("A", "One."), state=FileState(str(copy), 1, 1))
    split = library.add(new(path=str(copy)), document("A", "Two."), state=FileState(str(copy), 2, 1))
    assert split.id != before.id
    assert library.find(str(copy)).id == split.id


def test_an_edited_original_has_its_copies_read_again(library: Library, tmp_path: Path) -> None:
    original, copy = tmp_path / "original.md", tmp_path / "copy.md"
    original.touch()
    first = library.add(new(path=str(original)), document("A", "One."))
    state = FileState(str(copy), 1, 1)
    library.add(new(path=str(copy)), document("A", "One."), state=state)
    library.add(new(path=str(original)), document("A", "Two."))
    assert library.unchanged(state) == ()
    assert library.add(new(path=str(copy)), document("A", "One."), state=state).id != first.id


def test_empty_texts_are_told_apart_by_their_paths(library: Library) -> None:
    library.add(new(path="/a.txt"), document(""))
    library.add(new(path="/b.txt"), document(""))
    assert library.count() == 2


def test_ids_do_not_depend_on_the_order_of_arrival(tmp_path: Path) -> None:
    texts = [document("A", f"Text {number}.") for number in range(3)]
    ids = []
    for name, order in (("one.db", texts), ("two.db", texts[::-1])):
        with Library(tmp_path / name) as library:
            ids.append({library.add(new(), text).id for text in order})
    assert ids[0] == ids[1]


def test_an_unchanged_file_is_recognised_and_a_changed_one_is_not(library: Library) -> None:
    state = FileState("/a.md", 17, 100)
    assert library.unchanged(state) == ()
    article = library.add(new(path="/a.md"), document("A"), state=state)
    assert library.unchanged(state) == (article.id,)
    assert library.unchanged(FileState("/a.md", 18, 100)) == ()
    assert library.unchanged(FileState("/a.md", 17, 101)) == ()


def test_a_file_read_by_another_version_of_the_parser_is_read_again(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = FileState("/a.md", 17, 100)
    library.add(new(path="/a.md"), document("A"), state=state)
    monkeypatch.setattr("reader.document.blocks.TEXT_VERSION", 99)
    assert library.unchanged(state) == ()


def test_a_damaged_document_has_its_file_read_again(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    state = FileState("/a.md", 17, 100)
    monkeypatch.setattr("reader.library.writing.encode", lambda text: b"damaged")
    article = library.add(new(path="/a.md"), document("A"), state=state)
    monkeypatch.undo()
    with pytest.raises(DamagedDocumentError):
        library.document(article.id)
    assert library.unchanged(state) == ()
    assert library.add(new(path="/a.md"), document("A"), state=state) == article
    assert library.document(article.id) == document("A")


def test_the_list_is_newest_first_by_publication_and_else_by_arrival(library: Library) -> None:
    for title, published in (
        ("old", "2022-02-02"),
        ("undated", None),
        ("late in the west", "2024-01-01T23:00:00-05:00"),
        ("early in the east", "2024-01-02T08:00:00+09:00"),
        ("the year before", "2023-12-31"),
    ):
        library.add(new(title, published=published), document(title))
    assert [article.title for article in library.list()] == [
        "undated",
        "late in the west",
        "early in the east",
        "the year before",
        "old",
    ]
    assert library.ids() == [article.id for article in library.list()]


@pytest.mark.parametrize("published", ["last week", "0001-01-01T00:00:00+14:00", "2024-13-01", ""])
def test_an_odd_date_does_not_stop_an_article(library: Library, published: str) -> None:
    assert library.add(new(published=published), document("A")).published == published
    assert recency("last week", "2024-01-01") == "2024-01-01"


def test_a_list_of_ids_passes_over_those_that_do_not_exist(library: Library) -> None:
    first = library.add(new(), document("A"))
    library.add(new(), document("B"))
    assert library.list(ids=[first.id, "no such id"]) == [first]
    assert library.list(ids=[]) == []


def test_read_is_set_and_taken_back_and_survives_a_new_revision(library: Library) -> None:
    article = library.add(new(path="/a.md"), document("A"))
    library.set_read([article.id, "no such id"], read=True)
    assert library.get(article.id).read
    assert library.add(new(path="/a.md"), document("A", "More.")).read
    library.set_read([article.id], read=False)
    assert not library.get(article.id).read


def test_an_article_is_found_by_id_beginning_of_id_url_and_path(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    article = library.add(new(url="https://example.org/a", path=str(tmp_path.resolve() / "a.md")), document("A"))
    for reference in (article.id, article.id[:3].upper(), "https://example.org/a", "a.md", article.path):
        assert library.find(reference or "") == article


@pytest.mark.parametrize("reference", ["", "zzzzzz", "fff", "no/such.md", "a\0b", "\udcff", "%", "'"])
def test_a_reference_to_nothing_is_a_sentence(library: Library, reference: str) -> None:
    with pytest.raises(ArticleNotFoundError, match="No article has the id, path or URL"):
        library.find(reference)


def test_an_ambiguous_beginning_names_the_articles(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = iter(["abc0000000000001", "abc0000000000001", "abc0000000000002"])
    monkeypatch.setattr("reader.library.identity._digits", lambda origin: next(ids))
    library.add(new("The first"), document("A"))
    library.add(new("The second"), document("B"))
    with pytest.raises(ArticleAmbiguousError, match=r"The first.*The second.*Give more of the id"):
        library.find("abc")
    assert library.find("abc0000000000002").title == "The second"


def test_getting_what_is_not_there_is_a_sentence(library: Library) -> None:
    for method in (library.get, library.document, library.source):
        with pytest.raises(ArticleNotFoundError):
            method("0123456789abcdef")
    assert library.revisions("0123456789abcdef") == ()


def test_an_analysis_is_kept_for_its_text_and_pipeline_alone(library: Library) -> None:
    article = library.add(new(), document("A title", "One paragraph."))
    sha256 = article.text_sha256
    library.findings.keep([Found(article.id, sha256, "1", data=b"found")])
    assert library.analysis(sha256, "1") == b"found"
    assert library.analysis(sha256, "2") is None
    assert library.analysis("bb", "1") is None
    library.findings.keep([Found(article.id, sha256, "2", data=b"found more")])
    assert library.analysis(sha256, "2") == b"found more"
    assert library.analysis(sha256, "1") is None


def test_the_place_in_an_article_is_remembered(library: Library) -> None:
    article = library.add(new(), document("A title", "One paragraph."))
    assert library.place(article.id) == 0
    library.set_place(article.id, 12)
    assert library.place(article.id) == 12
    assert library.place("unknown") == 0
