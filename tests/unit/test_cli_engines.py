"""`postil engines`: what finds names in which language, whether it can, and what pins it."""

from pathlib import Path

import pytest

from reader.analysis.engines import loading
from reader.analysis.engines.folders import digest
from reader.analysis.shipped_names import MODEL_VERSION, SHA256
from tests.command_line import CommandLine
from tests.fakes.engines import install, pipeline
from tests.fakes.names import KnownNames

SHIPPED = SHA256["model.int8.onnx"]


@pytest.fixture
def french(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A pipeline that can be used."""
    monkeypatch.setattr(loading, "load_shipped", lambda: KnownNames({}))
    install(monkeypatch, tmp_path / "modules", "spacy")
    return pipeline(tmp_path / "fr", {"Paris": "LOC"}, release="3.8.0\x1b[31m")


def choose(postil: CommandLine, *lines: str) -> None:
    postil.home.mkdir(exist_ok=True)
    (postil.home / "settings.toml").write_text("\n".join(["[names]", *lines]))


def test_without_settings_the_shipped_model_reads_all_languages(postil: CommandLine, french: Path) -> None:
    assert (
        postil("engines").out == f"en     postil  ready  {MODEL_VERSION}\nother  postil  ready  {MODEL_VERSION}\n"
    )


def test_the_line_below_an_engine_pins_it(postil: CommandLine, french: Path) -> None:
    choose(postil, f'fr = "spacy:{french}"', 'other = "off"')
    shown = postil("engines").out.splitlines()
    pin = f'fr = "spacy:{french} sha256:{digest(french)}"'
    assert shown[1:] == [f"fr     spacy:{french}  ready  3.8.0", f"       {pin}", "other  off"]
    choose(postil, pin)
    assert postil("engines").out.splitlines()[1:-1] == [f"fr     spacy:{french}  ready  3.8.0"]


def test_an_engine_with_other_files_than_those_pinned_says_so_with_what_it_has(
    postil: CommandLine, french: Path
) -> None:
    choose(postil, f'fr = "spacy:{french} sha256:{"0" * 64}"')
    problem = f"spacy:{french} has other files than those pinned; `postil engines` says which."
    assert postil("engines").out.splitlines()[1:-1] == [
        f"fr     spacy:{french}  not ready  3.8.0",
        f"       Names are not marked, only quotations: {problem}",
        f'       fr = "spacy:{french} sha256:{digest(french)}"',
    ]


def test_programs_are_told_the_same(postil: CommandLine, french: Path) -> None:
    choose(postil, f'fr = "spacy:{french}"', 'de = "gliner:/nowhere"', 'es = "off"')
    english, german, spanish, of_french, _ = postil("engines", "--json").json
    assert english == {
        "language": "en",
        "engine": "postil",
        "usable": True,
        "problem": None,
        "release": MODEL_VERSION,
        "sha256": SHIPPED,
        "pinned": True,
    }
    assert (german["usable"], german["sha256"], german["release"]) == (False, None, None)
    assert german["problem"].startswith(
        "Names are not marked, only quotations: /nowhere has no gliner_config.json"
    )
    assert (spanish["engine"], spanish["usable"], spanish["pinned"]) == ("off", True, False)
    assert (of_french["usable"], of_french["sha256"], of_french["pinned"]) == (True, digest(french), False)
