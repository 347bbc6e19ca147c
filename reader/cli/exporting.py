"""`postil export`: notes written for other programs."""

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from reader.cli.exit_codes import Exit
from reader.cli.output import OutputClosedError, OutputError, notice, shortened
from reader.cli.session import opened_session
from reader.services.exchanging import Export, Exported, ExportFormat

_STANDARD_OUTPUT = Path("-")
_NOTICES_TOLD = 20


def export(query: str, format_name: str, output: Path) -> Exit:
    """Write what `query` selects to `output`; `Exit.NOT_FOUND` when it selects nothing: then nothing is written."""
    export_format = ExportFormat(format_name)
    is_folder = export_format is ExportFormat.MARKDOWN
    if is_folder and output == _STANDARD_OUTPUT:
        raise click.UsageError("Markdown is a folder of files: say where with -o FOLDER.")
    with opened_session() as session:
        export = Export(session, query)
        if query.strip() and export.is_empty():
            notice(f"No note has “{shortened(query)}”.")
            return Exit.NOT_FOUND
        if is_folder:
            export.to_folder(output)
        elif output == _STANDARD_OUTPUT:
            _print(export.text(export_format))
        else:
            export.to_file(export_format, output)
        if output != _STANDARD_OUTPUT:
            _tell(export.done, output, is_folder=is_folder)
    return Exit.DONE


def _print(parts: Iterable[str]) -> None:
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


def _tell(done: Exported, output: Path, *, is_folder: bool) -> None:
    on_whole = f" and {counted(done.marks, 'note')} on whole articles" if done.marks else ""
    files = f" {counted(done.written, 'file')} written, {done.unchanged:,} unchanged." if is_folder else ""
    notice(
        f"{counted(done.annotations, 'annotation')}{on_whole} of {counted(done.articles, 'article')} "
        f"are in {output}.{files}"
    )
    for sentence in done.notices[:_NOTICES_TOLD]:
        notice(sentence)
    if len(done.notices) > _NOTICES_TOLD:
        notice(f"There are {len(done.notices) - _NOTICES_TOLD:,} more things like this.")


def counted(number: int, thing: str) -> str:
    """So many things: "1 annotation", "1,200 annotations"."""
    return f"{number:,} {thing}{'s'[: number != 1]}"
