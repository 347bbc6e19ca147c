"""What tells addresses of one article is the same in whichever way it is found out."""

from hypothesis import given
from hypothesis import strategies as st

from reader.library.addresses import url_key

BEGINNINGS = st.sampled_from(
    ["http://", "https://", "HTTP://", "http://a.b", "https://a.b.", "http://a.b:80", "//a.b"]
)
ENDINGS = st.text(st.sampled_from("abZ09.-/:!@[]%~ é\t\\"), max_size=14)


@given(BEGINNINGS, ENDINGS)
def test_a_plain_address_has_the_key_of_one_that_is_taken_apart(beginning: str, ending: str) -> None:
    url = beginning + ending
    # What is behind a “#” does not count, but keeps an address from being plain.
    if (taken_apart := url_key(f"{url}#x")) != f"{url}#x":
        assert url_key(url) == taken_apart
