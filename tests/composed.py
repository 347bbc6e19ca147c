"""postil as a reader has it before them: the composed program, its keys and mouse, and what is on its screen."""

import asyncio
import hashlib
import shutil
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.screen import ModalScreen

from reader.annotations.identifiers import new_uid
from reader.annotations.store import Put, PutMark
from reader.annotations.targets import make_target
from reader.document.blocks import BLOCK_SEPARATOR, Document
from reader.library import NewArticle
from reader.model import Annotation, Article, ArticleMark, EntityType, Span
from reader.paths import Places, bundled
from reader.services.analysing import one as analysing
from reader.services.articles.opening import import_files
from reader.services.notes.annotating import article_ref
from reader.services.session import Session
from reader.ui.app import ALL_ALONG, PostilApp
from reader.ui.widgets.bars import StatusLine
from reader.ui.widgets.note_rows import NoteRows
from tests.fakes.names import KnownNames

HARBOUR = "A harbour town waits for its ferry"
TALKS = "Biden holds talks with French President"
PAUSED = "Asked what those were"
"""How a sentence of the harbour article begins."""
_CHARACTERS = {"slash": "/", "question_mark": "?", "space": " "}
PATIENCE = 5.0
"""Seconds that a test waits for something to come about before it fails."""

NAMES = KnownNames(
    {
        "Agnes Pellow": EntityType.PERSON,
        "Duncan Farrow": EntityType.PERSON,
        "Ines Calloway": EntityType.PERSON,
        "Rufus Hale": EntityType.PERSON,
        "Maud Tregarrick": EntityType.PERSON,
        "Colm Ussher": EntityType.PERSON,
        "Emmanuel Macron": EntityType.PERSON,
        "Vladimir Putin": EntityType.PERSON,
        "Boris Johnson": EntityType.PERSON,
        "Crossing Lines": EntityType.ORGANISATION,
        "Saltmarrow": EntityType.PLACE,
        "Dunmere": EntityType.PLACE,
        "Russia": EntityType.PLACE,
        "Ukraine": EntityType.PLACE,
    }
)


def places_in(home: Path) -> Places:
    return Places(home, home, home)


def fill(home: Path) -> None:
    """Make a home that has been used before: the seeds are in its library, and analysed."""
    session = Session(places_in(home))
    imported = import_files(session, [bundled("seeds")])
    assert not imported.failures
    for article_id in imported.article_ids:
        analysing.analyse_article(session, session.library.get(article_id))
    session.close()
    (home / "welcomed").touch()


def copy_home(template: Path, folder: Path) -> Path:
    return Path(shutil.copytree(template, folder))


def find_article(session: Session, title: str) -> Article:
    return next(article for article in session.library.list() if article.title.startswith(title))


def annotate(
    session: Session,
    words: str,
    *,
    title: str = HARBOUR,
    created: str = "2026-05-12T12:00:00.000Z",
    **fields: object,
) -> Annotation:
    """Store an annotation of `words` in an article, as if it had been made before."""
    article = find_article(session, title)
    text = session.library.document(article.id).text
    start = text.index(words)
    made = Annotation(
        new_uid(),
        article_ref(article),
        make_target(text, Span(start, start + len(words))),
        created,
        created,
        **fields,  # type: ignore[arg-type]
    )
    session.notes.apply([Put(made)])
    return made


LOST = "Pelicans own the upper dock, whatever anybody says."
"""Words that no article has."""


def annotate_as_it_was(
    session: Session, was: str, words: str = "", *, title: str = HARBOUR, **fields: object
) -> Annotation:
    """Store an annotation of `was`, made when an article had that in place of `words`; without them it is gone."""
    article = find_article(session, title)
    text = session.library.document(article.id).text
    start = text.index(words)
    old = text[:start] + was + text[start + len(words) :]
    ref = replace(article_ref(article), text_sha256=hashlib.sha256(old.encode()).hexdigest())
    instant = "2026-05-11T12:00:00.000Z"
    target = make_target(old, Span(start, start + len(was)))
    made = Annotation(new_uid(), ref, target, instant, instant, **fields)  # type: ignore[arg-type]
    session.notes.apply([Put(made)])
    return made


def came_before(session: Session, was: str, words: str, *, title: str = HARBOUR) -> None:
    """Have the article's library hold a text before the present one, with `was` in place of `words`."""
    article = find_article(session, title)
    present = session.library.document(article.id)
    blocks, start = [], 0
    for block in present.blocks:
        text = block.text.replace(words, was)
        blocks.append(replace(block, start=start, text=text, inlines=()))
        start += len(text) + len(BLOCK_SEPARATOR)
    new = NewArticle(
        title=article.title,
        words=article.words,
        original=session.library.source(article.id),
        url=article.url,
        path=article.path,
        author=article.author,
        published=article.published,
        language=article.language,
    )
    session.library.add(new, Document.of(tuple(blocks)))
    session.library.add(new, present)


def mark_article(session: Session, title: str, **fields: object) -> None:
    """Store what was said before of an article as a whole."""
    ref = article_ref(find_article(session, title))
    session.notes.apply([PutMark(ArticleMark(ref, "2026-05-12T12:00:00.000Z", **fields))])  # type: ignore[arg-type]


