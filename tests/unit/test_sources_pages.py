"""A web page as an article: what is told from the rest of the page, and what comes with it."""

import pytest

from reader.document.blocks import BlockKind, Document
from reader.document.limits import MAX_HTML_ATTRIBUTES, MAX_HTML_DEPTH, MAX_HTML_TAGS
from reader.library import SourceFormat
from reader.sources.pages import ExtractedPage, content_document, extract, page_document
from reader.sources.pages.limits import MAX_PAGE

URL = "https://www.lantern.example/2024/ferry?from=front"
SENTENCE = (
    "The ferry to the islands has not come since the floods in spring, and nobody at the harbour can say, when asked "
    "by those who wait there, whether it will be back before the winter. "
)
HEAD = """<title>The ferry | The Lantern</title><meta property="og:title" content="The ferry | The Lantern">
<meta property="og:site_name" content="The Lantern"><meta name="author" content="Ann Nouncer">
<meta property="article:published_time" content="2024-05-31T08:00:00+02:00">
<link rel="canonical" href="https://lantern.example/2024/ferry">"""
ARTICLE = f"""<h1>The ferry</h1><p>{SENTENCE * 2} It is <em>late</em>, <a href="/timetable">says the timetable</a>.</p>
<h2>Who waits</h2><p>{SENTENCE}</p><blockquote><p>“We waited,” said the miller. {SENTENCE}</p></blockquote>
<figure><img src="/dawn.jpg" alt="The harbour at dawn"><figcaption>Photo: A. N.</figcaption></figure>
<p>{SENTENCE}</p><ol><li>The first boat was small, and it was late.</li><li>The second one was large.</li></ol>
<pre>if ferry:
    wait(1)</pre><p>Then run <code>ferry --help</code>. {SENTENCE}</p>
<table><tr><th>Year</th><th>Boats</th></tr><tr><td>2001</td><td>12</td></tr></table><p>{SENTENCE}</p>"""
AROUND = """<nav><ul><li><a href="/">Front page</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<main><article>{}</article></main>
<aside><h3>Most read</h3><a href="/x"><img src="x.jpg" alt="A dog"><p>Dog bites man in town</p></a></aside>
<footer><p>© The Lantern. All rights reserved. Terms and conditions apply to everything.</p></footer>"""


def page(article: str = ARTICLE, head: str = HEAD) -> str:
    return f'<!DOCTYPE html><html lang="en"><head>{head}</head><body>{AROUND.format(article)}</body></html>'


def document_of(extracted: ExtractedPage) -> Document:
    return page_document(extracted)[1]


def test_the_article_is_told_from_the_rest_of_the_page() -> None:
    extracted = extract(page(), url=URL)
    text = document_of(extracted).text
    assert not extracted.is_partial
    assert extracted.notices == ()
    assert text.count(SENTENCE.strip()) == 7
    assert not any(rest in text for rest in ("Front page", "Most read", "Dog bites", "A dog", "rights reserved"))


def test_the_structure_of_the_article_comes_with_it() -> None:
    blocks = document_of(extract(page(), url=URL)).blocks
    kinds = {block.text: block.kind for block in blocks}
    assert kinds["Who waits"] is BlockKind.HEADING
    assert kinds["The harbour at dawn"] is BlockKind.IMAGE
    assert kinds["if ferry:\n    wait(1)"] is BlockKind.CODE
    assert kinds["2001\t12"] is BlockKind.TABLE_ROW
    assert [block.kind for block in blocks if block.text.startswith("“We waited")] == [BlockKind.QUOTATION]
    assert [block.marker for block in blocks if block.text.startswith("The first boat")] == ["1."]
    assert {(i.kind.value, i.target) for block in blocks for i in block.inlines} == {
        ("emphasis", ""),
        ("code", ""),
        ("link", "https://www.lantern.example/timetable"),
    }


def test_what_is_known_of_the_page_comes_with_it() -> None:
    article, _ = page_document(extract(page(), url=URL))
    assert (article.title, article.author, article.source) == ("The ferry", "Ann Nouncer", "The Lantern")
    assert (article.url, article.language) == ("https://lantern.example/2024/ferry", "en")
    assert article.published == "2024-05-31T08:00:00+02:00"
    assert article.original.format is SourceFormat.MARKDOWN
    assert article.words > 200
    assert article.path is None


@pytest.mark.parametrize("url", ["https://other.example/a", "javascript:alert(1)", "/relative", ""])
def test_a_page_cannot_pass_for_one_of_another_site(url: str) -> None:
    extracted = extract(page(head=f'<link rel="canonical" href="{url}">'), url=URL)
    assert extracted.about.url == URL


def test_a_page_that_says_nothing_of_itself_is_called_by_what_there_is() -> None:
    article, _ = page_document(extract("<html><body></body></html>", url=URL))
    assert (article.title, article.author, article.published) == (URL, None, None)


