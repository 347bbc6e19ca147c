"""How much postil takes in from a list of subscriptions; what is beyond is refused or left out, with a sentence."""

MAX_LIST = 10_000_000
"""Bytes of an OPML file, code points of a newsboat `urls` file."""

MAX_SUBSCRIPTIONS = 20_000
"""Feeds of one list."""

MAX_OUTLINES = 50_000
"""Outlines of an OPML file: feeds, folders, and whatever else is in it."""

MAX_FOLDERS = 16
"""Folders inside folders; feeds that lie deeper are kept in the last of these."""

MAX_TAGS = 50
"""Tags of one feed."""

MAX_NOTICES = 100
"""Sentences about one list; how many more there would be is said in the last."""
