"""Accounts from the command line, with a server on loopback."""

from collections.abc import Iterator
from typing import Any

import pytest

from reader.cli.exit_codes import Exit
from reader.library import AccountAmbiguousError, AccountNotFoundError, Library
from reader.model import Feed
from tests.command_line import CommandLine, Ran
from tests.fakes.google_reader_server import PASSWORD, USER, Dialect, GoogleReaderServer
from tests.fakes.server import FakeServer

FEED = "http://a.example/feed"


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeServer]:
    monkeypatch.setenv("READER_PASSWORD", PASSWORD)
    # What becomes of their texts is not looked at here.
    monkeypatch.setattr("reader.cli.fetching.settle_all", lambda _session, _tell: 0)
    with FakeServer() as running:
        yield running


@pytest.fixture(params=Dialect, ids=lambda dialect: dialect.value)
def server(request: pytest.FixtureRequest, web: FakeServer) -> GoogleReaderServer:
    made = GoogleReaderServer(request.param, web.url("/api/greader.php"))
    made.follow(FEED, "A", "News")
    made.publish(FEED, "first")
    web.otherwise = made.answer
    return made


def add(postil: CommandLine, server: GoogleReaderServer) -> Ran:
    return postil("accounts", "add", server.url, "--user", USER, "--secret", "env:READER_PASSWORD")


def listed(postil: CommandLine) -> dict[str, Any]:
    (account,) = postil("accounts", "--json").json
    return {name: account[name] for name in ("feeds", "waiting", "error")}


def test_without_accounts_it_says_how_to_have_one(postil: CommandLine) -> None:
    ran = postil("accounts")
    assert (ran.code, ran.out) == (Exit.DONE, "")
    assert "postil accounts add URL" in ran.err
    assert postil("accounts", "--json").json == []


def test_an_account_is_added_fetched_and_listed(
    postil: CommandLine, web: FakeServer, server: GoogleReaderServer
) -> None:
    added = add(postil, server)
    name = f"ann at {web.netloc}"
    assert (added.code, added.out) == (
        Exit.DONE,
        f"{name}: 1 feed. `postil fetch` brings the articles.\n",
    )
    assert "never synchronised yet" in postil("accounts").out
    fetched = postil("fetch")
    assert (fetched.code, fetched.err) == (Exit.DONE, "")
    assert fetched.out == f"    1  {name}\n{name} synchronised: 1 new.\n"
    assert [article["title"] for article in postil("list", "--json").json] == ["first"]
    assert [(feed["title"], feed["folder"]) for feed in postil("feeds", "--json").json] == [("A", ["News"])]
    assert f"1  {name}  1 feed · synchronised " in postil("accounts").out
    assert listed(postil) == {"feeds": 1, "waiting": 0, "error": None}
    assert "READER_PASSWORD" not in postil("accounts").out + postil("accounts", "--json").out


def test_what_was_done_here_is_sent_and_counted(postil: CommandLine, server: GoogleReaderServer) -> None:
    add(postil, server)
    postil("fetch")
    with Library(postil.home / "library.db") as library:
        library.set_read(library.ids(), True)
    assert listed(postil)["waiting"] == 1
    assert "1 change to be sent" in postil("accounts").out
    ran = postil("fetch", "A", "--json").json
    assert (ran["new"], ran["failed"], ran["feeds"]) == (0, 0, [])
    (account,) = ran["accounts"]
    assert (account["sent"], account["new"], account["error"]) == (1, 0, None)
    assert all(item.read for item in server.stored.values())


def test_an_account_is_due_a_while_after_it_was_fetched(postil: CommandLine, server: GoogleReaderServer) -> None:
    add(postil, server)
    assert len(postil("fetch", "--due", "--json").json["accounts"]) == 1
    assert postil("fetch", "--due", "--json").json["accounts"] == []