def test_what_the_head_of_a_page_calls_it_stands_above_the_text_alone() -> None:
    text = document_of(
        extract(f"<title>The ferry that never came</title><p>{SENTENCE * 3}<p>{SENTENCE}", url=URL)
    ).text
    assert text.count("The ferry that never came") == 1


def test_relative_links_lead_where_the_page_says() -> None:
    extracted = extract(page(head='<base href="https://static.example/a/">'), url=URL)
    assert "https://static.example/timetable" in extracted.original.text
    assert "https://static.example/dawn.jpg" in extracted.original.text


def test_what_looks_like_mark_up_in_a_page_is_text() -> None:
    said = "Type *this* or [that](there) &lt;b&gt;, then # and 1. and so on. "
    text = document_of(extract(page(f"<p>{said}{SENTENCE * 3}</p>"), url=URL)).text
    assert "Type *this* or [that](there) <b>, then # and 1. and so on." in text


def test_a_teaser_that_begins_as_a_paragraph_does_is_not_taken_for_it() -> None:
    article = f"<ul><li>{SENTENCE[:120]}…</li></ul><p>{SENTENCE * 2}</p><p>{SENTENCE[::-1]}</p>"
    assert SENTENCE.strip() * 1 in document_of(extract(page(article), url=URL)).text


def test_text_that_only_the_script_of_a_page_holds_is_taken_from_what_was_found() -> None:
    script = (
        f'<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{SENTENCE * 6}"}}</script>'
    )
    extracted = extract(f"<html><head>{script}</head><body><div id=app>Loading</div></body></html>", url=URL)
    assert not extracted.is_partial
    assert SENTENCE.strip() in document_of(extracted).text


def test_a_page_whose_article_cannot_be_told_is_shown_as_a_whole_and_says_so() -> None:
    extracted = extract("<html><body><p>Hello.</p><p>Only this.</p></body></html>", url=URL)
    assert "Only this." in document_of(extracted).text
    empty = extract("<html><body><div id=app></div><script>run()</script></body></html>", url=URL)
    assert (empty.is_partial, document_of(empty).text) == (True, "")
    assert "no text on the page" in empty.notices[0]


TOO_MANY_ATTRIBUTES = " ".join(f"a{number}" for number in range(MAX_HTML_ATTRIBUTES + 1))


@pytest.mark.parametrize(
    "beyond",
    ["<div>" * (MAX_HTML_DEPTH + 1), "<i></i>" * (MAX_HTML_TAGS + 1), f"<p {TOO_MANY_ATTRIBUTES}>"],
    ids=["depth", "tags", "attributes"],
)
def test_a_page_that_is_too_much_keeps_its_text(beyond: str) -> None:
    extracted = extract(f"<html><body><p>First.</p>{beyond}<p>{SENTENCE}</p></body></html>", url=URL)
    text = document_of(extracted).text
    assert SENTENCE.strip() in text


def test_a_page_too_long_to_be_searched_is_shown_as_a_whole_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.sources.pages.found.MAX_PAGE", 100)
    extracted = extract(page(), url=URL)
    assert extracted.is_partial
    assert "could not be told apart" in extracted.notices[0]
    assert extracted.about.title == "The ferry"
    assert "Dog bites" not in extracted.original.text


def test_an_error_in_what_looks_for_the_article_costs_nobody_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise AssertionError("a bug")

    monkeypatch.setattr("trafilatura.extract_with_metadata", fail)
    assert extract(page(), url=URL).is_partial


@pytest.mark.parametrize(
    "source",
    [
        "<div>" * (MAX_HTML_DEPTH - 10) + SENTENCE + "</div>" * (MAX_HTML_DEPTH - 10),
        "<table><tr><td>" * 40 + SENTENCE + "</table>" * 40,
        "<p>" + SENTENCE,
        "<b><i>" + SENTENCE,
        "<p " + "a='b' " * 500 + ">" + SENTENCE,
    ],
    ids=["nested", "tables", "paragraphs", "unclosed", "attributes"],
)
def test_a_page_nearly_as_hard_as_the_limits_let_it_be_is_read_all_the_same(source: str) -> None:
    # Each takes a second or two; without the limits, minutes and more.
    many = source * (min(MAX_HTML_TAGS // source.count("<"), MAX_PAGE // len(source)) // 4)
    assert page_document(extract(f"<html><body>{many}</body></html>", url=URL))


def test_content_is_read_as_a_whole_and_its_source_makes_the_same_document() -> None:
    content = content_document(
        "<aside>a</aside><p>b <a href=c>d</a></p>", title="T", base_url="https://x.example/y/"
    )
    assert content.document.text == "T\n\na\n\nb d"
    assert content.original.text == "a\n\nb [d](https://x.example/y/c)"
    assert content.original.format is SourceFormat.MARKDOWN


def test_content_that_is_too_much_is_plain_text() -> None:
    content = content_document("<p>First.</p>" + "<div>" * 500 + "<p>*Last.*", title="T")
    assert content.document.text == "T\n\nFirst.\n\n*Last.*"
    assert content.original.format is SourceFormat.PLAIN
