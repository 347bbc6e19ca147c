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
    span: Span
    quoted: bool = False
    prefix: bool = True
    is_open: bool = False


Token = Sign | Term

_OPERATORS = {"OR": SignKind.OR, "AND": SignKind.AND, "NOT": SignKind.NOT}
_SIGNS = {"open": SignKind.OPEN, "close": SignKind.CLOSE, "either": SignKind.OR, "minus": SignKind.NOT}


def tokens(query: str) -> Iterator[Token]:
    """The signs and terms in order, in linear time. Every text has them; only white space has none."""
    at = 0
    while at < len(query):
        sign = _SIGN.match(query, at)
        kind = sign.lastgroup if sign else None
        if sign and kind == "space":
            at = sign.end()
            continue
        token = Sign(_SIGNS[kind], Span(*sign.span())) if sign and kind in _SIGNS else _term(query, at, sign)
        yield token
        at = token.span.end


def _term(query: str, start: int, field: re.Match[str] | None) -> Token:
    """The term that begins there, with what says its field if that is said; or the operator, which is a word."""
    name = None if field is None else "tag" if field["hash"] else field["field"][:-1].lower()
    begin = field.end() if field else start
    value = _VALUE.match(query, begin)
    if value is None:
        return Term(name, "", Span(start, begin))
    span, bare = Span(start, value.end()), value["bare"]
    if bare is None:
        return _phrase(name, value, span)
    if name is None and bare in _OPERATORS:
        return Sign(_OPERATORS[bare], span)
    return Term(name, bare.removesuffix("*"), span)


def _phrase(name: str | None, value: re.Match[str], span: Span) -> Term:
    """What stands between quotation marks; the last word of what is open is not finished."""
    phrase = value["curly"] if value["straight"] is None else value["straight"]
    end = value["straight_end"] or value["curly_end"] or ""
    is_open = not end
    prefix = is_open or end.endswith("*")
    return Term(name, " ".join(phrase.split()), span, quoted=True, prefix=prefix, is_open=is_open)
