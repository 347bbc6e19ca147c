import pytest

from reader.document.errors import FrontMatterError
from reader.document.limits import MAX_FRONT_MATTER
from reader.document.metadata import parse_sidecar, split_front_matter


def test_front_matter_is_read_and_the_text_follows_it() -> None:
    source = "---\nTitle: 'A: b'\ndate: 2022-02-02\nauthor: [Ada, Bo]\nempty:\nnested: {a: 1}\n---\nText."
    assert split_front_matter(source) == ({"title": "A: b", "date": "2022-02-02", "author": "Ada, Bo"}, "Text.")


def test_times_are_in_iso_8601() -> None:
    values, _ = split_front_matter("---\npublished: 2022-2-3 4:05:06 +1\n---\n")
    assert values == {"published": "2022-02-03T04:05:06+01:00"}


@pytest.mark.parametrize(
    "source",
    ["Text.", "---\nA rule and then prose.\n\n---\n", "---\ntitle: never closed\n", "", "\n---\na: b\n---\n"],
)
def test_what_is_no_front_matter_is_text(source: str) -> None:
    assert split_front_matter(source) == ({}, source)


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("a: b\ntitle: Ukraine: talks", "line 3: a value that holds a colon needs quotation marks"),
        ("a: &x 1\nb: *x", "line 2: anchors and aliases"),
        ("a: b\ndate: 2022-02-30", "line 3: there is no date 2022-02-30"),
        ("a: " + "[" * 5_000, "line 2: lists and mappings are nested too deep"),
        ("a: b\n- c", "line 3"),
        ("a: b\nc: \ufffe", "line 3 holds a character"),
        ("a: " + "x" * MAX_FRONT_MATTER, "longer than 65,536 characters"),
    ],
)
def test_bad_front_matter_is_refused_with_its_line(header: str, message: str) -> None:
    with pytest.raises(FrontMatterError, match=message):
        split_front_matter(f"---\n{header}\n---\nText.")


def test_values_are_clean_single_lines() -> None:
    assert split_front_matter('---\ntitle: "a\\e[31m\\nb"\n---\n')[0] == {"title": "a b"}


def test_a_sidecar_is_yaml_or_json_by_the_same_rules() -> None:
    expected = {"title": "T", "author": "Ada, Bo", "pages": "3"}
    assert (
        parse_sidecar('{"Title": "T", "author": ["Ada", "Bo"], "pages": 3, "none": null, "map": {"a": 1}}')
        == expected
    )
    assert parse_sidecar("Title: T\nauthor:\n- Ada\n- Bo\npages: 3\nnone: ~\nmap: {a: 1}") == expected


def test_a_broken_sidecar_is_refused_with_its_line() -> None:
    with pytest.raises(FrontMatterError, match="line 2"):
        parse_sidecar('{"a": 1,\n b}')
    with pytest.raises(FrontMatterError, match="'key: value'"):
        parse_sidecar("just words")
