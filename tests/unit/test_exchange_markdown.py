"""A folder of Markdown that is kept up to date beside what people write in it."""

import os
import time
from dataclasses import replace
from pathlib import Path

import pytest

from reader.exchange.errors import UnsuitablePlaceError, UnwritableError
from reader.exchange.files import LEFT_BEHIND
from reader.exchange.limits import MAX_FILE_NAME, MAX_FILE_NAME_BYTES, MAX_VAULT_FILE
from reader.exchange.markdown import front_matter
from reader.exchange.markdown.blocks import Block, merged, split
from reader.exchange.markdown.escaping import escaped, unescaped
from reader.exchange.markdown.file_names import comparable, file_name
from reader.exchange.markdown.rendering import quotation, tag
from reader.exchange.markdown.vault import Vault, VaultReport
from reader.exchange.records import ArticleNotes, OwnAnnotation, OwnMark
from tests.fakes.exchange import CITED, annotation, incoming, notes_of

COLOURS = ("highlight", "claim", "evidence", "doubt", "question", "idea")
UIDS = [f"01JK5NZ5G0{letter * 16}" for letter in "ABCD"]


def written(folder: Path, *notes: ArticleNotes, gone: str = "") -> VaultReport:
    vault = Vault(folder, colours=COLOURS, exists=lambda uid: uid != gone)
    for of_article in notes:
        vault.write(of_article)
    vault.write_others()
    return vault.report


def only_file(folder: Path) -> Path:
    (file,) = folder.iterdir()
    return file


def test_an_article_is_a_file_with_front_matter_and_a_block_for_each_passage(tmp_path: Path) -> None:
    one = annotation(
        "Nobody *knows*.\n\nOf it.", note="Check **this**", tags=("claim", "long read"), speaker="Ann"
    )
    written(tmp_path / "vault", notes_of(one, note="All of it", tags=("theme/war",)))
    file = only_file(tmp_path / "vault")
    assert file.name == "A harbour waits.md"
    assert file.stat().st_mode & 0o777 == 0o600
    text = file.read_text()
    head, below = front_matter.split(text)
    assert head == (
        'title: "A harbour waits"\nauthor: "Ann Ferry"\nsource: "The Lantern"\n'
        'url: "https://lantern.example/harbour"\npublished: 2025-01-31\npostil: "5072ce3f5072ce3f"\n'
        "tags:\n  - theme/war\n  - claim\n  - long-read\n"
    )
    assert "# A harbour waits\n" in below
    assert "All of it\n\n#theme/war\n" in below
    assert "> Nobody \\*knows\\*.\n>\n> Of it.\n\n^01jk5nz5g0aaaaaaaaaaaaaaaa\n" in below
    assert "— said by Ann · highlight · [in the article](https://lantern.example/harbour#:~:text=Nobody" in below
    assert "Check **this**\n\n#claim #long-read\n" in below


def test_writing_it_again_changes_nothing(tmp_path: Path) -> None:
    notes = notes_of(annotation(tags=("a",)))
    assert written(tmp_path, notes).written == 1
    before = only_file(tmp_path).stat().st_mtime_ns
    report = written(tmp_path, notes)
    assert (report.written, report.unchanged, report.notices) == (0, 1, [])
    assert only_file(tmp_path).stat().st_mtime_ns == before


def test_what_somebody_wrote_stays_and_only_what_changed_is_written(tmp_path: Path) -> None:
    one, two, three = (annotation(f"Passage {uid[-1]}.", uid=uid) for uid in UIDS[:3])
    written(tmp_path, notes_of(one, three))
    file = only_file(tmp_path)
    text = file.read_text()
    text = text.replace("title:", "status: reading\ntitle:").replace("> Passage A.", "> Passage A, see [[Ann]].")
    first_end = text.index("<!-- /postil -->", text.index("Passage A")) + len("<!-- /postil -->\n")
    text = f"{text[:first_end]}\nMy thoughts on A.\n{text[first_end:]}\n## My own part\n\nSummed up.\n"
    file.write_text(text)
    renamed = file.rename(tmp_path / "My name for it.md")

    report = written(tmp_path, notes_of(one, two, replace(three, note="New")))
    assert report.written == 1
    assert only_file(tmp_path) == renamed
    now = renamed.read_text()
    assert "status: reading\n" in now
    assert "> Passage A, see [[Ann]]." in now  # its annotation is as it was
    order = ["Passage A", "My thoughts on A.", "Passage B.", "Passage C.", "New", "## My own part", "Summed up."]
    assert [now.index(each) for each in order] == sorted(now.index(each) for each in order)
    assert written(tmp_path, notes_of(one, two, replace(three, note="New"))).written == 0


