"""Settings: what the file says, and what is said of it."""

from pathlib import Path

import pytest

from reader.config import DEFAULT_COLOUR_NAMES, LoadedSettings, Settings, load_settings


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
        ('[tag_keys]\ncc = "claim"', "[tag_keys] must have single letters on the left"),
        ("[keys]\nmark = 1", "[keys] must be a table of texts"),
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
