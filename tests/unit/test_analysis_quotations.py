"""Quotations and who says them, by rules alone."""

import pytest

from reader.analysis.quotations import find
from reader.model import QuotationKind, Span


def said(text: str) -> list[tuple[str, str | None]]:
    return [(text[slice(*q.span)], q.speaker) for q in find(text) if q.kind is not QuotationKind.SCARE]


@pytest.mark.parametrize(
    "speaker", ["MSNBC host Ada Roe", "Norsund campaign spokesman Tom Quill", "Norsund prime minister Ada Roe"]
)
def test_what_somebody_is_called_between_two_names_is_part_of_the_speaker(speaker: str) -> None:
    assert said(f"“It is over,” said {speaker} on Monday.") == [("“It is over,”", speaker)]


@pytest.mark.parametrize(
    ("text", "quotation", "speaker"),
    [
        # where the speaker stands
        ("“The harbour is closed,” Mara Quill said on Tuesday.", "“The harbour is closed,”", "Mara Quill"),
        ('Mara Quill said: "The harbour is closed."', '"The harbour is closed."', "Mara Quill"),
        ("“The harbour is closed,” said Quill.", "“The harbour is closed,”", "Quill"),
        ("“We know nothing,” said a spokeswoman for the port.", "“We know nothing,”", "a spokeswoman"),
        ("“We know nothing,” she added.", "“We know nothing,”", "she"),
        (
            "The captain called the quay “a disgrace to the town” on Friday.",
            "“a disgrace to the town”",
            "The captain",
        ),
        (
            "Tomas Reed, a spokesman for the port, said “nothing has been decided.”",
            "“nothing has been decided.”",
            "Tomas Reed",
        ),
        ("Reed, who met pilots in Ostend, said the talks were “not over”.", "“not over”", "Reed"),
        ("Reed (a pilot himself) said the talks were “not over”.", "“not over”", "Reed"),
        ("Quill announced a visit to Oslo, saying that “the door is open”.", "“the door is open”", "Quill"),
        ("According to the port, the crane is “safe” for work.", "“safe”", "the port"),
        ("The crane is “safe and sound”, according to Ada Lund.", "“safe and sound”", "Ada Lund"),
        ("“Is it closed?” Lund asked the pilots.", "“Is it closed?”", "Lund"),
        ("“Get off the boat!” Reed shouted.", "“Get off the boat!”", "Reed"),
        (
            "Lund told the Courier that the vote was “a farce from start to end”.",
            "“a farce from start to end”",
            "Lund",
        ),
        ("Asked about the crane, Lund said it was “as good as new”.", "“as good as new”", "Lund"),
        ("Quill and Lund agreed to stay “in regular touch”.", "“in regular touch”", "Quill and Lund"),
        (
            "Norsund said in a statement it was “deeply hurt by the report”.",
            "“deeply hurt by the report”",
            "Norsund",
        ),
        ("“The worst harbour of the north.” ― Ada Lund", "“The worst harbour of the north.”", "Ada Lund"),
        ("Lund: “It is closed.”", "“It is closed.”", "Lund"),
        ("'I was careless': captain apologises over leak", "'I was careless'", "captain"),
        ("“We are closed,”[7] the captain said.", "“We are closed,”", "the captain"),
        ("Mr Roe resigned on Monday, he said in Hull. “I have had enough.”", "“I have had enough.”", "he"),
        ("Quill on Wednesday said the talks were “not over”.", "“not over”", "Quill"),
        (
            "He repeated what Lund, in 2019, called “the long sleep of the port”.",
            "“the long sleep of the port”",
            "Lund",
        ),
        # how it is marked
        ("‘We are open,’ said Ada Lund.", "‘We are open,’", "Ada Lund"),
        ("'We are open,' said Ada Lund, whose firm's boats left.", "'We are open,'", "Ada Lund"),
        ("``We are open,'' Lund said.", "``We are open,''", "Lund"),
        ("“She told me ‘not again’ and left,” said Reed.", "“She told me ‘not again’ and left,”", "Reed"),
        ("“She calls it “hell” and left,” said Reed.", "“She calls it “hell” and left,”", "Reed"),
        ("“[They] were open,” Lund said.", "“[They] were open,”", "Lund"),
        ("“I… cannot tell,” Lund said.", "“I… cannot tell,”", "Lund"),
        ("”We are open,” Lund said.", "”We are open,”", "Lund"),
    ],
)
def test_the_speaker_of_an_english_quotation_is_found(text: str, quotation: str, speaker: str) -> None:
    assert said(text) == [(quotation, speaker)]


