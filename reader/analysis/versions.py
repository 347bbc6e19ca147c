"""What an analysis is kept under beside its text: other rules, or another engine, would have found other things."""

RULES_VERSION = 4
"""Which version of the rules beside the models this is; a change to what they find is a new one."""

OFF = "off"
"""The version of what finds no names because none are wanted."""

WITHOUT_NAMES = "without names"
"""Stands for the version of an engine that could not be used: what it would have found is yet to be."""

_UNKNOWN = "unknown"


def pipeline_version(language: str | None, names: str) -> str:
    """The version of the analysis of a text in a language, by an engine of the version `names`."""
    return f"{language or _UNKNOWN} {RULES_VERSION}-{names}"


def is_without_names(version: str) -> bool:
    """Whether an analysis of that version lacks what an engine would have found that could not be used."""
    return version.endswith(WITHOUT_NAMES)


def language_in(version: str) -> str | None:
    """The language of the texts that were analysed by a version of the pipeline."""
    language = version.partition(" ")[0]
    return None if language == _UNKNOWN else language
