"""What the reader wants done with a feed's articles, as a line: "full text auto, keep 30 days, keep 500 articles"."""

import re
from dataclasses import dataclass

from reader.model import Feed, FullText, PostilError
from reader.services.tags.completion import SEPARATOR, split_tags
from reader.text.width import truncate

MOST_DAYS = 36_500
MOST_ARTICLES = 1_000_000

KEEP_ALL = "keep all"
OFFERED: tuple[tuple[str, str], ...] = (
    ("full text auto", "fetch the pages of articles that come as excerpts"),
    ("full text always", "fetch the page of every article"),
    ("full text never", "take only what the feed gives"),
    (KEEP_ALL, "delete nothing"),
    ("keep 30 days", "delete older articles, but not those you starred or marked"),
    ("keep 500 articles", "delete all but the newest, but not those you starred or marked"),
)
"""What may be written, and what it does."""

_FULL_TEXT = re.compile(r"(?:full )?text (\w+)", re.IGNORECASE)
_KEEP = re.compile(r"keep (\d+) (day|article)s?", re.IGNORECASE)


class UnusableSettingError(PostilError):
    """A feed's setting that cannot be understood; the text says which, and what can be."""


@dataclass(frozen=True, slots=True)
class FeedSettings:
    """Whether pages are fetched, and how many days and articles are kept; None keeps all."""

    full_text: FullText = FullText.AUTO
    keep_days: int | None = None
    keep_count: int | None = None


def settings_of(feed: Feed) -> FeedSettings:
    """The settings that a feed has."""
    return FeedSettings(feed.full_text, feed.keep_days, feed.keep_count)


def describe(settings: FeedSettings) -> str:
    """The settings as a line that `parse` understands."""
    kept = [
        f"keep {number} {unit}{'' if number == 1 else 's'}"
        for number, unit in ((settings.keep_days, "day"), (settings.keep_count, "article"))
        if number is not None
    ]
    return SEPARATOR.join((f"full text {settings.full_text}", *(kept or [KEEP_ALL])))


def parse(line: str) -> FeedSettings:
    """The settings on a line; of two that differ the last one holds, and what is not named is as with a new feed.

    Raises:
        UnusableSettingError: something on it is no setting, or a number is out of range.
    """
    full_text, kept = FullText.AUTO, dict[str, int]()
    for phrase in split_tags(line):
        if (named := _FULL_TEXT.fullmatch(phrase)) and named[1].lower() in {*FullText}:
            full_text = FullText(named[1].lower())
        elif number := _KEEP.fullmatch(phrase):
            kept[number[2].lower()] = _number(
                number[1], MOST_DAYS if number[2].lower() == "day" else MOST_ARTICLES
            )
        elif phrase.lower() == KEEP_ALL:
            kept.clear()
        else:
            raise UnusableSettingError(
                f"“{phrase}” is no setting. Write for example: full text always, keep 30 days, keep 500 articles."
            )
    return FeedSettings(full_text, kept.get("day"), kept.get("article"))


def _number(digits: str, most: int) -> int:
    # The length is looked at first: Python refuses to read numbers of thousands of digits.
    if len(digits) > len(str(most)) or not 1 <= int(digits) <= most:
        raise UnusableSettingError(f"“{truncate(digits, 20)}” is out of range: from 1 to {most:,} can be kept.")
    return int(digits)
