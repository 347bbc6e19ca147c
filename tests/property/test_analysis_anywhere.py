"""What holds of an analysis whatever the text is."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.analysis import codec, quotations
from reader.analysis.language import detect
from reader.analysis.names import Name
from reader.analysis.pipeline import analyse
from reader.model import EntityType, Span

PIECES = """
said he she who Ann Bell the president according to and US NATO saying Mr. that
a d’ dit-il は と述べた 说 قال ” “ " ' ‘ ’ « » 「 」
„ `` '' , . ? — : ( ) 6'2" …
"""
WORDS = st.sampled_from([*PIECES.split(), "Ann Bell", "\n", "\n\n", " ", "\u00a0"])
TEXTS = st.one_of(
    st.text(max_size=80), st.lists(WORDS, max_size=40).map("".join), st.lists(WORDS, max_size=40).map(" ".join)
)
MODEST = settings(max_examples=100, deadline=None)


class Capitals:
    """Takes every run of capitalised words for a name, of types in turn."""

    version = "capitals"

    def has_learnt(self, language: str | None) -> bool:
        return language in {"en", None}

    def find(self, text: str) -> list[Name]:
        kinds = list(EntityType)
        runs = re.finditer(r"[A-Z]\w*(?: [A-Z]\w*)*(?:['’]s)?", text)
        return [Name(Span(*m.span()), kinds[i % len(kinds)], 0.4 + (i % 6) / 10) for i, m in enumerate(runs)]


@MODEST
@given(TEXTS, st.sampled_from([None, "en", "fr", "ja", "xx"]))
def test_quotations_lie_in_order_inside_one_paragraph(text: str, language: str | None) -> None:
    found = quotations.find(text, language)
    for quotation in found:
        assert 0 <= quotation.span.start < quotation.span.end <= len(text)
        assert "\n" not in text[slice(*quotation.span)]
        assert 0 <= quotation.confidence <= 1
        assert (quotation.speaker is None) == (quotation.speaker_span is None)
        for span in (quotation.speaker_span, quotation.cue_span):
            assert span is None or 0 <= span.start < span.end <= len(text)
    assert all(before.span.end <= after.span.start for before, after in pairwise(found))


@MODEST
@given(TEXTS)
def test_mentions_lie_in_order_inside_the_text_and_have_their_entity(text: str) -> None:
    analysis = analyse(text, names=Capitals())
    keys = [entity.id for entity in analysis.entities]
    assert len(keys) == len(set(keys))
    assert {mention.entity for mention in analysis.mentions} == set(keys)
    for mention in analysis.mentions:
        assert 0 <= mention.span.start < mention.span.end <= len(text)
        assert 0 < mention.score <= 1
    assert all(before.span.end <= after.span.start for before, after in pairwise(analysis.mentions))
    assert all(quotation.entity is None or quotation.entity in keys for quotation in analysis.quotations)


@MODEST
@given(TEXTS)
def test_the_same_text_has_the_same_analysis_and_it_survives_its_bytes(text: str) -> None:
    analysis = analyse(text, names=Capitals())
    assert analyse(text, names=Capitals()) == analysis
    assert codec.decode(codec.encode(analysis)) == analysis


@MODEST
@given(st.text(max_size=200))
def test_any_text_has_a_language_or_none(text: str) -> None:
    assert detect(text) is None or len(detect(text) or "") == 2


@MODEST
@given(st.binary(max_size=60))
def test_bytes_that_are_no_analysis_are_refused_plainly(content: bytes) -> None:
    with pytest.raises(codec.AnalysisFormatError, match="analysed anew"):
        codec.decode(content)
