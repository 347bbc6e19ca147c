"""What is true of notes, as words that a full-text index finds."""

from collections.abc import Collection, Mapping

from reader.query.tree import Fact, Is, Leaf, Not

COLUMN = "facts"
"""The column of the index in which they stand."""

# Letters of nobody's: no text has them, and the tokenizer takes them for words. What is not true has a sign as well, so
# that every note has as many, and how well one fits does not depend on them.
_SIGNS = {
    Fact.ORPHAN: ("\ue001", "\ue021"),
    Fact.HAS_NOTE: ("\ue002", "\ue022"),
    Fact.HAS_TAG: ("\ue003", "\ue023"),
    Fact.HAS_SPEAKER: ("\ue004", "\ue024"),
}
_COLOURS = {Fact.of_colour(number): chr(0xE010 + number) for number in range(1, 7)}


def signs(facts: Collection[Fact]) -> str:
    """What stands in the column for a note of which these are true, one colour among them."""
    flags = (is_so if fact in facts else is_not for fact, (is_so, is_not) in _SIGNS.items())
    return " ".join((*flags, *(sign for colour, sign in _COLOURS.items() if colour in facts)))


def _finding(*any_of: str) -> str:
    return f"{COLUMN} : ({' OR '.join(any_of)})"


def _matches() -> Mapping[Leaf | Not, str]:
    found: dict[Leaf | Not, str] = {}
    for fact, (is_so, is_not) in (*_SIGNS.items(), (Fact.NOTE, _SIGNS[Fact.HAS_NOTE])):
        found[Is(fact)], found[Not(Is(fact))] = _finding(is_so), _finding(is_not)
    for fact, sign in _COLOURS.items():
        found[Is(fact)] = _finding(sign)
        found[Not(Is(fact))] = _finding(*(other for other in _COLOURS.values() if other != sign))
    return found


MATCHES = _matches()
"""What finds the notes of which something is true, or is not."""
