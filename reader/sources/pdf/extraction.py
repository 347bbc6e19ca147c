"""Taking the lines out of a PDF with PDFium."""

import re
import sys
from collections.abc import Iterator
from contextlib import closing
from ctypes import c_double
from math import hypot
from statistics import median

import pypdfium2 as pdfium
from pypdfium2 import raw

from reader.sources.limits import MAX_PDF_PAGES, MAX_PDF_TEXT
from reader.sources.pdf.lines import SOFT_HYPHEN, Extracted, Fault, Line, Page

_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_HYPHENS = ("\x02", "\ufffe")  # stand for one at the end of a line, of which PDFium makes one with the next
_LINE = re.compile("[^\n\x02\ufffe]*[\x02\ufffe]|[^\n\x02\ufffe]+")
_SURROGATES = range(0xD800, 0xE000)
_FAR_AWAY = 1e6  # points; a page has at most 14,400
_PASSWORDS = (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)


def extract(data: bytes) -> Extracted | Fault:
    """The lines of all pages, or why there are none.

    What the bytes are like decides how long it takes and how much memory; it may even end the process.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        return Fault.PROTECTED if error.err_code in _PASSWORDS else Fault.DAMAGED
    with closing(document):
        return _extract(document)


def _extract(document: pdfium.PdfDocument) -> Extracted | Fault:
    if len(document) > MAX_PDF_PAGES:
        return Fault.TOO_MANY_PAGES
    pages: list[Page] = []
    damaged = length = 0
    for number in range(len(document)):
        try:
            page = _page(document, number, MAX_PDF_TEXT - length)
        except pdfium.PdfiumError:
            damaged += 1
            continue
        if page is None:
            return Fault.TOO_MUCH_TEXT
        length += sum(len(line.text) for line in page)
        pages.append(page)
    about = document.get_metadata_dict()
    return Extracted(tuple(pages), about["Title"], about["Author"], about["CreationDate"], damaged)


def _page(document: pdfium.PdfDocument, number: int, most: int) -> Page | None:
    """The lines of the page; None if it has more than `most` characters."""
    with closing(document[number]) as page, closing(page.get_textpage()) as text_page:
        count = text_page.count_chars()
        if count > most:
            return None
        characters = "".join(_character(text_page, index) for index in range(count))
        return tuple(_lines(text_page, characters))


def _character(text_page: pdfium.PdfTextPage, index: int) -> str:
    code = raw.FPDFText_GetUnicode(text_page, index)
    is_known = 0 < code < _SURROGATES.start or _SURROGATES.stop <= code <= sys.maxunicode
    return chr(code) if is_known else "\ufffd"


def _lines(text_page: pdfium.PdfTextPage, characters: str) -> Iterator[Line]:
    for piece in _LINE.finditer(characters):
        text = piece[0].strip()
        if not text:
            continue
        first = piece.start() + piece[0].index(text)
        last = first + len(text) - 1
        start, baseline = _origin(text_page, first)
        left, right = sorted((start, _number(text_page.get_charbox(last, loose=True)[2])))
        # The first may be a bullet or an initial, and the last the sign of a footnote.
        size = median(_size(text_page, index) for index in (first, (first + last) // 2, last))
        if text.endswith(_HYPHENS):
            text = text[:-1] + SOFT_HYPHEN
        yield Line(text.replace("\r", "").translate(_LIGATURES), left, right, baseline, size)


def _origin(text_page: pdfium.PdfTextPage, index: int) -> tuple[float, float]:
    """Where the character begins, in points from the lower left corner."""
    x, y = c_double(), c_double()
    raw.FPDFText_GetCharOrigin(text_page, index, x, y)
    return _number(x.value), _number(y.value)


def _size(text_page: pdfium.PdfTextPage, index: int) -> float:
    """The size that the character is set in, in points."""
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text_page, index, matrix)
    return _number(raw.FPDFText_GetFontSize(text_page, index) * hypot(matrix.c, matrix.d))


def _number(points: float) -> float:
    """The number, or 0 for one that leads far away from any page, or is none."""
    return points if abs(points) < _FAR_AWAY else 0.0
