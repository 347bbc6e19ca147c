"""What is written with a full stop that ends no sentence, in English, French, German and Spanish."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


ALWAYS_CONTINUED = _set(
    """
    mr mrs ms messrs mx dr prof gen sen rep gov st ste capt cpt cmdr lt col sgt cpl pte maj adm rev fr hon pres
    supt det insp amb atty mt ft vs cf viz approx ca eg e.g ie i.e rt
    m mm mme mlle mgr me pr p.ex
    hr fr frl dipl ing bzw bspw sog evtl ggf inkl exkl vgl z.b d.h u.a z.t i.d u.u zzgl geb gest
    sr sra srta dra d dña ee excmo ilmo gral cnel av avda
    """
)
"""Titles and the like, in folded case and without their last stop: something always follows them."""

SOMETIMES_FINAL = _set(
    """
    jr sr inc corp co ltd llc plc bros dept univ assn intl est etc al a.m p.m u.s u.k u.n e.u d.c u.s.a ph.d
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun
    calif mass conn fla ga ill ind kan ky md mich minn mo mont neb nev okla ore pa tenn tex va vt wash wis wyo
    janv févr avr juil déc env apr av j.-c éd
    mio mrd tsd usw usf bd jh jhd str abs
    uu ud uds vd vds ee.uu a.c d.c
    """
)
"""They may end a sentence as well: one that opens with a word of `SENTENCE_OPENERS`."""

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
