"""Labels of one or two letters for places on the screen."""

from collections.abc import Sequence
from itertools import product

HOME_ROW = "asdfghjkl"
ALL_LETTERS = HOME_ROW + "qwertyuiopzxcvbnm"


def labels(count: int) -> list[str]:
    """That many labels, none of which is the beginning of another: single letters as far as they go, then pairs.

    Letters of the home row alone where they suffice, which is for 81 labels; there are 676 at most.
    """
    letters = HOME_ROW if count <= len(HOME_ROW) ** 2 else ALL_LETTERS
    size = len(letters)
    pairs_from = next((single for single in range(size, -1, -1) if single + (size - single) * size >= count), 0)
    pairs = ["".join(pair) for pair in product(letters[pairs_from:], letters)]
    return [*letters[:pairs_from], *pairs][:count]


def placed(starts: Sequence[int], names: Sequence[str]) -> list[tuple[int, str]]:
    """Each label at its start, or right behind the label before where that one is in its way."""
    result: list[tuple[int, str]] = []
    free = 0
    for start, name in zip(starts, names, strict=True):
        at = max(start, free)
        result.append((at, name))
        free = at + len(name)
    return result
