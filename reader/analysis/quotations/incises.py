"""Speakers named between the marks, as French has it: « Rien, a déclaré le maire, n’est perdu. »"""

from reader.analysis.quotations.cues import Cue, put_in
from reader.analysis.quotations.frames import LONGEST_FRAME, Frame
from reader.analysis.quotations.lexicon import Lexicon
from reader.analysis.quotations.phrases import Phrases

_BEFORE = frozenset(",?!…—–")


def incise(frame: Frame, words: Lexicon) -> Cue | None:
    """The first verb of speech with its subject that is put into what a frame says, set off by a mark before it."""
    phrases = Phrases(frame[:LONGEST_FRAME], words)
    for index, token in enumerate(phrases.frame):
        if token.lower not in words.incises:
            continue
        before = index - 1
        while (auxiliary := phrases.token(before)) is not None and auxiliary.lower in words.between:
            before -= 1
        mark = phrases.token(before)
        if mark is None or mark.text not in _BEFORE:
            continue
        speaker = put_in(phrases, index)
        if speaker is not None:
            return Cue(index, index, speaker, strong=True)
    return None
