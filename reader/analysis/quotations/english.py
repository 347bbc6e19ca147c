"""What English news says around quotations: verbs, and the small words of its grammar."""

_REGULAR = """
accuse acknowledge add admit advise advocate agree allege announce answer apologise apologize applaud argue ask
assert assure attack bemoan blame blast boast brag brand caution challenge chant characterise characterize
charge chide claim clarify comment compare complain concede conclude concur condemn confess confirm contend
continue counter criticise criticize cry deadpan declaim declare decry deem defend demand demur denounce deny
deride describe dictate disagree dismiss dispute dub echo elaborate email emphasise emphasize exclaim explain
express fear fire fret fume gripe growl gush hail hint hope imply indicate inform insist interject intone issue
joke label lambast lambaste lament liken maintain marvel mention mock murmur muse mutter note observe
opine plead pledge point portray post praise predict proclaim promise propose quip quote rail rant reason rebuke
recall reckon recommend recount refer reflect refute reiterate relate remark remind repeat reply report respond
retort reveal ridicule rip scoff scream shout sigh signal slam snap speculate state stress suggest
summarise summarize surmise tease testify text theorise theorize thunder tout tweet underline underscore urge
vent voice vow warn whisper wonder worry yell cite concede confide call demean deliver
"""

_DOUBLED = frozenset(["admit", "brag", "concur", "demur", "dub", "fret", "quip", "refer", "rip", "slam", "snap"])

_IRREGULAR = """
say says said saying
tell tells told telling
write writes wrote written writing
read reads reading
think thinks thought thinking
feel feels felt
believe believes believed believing
begin begins began
go goes went
swear swears swore
shoot shot
rules ruled
speaking
offer offers offered offering
labelled labelling signalled signalling marvelled
"""

_STRONG = """
say said says saying tell told tells telling add added adds adding write wrote writes writing tweet tweeted
tweets ask asked asks asking respond responded responds reply replied replies continue continued continues note
noted notes noting explain explained explains argue argued argues insist insisted insists declare declared warn
warned warns joked quipped stated states read reads according concluded conclude concludes remarked commented
"""

_ALSO_NOUNS = """
answer answers attack attacks brand brands blame blast call calls caution challenge challenges charge charges
chant chants claim claims comment comments complaint counter cries cry defend demand demands dispute disputes
echo email emails fear fears fire go goes hint hints hope hopes issue issues joke jokes label labels mention
mentions note notes offer offers pledge pledges point points post posts praise promise promises quote quotes
reason read reads remark remarks reply replies report reports retort ridicule scream signal signals state states
stress text texts tweet tweets voice voices vow vows worry worries issued reported thought
"""


def _forms(verb: str) -> tuple[str, ...]:
    """A regular verb's forms: call, calls, called, calling."""
    if verb in _DOUBLED:
        return verb, verb + "s", verb + verb[-1] + "ed", verb + verb[-1] + "ing"
    if verb.endswith("ee"):
        return verb, verb + "s", verb + "d", verb + "ing"
    if verb.endswith("e"):
        return verb, verb + "s", verb + "d", verb[:-1] + "ing"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    plural = "es" if verb.endswith(("s", "sh", "ch", "o")) else "s"
    return verb, verb + plural, verb + "ed", verb + "ing"


_CUES = [form for verb in _REGULAR.split() for form in _forms(verb)] + _IRREGULAR.split()

_REPORTED = """
acknowledge add admit allege announce argue assert claim clarify concede conclude confirm contend declare emphasise
emphasize explain indicate inform insist maintain note point predict reiterate remark report respond reveal state
stress suggest testify tweet underline underscore warn assure remind
"""
REPORTING = frozenset(
    [form for verb in _REPORTED.split() for form in _forms(verb)]
    + "say says said saying tell tells told telling write writes wrote writing according".split()
)
"""Verbs that give what somebody said, in all their forms."""

EVIDENTIAL = frozenset(
    form
    for verb in "confirm indicate point reveal state suggest underline underscore".split()
    for form in _forms(verb)
)
"""Those of them that things do as well as people: "the record indicates that"."""

_PASSIVE = "told asked informed reminded warned advised assured urged promised"

WORDS = {
    "cues": " ".join(_CUES),
    "plural": _REGULAR + " say tell write think feel believe begin go swear",
    "passive": _PASSIVE,
    "strong": _STRONG,
    "also_nouns": _ALSO_NOUNS,
    "participles": " ".join(cue for cue in _CUES if cue.endswith("ing")),
    "noun_before": "the a an his her their of in this its for so-called my",
    "according": "according_to in_the_words_of",
    "pronouns": "he she they i we it who you",
    "determiners": """
        the a an his her their its our my this that these those one some many several another each
        every no""",
    "prepositions": """
        in on at of for from with to by about against after before during since through over under
        between into as than like near amid among per upon within without""",
    "conjunctions": """
        and but or then that which who when as because if while although though after before since saying""",
    "relatives": "who that which",
    "between": """
        has had have having also later then once recently previously did does do would will not
        never again just even still simply further is was were be been being are repeatedly
        reportedly famously himself herself themselves itself today yesterday now often sometimes
        always first earlier could can might may must should all both ever rightly wrongly""",
    "days": """
        monday tuesday wednesday thursday friday saturday sunday january february march april june
        july august september october november december""",
    "particles": "of for de van von der la del the",
    "never_subjects": "there what how why then so but and or if when",
}
