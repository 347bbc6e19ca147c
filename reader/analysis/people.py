"""What stands before and after people's names: titles, roles, and what they tell of a person's pronoun."""

import re
from collections.abc import Sequence

from reader.model import Span
from reader.text.abbreviations import SENTENCE_OPENERS

HONORIFICS = frozenset(
    ["mr", "messrs", "mrs", "ms", "miss", "mx", "sir", "dame", "lord", "lady", "dr", "mme", "herr", "frau"]
)
"""Titles that say no more than that a person follows."""

_REGNAL = frozenset(["pope", "king", "queen", "prince", "princess", "emperor", "sultan", "emir", "sheikh"])
"""Titles that are a part of the name: "Pope Francis"."""

_ROLES = """
president vice-president prime minister ministers chancellor premier secretary secretary-general spokesman
spokeswoman spokesperson spokespeople senator sen rep representative congressman congresswoman gov governor
mayor lawmaker deputy mp mep king queen prince princess emperor sultan emir sheikh pope cardinal archbishop
bishop rabbi imam ayatollah reverend rev father judge justice attorney lawyer prosecutor sheriff detective
officer inspector chief commander general gen admiral adm colonel col major captain capt lieutenant lt sergeant
sgt private marshal chairman chairwoman chairperson chair head leader director ceo cfo executive founder
co-founder owner partner economist analyst strategist professor prof doctor scientist researcher historian
author writer novelist poet journalist reporter correspondent editor columnist presenter host actor actress
singer rapper musician composer conductor artist director producer comedian coach manager captain striker
midfielder defender goalkeeper quarterback pitcher player champion skier swimmer boxer candidate nominee
contender activist campaigner organiser organizer ambassador envoy commissioner diplomat adviser advisor aide
counsel billionaire businessman businesswoman entrepreneur investor financier banker tycoon magnate official
inspector-general whistleblower survivor victim resident teacher student nurse farmer engineer pilot astronaut
friend brother sister mother father son daughter wife husband widow uncle aunt nephew niece colleague
counterpart predecessor successor rival speaker whip treasurer trustee premier-designate president-elect warlord
oligarch dictator
"""
ROLES = frozenset(_ROLES.split())
"""Nouns that say what somebody is."""

SHORT_TITLES = frozenset(
    "adm capt cmdr col dr gen gov hon lt maj mr mrs ms prof rep reps rev sen sens sgt supt".split()
)
"""Titles as they are abbreviated, which are no names of their own."""

