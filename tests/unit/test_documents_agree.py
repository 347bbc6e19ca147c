"""What the documents say of verbs, settings, keys and dependencies is what the program has."""

import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from reader.cli.commands import postil
from reader.config import DEFAULT_COLOUR_NAMES, Settings, load_settings
from reader.ui.commands import COMMANDS
from reader.ui.keys.keymap import rebind

ROOT = Path(__file__).resolve().parents[2]
CLI = (ROOT / "docs/cli.md").read_text(encoding="utf-8")
SETTINGS = (ROOT / "docs/settings.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("verb", sorted(postil.commands))
def test_every_verb_is_described_with_all_its_options(verb: str) -> None:
    described = re.search(rf"^\*\*`{verb}\b.*?(?=^\*\*`|^## )", CLI, re.MULTILINE | re.DOTALL)
    assert described
    options = {
        option for parameter in postil.commands[verb].params for option in parameter.opts if option[0] == "-"
    }
    assert all(option in described[0] for option in options)


@pytest.mark.parametrize("page", ["README.md", "docs/cli.md"])
def test_every_verb_is_in_the_overviews(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    assert all(f"\npostil {verb}" in text for verb in postil.commands)


def example_settings(tmp_path: Path) -> Settings:
    path = tmp_path / "settings.toml"
    example = re.search(r"```toml\n(.*?)```", SETTINGS, re.DOTALL)
    assert example
    path.write_text(example[1], encoding="utf-8")
    loaded = load_settings(path)
    assert loaded.problems == ()
    assert {*tomllib.loads(example[1])} == {field.name for field in fields(Settings)}
    return loaded.settings


def test_the_settings_page_shows_every_setting_with_its_default(tmp_path: Path) -> None:
    shown, defaults = example_settings(tmp_path), Settings()
    for field in fields(Settings):
        if field.name not in {"tag_keys", "keys", "openers", "names"}:
            assert getattr(shown, field.name) == getattr(defaults, field.name)
    assert shown.colours == DEFAULT_COLOUR_NAMES


def test_the_keys_on_the_settings_page_can_be_bound(tmp_path: Path) -> None:
    assert rebind(example_settings(tmp_path).keys).problems == ()


def test_the_readme_names_keys_that_are_bound() -> None:
    table = (ROOT / "README.md").read_text(encoding="utf-8").split("| key | |")[1].split("\n\n")[0]
    named = {
        key for row in table.splitlines() for key in re.findall(r"`([^`]+)`", row.split("|")[1] if row else "")
    }
    bound = {sequence.replace(" ", "") for command in COMMANDS for sequence in command.keys}
    assert {key.replace("Space", "space") for key in named} <= bound


def test_every_dependency_is_justified() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    page = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8")
    for requirement in (*project["dependencies"], *project["optional-dependencies"]["test"]):
        name = re.split(r"[<>=\[]", requirement)[0]
        assert re.search(rf"^\|.*\b{re.escape(name)}\b.*\|", page, re.MULTILINE), name


def test_every_dependency_has_an_exact_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pinned = {line.split("==")[0].lower() for line in (ROOT / "constraints.txt").read_text().splitlines()}
    for requirement in (*project["dependencies"], *project["optional-dependencies"]["test"]):
        assert re.split(r"[<>=\[]", requirement)[0].lower() in pinned


@pytest.mark.parametrize("page", ["README.md", *(f"docs/{page.name}" for page in (ROOT / "docs").glob("*.md"))])
def test_links_between_the_documents_lead_somewhere(page: str) -> None:
    path = ROOT / page
    for target in re.findall(r"(?<!!)\[[^\]]*\]\((?!https?:)([^)#]+)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target
