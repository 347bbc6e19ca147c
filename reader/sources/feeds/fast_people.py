"""Authors in clean, common feeds, as feedparser gives them."""

import re
from typing import NamedTuple

from reader.sources.feeds.fast_texts import Element, Texts, Unusual
from reader.sources.feeds.names import is_of_feeds

_ADDRESSES = frozenset(("homepage", "uri", "url"))
# Whoever parts such a text parts it in the same way.
_PARTABLE = re.compile(r"[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9.-]{1,99} \([^()<>@&]{1,99}\)")


class Person(NamedTuple):
    """An author's name and mail address; where a feed does not part them, both are in the name."""

    name: str
    email: str = ""
    are_parted: bool = False


def person_of(element: Element, texts: Texts) -> Person:
    """The author that an element is about. Raises `Unusual`."""
    if not len(element):
        return Person(texts.text(element))
    values = {"name": "", "email": ""}
    for child in element:
        name = texts.name(child)
        if name in values:
            values[name] = texts.unrepaired_text(child)
        elif len(child) or (name not in _ADDRESSES and is_of_feeds(name)):
            raise Unusual
    if (element.text or "").strip() or "@" in values["name"]:
        raise Unusual
    return Person(values["name"], values["email"], are_parted=True)


def as_texts(people: list[Person]) -> list[str]:
    """Authors as feedparser gives them. Raises `Unusual`."""
    if not people:
        return []
    if len(people) == 1:
        name, email, _ = people[0]
        return [f"{name} ({email})" if name and email else name or email]
    # It mixes up several of both kinds, and parts names from mail addresses.
    if len({person.are_parted for person in people}) > 1 or not all(_is_plain(person.name) for person in people):
        raise Unusual
    return [person.name for person in people]


def _is_plain(name: str) -> bool:
    return bool(name) and ("@" not in name or _PARTABLE.fullmatch(name) is not None)
