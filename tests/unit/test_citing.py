"""Passages with where they are from."""

from reader.model import Annotation, Article, ArticleRef, Target
from reader.services.notes.citing import citation, cite_annotation, quoted

ARTICLE = Article(
    "a" * 16,
    "Talks",
    "",
    1,
    5,
    "",
    source="The Post",
    author="Ann Writer",
    published="2022-02-02T10:00:00Z",
    url="https://post.example/talks",
)


def test_a_citation_has_author_title_source_day_and_address() -> None:
    assert citation(ARTICLE) == "Ann Writer, “Talks”, The Post, 2022-02-02. https://post.example/talks"


def test_what_is_not_known_is_left_out() -> None:
    assert citation(Article("a", "Talks", "", 1, 5, "")) == "“Talks”."
    assert citation(ArticleRef("a", "", published="2022")) == "Untitled, 2022."


def test_every_line_of_a_passage_is_quoted() -> None:
    assert quoted("One.\n\nTwo.", ARTICLE) == f"> One.\n>\n> Two.\n>\n> — {citation(ARTICLE)}\n"


def test_the_note_stands_under_the_passage_it_is_on() -> None:
    ref = ArticleRef("a", "Talks", author="Ann Writer")
    plain = Annotation("u", ref, Target(0, 4, "One."), "", "")
    noted = Annotation("u", ref, Target(0, 4, "One."), "", "", note="Really?")
    assert cite_annotation(plain) == "> One.\n>\n> — Ann Writer, “Talks”.\n"
    assert cite_annotation(noted) == "> One.\n>\n> — Ann Writer, “Talks”.\n\nReally?\n"


def test_a_file_of_the_readers_own_is_cited_by_its_name() -> None:
    assert citation(ArticleRef("a", "Talks", url="file:///home/ann/my%20notes.md")) == "“Talks”. my notes.md"