def test_a_new_passage_comes_before_what_stands_under_a_heading_of_somebodys(tmp_path: Path) -> None:
    one, two = (annotation(f"Passage {uid[-1]}.", uid=uid) for uid in UIDS[:2])
    written(tmp_path, notes_of(one))
    file = only_file(tmp_path)
    file.write_text(f"{file.read_text()}\nOn A.\n\n# Mine\n\nSummed up.")
    written(tmp_path, notes_of(one, two))
    text = file.read_text()
    assert text.index("On A.") < text.index("Passage B.") < text.index("# Mine")
    assert text.endswith("-->\n\n# Mine\n\nSummed up.")


def test_the_block_of_a_passage_that_is_gone_goes_and_one_that_is_not_selected_stays(tmp_path: Path) -> None:
    one, two, three = (annotation(f"Passage {uid[-1]}.", uid=uid) for uid in UIDS[:3])
    written(tmp_path, notes_of(one, two, three))
    written(tmp_path, notes_of(three), gone=UIDS[0])
    text = only_file(tmp_path).read_text()
    assert "Passage A." not in text
    assert "Passage B." in text
    assert "\n\n\n" not in text
    written(tmp_path, gone=UIDS[1])  # in a file of an article that is not selected at all
    assert "Passage B." not in only_file(tmp_path).read_text()


def test_a_block_without_its_end_is_left_alone_and_told(tmp_path: Path) -> None:
    one = annotation("Passage A.")
    written(tmp_path, notes_of(one))
    file = only_file(tmp_path)
    at = file.read_text().rindex("<!-- /postil -->")
    file.write_text(broken := file.read_text()[:at] + "My words.\n")
    report = written(tmp_path, notes_of(replace(one, note="New")))
    assert file.read_text() == broken
    (notice,) = report.notices
    assert "“<!-- /postil -->”, is missing" in notice


def test_tags_are_added_to_those_that_somebody_gave() -> None:
    for mine in (
        "tags: [own, claim]\n",
        "tags: own, claim\n",
        "tags:\n- own\n- 'claim'\n",
        'tags:\n  - "#own"\n  - claim\n',
    ):
        renewed = front_matter.renewed(f"a: b\n{mine}c: d\n", {}, ["claim", "new"], overwrite=False)
        assert renewed == "a: b\ntags:\n  - own\n  - claim\n  - new\nc: d\n"
        assert front_matter.renewed(renewed, {}, ["claim"], overwrite=False) == renewed


def test_a_title_that_somebody_changed_stays_until_the_article_has_another(tmp_path: Path) -> None:
    written(tmp_path, notes_of(annotation()))
    file = only_file(tmp_path)
    file.write_text(file.read_text().replace('title: "A harbour waits"', "title: Mine"))
    assert written(tmp_path, notes_of(annotation())).written == 0
    changed = notes_of(annotation(), article=replace(CITED, title="A harbour waited"))
    assert written(tmp_path, changed).written == 1
    assert 'title: "A harbour waited"' in file.read_text()


def test_front_matter_is_yaml_whatever_a_title_is() -> None:
    import yaml

    for title in ('"A: b" #c', "yes", "- x", "12", "2025-01-31", "a\\b", "é 'x' {y}", "[a]", "no"):
        head = front_matter.renewed("", {"title": title}, [], overwrite=True)
        assert str(yaml.safe_load(head)["title"]) == title
        assert front_matter.value_of(head, "title") == title


def test_the_lines_of_front_matter_that_are_no_keys_stay() -> None:
    head = "# a comment\ntitle: |\n  two\n  lines\naliases:\n- x\n\ntitle: again\n"
    assert front_matter.renewed(head, {"title": "New"}, [], overwrite=False) == head
    assert front_matter.renewed(head, {"title": "New"}, [], overwrite=True) == (
        "# a comment\ntitle: New\naliases:\n- x\n\ntitle: again\n"
    )


