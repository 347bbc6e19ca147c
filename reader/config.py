"""The reader's settings: defaults, and what settings.toml says instead."""

import os
import re
import reprlib
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reader.model import Engine

COLOUR_COUNT = 6
DEFAULT_COLOUR_NAMES = ("highlight", "claim", "evidence", "doubt", "question", "quote")
MEASURE_RANGE = (30, 200)
MAX_BYTES = 32_768
"""How long the file may be; reading some that are longer takes many seconds."""

OTHER_LANGUAGES = "other"
"""What stands in `Settings.names` for every language that is not there, English apart."""

_UNKNOWN_TOLD = 20
_SHOWN_BITS = 64
# Patterns, not compiled: who chooses no engines does not wait for it.
_LANGUAGE = rf"[a-z]{{2,3}}|{OTHER_LANGUAGES}"
_ENGINE = r"(?P<kind>postil|off|spacy|gliner)(?::(?P<place>.+?)(?: +sha256:(?P<sha256>[0-9a-f]{64}))?)?"
_ELSEWHERE = ("spacy", "gliner")
_PACKAGE = "[A-Za-z][A-Za-z0-9_]*"


@dataclass(frozen=True, slots=True)
class Settings:
    """How this reader wants postil to be.

    `measure` is the longest row of article text, in cells. `colours` names the six annotation colours.
    `tag_keys` maps a letter typed after `;` to a tag. `keys` maps a command's id to the keys that replace
    its own. `openers` maps patterns of media types to the command lines that open what is of them.
    `names` maps a language's ISO 639 code, or `OTHER_LANGUAGES`, to what finds names in its texts.
    `private_hosts` are those on the reader's own network that may be fetched from. `analyse_all` has all
    articles analysed in the background, not only those that are opened.
    """

    theme: str = "postil-dark"
    measure: int = 80
    show_entities: bool = True
    show_quotations: bool = True
    hide_boilerplate: bool = False
    analyse_all: bool = True
    editor: str = ""
    watched: tuple[Path, ...] = ()
    colours: tuple[str, ...] = DEFAULT_COLOUR_NAMES
    tag_keys: Mapping[str, str] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)
    openers: Mapping[str, str] = field(default_factory=dict)
    private_hosts: tuple[str, ...] = ()
    names: "Mapping[str, Engine]" = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LoadedSettings:
    """Settings, and a sentence for each thing in the file that could not be used."""

    settings: Settings
    problems: tuple[str, ...] = ()


def load_settings(path: Path) -> LoadedSettings:
    """The settings in the file at `path`; what is missing or cannot be used there keeps its default."""
    try:
        text = _read(path)
    except FileNotFoundError:
        return LoadedSettings(Settings())
    except _UnusableError as error:
        return LoadedSettings(Settings(), (f"{path} {error}; the default settings are used.",))
    import tomllib  # who has no settings does not wait for it

    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return LoadedSettings(Settings(), (f"{path} is not TOML: {error}. The default settings are used.",))
    except (ValueError, RecursionError):
        # Not all that its grammar allows can be read: numbers of thousands of digits, lists in thousands of lists.
        sentence = f"{path} has a number too long or lists too deep to be read; the default settings are used."
        return LoadedSettings(Settings(), (sentence,))
    values: dict[str, Any] = {}
    problems: list[str] = []
    known = {field.name for field in fields(Settings)}
    for key in filter(known.__contains__, table):
        try:
            values[key] = _checked(key, table[key])
        except _UnusableError as error:
            problems.append(f"{path}: {error}")
    unknown = [key for key in table if key not in known]
    problems += [f"{path}: {_unknown(key, known)}" for key in unknown[:_UNKNOWN_TOLD]]
    if len(unknown) > _UNKNOWN_TOLD:
        problems.append(f"{path}: {len(unknown) - _UNKNOWN_TOLD:,} more settings are unknown.")
    return LoadedSettings(Settings(**values), tuple(problems))


