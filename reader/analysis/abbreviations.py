"""English and neighbouring words whose full stop ends no sentence."""

_LISTED = """
mr mrs ms dr sen rep gov gen lt col sgt maj capt cmdr adm rev hon prof pres amb fr jr sr st mt vs no inc corp co
ltd bros e.g i.e a.m p.m u.s u.k d.c jan feb mar apr jun jul aug sep sept oct nov dec mme mlle etc
"""

ABBREVIATIONS = frozenset(_LISTED.split())
