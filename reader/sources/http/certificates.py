"""Whom encrypted connections believe that they are who they say."""

import ssl
import sys
from functools import cache
from pathlib import Path

_USUAL_PLACES = (
    "/etc/ssl/certs/ca-certificates.crt",  # Debian, Arch
    "/etc/pki/tls/certs/ca-bundle.crt",  # Fedora
    "/etc/ssl/ca-bundle.pem",  # SUSE
    "/etc/ssl/cert.pem",  # Alpine, BSD
)


@cache
def trusted_by_system() -> ssl.SSLContext:
    """The certificates of the system, which take long to load."""
    if sys.platform == "darwin":
        import truststore

        context: ssl.SSLContext = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    else:
        context = ssl.create_default_context()
        known = ssl.get_default_verify_paths()
        # A Python that was built on another system looks for them where that one has them.
        if not (known.cafile or known.capath) and (found := next(filter(_is_file, _USUAL_PLACES), None)):
            context.load_verify_locations(found)
    context.set_alpn_protocols(["http/1.1"])
    return context


def _is_file(path: str) -> bool:
    return Path(path).is_file()
