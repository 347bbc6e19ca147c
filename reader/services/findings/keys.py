"""The key that a person, an organisation, a place… has in all articles: "person:emmanuel-macron"."""

from reader.analysis import naming
from reader.model import EntityType

LONGEST_NAME = 200
"""How many characters a name may have; what is longer is none."""

WITHOUT_KEY = frozenset([EntityType.DATE, EntityType.MONEY])
"""What means something else in every article."""

_DAYS = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
"""What a finder may take for a name when an hour of it is named: "Tuesday morning"."""

_TYPES = {*EntityType} - WITHOUT_KEY


def key_of(name: str, kind: EntityType) -> str:
    """The key of what is called so: the same for all spellings of one name."""
    if kind is EntityType.PERSON:
        words = " ".join([*naming.name_words(name), naming.generation(name)])
    else:
        words = naming.key(name, kind)
    return f"{kind.value}:{naming.slug(words or name)}"


def has_key(name: str, kind: EntityType) -> bool:
    """Whether what is called so can be followed from article to article."""
    return kind not in WITHOUT_KEY and len(name) <= LONGEST_NAME and name.casefold() not in _DAYS


def surname_of(name: str) -> str | None:
    """The last word of a person's name as keys have it; None if there is none."""
    words = naming.name_words(name)
    return naming.slug(words[-1]) if words else None


def is_full(name: str) -> bool:
    """Whether a person's name has more than a surname."""
    return len(naming.name_words(name)) > 1


def type_of(key: str) -> EntityType | None:
    """The type that a key begins with; None if it is no key."""
    kind, _, name = key.partition(":")
    return EntityType(kind) if name and kind in _TYPES else None
