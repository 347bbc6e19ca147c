"""What every screen looks like.

After a change that is meant: `pytest tests/snapshots --snapshot-update`, and look at each picture that changed.
"""

import sys
from collections.abc import Awaitable, Callable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from pathlib import Path

import pytest
from textual.pilot import Pilot

from reader.annotations.store import Replace, ReplaceTagMark
from reader.model import TagMark
from reader.model.saved_search import SavedSearch
from reader.paths import bundled
from reader.services.session import Session
from reader.ui.app import PostilApp
from tests.composed import HARBOUR, TALKS, Reader, annotate, copy_home, mark_article, places_in
from tests.fakes.feeds import follow, follow_some, give
from tests.key_checks.rules import RULES
from tests.key_checks.sources import SEARCHES

pytestmark = pytest.mark.skipif(sys.version_info[:2] != (3, 11), reason="drawn on Python 3.11")

SMALL, LARGE = (80, 24), (160, 45)
CLAIM = TagMark("claim", "2026-05-12T12:00:00.000Z", 2, "What somebody says is so.")
POWER = TagMark("theme/power", "2026-05-12T12:00:00.000Z", 5, "Who can make others do what.")
RUST = "“Rust doesn’t happen in an afternoon.”"

Play = Callable[[Reader], Awaitable[None]]
Compare = Callable[..., bool]


