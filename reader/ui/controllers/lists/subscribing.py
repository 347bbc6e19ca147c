"""What a reader does to feeds and folders: adding, naming, moving, tagging, pausing, leaving them."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from reader.model import Feed, PostilError
from reader.model.source import FeedSource
from reader.services.feeds import folders, subscriptions
from reader.services.feeds.folders import Folder, UnusableFolderError
from reader.services.feeds.settings import settings_of
from reader.services.lists.sources import SourceRow
from reader.services.saving.edits import Edit
from reader.services.tags.completion import complete
from reader.text.fold import fold
from reader.text.width import truncate
from reader.ui.controllers.lists.sourcing import Sourcing
from reader.ui.host import Host
from reader.ui.prompts.feed_settings import FeedSettingsPrompt
from reader.ui.prompts.prompt import SUGGESTION_ROWS, Prompt, Suggestion, TagPrompt
from reader.ui.widgets.lines import plain

_NAME_CELLS = 30
"""The most cells of a name in a prompt's label."""


class NoSuchFeedError(PostilError):
    """What was typed names none of the feeds to choose from, or several."""


class Subscribing:
    """The commands that change which feeds are followed, and how they are kept."""

    def __init__(self, host: Host, sourcing: Sourcing) -> None:
        self._host = host
        self._sourcing = sourcing

    async def action_rename_source(self) -> None:
        row = self._row_of_feeds()
        if row is None:
            return
        feed, folder = row.feed, row.folder
        if feed is not None:
            prompt = Prompt(f"Rename {_short(feed.title)} to", feed.title, check=subscriptions.clean_title)
            title = await self._host.ask(prompt)
            if title is not None and title != feed.title:
                await self._do(lambda: subscriptions.rename(feed, title))
        elif folder is not None:
            prompt = Prompt(f"Rename {_short(folder[-1])} to", folder[-1], check=_needed_name)
            name = await self._host.ask(prompt)
            if name is not None and name != folder[-1]:
                await self._move_folder(folder, (*folder[:-1], name))

    async def action_move_source(self) -> None:
        row = self._row_of_feeds()
        if row is None:
            return
        feeds = await self._sourcing.feeds()
        target = await self._ask_folder(f"Move {_short(row.title)} to the folder", feeds)
        if target is None:
            return
        if row.folder is not None:
            await self._move_folder(row.folder, (*target, row.folder[-1]))
        else:
            await self._do(lambda: subscriptions.move(row.feeds, target))

    async def action_tag_source(self) -> None:
        row = self._row_of_feeds()
        if row is None:
            return
        in_use = subscriptions.tags_in_use(await self._sourcing.feeds())
        tags = await self._host.ask(
            TagPrompt(in_use, subscriptions.common_tags(row.feeds), label=f"Tags of {_short(row.title)}")
        )
        if tags is not None:
            await self._do(lambda: subscriptions.retag(row.feeds, tags))

    async def action_pause_source(self) -> None:
        row = self._row_of_feeds()
        if row is not None:
            paused = all(feed.paused for feed in row.feeds)
            await self._do(lambda: subscriptions.pause(row.feeds, paused=not paused))

    async def action_unsubscribe(self) -> None:
        row = self._row_of_feeds()
        if row is not None:
            await self._do(lambda: subscriptions.unsubscribe(row.feeds))

    async def action_source_settings(self) -> None:
        row = self._row_of_feeds()
        if row is None:
            return
        prompt = FeedSettingsPrompt(_short(row.title), settings_of(row.feeds[0]))
        settings = await self._host.ask(prompt)
        if settings is not None:
            await self._do(lambda: subscriptions.set_settings(row.feeds, settings))

    async def action_add_source(self) -> None:
        row = self._sourcing.row
        folder = (row.folder or (row.feed.folder if row.feed else ())) if row is not None else ()
        into = f"Add to {_short(folders.label(folder))}" if folder else "Add"
        what = (await self._host.ask(Prompt(f"{into}: address or file")) or "").strip()
        if what:
            self._host.do_later(partial(self._add, what, folder))  # which takes its time: no key waits for it

    # -- how it is done

    def _row_of_feeds(self) -> SourceRow | None:
        """The row at the cursor, if it stands for feeds; else says that it does not."""
        row = self._sourcing.row
        if row is None or not row.feeds:
            self._host.say("This list is always there: it is no feed and no folder.")
            return None
        return row

    async def _do(self, edit: Callable[[], Edit]) -> None:
        """Carry out an edit, and say why if there cannot be such a one."""
        try:
            await self._host.perform(edit())
        except PostilError as error:
            self._host.say(str(error), error=True)

    async def _move_folder(self, old: Folder, new: Folder) -> None:
        feeds = await self._sourcing.feeds()
        await self._do(lambda: subscriptions.move_folder(feeds, old, new))
        self._sourcing.folder_moved(old, new)

    async def _ask_folder(self, question: str, feeds: Sequence[Feed]) -> Folder | None:
        """The folder that the reader names, one there is or a new one; the top for nothing; None if they leave."""
        known = folders.folders_of(feeds)
        inside = {
            folders.label(folder): sum(folders.is_within(feed.folder, folder) for feed in feeds)
            for folder in known
        }

        def suggest(typed: str) -> Sequence[Suggestion]:
            found = [(name, str(inside[name])) for name in complete(typed, inside, limit=SUGGESTION_ROWS)]
            if typed.strip() and typed not in inside:
                return [*found[: SUGGESTION_ROWS - 1], (typed, "new folder")]
            return found

        def check(line: str) -> str:
            return folders.label(folders.parse(line, known))

        answer = await self._host.ask(Prompt(question, suggest=suggest, check=check))
        return None if answer is None else folders.parse(answer, known)

    async def _add(self, what: str, folder: Folder) -> None:
        """Have something added and say what came of it; of a page with several feeds, what the reader chooses."""
        while what:
            what = await self._add_one(what, folder)

    async def _add_one(self, what: str, folder: Folder) -> str:
        """Have something added and say what came of it; gives what to add instead, if there are several."""
        before = {feed.id for feed in await self._sourcing.feeds()}
        self._host.say(f"Adding {what}")
        try:
            result = await self._host.processes.importing.ask("add", what=what, folder=folder)
        except PostilError as error:
            self._host.say(str(error), error=True)
            return ""
        if result["choices"]:
            return await self._choose({choice["url"]: choice["title"] for choice in result["choices"]})
        new = [feed for feed in await self._sourcing.feeds() if feed.id not in before]
        if new:
            self._sourcing.go_to(FeedSource(new[0].id))
            await self._host.perform(subscriptions.subscribed(new))
        await self._sourcing.follow()
        self._host.say(result["sentence"])
        return ""

    async def _choose(self, titles: Mapping[str, str]) -> str:
        """The address of the feed that the reader chooses of several; empty if they leave."""

        def suggest(typed: str) -> Sequence[Suggestion]:
            return [(url, title) for url, title in titles.items() if fold(typed) in fold(f"{url} {title}")]

        def check(line: str) -> str:
            found = [url for url, _ in suggest(line)]
            if line not in titles and len(found) != 1:
                raise NoSuchFeedError(
                    "The page has several feeds: mark one with ↓." if found else "The page has no such feed."
                )
            return line if line in titles else found[0]

        return await self._host.ask(Prompt("Which feed", suggest=suggest, check=check)) or ""


def _needed_name(text: str) -> str:
    name = folders.clean_name(text)
    if not name:
        raise UnusableFolderError("A folder needs a name.")
    return name


def _short(name: str) -> str:
    return truncate(plain(name), _NAME_CELLS)
