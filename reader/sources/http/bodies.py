"""The body of an answer, decompressed, and never more of it than is wanted."""

import zlib
from collections.abc import AsyncIterable, Callable, Iterator
from typing import Protocol

import brotli

from reader.sources.http.errors import CompressionError, TooLargeError
from reader.sources.http.limits import MAX_DISCARDED, MAX_PIECE


async def read_body(stream: AsyncIterable[bytes], coding: str, limit: int, url: str) -> bytes:
    """The bytes of a body; `coding` is its Content-Encoding, `url` what to call it in a sentence.

    Raises:
        TooLargeError: there are more than `limit` bytes of it, as it comes or decompressed.
        CompressionError: it is compressed in a way that was not asked for, or is damaged.
    """
    decoder = _decoder(coding, url)
    body = bytearray()
    received = 0
    try:
        async for piece in stream:
            received += len(piece)
            for decoded in decoder.decode(piece):
                body += decoded
                if len(body) > limit:
                    raise TooLargeError(url, limit)
            if received > limit:
                raise TooLargeError(url, limit)
    except (zlib.error, brotli.error) as error:
        raise CompressionError(url, "it is damaged") from error
    if received and not decoder.is_complete:
        raise CompressionError(url, "its end is missing")
    return bytes(body)


async def discard(stream: AsyncIterable[bytes]) -> None:
    """Read what nobody wants, if it is little: only after its last byte can a connection be used again."""
    received = 0
    async for piece in stream:
        received += len(piece)
        if received > MAX_DISCARDED:
            return


class _Decoder(Protocol):
    @property
    def is_complete(self) -> bool: ...

    def decode(self, data: bytes) -> Iterator[bytes]: ...


class _Plain:
    """What is not compressed."""

    is_complete = True

    def decode(self, data: bytes) -> Iterator[bytes]:
        yield data


class _Gzip:
    """One gzip file, or several one after the other; what follows them counts for nothing."""

    def __init__(self) -> None:
        self._member = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)

    @property
    def is_complete(self) -> bool:
        return self._member.eof

    def decode(self, data: bytes) -> Iterator[bytes]:
        while data:
            if self._member.eof:
                if not data.startswith(b"\x1f"):
                    return
                self._member = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
            piece = self._member.decompress(data, MAX_PIECE)
            while piece:
                yield piece
                piece = self._member.decompress(self._member.unconsumed_tail, MAX_PIECE)
            data = self._member.unused_data


class _Brotli:
    def __init__(self) -> None:
        self._decompressor = brotli.Decompressor()

    @property
    def is_complete(self) -> bool:
        return bool(self._decompressor.is_finished())

    def decode(self, data: bytes) -> Iterator[bytes]:
        # It may give twice as much as it is told.
        piece = self._decompressor.process(data, output_buffer_limit=MAX_PIECE // 2)
        while piece:
            yield piece
            piece = self._decompressor.process(b"", output_buffer_limit=MAX_PIECE // 2)


_DECODERS: dict[str, Callable[[], _Decoder]] = {
    "": _Plain,
    "identity": _Plain,
    "gzip": _Gzip,
    "x-gzip": _Gzip,
    "br": _Brotli,
}


def _decoder(coding: str, url: str) -> _Decoder:
    make = _DECODERS.get(coding)
    if make is None:
        raise CompressionError(url, f"“{coding[:20]}” is a way that postil did not ask for")
    return make()
