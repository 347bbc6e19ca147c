"""When two addresses are those of one article."""

import re
from urllib.parse import urlsplit

_DEFAULT_PORTS = {"http": 80, "https": 443}
_PLAIN = re.compile(r"https?://([a-z0-9][a-z0-9.-]*)((?:/[!-\"$->@-~]*)?)")
"""An address without a port, a query or a fragment, as most are: what it says is told without taking it apart."""
_TRACKING = re.compile(
    r"(?:utm_\w+|at_(?:medium|campaign|custom\d|link_\w+|format|ptr_name|bbc_team)|fbclid|gclid|dclid|gbraid|wbraid"
    r"|msclkid|yclid|twclid|igshid|mc_cid|mc_eid|mkt_tok|oly_anon_id|oly_enc_id|vero_id|wickedid|_hsenc|_hsmi|ns_\w+"
    r"|cmpid|ito|xtor|src_cmp|ref_src|ref_url|guce_referrer\w*|guccounter|smid|smtyp)(?:=|$)",
    re.IGNORECASE,
)
"""Parameters that say where a reader came from, not what is read."""


def url_key(url: str | None) -> str | None:
    """What is the same for every address that an article goes by; None without an address.

    Scheme, fragment, a trailing slash and parameters that track readers do not count; nor does the case of the host.
    A fragment that begins with "!" does: such pages are told apart by it alone. An address that cannot be taken
    apart is its own key.
    """
    if not url:
        return None
    if plain := _PLAIN.fullmatch(url):
        return plain[1].rstrip(".") + plain[2].rstrip("/")
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return url
    if not host:
        return url
    place = f"{host}:{port}" if port and port != _DEFAULT_PORTS.get(parts.scheme.lower()) else host
    query = "&".join(part for part in parts.query.split("&") if part and not _TRACKING.match(part))
    fragment = f"#{parts.fragment}" if parts.fragment.startswith("!") else ""
    return f"{place}{parts.path.rstrip('/')}{'?' * bool(query)}{query}{fragment}"
