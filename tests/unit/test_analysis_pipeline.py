"""An article's analysis in one call: speakers linked to entities, languages, and the bytes it is kept as."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.analysis import codec
from reader.analysis.language import detect
from reader.analysis.names import Name, NamesUnavailable
from reader.analysis.pipeline import analyse, language_of
from reader.analysis.shipped_names import MODEL_VERSION
from reader.analysis.versions import OFF, is_without_names, language_in, pipeline_version
from reader.model import Analysis, EntityType, QuotationKind
from tests.fakes.names import KnownNames

PEOPLE = ("Mara Quill", "Peter Lund", "Emma Roe", "Oleg Rybin", "Luc Perrin")


def analysed(text: str) -> Analysis:
    known = dict.fromkeys(PEOPLE, EntityType.PERSON)
    surnames = {name.split()[1]: EntityType.PERSON for name in PEOPLE}
    places = {"Kremlin": EntityType.ORGANISATION, "Oslo": EntityType.PLACE}
    return analyse(text, names=KnownNames(known | surnames | places), language="en")


def speakers(text: str) -> list[tuple[str | None, str | None]]:
    """The speakers of a text's direct quotations, and who they are."""
    said = [q for q in analysed(text).quotations if q.kind is not QuotationKind.INDIRECT]
    return [(quotation.speaker, quotation.entity) for quotation in said]


def test_a_surname_speaks_as_the_person() -> None:
    text = "Peter Lund left the town. “The port is closed,” Lund said."
    assert speakers(text) == [("Peter Lund", "peter-lund")]


@pytest.mark.parametrize(
    "text",
    [
        "Peter Lund left the town. “The port is closed,” he said.",
        "Peter Lund met Emma Roe. “The port is closed,” he said.",
        "Emma Roe left. Peter Lund came by boat.\n\n“The port is closed,” he said.",
        "Peter Lund spoke on the phone with Oleg Rybin, to whom he called the quay “a slow ruin”.",
        "Peter Lund left. It rained. It snowed. It hailed. It blew. “The port is closed,” he said.",
        "Peter Lund left. He sat down.\n\nIt rained. He ate.\n\nThen he slept.\n\n“The port is closed,” he said.",
        "“It is late,” Peter Lund said of Oleg Rybin. “The port is closed,” he added.",
    ],
)
def test_he_is_the_one_the_text_leaves(text: str) -> None:
    assert speakers(text)[-1] == ("Peter Lund", "peter-lund")


@pytest.mark.parametrize(
    "text",
    [
        "Emma Roe left the town. “The port is closed,” he said.",
        "Peter Lund, Oleg Rybin left. “The port is closed,” he said.",
        "Peter Lund left. It rained.\n\nIt snowed. It hailed.\n\nIt blew. “The port is closed,” he said.",
        "A young man came by boat.\n\n“The port is closed,” he said.",
        "Peter Lund left.\n\nA young man came by boat. It rained. It blew. It froze. “The port is closed,” he said.",
        "“The port is closed,” he said.",
    ],
)
def test_he_stays_he_where_it_is_not_sure(text: str) -> None:
    assert speakers(text) == [("he", None)]


def test_a_role_speaks_as_the_only_person_who_has_it() -> None:
    text = (
        "French President Luc Perrin met Kremlin spokesman Oleg Rybin. “All is well,” the French president said."
    )
    assert speakers(text) == [("Luc Perrin", "luc-perrin")]


def test_a_role_of_two_people_stays_the_words() -> None:
    text = "President Luc Perrin met President Oleg Rybin. “All is well,” the president said."
    assert speakers(text) == [("the president", None)]


def test_a_spokeswoman_of_an_organisation_is_not_the_organisation() -> None:
    assert speakers("“All is well,” said a spokeswoman for the Kremlin.") == [("a spokeswoman", None)]


def test_an_organisation_or_a_place_can_speak() -> None:
    assert speakers("The Kremlin said that it was “ready for all”.") == [("Kremlin", "kremlin")]
    assert speakers("Oslo calls the plan “a first step at most”.") == [("Oslo", "oslo")]


def test_two_speakers_are_both_named() -> None:
    text = "Mara Quill met Peter Lund. Quill and Lund agreed to stay “in regular touch”."
    assert speakers(text) == [("Mara Quill and Peter Lund", None)]


def test_somebodys_campaign_is_not_the_person() -> None:
    assert speakers("Lund’s campaign called it “a day to remember”.") == [("Lund’s campaign", None)]