_BESIDE_ROLES = """
vice deputy former acting interim senior junior top chief assistant foreign defence defense finance interior
health press state opposition majority minority prime attorney secretary house communications campaign police
army party presidential executive national security
"""
_IN_ROLES = ROLES | frozenset(_BESIDE_ROLES.split())
_HE = frozenset(
    ["mr", "sir", "lord", "herr", "king", "prince", "pope", "father", "brother", "son", "husband", "uncle"]
)
_SHE = frozenset(
    ["mrs", "ms", "miss", "mme", "dame", "lady", "frau", "queen", "princess", "sister", "mother", "wife"]
)
_HE_ROLES = frozenset(["spokesman", "chairman", "businessman", "congressman", "actor"])
_SHE_ROLES = frozenset(["spokeswoman", "chairwoman", "businesswoman", "congresswoman", "actress"])
_MALE_NAMES = """
abdul adam ahmed alan albert alexander alexei ali andrew andrew andy anthony antonio antony barack ben benjamin
bernard bernie bill bob boris brad brian carlos charles chris christopher dan daniel david dean dennis dick
dmitry dominic donald doug ed eddie edward elon emmanuel eric frank francis francois françois fred gary geoff
george gerald giorgio gordon graham greg gregory hans harry hassan henry howard hugo ian igor ivan jack jacob
jake james jamie jan jason jean jeff jeffrey jeremy jerry jim jimmy joe joel john jonathan jose josé joseph josh
juan karl keir keith ken kenneth kevin klaus larry lars lee leo louis luis luke marco mario mark martin matt
matthew michael mick miguel mike mitch mohamed mohammed muhammad narendra neil nicholas nick nigel nikolai olaf
oliver omar oscar pablo pat patrick paul pedro pete peter philip phil pierre ralph ray raymond recep richard
rick rob robert rodrigo roger ron ronald roy russell ryan sam samuel scott sean sergei sergey shinzo simon
stephen steve steven stuart ted terry thomas tim timothy tom tony victor vincent viktor vladimir volodymyr
walter wayne will william wolfgang xi yuri
alain andré antoine arnaud aurélien bastien bernd christophe dieter didier dominik enrique ernesto ewald fabrice felipe
fermín fernando françois friedrich günter guillaume guido günther gustavo heinz helmut hervé holger ignacio javier
jean-luc jean-pierre joachim johann jürgen karl-heinz konrad laurent lorenzo ludwig luigi manfred manuel marc martín
matteo matthias miguel nicolas norbert olivier pascal patrice paolo philippe rafael rainer reinhard rémi rolf roberto
sébastien stefan stefano sven théo thierry thorsten udo ulrich uwe wilhelm xavier yannick yves
"""
_FEMALE_NAMES = """
abigail adriana aisha alexandra alice alison amanda amy ana andrea angela anita ann anna anne annalena annie
barbara beatrice betty carla carly carol caroline catherine cathy charlotte christina christine claire clara
cynthia dana deborah denise diana diane donna dorothy elena elizabeth ella ellen emily emma erika eva fatima
fiona frances giorgia gina grace hannah heather helen hillary ingrid irene isabel ivanka jacinda jane janet
jennifer jessica jill joan joanna jo judith julia julie kamala karen kate katherine kathleen kathy katie kelly
kim kirsten laura lauren leila lena linda lisa liz loretta louise lucy lynn madeleine margaret maria marie
marine marion martha mary megan melania melissa michelle michele monica nancy naomi natalia natalie nicola
nicole nikki olga olivia pamela patricia paula penny rachel rebecca rosa rose ruth sally samantha sandra sara
sarah sharon sheila shirley sofia sonia sophie stephanie sue susan suzanne teresa theresa ursula vanessa vera
veronica victoria virginia wendy yulia yvette zoe
alessandra almut anke antje beatriz bettina birgit brigitte camille carmen cécile chantal chiara colette corinne dolores
dominique élodie eulalia francesca françoise friederike gabriele geneviève gertrud gisela giulia gudrun heike hélène
heidi ilse inés isabelle josiane jutta karin katja katrin lucía maëlle marta martine mathilde mercedes mónica monique
nathalie noémie odile pilar remedios renate rocío sabine sandrine simone solène sophie sylvie teresa ulrike ute valérie
véronique virginie yolanda
"""
_MALE_FIRST = frozenset(_MALE_NAMES.split())
_FEMALE_FIRST = frozenset(_FEMALE_NAMES.split())

_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*|\S")
_COURTESY = re.compile(rf"(?:\b(?:{'|'.join(sorted(HONORIFICS))})\b\.?[ \u00a0])+\Z", re.IGNORECASE)
_REACH = 90
"""Characters before or after a name that are looked at."""

_PHRASE = r"([^\W_][\w’'\-]*+(?:[ \u00a0][^\W_][\w’'\-]*+){1,8}+)"
_APPOSITION_AFTER = re.compile(rf",[ \u00a0]{_PHRASE},")
_APPOSITION_BEFORE = re.compile(rf"(?:\A|[.!?;][ \u00a0]|\n){_PHRASE},[ \u00a0]\Z")
_NO_ROLE_BEGINS = frozenset(
    """
    and or but nor to by of with from for in on at as than that who whom whose which when where while after before since
    because if not also then
    """.split()
)
"""Words after which a role belongs to somebody else: "and by the deputy director", "who became minister"."""

_ARTICLE = re.compile(r"(?:the|a|an|his|her|its|their)[ \u00a0]", re.IGNORECASE)


def is_first_name(word: str) -> bool:
    """Whether a word is a common first name."""
    return word.lower() in _MALE_FIRST or word.lower() in _FEMALE_FIRST


