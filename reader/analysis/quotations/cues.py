"""Which words of a sentence hand over to a speaker, and who that speaker is."""

from typing import NamedTuple

from reader.analysis.quotations.frames import Token
from reader.analysis.quotations.phrases import Phrase, Phrases

_JOINS = frozenset({"-", "-t-"})
"""What French puts between a verb and its pronoun: a-t-il, dit-elle."""

_DASHES = frozenset({"—", "–", "-", "―"})
_ARTICLES = frozenset(["a", "an", "the", "la", "le", "l'", "el", "il", "der", "die", "das"])
_BE = frozenset(["was", "is", "were", "are", "been", "be"])
_ADVERBS = frozenset(
    ["alone", "together", "here", "out", "up", "down", "back", "on", "off", "away", "instead", "too"]
)
_CALL = frozenset(["called", "calls", "describes", "described", "calling"])
_COLLECTIVES = frozenset(["police", "people", "men", "women", "children", "staff"])
_NOT_NAMES = ("can", "ic", "ish", "ese", "ian", "'s", "s'")


class Cue(NamedTuple):
    """A verb (or "according to") with its speaker: indexes of tokens, `last` inclusive."""

    first: int
    last: int
    speaker: Phrase
    strong: bool


def cues(phrases: Phrases) -> list[Cue]:
    """The cues of a frame that have a speaker, in order."""
    found: list[Cue] = []
    for index, token in enumerate(phrases.frame):
        if token.quotation is not None or not token.is_word:
            continue
        length = _according(phrases, index)
        if length:
            speaker = _trimmed(phrases, phrases.starting_at(index + length))
        elif _is_cue(phrases, index, token):
            speaker = _trimmed(phrases, _subject(phrases, index))
        else:
            continue
        if speaker is not None:
            strong = bool(length) or token.lower in phrases.words.strong
            found.append(Cue(index, index + max(0, length - 1), speaker, strong))
    return found


def _according(phrases: Phrases, index: int) -> int:
    """The number of words of the phrase at `index` that names a source, or 0."""
    joined = ""
    for length in range(1, 5):
        token = phrases.token(index + length - 1)
        if token is None:
            return 0
        joined += ("_" if joined else "") + token.lower
        if joined in phrases.words.according:
            return length
    return 0


def _is_cue(phrases: Phrases, index: int, token: Token) -> bool:
    words = phrases.words
    before = phrases.token(index - 1)
    if token.lower not in words.cues or (token.is_capital and before is not None):
        return False
    if before is None:
        return True
    if before.lower in words.noun_before and before.lower not in words.between:
        return False
    if token.lower in words.also_nouns and not _may_be_subject(phrases, before):
        return False
    if not _agrees(phrases, index, token, before):
        return False
    further = phrases.token(index - 2)
    return not (token.lower in _CALL and further is not None and further.lower == "what")


def _agrees(phrases: Phrases, index: int, token: Token, before: Token) -> bool:
    """Whether a verb goes with what stands before it: not "the Reyle report", not "was told"."""
    words = phrases.words
    if token.lower in words.plural and before.is_capital:
        joined = phrases.token(index - 2)
        many = before.lower.endswith("s") or before.lower in _COLLECTIVES
        return many or (joined is not None and joined.lower == "and")
    return not (token.lower in words.passive and before.lower in _BE)


def _may_be_subject(phrases: Phrases, before: Token) -> bool:
    words = phrases.words
    lower = before.lower
    return (
        lower in words.pronouns
        or before.text == ","
        or lower in words.between
        or lower in words.relatives
        or (before.is_capital and not lower.endswith(_NOT_NAMES))
        or lower.endswith("ly")
    )


def _trimmed(phrases: Phrases, subject: Phrase | None) -> Phrase | None:
    if subject is None:
        return None
    first, last = subject
    while first < last and phrases.frame[first].lower in phrases.words.conjunctions:
        first += 1
    head = phrases.frame[first]
    if head.lower in phrases.words.never_subjects:
        return None
    if first == last and head.lower not in phrases.words.pronouns:
        bare = head.lower in _ARTICLES | phrases.words.determiners
        adverb = not head.is_capital and head.lower in _ADVERBS
        return None if bare or adverb else Phrase(first, last)
    return Phrase(first, last)


