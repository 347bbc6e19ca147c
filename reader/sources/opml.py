"""OPML, the format in which feed readers hand each other lists of subscriptions."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from email.utils import format_datetime
from html.entities import html5

from lxml import etree

from reader.library import SourceFormat
from reader.model.subscription import Subscription, SubscriptionList
from reader.sources.decoding import decode, is_binary
from reader.sources.list_limits import MAX_FOLDERS, MAX_LIST, MAX_OUTLINES
from reader.sources.subscription_lists import ListBuilder, SubscriptionListError, shown

_Folders = dict[tuple[str, ...], etree._Element]

_FEED_ROOTS = {"rss", "feed", "rdf"}
_LIST_TYPES = {"link", "include"}
# What XML has no way to say, not even as a reference.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# The ampersand of a link that was never escaped, and HTML's names, which XML does not know.
_LOOSE_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});)(?:(\w{2,31};))?")


def read_opml(data: bytes) -> SubscriptionList:
    """The feeds of an OPML file, in the folders that they lie in; categories become tags.

    XML that is broken in places is read as browsers read pages, and a notice says where it is. Outlines that are no
    feeds are folders; those without a name count for nothing.

    Raises:
        SubscriptionListError: it is not OPML, too long, or declares entities, which no honest list does.
    """
    if len(data) > MAX_LIST:
        raise SubscriptionListError(
            f"The list has {len(data) / 1_000_000:,.1f} MB; postil reads lists of up to {MAX_LIST // 1_000_000} MB."
        )
    if is_binary(data):
        raise SubscriptionListError("That is not text; export your feeds as OPML and import that file.")
    decoded = decode(data, SourceFormat.HTML)
    root, general = _parsed(decoded.text)
    if decoded.notice:
        general.insert(0, decoded.notice)
    builder = ListBuilder()
    for number, (outline, folder) in enumerate(_outlines(root)):
        if number == MAX_OUTLINES:
            general.append(f"Only the first {MAX_OUTLINES:,} outlines were read.")
            break
        _take(outline, folder, builder)
    return builder.finished(*general)


def write_opml(subscriptions: Iterable[Subscription], *, title: str, created: datetime) -> bytes:
    """The feeds as OPML 2.0, in UTF-8: folders nested, tags as categories.

    A feed without a title is named by its address. `created` has a time zone. Characters that XML has no way to say
    are left out.
    """
    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = _sayable(title)
    etree.SubElement(head, "dateCreated").text = format_datetime(created)
    folders: _Folders = {(): etree.SubElement(root, "body")}
    for subscription in subscriptions:
        name = subscription.title or subscription.url
        attributes = {"type": "rss", "text": name, "title": name, "xmlUrl": subscription.url}
        if subscription.site_url:
            attributes["htmlUrl"] = subscription.site_url
        if subscription.tags:
            attributes["category"] = ",".join(subscription.tags)
        etree.SubElement(_folder(subscription.folder, folders), "outline", _sayable_values(attributes))
    etree.indent(root)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return written + b"\n"


def _parsed(text: str) -> tuple[etree._Element, list[str]]:
    """The element to look for outlines in, and sentences about what was broken."""
    if "<!ENTITY" in text:
        raise SubscriptionListError("The list declares entities, which lists of feeds never do; it was not read.")
    mended = _LOOSE_AMPERSAND.sub(_escaped, _NOT_XML.sub("", text)).strip()
    data = mended.encode()
    parser = etree.XMLParser(
        encoding="utf-8", recover=True, resolve_entities=False, load_dtd=False, no_network=True
    )
    root = etree.fromstring(data, parser) if mended.startswith("<") else None
    name = "" if root is None else _local(root.tag)
    if root is None or name != "opml":
        raise SubscriptionListError(_what_it_is(name, mended))
    faults = _faults(parser)
    if faults:
        # A quotation mark inside a title costs its feed where XML is read; of 118 lists in use 10 have one.
        root = etree.fromstring(data, etree.HTMLParser(encoding="utf-8", no_network=True))
    return root, faults


def _escaped(loose: re.Match[str]) -> str:
    """The ampersand as XML has it, or the characters that a name of HTML's stands for."""
    characters = html5.get(loose[1] or "")
    if characters is None:
        return f"&amp;{loose[1] or ''}"
    return "".join(f"&#{ord(character)};" for character in characters)


