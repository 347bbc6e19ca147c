"""Taking notes out of postil while the reader reads on: which, as what, where to, and how far it is."""

import asyncio
import os
import stat
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from reader.model import PostilError
from reader.services.exchange.exports import Choice, Export, ExportFormat
from reader.services.pace import GivenUp, while_wanted
from reader.text.counting import counted
from reader.ui.host import Host
from reader.ui.prompts.path import PathPrompt
from reader.ui.prompts.prompt import Prompt, Suggestion

TELL_SECONDS = 0.5
"""How often it is said how far an export is."""

_ABOUT = {
    ExportFormat.MARKDOWN: "a folder with a file for each article, for Obsidian and Logseq",
    ExportFormat.HTML: "a page to read",
    ExportFormat.JSONL: "everything, a line each",
    ExportFormat.JSONLD: "W3C Web Annotations",
    ExportFormat.CSV: "what Readwise imports",
    ExportFormat.BIBTEX: "the articles, for a bibliography",
    ExportFormat.CSL: "the same as CSL-JSON, for Zotero and Pandoc",
}


class UnknownFormatError(PostilError):
    """What was typed is no format."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What is to go out, and what that is called: "12 notes"."""

    choice: Choice
    name: str


class Exporting:
    """The command that exports what `meant` gives, None for nothing; given again meanwhile, it stops the export.

    `goes_on` says whether postil does: an export ends with it.
    """

    def __init__(
        self, host: Host, meant: Callable[[], Awaitable[Outgoing | None]], goes_on: Callable[[], bool]
    ) -> None:
        self._host = host
        self._meant = meant
        self._goes_on = goes_on
        self._is_running = False
        self._is_wanted = True

    async def action_export(self) -> None:
        if self._is_running:
            self._is_wanted = False
            return
        try:
            outgoing = await self._meant()
        except PostilError as error:
            self._host.say(str(error), error=True)
            return
        if outgoing is None:
            self._host.say("There is nothing here to export.")
            return
        name = await self._host.ask(Prompt(f"Export {outgoing.name} as", suggest=_formats, check=_format))
        if name is None:
            return
        export_format = ExportFormat(name)
        path = await self._host.ask(PathPrompt("into folder" if export_format.is_folder else "to file"))
        if path is None:
            return
        if not export_format.is_folder and await asyncio.to_thread(_is_file, path):
            self._host.ask_letter(
                f"{path.name} is there already: r replaces it, any other key leaves it.",
                lambda letter: self._replace(letter, outgoing, export_format, path),
            )
        else:
            await self._export(outgoing, export_format, path)

    def _replace(self, letter: str, outgoing: Outgoing, export_format: ExportFormat, path: Path) -> None:
        if letter == "r":
            self._host.do_later(partial(self._export, outgoing, export_format, path))
        else:
            self._host.say(f"{path.name} is as it was.")

    async def _export(self, outgoing: Outgoing, export_format: ExportFormat, path: Path) -> None:
        self._is_running = self._is_wanted = True
        pace = while_wanted(lambda: self._is_wanted and self._goes_on())
        export = Export(self._host.session, outgoing.choice, pace=pace)
        telling = asyncio.ensure_future(self._tell(export))
        try:
            await asyncio.to_thread(export.write, export_format, path)
        except GivenUp:
            self._host.say("Stopped; no file is left half written.")
        except PostilError as error:
            self._host.say(str(error), error=True)
        else:
            self._host.say(" ".join([export.done.told(path), *export.done.notices[:1]]))
        finally:
            telling.cancel()
            self._is_running = False

    async def _tell(self, export: Export) -> None:
        """Say how far it is, as long as it is not done."""
        while True:
            await asyncio.sleep(TELL_SECONDS)
            self._host.say(f"Exporting: {counted(export.done.annotations, 'note')}; the same key stops it.")


def _formats(typed: str) -> Sequence[Suggestion]:
    return [(each.value, about) for each, about in _ABOUT.items() if typed.strip().lower() in each.value]


def _format(typed: str) -> str:
    wanted = typed.strip().lower()
    if wanted not in list(ExportFormat):
        raise UnknownFormatError(f"Type one of {', '.join(ExportFormat)}.")
    return wanted


def _is_file(path: Path) -> bool:
    try:
        return not stat.S_ISDIR(os.lstat(path).st_mode)
    except OSError:  # the export says what is wrong, if anything is
        return False