@pytest.mark.parametrize(
    "speaker", ["The Quill campaign", "Quill supporters", "Several Quill-backed lawmakers", "The Mara Quill team"]
)
def test_what_is_called_by_somebodys_name_is_somebody_else(speaker: str) -> None:
    assert [key for _, key in speakers(f"Mara Quill left. {speaker} said: “The port is closed.”")] == [None]


@pytest.mark.parametrize("speaker", ["Quill herself", "Quill, of the port,", "Quill on Monday"])
def test_small_words_after_a_name_leave_it_who_speaks(speaker: str) -> None:
    assert [key for _, key in speakers(f"Mara Quill left. {speaker} said: “The port is closed.”")] == [
        "mara-quill"
    ]


def test_without_a_model_there_are_quotations_and_a_reason() -> None:
    text = "“The port is closed,” Lund said."
    analysis = analyse(text, names=None, names_missing="It is damaged.")
    assert (len(analysis.quotations), analysis.names_missing, analysis.mentions) == (1, "It is damaged.", ())


def test_names_that_are_not_wanted_are_not_missing() -> None:
    analysis = analyse("“The port is closed,” Lund said.", names=None)
    assert (len(analysis.quotations), analysis.names_missing, analysis.mentions) == (1, None, ())
    assert analysis.pipeline_version == pipeline_version("en", OFF)


class Failing(KnownNames):
    def find(self, text: str) -> list[Name]:
        raise NamesUnavailable("It is broken.")


def test_where_names_fail_there_are_quotations_and_a_reason() -> None:
    analysis = analyse("“The port is closed,” Lund said.", names=Failing({}))
    assert (len(analysis.quotations), analysis.mentions) == (1, ())
    assert analysis.names_missing == "Names are not marked, only quotations: It is broken."
    assert is_without_names(analysis.pipeline_version)


class Polyglot(KnownNames):
    def has_learnt(self, language: str | None) -> bool:
        return True


def test_what_has_learnt_a_language_is_believed_in_it() -> None:
    text = "Le port est fermé et les bateaux sont sur le quai. « Le port est fermé », dit Lund. Elle est partie."
    analysis = analyse(text, names=Polyglot({"Lund": EntityType.PERSON}, score=0.5))
    assert [mention.type for mention in analysis.mentions] == [EntityType.PERSON]
    assert analysis.names_missing is None
    known = Polyglot({"港長": EntityType.PERSON})
    assert analyse("港長は「港は閉まっている」と述べた。", names=known).names_missing is None


@pytest.mark.parametrize(
    ("text", "said", "language"),
    [
        ("The port is closed and the boats are on the quay.", "fr", "en"),
        ("Quay Norsund", "pt-BR", "pt"),
        ("Quay Norsund", "FR", "fr"),
        ("Quay Norsund", "English, mostly", None),
        ("Quay Norsund", "\x1b[31m", None),
        ("Quay Norsund", None, None),
    ],
)
def test_what_an_article_says_of_its_language_counts_where_that_cannot_be_told(
    text: str, said: str | None, language: str | None
) -> None:
    assert language_of(text, said) == language


def test_the_name_beside_what_the_speaker_is_called_is_the_speaker() -> None:
    text = "“The port is closed,” its managing director, Peter Lund, wrote in April."
    assert speakers(text) == [("Peter Lund", "peter-lund")]
    text = "“Was it?” asked the head of the port, Sir Peter Lund, and left."
    assert speakers(text) == [("Peter Lund", "peter-lund")]


def test_a_name_that_the_model_missed_is_told_by_its_words() -> None:
    text = "« Le port est fermé », a déclaré le maire, Aurélien Castebrune, un éleveur que tout le monde ici connaît."
    analysis = analyse(text, names=KnownNames({}))
    [quotation] = analysis.quotations
    assert (quotation.speaker, quotation.entity) == ("Aurélien Castebrune", None)
    assert quotation.speaker_span is not None
    assert text[slice(*quotation.speaker_span)] == "Aurélien Castebrune"


def test_a_language_that_the_model_has_not_learnt_is_told_in_a_short_sentence() -> None:
    text = "Le port est fermé et les bateaux sont sur le quai. « Le port est fermé », dit Lund. Elle est partie."
    analysis = analyse(text, names=KnownNames({"Lund": EntityType.PERSON}, score=0.9))
    assert analysis.mentions
    assert analysis.names_missing == "Few names are marked: the names model reads English, this is French."


