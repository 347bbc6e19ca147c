"""How much of a feed postil takes; what is beyond is refused with a sentence, or left out with a notice.

How many bytes come in at all is for whoever fetches them to say.
"""

MAX_ENTRIES = 5_000
"""Entries of one feed; of more, the newest are taken."""

MAX_MARKUP = 1_000_000
"""Characters "<" in a feed, about as many as it has tags; real feeds of 2 MB have up to 90,000."""

MAX_UNUSUAL = 10_000_000
"""Bytes of a feed that is not like most, and is read slowly: in 1 second, or in 10 if it is made to take long."""

MAX_UNUSUAL_TAGS = 200_000
"""Tags of such a feed, those inside escaped text not counted; each takes some 20 microseconds."""

MAX_DEPTH = 200
"""Elements around an element of such a feed."""

MAX_TAG = 20_000
"""Characters of one tag with its attributes; what is longer is taken for text."""

MAX_ATTRIBUTES = 60
"""Attributes of one tag; the rest is left out."""

MAX_PERSON = 300
"""Characters that name one author, before they are tidied."""

MAX_WORD = 64
"""Characters of a word in there; addresses of mail count as one."""

MAX_PEOPLE = 20
"""Authors of one entry; the rest is left out."""

MAX_NAME = 200
"""Code points of an entry's authors together."""

MAX_CONTENT = 2_000_000
"""Code points of an entry's HTML; the rest is left out."""

MAX_ENCLOSURES = 50
"""Files that an entry comes with; the rest is left out."""

MAX_MEDIA_TYPE = 100
"""Code points of a media type; a longer one is none."""

MAX_RAW_TITLE = 20_000
"""Code points of a title with the markup in it; how long titles are is `document.limits.MAX_TITLE`."""

MAX_TITLE_FROM_TEXT = 80
"""Code points of the title of an entry that has none: how its text begins."""

MAX_URL = 4_000
"""Code points of a URL; a longer one is none."""

MAX_KEY = 1_000
"""Code points of an entry's id; of a longer one, its digest is the key."""

MAX_NOTICES = 20
"""Sentences about one feed."""

MAX_REFRESH = 7 * 24 * 60 * 60
"""Seconds that a feed can ask to be left alone."""

EARLIEST_YEAR = 1605
"""The year of the first newspaper; dates before it, as year 0 or 1, are no dates."""

LATEST_YEAR = 2200
"""A date after it is none either; there are feeds that say 9999 for never."""

MAX_DATE = 80
"""Characters of a date."""

MAX_PAGE = 3_000_000
"""Characters of a web page in which feeds are looked for."""

MAX_LINKS = 20_000
"""Links of that page that are looked at."""

MAX_CANDIDATES = 20
"""Feeds that are found on one page."""
