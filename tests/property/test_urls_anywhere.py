"""Addresses are taken apart and put together as httpx2 does it, which postil does not need for anything else."""

import re

import httpx2
from hypothesis import example, given
from hypothesis import strategies as st

from reader.sources.http.errors import InvalidUrlError
from reader.sources.http.urls import Url, join, parse

HOST = re.compile(r"[a-z0-9_.-]+|[0-9a-f:.]*:[0-9a-f:.]*", re.IGNORECASE)
PIECES = st.text(st.sampled_from("aZ09-._~!$&'()*+,;=:@%/?#[]{}|\\^`\"<> é字\t\x7f"), max_size=12)
HOSTS = st.sampled_from(
    [
        "example.org",
        "Bücher.example",
        "a_b.example",
        "127.0.0.1",
        "[::1]",
        "[2606:2800::1]",
        "xn--bcher-kva.example",
    ]
)
AUTHORITIES = st.tuples(
    st.sampled_from(["", "ann@", "ann:b%40c@", "a:b:c@", "é@"]),
    HOSTS,
    st.sampled_from(["", ":", ":80", ":443", ":8080"]),
).map("".join)
SCHEMES = st.sampled_from(["http://", "https://"])
BEGINNINGS = st.sampled_from(["", "/", "?", "#"])
ADDRESSES = st.tuples(SCHEMES, AUTHORITIES | PIECES, BEGINNINGS, PIECES).map("".join)
PLAIN = st.tuples(SCHEMES, AUTHORITIES, BEGINNINGS).map("".join)
STEPS = st.lists(st.sampled_from(["a", "..", ".", "é", "%2f", "b?c=d", "e#f"]), min_size=1, max_size=5).map(
    "/".join
)
REFERENCES = PLAIN | STEPS | STEPS.map("//h/{}".format) | STEPS.map("/{}".format)


def theirs(url: str) -> httpx2.URL | None:
    """What httpx2 makes of an address, if it is one of the web."""
    try:
        parsed = httpx2.URL(url.strip())
    except (httpx2.InvalidURL, UnicodeError):
        return None
    is_web = parsed.scheme in ("http", "https") and HOST.fullmatch(parsed.raw_host.decode())
    return parsed if is_web and (parsed.port is None or 0 < parsed.port <= 65_535) else None


def ours(url: str) -> Url | None:
    try:
        return parse(url)
    except InvalidUrlError:
        return None


@given(ADDRESSES)
@example("http://example.org/a/./b/../../../c")
@example("http://example.org?x")
def test_what_is_taken_for_an_address_is_what_httpx2_makes_of_it(url: str) -> None:
    expected, parsed = theirs(url), ours(url)
    if parsed is not None:
        assert expected is not None
        assert str(parsed) == str(expected)
        assert parsed.netloc.encode() == expected.netloc
        assert (parsed.ascii_host.encode(), parsed.port) == (expected.raw_host, expected.port)
        assert parsed.target.encode() == expected.raw_path


@given(PLAIN)
def test_an_ordinary_address_is_taken_for_one(url: str) -> None:
    assert ours(url) is not None


@given(ADDRESSES, REFERENCES)
def test_a_reference_leads_where_it_leads_with_httpx2(base: str, reference: str) -> None:
    here, here_too = theirs(base), ours(base)
    if here is None or here_too is None:
        return
    try:
        expected = theirs(str(here.join(reference)))
        joined = join(here_too, reference)
    except (httpx2.InvalidURL, InvalidUrlError, ValueError):
        return
    if expected is not None:
        assert str(joined) == str(expected)


@given(ADDRESSES)
def test_an_address_stays_what_it_has_become(url: str) -> None:
    parsed = ours(url)
    if parsed is not None:
        assert parse(str(parsed)) == parsed
