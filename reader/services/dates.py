"""Instants as a reader sees them: in their own time zone, in few words."""

from datetime import date, datetime, timedelta


def local_day(instant: str) -> date | None:
    """The reader's day at an ISO 8601 instant; None if it is none."""
    try:
        return datetime.fromisoformat(instant).astimezone().date()
    except (ValueError, OverflowError):
        return None


class LocalDays:
    """The local days of very many instants; those near one another share what is worked out once."""

    def __init__(self) -> None:
        self._days: dict[str, date | None] = {}

    def day(self, instant: str) -> date | None:
        """The reader's day at an ISO 8601 instant; None if it is none."""
        ten_minutes = instant[:15]
        if ten_minutes not in self._days:
            self._days[ten_minutes] = local_day(instant)
        return self._days[ten_minutes]


def day_name(day: date, today: date) -> str:
    """A day as a heading: "Today", "Yesterday", "Monday 3 February 2025"."""
    if day == today:
        return "Today"
    if day == today - timedelta(days=1):
        return "Yesterday"
    return f"{day:%A} {day.day} {day:%B %Y}"


def short_day(instant: str) -> str:
    """The local day of an instant in few cells, "3 Feb 2025"; empty if it is no instant."""
    day = local_day(instant)
    return f"{day.day} {day:%b %Y}" if day else ""


def short_time(instant: str) -> str:
    """The local day and time of an instant, "3 Feb 2025 12:04"; empty if it is no instant."""
    try:
        return f"{short_day(instant)} {datetime.fromisoformat(instant).astimezone():%H:%M}"
    except (ValueError, OverflowError):
        return ""
