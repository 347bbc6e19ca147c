"""What an article's file says about the article: front matter above the text, or a file beside it."""

import re

from reader.document.errors import FrontMatterError
from reader.document.limits import MAX_FRONT_MATTER, MAX_VALUE
from reader.text.sanitize import clean

_OPENING = re.compile(r"\ufeff?---[ \t]*\r?\n")
_FIRST_KEY = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\r?\n)*[\"']?[^\W\d_][\w .-]*[\"']?[ \t]*:")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?(?:\n|\Z)", re.MULTILINE)


def split_front_matter(source: str) -> tuple[dict[str, str], str]:
    """The values of the YAML between `---` lines at the very start of `source`, and the text below it.

    Keys are in lower case, dates in ISO 8601, a list of plain values is one with commas; what is nested deeper is
    left out. A source that does not open with `---` and a key, or never closes what it opened, has no front
    matter. Raises `FrontMatterError`, which names the line, where it is no YAML mapping, uses anchors or aliases,
    or is longer than `limits.MAX_FRONT_MATTER`.
    """
    opening = _OPENING.match(source)
    if opening is None or not _FIRST_KEY.match(source, opening.end(), opening.end() + MAX_FRONT_MATTER):
        return {}, source
    start = opening.end()
    closing = _CLOSING.search(source, start)
    if closing is None:
        return {}, source
    if closing.start() - start > MAX_FRONT_MATTER:
        raise FrontMatterError(
            f"The front matter is longer than {MAX_FRONT_MATTER:,} characters; it should hold the title and "
            "such, and the text should follow it."
        )
    return _yaml_values(source[start : closing.start()], 2), source[closing.end() :]


def parse_sidecar(text: str) -> dict[str, str]:
    """The values of a YAML or JSON file that lies beside an article, by the rules of `split_front_matter`.

    Raises `FrontMatterError`.
    """
    if len(text) > MAX_FRONT_MATTER:
        raise FrontMatterError(f"The metadata is longer than {MAX_FRONT_MATTER:,} characters.")
    return _json_values(text) if text.lstrip("\ufeff \t\r\n").startswith("{") else _yaml_values(text, 1)


def _json_values(text: str) -> dict[str, str]:
    import orjson

    try:
        loaded = orjson.loads(text.lstrip("\ufeff"))
    except orjson.JSONDecodeError as error:
        raise FrontMatterError(f"The metadata is no JSON: line {error.lineno}: {error.msg}.") from error
    return _tidied([(key, _json_text(value)) for key, value in loaded.items()])


def _json_text(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, (_json_text(item) for item in value if not isinstance(item, list))))
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, str | int | float) else ""


def _yaml_values(text: str, first_line: int) -> dict[str, str]:
    from reader.document.yaml_values import read_yaml  # PyYAML is not needed for an article without metadata

    return _tidied(read_yaml(clean(text), first_line))


def _tidied(items: list[tuple[str, str]]) -> dict[str, str]:
    tidied = {
        clean(key, one_line=True, max_length=MAX_VALUE).lower(): clean(value, one_line=True, max_length=MAX_VALUE)
        for key, value in items
    }
    return {key: value for key, value in tidied.items() if key and value}