def test_lines_end_as_they_did(tmp_path: Path) -> None:
    written(tmp_path, notes_of(annotation()))
    file = only_file(tmp_path)
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert written(tmp_path, notes_of(annotation())).written == 0
    assert written(tmp_path, notes_of(annotation(note="New"))).written == 1
    data = file.read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n")
    assert b"New\r\n" in data


def test_a_note_cannot_end_the_block_that_it_is_in() -> None:
    evil = "a\n<!-- /postil -->\n<!-- postil x 00000000 -->\n<!--postil"
    block = Block.of("u", evil)
    assert [*split(f"before\n\n{block}\nafter")] == ["before\n\n", block, "\nafter"]


def test_an_uid_of_any_characters_is_found_again() -> None:
    block = Block.of("odd uid --> é", "text")
    assert split(str(block)) == [block]
    assert merged(str(block), [block], lambda _: True).text == str(block)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("A/B: \\c* “d”?", "A B c “d”.md"),
        ("../../etc/passwd", "etc passwd.md"),
        ("..", "Untitled.md"),
        ("", "Untitled.md"),
        ("CON", "CON _.md"),
        ("nul.txt", "nul.txt _.md"),
        (".hidden", "hidden.md"),
        ("-rf", "rf.md"),
        ("ends with a dot.", "ends with a dot.md"),
        ("a [[link]] #tag ^id", "a link tag id.md"),
        ("line\nbreak\x00\x1b[31m", "line break.md"),
        ("東京の経済", "東京の経済.md"),
    ],
)
def test_names_are_such_that_every_system_can_have_them(title: str, name: str) -> None:
    assert file_name(title, "5072ce3f5072ce3f", set()) == name


def test_long_titles_make_names_that_file_systems_have_room_for() -> None:
    assert len(file_name("a" * 999, "b", set())) == MAX_FILE_NAME + 3
    name = file_name("😀" * 999, "b", set())
    assert len(name.encode()) <= MAX_FILE_NAME_BYTES + 3


def test_two_articles_of_one_title_are_two_files(tmp_path: Path) -> None:
    other = replace(CITED, id="b" * 16, title="a HARBOUR waits")
    (tmp_path / "a harbour waits.MD").write_text("mine")
    written(tmp_path, notes_of(annotation()), notes_of(annotation(), article=other))
    assert {comparable(file.name) for file in tmp_path.iterdir()} == {
        "a harbour waits.md", "a harbour waits 5072ce3f.md", "a harbour waits bbbbbbbb.md",
    }  # fmt: skip
    assert (tmp_path / "a harbour waits.MD").read_text() == "mine"


def test_files_in_folders_are_found_and_links_and_hidden_ones_are_not(tmp_path: Path) -> None:
    vault, outside = tmp_path / "vault", tmp_path / "outside"
    written(outside, notes_of(annotation()))
    before = only_file(outside).read_bytes()
    vault.mkdir()
    (vault / "linked").symlink_to(outside)
    (vault / "link.md").symlink_to(only_file(outside))
    written(vault, notes_of(annotation(note="New")))
    assert only_file(outside).read_bytes() == before
    moved = vault / "sub" / "moved.md"
    moved.parent.mkdir()
    (vault / "A harbour waits.md").rename(moved)
    assert written(vault, notes_of(annotation(note="Newer"))).written == 1
    assert "Newer" in moved.read_text()
    assert not (vault / "A harbour waits.md").exists()


