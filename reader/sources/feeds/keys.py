"""What tells the entries of a feed apart, and tells them again when the feed is next read."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from reader.sources.feeds.limits import MAX_KEY

_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Identity:
    """What tells an entry, the surest first; empty is what it does not have. `says` is what else there is of it."""

    id: str
    url: str
    title: str
    says: str

    def base(self) -> str:
        """Its id, else its address, else a digest of what it says; empty if it says nothing."""
        given = self.id or self.url
        if given:
            return given if len(given) <= MAX_KEY else _digest(given)
        return _digest(f"{self.title}\n{self.says}") if self.title or self.says else ""

    def parting(self) -> tuple[str, str]:
        """What parts it from others of the same base, the surest first."""
        return (self.url, self.title) if self.id else (self.title, self.says)


def keys_of(identities: Sequence[Identity]) -> list[str]:
    """A key for each entry: its base where no other entry has the same, empty for one that says nothing.

    Where others have, a digest of its address is added, and of its title if that of the address does not do; both
    alike for all of them, in whatever order they come. Entries that are given the same key are one, given again.
    """
    bases = [identity.base() for identity in identities]
    if len(set(bases)) == len(bases):
        return bases
    variants: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for base, identity in zip(bases, identities, strict=True):
        first, second = identity.parting()
        variants[base][first].add(second)
    return [_parted(base, identity, variants[base]) for base, identity in zip(bases, identities, strict=True)]


def _parted(base: str, identity: Identity, variants: Mapping[str, Collection[str]]) -> str:
    first, second = identity.parting()
    marks = [_digest(first)[:_DIGITS]] if len(variants) > 1 else []
    if len(variants[first]) > 1:
        marks.append(_digest(second)[:_DIGITS])
    return "#".join((base, *marks)) if base else base


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "replace")).hexdigest()
