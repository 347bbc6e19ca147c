"""What newsboat has: the list of feeds in its `urls` file, and where that and its cache are.

The articles in its cache are read by `reader.library.newsboat_cache`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from reader.model.subscription import SubscriptionList
from reader.sources.list_limits import MAX_LIST
from reader.sources.subscription_lists import ListBuilder, SubscriptionListError, shown

HIDDEN_TAG = "hidden"
"""The tag of a feed that newsboat keeps out of its list of feeds."""

_WORD = re.compile(r'"(?P<quoted>(?:[^"\\]|\\.)*)"?|(?P<plain>[^ \t\r\v]+)')
_ESCAPED = re.compile(r"\\(.)")
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_COMMANDS = ("exec:", "filter:")
_QUERY = "query:"


@dataclass(frozen=True, slots=True)
class NewsboatPlaces:
    """Where newsboat would keep its list of feeds and its cache; there may be nothing."""

    urls: Path
    cache: Path


def find_places(home: Path, environ: Mapping[str, str]) -> NewsboatPlaces:
    """Where newsboat looks, for the user of that home and environment.

    As it does: in the folders that XDG names if there is a `newsboat` in the one for settings, else in `~/.newsboat`.
    """
    settings = _xdg(environ, "XDG_CONFIG_HOME", home / ".config")
    if settings.is_dir():
        return NewsboatPlaces(
            settings / "urls", _xdg(environ, "XDG_DATA_HOME", home / ".local/share") / "cache.db"
        )
    return NewsboatPlaces(home / ".newsboat/urls", home / ".newsboat/cache.db")


def read_urls(text: str) -> SubscriptionList:
    """The feeds of a `urls` file: `URL tag "quoted tag" "~Title" !`, one a line.

    Feeds that are hidden have `HIDDEN_TAG`. Commands are never run: those lines are left out with a notice, as are
    newsboat's searches, of which the notice has all that is needed to make a saved search of them.

    Raises:
        SubscriptionListError: it is too long.
    """
    if len(text) > MAX_LIST:
        raise SubscriptionListError(
            f"The list has {len(text) / 1_000_000:,.1f} million characters; postil reads lists of up to "
            f"{MAX_LIST // 1_000_000} million."
        )
    builder = ListBuilder()
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
        if words := _words(line):
            _take(number, words[0], words[1:], builder)
    return builder.finished()


def _take(line: int, address: str, tags: list[str], builder: ListBuilder) -> None:
    if address.startswith(_QUERY):
        name, _, condition = address.removeprefix(_QUERY).partition(":")
        builder.notice(
            line, f"“{shown(name)}” is a search of newsboat ({shown(condition)}); save a search like it."
        )
    elif address.startswith(_COMMANDS):
        builder.notice(
            line, f"“{shown(address)}” runs a program, which postil never does for a list; it was left out."
        )
    else:
        title = next((tag[1:] for tag in tags if tag.startswith("~")), "")
        named = [HIDDEN_TAG if tag.startswith("!") else tag for tag in tags if not tag.startswith("~")]
        builder.add(line, address, title=title, tags=named)


def _words(line: str) -> list[str]:
    """The words of a line up to its comment, as newsboat parts them."""
    words = []
    for found in _WORD.finditer(line):
        if found["plain"] is None:
            words.append(_ESCAPED.sub(lambda escaped: _ESCAPES.get(escaped[1], escaped[1]), found["quoted"]))
        elif found["plain"].startswith("#"):
            break
        else:
            words.append(found["plain"])
    return words


def _xdg(environ: Mapping[str, str], variable: str, default: Path) -> Path:
    folder = Path(environ.get(variable, ""))
    return (folder if folder.is_absolute() else default) / "newsboat"
