"""Conditions on articles in SQL: what all choices of them are put together from."""

from collections.abc import Iterable

Condition = tuple[str, list[object]]
"""A condition and its parameters."""

AMONG_IDS = "id IN (SELECT value FROM json_each(?))"
OF_FEEDS = "arrival IN (SELECT arrival FROM entries WHERE feed_id IN (SELECT value FROM json_each(?)))"


def joined(operator: str, conditions: Iterable[Condition]) -> Condition:
    """Conditions as one, with " AND " or " OR " between them."""
    parts, parameters = [], []
    for part, of_part in conditions:
        parts.append(part)
        parameters += of_part
    return f"({operator.join(parts)})", parameters


def json_array(values: Iterable[object]) -> str:
    """Values as one parameter, for `json_each`."""
    import json  # the first frame asks for no values

    return json.dumps([*values])
