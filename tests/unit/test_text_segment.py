import pytest

from reader.text.segment import sentences, words


def said(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences(text)]


@pytest.mark.parametrize(
    "expected",
    [
        [
            "Mr. Smith met Dr. J. R. Jones in the U.S. on Jan. 5.",
            "He paid $3.50 for it.",
            "It was 5 p.m.",
            "The end.",
        ],
        ["“Is it over?” he asked.", "“No!”", "“Is it over?” Macron asked.", "“It is.”", "He left."],
        ["He said “no.”", "And then...", "He went… no further.", "(He left.)", "Done!"],
        ["He told me.", "Then the sun.", "John F. Kennedy spoke.", "Vitamin C.", "It works."],
        ["U.S. President Joe Biden met Apple Inc. Chief Tim Cook.", "No. 5 won.", "Visit example.com today."],
        [
            "Er ging am 3. Oktober z. B. nach Berlin.",
            "Im 19. Jahrhundert war das so.",
            "Er war 23.",
            "Das ist gut.",
        ],
        ["„Ich gehe.“", "Er ging.", "»Nein!« rief er.", "Dr. Müller kam."],
        [
            "« Nous sommes prêts ! »",
            "M. Macron a parlé.",
            "M. Le Maire aussi.",
            "Il a dit : « Oui. »",
            "Vraiment ?",
            "Oui.",
        ],
        ["¿Está listo?", "Sí.", "El Sr. López vive en EE. UU. desde 1990.", "¡Hola!", "¿Qué tal?"],
        ["هل انتهى؟", "نعم.", "لا۔", "حسنا"],
    ],
)
def test_sentences_of_news_in_many_languages_end_where_a_reader_would_say(expected: list[str]) -> None:
    assert said(" ".join(expected)) == expected


@pytest.mark.parametrize(
    "expected",
    [
        ["「行く。」と彼は言った。", "彼は行った。", "「はい！」", "そして終わり。"],
        ["“是吗？”他问。", "他走了。", "“好。”", "天气很好。"],
    ],
)
def test_chinese_and_japanese_sentences_need_no_space_between_them(expected: list[str]) -> None:
    assert said("".join(expected)) == expected


def test_a_newline_ends_a_sentence() -> None:
    assert said("Roses are red\nviolets are blue") == ["Roses are red", "violets are blue"]


def test_a_stray_opening_mark_before_the_stop_stays_in_its_sentence() -> None:
    assert said("more in “deterrence” than in discussion “. Paris agrees.")[0].endswith("discussion “.")


def test_sentences_leave_out_only_the_white_space_around_them() -> None:
    assert [tuple(span) for span in sentences("  One.   Two.  ")] == [(2, 6), (9, 13)]


@pytest.mark.parametrize("text", ["", " \n ", "\t"])
def test_white_space_has_no_sentences(text: str) -> None:
    assert sentences(text) == []


def test_words_keep_apostrophes_hyphens_and_decimals_inside() -> None:
    text = "Don’t call the vice-president’s 2,000.5 -- or l’été, café!"
    found = [text[a:b] for a, b in words(text)]
    assert found == ["Don’t", "call", "the", "vice-president’s", "2,000.5", "or", "l’été", "café"]


def test_words_of_scripts_with_vowel_signs_and_joiners_are_whole() -> None:
    text = "हिन्दी में می‌خواهم"
    assert [text[a:b] for a, b in words(text)] == text.split(" ")


def test_each_chinese_or_japanese_character_is_a_word() -> None:
    text = "東京で 3 人、한국 사람"
    assert [text[a:b] for a, b in words(text)] == ["東", "京", "で", "3", "人", "한국", "사람"]


def test_a_hostile_run_of_stops_is_one_sentence() -> None:
    assert len(sentences("." * 100_000)) == 1


@pytest.mark.parametrize(
    "text", ["1. The plumb line", "12. Twelve", "IV. What the court said", "a. The first of all"]
)
def test_the_number_of_a_heading_is_no_sentence_of_its_own(text):
    assert [text[slice(*span)] for span in sentences(text)] == [text]
