"""EPUB files made for tests."""

import io
import zipfile
from collections.abc import Mapping

CONTAINER = (
    '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">'
    '<rootfiles><rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles>'
    "</container>"
)
PROSE = "<p>" + "The harbour town waits for the ferry that is late again. " * 3 + "</p>"
METADATA = (
    "<dc:title>The Harbour</dc:title><dc:creator>Ann Nouncer</dc:creator><dc:creator>Ben Trovato</dc:creator>"
    "<dc:language>en-GB</dc:language><dc:date>2024-05-31</dc:date>"
)


def page(body: str, *, head: str = "<title/>") -> str:
    """A page of a book as XHTML."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml" '
        f'xmlns:epub="http://www.idpf.org/2007/ops"><head>{head}</head><body>{body}</body></html>'
    )


def package(names: list[str], *, metadata: str = METADATA, more: str = "", spine: str = "<spine>") -> str:
    """The file that lists the pages in reading order."""
    items = "".join(
        f'<item id="i{number}" href="{name}" media-type="application/xhtml+xml"/>'
        for number, name in enumerate(names)
    )
    references = "".join(f'<itemref idref="i{number}"/>' for number in range(len(names)))
    return (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">{metadata}</metadata>'
        f"<manifest>{items}{more}</manifest>{spine}{references}</spine></package>"
    )


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """An archive of these files."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr(zipfile.ZipInfo("mimetype"), "application/epub+zip")
        for name, content in files.items():
            # With a date that is the same always, the bytes are the same in every process.
            book.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return archive.getvalue()


def epub(
    pages: Mapping[str, str], *, opf: str | None = None, more: Mapping[str, str | bytes] | None = None
) -> bytes:
    """A book with these pages, in XHTML by their names beside the package file, and more files by their full names."""
    return zipped(
        {
            "META-INF/container.xml": CONTAINER,
            "OEBPS/content.opf": opf or package([*pages]),
            **{f"OEBPS/{name}": content for name, content in pages.items()},
            **(more or {}),
        }
    )
