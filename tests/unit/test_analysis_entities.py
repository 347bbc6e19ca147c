"""What an article means by all its names, taken together."""

from collections.abc import Callable

import pytest

from reader.analysis.entities import resolve
from reader.analysis.names import Name
from reader.analysis.naming import is_acronym, name_words, slug
from reader.analysis.people import pronoun_of, roles_of, without_titles
from reader.model import Entity, EntityType, Span
from tests.fakes.names import KnownNames

PERSON, ORGANISATION, PLACE = EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE
OTHER = EntityType.OTHER


def entities(text: str, **names: str) -> list[Entity]:
    """The entities of a text in which a finder knows the given names, by type."""
    known = {name: EntityType(kind) for kind, listed in names.items() for name in listed.split("; ")}
    return list(resolve(text, KnownNames(known).find(text))[1])


def mentioned(text: str, **names: str) -> list[tuple[str, str]]:
    known = {name: EntityType(kind) for kind, listed in names.items() for name in listed.split("; ")}
    return [(text[slice(*m.span)], m.entity) for m in resolve(text, KnownNames(known).find(text))[0]]


def test_a_surname_is_the_person_named_in_full() -> None:
    text = "Mara Quill spoke. Quill left."
    [entity] = entities(text, person="Mara Quill; Quill")
    assert (entity.id, entity.name, entity.aliases) == ("mara-quill", "Mara Quill", ("Quill",))


def test_a_surname_is_found_where_the_model_missed_it() -> None:
    assert mentioned("Mara Quill spoke. Later Quill left.", person="Mara Quill") == [
        ("Mara Quill", "mara-quill"),
        ("Quill", "mara-quill"),
    ]


def test_a_surname_that_is_a_common_word_is_not_found_again() -> None:
    assert mentioned("Ada Will spoke. Will it rain? It will.", person="Ada Will") == [("Ada Will", "ada-will")]


def test_a_shared_surname_goes_to_the_one_named_last() -> None:
    text = "Mara Quill spoke. Quill left. Tom Quill came. Quill sat."
    assert [key for _, key in mentioned(text, person="Mara Quill; Tom Quill; Quill")] == [
        "mara-quill",
        "mara-quill",
        "tom-quill",
        "tom-quill",
    ]


def test_a_first_name_and_an_initial_mean_the_person() -> None:
    [entity] = entities("Mara Quill spoke. Mara left. M. Quill wrote.", person="Mara Quill; Mara; M. Quill")
    assert entity.name == "Mara Quill"


def test_a_name_found_twice_is_found_everywhere() -> None:
    text = "Norsund rose. Norsund fell. NORSUND? Norsund!"

    class Twice(KnownNames):
        def find(self, text: str):  # type: ignore[no-untyped-def]
            return super().find(text)[:2]

    mentions, _ = resolve(text, Twice({"Norsund": ORGANISATION}).find(text))
    assert [m.span.start for m in mentions] == [0, 14, 37]
    assert mentions[2].score < mentions[0].score


def test_a_name_has_the_type_that_most_of_it_have() -> None:
    text = "Norsund rose. Norsund fell. Norsund stood."
    names = KnownNames({"Norsund": ORGANISATION}).find(text)
    odd = [*names[:2], type(names[2])(names[2].span, PLACE, 0.9)]
    assert {m.type for m in resolve(text, odd)[0]} == {ORGANISATION}


def test_titles_articles_and_possessives_are_no_part_of_a_name() -> None:
    text = "Then President Mara Quill’s boat met the Norsund Group’s."
    known = {"President Mara Quill’s": PERSON, "the Norsund Group’s": ORGANISATION}
    mentions, _ = resolve(text, KnownNames(known).find(text))
    assert [text[slice(*m.span)] for m in mentions] == ["Mara Quill", "Norsund Group"]


def test_words_without_a_capital_are_no_name() -> None:
    assert entities("The western harbour group met.", other="western", organisation="harbour group") == []


def test_unlikely_names_are_left_out() -> None:
    names = KnownNames({"Norsund": ORGANISATION}, score=0.5).find("Norsund rose.")
    assert resolve("Norsund rose.", names)[1]
    assert resolve("Norsund rose.", names, least_score=0.6) == ((), ())


