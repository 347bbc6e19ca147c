"""The reader's settings: defaults, and what settings.toml says instead."""

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

COLOUR_COUNT = 6
DEFAULT_COLOUR_NAMES = ("highlight", "claim", "evidence", "doubt", "question", "quote")
MEASURE_RANGE = (30, 200)


@dataclass(frozen=True, slots=True)
class Settings:
    """How this reader wants postil to be.

    `measure` is the longest row of article text, in cells. `colours` names the six annotation colours.
    `tag_keys` maps a letter typed after `;` to a tag. `keys` maps a command's id to the keys that replace
    its own.
    """

    theme: str = "postil-dark"
    measure: int = 80
    show_entities: bool = True
    show_quotations: bool = True
    hide_boilerplate: bool = False
    editor: str = ""
    colours: tuple[str, ...] = DEFAULT_COLOUR_NAMES
    tag_keys: Mapping[str, str] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LoadedSettings:
    """Settings, and a sentence for each thing in the file that could not be used."""

    settings: Settings
    problems: tuple[str, ...] = ()


def load_settings(path: Path) -> LoadedSettings:
    """The settings in the file at `path`; what is missing or cannot be used there keeps its default."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return LoadedSettings(Settings())
    except (OSError, UnicodeDecodeError) as error:
        return LoadedSettings(Settings(), (f"{path} cannot be read ({error}); the default settings are used.",))
    except tomllib.TOMLDecodeError as error:
        return LoadedSettings(Settings(), (f"{path} is not TOML: {error}. The default settings are used.",))
    values: dict[str, Any] = {}
    problems: list[str] = []
    for key, value in table.items():
        try:
            values[key] = _checked(key, value)
        except _UnusableError as error:
            problems.append(f"{path}: {error}")
    return LoadedSettings(Settings(**values), tuple(problems))


class _UnusableError(ValueError):
    """A setting that cannot be used; its text completes a sentence that begins with the file."""


def _checked(key: str, value: Any) -> Any:
    """The value as `Settings` holds it; raises `_UnusableError`."""
    if key == "colours":
        return _colours(value)
    if key in {"tag_keys", "keys"}:
        return _texts(key, value)
    known = {f.name: f for f in fields(Settings)}
    if key not in known:
        close = difflib.get_close_matches(key, known, n=1)
        hint = f" Did you mean {close[0]!r}?" if close else ""
        raise _UnusableError(f"the setting {key!r} is unknown and was passed over.{hint}")
    default: Any = known[key].default
    if type(value) is not type(default):
        raise _UnusableError(f"{key} must be {_kind(default)}, not {value!r}; the default is used.")
    low, high = MEASURE_RANGE
    if key == "measure" and not low <= value <= high:
        raise _UnusableError(f"measure must be from {low} to {high} cells, not {value}; the default is used.")
    return value


def _kind(default: object) -> str:
    return {bool: "true or false", int: "a whole number", str: "a text"}[type(default)]


def _colours(value: object) -> tuple[str, ...]:
    names = list(DEFAULT_COLOUR_NAMES)
    for number, name in _texts("colours", value).items():
        if number not in {str(n) for n in range(1, COLOUR_COUNT + 1)}:
            raise _UnusableError(f"colours are numbered 1 to {COLOUR_COUNT}; {number!r} is not one of them.")
        names[int(number) - 1] = name
    return tuple(names)


def _texts(key: str, value: object) -> dict[str, str]:
    if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
        raise _UnusableError(f"[{key}] must be a table of texts; the default is used.")
    if key == "tag_keys" and any(len(letter) != 1 for letter in value):
        raise _UnusableError("[tag_keys] must have single letters on the left; the default is used.")
    return dict(value)
