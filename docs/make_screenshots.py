"""Draw the screenshots in docs/screenshots from the real program on the articles in seeds/.

python docs/make_screenshots.py
"""

import asyncio
import os
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from textual.pilot import Pilot

from reader.paths import Places, bundled
from reader.services.analysing.one import analyse_article
from reader.services.articles.opening import import_files
from reader.services.session import Session
from reader.ui.app import PostilApp

FOLDER = Path(__file__).parent / "screenshots"
SEED = "000_5072ce3f1c30a236.txt"
WIDE, NARROW = (120, 36), (80, 24)

Play = Callable[[Pilot[None]], Awaitable[None]]


async def open_seed(pilot: Pilot[None]) -> None:
    """Open the seed article."""
    app = pilot.app
    assert isinstance(app, PostilApp)
    await app.reading.open(app.session.library.find(str(bundled("seeds") / SEED)))
    await pilot.pause(0.3)


async def mark_some(pilot: Pilot[None]) -> None:
    """Highlight, tag and note a few passages of the seed article."""
    await open_seed(pilot)
    for words, keys in (
        ("snatch", ("m", "2")),
        ("not ruling out anything", ("m", "4")),
        ("chronic sabotage", ("m", "3")),
    ):
        await pilot.press("slash", *words, "enter")
        await pilot.pause(0.2)
        for key in keys:
            await pilot.press(key)
            await pilot.pause(0.2)
    await pilot.press("t", *"claim, economy", "enter")
    await pilot.pause(0.3)
    await pilot.press("a", *"Check the Minsk text.", "ctrl+s")
    await pilot.pause(0.4)
    await pilot.press("slash", "enter")
    await pilot.press("slash", *"chronic", "enter", "slash", "escape")
    await pilot.pause(0.3)


async def the_list(pilot: Pilot[None]) -> None:
    """The list of articles."""
    await pilot.press("j", "j")
    await pilot.pause(0.2)


async def tag_prompt(pilot: Pilot[None]) -> None:
    """The prompt for tags over the article."""
    await open_seed(pilot)
    await pilot.press("j", "j", "j", "j", "t", *"cl")
    await pilot.pause(0.3)


async def all_notes(pilot: Pilot[None]) -> None:
    """The notes of all articles."""
    await pilot.press("g", "n")
    await pilot.pause(0.4)


SHOTS: tuple[tuple[str, tuple[int, int], Play], ...] = (
    ("article", WIDE, mark_some),
    ("list", NARROW, the_list),
    ("tag-prompt", NARROW, tag_prompt),
    ("notes", WIDE, all_notes),
)


async def draw_all(home: Path) -> None:
    """Play each scene in a program of its own, all with the same home, and save what it shows."""
    session = Session(Places(home, home, home))
    imported = import_files(session, [bundled("seeds")])
    for article_id in imported.article_ids:
        analyse_article(session, session.library.get(article_id))
    (home / "welcomed").touch()
    session.close()
    FOLDER.mkdir(exist_ok=True)
    for name, size, play in SHOTS:
        session = Session(Places(home, home, home))
        app = PostilApp(session)
        async with app.run_test(size=size) as pilot:
            await pilot.pause(0.5)
            await play(pilot)
            (FOLDER / f"{name}.svg").write_text(app.export_screenshot(title="postil"), encoding="utf-8")
        session.close()


if __name__ == "__main__":
    os.environ["COLORTERM"] = "truecolor"  # whatever this terminal can do
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(draw_all(Path(folder)))
