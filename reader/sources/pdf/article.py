"""The text layer of a PDF as an article."""

import re

from reader.document.plain import from_plain
from reader.library import ArticleSource, SourceFormat
from reader.sources.errors import (
    DamagedFileError,
    ExcessiveFileError,
    NoTextError,
    ProtectedFileError,
    SourceError,
)
from reader.sources.limits import MAX_PDF_PAGES, MAX_PDF_TEXT
from reader.sources.loaded import LoadedFile, Origin, part_of
from reader.sources.metadata import combined
from reader.sources.pdf.apart import extract_apart
from reader.sources.pdf.furniture import without_furniture
from reader.sources.pdf.lines import Extracted, Fault
from reader.sources.pdf.paragraphs import paragraphs

_DATE = re.compile(r"(?:D:)?(\d{4})(\d\d)(\d\d)")
# What programs write there of themselves.
_NO_TITLE = re.compile(
    r"untitled\b.*|microsoft word - .*|\S+\.(?:docx?|odt|pages|tex|dvi|indd|qxd|pdf|pptx?|rtf|html?)",
    re.IGNORECASE,
)


def read_pdf(data: bytes, origin: Origin) -> LoadedFile:
    """The text of a PDF as plain paragraphs, without headers, footers and page numbers.

    Its metadata has title, author and date; without a title, its first line is one.

    Raises:
        DamagedFileError: it is no PDF, or too little of one.
        ProtectedFileError: it opens with a password only.
        NoTextError: it has no text layer.
        ExcessiveFileError: there is more in it than is read.
    """
    extracted = extract_apart(data, origin.place)
    if isinstance(extracted, Fault):
        raise _error(extracted, origin.place)
    # Where the pages have nothing but what they have in common, that is the text.
    text = "\n\n".join(paragraphs(without_furniture(extracted.pages)) or paragraphs(extracted.pages))
    if not text.strip():
        why = "its pages are pictures, as those of a scan are; a program such as OCRmyPDF adds a text"
        raise NoTextError(origin.place, why if extracted.pages else "its pages are damaged")
    known = combined(origin.sidecar, _about(extracted))
    document = from_plain(text, title=known.title)
    part = part_of(
        document,
        ArticleSource(text, SourceFormat.PLAIN),
        known,
        title=document.title or origin.title,
        source=known.source or origin.source,
        path=origin.path,
    )
    return LoadedFile((part,), (*known.notices, *_notices(extracted)))


def _error(fault: Fault, place: str) -> SourceError:
    match fault:
        case Fault.PROTECTED:
            return ProtectedFileError(place, "save a copy without its password, and add that")
        case Fault.TOO_MANY_PAGES:
            return ExcessiveFileError(place, f"more than {MAX_PDF_PAGES:,} pages")
        case Fault.TOO_MUCH_TEXT:
            return ExcessiveFileError(place, f"more than {MAX_PDF_TEXT:,} characters")
        case Fault.DAMAGED:
            return DamagedFileError(place, "PDF", "it is damaged, or a part of it is missing")


def _about(extracted: Extracted) -> dict[str, str]:
    """What it says of itself, by the names that front matter has."""
    created = _DATE.match(extracted.created)
    return {
        "title": "" if _NO_TITLE.fullmatch(extracted.title.strip()) else extracted.title,
        "author": extracted.author,
        "published": "-".join(created.groups()) if created else "",
    }


def _notices(extracted: Extracted) -> list[str]:
    if extracted.damaged > 1:
        return [f"{extracted.damaged:,} of its pages are damaged and were left out."]
    return ["A page of it is damaged and was left out."] if extracted.damaged else []
