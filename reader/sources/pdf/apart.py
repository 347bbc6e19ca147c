"""Taking the lines out of a PDF in a process of its own: some PDFs break what reads them, or keep it for ever."""

import signal
import subprocess
import sys

from reader.sources.errors import DamagedFileError, ExcessiveFileError
from reader.sources.limits import MAX_PDF_MEMORY, MAX_PDF_SECONDS
from reader.sources.pdf.lines import Extracted, Fault, decode

CHILD = (sys.executable, "-P", "-m", "reader.sources.pdf.child")
"""The process; with `-P` it imports nothing from the folder that the reader happens to be in."""


def extract_apart(data: bytes, place: str) -> Extracted | Fault:
    """The lines of all pages, or why there are none.

    Raises:
        DamagedFileError: it broke the process that read it.
        ExcessiveFileError: it took too long.
    """
    ended = subprocess.run(CHILD, input=data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    if ended.returncode == -signal.SIGXCPU:
        raise ExcessiveFileError(place, f"more in it than can be read in {MAX_PDF_SECONDS} seconds")
    if ended.returncode:
        memory = f"{MAX_PDF_MEMORY // 1_000_000_000} GB of memory"
        raise DamagedFileError(place, "PDF", f"what reads it breaks, or needs more than {memory}")
    return decode(ended.stdout)