def test_a_link_in_the_place_of_a_file_is_not_written_through(tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text("mine")
    vault = tmp_path / "vault"
    vault.mkdir()
    (vault / "A harbour waits.md").symlink_to(outside)
    written(vault, notes_of(annotation()))
    assert outside.read_text() == "mine"


def test_files_that_are_no_text_are_passed_over_and_told(tmp_path: Path) -> None:
    (tmp_path / "bytes.md").write_bytes(b"\xff\xfe\x00")
    with (tmp_path / "big.md").open("wb") as file:
        file.truncate(MAX_VAULT_FILE + 1)
    report = written(tmp_path, notes_of(annotation()))
    assert report.written == 1
    assert [notice.rpartition("” ")[2] for notice in report.notices] == [
        "was passed over: it has more than 10 MB.", "was passed over: it is not UTF-8.",
    ]  # fmt: skip


def test_what_killed_exports_left_half_written_is_taken_away_after_a_day(tmp_path: Path) -> None:
    inside, hidden = tmp_path / "inside", tmp_path / ".hidden"
    inside.mkdir()
    hidden.mkdir()
    old = [folder / ".postil-ab12_cd3.tmp" for folder in (tmp_path, inside, hidden)]
    others = [tmp_path / ".postil-ab12_cd3.md", tmp_path / "x.postil-ab12_cd3.tmp", tmp_path / ".postil-new.tmp"]
    for path in (*old, *others):
        path.touch()
        if path != others[-1]:
            os.utime(path, (0, time.time() - LEFT_BEHIND - 1))
    written(tmp_path)
    assert [path.exists() for path in (*old, *others)] == [False, False, True, True, True, True]


def test_a_file_cannot_be_the_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(UnsuitablePlaceError, match="is a file, and Markdown goes into a folder"):
        written(tmp_path / "file", notes_of(annotation()))
    with pytest.raises(UnsuitablePlaceError, match="is a file"):
        written(tmp_path / "file" / "inside", notes_of(annotation()))


def test_a_folder_with_far_too_many_files_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.exchange.markdown.vault.MAX_VAULT_FILES", 2)
    for name in "abc":
        (tmp_path / f"{name}.md").touch()
    with pytest.raises(UnsuitablePlaceError, match="more than 2 Markdown files"):
        written(tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_says_so(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(UnwritableError, match="the place is read-only"):
        written(tmp_path, notes_of(annotation()))
    tmp_path.chmod(0o700)


@pytest.mark.parametrize(
    "text",
    ["# no heading", "- no item", "1. no number", "a * b * c", "_no_ emphasis", "snake_case_word", "> no quotation",
     "[no](link)", "<b>no mark-up</b>", "a\\b", "`code`", "~~no~~ ==no== %%no%%", "$$x$$", "{{macro}}", "((ref))",
     "#tag", "a ^id", "&amp;", "---", "===", "C# is fine", "5 > 3", "a=b", "+1 for it", "12) no"],
)  # fmt: skip
def test_a_passage_shows_as_what_it_is(text: str) -> None:
    from reader.document.markdown import from_markdown

    document = from_markdown(quotation(text), title="")
    assert document.text.strip() == text
    assert unescaped(escaped(text)) == text


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("long read", "long-read"),
        ("theme/sub", "theme/sub"),
        ("1984", "_1984"),
        ("c++", "c"),
        ("a & b", "a-b"),
        ("/x/", "x"),
        ("é", "é"),
        ("!", "_"),
    ],
)
def test_tags_are_such_that_obsidian_and_logseq_have_them(name: str, expected: str) -> None:
    assert tag(name) == expected


def test_a_folder_comes_back_as_the_notes_that_it_was_written_from(tmp_path: Path) -> None:
    one = annotation("He said *no*.\nTwice.", note="Two\n\nparagraphs", tags=("claim",), speaker="Ann *B*")
    two = annotation("— a dash", uid=UIDS[1], note="— noted")
    written(tmp_path, notes_of(one, two, note="— all of it", tags=("x",), starred=True))
    found = incoming(tmp_path)
    (mark,) = [each.mark for each in found if isinstance(each, OwnMark)]
    assert (mark.note, mark.tags, mark.article.id) == ("— all of it", ("x",), CITED.id)
    first, second = (each.annotation for each in found if isinstance(each, OwnAnnotation))
    assert (first.uid, first.target.exact, first.note) == (one.uid, one.target.exact, one.note)
    assert (first.tags, first.speaker) == (one.tags, one.speaker)
    assert (first.article.url, first.article.author, first.article.title) == (
        CITED.url,
        CITED.author,
        CITED.title,
    )
    assert (second.uid, second.target.exact, second.note) == (two.uid, two.target.exact, two.note)
