"""How much a query may be; what is beyond is refused with a sentence."""

MAX_LENGTH = 4_000
"""Code points."""

MAX_TERMS = 200
"""Words, phrases and fields, with those of the searches that a query names."""

MAX_DEPTH = 20
"""Parentheses inside parentheses."""
