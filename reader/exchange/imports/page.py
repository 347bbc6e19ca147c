"""Our own page of HTML, back in: the Web Annotations that it holds."""

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from reader.exchange.imports.opening import opened_text
from reader.exchange.imports.web_annotations import incoming
from reader.exchange.records import Fault, Incoming

_CHUNK = 65_536
_JSONLD = "application/ld+json"


def read(path: Path) -> Iterator[Incoming]:
    """Every annotation of the page."""
    with opened_text(path) as stream:
        page = _Page()
        while chunk := stream.read(_CHUNK):
            page.feed(chunk)
            yield from page.taken()
        page.close()
        yield from page.taken()


class _Page(HTMLParser):
    """Takes in the page, and gives out what its scripts hold as they are complete."""

    def __init__(self) -> None:
        super().__init__()
        self._found: list[Incoming] = []
        self._script: list[str] | None = None

    def taken(self) -> list[Incoming]:
        """What was found since this was asked last."""
        found, self._found = self._found, []
        return found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "script" and ("type", _JSONLD) in attrs:
            self._script = []

    def handle_data(self, data: str) -> None:
        if self._script is not None:
            self._script.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._script is not None:
            text, self._script = "".join(self._script), None
            place = f"line {self.getpos()[0]:,}"
            try:
                documents = json.loads(text)
            except (ValueError, RecursionError):
                self._found.append(Fault(place, "the annotations in it are no JSON."))
                return
            listed = documents if isinstance(documents, list) else [documents]
            self._found += [incoming(document, place) for document in listed]
