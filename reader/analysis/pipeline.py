"""All that is found in a text, in one call: names, entities, quotations, and who speaks."""

import hashlib
from collections.abc import Sequence

from reader.analysis import quotations
from reader.analysis.entities import resolve
from reader.analysis.language import detect
from reader.analysis.linking import link
from reader.analysis.names import NameFinder
from reader.analysis.shipped_names import MODEL_VERSION
from reader.model import Analysis, Entity, Mention, Span

RULES_VERSION = 3
"""Which version of the rules beside the model this is; a change to what they find is a new one."""

PIPELINE_VERSION = f"{RULES_VERSION}-{MODEL_VERSION}"
"""What an analysis is kept under beside its text: another version finds other things."""

_LEAST_SCORE = 0.4
_LEAST_SCORE_ABROAD = 0.75
"""The model has learnt English: in other languages it is believed only where it is sure."""

_NO_MODEL = "Names are not marked: the names model is not there."
_UNREAD = {"ar": "Arabic", "el": "Greek", "he": "Hebrew", "hi": "Hindi", "ja": "Japanese", "ko": "Korean"} | {
    "ru": "Russian",
    "th": "Thai",
    "zh": "Chinese",
}
"""Languages in scripts that the names model cannot read."""

_HALF_READ = {"de": "German", "es": "Spanish", "fr": "French", "it": "Italian", "nl": "Dutch", "pt": "Portuguese"}
"""Languages in a script that it reads, but which it has not learnt."""


def analyse(
    text: str,
    *,
    names: NameFinder | None,
    language: str | None = None,
    names_missing: str | None = None,
    apart: Sequence[Span] = (),
) -> Analysis:
    """The mentions, entities and quotations of an article's canonical text.

    Without `names` only quotations are found, and `names_missing` (or a sentence that says so) goes into the result.
    `apart` are the headings and the code of the text, as `quotations.unsaid` gives them.
    In a text that the names model reads badly or not at all, another sentence says that.
    `language` is what the article says of itself; a language tag, of which the script of the text has the last word.
    """
    found = detect(text) or (language.partition("-")[0].lower() if language else None)
    abroad = found not in {"en", None}
    if names is None:
        missing: str | None = names_missing or _NO_MODEL
    elif found in _UNREAD:
        missing = f"Names are not marked: the model reads English, this is {_UNREAD[found]}."
    elif abroad:
        language_name = _HALF_READ.get(found or "", "another language")
        missing = f"Few names are marked: the names model reads English, this is {language_name}."
    else:
        missing = None
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    if names is not None and found not in _UNREAD:
        least_score = _LEAST_SCORE_ABROAD if abroad else _LEAST_SCORE
        mentions, entities = resolve(text, names.find(text), least_score, abroad=abroad)
    said = quotations.find(text, found, apart=apart) + quotations.find_indirect(text, found)
    said.sort(key=lambda quotation: quotation.span)
    return Analysis(
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        pipeline_version=PIPELINE_VERSION,
        language=found,
        mentions=mentions,
        entities=entities,
        quotations=link(text, said, mentions, entities, pronouns=not abroad),
        names_missing=missing,
    )
