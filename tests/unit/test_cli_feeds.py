"""Feeds from the command line: following, deciding, importing, handing on."""

from pathlib import Path

import pytest

from reader.cli.exit_codes import Exit
from reader.library import Library
from reader.model import Feed
from tests.command_line import CommandLine

OPML = """<?xml version="1.0"?>
<opml version="2.0"><head><title>Mine</title></head><body>
<outline text="Europe"><outline text="North">
  <outline type="rss" text="The Lantern" xmlUrl="https://lantern.example/feed" htmlUrl="https://lantern.example/"/>
</outline></outline>
<outline type="rss" text="The Herald" xmlUrl="https://herald.example/rss"/>
<outline type="rss" text="A file" xmlUrl="file:///etc/passwd"/>
</body></opml>"""


def opml(folder: Path) -> Path:
    path = folder / "feeds.opml"
    path.write_text(OPML)
    return path


def feeds(postil: CommandLine) -> list[Feed]:
    with Library(postil.home / "library.db") as library:
        return library.feeds.all()


def test_without_feeds_it_says_how_to_have_some(postil: CommandLine) -> None:
    ran = postil("feeds")
    assert (ran.code, ran.out) == (Exit.DONE, "")
    assert "postil feeds add URL" in ran.err


def test_an_opml_file_brings_its_feeds_in_their_folders_once(postil: CommandLine, tmp_path: Path) -> None:
    would = postil("import", opml(tmp_path), "--dry-run")
    assert would.out == "feeds.opml would bring 2 new feeds.\n"
    assert feeds(postil) == []
    did = postil("import", opml(tmp_path))
    assert did.out == "feeds.opml brought 2 new feeds.\n"
    assert "file:///etc/passwd" in did.err
    assert [(feed.title, feed.folder) for feed in feeds(postil)] == [
        ("The Herald", ()),
        ("The Lantern", ("Europe", "North")),
    ]
    assert postil("import", opml(tmp_path)).out == "feeds.opml brought 0 new feeds, 2 you follow already.\n"


def test_newsboats_urls_are_recognised_and_no_command_is_run(postil: CommandLine, tmp_path: Path) -> None:
    urls = tmp_path / "urls"
    urls.write_text('https://lantern.example/feed daily "~Lantern"\nexec:touch-something\n')
    ran = postil("import", urls)
    assert ran.out == "urls brought 1 new feed.\n"
    assert "exec:" in ran.err
    assert [(feed.title, feed.tags) for feed in feeds(postil)] == [("Lantern", ("daily",))]


def test_what_is_no_list_of_feeds_is_a_sentence_and_the_others_come(postil: CommandLine, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear reader, this is no list.")
    ran = postil("import", letter, opml(tmp_path), tmp_path / "nothing")
    assert ran.code == Exit.TROUBLE
    assert ran.err.count("letter.txt") == 1
    assert len(feeds(postil)) == 2


def test_a_feed_is_called_moved_tagged_paused_and_kept_as_the_reader_decides(
    postil: CommandLine, tmp_path: Path
) -> None:
    postil("import", opml(tmp_path))
    ran = postil(
        *("feeds", "set", "the herald", "--title", "Herald", "--folder", "Europe / South", "--tag", "daily"),
        *("--pause", "--full-text", "always", "--keep-days", "30"),
    )
    assert ran.code == Exit.DONE
    feed = next(feed for feed in feeds(postil) if feed.url == "https://herald.example/rss")
    assert (feed.title, feed.folder, feed.tags) == ("Herald", ("Europe", "South"), ("daily",))
    assert (feed.paused, feed.full_text, feed.keep_days) == (True, "always", 30)
    shown = postil("feeds").out
    assert "Europe / South" in shown
    assert "Herald  paused" in shown
    (as_json,) = [each for each in postil("feeds", "--json").json if each["title"] == "Herald"]
    assert (as_json["folder"], as_json["unread"], as_json["error"]) == (["Europe", "South"], 0, None)


def test_a_password_is_named_and_never_shown(postil: CommandLine, tmp_path: Path) -> None:
    postil("import", opml(tmp_path))
    ran = postil("feeds", "set", "the lantern", "--user", "ann", "--secret", "env:LANTERN")
    assert ran.code == Exit.DONE
    (feed,) = [feed for feed in feeds(postil) if feed.user]
    assert (feed.user, feed.secret) == ("ann", "env:LANTERN")
    for shown in (postil("feeds"), postil("feeds", "--json"), postil("feeds", "--opml")):
        assert "LANTERN" not in shown.out
        assert "ann" not in shown.out


def test_feeds_are_handed_on_as_opml(postil: CommandLine, tmp_path: Path) -> None:
    postil("import", opml(tmp_path))
    handed = tmp_path / "handed.opml"
    handed.write_text(postil("feeds", "--opml").out)
    postil("feeds", "remove", "the herald", "the lantern")
    assert feeds(postil) == []
    assert postil("import", handed).out == "handed.opml brought 2 new feeds.\n"


def test_a_feed_that_nobody_follows_is_a_sentence(postil: CommandLine) -> None:
    for arguments in (("feeds", "set", "nothing"), ("feeds", "remove", "nothing"), ("fetch", "nothing")):
        ran = postil(*arguments)
        assert ran.code == Exit.NOT_FOUND
        assert "No feed has the id, address or title “nothing”" in ran.err


def test_nothing_to_fetch_is_said(postil: CommandLine) -> None:
    ran = postil("fetch")
    assert ran.code == Exit.NOT_FOUND
    assert "No feed is to be fetched now." in ran.err
    assert postil("fetch", "--due").code == Exit.DONE


@pytest.mark.parametrize(
    "data", [b"@article{ferry2026}\n", b"\xff\xfe\x00\x01", b"\0" * 100], ids=["text", "bytes", "nuls"]
)
def test_a_file_with_nothing_to_bring_along_is_one_sentence_that_says_where_to_look(
    postil: CommandLine, tmp_path: Path, data: bytes
) -> None:
    path = tmp_path / "cited.bib"
    path.write_bytes(data)
    ran = postil("import", str(path))
    assert (ran.code, ran.out) == (3, "")
    assert ran.err == (
        "postil: “cited.bib” has neither feeds nor notes in it that postil knows. `postil import --help` says what it "
        "takes.\n"
    )
