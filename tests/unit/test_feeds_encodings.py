"""Feeds in any encoding, declared rightly, wrongly, or not at all."""

import pytest

from reader.sources.feeds import parse

URL = "https://site.example/feed.xml"
TEXT = "Été à la mer"


def title(body: bytes, charset: str | None = None) -> str:
    return parse(body, url=URL, charset=charset).title


def feed(text: str, declared: str | None = None) -> str:
    declaration = f"<?xml version='1.0' encoding='{declared}'?>" if declared else ""
    return f"{declaration}<rss version='2.0'><channel><title>{text}</title></channel></rss>"


@pytest.mark.parametrize(
    ("declared", "charset", "actual"),
    [
        (None, None, "utf-8"),
        ("utf-8", "utf-8", "utf-8-sig"),
        ("iso-8859-1", None, "latin-1"),
        ("windows-1252", None, "cp1252"),
        (None, "ISO-8859-15", "iso8859-15"),
        ("utf-8", "windows-1252", "cp1252"),
        ("utf-16", None, "utf-8"),
        ("iso-8859-1", "iso-8859-1", "utf-8"),
        (None, None, "cp1252"),
        ("utf-8", None, "utf-16"),
        ("utf-16", None, "utf-16-le"),
        (None, None, "utf-16-be"),
        (None, None, "utf-32"),
        ("utf-8", "no-such-charset\0", "utf-8"),
        ("rot13", "zip", "utf-8"),
    ],
)
def test_a_feed_is_read_in_the_encoding_that_it_is_in(
    declared: str | None, charset: str | None, actual: str
) -> None:
    assert title(feed(TEXT, declared).encode(actual), charset) == TEXT


@pytest.mark.parametrize(
    ("declared", "actual"), [("shift_jis", "cp932"), ("gb2312", "gb18030"), ("iso-2022-jp", "iso-2022-jp")]
)
def test_east_asian_encodings_are_read(declared: str, actual: str) -> None:
    assert title(feed("日本", declared).encode(actual)) == "日本"


def test_what_cannot_be_decoded_is_shown_and_said() -> None:
    parsed = parse(b"<rss><channel><title>a\x81b</title></channel></rss>", url=URL, charset="utf-8")
    assert parsed.title == "a\ufffdb"
    assert parsed.notices == ("Some of its letters are not valid in its encoding and are shown as “\ufffd”.",)


def test_windows_quotation_marks_and_text_that_was_encoded_twice_are_repaired_in_both_ways_of_reading() -> None:
    for unusual in ("", "&nbsp;"):
        assert title(feed(f"\x93Quoted\x94{unusual}").encode()) == "“Quoted”"
        assert title(feed(f"&#147;Quoted&#148;{unusual}").encode()) == "“Quoted”"
    assert title(feed("cafÃ©").encode()) == "café"


def test_nul_bytes_and_control_characters_are_left_out() -> None:
    assert title(b"<rss><channel><title>a\x00b\x08c&#0;&#x1b;</title></channel></rss>") == "abc\ufffd\ufffd"
