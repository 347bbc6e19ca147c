"""How much of a web page is looked through for its article.

Beside `reader.document.limits`, which bounds elements and nesting; together they keep a page within some ten seconds.
"""

MAX_PAGE = 2_000_000
"""Code points of HTML in which the article is told from the rest; all of a longer page is shown."""
