"""Where an article leads, and what opens it."""

import pytest

from reader.document.markdown import from_markdown
from reader.model import Enclosure
from reader.services.articles.links import Link, OpenerError, links_of, opener

TEXT = "[One](https://a.example/1) and [two\nwords](https://a.example/2), [again](https://a.example/1), <file:///etc>."


def test_links_come_after_files_each_address_once_and_of_the_web_alone() -> None:
    enclosures = [Enclosure("https://a.example/talk.mp3", "audio/mpeg", 9), Enclosure("file:///etc/passwd")]
    assert links_of(from_markdown(TEXT), enclosures) == (
        Link("https://a.example/talk.mp3", "talk.mp3", "audio/mpeg", 9),
        Link("https://a.example/1", "One"),
        Link("https://a.example/2", "two words"),
    )


def test_what_is_there_decides_what_opens_it() -> None:
    openers = {"audio/*": "mpv --no-video {url}", "application/pdf": "zathura"}
    talk = Link("https://a.example/talk", "talk", "audio/mpeg")
    assert opener(talk, openers) == ["mpv", "--no-video", "https://a.example/talk"]
    assert opener(Link("https://a.example/a.pdf?x=1", "a"), openers) == ["zathura", "https://a.example/a.pdf?x=1"]
    assert opener(Link("https://a.example/page", "page"), openers) is None


def test_an_address_is_one_argument_whatever_is_in_it() -> None:
    hostile = Link("https://a.example/;rm -rf ~ --help", "x", "audio/mpeg")
    assert opener(hostile, {"audio/*": "mpv {url}"}) == ["mpv", hostile.url]


@pytest.mark.parametrize("command", ['mpv "{url}', "", "  "])
def test_an_opener_that_is_no_command_line_is_a_sentence(command: str) -> None:
    with pytest.raises(OpenerError):
        opener(Link("https://a.example/a.mp3", "a"), {"audio/*": command})
