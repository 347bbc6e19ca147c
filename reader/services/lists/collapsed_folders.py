"""The folders of feeds that the reader has collapsed, remembered from one run to the next."""

import json
import logging
from collections.abc import Collection

from reader.paths import Places
from reader.services.feeds.folders import Folder

STATE_FILE = "collapsed-folders.json"

_MOST_BYTES = 1_000_000
_log = logging.getLogger(__name__)


def load(places: Places) -> frozenset[Folder]:
    """The folders that were collapsed last; none where that cannot be read."""
    try:
        with (places.state / STATE_FILE).open("rb") as file:
            found = json.loads(file.read(_MOST_BYTES))
        return frozenset(tuple(map(str, folder)) for folder in found)
    except FileNotFoundError:
        return frozenset()
    except (OSError, ValueError, TypeError, RecursionError) as error:
        _log.warning("the collapsed folders cannot be read: %s", error)
        return frozenset()


def keep(places: Places, folders: Collection[Folder]) -> None:
    """Remember these; where nothing can be kept they are open again next time, which does no harm."""
    file = places.state / STATE_FILE
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.write_text(json.dumps(sorted(folders), ensure_ascii=True), encoding="ascii")
        file.chmod(0o600)
    except OSError as error:
        _log.warning("the collapsed folders cannot be kept: %s", error)
