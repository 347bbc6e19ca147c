"""What stands inside a Markdown block: its text, and the styled stretches of it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from markdown_it.token import Token

from reader.document.blocks import Inline, InlineKind
from reader.text.sanitize import clean

_STYLES = {
    "strong": InlineKind.STRONG,
    "em": InlineKind.EMPHASIS,
    "s": InlineKind.STRIKE,
    "link": InlineKind.LINK,
}
_SAFE_ADDRESS = re.compile(r"(?:https?://|mailto:)[!-~]+", re.IGNORECASE)
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_MAX_ADDRESS = 4_000


@dataclass(frozen=True, slots=True)
class InlineText:
    """The text of a block with its inlines, which count from its start.

    `only_images` says that it is nothing but the alternative texts of images.
    """

    text: str
    inlines: tuple[Inline, ...] = ()
    only_images: bool = False


def read_inline(tokens: Iterable[Token]) -> InlineText:
    """The text that the children of an inline token say. Soft breaks are spaces, hard breaks newlines."""
    reading = _Reading()
    for token in tokens:
        reading.take(token)
    return reading.result()


class _Reading:
    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._open: list[tuple[int, InlineKind | None, str]] = []
        self._inlines: list[Inline] = []
        self._images = 0
        self._has_words = False

    def take(self, token: Token) -> None:
        """Read one token on."""
        style = token.type.removesuffix("_open").removesuffix("_close")
        if token.nesting == 1:
            self._open.append((self._length, _STYLES.get(style), _address(token)))
        elif token.nesting == -1 and self._open:
            self._close(*self._open.pop())
        elif token.type == "image":
            self._images += 1
            self._add(_alternative_text(token))
        elif token.type == "html_inline":
            self._take_tag(token.content)
        else:
            self._take_text(token)

    def _take_text(self, token: Token) -> None:
        start = self._length
        text = _said(token)
        self._add(text)
        self._has_words = self._has_words or bool(text.strip())
        if token.type == "code_inline":
            self._close(start, InlineKind.CODE, "")

    def _take_tag(self, tag: str) -> None:
        if _LINE_BREAK.fullmatch(tag):
            self._add("\n")

    def _add(self, text: str) -> None:
        text = clean(text)
        self._parts.append(text)
        self._length += len(text)

    def _close(self, start: int, kind: InlineKind | None, target: str) -> None:
        if kind is None or start == self._length or (kind is InlineKind.LINK and not target):
            return
        self._inlines.append(Inline(start, self._length, kind, target))

    def result(self) -> InlineText:
        """What was read, without white space at either end."""
        whole = "".join(self._parts)
        text = whole.strip()
        inlines = _shifted(self._inlines, len(whole) - len(whole.lstrip()), len(text))
        safe = clean(text)
        if safe != text:
            # A mark at the start of one piece has joined the letter before it: the offsets are void.
            text, inlines = safe.strip(), ()
        return InlineText(text, inlines, self._images > 0 and not self._has_words)


def _said(token: Token) -> str:
    if token.type == "softbreak":
        return " "
    if token.type == "hardbreak":
        return "\n"
    if token.type == "footnote_ref":
        return f"[{token.meta.get('label', '')}]"
    return token.content.replace("\t", " ").replace("\n", " ")


def _alternative_text(image: Token) -> str:
    """The words of an image's description, its mark-up left out."""
    words: list[str] = []
    pending = list(image.children or ())[::-1]
    while pending:
        token = pending.pop()
        if token.children:
            pending.extend(reversed(token.children))
        elif token.type != "html_inline":
            words.append(_said(token).replace("\n", " "))
    return "".join(words).strip()


def _address(token: Token) -> str:
    address = str(token.attrs.get("href", ""))
    return address if len(address) <= _MAX_ADDRESS and _SAFE_ADDRESS.fullmatch(address) else ""


def _shifted(inlines: list[Inline], lead: int, length: int) -> tuple[Inline, ...]:
    moved = (
        Inline(max(0, i.start - lead), min(length, i.end - lead), i.kind, i.target)
        for i in sorted(inlines, key=lambda i: (i.start, -i.end))
    )
    return tuple(inline for inline in moved if inline.start < inline.end)
