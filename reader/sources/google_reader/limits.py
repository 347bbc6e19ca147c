"""How much is asked of a server at a time, and taken from it."""

IDS_AT_A_TIME = 10_000
"""Ids of articles that one answer is asked for; servers give fewer where they like."""

MAX_IDS = 300_000
"""Ids of one kind that are taken; of those beyond nothing is known."""

ITEMS_AT_A_TIME = 100
"""Articles that one answer is asked for."""

EDITS_AT_A_TIME = 200
"""Articles that one request changes."""

MAX_FEEDS = 20_000
"""Feeds of one account; the rest is left out."""

MAX_ANSWER = 50_000_000
"""Bytes of an answer."""

MAX_CONTENT = 2_000_000
"""Code points of an article's HTML; the rest is left out."""

MAX_ENCLOSURES = 100
"""Files that one article comes with; the rest is left out."""
