"""What a server answered, where it is a file: which format it is in, and the articles in it."""

import asyncio
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reader.library.addresses import url_key
from reader.paths import Places
from reader.services.fetching.adding import Wish, add
from reader.services.fetching.verifying import verify
from reader.services.session import Session
from reader.sources.answers import format_of_answer, load_answer
from reader.sources.errors import BinaryFileError, SourceError
from reader.sources.formats import FileFormat
from tests.fakes.books import PROSE, epub, page
from tests.fakes.pdfs import column, pdf
from tests.fakes.server import FakeServer, reply

URL = "https://harbour.example/papers/fog%20on%20the%20quay.pdf?download=1#page=2"
PDF = pdf([column(["Text."])])


@pytest.mark.parametrize(
    ("media_type", "url", "body", "file_format"),
    [
        ("application/pdf", "https://a.example/x", b"", FileFormat.PDF),
        ("application/epub+zip", "https://a.example/x", b"", FileFormat.EPUB),
        ("text/markdown", "https://a.example/x", b"", FileFormat.MARKDOWN),
        ("message/rfc822", "https://a.example/x", b"", FileFormat.MAIL),
        ("text/html", "https://a.example/a.pdf", b"Not found", FileFormat.HTML),
        ("text/html", "https://a.example/x", PDF, FileFormat.HTML),
        ("text/html", "https://a.example/x", PDF + b"\0", FileFormat.PDF),
        ("text/html", "https://a.example/x", epub({"1.xhtml": page(PROSE)}), FileFormat.EPUB),
        ("application/xhtml+xml", "https://a.example/x", b"", FileFormat.HTML),
        ("text/xml", "https://a.example/x", b"<?xml?><a/>", FileFormat.HTML),
        ("text/plain", "https://a.example/readme.md", b"text", FileFormat.MARKDOWN),
        ("text/plain", "https://a.example/a.html", b"<html>", FileFormat.PLAIN),
        ("text/plain", "https://a.example/x", b"# a\n# b\n", FileFormat.PLAIN),
        ("text/plain", "https://a.example/x", PDF, FileFormat.PDF),
        ("application/octet-stream", URL, PDF, FileFormat.PDF),
        ("application/octet-stream", "https://a.example/x", PDF, FileFormat.PDF),
        ("application/octet-stream", "https://a.example/book.EPUB", b"", FileFormat.EPUB),
        (None, "https://a.example/", b"<!doctype html>", FileFormat.HTML),
        (None, "https://a.example", b"text", FileFormat.PLAIN),
    ],
)
def test_its_format_is_told(media_type: str | None, url: str, body: bytes, file_format: FileFormat) -> None:
    assert format_of_answer(body, url, media_type) is file_format


def test_its_article_has_its_address_and_is_called_by_it_if_nothing_better_is_known() -> None:
    line = "The ferry is late again, and all of the town waits for it at the quay"
    ((article, _),) = load_answer(pdf([column([line] * 4)]), FileFormat.PDF, URL, None).parts
    assert (article.url, article.path, article.source) == (URL, None, "harbour.example")
    assert article.title == "fog on the quay"


def test_the_address_that_it_gives_itself_does_not_count() -> None:
    body = b"---\nurl: https://elsewhere.example/\ntitle: Fog\n---\nText."
    ((article, _),) = load_answer(body, FileFormat.MARKDOWN, URL, None).parts
    assert (article.url, article.title) == (URL, "Fog")


def test_chapters_of_a_book_have_addresses_of_their_own() -> None:
    book = epub({f"{n}.xhtml": page(f"<h1>Chapter {n}</h1>{PROSE}") for n in (1, 2)})
    loaded = load_answer(book, FileFormat.EPUB, "https://a.example/book", None)
    assert [article.url for article, _ in loaded.parts] == [
        "https://a.example/book#!1",
        "https://a.example/book#!2",
    ]
    assert len({url_key(article.url) for article, _ in loaded.parts}) == 2


@pytest.mark.parametrize(
    ("charset", "codec"), [("koi8-r", "koi8-r"), ("utf-16le", "utf-16le"), (None, "utf-8"), ("a\0b", "utf-8")]
)
def test_the_word_of_the_server_for_its_encoding_is_taken(charset: str | None, codec: str) -> None:
    ((_, document),) = load_answer("Туман".encode(codec), FileFormat.PLAIN, URL, charset).parts
    assert document.text == "Туман"


def test_what_is_no_text_is_said_with_its_address() -> None:
    with pytest.raises(BinaryFileError, match=r"“https://harbour\.example/papers/.*” is not text"):
        load_answer(b"\x89PNG\r\n\x1a\n\0\0", FileFormat.PLAIN, URL, None)


@pytest.mark.parametrize("file_format", [FileFormat.PDF, FileFormat.EPUB, FileFormat.MAIL])
def test_what_is_not_what_the_server_says_has_a_sentence(file_format: FileFormat) -> None:
    with pytest.raises(SourceError, match="cannot be read as"):
        load_answer(b"<h1>Not found</h1>", file_format, URL, None)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with closing(Session(Places(tmp_path, tmp_path, tmp_path))) as opened:
        yield opened


def test_a_file_at_an_address_is_added_with_what_was_answered_as_evidence(session: Session) -> None:
    with FakeServer() as server:
        url = server.add("/fog", reply(pdf([column(["Fog on the quay", "", "Text."])]), "application/pdf"))
        (article,) = asyncio.run(add(session, url, Wish())).articles
    assert (article.title, article.url) == ("Fog on the quay", url)
    (evidence,) = verify(session, article)
    assert (evidence.answer_is_whole, evidence.text_is_whole, evidence.is_reproduced) == (True, True, True)
