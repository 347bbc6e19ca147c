"""What goes wrong is one sentence on standard error and an exit code, never a traceback."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from reader.cli import listing
from reader.library import LibraryError
from reader.library.findings import Findings
from tests.command_line import CommandLine, Ran


def refuse(monkeypatch: pytest.MonkeyPatch, ending: str, number: int) -> None:
    """Have the system refuse to open files whose names end so."""
    real = os.open

    def refusing(path: str | Path, *arguments: int, **options: int) -> int:
        if str(path).endswith(ending):
            raise OSError(number, os.strerror(number), str(path))
        return real(path, *arguments, **options)

    monkeypatch.setattr(os, "open", refusing)


def one_sentence(ran: Ran) -> str:
    assert "Traceback" not in ran.err
    assert ran.err.count("\n") == 1, ran.err
    assert ran.err.startswith("postil: ")
    return ran.err


def test_a_missing_file(postil: CommandLine, tmp_path: Path) -> None:
    ran = postil("list", tmp_path / "nothing.md")
    assert ran.code == 3
    assert "nothing.md" in one_sentence(ran)


def test_the_other_files_come_in_beside_a_missing_one(postil: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "there.txt").write_text("It is there\n\nAll of it.")
    ran = postil("list", tmp_path / "nothing.md", tmp_path / "there.txt")
    assert ran.code == 3
    assert "It is there" in ran.out
    assert "nothing.md" in one_sentence(ran)


def test_an_unreadable_file(postil: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secret.md"
    path.write_text("# Secret")
    refuse(monkeypatch, "secret.md", errno.EACCES)
    ran = postil("show", path)
    assert ran.code == 3
    assert "secret.md" in one_sentence(ran)


def test_a_binary_file(postil: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "picture.txt"
    path.write_bytes(bytes(range(256)) * 40)
    ran = postil("show", path)
    assert ran.code == 3
    assert "picture.txt" in one_sentence(ran)


def test_a_huge_file(postil: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        stream.truncate(200_000_000)
    ran = postil("list", path)
    assert ran.code == 3
    assert "huge.txt" in one_sentence(ran)


def test_an_empty_file_is_an_article_without_text(postil: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    ran = postil("list", tmp_path / "empty.txt")
    assert ran.code == 0
    assert ran.out.count("\n") == 1
    assert postil("show", tmp_path / "empty.txt").code == 0


def test_a_wrongly_encoded_file_comes_in_with_a_notice(postil: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "latin.txt"
    path.write_bytes("Das Café\n\nEs ist schön.".encode("latin-1"))
    ran = postil("list", path)
    assert ran.code == 0
    assert "Das Café" in ran.out
    assert "latin.txt" in one_sentence(ran)


def test_bad_front_matter(postil: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "bad.md"
    path.write_text("---\ntitle: [unclosed\n---\n\n# A story\n\nIts text.")
    ran = postil("list", path)
    assert "bad.md" in one_sentence(ran)
    assert ran.code in {0, 3}


def test_a_name_too_long_for_any_file(postil: CommandLine) -> None:
    assert postil("list", "x" * 5000).code == 3
    ran = postil("show", "https://news.example/" + "x" * 5000)
    assert ran.code == 1
    one_sentence(ran)


@pytest.mark.parametrize(
    "reference", ["nothing.md", "0123456789abcdef", "https://news.example/no", "ab", "~nobody/x"]
)
def test_an_unknown_article_is_1(postil: CommandLine, reference: str) -> None:
    ran = postil("show", reference)
    assert ran.code == 1
    assert reference in one_sentence(ran)


@pytest.mark.parametrize(
    "content", [b'{"annotations": {"1": {"uid', b"\0" * 100, b"[]", b"\xff\xfe", b'{"annotations": {"x": 1}}']
)
def test_damaged_notes_are_left_as_they_are(postil: CommandLine, content: bytes) -> None:
    postil.home.mkdir()
    notes = postil.home / "notes.json"
    notes.write_bytes(content)
    ran = postil("notes")
    assert ran.code == 3
    assert "notes.json" in one_sentence(ran)
    assert notes.read_bytes() == content


def test_notes_of_a_newer_postil_are_read_and_not_changed(postil: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A title\n\nSome words.")
    postil.home.mkdir()
    notes = postil.home / "notes.json"
    notes.write_text('{"meta": {"1": {"format": 99}}}')
    assert postil("notes").code == 0
    ran = postil("annotate", tmp_path / "a.txt", "--exact", "Some words")
    assert ran.code == 3
    assert "newer" in one_sentence(ran)
    assert "99" in notes.read_text()


def test_notes_in_a_read_only_place_can_be_read(
    postil: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("A title\n\nSome words.")
    postil("annotate", tmp_path / "a.txt", "--exact", "Some words")
    refuse(monkeypatch, "notes.json.d/lock", errno.EROFS)
    assert len(postil("notes", "--json").json) == 1
    ran = postil("annotate", tmp_path / "a.txt", "--exact", "A title")
    assert ran.code == 3
    assert "read-only" in one_sentence(ran)


def test_documents_that_are_no_notes_are_told_and_passed_over(postil: CommandLine) -> None:
    postil.home.mkdir()
    documents = ", ".join(f'"{number}": {{"uid": ""}}' for number in range(1, 9))
    (postil.home / "notes.json").write_text(f'{{"annotations": {{{documents}}}}}')
    ran = postil("notes", "--json")
    assert ran.code == 0
    assert ran.json == []
    assert ran.err.count("skipped") == 5
    assert "3 more" in ran.err


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("colour = 3", "'colour' is unknown"),
        ("measure = 'wide'", "measure must be a whole number"),
        ("measure = ", "is not TOML"),
    ],
)
def test_what_the_settings_have_wrong_is_told_and_no_hindrance(postil: CommandLine, text: str, told: str) -> None:
    postil.home.mkdir()
    (postil.home / "settings.toml").write_text(text)
    ran = postil("notes", "--json")
    assert ran.code == 0
    assert told in one_sentence(ran)


def test_a_home_that_is_a_file(postil: CommandLine) -> None:
    postil.home.write_text("not a folder")
    ran = postil("notes")
    assert ran.code == 3
    assert "home" in ran.err
    assert "Traceback" not in ran.err


def test_a_damaged_library_is_moved_aside_and_told(postil: CommandLine) -> None:
    postil.home.mkdir()
    (postil.home / "library.db").write_bytes(b"no database at all " * 1000)
    ran = postil("list")
    assert ran.code == 0
    assert "damaged" in one_sentence(ran)


def test_a_defect_is_a_sentence_and_its_traceback_is_in_the_log(
    postil: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object, **_options: object) -> int:
        raise ZeroDivisionError("of all things")

    monkeypatch.setattr(listing, "list_articles", broken)
    ran = postil("list")
    assert ran.code == 3
    log = postil.home / "postil.log"
    assert str(log) in one_sentence(ran)
    assert "ZeroDivisionError: of all things" in log.read_text()
    assert log.stat().st_mode & 0o777 == 0o600


def test_an_interruption_is_130(postil: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_arguments: object, **_options: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(listing, "list_articles", interrupted)
    assert postil("list").code == 130


def test_escape_codes_of_an_article_reach_neither_text_nor_json(postil: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "hostile.txt"
    path.write_text("A \x1b]52;c;ZXZpbA==\x07title \x9b31m\u202e\n\n“Words \x1b[2J,” said \x07Jo \x1b[31mDoe.")
    for arguments in (("list", path), ("show", path), ("show", path, "--json")):
        printed = postil(*arguments).out
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & {*printed}


def test_escape_codes_in_the_notes_file_reach_neither_text_nor_json(postil: CommandLine) -> None:
    postil.home.mkdir()
    (postil.home / "notes.json").write_text(
        '{"annotations": {"1": {"uid": "01J", "article": {"id": "a", "title": "\\u001b[2J\\u009b"},'
        ' "target": {"exact": "x\\u202e\\u0007"}, "note": "\\u001b]0;x\\u0007\\ud800", "tags": ["\\u001bc\\u0085"]}}}'
    )
    for arguments in (("notes",), ("notes", "--json"), ("tags",), ("tags", "--json")):
        ran = postil(*arguments)
        assert ran.code == 0
        assert ran.out
        assert not {"\x1b", "\x07", "\x9b", "\x85", "\u202e", "\ud800"} & {*ran.out}
    assert postil("notes", "--json").json[0]["note"].startswith("\x1b]0;x")


def piped(postil: CommandLine, *arguments: str, **environ: str) -> subprocess.CompletedProcess[bytes]:
    command = (sys.executable, "-m", "reader", *arguments)
    full = {**os.environ, "POSTIL_HOME": str(postil.home), **environ}
    return subprocess.run(command, env=full, capture_output=True, check=False, timeout=60)


def test_output_that_cannot_show_a_character_gets_a_question_mark(postil: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text("Łódź 東京\n\nText.")
    ran = piped(postil, "list", str(path), PYTHONIOENCODING="ascii")
    assert ran.returncode == 0, ran.stderr
    assert "?ód? ??".encode().replace("ó".encode(), b"?") in ran.stdout
    shown = piped(postil, "list", str(path), "--json", PYTHONIOENCODING="ascii")
    assert rb"\u6771\u4eac" in shown.stdout


def test_a_reader_of_the_output_that_leaves_early_is_no_trouble(postil: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("Title\n\n" + "word " * 100_000)
    script = f"{sys.executable} -m reader show {tmp_path}/long.txt --text | head -n 1; echo ${{PIPESTATUS[0]}}"
    full = {**os.environ, "POSTIL_HOME": str(postil.home)}
    ran = subprocess.run(
        ["bash", "-c", script], env=full, capture_output=True, text=True, check=False, timeout=60
    )
    assert ran.stdout == "Title\n141\n"
    assert ran.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_behind_the_output_is_a_sentence(postil: CommandLine) -> None:
    script = f"{sys.executable} -m reader paths > /dev/full"
    full = {**os.environ, "POSTIL_HOME": str(postil.home)}
    ran = subprocess.run(
        ["bash", "-c", script], env=full, capture_output=True, text=True, check=False, timeout=60
    )
    assert ran.returncode == 3
    assert ran.stderr == "postil: Standard output cannot be written to: No space left on device.\n"


def test_standard_output_has_no_styles_where_it_is_no_terminal(postil: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A title\n\nSome words.")
    assert b"\x1b" not in piped(postil, "show", str(tmp_path / "a.txt"), "--text").stdout


def test_too_little_of_an_id_is_told(postil: CommandLine) -> None:
    ran = postil("show", "5c")
    assert ran.code == 1
    assert "at least 3 characters" in one_sentence(ran)


def test_what_was_typed_is_not_repeated_at_length(postil: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A title\n\nSome words.")
    for arguments in (
        ("notes", "x" * 3_000),
        ("show", "x" * 40_000),
        ("annotate", tmp_path / "a.txt", "--exact", "x" * 40_000),
    ):
        ran = postil(*arguments)
        assert ran.code == 1
        assert len(one_sentence(ran)) < 500


def test_a_link_that_leads_nowhere_is_told_as_one(postil: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nothing.txt")
    for name in ("loop.txt", "gone.txt"):
        ran = postil("list", tmp_path / name)
        assert ran.code == 3
        assert f"{name}” cannot be read: its links lead nowhere" in one_sentence(ran)


def test_a_full_disk_is_no_hindrance_to_showing_an_article(
    postil: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> None:
        raise LibraryError("The disk is full.")

    (tmp_path / "a.txt").write_text("A title\n\n“Some words,” said Jo.")
    postil("list", tmp_path / "a.txt")
    monkeypatch.setattr(Findings, "keep", full)
    ran = postil("show", tmp_path / "a.txt", "--json")
    assert ran.code == 0
    assert ran.json["quotations"]
