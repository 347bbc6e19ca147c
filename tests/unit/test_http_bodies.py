"""Bodies: decompressed from whatever pieces they come in, and never more of them than is wanted."""

import asyncio
import gzip
import tracemalloc
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from itertools import pairwise

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.sources.http.bodies import read_body
from reader.sources.http.errors import CompressionError, TooLargeError
from reader.sources.http.limits import MAX_PIECE

COMPRESS = {"": bytes, "gzip": gzip.compress, "x-gzip": gzip.compress, "br": brotli.compress}


async def stream(pieces: Sequence[bytes]) -> AsyncIterator[bytes]:
    for piece in pieces:
        yield piece


def in_pieces(data: bytes, cuts: Sequence[int]) -> list[bytes]:
    places = [0, *sorted(cut % (len(data) + 1) for cut in cuts), len(data)]
    return [data[start:end] for start, end in pairwise(places)]


def read(pieces: Sequence[bytes], coding: str, limit: int = 10_000_000) -> bytes:
    return asyncio.run(read_body(stream(pieces), coding, limit, "https://example.org/"))


@pytest.mark.parametrize("coding", COMPRESS)
@given(body=st.binary(max_size=2_000), cuts=st.lists(st.integers(0, 10_000), max_size=6))
def test_a_body_is_the_same_however_it_is_cut(coding: str, body: bytes, cuts: list[int]) -> None:
    assert read(in_pieces(COMPRESS[coding](body), cuts), coding) == body


@pytest.mark.parametrize("coding", COMPRESS)
@pytest.mark.parametrize("size", [MAX_PIECE - 1, MAX_PIECE, MAX_PIECE + 1, 5 * MAX_PIECE])
def test_a_body_is_whole_whatever_its_size(coding: str, size: int) -> None:
    body = bytes(range(251)) * (size // 251 + 1)
    assert read([COMPRESS[coding](body)], coding) == body


@given(cuts=st.lists(st.integers(0, 10_000), max_size=6))
def test_several_gzip_files_are_one_body(cuts: list[int]) -> None:
    data = gzip.compress(b"one ") + gzip.compress(b"two ") + gzip.compress(b"three")
    assert read(in_pieces(data, cuts), "gzip") == b"one two three"


def test_what_follows_a_gzip_file_counts_for_nothing() -> None:
    assert read([gzip.compress(b"one"), b"\0\0\0"], "gzip") == b"one"


@given(data=st.binary(max_size=200), coding=st.sampled_from(["gzip", "br"]))
def test_any_bytes_are_a_body_or_damaged(data: bytes, coding: str) -> None:
    with suppress(CompressionError):
        assert isinstance(read([data], coding), bytes)


@pytest.mark.parametrize("coding", ["gzip", "br"])
def test_a_bomb_is_stopped_before_it_takes_memory(coding: str) -> None:
    limit = 100_000
    bomb = COMPRESS[coding](bytes(5_000_000))
    tracemalloc.start()
    try:
        with pytest.raises(TooLargeError):
            read([bomb], coding, limit)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 3 * MAX_PIECE + 10 * limit


def test_the_limit_is_that_of_the_bytes_that_come_too() -> None:
    with pytest.raises(TooLargeError):
        read([gzip.compress(b"")] * 100, "gzip", limit=100)


def test_a_body_of_nothing_is_none_in_every_coding() -> None:
    assert [read([], coding) for coding in COMPRESS] == [b"", b"", b"", b""]


def test_reading_stops_where_the_limit_is() -> None:
    taken: list[int] = []

    async def counted() -> AsyncIterator[bytes]:
        for number in range(1_000):
            taken.append(number)
            yield bytes(100)

    with pytest.raises(TooLargeError):
        asyncio.run(read_body(counted(), "", 250, "https://example.org/"))
    assert taken == [0, 1, 2]
