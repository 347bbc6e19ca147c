"""Taking notes out of postil while the reader reads on: which, as what, where to, and how far it is."""

import asyncio
import os
import stat
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from reader.model import PostilError
from reader.services.exchange.exports import Choice, Export, ExportFormat
from reader.services.exchange.quotation_exports import Find, QuotationExport, QuotationFormat
from reader.services.pace import GivenUp, Pace, while_wanted
from reader.services.session import Session
from reader.text.counting import counted
from reader.ui.host import Host
from reader.ui.prompts.path import PathPrompt
from reader.ui.prompts.prompt import Prompt, Suggestion

TELL_SECONDS = 0.5
"""How often it is said how far an export is."""

NOTE_FORMATS: Mapping[str, str] = {
    ExportFormat.MARKDOWN: "a folder with a file for each article, for Obsidian and Logseq",
    ExportFormat.HTML: "a page to read",
    ExportFormat.JSONL: "everything, a line each",
    ExportFormat.JSONLD: "W3C Web Annotations",
    ExportFormat.CSV: "what Readwise imports",
    ExportFormat.BIBTEX: "the articles, for a bibliography",
    ExportFormat.CSL: "the same as CSL-JSON, for Zotero and Pandoc",
}
"""What notes can be exported as, and what that is for."""
QUOTATION_FORMATS: Mapping[str, str] = {
    QuotationFormat.MARKDOWN: "a text to read, each with its articles",
    QuotationFormat.CSV: "a table, a row for each place",
    QuotationFormat.JSON: "one array, for programs",
    QuotationFormat.JSONL: "the same, a line each",
    QuotationFormat.BIBTEX: "the articles, for a bibliography",
    QuotationFormat.CSL: "the same as CSL-JSON, for Zotero and Pandoc",
}
"""What quotations can be exported as, and what that is for."""


class UnknownFormatError(PostilError):
    """What was typed is no format."""


class Exporter(Protocol):
    """What writes things that go out."""

    @property
    def progress(self) -> str:
        """How far it is: "1,200 notes"."""

    def told(self, place: Path) -> str:
        """What is at that place now, in a sentence or two."""

    def write(self, format_name: str, path: Path) -> None:
        """Write it, or leave what was there. Raises `PostilError`, or `GivenUp` as its pace does."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What is to go out, what that is called ("12 notes"), and as what it can: formats with what each is for.

    `folders` are those of the formats that are written into a folder.
    """

    name: str
    begin: Callable[[Pace], Exporter]
    formats: Mapping[str, str]
    folders: Collection[str] = ()


def outgoing_notes(session: Session, choice: Choice, count: int) -> Outgoing:
    """Notes that are chosen, so many of them."""
    return Outgoing(
        counted(count, "note"),
        lambda pace: Export(session, choice, pace=pace),
        NOTE_FORMATS,
        [each for each in ExportFormat if each.is_folder],
    )


def outgoing_quotations(find: Find, count: int) -> Outgoing:
    """Quotations that are found, of which so many statements are known."""
    return Outgoing(counted(count, "statement"), lambda pace: QuotationExport(find, pace=pace), QUOTATION_FORMATS)


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
        export_format = await self._host.ask(
            Prompt(
                f"Export {outgoing.name} as",
                suggest=partial(_suggested, outgoing.formats),
                check=partial(_format, outgoing.formats),
            )
        )
        if export_format is None:
            return
        is_folder = export_format in outgoing.folders
        path = await self._host.ask(PathPrompt("into folder" if is_folder else "to file"))
        if path is None:
            return
        if not is_folder and await asyncio.to_thread(_is_file, path):
            self._host.ask_letter(
                f"{path.name} is there already: r replaces it, any other key leaves it.",
                lambda letter: self._replace(letter, outgoing, export_format, path),
            )
        else:
            await self._export(outgoing, export_format, path)

    def _replace(self, letter: str, outgoing: Outgoing, export_format: str, path: Path) -> None:
        if letter == "r":
            self._host.do_later(partial(self._export, outgoing, export_format, path))
        else:
            self._host.say(f"{path.name} is as it was.")

    async def _export(self, outgoing: Outgoing, export_format: str, path: Path) -> None:
        self._is_running = self._is_wanted = True
        pace = while_wanted(lambda: self._is_wanted and self._goes_on())
        export = outgoing.begin(pace)
        telling = asyncio.ensure_future(self._tell(export))
        try:
            await asyncio.to_thread(export.write, export_format, path)
        except GivenUp:
            self._host.say("Stopped; no file is left half written.")
        except PostilError as error:
            self._host.say(str(error), error=True)
        else:
            self._host.say(export.told(path))
        finally:
            telling.cancel()
            self._is_running = False

    async def _tell(self, export: Exporter) -> None:
        """Say how far it is, as long as it is not done."""
        while True:
            await asyncio.sleep(TELL_SECONDS)
            self._host.say(f"Exporting: {export.progress}; the same key stops it.")


def _suggested(formats: Mapping[str, str], typed: str) -> Sequence[Suggestion]:
    return [(str(name), about) for name, about in formats.items() if typed.strip().lower() in name]


def _format(formats: Mapping[str, str], typed: str) -> str:
    wanted = typed.strip().lower()
    if wanted not in formats:
        raise UnknownFormatError(f"Type one of {', '.join(formats)}.")
    return wanted


def _is_file(path: Path) -> bool:
    try:
        return not stat.S_ISDIR(os.lstat(path).st_mode)
    except OSError:  # the export says what is wrong, if anything is
        return False
