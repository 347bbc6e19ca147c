"""The signs and terms that a query's text is made of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from reader.model import Span

_CURLY = "“”„‟«»″〝〞〟"
_MARKS = f'"{_CURLY}'
# What stands between typographic marks ends at any mark: which of them opens and which closes depends on the
# language. Between straight ones there may be typographic ones.
_PHRASE = (
    rf'"(?P<straight>[^"]*)(?P<straight_end>"\*?)?|[{_CURLY}](?P<curly>[^{_MARKS}]*)(?P<curly_end>[{_MARKS}]\*?)?'
)
_VALUE = re.compile(rf"{_PHRASE}|(?P<bare>[^\s()|{_MARKS}]+)")
# Joiners that a term would begin with have nothing to join.
_SIGN = re.compile(
    r"(?P<space>[\s\u200c\u200d]+)|(?P<open>\()|(?P<close>\))|(?P<either>\|)"
    r"|(?P<minus>-(?=[^\s)|]))"
    r"|(?P<hash>\#(?=[^\s()|]))"
    r"|(?P<field>[A-Za-z]{1,20}:(?!//))"
)


class SignKind(StrEnum):
    """What holds terms together."""

    OPEN = "("
    CLOSE = ")"
    OR = "OR"
    AND = "AND"
    NOT = "NOT"


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign, and where it stands."""

    kind: SignKind
    span: Span


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase, behind a field's `name` in small letters or without one.

    `text` has single spaces between its words. `prefix` says that its last word may go on: as in what is not
    `quoted`, and where an asterisk stands behind. A phrase `is_open` that has no quotation mark at its end.
    """

    name: str | None
    text: str
    quoted: bool
    prefix: bool
    is_open: bool
    span: Span


Token = Sign | Term

_OPERATORS = {"OR": SignKind.OR, "AND": SignKind.AND, "NOT": SignKind.NOT}
_SIGNS = {"open": SignKind.OPEN, "close": SignKind.CLOSE, "either": SignKind.OR, "minus": SignKind.NOT}


def tokens(query: str) -> Iterator[Token]:
    """The signs and terms in order, in linear time. Every text has them; only white space has none."""
    at = 0
    while at < len(query):
        sign = _SIGN.match(query, at)
        kind = sign.lastgroup if sign else None
        if sign and kind in _SIGNS:
            yield Sign(_SIGNS[kind], Span(*sign.span()))
        elif kind != "space":
            token = _term(query, at, sign)
            yield token
            at = token.span.end
            continue
        at = sign.end() if sign else at


def _term(query: str, start: int, sign: re.Match[str] | None) -> Token:
    """The term that begins there, with the sign for its field before it if there is one."""
    name = None if sign is None else "tag" if sign["hash"] else sign["field"][:-1].lower()
    value = _VALUE.match(query, sign.end() if sign else start)
    if value is None:
        return Term(
            name, "", quoted=False, prefix=True, is_open=False, span=Span(start, sign.end() if sign else start)
        )
    span = Span(start, value.end())
    bare = value["bare"]
    if bare is None:
        phrase = value["straight"] if value["straight"] is not None else value["curly"]
        end = value["straight_end"] or value["curly_end"] or ""
        is_open = not end
        return Term(name, " ".join(phrase.split()), True, is_open or end.endswith("*"), is_open, span)
    if name is None and bare in _OPERATORS:
        return Sign(_OPERATORS[bare], span)
    return Term(name, bare.removesuffix("*"), False, True, False, span)
