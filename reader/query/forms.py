"""The two forms in which texts are searched: without regard to case, and with it."""

import re
from collections.abc import Iterable

from reader.text.fold import fold

PART_END = "\x1f"
"""What stands between texts that are searched together: no phrase goes across it, and no clean text has it."""


def joined(texts: Iterable[str]) -> str:
    """Several texts as one to be searched."""
    return PART_END.join(texts)


class _FoldedButCase(dict[int, str]):
    """What single code points fold to when capitals stay capitals, worked out once each."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = fold(char)
        if char != char.lower():
            # As many code points as without regard to case, so that both forms have the same offsets.
            folded = "".join(upper if len(upper := each.upper()) == 1 else each for each in folded)
        self[code] = folded
        return folded


_folded_but_case = _FoldedButCase()
_ODD = re.compile("[^ -_a-~]+")
"""All that does not stay as it is; where there is little of it, passing over the rest is ten times as fast."""


def fold_but_case(text: str) -> str:
    """`fold(text)`, with capitals where `text` has them."""
    if text.isascii():
        return text.replace("`", "'").replace("\n", " ").replace("\t", " ")
    return _ODD.sub(lambda odd: odd[0].translate(_folded_but_case), text)
