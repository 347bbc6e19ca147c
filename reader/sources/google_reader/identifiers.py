"""The ids of articles, which servers write in several ways, and the names of streams."""

import re
from typing import NewType

ItemId = NewType("ItemId", str)
"""An article's id in one form: its hexadecimal digits, in lower case, 16 of them where the server's ids are numbers."""

READING_LIST = "user/-/state/com.google/reading-list"
READ = "user/-/state/com.google/read"
STARRED = "user/-/state/com.google/starred"

_LONG = "tag:google.com,2005:reader/item/"
_LABEL = "/label/"
# 64 bits have up to 20 decimal digits.
_DECIMAL = re.compile(r"-?[0-9]{1,20}")
_HEXADECIMAL = re.compile(r"[0-9a-f]{1,64}")


def item_id(text: str) -> ItemId:
    """The id in our form: of `tag:google.com,2005:reader/item/00000000148b9369`, `344691561`, `-3`, `148b9369`.

    A decimal number is one of 64 bits, with a sign or without. What could be either is decimal, as in the servers'
    lists of ids; only what is too long for that, or has letters, is hexadecimal without the words before it.

    Raises:
        ValueError: it is no id.
    """
    if _DECIMAL.fullmatch(text) and -(2**63) <= (number := int(text)) < 2**64:
        return ItemId(f"{number % 2**64:016x}")
    digits = text.removeprefix(_LONG).lower()
    if _DECIMAL.fullmatch(text) or not _HEXADECIMAL.fullmatch(digits):
        raise ValueError(f"“{text[:80]}” is no id of an article.")
    return ItemId(digits.zfill(16))


def long_form(identifier: ItemId) -> str:
    """The id as every server takes it. Some read a bare decimal as hexadecimal, others refuse a bare hexadecimal."""
    return _LONG + identifier


def label(stream: str) -> str | None:
    """The label in `user/-/label/News` or `user/1234/label/News`, None for any other stream."""
    user, separator, name = stream.partition(_LABEL)
    return name if separator and user.startswith("user/") and "/" not in user.removeprefix("user/") else None


def label_stream(name: str) -> str:
    """The stream of that label."""
    return f"user/-{_LABEL}{name}"
