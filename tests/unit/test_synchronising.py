"""Having a server's account and what is here of it agree, whatever the reader and others did meanwhile."""

from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reader.annotations.store import AnnotationStore
from reader.library import Arrived, LibraryError, Selection, ServerAccount
from reader.library.database import Database
from reader.model import Article, Entry, Feed, FeedState, Rule
from reader.paths import Places
from reader.services.accounts.synchronising import (
    AccountReport,
    Login,
    add_account,
    clean_url,
    kept_secret,
    remove_account,
    synchronise,
    waiting,
    wanted,
)
from reader.services.feeds import subscriptions
from reader.services.fetching import engine
from reader.services.notes import annotating
from reader.services.protection import starred_ids
from reader.services.session import Session
from reader.sources.google_reader.errors import LoginRefusedError, NoApiError
from reader.sources.http.errors import TooManyRequestsError, UnreachableError
from reader.sources.http.secrets import SecretMissingError
from tests.fakes.google_reader_server import PASSWORD, USER, Answered, Dialect, GoogleReaderServer, StoredItem
from tests.fakes.server import Reply, Request, reply

FEED, OTHER = "http://a.example/feed", "http://b.example/feed"
LONG = "<p>The harbour town waits for its ferry. </p>" * 8


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    monkeypatch.setenv("READER_PASSWORD", PASSWORD)
    with closing(Session(Places(tmp_path, tmp_path, tmp_path))) as opened:
        yield opened


@pytest.fixture(params=Dialect, ids=lambda dialect: dialect.value)
def server(request: pytest.FixtureRequest) -> GoogleReaderServer:
    made = GoogleReaderServer(request.param)
    made.follow(FEED, "A", "News")
    for name in ("first", "second", "third"):
        made.publish(FEED, name, content=f"<p>{name}</p>{LONG}")
    return made


def login(server: GoogleReaderServer, **more: Any) -> Login:
    return replace(Login(server.url, USER, "env:READER_PASSWORD"), **more)


async def joined(session: Session, server: GoogleReaderServer) -> ServerAccount:
    """An account of that server's, synchronised once."""
    account, _ = await add_account(session, server, login(server))
    await run(session, server)
    return account


async def run(session: Session, server: GoogleReaderServer) -> AccountReport:
    (account,) = session.library.accounts.all()
    return await synchronise(session, server, account)


def titled(session: Session, title: str) -> Article:
    (found,) = [article for article in session.library.list() if article.title == title]
    return found


def star(session: Session, title: str) -> None:
    article = titled(session, title)
    session.history.do(annotating.star(article, session.notes.mark(article.id)))


def mark_read(session: Session, title: str, *, read: bool = True) -> None:
    session.history.do(annotating.mark_read([titled(session, title)], read=read))


def stored(server: GoogleReaderServer, title: str) -> StoredItem:
    return next(item for item in server.stored.values() if item.title == title)


def here(session: Session) -> dict[str, tuple[bool, bool]]:
    """Whether each article is read and starred."""
    starred = starred_ids(session.notes)
    return {article.title: (article.read, article.id in starred) for article in session.library.list()}


def there(server: GoogleReaderServer) -> dict[str, tuple[bool, bool]]:
    return {item.title: (item.read, item.starred) for item in server.stored.values()}


def followed_here(session: Session) -> set[tuple[str, str]]:
    return {(feed.title, "/".join(feed.folder)) for feed in session.library.feeds.all()}


def followed_there(server: GoogleReaderServer) -> set[tuple[str, str]]:
    return {(feed.title, feed.folder) for feed in server.feeds.values()}


def agree(session: Session, server: GoogleReaderServer) -> bool:
    return here(session) == there(server) and followed_here(session) == followed_there(server)


# The first time


async def test_feeds_come_in_their_folders_and_articles_in_their_state(
    session: Session, server: GoogleReaderServer
) -> None:
    server.follow(OTHER, "B", "Europe")
    stored(server, "first").read = stored(server, "second").starred = True
    account, feeds = await add_account(session, server, login(server))
    assert feeds == 2
    done = await run(session, server)
    assert (len(done.new_ids), done.sent, done.changed, done.failure, done.notices) == (3, 0, 0, None, ())
    assert followed_here(session) == {("A", "News"), ("B", "Europe")}
    assert here(session) == {"first": (True, False), "second": (False, True), "third": (False, False)}
    assert titled(session, "first").source == "A"
    assert waiting(session, account) == 0


