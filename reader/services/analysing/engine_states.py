"""Which engine finds names in each language, and whether it can."""

from dataclasses import dataclass

from reader.analysis.engines.chosen import ENGLISH
from reader.analysis.engines.folders import digest, folder_of, release_of
from reader.analysis.engines.loading import pin_of
from reader.analysis.names import NamesUnavailable
from reader.analysis.shipped_names import MODEL_VERSION, SHA256
from reader.config import OTHER_LANGUAGES
from reader.model import Engine, EngineKind
from reader.services.session import Session


@dataclass(frozen=True, slots=True)
class EngineState:
    """What finds names in a language, by its ISO 639 code or `OTHER_LANGUAGES`.

    `problem` says why it cannot be used, None if it can. `release` is what its makers call it. `sha256` is the digest
    of its files, None without any; `is_pinned` says that only these files are used.
    """

    language: str
    engine: Engine
    problem: str | None
    release: str = ""
    sha256: str | None = None
    is_pinned: bool = False


def engine_states(session: Session) -> list[EngineState]:
    """The engine for English, for each language that has one in the settings, and for all others.

    Each is loaded, which takes some seconds.
    """
    named = sorted(session.settings.names.keys() - {ENGLISH, OTHER_LANGUAGES})
    return [_state(session, language) for language in (ENGLISH, *named, OTHER_LANGUAGES)]


def _state(session: Session, language: str) -> EngineState:
    engine = session.engines.of(language)
    try:
        session.engines.finder(language)
        problem = None
    except NamesUnavailable as error:
        problem = str(error)
    if engine.kind is EngineKind.OFF:
        return EngineState(language, engine, problem)
    if engine.kind is EngineKind.POSTIL:
        return EngineState(language, engine, problem, MODEL_VERSION, SHA256["model.int8.onnx"], is_pinned=True)
    try:
        folder = folder_of(engine)
        release = release_of(folder)
        is_pinned = pin_of(engine, release) is not None
        return EngineState(language, engine, problem, release, digest(folder), is_pinned)
    except NamesUnavailable:
        return EngineState(language, engine, problem)
