"""Text that means nothing in Markdown, nor in what Obsidian and Logseq add to it."""

import re

_MEANT = re.compile(
    r"""
      [\\`*\[<]                       # escapes, code, emphasis, links, mark-up
    | (?<![^\W_])_ | _(?![^\W_])      # emphasis, but not snake_case
    | ~~ | == | %% | \$\$ | \{\{ | \(\(  # struck out, marked, comments, formulas, macros, references
    | (?<!\S)\#                       # headings and tags
    | (?<!\S)\^                       # names of blocks
    | &(?=\#?\w+;)                    # entities
    | ^(?: [-+](?=[\s-]|$) | > | =+(?=\s*$) | ~{3} | :(?=\s) )  # lists, rules, quotations, underlines, fences
    """,
    re.VERBOSE | re.MULTILINE,
)
_NUMBERED = re.compile(r"^(\d{1,9})([.)])(?=\s|$)", re.MULTILINE)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def escaped(text: str) -> str:
    """The text as Markdown that shows just that text; lines stay lines."""
    return _NUMBERED.sub(r"\1\\\2", _MEANT.sub(lambda found: f"\\{found[0]}", text))


def unescaped(markdown: str) -> str:
    """The text that `escaped` was given."""
    return _ESCAPE.sub(r"\1", markdown)