async def test_a_second_time_nothing_comes_and_nothing_is_sent(
    session: Session, server: GoogleReaderServer
) -> None:
    await joined(session, server)
    server.asked.clear()
    done = await run(session, server)
    assert (done.new_ids, done.sent, done.changed) == ((), 0, 0)
    assert not any("edit" in path or "contents" in path for path in server.asked)
    assert session.library.count() == 3


async def test_an_article_that_the_feed_itself_gave_before_is_the_same_and_read_where_either_was(
    session: Session, server: GoogleReaderServer
) -> None:
    number = stored(server, "first").number
    (feed,) = session.library.feeds.follow([Feed(0, "https://a.example/feed/", "A", "")])
    entries = [
        Entry("guid", "first", url=f"https://a.example/{number}?utm_source=rss", html="<p>Here</p>"),
        Entry("other", "second", url=f"https://a.example/{stored(server, 'second').number}"),
    ]
    session.library.arrivals.take_in([Arrived(feed.id, "2024-01-03", "A", "A", entries, FeedState(feed.id))])
    mark_read(session, "second")
    star(session, "second")
    stored(server, "first").read = True
    await joined(session, server)
    done = await run(session, server)
    assert session.library.count() == 3
    assert [each.id for each in session.library.feeds.all()] == [feed.id]
    assert done.sent == 2
    assert agree(session, server)
    assert there(server) == {"first": (True, False), "second": (True, True), "third": (False, False)}


async def test_feeds_of_a_server_are_not_fetched_from_their_own_place(
    session: Session, server: GoogleReaderServer
) -> None:
    (own,) = session.library.feeds.follow([Feed(0, OTHER, "B", "")])
    await joined(session, server)
    (of_account,) = [feed for feed in session.library.feeds.all() if feed.title == "A"]
    assert engine.wanted(session) == [own]
    assert engine.wanted(session, [of_account]) == []
    assert [account.user for account in wanted(session, [of_account])] == [USER]
    assert wanted(session, [own]) == []


