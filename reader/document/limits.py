"""How much a document may ask of the reader's machine; what is beyond is refused or read more plainly.

They keep the reading of any file within some 3 seconds on a machine of 2020, but for prose of many megabytes.
"""

MAX_SOURCE = 16_000_000
"""Code points of a source; a longer one is refused."""

MAX_NESTING = 20
"""Block quotations, lists and emphasis around a piece of Markdown; what is nested deeper is left out.

The parser's time grows with it on hostile input.
"""

MAX_LINES = 60_000
"""Line breaks of Markdown; what has more of them is read as plain text, as is what has more of the next."""

MAX_MARKS = 100_000
"""Characters of Markdown that may mean something, such as brackets, asterisks and dashes."""

MAX_PARAGRAPHS = 100_000
"""Paragraphs of a plain text, and of what is read as one; of more, several together become a paragraph."""

MAX_COLUMNS = 200
"""Cells of a table's row; the rest is left out."""

MAX_HTML_DEPTH = 150
"""Elements around a piece of HTML. A page nested deeper is read as plain paragraphs, as is one beyond the next."""

MAX_HTML_TAGS = 30_000
"""Tags of an HTML page; what it says about itself is looked for before the first that is too many."""

MAX_HTML_ATTRIBUTES = 1_000
"""Attributes of an element; a page with more of them on one is read as plain paragraphs, too."""

MAX_FRONT_MATTER = 65_536
"""Code points of front matter or of a sidecar file."""

MAX_TITLE = 500
"""Code points of a title."""

MAX_VALUE = 2_000
"""Code points of any other value of metadata."""
