"""Days, months and years, as queries put them."""

import calendar
import re
from datetime import date, timedelta
from typing import NamedTuple

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")
_AGO = re.compile(r"([0-9]{1,4})([dwmy])")
_DAYS = {"d": 1, "w": 7}
_MONTHS = {"m": 1, "y": 12}


class Days(NamedTuple):
    """The days from `first` on and before `end`; None where there is no day after the last."""

    first: date
    end: date | None


def days(text: str, today: date) -> Days | None:
    """The days that `text` names, None if it names none.

    "2022", "2022-01" and "2022-01-31" are a year, a month and a day; "today" and "yesterday" days; "3d", "2w", "6m"
    and "1y" the day so many days, weeks, months or years before `today`.
    """
    try:
        return _days(text.lower(), today)
    except (ValueError, OverflowError):  # no such day, or none that a calendar has
        return None


def _days(text: str, today: date) -> Days | None:
    if text == "today":
        return _one(today)
    if text == "yesterday":
        return _one(today - timedelta(days=1))
    if ago := _AGO.fullmatch(text):
        return _one(_before(today, int(ago[1]), ago[2]))
    if written := _DATE.fullmatch(text):
        year, month, day = (int(part) if part else None for part in written.groups())
        return _written(year or 0, month, day)
    return None


def _written(year: int, month: int | None, day: int | None) -> Days:
    first = date(year, 1 if month is None else month, 1 if day is None else day)
    if day is not None:
        return _one(first)
    last = date(year, 12, 31) if month is None else _last_of_month(year, month)
    return Days(first, _one(last).end)


def _one(day: date) -> Days:
    return Days(day, None if day == date.max else day + timedelta(days=1))


def _before(day: date, count: int, unit: str) -> date:
    """The day so many days, weeks, months or years before; in a month that is too short for it, the last."""
    if unit in _DAYS:
        return day - timedelta(days=count * _DAYS[unit])
    year, month = divmod(day.year * 12 + day.month - 1 - count * _MONTHS[unit], 12)
    last = _last_of_month(year, month + 1)
    return last.replace(day=min(day.day, last.day))


def _last_of_month(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
