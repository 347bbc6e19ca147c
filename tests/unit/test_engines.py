"""Engines that a reader has installed: loaded as they are pinned, and where they cannot be used, why."""

import json
import os
from pathlib import Path

import pytest

from reader.analysis.engines import folders, loading
from reader.analysis.engines.folders import digest, folder_of, release_of
from reader.analysis.engines.labels import GLINER, SPACY
from reader.analysis.engines.loading import load, version_of
from reader.analysis.names import NamesUnavailable
from reader.analysis.shipped_names import MODEL_VERSION
from reader.model import Engine, EngineKind, EntityType
from tests.fakes.engines import install, package, pipeline, uninstall

TEXT = "Le port de Brennick.\n\nAda Lovelace a quitté l'OTAN lundi."
NAMES = {"Ada Lovelace": "PER", "l'OTAN": "ORG", "Brennick": "LOC", "lundi": "DATE", "quitté": "CARDINAL"}
FOUND = [
    ("Brennick", EntityType.PLACE),
    ("Ada Lovelace", EntityType.PERSON),
    ("OTAN", EntityType.ORGANISATION),
    ("lundi", EntityType.DATE),
]


def found(engine: Engine, text: str = TEXT) -> list[tuple[str, EntityType]]:
    finder = load(engine)
    assert finder is not None
    assert finder.version == version_of(engine)
    assert finder.has_learnt("fr")
    return [(text[slice(*name.span)], name.type) for name in finder.find(text)]


def spacy(place: Path | str, sha256: str | None = None) -> Engine:
    return Engine(EngineKind.SPACY, str(place), sha256)


