"""All that is found in a text, in one call: names, entities, quotations, and who speaks."""

import hashlib
import re
from collections.abc import Sequence

from reader.analysis import quotations
from reader.analysis.entities import LEAST_SCORE, resolve
from reader.analysis.language import detect
from reader.analysis.linking import link
from reader.analysis.names import NameFinder, NamesUnavailable
from reader.analysis.versions import OFF, WITHOUT_NAMES, pipeline_version
from reader.model import Analysis, Entity, Mention, Span

_LEAST_SCORE_ABROAD = 0.75
"""In languages that it has not learnt the model is believed only where it is sure."""

_CODE = re.compile(r"[a-z]{2,3}")
_UNREAD = {"ar": "Arabic", "el": "Greek", "he": "Hebrew", "hi": "Hindi", "ja": "Japanese", "ko": "Korean"} | {
    "ru": "Russian",
    "th": "Thai",
    "zh": "Chinese",
}
"""Languages in scripts that the names model cannot read."""

_HALF_READ = {"de": "German", "es": "Spanish", "fr": "French", "it": "Italian", "nl": "Dutch", "pt": "Portuguese"}
"""Languages in a script that it reads, but which it has not learnt."""


def language_of(text: str, said: str | None) -> str | None:
    """The ISO 639 code of a text's language; by what the article says of itself, a language tag, if it cannot be told.

    The script of the text and its commonest words have the last word.
    """
    code = _CODE.fullmatch((said or "").partition("-")[0].lower())
    return detect(text) or (code.group() if code else None)


def analyse(
    text: str,
    *,
    names: NameFinder | None,
    language: str | None = None,
    names_missing: str | None = None,
    apart: Sequence[Span] = (),
) -> Analysis:
    """The mentions, entities and quotations of an article's canonical text.

    Without `names` only quotations are found; `names_missing` says why, if that is not by choice. Where `names` fails
    that is so, too. In a text in a language that it has not learnt, a sentence says that.
    `apart` are the headings and the code of the text, as `quotations.unsaid` gives them.
    `language` is what the article says of itself, as for `language_of`.
    """
    found = language_of(text, language)
    abroad = names is not None and not names.has_learnt(found)
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    version = OFF if names is None else names.version
    missing = _misread(found) if abroad else names_missing
    unusable = names_missing
    try:
        if names is not None and not (abroad and found in _UNREAD):
            least_score = _LEAST_SCORE_ABROAD if abroad else LEAST_SCORE
            mentions, entities = resolve(text, names.find(text), least_score, abroad=abroad)
    except NamesUnavailable as error:
        unusable = missing = str(error)
    said = quotations.find(text, found, apart=apart) + quotations.find_indirect(text, found)
    said.sort(key=lambda quotation: quotation.span)
    return Analysis(
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        pipeline_version=pipeline_version(found, WITHOUT_NAMES if unusable else version),
        language=found,
        mentions=mentions,
        entities=entities,
        quotations=link(text, said, mentions, entities, pronouns=found in {"en", None}),
        names_missing=missing,
    )


def _misread(language: str | None) -> str:
    """The sentence that says why names are few, or none, in a text that the model has not learnt to read."""
    if language in _UNREAD:
        return f"Names are not marked: the model reads English, this is {_UNREAD[language]}."
    called = _HALF_READ.get(language or "", "another language")
    return f"Few names are marked: the names model reads English, this is {called}."