def test_a_title_makes_a_name_likely() -> None:
    text = "Then Mrs O’Dowd rose."
    names = KnownNames({"Mrs O’Dowd": PERSON}, score=0.45).find(text)
    assert [entity.name for entity in resolve(text, names)[1]] == ["O’Dowd"]


def test_roles_are_kept_beside_the_person() -> None:
    text = (
        "Kremlin spokesman Oleg Rybin and French President Luc Perrin met Ada Lund, the head of the port, today."
    )
    roles = {entity.name: entity.roles for entity in entities(text, person="Oleg Rybin; Luc Perrin; Ada Lund")}
    assert roles == {
        "Oleg Rybin": ("Kremlin spokesman",),
        "Luc Perrin": ("French President",),
        "Ada Lund": ("head of the port",),
    }


def test_a_role_before_a_comma_is_kept() -> None:
    assert roles_of("The President of the United States, Mara Quill", Span(36, 46)) == [
        "President of the United States"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Roe, Senator Tom Quill, and others",
        "He is president. Mr. Ada Roe",
        "a spokeswoman for Mr. Ada Roe",
        "a spokeswoman for Ada Roe",
    ],
)
def test_somebody_else_is_no_role(text: str) -> None:
    start = text.index("Ada Roe")
    assert roles_of(text, Span(start, start + 7)) == []


def test_a_role_stands_before_a_courtesy() -> None:
    assert roles_of("Then Sen. Ada Roe and chairman Mr Quill", Span(10, 17)) == ["Sen."]
    assert roles_of("Then chairman Mr Quill", Span(17, 22)) == ["chairman"]


def test_acronyms_mean_their_long_names() -> None:
    text = "The European Harbour Union (EHU) met. The EHU agreed."
    [entity] = entities(text, organisation="European Harbour Union; EHU")
    assert (entity.name, entity.aliases) == ("European Harbour Union", ("EHU",))


@pytest.mark.parametrize(
    ("short", "long", "spelt"),
    [
        ("DoD", "US Department of Defense", True),
        ("NATO", "North Atlantic Treaty Organization", True),
        ("U.N.", "United Nations", True),
        ("EU", "European Space Agency", False),
        ("Us", "United States", False),
    ],
)
def test_first_letters_spell_an_acronym(short: str, long: str, spelt: bool) -> None:
    assert is_acronym(short, long) is spelt


def test_countries_have_one_key_whatever_they_are_called() -> None:
    [entity] = entities("The US voted. The United States won.", place="US; United States")
    assert (entity.id, entity.name) == ("united-states", "United States")


def test_known_names_have_their_known_type() -> None:
    text = "The Kremlin answered Russian sailors in Minsk."
    types = {e.name: e.type for e in entities(text, place="Kremlin", other="Russian; Minsk")}
    assert types == {"Kremlin": ORGANISATION, "Russian": EntityType.GROUP, "Minsk": PLACE}


def test_a_person_called_like_a_country_stays_a_person() -> None:
    text = "Jordan scored."
    names = KnownNames({"Jordan": PERSON}, score=0.95).find(text)
    assert resolve(text, names)[1][0].type is PERSON


def test_equal_names_of_different_kinds_have_keys_of_their_own() -> None:
    text = "Rena sailed. The city of Rena is old."
    names = KnownNames({"Rena": PERSON}).find(text)
    other = type(names[1])(names[1].span, EntityType.DATE, 0.9)
    assert [e.id for e in resolve(text, [names[0], other])[1]] == ["rena", "rena-date"]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Emmanuel Macron", "emmanuel-macron"),
        ("Élysée", "elysee"),
        ("O’Brien", "obrien"),
        ("U.S.", "u-s"),
        ("東京", "東京"),
        ("Москва", "москва"),
        ("…", "unnamed"),
    ],
)
def test_keys_are_plain_where_the_script_allows(name: str, key: str) -> None:
    assert slug(name) == key


@pytest.mark.parametrize(
    ("text", "name", "pronoun"),
    [
        ("Mrs Quill", "Quill", "she"),
        ("Emma Quill", "Emma Quill", "she"),
        ("Peter Quill", "Peter Quill", "he"),
        ("spokeswoman Sam Quill", "Sam Quill", None),
        ("Quill", "Quill", None),
    ],
)
def test_a_pronoun_is_told_by_title_first_name_or_role(text: str, name: str, pronoun: str | None) -> None:
    start = text.index(name)
    assert pronoun_of(text, Span(start, start + len(name))) == pronoun


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Mr. Quill", "Quill"),
        ("Prime Minister Ada Lund", "Ada Lund"),
        ("Pope Francis", "Pope Francis"),
        ("King", "King"),
    ],
)
def test_titles_go_but_not_the_name(name: str, bare: str) -> None:
    assert name[slice(*without_titles(name, Span(0, len(name))))] == bare


