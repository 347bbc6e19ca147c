"""Bytes of a page as text, whatever its server says of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.sources.http.pages import decode_page

TEXT = "Größe, naïveté, Ελλάδα, Москва, 東京"


@pytest.mark.parametrize(
    "charset", [None, "utf-8", "iso-8859-1", "windows-1251", "shift_jis", "nonsense", "rot13", "a\0b"]
)
def test_utf_8_is_read_as_such_whatever_the_server_says(charset: str | None) -> None:
    assert decode_page(TEXT.encode(), charset) == TEXT


@pytest.mark.parametrize(
    ("charset", "codec", "text"),
    [
        ("iso-8859-1", "cp1252", "“Größe” – 5 €"),
        ("latin1", "cp1252", "“Größe” – 5 €"),
        ("us-ascii", "cp1252", "“Größe” – 5 €"),
        ("windows-1251", "cp1251", "Москва ждёт"),
        ("koi8-r", "koi8-r", "Москва ждёт"),
        ("iso-8859-7", "iso8859-7", "Ελλάδα"),
        ("gb2312", "gb18030", "北京㐀"),
        ("big5", "big5", "台北"),
        ("euc-kr", "cp949", "서울똠"),
        ("shift_jis", "cp932", "東京①"),
        ("euc-jp", "euc_jp", "東京"),
        ("iso-2022-jp", "iso2022_jp", "東京"),
        ("utf-16le", "utf-16-le", "Tokyo 東京"),
        ("utf-16", "utf-16", "Tokyo 東京"),
    ],
)
def test_the_word_of_the_server_is_taken_where_it_fits(charset: str, codec: str, text: str) -> None:
    assert decode_page(text.encode(codec), charset) == text


@pytest.mark.parametrize("mark", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_counts_for_more(mark: str) -> None:
    assert decode_page(TEXT.encode(mark), "windows-1252") == TEXT


def test_the_server_counts_for_more_than_the_page() -> None:
    page = '<meta charset="iso-8859-1">Москва ждёт'
    assert decode_page(page.encode("cp1251"), "windows-1251") == page


@pytest.mark.parametrize("charset", [None, "utf-8", "nonsense"])
def test_the_word_of_the_page_is_taken_where_that_of_the_server_does_not_fit(charset: str | None) -> None:
    page = '<meta charset="windows-1251">' + "Москва ждёт. " * 10
    assert decode_page(page.encode("cp1251"), charset) == page


def test_a_few_damaged_letters_do_not_change_the_encoding() -> None:
    page = "Größe. " * 100
    assert decode_page(page.encode() + b"\xff", "utf-8") == page + "\ufffd"


def test_nul_bytes_are_text() -> None:
    assert decode_page(b"a\0b", "utf-8") == "a\0b"


@given(
    st.binary(max_size=300), st.sampled_from([None, "utf-8", "utf-16", "iso-2022-jp", "gb2312", "utf-7", "idna"])
)
def test_any_bytes_become_text(body: bytes, charset: str | None) -> None:
    assert isinstance(decode_page(body, charset), str)
