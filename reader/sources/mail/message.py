"""A message as the standard library parses it, with its headers as text; hostile ones break nothing."""

import re
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser
from email.policy import Compat32
from email.utils import collapse_rfc2231_value
from typing import Any

from reader.sources.errors import DamagedFileError, ExcessiveFileError
from reader.sources.http.pages import decode_page
from reader.sources.limits import MAX_BOUNDARIES, MAX_HEADER, MAX_MAIL_DEPTH, MAX_MAIL_LINES

_TELLING = frozenset(("from", "to", "subject", "date", "message-id", "mime-version", "received", "content-type"))
_BEFORE = b"\xef\xbb\xbf \t\r\n"
_WITHIN_BRACKETS = re.compile(r"([^<]*)<([^<>]*)>")
_QUOTED = re.compile(r"\\(.)")


class _Policy(Compat32):
    """Takes headers in whatever encoding they are, and no more than `MAX_HEADER` of one.

    The standard library's newer policies parse a header anew whenever it is asked for, in squares of time.
    """

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        data = value.encode("ascii", errors="surrogateescape")
        return name, decode_page(data, None).replace("\0", "")[:MAX_HEADER]


class Part(Message):
    """A message or a part of one, `depth` parts deep.

    What is nested too deep to be read is not taken apart by the parser, which would call itself for each.
    """

    depth = 0

    def attach(self, payload: Any) -> None:
        """Have a part within this one."""
        payload.depth = self.depth + 1
        super().attach(payload)

    def get_content_type(self) -> str:
        """The media type in lower case, that of text if it would not be taken apart any more."""
        kind = super().get_content_type()
        # The parser makes a part of each paragraph of a delivery status.
        return "text/plain" if self.depth > MAX_MAIL_DEPTH or kind == "message/delivery-status" else kind

    def get_param(
        self, param: str, failobj: Any = None, header: str = "content-type", unquote: bool = True
    ) -> Any:
        """The parameter of a header as text; `failobj` if there is none, or none that can be read."""
        try:
            value = super().get_param(param, failobj, header, unquote)
            return collapse_rfc2231_value(value) if isinstance(value, tuple) else value
        except (TypeError, ValueError):  # of pieces that do not fit together, and of character sets
            return failobj


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Whom a message is from: the empty string for what is not said."""

    name: str
    address: str


def parsed(data: bytes, place: str) -> Part:
    """The message that the bytes are.

    Raises:
        DamagedFileError: it does not begin as a message does.
        ExcessiveFileError: it has too many lines, or too many that may begin a part.
    """
    if max(data.count(b"\n"), data.count(b"\r")) > MAX_MAIL_LINES:
        raise ExcessiveFileError(place, f"more than {MAX_MAIL_LINES:,} lines")
    if data.count(b"\n--") > MAX_BOUNDARIES:
        raise ExcessiveFileError(place, f"more than {MAX_BOUNDARIES:,} lines that may begin a part of a message")
    message = BytesParser(Part, policy=_Policy()).parsebytes(data.lstrip(_BEFORE))
    assert isinstance(message, Part)
    if not _TELLING.intersection(name.lower() for name in message.keys()):  # noqa: SIM118 - it cannot be gone through
        raise DamagedFileError(
            place, "e-mail", "it does not begin with what a message begins with, such as “From:”"
        )
    return message


def header(message: Part, name: str) -> str:
    """The header of that name, decoded and on one line; the empty string if there is none."""
    return " ".join(_decoded(_raw(message, name)).split())


def mailbox(message: Part, name: str) -> Mailbox:
    """The mailbox, or the list, that the header of that name has."""
    raw = _raw(message, name)
    bracketed = _WITHIN_BRACKETS.match(raw)  # a name that is decoded may have brackets of its own
    if not bracketed:
        return Mailbox("", " ".join(raw.split()))
    quoted = bracketed[1].strip().strip('"')
    return Mailbox(" ".join(_decoded(_QUOTED.sub(r"\1", quoted)).split()), bracketed[2].strip())


def text_of(part: Part) -> str:
    """The text of a part that has one."""
    payload = part.get_payload(decode=True)
    return decode_page(payload, part.get_content_charset()) if isinstance(payload, bytes) else ""


def _raw(message: Part, name: str) -> str:
    return str(message.get(name, ""))


def _decoded(value: str) -> str:
    """The text of a header in which some words may be encoded."""
    try:
        pieces = decode_header(value)
    except (HeaderParseError, ValueError):
        return value
    return "".join(
        piece if isinstance(piece, str) else _decoded_piece(piece, charset) for piece, charset in pieces
    )


def _decoded_piece(piece: bytes, charset: str | None) -> str:
    # What stands between encoded words comes as the standard library has bytes stand for any text.
    return (
        piece.decode("raw-unicode-escape", errors="replace") if charset is None else decode_page(piece, charset)
    )