@pytest.mark.parametrize(
    ("text", "known", "kept"),
    [
        (
            "Messrs Roe, Finch & Tarry wrote.",
            dict.fromkeys(("Roe", "Finch", "Tarry"), PERSON),
            "Roe, Finch & Tarry",
        ),
        ("The Lady Corrin sank.", {"Corrin": PERSON}, "Lady Corrin"),
        ("The island of Ormsay lies far.", {"Ormsay": PERSON}, "Ormsay"),
        ("Crossing Lines sails. Crossing Lines sank.", {"Crossing Lines": ORGANISATION}, "Crossing Lines"),
        ("The Norsund Land Office drew.", {"Norsund Land Office": PLACE}, "Norsund Land Office"),
        ("Mrs O’Dowd rose.", {"Mrs O’Dowd": EntityType.OTHER}, "O’Dowd"),
        ("They bought Norsund 90 million crowns.", {"Norsund 90 million": ORGANISATION}, "Norsund"),
        ("They asked Norsund to the table.", {"Norsund to the": ORGANISATION}, "Norsund"),
    ],
)
def test_a_name_is_put_right_by_its_surroundings(text: str, known: dict[str, EntityType], kept: str) -> None:
    found = resolve(text, KnownNames(known).find(text))[1]
    assert {entity.name for entity in found} == {kept}


@pytest.mark.parametrize(
    ("text", "known", "kind"),
    [
        ("The Lady Corrin sank.", {"Corrin": PERSON}, EntityType.OTHER),
        ("The island of Ormsay lies far.", {"Ormsay": PERSON}, PLACE),
        ("The Norsund Land Office drew.", {"Norsund Land Office": PLACE}, ORGANISATION),
        ("Mrs O’Dowd rose.", {"Mrs O’Dowd": EntityType.OTHER}, PERSON),
        ("Messrs Roe & Tarry wrote.", {"Roe": PERSON, "Tarry": PERSON}, ORGANISATION),
    ],
)
def test_a_name_has_the_type_its_surroundings_ask_for(
    text: str, known: dict[str, EntityType], kind: EntityType
) -> None:
    assert [entity.type for entity in resolve(text, KnownNames(known).find(text))[1]] == [kind]


def test_a_place_that_only_seemed_a_person_is_a_place() -> None:
    text = "It flooded between Upper Hask and Brennick."
    names = KnownNames({"Brennick": PERSON}, score=0.6).find(text)
    assert resolve(text, names)[1][0].type is PLACE


def test_an_initial_or_a_title_alone_is_no_name() -> None:
    assert entities("She met Mr R. and the Queen’s men.", person="R", organisation="Queen") == []


def test_abroad_what_the_text_writes_small_as_well_is_no_name() -> None:
    text = (
        "Elf Minuten. Die Uhr ging elf Minuten nach, sagt Konrad Lund. Tenancière du seul café, Josiane Roe rit."
    )
    known = {"Elf Minuten": PERSON, "Konrad Lund": PERSON, "Tenancière du seul café": PLACE, "Josiane Roe": PLACE}
    found = resolve(text, KnownNames(known).find(text), abroad=True)[1]
    assert {(entity.name, entity.type) for entity in found} == {("Konrad Lund", PERSON), ("Josiane Roe", PERSON)}


@pytest.mark.parametrize(("spelt", "kept"), [("Norsund valley", "Norsund"), ("Norsund Valley", "Norsund Valley")])
def test_a_noun_written_small_stands_beside_a_name(spelt: str, kept: str) -> None:
    assert [name for name, _ in mentioned(f"In the {spelt} it rained.", place=spelt)] == [kept]


def test_a_name_stops_before_the_small_words_of_the_sentence() -> None:
    assert [name for name, _ in mentioned("They made Norsund into a port.", place="Norsund into")] == ["Norsund"]


