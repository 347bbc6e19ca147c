"""How much postil takes in from files; what is beyond is refused with a sentence, or passed over."""

MAX_FILE = 50_000_000
"""Bytes of an article's file."""

MAX_SIDECAR = 262_144
"""Bytes of a sidecar, the file of metadata beside an article."""

MAX_FOLDER_DEPTH = 40
"""Folders inside folders that are looked into."""

MAX_URL = 2_000
"""Code points of a URL."""

MAX_SUGGESTED_FROM = 2_000
"""Names in a folder that are compared with one that is missing."""

SNIFFED = 65_536
"""Bytes at the beginning of a file that tell whether it is text."""

MAX_CONTROLS = 0.05
"""The share of control characters among those bytes above which it is not."""

SNIFFED_FOR_CHARSET = 4_096
"""Bytes at the beginning of a page in which it may say how it is encoded."""

MAX_BOOK_FILES = 10_000
"""Files in an EPUB."""

MAX_CHAPTERS = 2_000
"""Chapters of an EPUB."""

MAX_CHAPTER = 5_000_000
"""Bytes of a chapter of an EPUB, or another file in it that is read, unpacked."""

MAX_BOOK = 50_000_000
"""Bytes of all that is read of an EPUB, unpacked."""

MAX_RATIO = 100
"""How many times its size in an EPUB a file may unpack to, if it then has more bytes than the next."""

RATIO_COUNTS_FROM = 1_000_000
"""Bytes, unpacked, up to which a file in an EPUB may be packed however tightly."""

MIN_CHAPTER = 10
"""Words that a page of an EPUB has at least beside its title if it is a chapter."""

MAX_MAIL_LINES = 1_000_000
"""Lines of an e-mail."""

MAX_HEADER = 2_000
"""Code points of a header of an e-mail; the rest is left out."""

MAX_MAIL_PARTS = 1_000
"""Parts of an e-mail: texts, attachments, and what holds them."""

MAX_MAIL_DEPTH = 20
"""Parts around a part of an e-mail."""

MAX_BOUNDARIES = 10_000
"""Lines of an e-mail that may begin a part."""

MAX_PDF_PAGES = 3_000
"""Pages of a PDF."""

MAX_PDF_TEXT = 5_000_000
"""Characters of a PDF: there are some 2,000 on a page of a book."""

MAX_PDF_SECONDS = 30
"""Seconds of a processor that taking the text out of a PDF may need."""

MAX_PDF_MEMORY = 1_000_000_000
"""Bytes of memory that it may need."""

WATCH_PAUSE = 300
"""Milliseconds without a change in folders that are watched, before what has changed is looked at."""

WATCH_LONGEST = 5_000
"""Milliseconds after which it is looked at without a pause."""
