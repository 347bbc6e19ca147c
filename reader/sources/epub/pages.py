"""A page of a book as HTML in which all is to be read."""

from lxml import etree

from reader.library import SourceFormat
from reader.sources.decoding import decode
from reader.sources.epub import xml

_NOTES = frozenset(("footnote", "footnotes", "endnote", "endnotes", "rearnote", "rearnotes", "note"))
_PAGE_BREAKS = frozenset(("pagebreak", "doc-pagebreak"))


def html_of(data: bytes) -> str:
    """The page as HTML: its notes are shown where they stand, the numbers of printed pages are not.

    Pages are XML, in which `<title/>` is a whole element; what is not is read as browsers read it.
    """
    root = xml.parsed(data, lenient=False)
    if root is None:
        return decode(data, SourceFormat.HTML).text
    for element in root.iter(etree.Element):
        kinds = {*xml.value(element, "type").split(), xml.value(element, "role")}
        if kinds & _PAGE_BREAKS:
            element.clear(keep_tail=True)
        elif kinds & _NOTES:
            # Programs with a mouse show them when their sign is clicked.
            element.attrib.pop("hidden", None)
            element.attrib.pop("style", None)
    html: str = etree.tostring(root, method="html", encoding="unicode")
    return html
