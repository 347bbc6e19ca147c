"""Settings: what the file says, and what is said of it."""

import os
from pathlib import Path

import pytest

from reader.config import DEFAULT_COLOUR_NAMES, LoadedSettings, Settings, load_settings
from reader.model import Engine, EngineKind


@pytest.fixture
def load(tmp_path: Path):
    def write(text: str | bytes) -> LoadedSettings:
        file = tmp_path / "settings.toml"
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        return load_settings(file)

    return write


def test_without_a_file_there_are_the_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "settings.toml") == LoadedSettings(Settings())


def test_what_the_file_says_is_taken(load) -> None:
    loaded = load(
        'theme = "postil-light"\nmeasure = 66\nshow_entities = false\neditor = "vi"\n'
        '[tag_keys]\nc = "claim"\n[keys]\nmark = "ctrl+y"\n[colours]\n2 = "proof"\n'
    )
    assert loaded.problems == ()
    settings = loaded.settings
    assert (settings.theme, settings.measure, settings.show_entities) == ("postil-light", 66, False)
    assert (settings.editor, settings.tag_keys, settings.keys) == ("vi", {"c": "claim"}, {"mark": "ctrl+y"})
    assert settings.colours == (DEFAULT_COLOUR_NAMES[0], "proof", *DEFAULT_COLOUR_NAMES[2:])


def test_the_folders_that_are_watched_may_be_in_the_readers_home(load, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/ann")
    loaded = load('watched = ["~/articles", "/srv/news"]')
    assert loaded == LoadedSettings(Settings(watched=(Path("/home/ann/articles"), Path("/srv/news"))))


def test_what_finds_names_is_chosen_by_language(load, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/ann")
    loaded = load(
        f'[names]\nfr = "spacy:fr_core_news_sm sha256:{"0a" * 32}"\nde = "gliner:~/my models/small"\n'
        'nl = "spacy:/srv/nl"\nen = "postil"\nes = "off"\nother = "off"'
    )
    assert loaded.problems == ()
    assert loaded.settings.names == {
        "fr": Engine(EngineKind.SPACY, "fr_core_news_sm", "0a" * 32),
        "de": Engine(EngineKind.GLINER, "/home/ann/my models/small"),
        "nl": Engine(EngineKind.SPACY, "/srv/nl"),
        "en": Engine(EngineKind.POSTIL),
        "es": Engine(EngineKind.OFF),
        "other": Engine(EngineKind.OFF),
    }
    assert str(loaded.settings.names["de"]) == "gliner:/home/ann/my models/small"
    assert str(loaded.settings.names["es"]) == "off"


def test_a_byte_order_mark_is_no_setting(load) -> None:
    assert load(b"\xef\xbb\xbfmeasure = 66\n") == LoadedSettings(Settings(measure=66))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("measur = 66", "Did you mean 'measure'?"),
        ("zzz = 66", "the setting 'zzz' is unknown"),
        ("measure = 29", "measure must be from 30 to 200 cells, not 29"),
        ("measure = 201", "measure must be from 30 to 200 cells, not 201"),
        ('measure = "66"', "measure must be a whole number, not '66'"),
        ("measure = true", "measure must be a whole number, not True"),
        ("show_entities = 1", "show_entities must be true or false, not 1"),
        ("theme = 1", "theme must be a text, not 1"),
        ('colours = "red"', "[colours] must be a table of texts"),
        ('[colours]\n7 = "red"', "colours are numbered 1 to 6; '7' is not one of them"),
        ('[names]\nfrench = "off"', "codes of languages such as fr, or other, on the left, unlike 'french'"),
        ("[names]\nfr = 1", "[names] must be a table of texts"),
        ('[names]\nfr = "spacy"', "spacy:NAME, spacy:FOLDER, gliner:FOLDER or off, not by 'spacy'"),
        ('[names]\nfr = "off:x"', "or off, not by 'off:x'"),
        ('[names]\nfr = "stanza:fr"', "or off, not by 'stanza:fr'"),
        ('[names]\nfr = "gliner:small"', "the folders in names must begin with / or ~, unlike 'small'"),
        ('[names]\nfr = "spacy:fr sha256:12"', "the folders in names must begin with / or ~"),
        ('[tag_keys]\ncc = "claim"', "[tag_keys] must have single letters on the left"),
        ("[keys]\nmark = 1", "[keys] must be a table of texts"),
        ('watched = "/articles"', "watched must be a list of texts"),
        ("watched = [1]", "watched must be a list of texts"),
        ('watched = ["/a", "b"]', "the folders in watched must begin with / or ~, unlike 'b'"),
        ('watched = ["~nobody-of-that-name/a"]', "the home of '~nobody-of-that-name/a' in watched is unknown"),
        ('watched = ["/a\\u0000b"]', "the folders in watched must begin with / or ~"),
    ],
)
def test_what_cannot_be_used_is_told_and_all_else_is_used(text: str, said: str, load) -> None:
    loaded = load(f'editor = "vi"\n{text}\n')
    (problem,) = loaded.problems
    assert said in problem
    assert "settings.toml" in problem
    assert loaded.settings == Settings(editor="vi")


@pytest.mark.parametrize("text", [b"measure =", b"\xff\xfe", b"a = 1\na = 2"])
def test_a_file_that_is_no_toml_leaves_the_defaults(text: bytes, load) -> None:
    loaded = load(text)
    assert loaded.settings == Settings()
    assert len(loaded.problems) == 1
    assert "efault settings are used" in loaded.problems[0]


def test_a_folder_in_the_place_of_the_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").mkdir()
    loaded = load_settings(tmp_path / "settings.toml")
    assert "cannot be read" in loaded.problems[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"x = {'1' * 5000}", "a number too long"),
        (f"x = {'[' * 5000}", "too deep"),
        (b"\xff\xfe", "is not UTF-8"),
        ("#" * 32_769, "has more than 32,768 bytes"),
    ],
)
def test_a_file_that_cannot_be_read_leaves_the_defaults_and_is_told(text, said: str, load) -> None:
    loaded = load(text)
    assert loaded.settings == Settings()
    (problem,) = loaded.problems
    assert said in problem
    assert "default settings are used" in problem


def test_what_is_no_regular_file_is_neither_waited_for_nor_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    (tmp_path / "endless.toml").symlink_to("/dev/zero")
    (tmp_path / "folder.toml").mkdir()
    for name in ("pipe.toml", "endless.toml", "folder.toml"):
        loaded = load_settings(tmp_path / name)
        assert loaded.settings == Settings()
        (problem,) = loaded.problems
        assert "is no regular file" in problem or "Is a directory" in problem


def test_a_system_error_is_told_in_its_words(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (problem,) = load_settings(tmp_path / "file" / "settings.toml").problems
    assert "(Not a directory)" in problem
    assert "Errno" not in problem


def test_a_value_too_long_to_be_read_is_not_repeated(load) -> None:
    for text in (
        f"measure = 0x{'f' * 5000}",
        f"measure = '{'f' * 5000}'",
        f"theme = [{'1,' * 5000}]",
        f"{'x' * 5000} = 1",
    ):
        (problem,) = load(text).problems
        assert len(problem) < 400


def test_of_many_unknown_settings_twenty_are_told_and_the_others_counted(load) -> None:
    loaded = load("measure = 66\n" + "".join(f"measur{number} = 1\n" for number in range(1500)))
    assert loaded.settings.measure == 66
    assert len(loaded.problems) == 21
    assert "1,480 more settings are unknown" in loaded.problems[-1]
