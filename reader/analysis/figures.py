"""Dates and sums of money as they are written: where such a name begins and ends is a matter of form."""

import re
from collections.abc import Iterable
from functools import partial

from reader.analysis.names import Name
from reader.analysis.overlaps import with_others
from reader.model import EntityType, Span

_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH = (
    r"(?:January|February|April|June|July|August|September|October|November|December|(?-i:March|MARCH|May|MAY)"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?:[ ]?\.)?)"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?:[ ]?(?:[-–]|and)[ ]?(?:0?[1-9]|[12]\d|3[01])\b)?"
_YEAR = r"(?:1[0-9]|20)\d\d"
_COUNT = r"\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
_DATE = re.compile(
    rf"\b(?:{_WEEKDAY}[ ]?,?[ ])?"
    rf"(?:{_MONTH}[ ]{_DAY}\b(?:[ ]?,[ ]{_YEAR}|[ ]{_YEAR})?"
    rf"|{_DAY}[ ](?:day[ ])?(?:of[ ])?{_MONTH}\b(?:[ ]?,?[ ]{_YEAR})?"
    rf"|{_MONTH}[ ]?,?[ ]{_YEAR})\b"
    rf"|\bthe[ ](?:past|coming)[ ](?:{_COUNT})[ ](?:hours|days|weeks)\b",
    re.IGNORECASE,
)
"""A month with a day or a year, or so many days from today; a year, a weekday or a month alone may be anything else.

Months and years that are counted say how long something takes more often than when it is.
"""

_NUMBER = r"\d{1,3}(?:[ ,]\d{3}){1,6}(?:\.\d{1,9})?|\d{1,15}(?:[.,]\d{1,15}){0,6}"
_MANY = r"(?:thousand|million|billion|trillion|crores?|lakhs?|bn|mn|mil|tn|m|k)"
_SIGN = (
    r"(?:(?-i:\b(?:US|HK|NT|NZ|[ACNRS]))[ ]?\$|[$€£¥₹₡₩₦₽₺฿₫₱]"
    r"|\b(?:USD|EUR|GBP|CHF|CNY|JPY|INR|BND|GHS|MNT|SR|RM|Rs|Tk|US[ ]dollars)\b[ ]?\.?)"
)
_UNIT = (
    r"(?:(?:US|HK|American|Australian|Canadian|Singapore|Hong[ ]Kong|New[ ]Zealand)[ ])?"
    r"(?:dollars?|euros?|pounds?(?:[ ]sterling)?|yuan|yen|won|rupees?|rupiah|baht|pesos?|rou?bles?|francs?"
    r"|kron(?:er?|or|a)|shekels?|dirhams?|riyals?|ringgit|cedis?|naira|colones|cents|rand|lira|dinars?|dong|hryvnias?|CUP)\b"
)
_MONEY = re.compile(
    rf"(?:{_SIGN}[ ]?|(?-i:\bR))(?:{_NUMBER})(?:[ ]?[-–][ ]?(?:{_NUMBER}))?(?:[ -]{{0,3}}{_MANY}\b)?(?:[ ]dollars\b)?"
    rf"|(?<![\w.,])(?:{_NUMBER})(?:[ ]?-[ ]?plus)?(?:[ -]{{0,3}}{_MANY})?[ ]{_UNIT}"
    rf"|\b(?:(?:tens|hundreds)[ ]of[ ])?(?:thousands|millions|billions|trillions)[ ]of[ ]{_UNIT}",
    re.IGNORECASE,
)


_SIGN_LETTERS = re.compile(r"(?:US|HK|NT|NZ|[ACNRS])[ ]?", re.IGNORECASE)
"""What belongs to a "$" behind it; in small letters it may be a word ("gave us $ 5"), which the finder can tell."""


def with_figures(text: str, names: Iterable[Name]) -> list[Name]:
    """The names, dates and sums of money being what is written as one; in order where the names are.

    Nothing is found inside a name of another type: "May 4th Medal".
    """
    found = list(names)
    for kind, form in ((EntityType.DATE, _DATE), (EntityType.MONEY, _MONEY)):
        written = [Name(Span(*match.span()), kind, 1.0) for match in form.finditer(text)]
        found = with_others(found, written, partial(_gives_way, text))
    return found


def _gives_way(text: str, name: Name, written: Name) -> bool:
    before = text[name.span.start : written.span.start]
    return name.type is written.type and not _SIGN_LETTERS.fullmatch(before)
