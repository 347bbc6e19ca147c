"""Which language a text is in, by its script and its commonest words: enough to choose word lists, no more."""

import re
from collections import Counter

_READ = 6000
"""Characters of a text that are looked at."""

_LEAST_SHARE = 0.12
"""A text in a language has at least this share of its commonest words."""

_LEAST_HITS = 2

_SCRIPTS = (
    ("ja", "\u3040-\u30ff"),
    ("ko", "\uac00-\ud7af\u1100-\u11ff"),
    ("zh", "\u3400-\u4dbf\u4e00-\u9fff"),
    ("ar", "\u0600-\u06ff"),
    ("ru", "\u0400-\u04ff"),
    ("el", "\u0370-\u03ff"),
    ("he", "\u0590-\u05ff"),
    ("hi", "\u0900-\u097f"),
    ("th", "\u0e00-\u0e7f"),
)
_SCRIPT = {code: re.compile(f"[{characters}]") for code, characters in _SCRIPTS}
_SCRIPT_SHARE = 0.2
_KANA_SHARE = 0.05
_WORD = re.compile(r"[^\W\d_]+")

_COMMON = {
    "en": "the of and to in a is that for it was on with as he be at by this had not are but from or have an they",
    "fr": "le la les de des du et en un une est que qui dans pour pas sur au ce il elle ne se plus par avec sont a",
    "de": "der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er",
    "es": "el la los las de y en que a un una es por con no para se del al su lo como más pero fue ha son este sus",
    "it": "il la le di e che in un una è per con non del della si da al dei sono ha più come ma nel alla gli lo anche",
    "pt": "o a os as de e que em um uma do da para com não no na se por mais dos das ao é foi como mas são ele ela",
    "nl": "de het een en van in is dat op te met voor niet zijn er aan die ook als bij door maar was om naar heeft hij",
}
_COMMON_WORDS = {code: frozenset(words.split()) for code, words in _COMMON.items()}


def detect(text: str) -> str | None:
    """The ISO 639-1 code of a text's language, or None where that is not sure."""
    sample = text[:_READ]
    letters = sum(character.isalpha() for character in sample)
    if not letters:
        return None
    for code, pattern in _SCRIPT.items():
        share = len(pattern.findall(sample)) / letters
        if share > (_KANA_SHARE if code == "ja" else _SCRIPT_SHARE):
            return code
    words = [word.lower() for word in _WORD.findall(sample)]
    hits = Counter({code: sum(word in common for word in words) for code, common in _COMMON_WORDS.items()})
    (best, most), (_, second) = hits.most_common(2)
    if most < _LEAST_HITS or most < _LEAST_SHARE * len(words) or most < 1.25 * second:
        return None
    return best
