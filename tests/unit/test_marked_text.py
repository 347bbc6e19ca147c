"""The sets in other languages, and the form in which they are marked."""

from pathlib import Path

import pytest

from benchmarks.languages import SETS
from benchmarks.marked_text import articles_of
from reader.analysis.language import detect
from reader.text.segment import sentences

WRITTEN = """\
# a remark
[Mara Quill](PER) said “no” in [Norsund](LOC).
> “no” — Mara Quill

It rained.
"""


def test_names_and_quotations_are_where_the_text_has_them(tmp_path: Path) -> None:
    path = tmp_path / "set.txt"
    path.write_text(WRITTEN, encoding="utf-8")
    first, second = articles_of(path)
    text = first.marked.text
    assert text == "Mara Quill said “no” in Norsund."
    assert {(text[a:b], kind) for a, b, kind in first.marked.names} == {("Mara Quill", "PER"), ("Norsund", "LOC")}
    assert [(text[slice(*span)], speaker) for span, speaker in first.quotations] == [("“no”", "Mara Quill")]
    assert (second.marked.text, second.quotations) == ("It rained.", ())


def test_a_quotation_that_is_not_in_the_text_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "set.txt"
    path.write_text("It rained.\n> “no” — nobody\n", encoding="utf-8")
    with pytest.raises(ValueError, match="substring"):
        list(articles_of(path))


@pytest.mark.parametrize(("name", "language"), [("french", "fr"), ("german", "de"), ("spanish", "es")])
def test_every_set_has_forty_sentences_in_its_language(name: str, language: str) -> None:
    texts = [article.marked.text for article in articles_of(SETS / f"{name}.txt")]
    assert all(detect(text) == language for text in texts)
    assert sum(len(sentences(text)) for text in texts) >= 38
