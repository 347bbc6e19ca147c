"""A file as an article: its text, what is known of it, and the sentence for one that is none."""

import json
import os
import socket
from pathlib import Path

import pytest

from reader.document.blocks import Document
from reader.document.errors import SourceTooLongError
from reader.library import NewArticle, SourceFormat
from reader.sources import files
from reader.sources.errors import (
    BinaryFileError,
    FileNameError,
    FileTooLargeError,
    MissingFileError,
    NotAFileError,
    SourceError,
    UnreadableFileError,
)

FRONT_MATTER = """---
title: "What it says: above"
author: Ann Nouncer
source: The Lantern
url: https://example.org/above
date: 2024-05-31
language: en
---

# A heading

Some words here.
"""


def written(folder: Path, name: str, content: str | bytes = "Some words.\n\nAnd more.") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def only(loaded: files.LoadedFile) -> tuple[NewArticle, Document]:
    (part,) = loaded.parts
    return part


def article_in(path: Path) -> NewArticle:
    return only(files.load(path))[0]


def document_in(path: Path) -> Document:
    return only(files.load(path))[1]


def test_front_matter_says_what_is_known(tmp_path: Path) -> None:
    article = article_in(written(tmp_path, "a.md", FRONT_MATTER))
    assert (article.title, article.author, article.source) == (
        "What it says: above",
        "Ann Nouncer",
        "The Lantern",
    )
    assert (article.url, article.published, article.language) == ("https://example.org/above", "2024-05-31", "en")
    assert article.path == str(tmp_path.resolve() / "a.md")
    assert article.original.text == FRONT_MATTER
    assert article.original.format is SourceFormat.MARKDOWN
    assert article.words == 9


def test_without_metadata_the_text_and_the_file_say_it(tmp_path: Path) -> None:
    folder = tmp_path / "Morning papers"
    folder.mkdir()
    assert article_in(written(folder, "a.md", "# The heading\n\nText.")).title == "The heading"
    assert article_in(written(folder, "b.md", "## Lower down\n\nText.")).title == "Lower down"
    assert article_in(written(folder, "c.txt", "First line\n\nText.")).title == "First line"
    article = article_in(written(folder, "notes on dams.md", "Only text."))
    assert article.title == "notes on dams"
    assert article.source == "Morning papers"
    assert (article.author, article.url, article.published, article.language) == (None, None, None, None)


def test_a_files_name_is_no_part_of_its_text(tmp_path: Path) -> None:
    first = document_in(written(tmp_path, "first.md", "Only text."))
    second = document_in(written(tmp_path, "second.md", "Only text."))
    assert first.sha256 == second.sha256


@pytest.mark.parametrize("name", ["a.txt.yaml", "a.txt.yml", "a.yaml"])
def test_a_yaml_sidecar_says_what_is_known(tmp_path: Path, name: str) -> None:
    path = written(tmp_path, "a.txt")
    written(tmp_path, name, "title: Beside\npublished: 2023-01-02\n")
    article, document = only(files.load(path))
    assert (article.title, article.published) == ("Beside", "2023-01-02")
    assert document.title == "Beside"


def test_a_json_sidecar_says_what_is_known_but_front_matter_says_it_first(tmp_path: Path) -> None:
    written(tmp_path, "a.md.json", json.dumps({"title": "Beside", "author": "Else One", "lang": "fr"}))
    article = article_in(written(tmp_path, "a.md", "---\ntitle: Above\n---\nText."))
    assert (article.title, article.author, article.language) == ("Above", "Else One", "fr")


def test_a_page_says_what_is_known_in_its_head(tmp_path: Path) -> None:
    page = (
        '<html lang="de"><head><title>Die Uhr</title><meta name="author" content="H. Sollmann">'
        '<meta property="og:site_name" content="Der Bote"><link rel="canonical" href="https://example.org/uhr">'
        '<meta property="article:published_time" content="2024-03-27T08:00:00+01:00"></head>'
        "<body><p>Elf Minuten.</p></body></html>"
    )
    article = article_in(written(tmp_path, "uhr.html", page))
    assert (article.title, article.author, article.source) == ("Die Uhr", "H. Sollmann", "Der Bote")
    assert (article.url, article.language) == ("https://example.org/uhr", "de")
    assert article.published == "2024-03-27T08:00:00+01:00"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.md", SourceFormat.MARKDOWN),
        ("a.MARKDOWN", SourceFormat.MARKDOWN),
        ("a.htm", SourceFormat.HTML),
        ("a.txt", SourceFormat.PLAIN),
        ("a", SourceFormat.PLAIN),
        ("a.log", SourceFormat.PLAIN),
    ],
)
def test_the_ending_tells_the_format(tmp_path: Path, name: str, expected: SourceFormat) -> None:
    assert article_in(written(tmp_path, name)).original.format is expected