@pytest.fixture
def modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where spaCy and GLiNER are installed, as far as they are needed."""
    folder = tmp_path / "modules"
    for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"):
        monkeypatch.setenv(name, "0")
    install(monkeypatch, folder, "spacy")
    install(monkeypatch, folder, "gliner")
    return folder


def test_a_pipeline_in_a_folder_finds_names_where_they_stand(modules: Path, tmp_path: Path) -> None:
    assert found(spacy(pipeline(tmp_path / "p", NAMES))) == FOUND


def test_an_installed_pipeline_is_known_by_its_name(
    modules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package(monkeypatch, modules, "fr_small", NAMES)
    assert found(spacy("fr_small")) == FOUND


def test_a_gliner_model_is_asked_for_our_types_and_never_for_the_web(modules: Path, tmp_path: Path) -> None:
    names = {"Ada Lovelace": "person", "l'OTAN": "organization", "Brennick": "location", "port": "ship"}
    model = Engine(EngineKind.GLINER, str(pipeline(tmp_path / "g", names, kind="gliner")))
    assert found(model) == FOUND[:3]


def test_postil_is_the_shipped_model_and_off_is_none() -> None:
    assert version_of(Engine(EngineKind.POSTIL)) == MODEL_VERSION
    assert load(Engine(EngineKind.OFF)) is None


def test_a_pipeline_that_is_pinned_is_used_only_as_it_was(modules: Path, tmp_path: Path) -> None:
    folder = pipeline(tmp_path / "p", NAMES)
    pinned = spacy(folder, digest(folder))
    assert found(pinned) == FOUND
    (folder / "names.json").write_text("{}")
    with pytest.raises(NamesUnavailable, match="other files than those pinned; `postil engines` says which"):
        load(pinned)


def test_what_an_extra_brings_is_used_only_as_it_was_published(
    modules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = package(monkeypatch, modules, "fr_small", NAMES)
    monkeypatch.setitem(loading.PUBLISHED, ("fr_small", "1.0.0"), "0" * 64)
    with pytest.raises(NamesUnavailable, match="other files"):
        load(spacy("fr_small"))
    assert found(spacy("fr_small", digest(folder))) == FOUND


def test_a_digest_is_of_the_names_and_contents_of_all_files_but_those_that_python_makes(tmp_path: Path) -> None:
    folder = pipeline(tmp_path / "p", NAMES)
    (folder / "ner").mkdir()
    (folder / "ner" / "model").write_bytes(b"1" * 3_000_000)
    before = digest(folder)
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__" / "a.pyc").write_bytes(b"")
    assert digest(folder) == before
    (folder / "ner" / "model").rename(folder / "ner" / "moves")
    assert digest(folder) != before


def test_a_digest_is_that_of_what_sha256sum_prints(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    import hashlib

    assert digest(tmp_path) == hashlib.sha256(f"{empty}  a\n".encode()).hexdigest()


def test_other_files_are_another_version(modules: Path, tmp_path: Path) -> None:
    folder = pipeline(tmp_path / "p", NAMES)
    before = version_of(spacy(folder))
    assert version_of(spacy(folder)) == before
    os.utime(folder / "names.json", (1, 1))
    assert version_of(spacy(folder)) != before
    assert version_of(spacy(tmp_path / "none")) == f"spacy:{tmp_path / 'none'}-missing"


def test_what_is_not_installed_is_told_with_what_installs_it(
    modules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = pipeline(tmp_path / "p", NAMES)
    with pytest.raises(
        NamesUnavailable, match=r"pip install 'postil\[spacy\]', then python -m spacy download xx_y$"
    ):
        load(spacy("xx_y"))
    uninstall(monkeypatch, "spacy")
    with pytest.raises(NamesUnavailable, match=r"spacy is not installed. pip install 'postil\[spacy\]'$"):
        load(spacy(folder))


@pytest.mark.parametrize("place", ["json", "os"])
def test_a_module_that_is_no_pipeline_is_refused(place: str) -> None:
    with pytest.raises(NamesUnavailable):
        load(spacy(place))


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NamesUnavailable, match=r"has no gliner_config\.json, so it is no model for gliner"):
        folder_of(Engine(EngineKind.GLINER, str(tmp_path)))


def test_a_folder_of_very_many_files_is_no_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "MOST_FILES", 1)
    folder = pipeline(tmp_path / "p", NAMES)
    with pytest.raises(NamesUnavailable, match="more than 1 files"):
        digest(folder)
    assert version_of(spacy(folder)).endswith("-missing")


@pytest.mark.parametrize(
    ("described", "release"),
    [
        ("", ""),
        ("[]", ""),
        ("{}", ""),
        ("[" * 100_000, ""),
        ('{"version": 3}', "3"),
        ('{"version": "1\\n2"}', "1 2"),
    ],
    ids=["empty", "a list", "nothing", "too deep", "a number", "two lines"],
)
def test_whatever_a_pipeline_says_of_its_release_is_read(tmp_path: Path, described: str, release: str) -> None:
    (tmp_path / "meta.json").write_text(described)
    assert release_of(tmp_path) == release


MEASURED = {"PER": {"p": 0.91}, "LOC": {"p": 0.0}, "XX": {"p": 1.0}}


@pytest.mark.parametrize(
    ("performance", "scores"),
    [
        ({"ents_per_type": MEASURED}, [0.85, 0.91, 0.8, 0.8]),
        ({"ents_per_type": {"PER": {"p": "high"}}}, [0.85, 0.9, 0.8, 0.8]),
        ({"ents_per_type": []}, [0.85, 0.9, 0.8, 0.8]),
        (None, [0.85, 0.9, 0.8, 0.8]),
    ],
    ids=["measured", "of something else", "in another form", "not at all"],
)
def test_a_name_is_as_probable_as_those_who_made_the_pipeline_found_its_like_to_be(
    modules: Path, tmp_path: Path, performance: object, scores: list[float]
) -> None:
    folder = pipeline(tmp_path / "p", NAMES)
    (folder / "meta.json").write_text(json.dumps({"performance": performance}))
    finder = load(spacy(folder))
    assert finder is not None
    assert [name.score for name in finder.find(TEXT)] == scores


BROKEN = {
    "it cannot be imported": "raise ValueError('numpy.dtype size changed')",
    "it cannot be loaded": "def load(*_, **__): raise OSError('[E053] no config.cfg')",
    "it ends the line": "def load(*_, **__): raise RuntimeError('a\\nb\\x1b[31m' * 500)",
}


@pytest.mark.parametrize("source", BROKEN.values(), ids=list(BROKEN))
def test_what_is_broken_is_told_in_one_line(
    modules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str
) -> None:
    install(monkeypatch, modules, "spacy", source)
    with pytest.raises(
        NamesUnavailable,
        match=r"^Names are not marked, only quotations: spacy:\S+ failed \([^\n\x1b]{,220}\)\.\Z",
    ):
        load(spacy(pipeline(tmp_path / "p", NAMES)))


def test_what_fails_in_the_middle_is_told_and_want_of_memory_stays_what_it_is(
    modules: Path, tmp_path: Path
) -> None:
    finder = load(spacy(pipeline(tmp_path / "p", {"Ada": "PER"})))
    assert finder is not None
    finder._read._pipeline.names = None  # type: ignore[attr-defined]
    with pytest.raises(NamesUnavailable, match=r"failed \(AttributeError"):
        finder.find(TEXT)

    def no_memory(_texts: object) -> object:
        raise MemoryError

    finder._read = no_memory  # type: ignore[attr-defined]
    with pytest.raises(MemoryError):
        finder.find(TEXT)


def test_fewer_answers_than_texts_are_taken_for_what_they_are(modules: Path, tmp_path: Path) -> None:
    finder = load(spacy(pipeline(tmp_path / "p", NAMES)))
    assert finder is not None
    read = finder._read  # type: ignore[attr-defined]
    finder._read = lambda texts: read(texts[:1])  # type: ignore[attr-defined]
    assert [TEXT[slice(*name.span)] for name in finder.find(TEXT)] == ["Brennick"]


def test_a_real_pipeline_of_spacy_finds_names(tmp_path: Path) -> None:
    real = pytest.importorskip("spacy")
    made = real.blank("fr")
    patterns = [{"label": label, "pattern": name} for name, label in NAMES.items()]
    made.add_pipe("entity_ruler").add_patterns(patterns)
    made.to_disk(tmp_path / "p")
    assert found(spacy(tmp_path / "p")) == FOUND
    long = TEXT + " Rien." * 300_000
    assert found(spacy(tmp_path / "p"), long) == FOUND


def test_every_type_of_ours_has_a_label_with_each_that_tells_it() -> None:
    assert {*SPACY.values()} == {*EntityType}
    assert {*GLINER.values()} == {*EntityType} - {EntityType.OTHER}
