import time

import pytest

from reader.document.blocks import BlockKind
from reader.document.html import from_html, metadata

PAGE = """<!DOCTYPE html><html lang="fr-CA"><head><title>Le titre | Le Site</title>
<meta property="og:title" content="Le titre &amp; la suite"><meta name=author content="Ada B.">
<meta property="article:published_time" content="2022-02-02T10:00:00Z"><meta property="og:site_name" content="Le Site">
<link rel=canonical href="https://a.example/c"><script>var a = "<b>x</b>";</script></head>
<body><nav>menu</nav><article>short</article><article><header><h1>Le titre &amp; la suite</h1>12 shares</header>
<p>Un <b>mot</b> &amp; <a href="https://x.example/">lien</a>, <a href="javascript:alert(1)">non</a>
<p style="display: none">caché</p><ul><li>un<li>deux</ul><blockquote><p>cité</blockquote>
<table><tr><th>a<th>b<tr><td>1<td>2</table><img src=x alt="photo"><p>fin<br>ligne<!-- c --><script>alert(1)</script>
</article><aside>pub</aside><footer>pied</footer></body></html>"""


def test_the_article_of_a_page_is_read_without_the_page_around_it() -> None:
    document = from_html(PAGE)
    assert [(b.kind.value, b.text) for b in document.blocks] == [
        ("heading", "Le titre & la suite"),
        ("paragraph", "Un mot & lien, non"),
        ("list_item", "un"),
        ("list_item", "deux"),
        ("quotation", "cité"),
        ("table_row", "a\tb"),
        ("table_row", "1\t2"),
        ("image", "photo"),
        ("paragraph", "fin\nligne"),
    ]
    assert [inline.target for inline in document.blocks[1].inlines] == ["", "https://x.example/"]


def test_a_page_says_what_it_is() -> None:
    assert metadata(PAGE) == {
        "title": "Le titre & la suite",
        "author": "Ada B.",
        "published": "2022-02-02T10:00:00Z",
        "source": "Le Site",
        "url": "https://a.example/c",
        "language": "fr-CA",
    }


def test_a_page_that_says_nothing_has_no_metadata() -> None:
    assert metadata("<p>text") == {}


def test_the_title_of_the_head_stands_in_for_a_missing_heading() -> None:
    assert from_html("<title>Head</title><p>text").text == "Head\n\ntext"
    assert from_html("<title>Head</title><p>text", title="Given").text == "Given\n\ntext"


@pytest.mark.parametrize(
    "text",
    [
        "*a*",
        "_a_",
        "[a](http://b)",
        "# a",
        "- a",
        "1. a",
        "`a`",
        "~~a~~",
        "a | b",
        "&lt;b&gt;",
        "![a](b)",
        ": a",
        "[^1]",
        "a\\b",
    ],
)
def test_what_looks_like_mark_up_in_a_page_is_text(text: str) -> None:
    document = from_html(f"<h1>T</h1><p>word {text} word</p><p>{text}</p>")
    plain = text.replace("&lt;", "<").replace("&gt;", ">")
    assert document.text == f"T\n\nword {plain} word\n\n{plain}"
    assert all(b.kind is BlockKind.PARAGRAPH and not b.inlines for b in document.blocks[1:])


def test_left_out_end_tags_nest_nothing() -> None:
    document = from_html("<h1>T</h1>" + "<p>para <i>it</i>" * 500)
    assert len(document.blocks) == 501
    assert document.blocks[500].inlines


@pytest.mark.parametrize("piece", ["<div>", "<!--", "<a ", '<a b="', "<![CDATA[", "</p>", "&#32;", "<p>"])
def test_a_hostile_page_costs_no_more_than_its_length(piece: str) -> None:
    started = time.process_time()
    assert from_html(piece * 20_000 + "<p>text").blocks
    assert time.process_time() - started < 5


def test_a_page_nested_too_deep_keeps_its_paragraphs() -> None:
    assert from_html("<div>" * 1_000 + "<p>one</p><p>two").text == "\n\none\n\ntwo"


def test_a_reference_to_a_control_is_no_way_around_the_cleaning():
    document = from_html("<pre>one&#x202e;two&#27;[31m</pre><p>three&#x9d;four</p>")
    assert [block.text for block in document.blocks if block.text] == ["onetwo", "threefour"]
