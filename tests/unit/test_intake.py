"""Documents of what feeds gave."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.library import Arrived
from reader.model import Entry, Feed, FeedState
from reader.paths import Places
from reader.services.analysing.one import analyse_article
from reader.services.articles.intake import AT_A_TIME, settle_all, with_text
from reader.services.articles.opening import open_article
from reader.services.asking import asked
from reader.services.session import Session

AT = "2025-05-11T08:00:00.000Z"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = Session(Places(tmp_path, tmp_path, tmp_path))
    yield opened
    opened.close()


def take_in(session: Session, *htmls: str) -> tuple[str, ...]:
    (feed,) = session.library.feeds.follow([Feed(0, "https://news.example/feed", "", "")])
    entries = tuple(
        Entry(str(n), f"Title {n}", url=f"https://news.example/{n}", html=html) for n, html in enumerate(htmls)
    )
    arrived = Arrived(feed.id, AT, "News", "News", entries, FeedState(feed.id))
    return session.library.arrivals.take_in([arrived])[0].new


def test_an_article_that_is_opened_has_its_text_at_once(session: Session) -> None:
    (article_id,) = take_in(session, '<p>See <a href="/more">more</a>, “yes,” said Ann.</p>')
    opened = open_article(session, session.library.get(article_id))
    assert opened.document.text == "Title 0\n\nSee more, “yes,” said Ann."
    assert opened.document.blocks[1].inlines[0].target == "https://news.example/more"
    assert opened.article.text_sha256 == opened.document.sha256
    assert opened.article.words == 7


def test_one_that_is_analysed_has_its_text_before(session: Session) -> None:
    (article_id,) = take_in(session, "<p>“It is so,” said Ann Nouncer.</p>")
    analysis = analyse_article(session, session.library.get(article_id))
    assert analysis.text_sha256 == session.library.get(article_id).text_sha256 != ""
    assert analysis.quotations


def test_an_article_with_its_text_is_left_as_it_is(session: Session) -> None:
    (article_id,) = take_in(session, "<p>Text.</p>")
    article = with_text(session, session.library.get(article_id))
    assert with_text(session, article) is article


def test_all_that_waits_is_made_and_found_by_its_words(session: Session) -> None:
    count = AT_A_TIME + 5
    take_in(session, *(f"<p>Word{n} of the text.</p>" for n in range(count)))
    told: list[tuple[int, int]] = []
    assert settle_all(session, lambda done, total: told.append((done, total))) == count
    assert told == [(0, count), (AT_A_TIME, count)]
    assert session.library.ids(asked(session, "word7")) == [session.library.find("https://news.example/7").id] + [
        session.library.find(f"https://news.example/{n}").id for n in range(70, 80)
    ]
    assert settle_all(session) == 0


@pytest.mark.parametrize("html", ["", "<", "<p", "plain & simple", "<b>" * 5_000, "\0\x1b[2J<script>x</script>"])
def test_no_text_keeps_the_others_waiting(session: Session, html: str) -> None:
    first, second = take_in(session, html, "<p>Whole.</p>")
    assert settle_all(session) == 2
    assert session.library.document(second).text == "Title 1\n\nWhole."
    assert "\x1b" not in session.library.document(first).text