def test_front_matter_that_cannot_be_read_is_shown_as_text_with_a_notice(tmp_path: Path) -> None:
    loaded = files.load(written(tmp_path, "a.md", "---\ntitle: one: two\n---\n\nThe text.\n"))
    assert "one: two" in only(loaded)[1].text
    assert "The text." in only(loaded)[1].text
    (notice,) = loaded.notices
    assert notice.startswith("a.md: ")
    assert "line 2" in notice


@pytest.mark.parametrize("sidecar", ["[not: closed", "\x00\x01", "- a list", "x" * 300_000])
def test_a_sidecar_that_cannot_be_read_is_passed_over_with_a_notice(tmp_path: Path, sidecar: str) -> None:
    path = written(tmp_path, "a.txt", "The title\n\nThe text.")
    written(tmp_path, "a.txt.yaml", sidecar)
    loaded = files.load(path)
    assert only(loaded)[0].title == "The title"
    assert "a.txt.yaml was passed over" in loaded.notices[0]


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("url: javascript:alert(1)", "only http and https"),
        ("url: http://[broken", "only http and https"),
        ("date: the other day", "a date is written like"),
        ("language: English please", "a language is written like"),
    ],
)
def test_a_value_that_cannot_be_used_is_left_out_with_a_notice(tmp_path: Path, line: str, complaint: str) -> None:
    loaded = files.load(written(tmp_path, "a.md", f"---\n{line}\n---\nText."))
    article, _ = only(loaded)
    assert (article.url, article.published, article.language) == (None, None, None)
    assert complaint in loaded.notices[0]


def test_an_address_given_as_the_source_is_the_url(tmp_path: Path) -> None:
    article = article_in(written(tmp_path, "a.md", "---\nsource: https://example.org/a\n---\nText."))
    assert article.url == "https://example.org/a"
    assert article.source == tmp_path.name


def test_a_mail_date_is_kept_in_iso_8601(tmp_path: Path) -> None:
    written(tmp_path, "a.yaml", "date: Tue, 05 Nov 2024 08:30:00 +0100")
    assert article_in(written(tmp_path, "a.txt")).published == "2024-11-05T08:30:00+01:00"


def test_metadata_cannot_steer_the_terminal(tmp_path: Path) -> None:
    source = '---\ntitle: "\\e]52;c;x\\a red \\u202e title"\nauthor: "a\\nb"\n---\nText.'
    article = article_in(written(tmp_path, "a.md", source))
    assert "\x1b" not in article.title
    assert "\u202e" not in article.title
    assert article.author == "a b"


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-32-le", b"\xff\xfe\0\0"),
        ("utf-32-be", b"\0\0\xfe\xff"),
    ],
)
def test_a_byte_order_mark_tells_the_encoding(tmp_path: Path, encoding: str, mark: bytes) -> None:
    loaded = files.load(written(tmp_path, "a.txt", mark + "Łódź\n\n東京 text".encode(encoding)))
    assert only(loaded)[1].text == "Łódź\n\n東京 text"
    assert loaded.notices == ()


def test_a_text_that_is_not_utf_8_is_read_as_windows_1252_with_a_notice(tmp_path: Path) -> None:
    loaded = files.load(written(tmp_path, "a.txt", "Café “noir”\n\nfin".encode("cp1252") + b"\x81"))
    assert only(loaded)[1].title == "Café “noir”"
    assert only(loaded)[1].text.endswith("fin\ufffd")
    assert "Windows-1252" in loaded.notices[0]


