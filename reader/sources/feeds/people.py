"""Who wrote an entry, out of what feeds put there."""

import re
from collections.abc import Iterable

from reader.sources.feeds.limits import MAX_NAME, MAX_PEOPLE, MAX_PERSON
from reader.sources.feeds.markup import without_stray_markup
from reader.text.sanitize import clean

_ADDRESS = re.compile(r"(?:mailto:)?[^\s<>()@,;:\"]{1,64}@[^\s<>()@,;:\"]{1,253}")
_AROUND = " \t\n\r()<>[],;\"'"


def names(people: Iterable[str]) -> str | None:
    """The names of an entry's authors in one line, each once; None if there are none."""
    found: dict[str, None] = {}
    for person in people:
        if name := _name(person):
            found.setdefault(name)
            if len(found) == MAX_PEOPLE:
                break
    return clean(", ".join(found), one_line=True, max_length=MAX_NAME) or None


def _name(person: str) -> str:
    """The name in "Name", "address (Name)" or "Name <address>", else the address."""
    person = clean(without_stray_markup(person[:MAX_PERSON]), one_line=True)
    if "@" not in person:
        return person
    address = _ADDRESS.search(person)
    if address is None:
        return person
    name = (person[: address.start()].rstrip(_AROUND) + " " + person[address.end() :].lstrip(_AROUND)).strip(
        _AROUND
    )
    return name or address[0].removeprefix("mailto:")