def _faults(parser: etree.XMLParser) -> list[str]:
    faults = parser.error_log
    if not len(faults):
        return []
    first = faults[0]
    places = "one place" if len(faults) == 1 else f"{len(faults):,} places"
    return [
        f"The XML is broken in {places}, first in line {first.line:,} ({shown(first.message)}); "
        "see whether a feed is missing."
    ]


def _what_it_is(root_name: str, text: str) -> str:
    advice = "export your feeds as OPML and import that file."
    if root_name in _FEED_ROOTS:
        return "That is a feed, not a list of feeds; subscribe to its address instead."
    if root_name == "html" or text[:14].lower() == "<!doctype html":
        return f"That is a web page, not a list of feeds; {advice}"
    if root_name:
        return f"That is XML of another kind (<{shown(root_name)}>), not OPML; {advice}"
    if text.startswith(("{", "[")):
        return f"That looks like JSON, not OPML; {advice}"
    return f"That is {'plain text' if text else 'empty'}, not OPML; {advice}"


def _outlines(root: etree._Element) -> Iterator[tuple[etree._Element, tuple[str, ...]]]:
    """Each outline in the order of the file, with the names of the folders around it."""
    waiting: list[tuple[etree._Element, tuple[str, ...]]] = [(root, ())]
    while waiting:
        element, folder = waiting.pop()
        if not isinstance(element.tag, str):  # a comment or a processing instruction
            continue
        if _local(element.tag) == "outline":
            yield element, folder
            values = _values(element)
            if "xmlurl" not in values and (name := _title(values)) and len(folder) <= MAX_FOLDERS:
                folder = (*folder, name)
        waiting.extend((child, folder) for child in reversed(element))


def _take(outline: etree._Element, folder: tuple[str, ...], builder: ListBuilder) -> None:
    """Take in the outline if it is a feed; say what it is if it is neither feed nor folder."""
    values, line = _values(outline), outline.sourceline or 0
    title, kind = _title(values), values.get("type", "").lower()
    address = values.get("xmlurl") or ("" if kind in _LIST_TYPES else values.get("url", ""))
    if address:
        builder.add(
            line,
            address,
            title="" if title == address else title,
            site=values.get("htmlurl", ""),
            folder=folder,
            tags=(values.get("category", ""),),
        )
    elif kind in _LIST_TYPES and values.get("url"):
        builder.notice(
            line, f"“{shown(title)}” is a link to {shown(values['url'])}, not a feed; it was left out."
        )
    elif values.get("htmlurl") and not len(outline):
        builder.notice(
            line, f"“{shown(title)}” has no address of a feed; add its page {shown(values['htmlurl'])}."
        )


def _values(outline: etree._Element) -> dict[str, str]:
    """Its attributes; programs differ in how they write their names."""
    return {_local(name): value.strip() for name, value in outline.attrib.items()}


def _title(values: dict[str, str]) -> str:
    return values.get("text") or values.get("title", "")


def _local(tag: str) -> str:
    return tag.rpartition("}")[2].lower()


def _folder(names: tuple[str, ...], folders: _Folders) -> etree._Element:
    """The outline of that folder, made if it is not there yet."""
    if names not in folders:
        text = _sayable(names[-1])
        folders[names] = etree.SubElement(_folder(names[:-1], folders), "outline", text=text, title=text)
    return folders[names]


def _sayable_values(values: dict[str, str]) -> dict[str, str]:
    return {name: _sayable(value) for name, value in values.items()}


def _sayable(text: str) -> str:
    return _NOT_XML.sub("", text)
