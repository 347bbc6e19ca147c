"""The form in which texts are compared and searched: without case, accents and typography."""

import re
from collections.abc import Sequence
from unicodedata import normalize

_LETTERS = str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t",
        "ŋ": "n", "ĸ": "k", "ə": "e", "ƒ": "f",
    }
)  # fmt: skip
_TYPOGRAPHY = (
    dict.fromkeys(map(ord, "“”„‟«»″〝〞〟"), '"')
    | dict.fromkeys(map(ord, "‘’‚‛‹›′`´ʼ"), "'")
    | dict.fromkeys(map(ord, "‐‑‒–—―−⁃﹘﹣－"), "-")
    | dict.fromkeys(
        map(
            ord,
            "\t\n\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000",
        ),
        " ",
    )
)
# Of scripts that can be read without them; the vowel signs of Indic scripts and the voicing of kana stay.
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f"
    "\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d\u20d0-\u20ff"
    "\ufe00-\ufe0f\ufe20-\ufe2f]+"
)


class _Folded(dict[int, str]):
    """What single code points fold to, worked out once each; a table for `str.translate`."""

    def __missing__(self, code: int) -> str:
        decomposed = normalize("NFKD", normalize("NFKD", chr(code)).casefold())
        plain = _MARKS.sub("", decomposed).translate(_LETTERS).translate(_TYPOGRAPHY)
        folded = self[code] = normalize("NFC", plain)
        return folded


_folded = _Folded(_TYPOGRAPHY)


def fold(text: str) -> str:
    """`text` in the form that is compared and searched.

    Code point by code point: compatibility forms are unified, accents and vowel points go, case is folded,
    letters such as ł ø ß æ become plain ones, quotation marks, dashes and white space become one of each.
    """
    if text.isascii():
        return text.lower().replace("`", "'").replace("\n", " ").replace("\t", " ")
    return text.translate(_folded)


def fold_with_offsets(text: str) -> tuple[str, Sequence[int]]:
    """`fold(text)` with the offset in `text` that each of its code points, and its end, came from.

    What is folded from `i` up to `j` covers `text[offsets[i]:offsets[j]]`.
    """
    folded = fold(text)
    # Most code points fold to one; only those that do not need looking at.
    uneven = "" if text.isascii() else "".join(char for char in set(text) if len(_folded[ord(char)]) != 1)
    if not uneven:
        return folded, range(len(text) + 1)
    offsets: list[int] = []
    done = 0
    for match in re.finditer(f"[{re.escape(uneven)}]", text):
        at = match.start()
        offsets.extend(range(done, at))
        offsets.extend([at] * len(_folded[ord(match[0])]))
        done = at + 1
    offsets.extend(range(done, len(text) + 1))
    return folded, offsets
