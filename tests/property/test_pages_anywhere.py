"""What holds of whatever is taken for a web page."""

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.document.blocks import BlockKind
from reader.sources.pages import extract, page_document
from reader.text.sanitize import clean

WORDS = "Some words that stand in a sentence of the page, one after another, as they do in articles. "
PIECES = [
    "<p>", "</p>", "<div>", "</div>", "<article>", "</article>", "<main>", "<nav>", "<aside>", "<footer>",
    "<h1>", "<h2>", "<ul><li>", "</ul>", "<table><tr><td>", "</table>", "<blockquote>", "<pre>", "<code>",
    "<a href='/x'>", "</a>", "<br>", "<img src=a alt='b'>", "<hr>", "<script>", "</script>", "<!--", "-->",
    "<base href='http://['>", "<title>", "<html lang=fr>", "<meta name=author content='By \x1b[31mA'>",
    "<link rel=canonical href='http://[x'>", "<time datetime=9999-99-99>", "\x00", "\ud800", "&#27;", "\u202e",
    '<script type="application/ld+json">{"@type": "Article", "articleBody": "', WORDS, WORDS * 4,
]  # fmt: skip
PAGES = st.lists(st.sampled_from(PIECES) | st.text(max_size=9), max_size=30).map("".join)


@settings(deadline=None, max_examples=60)
@given(PAGES, st.sampled_from(["https://a.example/b", "http://[::1]/", "http://a.example:80/?q#f"]))
def test_any_page_is_an_article_of_clean_text(page: str, url: str) -> None:
    extracted = extract(page, url=url)
    article, document = page_document(extracted)
    assert document.blocks[0].kind is BlockKind.HEADING
    assert article.url
    assert extracted.is_partial or document.text
    for said in (article.title, article.author or "", article.source or "", document.text):
        assert clean(said) == said
