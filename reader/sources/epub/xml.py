"""XML that may have been made to do harm: no entity is resolved, nothing is fetched, nothing grows without end."""

from collections.abc import Iterator
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from lxml import etree


def parsed(data: bytes, *, lenient: bool = True) -> etree._Element | None:
    """The root of the tree; None if there is no XML.

    With `lenient`, what comes after a mistake is taken as well as can be; without, a mistake means that it is no XML.
    """
    parser = etree.XMLParser(
        recover=lenient,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root: etree._Element | None = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError):
        return None
    return root


def named(root: etree._Element, name: str) -> Iterator[etree._Element]:
    """The elements of that name within, in any namespace."""
    elements: Iterator[etree._Element] = root.iter(f"{{*}}{name}")
    return elements


def value(element: etree._Element, name: str) -> str:
    """The attribute of that name, in any namespace or none; the empty string if there is none."""
    values = (text for key, text in element.attrib.items() if etree.QName(key).localname == name)
    return next(values, "")


def text(element: etree._Element) -> str:
    """The words in an element, single spaces between them."""
    return " ".join("".join(element.itertext()).split())


def file_named(href: str, beside: str) -> str:
    """The name in the archive of the file to which `href` leads in the file `beside`; the empty string if outside."""
    try:
        path = unquote(urlsplit(href).path)
    except ValueError:
        return ""
    name = normpath(join(dirname(beside), path)) if path else beside
    return "" if name.startswith(("/", "..")) else name
