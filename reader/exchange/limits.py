"""How much goes through when notes come in or go out; what is beyond is refused or cut off, with a sentence."""

MAX_PASSAGE = 100_000
"""Code points of a highlighted passage."""

MAX_NOTE = 1_000_000
"""Code points of a note."""

MAX_TAG = 80
"""Code points of a tag."""

MAX_TAG_DESCRIPTION = 2_000
"""Code points of what is said of a tag."""

MAX_SEARCH_NAME = 200
"""Code points of the name of a search."""

MAX_ENTITY_NAME = 400
"""Code points of an entity's key, or of what it is called instead."""

MAX_TAGS = 100
"""Tags of one highlight or article."""

MAX_NAME = 200
"""Code points of an author's or a source's name."""

MAX_URL = 2_000
"""Code points of a URL."""

MAX_UID = 64
"""Code points of the uid that an annotation of ours may bring along; one with a longer uid gets another."""

MAX_RECORD = 16_000_000
"""Code points of one record of JSON, with all its text, or of one line."""

MAX_TEXT_FILE = 100_000_000
"""Bytes of a file that is read as a whole: a page, Kindle's clippings."""

MAX_ROW_LINES = 1_000
"""Lines of one row of CSV; a quotation mark that is closed no sooner was never meant to be open."""

MAX_FAULTS = 1_000
"""Records of one file that cannot be read; with more it is taken for something else than it seemed."""

MAX_MEMBERS = 200_000
"""Files in a zip."""

MAX_MEMBER = 50_000_000
"""Bytes of one file in a zip, unpacked."""

MAX_UNPACKED = 4_000_000_000
"""Bytes of all files in a zip, unpacked, as the zip itself says."""

MAX_VAULT_FILES = 100_000
"""Files in a folder of Markdown that are looked at."""

MAX_VAULT_FILE = 10_000_000
"""Bytes of a Markdown file that notes are written into or read from."""

MAX_FILE_NAME = 100
"""Code points of the name of a file that is made, without its ending."""

MAX_FILE_NAME_BYTES = 200
"""Bytes of the same in UTF-8; file systems have room for 255."""

SNIFFED = 65_536
"""Bytes at the beginning of a file that tell what it is."""
