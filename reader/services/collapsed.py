"""What of trees the reader has collapsed, remembered from one run to the next."""

import json
import logging
from collections.abc import Collection
from enum import StrEnum

from reader.paths import Places

Branch = tuple[str, ...]
"""The names that lead to a branch, from the outermost in."""

_MOST_BYTES = 1_000_000
_log = logging.getLogger(__name__)


class Tree(StrEnum):
    """The trees that can be collapsed, each by the name of the file that remembers it."""

    FOLDERS = "collapsed-folders.json"
    TAGS = "collapsed-tags.json"


def load(places: Places, tree: Tree) -> frozenset[Branch]:
    """The branches that were collapsed last; none where that cannot be read."""
    try:
        with (places.state / tree).open("rb") as file:
            found = json.loads(file.read(_MOST_BYTES))
        return frozenset(tuple(map(str, branch)) for branch in found)
    except FileNotFoundError:
        return frozenset()
    except (OSError, ValueError, TypeError, RecursionError) as error:
        _log.warning("%s cannot be read: %s", tree, error)
        return frozenset()


def keep(places: Places, tree: Tree, branches: Collection[Branch]) -> None:
    """Remember these; where nothing can be kept they are open again next time, which does no harm."""
    file = places.state / tree
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.write_text(json.dumps(sorted(branches), ensure_ascii=True), encoding="ascii")
        file.chmod(0o600)
    except OSError as error:
        _log.warning("%s cannot be kept: %s", tree, error)
