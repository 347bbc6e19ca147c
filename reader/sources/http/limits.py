"""How much a server may ask of the reader's machine, and how much postil asks of a server."""

CONNECT_SECONDS = 10.0
"""Seconds for finding a host and connecting to it; its addresses share them."""

TOTAL_SECONDS = 30.0
"""Seconds for an answer in whole: its redirects, connections and last byte; waiting for one's turn is not counted."""

MAX_REDIRECTS = 8
"""Redirects that are followed from one address."""

MAX_HEADERS = 65_536
"""Bytes of an answer's headers."""

MAX_VALIDATOR = 1_000
"""Bytes of an ETag or a Last-Modified that are kept and sent back; a longer one is passed over."""

MAX_DISCARDED = 16_384
"""Bytes of a body that nobody wants which are read to keep its connection; for a longer one, it is closed."""

MAX_UNREAD = 262_144
"""Bytes that have come in and are not yet read, above which a connection takes no more."""

MAX_PIECE = 262_144
"""Bytes that are decompressed at a time."""

MAX_CONNECTIONS = 64
"""Requests at a time, to all hosts together."""

MAX_PER_HOST = 2
"""Requests at a time to one host."""

MAX_IDLE = 128
"""Connections that are kept for a next request to the same host."""

IDLE_SECONDS = 15.0
"""Seconds for which they are kept."""

MAX_PER_FAMILY = 2
"""Addresses of IPv4 and of IPv6 each that are tried of a host which has more."""

MAX_RETRIES = 2
"""Further attempts where a server has trouble, takes too long or breaks off."""

RETRY_SECONDS = 1.0
"""Seconds, on average, before the first of them; each next one waits twice as long."""

MAX_RETRY_AFTER = 7 * 86_400
"""Seconds for which a server may ask to be left alone; what is more counts as this."""
