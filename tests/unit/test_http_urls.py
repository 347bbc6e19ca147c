"""Which addresses are of the web, and how they stand in a sentence."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.sources.http.credentials import Credentials
from reader.sources.http.errors import InvalidUrlError
from reader.sources.http.urls import host_and_port, parse, shown, shown_text, split_credentials
from reader.sources.limits import MAX_URL
from reader.text.sanitize import clean


@pytest.mark.parametrize(
    ("url", "asked_for"),
    [
        (" https://example.org/feed\n", "https://example.org/feed"),
        ("HTTPS://Example.ORG", "https://example.org"),
        ("http://bücher.example/ä b?ü=1", "http://xn--bcher-kva.example/%C3%A4%20b?%C3%BC=1"),
        ("http://[::1]:8080/", "http://[::1]:8080/"),
        ("http://a_b.example/", "http://a_b.example/"),
    ],
)
def test_an_address_is_asked_for_in_ascii(url: str, asked_for: str) -> None:
    assert str(parse(url)) == asked_for


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.org",
        "//example.org/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/html,x",
        "https://",
        "https:/example.org",
        "https:///feed",
        "https://exa mple.org/",
        "https://exa\nmple.org/",
        "https://example.org:0/",
        "https://example.org:65536/",
        "https://example.org:port/",
        "https://[fe80::1%25eth0]/",
        "https://[::1",
        "https://\ud800/",
        "https://example.org/\ud800",
        "https://example.org/" + "x" * MAX_URL,
    ],
)
def test_what_is_no_address_of_the_web_is_refused(url: str) -> None:
    with pytest.raises(InvalidUrlError, match="begins with http:// or https:// and names a host"):
        parse(url)


@given(st.text(max_size=80), st.sampled_from(["", "http://", "https://h/", "https://h:", "http://["]))
def test_any_text_is_an_address_or_is_refused(text: str, before: str) -> None:
    url = before + text
    assert clean(shown_text(url), one_line=True) == shown_text(url)
    with suppress(InvalidUrlError):
        parsed = parse(url)
        assert parsed.scheme in {"http", "https"}
        assert parsed.ascii_host
        assert clean(shown(parsed), one_line=True) == shown(parsed)


def test_a_name_and_password_are_split_off() -> None:
    assert split_credentials("https://ann:a%20b%40c@example.org/feed?x=1") == (
        "https://example.org/feed?x=1",
        Credentials("ann", "a b@c"),
    )
    assert split_credentials("https://example.org/@ann") == ("https://example.org/@ann", None)


@pytest.mark.parametrize(
    ("url", "named"),
    [
        ("http://nas.local/feed", "nas.local"),
        ("http://ann:xyzzy@NAS.local:8080/feed", "nas.local:8080"),
        ("http://[::1]:8080/", "[::1]:8080"),
    ],
)
def test_a_host_is_named_with_its_port(url: str, named: str) -> None:
    assert host_and_port(url) == named


def test_a_sentence_has_no_password_and_no_query_of_an_address() -> None:
    url = parse("https://ann:xyzzy@example.org/members/feed?token=xyzzy#xyzzy")
    assert shown(url) == "https://example.org/members/feed?…"


@pytest.mark.parametrize(
    "url", ["htp://ann:xyzzy@h/", "https://ann:xyz/zy@h/", "x//ann:xyz@zy\n@h", "https://ann:xyzzy@h:port/"]
)
def test_nor_has_one_about_what_is_no_address(url: str) -> None:
    assert "zy" not in shown_text(url)
    with pytest.raises(InvalidUrlError) as raised:
        parse(url)
    assert "zy" not in str(raised.value)


def test_long_addresses_are_cut_in_sentences() -> None:
    assert len(shown(parse("https://example.org/" + "x" * 1000))) <= 200
    assert len(shown_text("x" * 1000)) <= 200
