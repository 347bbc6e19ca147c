"""What is written with a full stop that ends no sentence, in English, French, German and Spanish."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


ALWAYS_CONTINUED = _set(
    """
    Mr Mrs Ms Messrs Mx Dr Prof Gen Sen Rep Gov St Ste Capt Cpt Cmdr Lt Col Sgt Cpl Pte Maj Adm Rev Fr Hon Pres
    Supt Det Insp Amb Atty Mt Ft vs cf viz approx ca eg e.g i.e
    M MM Mme Mlle Mgr Me Pr p.ex
    Hr Dipl Ing bzw bspw sog evtl ggf inkl exkl vgl z.B z.b d.h u.a z.T i.d zzgl geb gest
    Sr Sra Srta Dra Dña EE Excmo Ilmo Gral Cnel Av Avda
    """
)
"""Titles and the like, without their last stop: something always follows them.

Here and in `SOMETIMES_FINAL` a word with a capital letter is meant as it stands, others in any case.
"""

SOMETIMES_FINAL = _set(
    """
    Jr Inc Corp Co Ltd LLC PLC Bros Dept Univ Assn Intl Est etc a.m p.m U.S U.K U.N E.U D.C U.S.A Ph.D
    Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thurs Fri Sat Sun
    Calif Mass Conn Fla Ga Ill Ind Kan Ky Md Mich Minn Mo Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo
    janv févr avr juil déc env apr av J.-C
    Mio Mrd Tsd usw usf Bd Jh Jhd Str
    UU Ud Uds EE.UU a.C d.C
    """
)
"""They may end a sentence as well: one that a word of `SENTENCE_OPENERS` follows."""

BEFORE_NUMBER = _set("no nos nr nrn núm num art arts fig figs p pp pág págs vol vols sec ch ed op pt ref tel")
"""They are abbreviations when a number follows."""

MONTHS = _set(
    """
    januar jänner februar märz april mai juni juli august september oktober november dezember
    january february march may june july october december
    januára februari maart juni augustus marts maj
    """
)

ORDINAL_PRECEDERS = _set(
    "der die das dem den des am vom zum zur im beim seit bis ab und vor nach ins jeder jeden"
)
"""German words after which a number with a stop is an ordinal."""

SENTENCE_OPENERS = _set(
    """
    The A An This That These Those It Its He She They We You His Her Their Our There Here In On At By For From As
    But And Or So Yet If When While After Before Since Although Though However Meanwhile Then Now What Who Why How
    Where Some Many Most All Both No Not One Two Last With Under Until During Despite According Officials Police
    Le La Les Un Une Des Il Elle Ils Elles On Ce Cette Ces Mais Et Dans En Pour Selon Après Avant Lors
    Der Die Das Ein Eine Er Sie Es Wir Ihr Dies Diese Dieser Im Am Aber Und Doch Nach Vor Bei Mit Für Auch
    El La Los Las Un Una Él Ella Ellos Ellas Esto Este Esta Pero Y Según Después Antes Por Para Con
    """
)
"""Words that, written with a capital letter, say that a new sentence has begun."""

ENGLISH_CUES = (
    "said", "says", "asked", "asks", "told", "tells", "added", "adds", "wrote", "writes", "replied", "replies",
    "shouted", "cried", "wondered", "exclaimed", "demanded", "continued", "tweeted", "posted",
)  # fmt: skip
"""Verbs that hand a question or an exclamation to its speaker after the closing mark."""
