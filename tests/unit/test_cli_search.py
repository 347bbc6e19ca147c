"""`postil search`: what it prints, in which form, and what it says when there is nothing."""

from contextlib import closing

import pytest

from reader.annotations.store import AnnotationStore
from reader.model.saved_search import SavedSearch
from tests.command_line import CommandLine


@pytest.fixture
def annotated(postil: CommandLine) -> CommandLine:
    article = postil("list", "--json").json[0]["id"]
    postil("annotate", article, "--exact", "a tree", "--tag", "claim", "--tag", "wood", "--note", "Which\ntree?")
    return postil


def test_what_fits_is_printed_notes_before_articles(annotated: CommandLine) -> None:
    ran = annotated("search", "tree")
    assert ran.code == 0
    notes, articles = ran.out.index("Notes  1"), ran.out.index("Articles  1")
    assert notes < ran.out.index("▎ a tree") < ran.out.index("✎ Which tree?") < articles
    assert articles < ran.out.index("One day it is a tree.")
    assert "#claim #wood" in ran.out


def test_only_kinds_that_are_asked_for_are_printed(annotated: CommandLine) -> None:
    assert [hit["kind"] for hit in annotated("search", "tree", "--json").json] == ["note", "article"]
    assert [hit["kind"] for hit in annotated("search", "--kind", "notes", "tree", "--json").json] == ["note"]
    assert [hit["kind"] for hit in annotated("search", "--kind=articles", "tree", "--json").json] == ["article"]
    assert annotated("search", "tree", "kind:note").out.startswith("Notes")


def test_json_says_where_it_stands(annotated: CommandLine) -> None:
    note, article = annotated("search", "tree", "--json").json
    text = annotated("show", article["id"], "--json").json["text"]
    assert text[article["start"] : article["end"]] == text[note["start"] : note["end"]][2:] == "tree"
    assert note["tags"] == ["claim", "wood"]
    assert set(note) == set(article)


def test_a_pattern_makes_a_line_of_each(annotated: CommandLine) -> None:
    ran = annotated("search", "tree", "--format", r"{kind}\t{title}\t{note}\t{tags}{{}}")
    assert ran.out == "note\tA seed\tWhich tree?\tclaim, wood{}\narticle\tA seed\t\t{}\n"
    assert (
        annotated("search", "tree", "--kind", "notes", "--format", r"{title}\n\\{colour}").out == "A seed\n\\1\n"
    )


@pytest.mark.parametrize(
    ("pattern", "sentence"),
    [
        ("{titel}", "no “{titel}”"),
        ("{title.__class__}", "no “{title.__class__}”"),
        ("{title", "stands alone"),
        ("}", "stands alone"),
    ],
    ids=["misspelt", "attribute", "not closed", "not opened"],
)
def test_a_pattern_that_cannot_be_used_is_misuse(annotated: CommandLine, pattern: str, sentence: str) -> None:
    ran = annotated("search", "tree", "--format", pattern)
    assert ran.code == 2
    assert sentence in ran.err
    assert ran.out == ""


def test_no_more_than_the_limit_is_printed(annotated: CommandLine) -> None:
    article = annotated("list", "--json").json[0]["id"]
    annotated("annotate", article, "--exact", "One day", "--note", "tree")
    assert "Notes  the best 1\n" in annotated("search", "tree", "--limit", "1").out
    assert annotated("search", "tree", "--limit", "0").code == 2


def test_nothing_found_is_told_by_the_exit_code(annotated: CommandLine) -> None:
    ran = annotated("search", "quicksilver")
    assert (ran.code, ran.out) == (1, "")
    assert "Nothing has “quicksilver”." in ran.err
    assert annotated("search", "quicksilver", "--json").out.strip() == "[]"


def test_a_word_that_was_mistyped_is_found_and_told(annotated: CommandLine) -> None:
    ran = annotated("search", "tere", "--kind", "notes")
    assert ran.code == 0
    assert "▎ a tree" in ran.out
    assert 'Nothing has “tere”; this has "tree".' in ran.err


def test_a_mistake_is_pointed_at(annotated: CommandLine) -> None:
    ran = annotated("search", "tree", "tga:claim")
    assert ran.code == 3
    assert "tree tga:claim\n     ^^^^^^^^^\n" in ran.err


def test_words_with_one_dash_are_words_of_the_query(annotated: CommandLine) -> None:
    assert annotated("search", "tree", "-tag:claim", "--kind", "notes").code == 1
    assert annotated("search", "tree", "-tag:other", "--kind", "notes").code == 0


def test_escape_sequences_in_what_is_found_do_not_reach_the_terminal(postil: CommandLine) -> None:
    article = postil("list", "--json").json[0]["id"]
    postil("annotate", article, "--exact", "a tree", "--note", "tree \x1b[31mred")
    for more in ((), ("--json",), ("--format", "{note}")):
        assert "\x1b" not in postil("search", "tree", *more).out


def test_searches_that_are_kept_are_listed_in_their_order(annotated: CommandLine) -> None:
    assert "No search is kept yet" in annotated("searches").err
    with closing(AnnotationStore(annotated.home / "notes.json")) as store:
        kept = (SavedSearch("01A", "Trees", "tree"), SavedSearch("01B", "From a later postil", "mood:calm"))
        store.searches.replace((), kept)
    ran = annotated("searches")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "     1  Trees  tree",
        "     !  From a later postil  mood:calm",
        "        There is no field “mood:”.",
    ]
    assert annotated("searches", "--json").json[0] == {
        "uid": "01A",
        "name": "Trees",
        "query": "tree",
        "unread": 1,
        "problem": None,
    }


def test_the_indexes_are_made_anew(annotated: CommandLine) -> None:
    ran = annotated("reindex")
    assert (ran.code, ran.out) == (0, "")
    assert "1 annotation and 1 article are indexed anew." in ran.err
    assert annotated("search", "tree").code == 0
