"""Inputs that `benchmarks.fuzz` made, and that broke something once."""

from dataclasses import replace

import pytest

from reader.sources.feeds import conformant, fast, parse
from reader.sources.feeds.making import make
from reader.sources.feeds.sniffing import sniff

URL = "https://site.example/feed.xml"


@pytest.mark.parametrize(
    "body",
    [
        b'<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://base.exampl\xff[Se/"><link href="/"/></feed>',
        b'<rss><channel xml:base="https://base.example/"><link>http://[x</link></channel></rss>',
        b'<rss><channel><title>T</title><link \xc3\xbfrel="self" href="/feed.xml"/></channel></rss>',
    ],
)
def test_an_input_that_broke_something_is_read_alike_in_both_ways(body: bytes) -> None:
    assert parse(body, url=URL).entries == ()
    raw = fast.read(body, URL)
    if raw is not None:
        other = make(conformant.read(body, sniff(body.decode()), URL), URL)
        assert make(raw, URL) == replace(other, notices=())
