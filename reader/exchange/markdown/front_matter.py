"""The YAML above a Markdown file: what postil has to say there, and what others have."""

import re
from collections.abc import Iterable, Mapping

_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_KEY = re.compile(r"(\w[\w -]*?)[ \t]*:(?=\s|\Z)")
_ITEM = re.compile(r"^[ \t]*-[ \t]+(.*?)[ \t]*$", re.MULTILINE)
_PLAIN = re.compile(r"[^\W\d_][\w/-]*")
_NO_TEXT = frozenset("true false yes no on off null y n".split())
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?:T[\d:.+Z-]+)?")
_ESCAPED = re.compile(r"\\(.)")
_QUOTED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}

TAGS = "tags"


def split(text: str) -> tuple[str | None, str]:
    """The front matter of a file, without the lines around it, and what is below; None if there is none."""
    found = _FRONT_MATTER.match(text)
    return (found[1], text[found.end() :]) if found else (None, text)


def joined(front_matter: str, below: str) -> str:
    """A file with front matter."""
    return f"---\n{front_matter}---\n{below}"


def value_of(front_matter: str, key: str) -> str | None:
    """The value of a key that stands in one line, without quotation marks around it."""
    found = re.search(rf"^{re.escape(key)}[ \t]*:[ \t]*(.*?)[ \t]*$", front_matter, re.MULTILINE)
    if found is None:
        return None
    value = found[1]
    return _ESCAPED.sub(r"\1", value[1:-1]) if value.startswith('"') else value.strip("'")


def renewed(front_matter: str, values: Mapping[str, str], tags: Iterable[str], *, overwrite: bool) -> str:
    """The same with these values and tags: tags are added to those that are there, all other entries stay.

    A value that is there already is replaced only with `overwrite`.
    """
    entries = _entries(front_matter)
    for key, value in values.items():
        if value and (overwrite or key not in entries):
            entries[key] = f"{key}: {_scalar(value)}\n"
    present = _tags_of(entries.get(TAGS, ""))
    missing = [tag for tag in tags if tag not in present]
    if missing:
        entries[TAGS] = f"{TAGS}:\n" + "".join(f"  - {_scalar(tag)}\n" for tag in (*present, *missing))
    return "".join(entries.values())


def _entries(front_matter: str) -> dict[str, str]:
    """The lines of each key, in order; a comment, and a key that is there again, stand for themselves."""
    entries: dict[str, str] = {}
    last = ""
    for number, line in enumerate(front_matter.splitlines(keepends=True)):
        found = _KEY.match(line)
        if found or line.startswith("#"):
            last = found[1] if found and found[1] not in entries else f"\n{number}"
        entries[last] = entries.get(last, "") + line
    return entries


def _tags_of(entry: str) -> list[str]:
    first, _, rest = entry.partition("\n")
    in_line = first.partition(":")[2].strip()
    written = in_line.strip("[]").split(",") if in_line else [found[1] for found in _ITEM.finditer(rest)]
    tags = (tag.strip().strip("\"'").lstrip("#") for tag in written)
    return [tag for tag in tags if tag]


def _scalar(value: str) -> str:
    """The value as YAML that every reader takes for that text, or for that date."""
    if _DATE.fullmatch(value) or (_PLAIN.fullmatch(value) and value.lower() not in _NO_TEXT):
        return value
    return '"' + "".join(_QUOTED.get(character, character) for character in value) + '"'