async def test_rules_are_tried_on_what_comes_in_and_what_they_did_is_sent(
    session: Session, server: GoogleReaderServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.services.feeds.rules.settle", lambda _session, _ids: None)
    session.library.rules.replace([Rule(0, "of A", "feed:A", marks_read=True, stars=True)])
    await joined(session, server)
    assert here(session) == dict.fromkeys(("first", "second", "third"), (True, True))
    assert (await run(session, server)).sent == 6
    assert agree(session, server)


# Both ways


async def test_what_was_done_there_is_done_here(session: Session, server: GoogleReaderServer) -> None:
    await joined(session, server)
    stored(server, "first").read = stored(server, "second").starred = True
    assert (await run(session, server)).changed == 2
    assert here(session) == {"first": (True, False), "second": (False, True), "third": (False, False)}
    stored(server, "first").read = stored(server, "second").starred = False
    await run(session, server)
    assert here(session) == dict.fromkeys(("first", "second", "third"), (False, False))
    assert session.notes.marks() == []


async def test_what_was_done_here_offline_is_done_there_next_time(
    session: Session, server: GoogleReaderServer
) -> None:
    account = await joined(session, server)
    mark_read(session, "first")
    star(session, "second")
    assert waiting(session, account) == 2
    assert (await run(session, server)).sent == 2
    assert there(server) == {"first": (True, False), "second": (False, True), "third": (False, False)}
    mark_read(session, "first", read=False)
    star(session, "second")
    await run(session, server)
    assert there(server) == dict.fromkeys(("first", "second", "third"), (False, False))
    assert waiting(session, account) == 0


async def test_a_star_that_another_program_wrote_into_the_notes_is_sent(
    session: Session, server: GoogleReaderServer
) -> None:
    await joined(session, server)
    article = titled(session, "third")
    with closing(AnnotationStore(session.notes.path)) as other:
        other.apply(annotating.star(article, None).changes())
    await run(session, server)
    assert stored(server, "third").starred


async def test_tags_and_notes_of_an_article_outlive_its_star(
    session: Session, server: GoogleReaderServer
) -> None:
    await joined(session, server)
    article = titled(session, "first")
    session.history.do(annotating.tag_article(article, None, ["talks"]))
    star(session, "first")
    await run(session, server)
    stored(server, "first").starred = False
    await run(session, server)
    mark = session.notes.mark(article.id)
    assert mark is not None
    assert (mark.starred, mark.tags) == (False, ("talks",))


async def test_feeds_are_named_moved_and_left_on_both_sides(session: Session, server: GoogleReaderServer) -> None:
    server.follow(OTHER, "B", "News")
    server.follow("http://c.example/feed", "C", "News")
    await joined(session, server)
    a, b, _ = sorted(session.library.feeds.all(), key=lambda feed: feed.title)
    session.history.do(subscriptions.rename(a, "Alpha"))
    session.history.do(subscriptions.move([a], ("Letters", "Old")))
    session.history.do(subscriptions.unsubscribe([b]))
    server.feeds[3].title, server.feeds[3].folder = "Gamma", "Sciences"
    assert (await run(session, server)).sent == 2
    assert followed_there(server) == {("Alpha", "Letters/Old"), ("Gamma", "Sciences")}
    assert agree(session, server)
    assert session.library.feeds.get(a.id).folder == ("Letters", "Old")
    del server.feeds[3]
    await run(session, server)
    assert [feed.id for feed in session.library.feeds.all()] == [a.id]


async def test_a_feed_that_is_moved_to_the_top_is_where_the_server_has_it_then(
    session: Session, server: GoogleReaderServer
) -> None:
    account = await joined(session, server)
    session.history.do(subscriptions.move(session.library.feeds.all(), ()))
    await run(session, server)
    assert agree(session, server)
    assert waiting(session, account) == 0


async def test_a_title_that_the_reader_gives_while_the_servers_comes_in_stays(
    session: Session, server: GoogleReaderServer
) -> None:
    account = await joined(session, server)
    feeds = session.library.accounts.feeds
    (before,) = feeds.of(account.id)
    session.history.do(subscriptions.rename(before.feed, "Mine"))
    session.history.do(subscriptions.move([before.feed], ("Here",)))
    feeds.change([(before, "Theirs", ("There",))])
    assert followed_here(session) == {("Mine", "Here")}


async def test_a_subscription_that_was_ended_and_taken_up_again_is_so_there_too(
    session: Session, server: GoogleReaderServer
) -> None:
    account = await joined(session, server)
    session.history.do(subscriptions.unsubscribe(session.library.feeds.all()))
    assert waiting(session, account) == 1
    session.history.undo()
    assert waiting(session, account) == 0
    session.history.redo()
    await run(session, server)
    assert server.feeds == {}
    session.history.undo()
    await run(session, server)
    assert followed_there(server) == followed_here(session) == {("A", "News")}


async def test_a_feed_that_is_followed_here_can_be_handed_to_the_server(
    session: Session, server: GoogleReaderServer
) -> None:
    account = await joined(session, server)
    (own,) = session.library.feeds.follow([replace(Feed(0, OTHER, "B", ""), folder=("Europe",))])
    session.library.accounts.feeds.hand_over(account.id, [own.id])
    assert own in engine.wanted(session)
    await run(session, server)
    assert followed_there(server) == {("A", "News"), ("B", "Europe")}
    server.publish(OTHER, "fourth")
    await run(session, server)
    assert session.library.ids(Selection(feeds=(own.id,))) == [titled(session, "fourth").id]
    assert own not in engine.wanted(session)


async def test_a_title_of_the_readers_can_be_given_up(session: Session, server: GoogleReaderServer) -> None:
    await joined(session, server)
    session.history.do(subscriptions.rename(session.library.feeds.all()[0], "Mine"))
    await run(session, server)
    assert followed_there(server) == {("Mine", "News")}
    server.publish(FEED, "fourth")
    await run(session, server)
    session.history.do(subscriptions.rename(session.library.feeds.all()[0], ""))
    await run(session, server)
    assert followed_there(server) == followed_here(session) == {("A", "News")}


async def test_the_articles_of_a_feed_that_is_not_here_come_when_it_is(
    session: Session, server: GoogleReaderServer
) -> None:
    class Hiding(GoogleReaderServer):
        hides = True

        def _feed(self, feed: Any) -> dict[str, Any]:
            shape = super()._feed(feed)
            return shape | {"url": "", "id": f"feed/{feed.number}"} if self.hides and feed.number == 2 else shape

    hiding = Hiding(server.dialect)
    hiding.follow(FEED, "A", "News")
    hiding.follow(OTHER, "B", "News")
    hiding.publish(OTHER, "hidden")
    await joined(session, hiding)
    assert session.library.count() == 0
    hiding.asked.clear()
    stored(hiding, "hidden").starred = True
    await run(session, hiding)
    assert not any("contents" in path for path in hiding.asked)
    hiding.hides = False
    await run(session, hiding)
    assert here(session) == {"hidden": (False, True)}


async def test_two_servers_that_number_their_articles_alike_are_told_apart(
    session: Session, server: GoogleReaderServer
) -> None:
    other = GoogleReaderServer(server.dialect, "http://other.example/api/greader.php")
    other.follow(FEED, "A", "News")
    other.publish(FEED, "elsewhere", alternate=[{"href": "http://a.example/elsewhere"}], canonical=[])
    first = await joined(session, server)
    second, _ = await add_account(session, other, login(other))
    await synchronise(session, other, second)
    assert sorted(here(session)) == ["elsewhere", "first", "second", "third"]
    mark_read(session, "elsewhere")
    await synchronise(session, server, first)
    await synchronise(session, other, second)
    assert stored(other, "elsewhere").read
    assert not any(item.read for item in server.stored.values())
    del other.feeds[1]
    await synchronise(session, other, second)
    assert followed_here(session) == {("A", "News")}


async def test_what_waits_to_be_sent_is_not_pruned(session: Session, server: GoogleReaderServer) -> None:
    stored(server, "first").starred = True
    await joined(session, server)
    (feed,) = session.library.feeds.all()
    star(session, "first")
    mark_read(session, "second")

    def prune() -> int:
        return session.library.feeds.prune(feed, before="9999", keep_count=None, keep=())

    assert prune() == 1
    assert sorted(here(session)) == ["first", "second"]
    await run(session, server)
    assert there(server) == {"first": (False, False), "second": (True, False), "third": (False, False)}
    assert prune() == 2
    stored(server, "third").starred = True
    assert (await run(session, server)).new_ids == ()
    await run(session, server)
    assert stored(server, "third").starred


async def test_what_the_reader_does_meanwhile_is_kept_and_sent_next_time(
    session: Session, server: GoogleReaderServer
) -> None:
    class Busy(GoogleReaderServer):
        def _contents(self, query: Any, form: Any) -> Reply:
            mark_read(session, "first")
            star(session, "second")
            return super()._contents(query, form)

    busy = Busy(server.dialect)
    busy.feeds, busy.stored = server.feeds, server.stored
    account = await joined(session, server)
    server.publish(FEED, "fourth")
    await run(session, busy)
    assert here(session)["first"] == (True, False)
    assert here(session)["second"] == (False, True)
    assert waiting(session, account) == 2
    await run(session, server)
    assert agree(session, server)


# Trouble


def do_all_kinds_of_things(session: Session, server: GoogleReaderServer) -> None:
    mark_read(session, "first")
    star(session, "second")
    mark_read(session, "third")
    mark_read(session, "third", read=False)
    (feed,) = session.library.feeds.all()
    session.history.do(subscriptions.rename(feed, "Mine"))
    session.history.do(subscriptions.move([feed], ("Letters",)))
    (own,) = session.library.feeds.follow([replace(Feed(0, OTHER, "B", ""), folder=("Europe",))])
    session.library.accounts.feeds.hand_over(session.library.accounts.all()[0].id, [own.id])
    stored(server, "third").starred = True
    server.publish(FEED, "fourth", content=LONG).read = True


EXPECTED = {
    "first": (True, False),
    "second": (False, True),
    "third": (False, True),
    "fourth": (True, False),
}


@pytest.mark.parametrize("does_and_fails", [False, True])
@pytest.mark.parametrize("requests", range(12))
async def test_wherever_the_connection_breaks_nothing_is_lost(
    session: Session, server: GoogleReaderServer, requests: int, does_and_fails: bool
) -> None:
    account = await joined(session, server)
    do_all_kinds_of_things(session, server)
    before = here(session)
    server.fails_after, server.does_and_fails = len(server.asked) + requests, does_and_fails
    failed = await run(session, server)
    assert "trouble of its own" in (failed.failure or "")
    assert {title: state for title, state in here(session).items() if title in before} == before
    server.fails_after = None
    done = await run(session, server)
    assert (done.failure, done.notices) == (None, ())
    assert here(session) == there(server) == EXPECTED
    assert followed_there(server) == {("Mine", "Letters"), ("B", "Europe")}
    assert agree(session, server)
    assert waiting(session, account) == 0


def die_after(steps: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the process die before it keeps something in library or notes, once it has done so `steps` times."""
    left = steps
    begin, apply = Database.transaction, AnnotationStore.apply

    def step() -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise KeyboardInterrupt

    def transaction(self: Database) -> Any:
        step()
        return begin(self)

    def applied(self: AnnotationStore, changes: Any) -> None:
        step()
        apply(self, changes)

    monkeypatch.setattr(Database, "transaction", transaction)
    monkeypatch.setattr(AnnotationStore, "apply", applied)


@pytest.mark.parametrize("steps", range(18))
async def test_wherever_the_process_dies_nothing_is_lost(
    session: Session, server: GoogleReaderServer, steps: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = await joined(session, server)
    do_all_kinds_of_things(session, server)
    with monkeypatch.context() as patch, suppress(KeyboardInterrupt):
        die_after(steps, patch)
        await run(session, server)
    done = await run(session, server)
    assert (done.failure, done.notices) == (None, ())
    assert here(session) == there(server) == EXPECTED
    assert followed_there(server) == {("Mine", "Letters"), ("B", "Europe")}
    assert agree(session, server)
    assert waiting(session, account) == 0


class Unreachable(GoogleReaderServer):
    error: Exception = UnreachableError("reader.example", "Connection refused", "")

    async def get(self, url: str, **_: Any) -> Answered:
        raise self.error

    async def post(self, url: str, form: Any, **_: Any) -> Answered:
        raise self.error


async def test_a_server_that_cannot_be_reached_leaves_everything_and_says_why(
    session: Session, server: GoogleReaderServer
) -> None:
    account = await joined(session, server)
    do_all_kinds_of_things(session, server)
    before, waited = here(session), waiting(session, account)
    failed = await run(session, Unreachable(server.dialect))
    assert failed.failure == "reader.example cannot be reached: connection refused."
    assert here(session) == before
    assert waiting(session, account) == waited == 5
    (account,) = session.library.accounts.all()
    assert (account.error, account.succeeded is not None) == (failed.failure, True)
    (feed,) = [feed for feed in session.library.feeds.all() if feed.title == "Mine"]
    state = session.library.feeds.state(feed.id)
    assert (state.error, state.failures) == (failed.failure, 1)
    assert state.succeeded == account.succeeded
    await run(session, server)
    (account,) = session.library.accounts.all()
    assert (account.error, session.library.feeds.state(feed.id).error) == (None, None)


async def test_a_server_that_asks_to_be_left_alone_is(session: Session, server: GoogleReaderServer) -> None:
    await joined(session, server)
    busy = Unreachable(server.dialect)
    busy.error = TooManyRequestsError("http://reader.example/", 429, retry_after=600)
    await run(session, busy)
    assert wanted(session) == []


async def test_an_account_is_due_only_some_time_after_it_was_synchronised(
    session: Session, server: GoogleReaderServer
) -> None:
    account, _ = await add_account(session, server, login(server))
    assert wanted(session, due_only=True) == [account]
    await run(session, server)
    assert wanted(session, due_only=True) == []
    assert [each.id for each in wanted(session)] == [account.id]
    session.library.accounts.record(account.id, "2024-01-03T10:00:00.000Z")
    assert len(wanted(session, due_only=True)) == 1


async def test_a_change_that_is_refused_waits_and_is_told(session: Session, server: GoogleReaderServer) -> None:
    class Choosy(GoogleReaderServer):
        def answer(self, request: Request) -> Reply:
            return reply("No") if b"starred" in request.body else super().answer(request)

    choosy = Choosy(server.dialect)
    choosy.follow(FEED, "A", "News")
    choosy.publish(FEED, "first")
    account = await joined(session, choosy)
    star(session, "first")
    mark_read(session, "first")
    done = await run(session, choosy)
    assert (done.sent, done.failure) == (1, None)
    assert done.notices == ("reader.example did not make the change: it answered “No”.",)
    assert waiting(session, account) == 1
    assert here(session) == {"first": (True, True)}


async def test_where_the_library_cannot_be_written_the_run_ends(
    session: Session, server: GoogleReaderServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    await joined(session, server)
    server.publish(FEED, "fourth")

    def full(*_: object) -> None:
        raise LibraryError("The disk is full.")

    monkeypatch.setattr(session.library.arrivals, "take_in", full)
    with pytest.raises(LibraryError, match="full"):
        await run(session, server)


async def test_how_far_it_is_is_told(session: Session, server: GoogleReaderServer) -> None:
    account, _ = await add_account(session, server, login(server))
    told: list[tuple[int, int]] = []
    await synchronise(session, server, account, lambda done, total: told.append((done, total)))
    assert told == [(3, 3)]


# Having an account


async def test_who_is_not_let_in_has_no_account(
    session: Session, server: GoogleReaderServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WRONG", "no")
    with pytest.raises(LoginRefusedError, match="does not let “ann” in"):
        await add_account(session, server, login(server, secret="env:WRONG"))
    with pytest.raises(NoApiError, match="does not speak the Google Reader API"):
        await add_account(session, server, login(server, url="http://reader.example/elsewhere"))
    with pytest.raises(SecretMissingError, match="“UNSET”"):
        await add_account(session, server, login(server, secret="env:UNSET"))
    assert session.library.accounts.all() == []


async def test_the_address_is_kept_without_a_password_in_it(session: Session, server: GoogleReaderServer) -> None:
    typed = server.url.replace("http://", "http://ann:secret@") + "/"
    assert clean_url(typed) == server.url


async def test_a_password_that_was_typed_is_kept_in_the_keyring_alone_and_goes_with_the_account(
    session: Session, server: GoogleReaderServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: dict[str, str] = {}
    monkeypatch.setattr("reader.services.accounts.synchronising.keep_password", kept.__setitem__)
    monkeypatch.setattr("reader.services.accounts.synchronising.find_password", kept.__getitem__)
    monkeypatch.setattr("reader.services.accounts.synchronising.forget_password", kept.pop)
    secret = kept_secret(server.url, USER)
    with pytest.raises(LoginRefusedError):
        await add_account(session, server, login(server, secret=secret, typed="wrong"))
    assert kept == {}
    account, _ = await add_account(session, server, login(server, secret=secret, typed=PASSWORD))
    assert kept == {"ann at http://reader.example/api/greader.php": PASSWORD}
    assert (await run(session, server)).failure is None
    remove_account(session, account)
    assert kept == {}
    assert PASSWORD.encode() not in b"".join(path.read_bytes() for path in session.places.data.glob("library*"))


async def test_adding_an_account_again_changes_where_its_password_is(
    session: Session, server: GoogleReaderServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = await joined(session, server)
    monkeypatch.setenv("OTHER", PASSWORD)
    again, _ = await add_account(session, server, login(server, secret="env:OTHER"))
    assert session.library.accounts.all() == [again]
    assert (again.id, again.secret) == (account.id, "env:OTHER")


async def test_when_an_account_goes_its_feeds_and_articles_stay(
    session: Session, server: GoogleReaderServer
) -> None:
    account = await joined(session, server)
    mark_read(session, "first")
    remove_account(session, account)
    assert session.library.accounts.all() == []
    assert [feed.title for feed in engine.wanted(session)] == ["A"]
    assert here(session)["first"] == (True, False)
    await joined(session, server)
    await run(session, server)
    assert session.library.count() == 3
    assert agree(session, server)
    assert stored(server, "first").read
