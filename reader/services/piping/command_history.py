"""The command lines that the reader gave texts to, remembered from one run to the next."""

import json
import logging

from reader.paths import Places

STATE_FILE = "piped-commands.json"
MOST_KEPT = 50
"""How many command lines are remembered."""

_MOST_BYTES = 1_000_000
_log = logging.getLogger(__name__)


def load(places: Places) -> list[str]:
    """The command lines, the last first; none where they cannot be read."""
    try:
        with (places.state / STATE_FILE).open("rb") as file:
            found = json.loads(file.read(_MOST_BYTES))
        return [line for line in found if isinstance(line, str)][:MOST_KEPT]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, TypeError, RecursionError) as error:
        _log.warning("the commands that were piped to cannot be read: %s", error)
        return []


def remember(places: Places, line: str) -> None:
    """Have this line come first; where nothing can be kept it is typed again, which does no harm."""
    lines = [line, *(known for known in load(places) if known != line)]
    file = places.state / STATE_FILE
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.write_text(json.dumps(lines[:MOST_KEPT]), encoding="ascii")
        file.chmod(0o600)
    except OSError as error:
        _log.warning("the commands that were piped to cannot be kept: %s", error)