@pytest.mark.parametrize("declared", ["koi8-r", "windows-1251", "iso-8859-5"])
def test_a_page_tells_its_encoding(tmp_path: Path, declared: str) -> None:
    page = f'<html><head><meta charset="{declared}"></head><body><p>Привет</p></body></html>'
    assert "Привет" in document_in(written(tmp_path, "a.html", page.encode(declared))).text


@pytest.mark.parametrize("declared", ["idna", "unicode_escape", "utf-7", "hex", "no-such", "iso-8859-1"])
def test_a_page_that_names_no_encoding_of_pages_is_read_as_windows_1252(tmp_path: Path, declared: str) -> None:
    page = f'<meta charset="{declared}"><p>caf\u00e9 \u201cx\u201d</p>'.encode("cp1252")
    assert "café “x”" in document_in(written(tmp_path, "a.html", page)).text


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_an_empty_file_is_an_empty_article(tmp_path: Path, name: str) -> None:
    loaded = files.load(written(tmp_path, name, b""))
    article, document = only(loaded)
    assert document.text == ""
    assert (article.title, article.words) == ("a", 0)


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"text\0text", bytes(range(1, 32)) * 9])
def test_bytes_that_are_no_text_are_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(BinaryFileError, match="is not text"):
        files.load(written(tmp_path, "picture.txt", content))


def test_a_file_too_large_is_refused_with_its_size_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    monkeypatch.setattr(os, "open", lambda *_: pytest.fail("it was opened"))
    with pytest.raises(FileTooLargeError, match=r"has 200\.0 MB; postil reads files of up to 50 MB"):
        files.load(path)


def test_a_text_too_long_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceTooLongError):
        files.load(written(tmp_path, "long.txt", "a line\n" * 2_500_000))


def test_a_missing_file_is_a_sentence_that_names_a_similar_one(tmp_path: Path) -> None:
    written(tmp_path, "harbour.md")
    with pytest.raises(MissingFileError, match=r"no file or folder .*harbor\.md.* Did you mean “harbour\.md”\?"):
        files.load(tmp_path / "harbor.md")
    with pytest.raises(MissingFileError, match="no file or folder"):
        files.load(tmp_path / "harbour.md" / "below.md")
    with pytest.raises(MissingFileError):
        files.file_state(tmp_path / "nothing")


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unreadable for root")
def test_a_file_without_permission_is_a_sentence(tmp_path: Path) -> None:
    path = written(tmp_path, "secret.md")
    path.chmod(0)
    with pytest.raises(UnreadableFileError, match="permission denied"):
        files.load(path)


def test_an_error_of_the_system_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    path = written(tmp_path, "secret.md")
    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(UnreadableFileError, match=r"secret\.md” cannot be read: permission denied\."):
        files.load(path)


def test_a_name_that_no_file_can_have_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="file name too long"):
        files.load(tmp_path / ("x" * 5000))


def test_links_that_lead_in_a_circle_are_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to(tmp_path / "b.md")
    (tmp_path / "b.md").symlink_to(tmp_path / "a.md")
    with pytest.raises(SourceError, match="cannot be read"):
        files.load(tmp_path / "a.md")


def test_what_is_no_file_is_refused_without_waiting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket")
        for name, kind in (("pipe", "pipe"), ("socket", "socket"), ("/dev/null", "device"), (".", "folder")):
            with pytest.raises(NotAFileError, match=f"is a {kind}, not a file"):
                files.load(Path(name))


def test_a_pipe_as_a_sidecar_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt.yaml")
    assert files.load(written(tmp_path, "a.txt")).notices == ()


def test_a_name_that_is_not_utf_8_is_a_sentence(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    try:
        path.write_text("text")
    except OSError:
        pytest.skip("this file system takes no such name")
    with pytest.raises(FileNameError, match="not valid UTF-8"):
        files.load(path)
    with pytest.raises(FileNameError):
        files.file_state(path)


def test_the_state_changes_with_the_file_and_with_its_sidecar(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt")
    seen = [files.file_state(path)]
    assert files.file_state(path) == seen[0]
    written(tmp_path, "a.txt", "Other words.")
    seen.append(files.file_state(path))
    written(tmp_path, "a.txt.yaml", "title: Beside")
    seen.append(files.file_state(path))
    written(tmp_path, "a.txt.yaml", "title: Besides")
    seen.append(files.file_state(path))
    assert len(set(seen)) == 4