@pytest.mark.parametrize(
    ("text", "quotation", "speaker"),
    [
        ("« Le port est fermé », a déclaré Maud Perrin.", "« Le port est fermé »", "Maud Perrin"),
        ("«\u00a0Le port est fermé\u00a0», a-t-elle ajouté.", "«\u00a0Le port est fermé\u00a0»", "elle"),
        ("« Le port est fermé », explique-t-il.", "« Le port est fermé »", "il"),
        ("Selon Maud Perrin, le port est « fermé pour toujours ».", "« fermé pour toujours »", "Maud Perrin"),
        ("« Le port est fermé », se réjouit Maud Perrin.", "« Le port est fermé »", "Maud Perrin"),
        ("„Der Hafen ist zu“, sagte Jan Brandt.", "„Der Hafen ist zu“", "Jan Brandt"),
        ("„Der Hafen ist zu“, schwärmte Jan Brandt.", "„Der Hafen ist zu“", "Jan Brandt"),
        ("»Der Hafen ist zu«, sagte Brandt.", "»Der Hafen ist zu«", "Brandt"),
        ("Jan Brandt erklärte: „Der Hafen ist zu.“", "„Der Hafen ist zu.“", "Jan Brandt"),
        ("«El puerto está cerrado», dijo Inés Prado.", "«El puerto está cerrado»", "Inés Prado"),
        ("«El puerto está cerrado», lamentaba Inés Prado.", "«El puerto está cerrado»", "Inés Prado"),
        ("“Il porto è chiuso”, ha detto Carla Neri.", "“Il porto è chiuso”", "Carla Neri"),
        ("“O porto está fechado”, disse Rui Matos.", "“O porto está fechado”", "Rui Matos"),
        ("“De haven is dicht”, zei Joris Smit.", "“De haven is dicht”", "Joris Smit"),
        ("«Порт закрыт», — сказал Лунин.", "«Порт закрыт»", "Лунин"),
        ("قال كريم: «الميناء مغلق اليوم»", "«الميناء مغلق اليوم»", "كريم"),
        ("港長は「港は閉まっている」と述べた。", "「港は閉まっている」", "港長"),
        ("「港は閉まっている」と港長は語った。", "「港は閉まっている」", "港長"),
        ("港务局发言人林海说：“港口已经关闭了。”", "“港口已经关闭了。”", "林海"),
        ("“港口已经关闭了。”林海说。", "“港口已经关闭了。”", "林海"),
    ],
)
def test_the_speaker_is_found_in_other_languages(text: str, quotation: str, speaker: str) -> None:
    assert said(text) == [(quotation, speaker)]


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “clever” cranes fell.",
        "She starred in “The Long Quay” and “Gulls” before moving to Oslo.",
        "Lund told MSNBC’s “Morning Tide” that the port would open.",
        "The sailors' wives and the pilots' union said they don't agree.",
        'The 6\'2" pilot bought a 12" plank.',
        "He called it “a mistake and walked off. Nobody answered.",
        "Rock 'n' roll and the '90s were over, he said.",
    ],
)
def test_what_nobody_says_is_no_speech(text: str) -> None:
    assert said(text) == []


def test_scare_marks_are_kept_as_a_weaker_kind() -> None:
    text = "The so-called “clever” cranes fell."
    [quotation] = find(text)
    assert quotation.kind is QuotationKind.SCARE
    assert quotation.speaker is None


def test_speech_around_its_verb_has_one_speaker() -> None:
    assert said("“We will open,” said Lund, “but not today.”") == [
        ("“We will open,”", "Lund"),
        ("“but not today.”", "Lund"),
    ]


def test_each_speaker_gets_the_own_words() -> None:
    assert said("“Yes,” said Ann. “No,” said Bob.") == [("“Yes,”", "Ann"), ("“No,”", "Bob")]


def test_speech_goes_on_over_paragraphs_that_open_with_a_mark() -> None:
    text = "“The first part is here,” Lund said. “It is not closed.\n\n“The second part ends it.”"
    assert said(text) == [
        ("“The first part is here,”", "Lund"),
        ("“It is not closed.", "Lund"),
        ("“The second part ends it.”", "Lund"),
    ]
    assert [q.kind for q in find(text)][1:] == [QuotationKind.CONTINUED] * 2


def test_a_paragraph_that_ends_in_a_colon_hands_over_to_the_next() -> None:
    assert said("Lund explained it so:\n\n“The port is closed for good.”") == [
        ("“The port is closed for good.”", "Lund")
    ]


def test_a_stray_mark_behind_a_space_opens_nothing() -> None:
    text = "Some are more for “waiting” than for sailing “. The next day Lund said: “We sail.”"
    assert [text[slice(*q.span)] for q in find(text)] == ["“waiting”", "“We sail.”"]


def test_a_clause_is_speech_and_a_few_words_are_partial() -> None:
    text = "“We will open tomorrow,” said Lund. Reed called it “a slow start”. Roe said that “it is never late”."
    assert [q.kind for q in find(text)] == [QuotationKind.SPEECH, QuotationKind.PARTIAL, QuotationKind.SPEECH]


def test_the_cue_is_the_verb() -> None:
    text = "“We will open tomorrow,” said Lund."
    [quotation] = find(text)
    assert quotation.cue_span is not None
    assert text[slice(*quotation.cue_span)] == "said"


def test_a_speaker_after_the_words_is_surer_than_one_before() -> None:
    after, before = (
        find(text)[0].confidence
        for text in ("“We sail today,” said Lund.", "Lund said we sail “today or never”.")
    )
    assert after > before > 0


