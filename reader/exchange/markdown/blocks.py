r"""The blocks that postil writes into Markdown files, each between two comments, and everything else in them.

`<!-- postil UID DIGEST -->` begins a block, `<!-- /postil -->` ends it. The digest is of what was written: as long as
that would be the same, a block is left as it is, with whatever somebody changed in it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from urllib.parse import quote, unquote

_BEGINNING = re.compile(r"^<!-- postil (\S+) ([0-9a-f]{8}) -->[ \t]*\n", re.MULTILINE)
_END = re.compile(r"^<!-- /postil -->[ \t]*(?:\n|\Z)", re.MULTILINE)
_OURS = re.compile(r"<!--(?=\s*/?postil\b)")
_NO_COMMENT = "&lt;!--"
_NOT_OURS = re.compile(_NO_COMMENT + r"(?=\s*/?postil\b)")
_HEADING = re.compile(r"^#{1,6}\s", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Block:
    """What is written about one thing: its uid, and lines that end with a newline."""

    uid: str
    text: str
    digest: str

    @classmethod
    def of(cls, uid: str, text: str) -> "Block":
        """The block of a text, in which no comment is taken for one of ours."""
        inner = _OURS.sub(_NO_COMMENT, text.strip("\n")) + "\n"
        return cls(uid, inner, blake2b(inner.encode(errors="replace"), digest_size=4).hexdigest())

    @property
    def written(self) -> str:
        """The text that the block was made of, unless somebody has changed it."""
        return _NOT_OURS.sub("<!--", self.text)

    def __str__(self) -> str:
        return f"<!-- postil {quote(self.uid, safe='')} {self.digest} -->\n{self.text}<!-- /postil -->\n"


Piece = Block | str


@dataclass(frozen=True, slots=True)
class Merged:
    """A file's text with our blocks as they are now; `broken` are the uids of blocks whose end is missing."""

    text: str
    broken: frozenset[str] = frozenset()


def split(text: str) -> list[Piece]:
    """The blocks of a file, and what stands before, between and after them, in order."""
    pieces: list[Piece] = []
    at = 0
    beginnings = [*_BEGINNING.finditer(text)]
    limits = [*(beginning.start() for beginning in beginnings[1:]), len(text)]
    for beginning, limit in zip(beginnings, limits, strict=False):
        end = _END.search(text, beginning.end(), limit)
        if end is None:
            continue
        pieces += [text[at : beginning.start()], _block(beginning, text[beginning.end() : end.start()])]
        at = end.end()
    return [piece for piece in (*pieces, text[at:]) if piece]


def merged(text: str, blocks: Sequence[Block], exists: Callable[[str], bool]) -> Merged:
    """The text with these blocks in it, which are in order.

    A block that is there already stays where it is. One that is new comes behind the one before it, and behind what
    somebody wrote under that. Those of things that do not exist any more go. All else stays as it is, and so does a
    block whose end is missing.
    """
    pieces = split(text)
    broken = _broken(pieces)
    wanted = {block.uid: block for block in blocks if block.uid not in broken}
    kept = _kept(pieces, wanted, exists)
    present = {piece.uid for piece in kept if isinstance(piece, Block)}
    before: str | None = None
    for block in wanted.values():
        if block.uid not in present:
            _insert(kept, block, before)
        before = block.uid
    return Merged("".join(map(str, kept)), broken)


def _block(beginning: re.Match[str], text: str) -> Block:
    return Block(unquote(beginning[1]), text, beginning[2])


def _broken(pieces: Sequence[Piece]) -> frozenset[str]:
    texts = (piece for piece in pieces if isinstance(piece, str))
    return frozenset(unquote(found[1]) for text in texts for found in _BEGINNING.finditer(text))


def _kept(pieces: Sequence[Piece], wanted: Mapping[str, Block], exists: Callable[[str], bool]) -> list[Piece]:
    """The pieces without the blocks of what is gone, and with the blocks as they are now that have changed."""
    kept: list[Piece] = []
    after_gone = False
    for piece in pieces:
        if isinstance(piece, str):
            kept.append(piece.removeprefix("\n") if after_gone else piece)
        elif piece.uid in wanted or exists(piece.uid):
            new = wanted.get(piece.uid, piece)
            kept.append(piece if new.digest == piece.digest else new)
        after_gone = isinstance(piece, Block) and not (piece.uid in wanted or exists(piece.uid))
    return kept


def _insert(pieces: list[Piece], block: Block, before: str | None) -> None:
    """Put a block behind the one with the uid `before`, and behind the text under that up to a heading.

    There is an empty line on either side of it.
    """
    uids = [piece.uid if isinstance(piece, Block) else None for piece in pieces]
    if before is None:
        at = next((index for index, uid in enumerate(uids) if uid is not None), len(pieces))
        at -= at > 0
    else:
        at = uids.index(before) + 1
    under = pieces[at] if at < len(pieces) else ""
    text = under if isinstance(under, str) else ""
    heading = _HEADING.search(text) if before is not None else None
    cut = heading.start() if heading else len(text)
    left, right = text[:cut].rstrip("\n"), text[cut:].lstrip("\n")
    above = f"{left}\n\n" if left else "\n" * (before is not None)
    is_last = at + bool(text) >= len(pieces) and not right
    pieces[at : at + bool(text)] = [above, block, "" if is_last else f"\n{right}"]
