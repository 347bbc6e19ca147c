"""The process that takes the lines out of a PDF: `python -m reader.sources.pdf.child`, the PDF on standard input."""

import contextlib
import resource
import sys

from reader.sources.limits import MAX_PDF_MEMORY, MAX_PDF_SECONDS


def main() -> None:
    """Read the PDF within the limits, and write what is in it as JSON."""
    limit()
    from reader.sources.pdf.extraction import extract
    from reader.sources.pdf.lines import encode

    sys.stdout.write(encode(extract(sys.stdin.buffer.read())))


def limit() -> None:
    """Have this process end when it needs too much time or memory; nothing is kept of what was in it then."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_PDF_SECONDS, MAX_PDF_SECONDS + 1))
    with contextlib.suppress(ValueError, OSError):  # macOS has no such limit
        resource.setrlimit(resource.RLIMIT_AS, (MAX_PDF_MEMORY, MAX_PDF_MEMORY))


if __name__ == "__main__":
    main()