class Reader:
    """Somebody at the keyboard of postil."""

    def __init__(self, app: PostilApp, pilot: Pilot[None]) -> None:
        self.app, self.pilot = app, pilot
        self.copied: list[str] = []
        self.browsed: list[str] = []

    @property
    def session(self) -> Session:
        return self.app.session

    @property
    def text(self) -> str:
        """The canonical text of the open article."""
        assert self.app.reading.desk.opened is not None
        return self.app.reading.desk.opened.document.text

    @property
    def sentence(self) -> str:
        """The sentence at the cursor."""
        return self.words(self.app.reading.desk.view.sentence)

    @property
    def selected(self) -> str:
        """What is selected, "" for nothing."""
        return self.words(self.app.reading.desk.view.selection or Span(0, 0))

    @property
    def title(self) -> str:
        """The title of the open article."""
        opened = self.app.reading.desk.opened
        return opened.article.title if opened else ""

    @property
    def listed(self) -> list[str]:
        """The titles in the list."""
        return [row.article.title for row in self.app.reading.articles.items]

    @property
    def notes(self) -> list[Annotation]:
        """Every annotation there is, oldest first."""
        return self.session.notes.all()

    @property
    def current_note(self) -> Annotation:
        """The annotation at the cursor of the notes screen, as it is stored."""
        current = self.app.screen.query_one(NoteRows).current_annotation
        stored = self.session.notes.get(current.uid) if current else None
        assert stored is not None
        return stored

    @property
    def has_left(self) -> bool:
        """Whether postil ends."""
        return self.app._exit

    @property
    def screen(self) -> str:
        """What is on the screen, as characters."""
        lines = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in line) for line in lines)

    @property
    def picture(self) -> list[tuple[str, object]]:
        """What is on the screen, with its colours."""
        lines = self.app.screen._compositor.render_strips()
        return [(segment.text, segment.style) for line in lines for segment in line]

    @property
    def status(self) -> str:
        """The status line of the uppermost screen that has one."""
        line = self.app.commanding.bar(StatusLine)
        rows = range(line.size.height) if line else ()
        return " ".join(line.render_line(y).text.strip() for y in rows) if line else ""

    def words(self, span: Span) -> str:
        return self.text[span.start : span.end].strip()

    async def press(self, *keys: str) -> None:
        """Press keys, one after another, each when what the last one began is done."""
        for key in keys:
            self.send(key)
            await self._taken()
            await self._quiet()
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        await self.press(*text)

    def send(self, *keys: str) -> None:
        """Press keys without waiting for anything."""
        assert self.app._driver is not None
        for key in keys:
            character = key if len(key) == 1 else _CHARACTERS.get(key)
            event = events.Key(_character_to_key(key) if character == key else key, character)
            event.set_sender(self.app)
            self.app._driver.send_message(event)

    async def _taken(self) -> None:
        """Wait until the app has had what was sent to it: a key may wait for the one before it."""
        is_taken = asyncio.Event()
        assert self.app._driver is not None
        self.app._driver.send_message(events.Callback(callback=is_taken.set))
        await asyncio.wait_for(is_taken.wait(), PATIENCE)

    async def settle(self) -> None:
        """Wait until nothing goes on but commands that wait for an answer of the reader, and it is on screen."""
        await self._quiet()
        await self.pilot.pause()

    async def _quiet(self) -> None:
        for _ in range(round(PATIENCE / 0.005)):
            await self.pilot._wait_for_screen()
            workers = [worker for worker in self.app.workers if worker.group != ALL_ALONG]
            going_on = [worker for worker in workers if not worker.is_finished]
            commands = [worker for worker in going_on if worker.group == "commands"]
            prompts = [screen for screen in self.app.screen_stack if isinstance(screen, ModalScreen)]
            # For each prompt there may be a command that waits for its answer.
            if len(commands) <= len(prompts) and len(going_on) == len(commands):
                break
            await asyncio.sleep(0.005)
        await self.pilot._wait_for_screen()

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait for something to come about; fail if it does not."""
        for _ in range(round(PATIENCE / 0.02)):
            if condition():
                await self.pilot.pause()
                return
            await asyncio.sleep(0.02)
            await self.pilot.pause()
        raise AssertionError(f"It did not come about. On screen was:\n{self.screen}")

    async def open(self, title: str = HARBOUR) -> None:
        """Open an article from the list."""
        index = next(i for i, each in enumerate(self.listed) if each.startswith(title))
        self.app.reading.show_list()
        self.app.reading.articles.move_to(index)
        await self.press("enter")
        await self.until(lambda: self.title.startswith(title))

    async def go_to(self, words: str) -> None:
        """Put the cursor where `words` begin in the open article."""
        self.app.reading.desk.view.go_to(self.text.index(words), remember=False)
        await self.settle()

    async def resize(self, width: int, height: int) -> None:
        await self.pilot.resize_terminal(width, height)
        await self.settle()

    def place_of(self, words: str) -> tuple[int, int]:
        """The column and row on the screen where `words` begin."""
        for y, line in enumerate(self.screen.splitlines()):
            if words in line:
                return line.index(words), y
        raise AssertionError(f"{words!r} is not on screen:\n{self.screen}")

    async def click(self, words: str, times: int = 1) -> None:
        await self.pilot.click(offset=self.place_of(words), times=times)
        await self.settle()


@asynccontextmanager
async def reading(
    home: Path, *, size: tuple[int, int] = (80, 24), paths: Sequence[Path] = (), settings: str = ""
) -> AsyncIterator[Reader]:
    """postil started on a home, with the list of articles on screen."""
    if settings:
        (home / "settings.toml").write_text(settings, encoding="utf-8")
    session = Session(places_in(home))
    app = PostilApp(session, paths)
    try:
        async with app.run_test(size=size) as pilot:
            reader = Reader(app, pilot)
            await reader.until(lambda: app.reading.controllers or reader.has_left)
            await reader.settle()
            yield reader
    finally:
        session.close()