def test_a_server_that_is_gone_fails_in_a_sentence_and_stops_no_other(
    postil: CommandLine, web: FakeServer, server: GoogleReaderServer
) -> None:
    add(postil, server)
    postil("fetch")
    server.publish(FEED, "second")
    with Library(postil.home / "library.db") as library:
        library.accounts.add("http://127.0.0.1:1/api", "eve", "env:READER_PASSWORD")
        library.set_read(library.ids(), True)
    ran = postil("fetch")
    assert ran.code == Exit.DONE
    assert "eve at 127.0.0.1:1: 127.0.0.1 cannot be reached" in ran.err
    assert f"ann at {web.netloc} synchronised: 1 new, 1 sent." in ran.out
    assert "error: 127.0.0.1 cannot be reached" in postil("accounts").out
    postil("accounts", "remove", "ann")
    assert postil("fetch", "--json").code == Exit.TROUBLE


def test_a_wrong_address_name_or_password_is_told_at_once(
    postil: CommandLine, web: FakeServer, server: GoogleReaderServer
) -> None:
    secret = ("--secret", "env:READER_PASSWORD")
    for url, user, why in (
        ("reader", USER, "is no web address"),
        (web.url("/elsewhere"), USER, "does not speak the Google Reader API"),
        (server.url, "eve", "does not let “eve” in"),
        ("http://127.0.0.1:1/", USER, "cannot be reached"),
    ):
        ran = postil("accounts", "add", url, "--user", user, *secret)
        assert ran.code == Exit.TROUBLE
        assert why in ran.err
        assert ran.err.count("\n") == 1
    assert postil("accounts", "--json").json == []


def test_the_password_is_asked_for_and_kept_in_the_keyring(
    postil: CommandLine, server: GoogleReaderServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: dict[str, str] = {}
    monkeypatch.setattr("click.prompt", lambda *_arguments, **_options: PASSWORD)
    monkeypatch.setattr("reader.services.accounts.synchronising.keep_password", kept.__setitem__)
    ran = postil("accounts", "add", server.url, "--user", USER)
    assert ran.code == Exit.DONE
    assert kept == {f"ann at {server.url}": PASSWORD}
    assert PASSWORD not in ran.out + ran.err


def test_a_feed_that_is_followed_here_is_followed_there(postil: CommandLine, server: GoogleReaderServer) -> None:
    add(postil, server)
    with Library(postil.home / "library.db") as library:
        library.feeds.follow([Feed(0, "http://b.example/feed", "B", "")])
    ran = postil("accounts", "follow", "ann", "b")
    assert ran.code == Exit.DONE
    assert ran.out.startswith("B goes to ann at ")
    postil("fetch", "a")
    postil("fetch", "b")
    assert {feed.title for feed in server.feeds.values()} == {"A", "B"}


def test_an_account_that_goes_leaves_feeds_and_articles_and_says_what_was_not_sent(
    postil: CommandLine, server: GoogleReaderServer
) -> None:
    add(postil, server)
    postil("fetch")
    with Library(postil.home / "library.db") as library:
        library.set_read(library.ids(), True)
    ran = postil("accounts", "remove", "1")
    assert "You no longer have the account ann at " in ran.out
    assert "1 change had not been sent" in ran.err
    assert len(postil("feeds", "--json").json) == len(postil("list", "--json").json) == 1
    assert postil("accounts", "remove", "1").code == Exit.NOT_FOUND


def test_an_account_goes_by_its_id_address_user_or_name(postil: CommandLine) -> None:
    postil.home.mkdir()
    with Library(postil.home / "library.db") as library:
        first = library.accounts.add("https://one.example/api", "Ann", "env:A")
        second = library.accounts.add("https://two.example/api", "ann", "env:B")
        assert library.accounts.all() == [first, second]
        for reference in (str(second.id), second.url, " ANN at two.example"):
            assert library.accounts.find(reference) == second
        with pytest.raises(AccountAmbiguousError, match=r"1 \(Ann at one\.example\); 2 \(ann at two\.example\)"):
            library.accounts.find("ann")
        with pytest.raises(AccountNotFoundError, match="“eve”"):
            library.accounts.find("eve")
        library.accounts.remove(second.id)
        assert library.accounts.add(second.url, second.user, second.secret).id > second.id
