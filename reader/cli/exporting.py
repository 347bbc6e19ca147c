"""`postil export`: notes written for other programs."""

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from reader.cli.exit_codes import Exit
from reader.cli.output import OutputClosedError, OutputError, notice, shortened
from reader.cli.session import opened_session
from reader.services.exchange.exports import Export, Exported, ExportFormat, by_query

STANDARD_OUTPUT = Path("-")
_NOTICES_TOLD = 20


def export(query: str, format_name: str, output: Path) -> Exit:
    """Write what `query` selects to `output`; `Exit.NOT_FOUND` when it selects nothing: then nothing is written."""
    export_format = ExportFormat(format_name)
    if export_format.is_folder and output == STANDARD_OUTPUT:
        raise click.UsageError("Markdown is a folder of files: say where with -o FOLDER.")
    with opened_session() as session:
        export = Export(session, by_query(session, query))
        if query.strip() and export.is_empty():
            notice(f"No note has “{shortened(query)}”.")
            return Exit.NOT_FOUND
        if output == STANDARD_OUTPUT:
            print_parts(export.text(export_format))
        else:
            export.write(export_format, output)
            _tell(export.done, output)
    return Exit.DONE


def print_parts(parts: Iterable[str]) -> None:
    """Put the text on standard output just as it is: it is for programs."""
    stream = sys.stdout.buffer
    try:
        for part in parts:
            stream.write(part.encode(errors="replace"))
        stream.flush()
    except BrokenPipeError as error:
        raise OutputClosedError from error
    except OSError as error:
        raise OutputError(f"Standard output cannot be written to: {error.strerror}.") from error


def _tell(done: Exported, output: Path) -> None:
    notice(done.told(output))
    for sentence in done.notices[:_NOTICES_TOLD]:
        notice(sentence)
    if len(done.notices) > _NOTICES_TOLD:
        notice(f"There are {len(done.notices) - _NOTICES_TOLD:,} more things like this.")
