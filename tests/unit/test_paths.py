"""Where postil keeps things."""

from pathlib import Path

from reader.paths import bundled, find_places


def test_all_is_in_the_home_that_is_named(tmp_path: Path) -> None:
    places = find_places({"POSTIL_HOME": str(tmp_path)})
    files = (places.notes, places.library, places.settings, places.drafts, places.log)
    assert [file.relative_to(tmp_path).as_posix() for file in files] == [
        "notes.json",
        "library.db",
        "settings.toml",
        "drafts",
        "postil.log",
    ]


def test_a_home_may_be_relative_or_begin_with_a_tilde(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert find_places({"POSTIL_HOME": "~/p"}).data == tmp_path / "p"
    assert find_places({"POSTIL_HOME": "p"}).data == tmp_path / "p"


def test_without_one_the_system_says_where(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    places = find_places({})
    for place in (places.data, places.config, places.state):
        assert place.is_relative_to(tmp_path)
        assert "postil" in str(place)


def test_an_empty_home_is_none() -> None:
    assert find_places({"POSTIL_HOME": ""}) == find_places({})


def test_nothing_is_made_by_naming_it(tmp_path: Path) -> None:
    find_places({"POSTIL_HOME": str(tmp_path / "new")})
    assert list(tmp_path.iterdir()) == []


def test_what_postil_ships_with_is_there() -> None:
    assert list(bundled("styles").glob("*.tcss"))
    assert list(bundled("seeds").iterdir())
