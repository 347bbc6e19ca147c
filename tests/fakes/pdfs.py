"""PDF files made for tests: lines of text where they are wanted, and nothing that is not needed for that."""

from collections.abc import Sequence
from dataclasses import dataclass

PROTECTED = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%b> /U <%b> >>" % (b"41" * 32, b"42" * 32)
"""Goes into the trailer of a PDF that asks for a password."""


@dataclass(frozen=True, slots=True)
class Set:
    """A line of text where it is set on its page, in points from the lower left corner."""

    text: str
    y: float
    x: float = 72.0
    size: float = 10.0


def column(lines: Sequence[str], *, top: float = 700.0, x: float = 72.0, size: float = 10.0) -> list[Set]:
    """Lines one below the other, as in a column; an empty one leaves room."""
    return [Set(line, top - 1.2 * size * number, x, size) for number, line in enumerate(lines) if line]


def pdf(pages: Sequence[Sequence[Set]], *, info: str = "", trailer: bytes = b"", characters: str = "") -> bytes:
    """A PDF with these pages; `info` has entries of its information dictionary, `trailer` more of its trailer.

    `characters` is a table of what the letters of its font stand for, if not for themselves.
    """
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica%b >>" % (
        b" /ToUnicode 5 0 R" if characters else b""
    )
    objects = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 3: font, 5: _stream(characters.encode())}
    kids = []
    for number, page in enumerate(pages):
        at = 6 + 2 * number
        kids.append(f"{at} 0 R")
        objects[at] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F 3 0 R >> >> "
            b"/Contents %d 0 R >>" % (at + 1)
        )
        objects[at + 1] = _stream(_content(page))
    objects[2] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    objects[4] = f"<< {info} >>".encode()
    return _written(objects, trailer)


def _stream(data: bytes) -> bytes:
    return b"<< /Length %d >> stream\n%b\nendstream" % (len(data), data)


def _content(page: Sequence[Set]) -> bytes:
    return b"\n".join(
        b"BT /F %g Tf %g %g Td (%b) Tj ET" % (each.size, each.x, each.y, _escaped(each.text)) for each in page
    )


def _escaped(text: str) -> bytes:
    return text.encode("latin-1").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _written(objects: dict[int, bytes], trailer: bytes) -> bytes:
    data = bytearray(b"%PDF-1.4\n")
    places = []
    for number in sorted(objects):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, objects[number])
    start = len(data)
    entries = b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(objects) + 1, entries)
    root = b"/Size %d /Root 1 0 R /Info 4 0 R /ID [<00> <00>] %b" % (len(objects) + 1, trailer)
    return bytes(data + b"trailer << %b >>\nstartxref\n%d\n%%%%EOF\n" % (root, start))