@pytest.mark.parametrize("written", [str.title, str.upper, str.lower])
def test_half_of_a_name_is_made_whole(written: Callable[[str], str]) -> None:
    text = written("Norsund Lines grew. Then Norsund Lines shrank.")
    whole, half = written("Norsund Lines"), written("Norsund")
    names = KnownNames({whole: OTHER}).find(text)
    names[1] = Name(Span(names[1].span.start, names[1].span.start + len(half)), OTHER, 0.9)
    assert [text[slice(*mention.span)] for mention in resolve(text, names)[0]] == [whole, whole]


def test_a_company_is_seldom_named_by_its_noun_alone() -> None:
    text = "The Norsund Water Company met. The Company agreed."
    assert entities(text, organisation="Norsund Water Company")[0].aliases == ()


def test_the_last_word_of_an_organisation_means_it() -> None:
    text = "The Norsund Water Authority met. The Authority agreed."
    [entity] = entities(text, organisation="Norsund Water Authority")
    assert entity.aliases == ("Authority",)


def test_a_last_word_of_two_organisations_means_neither() -> None:
    text = "The Norsund Bank and the Oslo Bank met. The Bank agreed."
    found = entities(text, organisation="Norsund Bank; Oslo Bank; Bank")
    assert {entity.name for entity in found} == {"Norsund Bank", "Oslo Bank", "Bank"}


@pytest.mark.parametrize(
    "text",
    ["by her head, and by the deputy director, Ada Lund, who", "Ada Lund, who became minister of works, asked"],
)
def test_what_stands_beside_a_name_is_not_always_a_role(text: str) -> None:
    start = text.index("Ada Lund")
    assert roles_of(text, Span(start, start + len("Ada Lund"))) == []


def test_a_text_in_small_letters_has_names_too() -> None:
    assert mentioned("mara quill flew to norsund.", person="mara quill", place="norsund") == [
        ("mara quill", "mara-quill"),
        ("norsund", "norsund"),
    ]


def test_a_known_country_is_known_in_capitals() -> None:
    [entity] = entities("FLOODS IN FRANCE", organisation="FRANCE")
    assert (entity.id, entity.type) == ("france", PLACE)


def test_no_name_is_in_an_address() -> None:
    text = "https://norsund.example/Norsund-votes\n\nNorsund votes. Norsund counts."
    assert len(mentioned(text, place="Norsund")) == 2


def test_what_is_overlooked_more_often_than_found_is_not_found_again() -> None:
    text = "Sun met Ray. Sun left. " + "Sun rises, says Sun. " * 3

    class Twice(KnownNames):
        def find(self, text: str) -> list[Name]:
            return super().find(text)[:2]

    assert len(resolve(text, Twice({"Sun": PERSON}).find(text))[0]) == 2


def test_father_and_son_are_two_people() -> None:
    text = "Tom Quill spoke to Tom Quill Jr. and Quill left. Quill Jr. stayed."
    father, son = entities(text, person="Tom Quill; Tom Quill Jr; Quill; Quill Jr")
    assert (father.name, father.aliases) == ("Tom Quill", ("Quill",))
    assert (son.name, son.aliases) == ("Tom Quill Jr", ("Quill Jr",))


def test_a_person_with_a_generation_is_called_by_the_surname() -> None:
    [entity] = entities("Tom Quill Jr. spoke. Quill left.", person="Tom Quill Jr; Quill")
    assert entity.aliases == ("Quill",)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Ada J. Roe", ["ada", "roe"]),
        ("Ada H.W. Roe", ["ada", "h", "w", "roe"]),
        ("J. Roe", ["j", "roe"]),
        ("Ada Roe III", ["ada", "roe"]),
    ],
)
def test_one_initial_in_the_middle_tells_nobody_apart(name: str, words: list[str]) -> None:
    assert name_words(name) == words


@pytest.mark.parametrize("kind", [PERSON, PLACE, OTHER])
@pytest.mark.parametrize("word", ["Sen", "The", "J"])
def test_a_title_an_article_and_an_initial_alone_are_nobody(word: str, kind: EntityType) -> None:
    text = f"{word}. spoke."
    assert resolve(text, KnownNames({word: kind}).find(text))[1] == ()


def test_one_and_several_of_a_group_are_that_group() -> None:
    [entity] = entities("An American came. Americans left.", group="American; Americans")
    assert (entity.name, entity.aliases) == ("American", ("Americans",))
