"""Lines after a reader's own pattern: `{title}\\t{url}`."""

import re
from collections.abc import Collection, Mapping

import click

_PART = re.compile(r"\{\{|\}\}|\{(?P<name>[^{}]*)\}|\\(?P<sign>[nt\\])|(?P<stray>[{}])")
_SIGNS = {"n": "\n", "t": "\t", "\\": "\\"}


class Template:
    """A pattern with names between braces; `{{` and `}}` stand for braces, `\\t` and `\\n` for a tab and a new line.

    Raises `click.UsageError` when a name is none of `names`, or a brace stands alone.
    """

    def __init__(self, pattern: str, names: Collection[str]) -> None:
        self._pattern = pattern
        for part in _PART.finditer(pattern):
            if part["stray"]:
                raise click.UsageError(f"A “{part[0]}” stands alone in the format “{pattern}”; write it twice.")
            if part["name"] is not None and part["name"] not in names:
                known = ", ".join(names)
                raise click.UsageError(f"The format has no “{{{part['name']}}}”; it can have {known}.")

    def filled(self, values: Mapping[str, object]) -> str:
        """The pattern with the values in the places of their names; None is empty."""

        def fill(part: re.Match[str]) -> str:
            if part["name"] is not None:
                value = values[part["name"]]
                return "" if value is None else str(value)
            return _SIGNS[part["sign"]] if part["sign"] else part[0][0]

        return _PART.sub(fill, self._pattern)