@pytest.mark.parametrize(
    "text",
    [
        "It falls to Lund: “We sail today.”",
        "The Lund report found the quay “a danger to all who use it”.",
        "Lund was told that the quay was “a danger to all who use it”.",
        "Jonas Lund (“no kin of mine, thank God”) rose.",
        "Lund said, “The quay has moved.”\n“I asked him whether anybody had been to look.”",
        "There is the queen, who alone replied “as one who knows”.",
        "El maestro no está de acuerdo. «El lunes empecé la clase con cuatro alumnos.»",
    ],
)
def test_nobody_is_named_where_the_text_does_not_tell(text: str) -> None:
    speaker = find(text)[-1].speaker
    assert speaker is None


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("« Le port est fermé, assure le maire. Nous partons. »", ["le maire"]),
        ("« Le port est fermé, raconte-t-elle. Que faire ? »", ["elle"]),
        ("« Le port n’existe pas, a déclaré Maud Perrin, lundi. Il est vide. »", ["Maud Perrin"]),
        ("D’ici là, précise le maire, « on a du bois pour tout l’hiver ».", ["le maire"]),
        ("Auf die Frage, nach welcher Uhr, sagt Tannhofer nach einer Pause: „Nach Turm.“", ["Tannhofer"]),
        ("„Die Leute saßen herum“, erinnert sich Almut Seegers.", ["Almut Seegers"]),
        ("« C’est, dit la presse, un désastre », a déclaré Marie Roux.", ["Marie Roux"]),
        ("« Nous partons », a annoncé lundi le ministre.", ["le ministre"]),
        ("„Wir gehen“, sagte am Montag der Bürgermeister.", ["der Bürgermeister"]),
        ("Dann sagte Roth: „Wir gehen morgen nach Hause.“", ["Roth"]),
        ("‘It’s late,’ said Roth.\n‘Is it?’ said Ruiz.\n‘Yes, it is.’", ["Roth", "Ruiz", None]),
        ("“One,” said Roth.\n“Two,” said Ruiz.\n“Three and four.”", ["Roth", "Ruiz", None]),
        (
            "“A fault,” Lund said. “It goes in like so” – he showed us with a knife – “and then it turns.”",
            ["Lund", "Lund", "Lund"],
        ),
        ("She asked the port to answer, and the port had “declined, for the present”.", ["the port"]),
        ("Lund, the minister of works, speaking at the ministry: “Stay at home, all of you.”", ["Lund"]),
        ("「用事はないんです」と、元船長の渡瀬さん（84）は笑う。", ["元船長の渡瀬さん"]),
    ],
)
def test_speakers_put_in_or_set_behind_are_found(text: str, speakers: list[str | None]) -> None:
    assert [quotation.speaker for quotation in find(text)] == speakers


def test_a_paragraph_of_several_holds_what_it_quotes() -> None:
    text = "“I came late,” Lund wrote.\n“He had gone to the port with “not certain” in hand.\n“We all left.”"
    assert [(text[slice(*q.span)], q.speaker) for q in find(text)][1:] == [
        ("“He had gone to the port with “not certain” in hand.", "Lund"),
        ("“We all left.”", "Lund"),
    ]


def test_quotations_inside_quotations_inside_a_quotation_are_one() -> None:
    text = "“I have it in shorthand: ‘“Never”, he told me, “not while I’ve breath”’, and then more,” Lund said."
    assert [text[slice(*q.span)] for q in find(text)] == [text[: text.index(" Lund")]]


def test_no_speaker_is_no_confidence() -> None:
    [quotation] = find("A sign hung there. “No one may enter the quay here.” It was raining.")
    assert quotation.speaker is None or quotation.confidence < 0.6


@pytest.mark.parametrize(
    "hostile",
    ["“", '"a" ', "“x” said ", "'as ", "「『", "“a «b „c ", "a:\n“x”\n", "外は「x」と", "“x” saying ", "``a "],
)
def test_the_work_grows_no_faster_than_the_text(hostile: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from reader.analysis.quotations import cues as cues_module
    from reader.analysis.quotations.marks import _Line

    calls = {"count": 0}

    def counted(function):  # type: ignore[no-untyped-def]
        def wrapper(*args):  # type: ignore[no-untyped-def]
            calls["count"] += 1
            return function(*args)

        return wrapper

    for name in ("_opens", "_before", "_after"):
        monkeypatch.setattr(_Line, name, counted(getattr(_Line, name)))
    monkeypatch.setattr(cues_module, "_is_cue", counted(cues_module._is_cue))

    def work(times: int) -> int:
        calls["count"] = 0
        find(hostile * times, "en")
        return calls["count"]

    assert work(1600) <= 4.5 * work(400) + 100


def test_a_heading_is_said_only_where_it_names_its_speaker() -> None:
    text = (
        "“We sail today,” said Lund.\n“And tomorrow? And then?”\n‘I was careless’: captain apologises over leak"
    )
    headings = [Span(28, 53), Span(54, len(text))]
    kinds = [quotation.kind for quotation in find(text, apart=headings)]
    assert kinds == [QuotationKind.SPEECH, QuotationKind.SCARE, QuotationKind.SPEECH]