def _subject(phrases: Phrases, cue: int) -> Phrase | None:
    """Who does what the verb at `cue` says."""
    words = phrases.words
    verb = phrases.frame[cue]
    participle = verb.lower in words.participles
    before = phrases.token(cue - 1)
    if verb.lower in words.incises and _is_inverted(phrases, cue):
        inverted = put_in(phrases, cue)
        if inverted is not None:
            return inverted
    if verb.lower in words.verb_first or (not participle and _follows_quotation(phrases, cue)):
        inverted = put_in(phrases, cue) if words.incises else None
        joined = phrases.token(cue + 1)
        inverted = inverted or phrases.starting_at(
            cue + (2 if joined is not None and joined.text in _JOINS else 1)
        )
        if inverted is not None:
            return inverted
    infinitive = before is not None and before.lower == "to"
    if participle and before is not None and before.is_capital:
        return phrases.ending_at(cue - 1)
    if infinitive or (participle and not _is_progressive(phrases, cue)):
        return _subject_of_main_verb(phrases, cue)
    return _subject_before(phrases, cue)


def _is_inverted(phrases: Phrases, cue: int) -> bool:
    """Whether a verb has its subject behind it because something else opens the sentence: "Dann sagt …"."""
    words = phrases.words
    opening, before = phrases.frame[0], phrases.token(cue - 1)
    if before is None or opening.quotation is not None:
        return False
    if before.text == ",":
        return opening.lower in words.prepositions or opening.lower in words.conjunctions
    return cue == 1 and opening.lower in words.between


def put_in(phrases: Phrases, verb: int) -> Phrase | None:
    """The subject right behind a verb, as in "dit-elle", "dit le maire" or "sagt Tannhofer"."""
    first = verb + 1
    while (token := phrases.token(first)) is not None and (
        token.text in _JOINS or token.lower in phrases.words.between or token.lower in phrases.words.days
    ):
        first += 1
    phrase = phrases.starting_at(first)
    if phrase is None:
        return None
    head = phrases.frame[phrase.first]
    named = head.is_capital or head.lower in phrases.words.determiners | phrases.words.pronouns
    return phrase if named else None


def _is_progressive(phrases: Phrases, cue: int) -> bool:
    """Whether a participle is its sentence's verb: "is not saying"."""
    index = cue - 1
    while (token := phrases.token(index)) is not None and token.lower in phrases.words.between:
        if token.lower in _BE:
            return True
        index -= 1
    return False


def _follows_quotation(phrases: Phrases, cue: int) -> bool:
    """Whether nothing but marks and auxiliaries stands between a verb and the quotation before it."""
    index = cue - 1
    while (token := phrases.token(index)) is not None and token.lower in phrases.words.between:
        index -= 1
    for _ in range(2):
        token = phrases.token(index)
        if token is not None and token.text in _DASHES | {",", "،"}:
            index -= 1
    return index >= 0 and phrases.frame[index].quotation is not None


def _subject_of_main_verb(phrases: Phrases, cue: int) -> Phrase | None:
    """The subject that a participle or infinitive at `cue` shares with a verb before it."""
    words = phrases.words
    for index in range(cue - 1, -1, -1):
        token = phrases.token(index)
        if token is None or token.lower not in words.cues or token.lower in words.participles:
            continue
        before = phrases.token(index - 1)
        if before is not None and before.lower in {"to", "a", "the"}:
            continue
        subject = _subject(phrases, index)
        if subject is not None:
            return subject
    return phrases.first_before(cue)


def _subject_before(phrases: Phrases, cue: int) -> Phrase | None:
    words = phrases.words
    index = cue - 1
    while (token := phrases.token(index)) is not None and _is_transparent(phrases, index, token):
        index -= 1
    if index < 0:
        return None
    if token is None:
        return phrases.starting_at(cue + 1)
    if token.text in _DASHES | {",", ")"}:
        opening = phrases.opening_of(index)
        described = phrases.ending_at(opening - 1) if opening is not None else None
        return described or phrases.first_before(index) or phrases.ending_at(index - 1)
    if token.lower in words.relatives:
        antecedent = index - 2 if index > 0 and phrases.frame[index - 1].text == "," else index - 1
        return phrases.ending_at(antecedent) or Phrase(index, index)
    if token.lower in {"and", "but", "or", "then"}:
        return phrases.first_before(index)
    subject = phrases.ending_at(index)
    return phrases.with_partners(subject) if subject is not None else None


def _is_transparent(phrases: Phrases, index: int, token: Token) -> bool:
    """Whether a word may stand between a subject and its verb: "Putin on Wednesday reportedly said"."""
    if token.lower in phrases.words.between or token.lower in phrases.words.days:
        return True
    following = phrases.token(index + 1)
    if following is not None and token.lower in {"in", "on"}:
        return following.lower in phrases.words.days or following.text.isdigit()
    if token.text.isdigit():
        before = phrases.token(index - 1)
        return before is not None and before.lower == "in"
    return token.lower.endswith("ly") and not token.is_capital