def is_role_word(word: str) -> bool:
    """Whether a word in lower case is part of what somebody is called: "spokesman", "foreign", "prime"."""
    return word in _IN_ROLES


def has_title(text: str, name: Span) -> bool:
    """Whether a name begins with a title that says that a person follows, or one stands before it."""
    first = _WORD.match(text, *name)
    begins = first is not None and first.group().lower() in HONORIFICS
    return begins or _COURTESY.search(text[max(0, name.start - _REACH) : name.start]) is not None


def without_titles(text: str, name: Span) -> Span:
    """A person's name without the titles and roles in front of it."""
    words = list(_WORD.finditer(text, *name))
    first = 0
    while first + 1 < len(words):
        word = words[first].group().lower()
        if word in _REGNAL or not (word in HONORIFICS or word in _IN_ROLES or (first and word == ".")):
            break
        first += 1
    return Span(words[first].start(), name.end) if words and words[first].group()[0].isupper() else name


def roles_of(text: str, name: Span) -> list[str]:
    """What a text calls a person right beside the name: "Kremlin spokesman", "President of the United States"."""
    before, after = _beside(text, name)
    found = [_role_ending(before)]
    beside = (_APPOSITION_BEFORE.search(before), _APPOSITION_AFTER.match(after))
    found += [match[1].strip() for match in beside if match is not None and _is_role(match[1])]
    return [_ARTICLE.sub("", role, count=1) if _ARTICLE.match(role) else role for role in found if role]


def pronoun_of(text: str, name: Span) -> str | None:
    """The pronoun, "he" or "she", that the title before a person's name, the first name or the role asks for."""
    first, *others = text[name.start : name.end].lower().split() or [""]
    before, _ = _beside(text, name)
    title = _WORD.findall(before[-12:].lower().rstrip(". "))[-1:]
    titles = {first, *title}
    roles = frozenset(_WORD.findall(" ".join(roles_of(text, name)).lower()))
    he = titles & _HE or roles & _HE_ROLES or (others and first in _MALE_FIRST)
    she = titles & _SHE or roles & _SHE_ROLES or (others and first in _FEMALE_FIRST)
    if bool(he) == bool(she):
        return None
    return "he" if he else "she"


def _beside(text: str, name: Span) -> tuple[str, str]:
    """What stands before and after a name in its line, as far as it is looked at."""
    before = text[max(0, name.start - _REACH) : name.start]
    after = text[name.end : name.end + _REACH]
    return before[before.rfind("\n") + 1 :], after.partition("\n")[0]


def _role_ending(before: str) -> str:
    """The role that a text ends with, right before a name."""
    if not before.endswith((" ", "\u00a0")):
        return ""
    before = _COURTESY.sub("", before)
    words = list(_WORD.finditer(before))
    first = len(words)
    for index in range(len(words) - 1, -1, -1):
        word = words[index].group()
        beyond = words[index - 1].group() if index else ""
        abbreviates = word == "." and beyond.lower() in SHORT_TITLES
        joins = word in {"of", "for", "the"} and first < len(words) and words[first].group()[0].isupper()
        named = word[0].isupper() and word not in SENTENCE_OPENERS
        if not (named or abbreviates or joins or word.lower() in _IN_ROLES):
            break
        first = index
    while first < len(words) and words[first].group() in {"of", "for", "the", "."}:
        first += 1
    role = before[words[first].start() :].strip() if first < len(words) else ""
    return role if role and _is_role(role) else ""


def _is_role(phrase: str) -> bool:
    words = _WORD.findall(phrase)
    roles = [word.lower() in ROLES for word in words]
    return words[0].lower() not in _NO_ROLE_BEGINS and any(roles) and not _names_another(words, roles)


def _names_another(words: Sequence[str], roles: Sequence[bool]) -> bool:
    """Whether a name follows one of the roles among some words: "Senator Ada Roe"."""
    after = zip(roles, words[1:], strict=False)
    return any(is_role and word[0].isupper() and word.lower() not in _IN_ROLES for is_role, word in after)
