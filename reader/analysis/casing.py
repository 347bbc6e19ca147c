"""How a text is written: whether its capitals tell anything."""

_FEW_CAPITALS = 0.005
"""The share of capitals among its letters from which on a text is written with them; news have five times as many."""


def is_small(text: str) -> bool:
    """Whether a text is written in small letters alone, so that a name need not have a capital."""
    capitals = sum(map(str.isupper, text))
    return capitals <= _FEW_CAPITALS * sum(map(str.isalpha, text))
