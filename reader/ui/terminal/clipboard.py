"""Copying to the clipboard of the machine the reader sits at."""

import asyncio
import os
import shutil

from textual.app import App

_PROGRAMS = (
    ("WAYLAND_DISPLAY", ("wl-copy",)),
    ("DISPLAY", ("xclip", "-selection", "clipboard")),
    ("DISPLAY", ("xsel", "--clipboard", "--input")),
    ("", ("pbcopy",)),
)
_TIMEOUT = 2.0
"""Seconds that a clipboard program may take."""


async def copy(app: App[None], text: str) -> None:
    """Put `text` on the clipboard: by the desktop's own program, else by asking the terminal (OSC 52)."""
    for variable, command in _PROGRAMS:
        if (
            (not variable or os.environ.get(variable))
            and shutil.which(command[0])
            and await _piped(command, text)
        ):
            return
    app.copy_to_clipboard(text)


async def _piped(command: tuple[str, ...], text: str) -> bool:
    process = await asyncio.create_subprocess_exec(
        *command,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        await asyncio.wait_for(process.communicate(text.encode()), _TIMEOUT)
    except TimeoutError:
        process.kill()
        return False
    return process.returncode == 0
