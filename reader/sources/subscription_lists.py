"""Gathering the feeds of a list, whatever it is written in, and saying what could not be taken."""

from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urlsplit

from reader.model.subscription import Subscription, SubscriptionList
from reader.sources.errors import SourceError
from reader.sources.limits import MAX_URL
from reader.sources.list_limits import MAX_FOLDERS, MAX_NOTICES, MAX_SUBSCRIPTIONS, MAX_TAGS
from reader.sources.metadata import MAX_NAME
from reader.text.sanitize import clean

_SHOWN = 60


class SubscriptionListError(SourceError):
    """The bytes are no list of subscriptions, or more than postil reads."""


class ListBuilder:
    """Takes in feeds as they come, and gives the list in the end.

    A feed that comes again stays where it was first; a folder that it is also in becomes one of its tags.
    """

    def __init__(self) -> None:
        self._feeds: dict[str, Subscription] = {}
        self._notices: list[str] = []
        self._untold = 0
        self._left_out = 0

    def add(
        self,
        line: int,
        address: str,
        *,
        title: str = "",
        site: str = "",
        folder: Iterable[str] = (),
        tags: Iterable[str] = (),
    ) -> None:
        """Take in the feed at `address`, that the list names at `line`, if that is an address of the web."""
        url = web_address(address)
        if url is None:
            self.notice(line, f"“{shown(address)}” was left out: only http and https addresses are followed.")
            return
        names = tuple(name for name in map(_name, folder) if name)
        if len(names) > MAX_FOLDERS:
            self.notice(
                line, f"“{shown(title or url)}” lies in more than {MAX_FOLDERS} folders; it is kept higher."
            )
        known = self._feeds.get(url)
        if known is None and len(self._feeds) == MAX_SUBSCRIPTIONS:
            self._left_out += 1
            return
        new = Subscription(url, _name(title), web_address(site), names[:MAX_FOLDERS], _tags(tags))
        self._feeds[url] = _merged(known, new) if known else new

    def notice(self, line: int, sentence: str) -> None:
        """Say something about a line of the list."""
        if len(self._notices) < MAX_NOTICES:
            self._notices.append(f"Line {line:,}: {sentence}")
        else:
            self._untold += 1

    def finished(self, *general: str) -> SubscriptionList:
        """The list, with the sentences that are about all of it before those about its lines."""
        notices = [*general, *self._notices]
        if self._untold:
            notices.append(f"{self._untold:,} more lines were left out or mended.")
        if self._left_out:
            notices.append(f"{self._left_out:,} feeds beyond the first {MAX_SUBSCRIPTIONS:,} were left out.")
        return SubscriptionList(tuple(self._feeds.values()), tuple(notices))


def web_address(text: str) -> str | None:
    """The address of the web that the text is, None if it is none; `feed:` before or in the place of it goes."""
    address = text.strip()
    if address[:5].lower() == "feed:":
        rest = address[5:]
        address = f"http:{rest}" if rest.startswith("//") else rest
    if len(address) > MAX_URL or any(character.isspace() or not character.isprintable() for character in address):
        return None
    try:
        parts = urlsplit(address)
        return address if parts.scheme.lower() in {"http", "https"} and parts.hostname else None
    except ValueError:
        return None


def shown(text: str) -> str:
    """The text as it may stand in a notice."""
    return clean(text, one_line=True, max_length=_SHOWN)


def _merged(known: Subscription, again: Subscription) -> Subscription:
    also_in = ("/".join(again.folder),) if again.folder and again.folder != known.folder else ()
    return replace(
        known,
        title=known.title or again.title,
        site_url=known.site_url or again.site_url,
        tags=_tags((*known.tags, *again.tags, *also_in)),
    )


def _name(text: str) -> str:
    return clean(text, one_line=True, max_length=MAX_NAME)


def _tags(texts: Iterable[str]) -> tuple[str, ...]:
    """The tags, each once. Commas part tags, as they do everywhere in postil."""
    names = (_name(part).lstrip("#/ ") for text in texts for part in text.split(","))
    return tuple(dict.fromkeys(name for name in names if name))[:MAX_TAGS]
