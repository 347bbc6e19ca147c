"""What is true of notes, as words that a full-text index finds."""

from collections.abc import Collection, Mapping

from reader.query.tree import Fact, Is, Leaf, Not

COLUMN = "facts"
"""The column of the index in which they stand."""

# Letters of nobody's: no text has them, and the tokenizer takes them for words.
_EACH = "\ue000"
_SIGNS = {
    Fact.ORPHAN: "\ue001",
    Fact.HAS_NOTE: "\ue002",
    Fact.HAS_TAG: "\ue003",
    Fact.HAS_SPEAKER: "\ue004",
    **{Fact.of_colour(number): chr(0xE010 + number) for number in range(1, 7)},
}


def signs(facts: Collection[Fact]) -> str:
    """What stands in the column for a note of which these are true."""
    return " ".join((_EACH, *(sign for fact, sign in _SIGNS.items() if fact in facts)))


def _finding(sign: str) -> str:
    return f'{COLUMN} : "{sign}"'


def _matches() -> Mapping[Leaf | Not, str]:
    found: dict[Leaf | Not, str] = {}
    for fact, sign in (*_SIGNS.items(), (Fact.NOTE, _SIGNS[Fact.HAS_NOTE])):
        found[Is(fact)] = _finding(sign)
        found[Not(Is(fact))] = f"({_finding(_EACH)} NOT {_finding(sign)})"
    return found


MATCHES = _matches()
"""What finds the notes of which something is true, or is not."""