def engine_of(text: str) -> "Engine":
    """What finds names, as the settings write it: "spacy:fr_core_news_sm", with its digest after it if it is pinned.

    Raises:
        ValueError: it is no such text; what it says completes a sentence.
    """
    from reader.model import Engine, EngineKind

    match = re.fullmatch(_ENGINE, text)
    if match is None or (match["place"] is None) is (match["kind"] in _ELSEWHERE):
        raise _UnusableError(
            f"names must be found by postil, spacy:NAME, spacy:FOLDER, gliner:FOLDER or off, not by {_shown(text)}; "
            "the default is used."
        )
    kind, place = EngineKind(match["kind"]), match["place"] or ""
    if place and not (kind is EngineKind.SPACY and re.fullmatch(_PACKAGE, place)):
        place = str(_folder("names", place))
    return Engine(kind, place, match["sha256"])


def _read(path: Path) -> str:
    """The text of the file; raises `FileNotFoundError` or, for any other trouble, `_UnusableError`."""
    try:
        # A pipe would be waited for, and a device has no end.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise _UnusableError("is no regular file")
            data = file.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise _UnusableError(f"has more than {MAX_BYTES:,} bytes")
        return data.decode("utf-8-sig")
    except FileNotFoundError:
        raise
    except UnicodeDecodeError as error:
        raise _UnusableError("is not UTF-8") from error
    except OSError as error:
        raise _UnusableError(f"cannot be read ({error.strerror})") from error


class _UnusableError(ValueError):
    """A setting that cannot be used; its text completes a sentence that begins with the file."""


def _checked(key: str, value: Any) -> Any:
    """The value as `Settings` holds it; raises `_UnusableError`."""
    if key == "colours":
        return _colours(value)
    if key == "watched":
        return tuple(_folder(key, text) for text in _list_of_texts(key, value))
    if key == "names":
        return {_language(code): engine_of(text) for code, text in _texts(key, value).items()}
    if key in {"tag_keys", "keys", "openers"}:
        return _texts(key, value)
    if key == "private_hosts":
        return _list_of_texts(key, value)
    default: Any = {field.name: field.default for field in fields(Settings)}[key]
    if type(value) is not type(default):
        raise _UnusableError(f"{key} must be {_kind(default)}, not {_shown(value)}; the default is used.")
    low, high = MEASURE_RANGE
    if key == "measure" and not low <= value <= high:
        raise _UnusableError(
            f"measure must be from {low} to {high} cells, not {_shown(value)}; the default is used."
        )
    return value


def _unknown(key: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(key, known, n=1)
    hint = f" Did you mean {close[0]!r}?" if close else ""
    return f"the setting {_shown(key)} is unknown and was passed over.{hint}"


def _shown(value: object) -> str:
    """A value as TOML has it, or what it is where that would be too long to be read."""
    if isinstance(value, int) and value.bit_length() > _SHOWN_BITS:
        return "so large a number"
    return reprlib.repr(value)


def _kind(default: object) -> str:
    return {bool: "true or false", int: "a whole number", str: "a text"}[type(default)]


def _colours(value: object) -> tuple[str, ...]:
    names = list(DEFAULT_COLOUR_NAMES)
    for number, name in _texts("colours", value).items():
        if number not in {str(n) for n in range(1, COLOUR_COUNT + 1)}:
            raise _UnusableError(
                f"colours are numbered 1 to {COLOUR_COUNT}; {_shown(number)} is not one of them."
            )
        names[int(number) - 1] = name
    return tuple(names)


def _texts(key: str, value: object) -> dict[str, str]:
    if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
        raise _UnusableError(f"[{key}] must be a table of texts; the default is used.")
    if key == "tag_keys" and any(len(letter) != 1 for letter in value):
        raise _UnusableError("[tag_keys] must have single letters on the left; the default is used.")
    return dict(value)


def _list_of_texts(key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(text, str) and text for text in value):
        raise _UnusableError(f"{key} must be a list of texts; the default is used.")
    return tuple(value)


def _folder(key: str, text: str) -> Path:
    try:
        folder = Path(text).expanduser()
    except RuntimeError as error:
        raise _UnusableError(f"the home of {_shown(text)} in {key} is unknown; the default is used.") from error
    if not folder.is_absolute() or "\0" in text:
        raise _UnusableError(
            f"the folders in {key} must begin with / or ~, unlike {_shown(text)}; the default is used."
        )
    return folder


def _language(code: str) -> str:
    if not re.fullmatch(_LANGUAGE, code):
        raise _UnusableError(
            f"[names] must have codes of languages such as fr, or {OTHER_LANGUAGES}, on the left, "
            f"unlike {_shown(code)}; the default is used."
        )
    return code