def test_sentences_about_missing_names_fit_a_line() -> None:
    texts = ("Порт сегодня закрыт.", "O porto está fechado e os barcos não estão na baía. Ela não está.")
    for text in texts:
        missing = analyse(text, names=KnownNames({})).names_missing
        assert missing is not None
        assert len(missing) < 76


def test_a_language_the_model_cannot_read_is_told() -> None:
    text = "港長は「港は閉まっている」と述べた。船員たちは静かに海を見ていた。"
    analysis = analyse(text, names=KnownNames({"港": EntityType.PLACE}))
    assert analysis.language == "ja"
    assert analysis.names_missing is not None
    assert "Japanese" in analysis.names_missing
    assert (analysis.mentions, len(analysis.quotations)) == ((), 1)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The port is closed and the boats are on the quay.", "en"),
        ("Le port est fermé et les bateaux sont sur le quai.", "fr"),
        ("Der Hafen ist zu und die Boote liegen nicht auf dem Kai.", "de"),
        ("El puerto está cerrado y los barcos no están en la bahía.", "es"),
        ("Il porto è chiuso e le barche non sono nella baia.", "it"),
        ("O porto está fechado e os barcos não estão na baía.", "pt"),
        ("De haven is dicht en het schip ligt niet aan de kade.", "nl"),
        ("港は閉まっている。", "ja"),
        ("港口已经关闭了。", "zh"),
        ("الميناء مغلق اليوم", "ar"),
        ("Порт сегодня закрыт.", "ru"),
        ("Quay Norsund Lund", None),
        ("", None),
        ("12 — 13", None),
    ],
)
def test_the_language_is_told_where_it_is_sure(text: str, language: str | None) -> None:
    assert detect(text) == language


def test_the_version_names_the_language_and_the_model() -> None:
    version = analysed("Nothing.").pipeline_version
    assert version == pipeline_version("en", MODEL_VERSION)
    assert MODEL_VERSION in version
    assert language_in(version) == "en"
    assert language_in(pipeline_version(None, MODEL_VERSION)) is None
    assert pipeline_version("fr", MODEL_VERSION) != version != pipeline_version("en", OFF)


def test_an_analysis_comes_back_from_its_bytes() -> None:
    text = "French President Luc Perrin met Emma Roe in Oslo. “All is well,” she said. “Clever” gulls cried."
    analysis = analysed(text)
    assert analysis.mentions
    assert analysis.quotations
    assert codec.decode(codec.encode(analysis)) == analysis


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"\xff", b'{"text": 1}', b"null", b'{"mentions": [[1]]}'])
def test_other_bytes_are_refused(content: bytes) -> None:
    with pytest.raises(codec.AnalysisFormatError):
        codec.decode(content)


HOSTILE = [
    "“",
    "”",
    '"',
    "'",
    "«",
    "»",
    "「",
    "」",
    "Roe",
    "Ada Roe",
    "said",
    "he",
    ",",
    ".",
    ":",
    "—",
    "\n",
    "the",
    "да",
]


@given(st.lists(st.sampled_from(HOSTILE), max_size=60), st.sampled_from(["en", "fr", "ja", None]))
def test_whatever_the_text_all_that_is_found_lies_in_it_and_in_order(
    words: list[str], language: str | None
) -> None:
    text = " ".join(words)
    names = KnownNames({"Ada Roe": EntityType.PERSON, "Roe": EntityType.ORGANISATION})
    found = analyse(text, names=names, language=language)
    spans = [mention.span for mention in found.mentions]
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert [q.span for q in found.quotations] == sorted(q.span for q in found.quotations)
    everything = [*spans, *(q.span for q in found.quotations), *(q.speaker_span for q in found.quotations)]
    assert all(0 <= span.start < span.end <= len(text) for span in everything if span is not None)
    ids = {entity.id for entity in found.entities}
    assert {mention.entity for mention in found.mentions} == ids
    assert all(q.entity is None or q.entity in ids for q in found.quotations)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a" * 100_000,
        "—%&§ " * 20_000,
        "“ " * 10_000,
        "“a ” " * 10_000,
        ", ".join(f"Ada Roe{n}" for n in range(1000)),
    ],
    ids=["nothing", "one word", "symbols", "opening marks", "quotations", "names"],
)
def test_a_text_of_any_shape_is_analysed(text: str) -> None:
    found = analyse(text, names=KnownNames({"Ada Roe": EntityType.PERSON}), language="en")
    assert all(quotation.span.end <= len(text) for quotation in found.quotations)
