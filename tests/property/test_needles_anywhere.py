"""To ask whether words stand in a text gives the same as to look where."""

from hypothesis import given
from hypothesis import strategies as st

from reader.query.needles import Needle
from reader.text.fold import fold

TEXT = st.text('abAé東1 -"+̈', max_size=12)


@given(TEXT, TEXT, st.booleans())
def test_words_are_in_a_text_where_they_are_found(words: str, text: str, prefix: bool) -> None:
    needle = Needle(words, prefix=prefix)
    form = fold(f"{text} {words}{text}")
    assert needle.is_in(form) == (needle.find(form) is not None)
