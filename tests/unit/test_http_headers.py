"""What the headers of an answer say, and what of it is believed."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.sources.http import headers
from reader.sources.http.limits import MAX_RETRY_AFTER, MAX_VALIDATOR

NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "media_type", "charset"),
    [
        (b"text/html", "text/html", None),
        (b" Text/HTML ; Charset = 'ISO-8859-1'", "text/html", "iso-8859-1"),
        (b'application/atom+xml;type=feed; charset="utf-8"', "application/atom+xml", "utf-8"),
        (b"text/html;charset=", "text/html", None),
        (b"html", None, None),
        (b"\xff/\xff; charset=\xff\xff", None, None),
        (b"", None, None),
    ],
)
def test_the_kind_of_a_body(value: bytes, media_type: str | None, charset: str | None) -> None:
    said = {b"content-type": value}
    assert (headers.media_type(said), headers.charset(said)) == (media_type, charset)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (b"120", 120),
        (b" 0 ", 0),
        (b"Sat, 28 Nov 2026 12:02:00 GMT", 120),
        (b"Sat, 28 Nov 2026 12:02:00 -0000", 120),
        (b"Sat, 28 Nov 2026 11:00:00 GMT", 0),
        (b"9" * 5_000, MAX_RETRY_AFTER),
        (b"Sat, 28 Nov 9999 12:00:00 GMT", MAX_RETRY_AFTER),
        (b"-5", None),
        (b"1.5", None),
        (b"\xb2", None),
        (b"soon", None),
        (b"Sat, 99 Nov 2026 12:02:00 GMT", None),
        (b"", None),
    ],
)
def test_when_to_come_back(value: bytes, seconds: int | None) -> None:
    assert headers.retry_after({b"retry-after": value}, NOON) == seconds


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (b'W/"1"', 'W/"1"'),
        (b"x" * MAX_VALIDATOR, "x" * MAX_VALIDATOR),
        (b"x" * (MAX_VALIDATOR + 1), None),
        (b'"\xfc"', None),
        (b"", None),
    ],
)
def test_what_is_sent_back_is_short_and_ascii(value: bytes, kept: str | None) -> None:
    assert headers.validator({b"etag": value}, b"etag") == kept


@pytest.mark.parametrize(
    ("value", "length"), [(b"0", 0), (b"12", 12), (b"1e9", None), (b"-1", None), (b"9" * 50, None), (b"", None)]
)
def test_how_long_a_body_is_said_to_be(value: bytes, length: int | None) -> None:
    assert headers.length({b"content-length": value}) == length


def test_what_is_not_said_is_none() -> None:
    assert headers.media_type({}) is headers.charset({}) is headers.location({}) is headers.length({}) is None
    assert headers.validator({}, b"etag") is headers.retry_after({}, NOON) is None
    assert headers.coding({}) == ""


@given(st.binary(max_size=100))
def test_no_value_does_harm(value: bytes) -> None:
    said = dict.fromkeys(
        (b"content-type", b"content-encoding", b"content-length", b"etag", b"location", b"retry-after"), value
    )
    retry_after = headers.retry_after(said, NOON)
    assert retry_after is None or 0 <= retry_after <= MAX_RETRY_AFTER
    for read in (headers.media_type, headers.charset, headers.coding, headers.length, headers.location):
        read(said)
    headers.validator(said, b"etag")
