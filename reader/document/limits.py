"""How much a document may ask of the reader's machine; what is beyond is refused or read more plainly."""

MAX_SOURCE = 16_000_000
"""Code points of a source; a longer one is refused."""

MAX_NESTING = 20
"""Block quotations, lists and emphasis around a piece of Markdown; what is nested deeper is left out.

The parser's time grows with it on hostile input.
"""

MAX_COLUMNS = 200
"""Cells of a table's row; the rest is left out."""

MAX_HTML_DEPTH = 150
"""Elements around a piece of HTML. A page nested deeper is read as plain paragraphs, as is one beyond the next."""

MAX_HTML_TAGS = 50_000
"""Tags of an HTML page."""

MAX_FRONT_MATTER = 65_536
"""Code points of front matter or of a sidecar file."""

MAX_TITLE = 500
"""Code points of a title."""

MAX_VALUE = 2_000
"""Code points of any other value of metadata."""