class InSpring(datetime):
    """The clock, on the day on which most of the notes were made."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:
        return datetime(2026, 5, 14, 12, tzinfo=tz or UTC)


@dataclass(frozen=True, slots=True)
class Scene:
    """Something to look at, what to do to get there, and the settings it needs."""

    name: str
    play: Play
    sizes: tuple[tuple[int, int], ...] = (SMALL, LARGE)
    settings: str = ""
    environ: tuple[tuple[str, str], ...] = ()
    home: str = "used"


async def nothing(reader: Reader) -> None:
    """Look at what is there."""


def keys(*typed: str) -> Play:
    async def play(reader: Reader) -> None:
        await reader.press(*typed)

    return play


def at(words: str, *typed: str, title: str = HARBOUR) -> Play:
    """Open an article, go to some words, and type."""

    async def play(reader: Reader) -> None:
        await reader.open(title)
        await reader.go_to(words)
        await reader.press(*typed)

    return play


async def saved_searches(reader: Reader) -> None:
    odd = SavedSearch("01JD8ZK3T0W5X9M2Q7R4V6B1NG", "From a later postil", "mood:calm")
    reader.session.notes.searches.replace((), (*SEARCHES, odd))
    reader.app.notes_changed()
    await reader.press("g", "s")
    await reader.until(lambda: "/ Talks" in reader.screen)
    await reader.press(*"jjjjjj")


async def told_an_error(reader: Reader) -> None:
    await reader.open()
    reader.app.say(
        "The notes could not be saved: no space left on device. Nothing was changed; make room and try again.",
        error=True,
    )
    await reader.settle()


async def told_statistics(reader: Reader) -> None:
    await reader.press("g", "c")
    await reader.until(lambda: "articles" in reader.screen)


async def wrote_something(reader: Reader) -> None:
    await reader.press("g", "n", "!", "p")
    await reader.type("sh -c 'cat; echo; seq 60; echo never heard of it >&2'")
    await reader.press("enter")
    await reader.until(lambda: "61 lines" in reader.screen)


SCENES = (
    Scene("list", keys("j", "j")),
    Scene("list starred", keys("4")),
    Scene("article", at("Duncan Farrow, who runs")),
    Scene("article with margin", at("Rust doesn’t", "|"), sizes=(SMALL,)),
    Scene("highlights", at("Its engineer")),
    Scene("seed article", at("Likewise", title=TALKS)),
    Scene("selection", at("He does not think", "v", "i", "s")),
    Scene("tag prompt", at("He does not think", "t", *"cl")),
    Scene("find prompt", at("A ferry is a bus", "slash", *"boat")),
    Scene("hints", at("A quarrel about", "f")),
    Scene("note editor", at("Rust doesn’t", "a")),
    Scene("notes", keys("g", "n")),
    Scene("notes searched", keys("g", "N", *"tag:claim")),
    Scene("search", keys("g", "/", *"rust", "enter")),
    Scene("search everything", keys("g", "/"), sizes=(SMALL,)),
    Scene("search no colour", keys("g", "/", *"rust"), environ=(("NO_COLOR", "1"),), sizes=(SMALL,)),
    Scene(
        "search ansi", keys("g", "/", *"said", "enter", "tab"), settings='theme = "postil-ansi"\n', sizes=(LARGE,)
    ),
    Scene("saved searches", saved_searches, home="fed"),
    Scene("quotations", keys("g", "q", "j", "space")),
    Scene("quotations by speaker", keys("g", "q", "slash", *"speaker:macron", "enter"), sizes=(SMALL,)),
    Scene("names", keys("g", "e", "j")),
    Scene("entity", at("Likewise", "K", title=TALKS)),
    Scene("entity said", at("Likewise", "K", "2", title=TALKS)),
    Scene("entity with others", at("Likewise", "K", "4", "j", title=TALKS), sizes=(SMALL,)),
    Scene("entity over time", keys("g", "e", "enter")),
    Scene("entity ansi", keys("g", "e", "enter"), settings='theme = "postil-ansi"\n', sizes=(LARGE,)),
    Scene("entity no colour", keys("g", "e", "enter"), environ=(("NO_COLOR", "1"),), sizes=(LARGE,)),
    Scene("entity prompt", at("Likewise", "K", "m", *"vlad", title=TALKS), sizes=(SMALL,)),
    Scene("tags", keys("g", "t")),
    Scene("notes selected by speaker", keys("g", "n", *"bbb", "v", "v"), home="coded"),
    Scene("tag tree", keys("g", "t", "j"), home="coded"),
    Scene("tag tree ansi", keys("g", "t", "j"), home="coded", settings='theme = "postil-ansi"\n', sizes=(SMALL,)),
    Scene("tag tree no colour", keys("g", "t", "j"), home="coded", environ=(("NO_COLOR", "1"),), sizes=(SMALL,)),
    Scene("tag pairs", keys("g", "t", "t"), home="coded"),
    Scene("statistics", told_statistics, home="coded"),
    Scene("statistics ansi", told_statistics, home="coded", settings='theme = "postil-ansi"\n', sizes=(SMALL,)),
    Scene("statistics no colour", told_statistics, home="coded", environ=(("NO_COLOR", "1"),), sizes=(SMALL,)),
    Scene("export prompt", keys("g", "n", "X", *"html", "enter", *"/nowhere-at-all/x")),
    Scene("program output", wrote_something),
    Scene("sources", keys("g", "s", "G", "k", "k"), home="fed"),
    Scene("sources light", keys("g", "s", "G"), home="fed", settings='theme = "postil-light"\n', sizes=(LARGE,)),
    Scene("sources ansi", keys("g", "s", "G"), home="fed", settings='theme = "postil-ansi"\n', sizes=(SMALL,)),
    Scene("sources no colour", keys("g", "s", "G"), home="fed", environ=(("NO_COLOR", "1"),), sizes=(SMALL,)),
    Scene("articles of a folder", keys("g", "s", *"jjjjjj", "enter"), home="fed"),
    Scene("no feeds yet", keys("g", "s"), sizes=(SMALL,)),
    Scene("feed settings", keys("g", "s", *"jjjjjjj", ","), home="fed", sizes=(SMALL,)),
    Scene("rules", keys("g", "r"), home="fed"),
    Scene("help", keys("question_mark")),
    Scene("palette", keys(":")),
    Scene("too small", nothing, sizes=((20, 5),)),
    Scene("error", told_an_error),
    Scene("welcome", nothing, home="new to it"),
    Scene("empty library", nothing, home="empty"),
    Scene("no notes yet", keys("g", "n"), home="new to it", sizes=(SMALL,)),
    Scene("filtered to nothing", keys("slash", *"zeppelin", "enter"), sizes=(SMALL,)),
    Scene("light theme", at("Its engineer"), settings='theme = "postil-light"\n'),
    Scene("ansi theme", at("Its engineer"), settings='theme = "postil-ansi"\n'),
    Scene("ansi theme list", keys("j"), settings='theme = "postil-ansi"\n', sizes=(SMALL,)),
    Scene("no colour", at("Its engineer"), environ=(("NO_COLOR", "1"),)),
    Scene("no colour list", keys("j"), environ=(("NO_COLOR", "1"),), sizes=(SMALL,)),
    Scene(
        "no colour selection",
        at("He does not think", "v", "i", "s"),
        environ=(("NO_COLOR", "1"),),
        sizes=(SMALL,),
    ),
)


@pytest.fixture
def used(home: Path) -> Path:
    """The home of somebody who has read, marked and starred."""
    with closing(Session(places_in(home))) as session:
        library = session.library
        library.set_read([article.id for article in library.list()[1:6:2]], True)
        mark_article(session, HARBOUR, starred=True, tags=("coast", "weekly"))
        annotate(session, "You watch the shutter", tags=("claim",))
        annotate(session, "The boat can be late. The boat was always late.", colour=2, tags=("voices",))
        annotate(session, "settled by almost a hand’s breadth since it was built", colour=3, tags=("evidence",))
        annotate(
            session,
            RUST,
            colour=4,
            tags=("claim", "evidence"),
            note="Ask the yard at Dunmere for the *photographs*; two inspections were put off.",
            speaker="Maud Tregarrick",
            created="2026-05-13T09:30:00.000Z",
        )
        annotate(session, "asked both sides for a list of the documents", colour=5, tags=("question",))
        annotate(session, "He had come to read the meter.", colour=6, note="The ending.")
        annotate(
            session, "he is not ruling out anything", title=TALKS, tags=("claim",), speaker="Emmanuel Macron"
        )
    return home


@pytest.fixture
def fed(used: Path, tmp_path: Path) -> Path:
    """The home of somebody who follows feeds too, and has rules for them."""
    home = copy_home(used, tmp_path / "fed")
    with closing(Session(places_in(home))) as session:
        follow_some(session)
        give(session, follow(session, "Brennick Council: minutes of every sitting", "Coast", "Inland"), "Minutes")
        paused = follow(session, "汐鳴新報 international", "Coast", paused=True)
        give(session, paused, "The light is out", "The light is back")
        follow(session, "[b]Loud[/b] & new")
        session.library.rules.replace(RULES)
    return home


@pytest.fixture
def coded(used: Path, tmp_path: Path) -> Path:
    """The home of somebody who codes passages: with a tree of tags, some of them described."""
    home = copy_home(used, tmp_path / "coded")
    with closing(Session(places_in(home))) as session:
        tags = [("money", "claim"), ("power", "claim"), ("power/soft",), ("power/soft", "evidence"), ("power",)]
        for number, (note, own) in enumerate(zip(session.notes.all(), tags, strict=False)):
            below = tuple(f"theme/{tag}" if tag not in {"claim", "evidence"} else tag for tag in own)
            created = f"2026-0{number % 3 + 3}-1{number}T12:00:00.000Z"
            changed = replace(
                note, tags=(*note.tags, *below), created=created, speaker=note.speaker or "Agnes Pellow"
            )
            session.notes.apply([Replace(note, changed)])
        for mark in (CLAIM, POWER):
            session.notes.apply([ReplaceTagMark(None, mark)])
    return home


@pytest.fixture
def homes(used: Path, fed: Path, coded: Path, tmp_path: Path, filled_home: Path) -> dict[str, Path]:

    new = copy_home(filled_home, tmp_path / "new")
    (new / "welcomed").unlink()
    empty = tmp_path / "empty"
    empty.mkdir()
    (empty / "welcomed").touch()
    return {"used": used, "fed": fed, "coded": coded, "new to it": new, "empty": empty}


@pytest.mark.parametrize(
    ("scene", "size"),
    [
        pytest.param(scene, size, id=f"{scene.name} {size[0]}x{size[1]}")
        for scene in SCENES
        for size in scene.sizes
    ],
)
def test_screen(
    scene: Scene,
    size: tuple[int, int],
    homes: dict[str, Path],
    snap_compare: Compare,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    for name, value in scene.environ:
        monkeypatch.setenv(name, value)
    home = homes[scene.home]
    monkeypatch.setattr("reader.ui.screens.statistics.datetime", InSpring)
    if scene.home == "empty":
        nowhere = tmp_path / "nowhere"
        nowhere.mkdir()
        monkeypatch.setattr(
            "reader.ui.starting.beginning.bundled", lambda name: nowhere if name == "seeds" else bundled(name)
        )
    (home / "settings.toml").write_text(scene.settings, encoding="utf-8")
    with closing(Session(places_in(home))) as session:
        app = PostilApp(session)

        async def play(pilot: Pilot[None]) -> None:
            reader = Reader(app, pilot)
            await reader.until(lambda: app.reading.controllers)
            await reader.settle()
            await scene.play(reader)
            await reader.settle()

        assert snap_compare(app, terminal_size=size, run_before=play)
