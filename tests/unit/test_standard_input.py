"""What comes without a name: which format it is told to be in, and the articles in it."""

import io
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reader.document.blocks import BlockKind
from reader.library import SourceFormat
from reader.paths import Places
from reader.services.fetching.adding import add_bytes
from reader.services.session import Session
from reader.sources import standard_input
from reader.sources.errors import BinaryFileError, DamagedFileError, FileTooLargeError, NoTextError
from reader.sources.formats import FileFormat, told_by_content
from reader.sources.limits import SNIFFED
from reader.sources.standard_input import load_bytes
from tests.command_line import CommandLine
from tests.fakes.books import PROSE, epub, page
from tests.fakes.pdfs import column, pdf

MAIL = (
    b"Return-Path: <a@b.example>\r\nFrom: Ann <a@b.example>\r\nSubject: Fog\r\n"
    b"Date: Fri, 31 May 2024 08:30:00 +0200\r\n\r\nText.\r\n"
)
FRONT_MATTER = b"---\ntitle: Fog\nurl: https://lantern.example/fog\n---\n\nText."

FORMATS = {
    FileFormat.HTML: [
        b"<!DOCTYPE html><p>x",
        b"\xef\xbb\xbf \n<!doctype HTML>\n<html>",
        b'<?xml version="1.0"?>\n<!-- a -->\n<html xmlns="http://www.w3.org/1999/xhtml">',
        b"<article><h1>x</h1></article>",
        b"<p class='a'>x</p>",
    ],
    FileFormat.MAIL: [MAIL, MAIL.replace(b"\r\n", b"\n"), b"From ann Fri May 31 08:30:00 2024\n" + MAIL],
    FileFormat.MARKDOWN: [
        FRONT_MATTER,
        b"# A heading\n\n## Another\n\nText.",
        b"# A heading\n\nSee [this](https://a.example/b).",
        b"Some **bold words**.\n\n```\ncode\n```\n",
    ],
    FileFormat.PLAIN: [
        b"",
        b"Some words.\n",
        b"# one comment\ntext\n",
        b"Dear Ann,\nSubject: to change\n\nText.",
        b"a < b and <b>this</b>",
        "Łódź".encode("utf-16"),
        b"--- cut here ---\nText.",
    ],
    FileFormat.EPUB: [epub({"1.xhtml": page(PROSE)})],
    FileFormat.PDF: [pdf([column(["Text."])]), b"\n\n%PDF-1.7\n"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("file_format", "data"), [(kind, data) for kind, some in FORMATS.items() for data in some]
)
def test_a_format_is_told_by_what_is_in_it(file_format: FileFormat, data: bytes) -> None:
    assert told_by_content(data) is file_format


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with closing(Session(Places(tmp_path, tmp_path, tmp_path))) as opened:
        yield opened


HOSTILE = {
    "front matter": b"---\na" + b" " * SNIFFED,
    "links": b"](/" * SNIFFED,
    "comments": b"---\n" + b" # \n" * SNIFFED,
    "headers": b"a:b\n" * SNIFFED,
    "folded headers": b"a:b\n" + b" \n" * SNIFFED,
    "declarations": b"<?xml ?> " * SNIFFED,
    "bold": b"**a" * SNIFFED,
    "references": b"\n[a" * SNIFFED,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_telling_a_format_takes_no_squares_of_time(name: str) -> None:
    assert told_by_content(HOSTILE[name]) is FileFormat.PLAIN


@pytest.mark.parametrize(
    ("data", "title", "text", "source_format"),
    [
        (b"<!doctype html><title>Fog</title><p>Text.</p>", "Fog", "Fog\n\nText.", SourceFormat.HTML),
        (FRONT_MATTER, "Fog", "Fog\n\nText.", SourceFormat.MARKDOWN),
        (MAIL, "Fog", "Fog\n\nText.", SourceFormat.PLAIN),
        (b"Fog\n\nText.", "Fog", "Fog\n\nText.", SourceFormat.PLAIN),
        (pdf([column(["Text."])], info="/Title (Fog)"), "Fog", "Fog\n\nText.", SourceFormat.PLAIN),
    ],
)
def test_it_becomes_an_article_without_a_path(
    data: bytes, title: str, text: str, source_format: SourceFormat
) -> None:
    ((article, document),) = load_bytes(data).parts
    assert (article.title, article.path, article.original.format) == (title, None, source_format)
    assert document.text == text


def test_a_book_becomes_its_chapters() -> None:
    loaded = load_bytes(epub({f"{n}.xhtml": page(f"<h1>Chapter {n}</h1>{PROSE}") for n in (1, 2)}))
    assert [article.title for article, _ in loaded.parts] == ["Chapter 1", "Chapter 2"]
    assert {article.path for article, _ in loaded.parts} == {None}
    assert loaded.parts[0][1].blocks[0].kind is BlockKind.HEADING


def test_it_has_a_sentence_for_what_it_is_not() -> None:
    with pytest.raises(BinaryFileError, match="“standard input” is not text"):
        load_bytes(b"\x7fELF\0\0\0")
    with pytest.raises(DamagedFileError, match="“standard input” cannot be read as EPUB"):
        load_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(NoTextError, match="“standard input” has no text: nothing came"):
        load_bytes(b" \n")


def test_it_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standard_input, "MAX_FILE", 10)
    assert load_bytes(b"0123456789").parts
    with pytest.raises(FileTooLargeError, match="“standard input” has"):
        load_bytes(b"0123456789A")


def test_it_comes_into_the_library_and_once_only(session: Session) -> None:
    added = add_bytes(session, FRONT_MATTER)
    assert added.sentence == "Kept Fog."
    assert (
        add_bytes(session, FRONT_MATTER.replace(b"Text", b"Another text")).articles[0].id == added.articles[0].id
    )
    assert session.library.count() == 1
    assert add_bytes(session, b"Text alone.").articles == add_bytes(session, b"Text alone.").articles
    assert session.library.count() == 2


def test_the_command_line_adds_what_is_piped_into_it(
    postil: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(MAIL)))
    ran = postil("add", "-", "--json")
    assert (ran.code, ran.json[0]["articles"][0]["title"]) == (0, "Fog")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
    assert postil("add", "-").err == "postil: “standard input” has no text: nothing came.\n"
