"""Each language has its engine: only what is needed is loaded, and another engine has only its articles done anew."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reader.analysis.engines import loading
from reader.analysis.engines.chosen import Engines
from reader.analysis.names import NameFinder, NamesUnavailable
from reader.model import Analysis, Engine, EngineKind, EntityType
from reader.paths import Places
from reader.services.analysing.pending import Batch, analyse_batch, begin
from reader.services.articles.opening import find_article, kept_analysis, open_text
from reader.services.session import Session
from tests.fakes.engines import install, pipeline
from tests.fakes.names import KnownNames

ENGLISH = "The port is closed and the boats of Ada Lovelace are on the quay."
FRENCH = "Le port est fermé et les bateaux sont sur le quai. « Le port est fermé », dit Ada Lovelace."
UNUSABLE = (
    "Names are not marked, only quotations: there is no xx. "
    "pip install 'postil[spacy]', then python -m spacy download xx"
)


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was loaded in place of the shipped model, one entry each time."""
    times: list[str] = []

    def load_shipped() -> NameFinder:
        times.append("postil")
        return KnownNames({"Ada Lovelace": EntityType.PERSON})

    monkeypatch.setattr(loading, "load_shipped", load_shipped)
    return times


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, loaded: list[str]) -> Path:
    """A home with an article in each of two languages, and two pipelines to choose from."""
    install(monkeypatch, tmp_path / "modules", "spacy")
    for name in ("small", "large"):
        pipeline(tmp_path / name, {"Ada Lovelace": "PER", "Le port": "MISC"})
    for language, text in (("en", ENGLISH), ("fr", FRENCH)):
        (tmp_path / f"{language}.txt").write_text(f"{language.upper()}\n\n{text}\n")
    with closing(opened(tmp_path, "")) as session:
        for language in ("en", "fr"):
            find_article(session, str(tmp_path / f"{language}.txt"))
    return tmp_path


def opened(home: Path, french: str, *lines: str) -> Session:
    """A session in which that finds names in French."""
    (home / "home").mkdir(exist_ok=True)
    chosen = [f'fr = "{french}"'] if french else []
    (home / "home" / "settings.toml").write_text("\n".join(["[names]", *chosen, *lines]))
    session = Session(Places(home / "home", home / "home", home / "home"))
    assert session.problems() == []
    return session


def analyse_all(session: Session) -> Batch:
    begin(session)
    return analyse_batch(session, "a", 10)


def kept(session: Session) -> dict[str, Analysis]:
    """What is kept of the articles that are done, by their titles."""
    found = {each.title: kept_analysis(session, each) for each in session.library.list()}
    return {title: analysis for title, analysis in found.items() if analysis is not None}


def names(analysis: Analysis) -> list[str]:
    return [entity.name for entity in analysis.entities]


@pytest.fixture
def session(home: Path) -> Iterator[Session]:
    with closing(opened(home, f"spacy:{home / 'small'}")) as made:
        yield made


def test_each_language_is_read_by_its_engine(session: Session) -> None:
    assert analyse_all(session) == Batch(2, 0)
    found = kept(session)
    assert {title: names(analysis) for title, analysis in found.items()} == {
        "EN": ["Ada Lovelace"],
        "FR": ["Le port", "Ada Lovelace"],
    }
    assert all(analysis.names_missing is None for analysis in found.values())


def test_what_no_article_needs_is_not_loaded(session: Session, loaded: list[str]) -> None:
    french = next(each.id for each in session.library.list() if each.title == "FR")
    begin(session)
    assert analyse_batch(session, "a", 1, first=[french], others=False).done == 1
    assert loaded == []
    analyse_all(session)
    assert loaded == ["postil"]


def test_another_engine_has_only_the_articles_of_its_language_done_anew(session: Session, home: Path) -> None:
    analyse_all(session)
    with closing(opened(home, f"spacy:{home / 'large'}")) as other:
        assert list(kept(other)) == ["EN"]
        assert analyse_all(other) == Batch(1, 0)
        assert analyse_all(other) == Batch(0, 0)
        assert "large" in kept(other)["FR"].pipeline_version


def test_going_back_finds_what_was_not_done_anew_meanwhile(session: Session, home: Path) -> None:
    analyse_all(session)
    with closing(opened(home, f"spacy:{home / 'large'}")) as other:
        begin(other)
        assert other.library.findings.pending() == 1
    with closing(opened(home, f"spacy:{home / 'small'}")) as back:
        assert sorted(kept(back)) == ["EN", "FR"]
        assert analyse_all(back) == Batch(1, 0)


def test_other_files_in_the_place_of_an_engine_are_another_engine(session: Session, home: Path) -> None:
    analyse_all(session)
    (home / "small" / "names.json").write_text('{"Le port": "MISC"}')
    with closing(opened(home, f"spacy:{home / 'small'}")) as later:
        assert analyse_all(later) == Batch(1, 0)
        assert names(kept(later)["FR"]) == ["Le port"]


def test_what_is_off_marks_no_names_and_says_nothing_of_it(session: Session, home: Path) -> None:
    with closing(opened(home, "off")) as off:
        assert analyse_all(off) == Batch(2, 0)
        french = kept(off)["FR"]
        assert (french.mentions, french.names_missing, len(french.quotations)) == ((), None, 1)


def test_an_engine_that_is_missing_is_told_and_its_articles_are_done_once_it_is_there(home: Path) -> None:
    with closing(opened(home, "spacy:xx")) as without:
        assert analyse_all(without) == Batch(2, 0, UNUSABLE)
        assert list(kept(without)) == ["EN"]
        assert len(open_text(without, find_article(without, str(home / "fr.txt"))).analysis.quotations) == 0
    with closing(opened(home, "spacy:xx")) as again:
        assert begin(again) == UNUSABLE
        assert again.library.findings.pending() == 0
    with closing(opened(home, f"spacy:{home / 'small'}")) as there:
        assert begin(there) is None
        assert analyse_batch(there, "a", 10) == Batch(1, 0)
        assert sorted(kept(there)) == ["EN", "FR"]


def test_what_cannot_be_loaded_is_not_tried_again_and_again(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[Engine] = []

    def load(engine: Engine) -> None:
        tried.append(engine)
        raise NamesUnavailable("It is broken.")

    monkeypatch.setattr("reader.analysis.engines.chosen.load", load)
    engines = Engines({"fr": Engine(EngineKind.SPACY, "xx")})
    for _ in range(3):
        with pytest.raises(NamesUnavailable, match="It is broken"):
            engines.finder("fr")
    assert len(tried) == 1


def test_all_but_english_may_have_one_engine() -> None:
    other, french = Engine(EngineKind.OFF), Engine(EngineKind.SPACY, "fr_core_news_sm")
    engines = Engines({"other": other, "fr": french})
    assert [engines.of(language) for language in ("fr", "de", None)] == [french, other, Engine(EngineKind.POSTIL)]
    assert Engines({"en": other}).of(None) == other


def test_the_versions_of_the_library_are_those_its_articles_have(session: Session) -> None:
    analyse_all(session)
    assert sorted(session.library.findings.versions()) == sorted(
        session.engines.version(language) for language in ("en", "fr")
    )
