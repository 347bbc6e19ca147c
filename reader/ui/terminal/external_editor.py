"""Writing a note in the reader's own editor."""

import os
import shlex
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from reader.model import PostilError
from reader.text.sanitize import clean


class ExternalEditorError(PostilError):
    """There is no editor to write in, or it did not do its work; the text says which."""


def editor_command(setting: str, environ: Mapping[str, str] | None = None) -> list[str]:
    """The editor to run and its arguments: the setting, else `$VISUAL`, else `$EDITOR`.

    Raises:
        ExternalEditorError: None of them is set, or it is no command line.
    """
    variables = os.environ if environ is None else environ
    chosen = setting or variables.get("VISUAL", "") or variables.get("EDITOR", "")
    try:
        command = shlex.split(chosen)
    except ValueError as error:
        raise ExternalEditorError(f"The editor {chosen!r} is no command line: {error}.") from error
    if "\0" in chosen:
        raise ExternalEditorError(f"The editor {chosen!r} is no command line: it holds a NUL character.")
    if not command:
        raise ExternalEditorError("No editor is set. Set $EDITOR, or `editor` in the settings.")
    return command


def edit(text: str, command: Sequence[str]) -> str:
    """`text` as it is when the editor has ended. Blocks, and needs the terminal for itself.

    The text is in a file `note.md` that only the reader may read, in a folder that goes when the editor ends.

    Raises:
        ExternalEditorError: The editor could not be run, or it ended with a failure.
    """
    with tempfile.TemporaryDirectory(prefix="postil-") as folder:
        file = Path(folder) / "note.md"
        file.touch(mode=0o600)
        try:
            file.write_text(f"{text}\n" if text else "", encoding="utf-8")
            status = subprocess.run([*command, str(file)], check=False).returncode
            written = file.read_bytes()
        except OSError as error:
            raise ExternalEditorError(f"The editor {command[0]!r} cannot be run ({error.strerror}).") from error
    if status:
        raise ExternalEditorError(f"The editor {command[0]!r} ended with {status}; the note is as it was.")
    return clean(written.decode("utf-8", "replace")).rstrip("\n")
