"""What trafilatura finds in a page: its main text, and what the page says about itself."""

import logging
from dataclasses import dataclass

from reader.sources.pages.limits import MAX_PAGE

# A date is read where pages say it, not guessed from a year somewhere in the text.
_DATES = {"original_date": True, "extensive_search": False}

_log = logging.getLogger(__name__)
# They say what they did not find, which is no reader's business.
_TALKATIVE = ("trafilatura", "htmldate", "courlan", "justext")


@dataclass(frozen=True, slots=True)
class Found:
    """The main text in HTML, of which little but the words can be relied on; and what is known of the page."""

    html: str
    about: dict[str, str]


def find(html: str, *, url: str) -> Found | None:
    """What is found in a page; None if nothing is, or the page is longer than `limits.MAX_PAGE`."""
    if len(html) > MAX_PAGE:
        return None
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    import trafilatura

    try:
        page = trafilatura.extract_with_metadata(
            html,
            url=url,
            output_format="html",
            include_comments=False,
            include_formatting=True,
            include_links=True,
            date_extraction_params=_DATES,
        )
    except Exception:  # noqa: BLE001  # whatever goes wrong in it, the page can be read as a whole
        _log.exception("The main text of %s could not be looked for.", url)
        return None
    if page is None or not page.text:
        return None
    about = {
        "title": page.title,
        "author": page.author.replace("; ", ", ") if page.author else None,
        "published": page.date,
        "source": page.sitename,
    }
    return Found(page.text, {key: value for key, value in about.items() if value})
