"""What the reader says of entities that the machine found otherwise."""

from dataclasses import dataclass
from enum import StrEnum


class CorrectionKind(StrEnum):
    """What a correction does to an entity.

    JOIN has it be another one, SPLIT takes a name from it that is not its own, RENAME and RETYPE say what it is called
    and what kind of thing it is, HIDE says that it is not worth marking.
    """

    JOIN = "join"
    SPLIT = "split"
    RENAME = "rename"
    RETYPE = "retype"
    HIDE = "hide"


@dataclass(frozen=True, slots=True)
class EntityCorrection:
    """One correction of the entity with the key `entity`.

    `value` is the key of the other one, the name or the type, as the kind asks for, and empty to HIDE.
    """

    kind: CorrectionKind
    entity: str
    value: str
    updated: str

    @property
    def id(self) -> str:
        """The same for corrections of which only one can be: names taken from an entity are one each."""
        name = self.value if self.kind is CorrectionKind.SPLIT else ""
        return f"{self.kind} {self.entity} {name}".rstrip()
