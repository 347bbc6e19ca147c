"""The client of a server that speaks the Google Reader API, against a server made after FreshRSS and Miniflux."""

from datetime import UTC, datetime

import pytest

from reader.model import Enclosure, Entry
from reader.model.subscription import Subscription
from reader.sources.google_reader import client as client_module
from reader.sources.google_reader.client import GoogleReader
from reader.sources.google_reader.decide import Edit
from reader.sources.google_reader.decide_feeds import FeedAction, FeedEdit
from reader.sources.google_reader.errors import (
    EditRefusedError,
    LoginRefusedError,
    NoApiError,
    UnexpectedAnswerError,
)
from reader.sources.google_reader.identifiers import item_id
from reader.sources.google_reader.values import Account, Flag, ItemState, Listing, ServerFeed
from reader.sources.http.client import WebClient
from reader.sources.http.credentials import Credentials
from reader.sources.http.errors import InvalidUrlError, ServerError
from tests.fakes.google_reader_server import PASSWORD, SECRET, USER, Answered, Dialect, GoogleReaderServer
from tests.fakes.server import FakeServer, Reply, reply

FEED = "http://a.example/feed"
TOKENS = ["/accounts/ClientLogin", "/reader/api/0/token"]


@pytest.fixture(params=Dialect, ids=lambda dialect: dialect.value)
def server(request: pytest.FixtureRequest) -> GoogleReaderServer:
    made = GoogleReaderServer(request.param)
    made.follow(FEED, "A & B", "News")
    return made


def client_of(server: GoogleReaderServer) -> GoogleReader:
    return GoogleReader(server, server.account, server.password_of)


async def test_feeds_come_with_their_folders(server: GoogleReaderServer) -> None:
    server.follow("http://b.example/feed")
    feeds = (await client_of(server).feeds()).feeds
    assert feeds == (
        ServerFeed("feed/1", Subscription(FEED, "A & B", "http://a.example/", ("News",))),
        ServerFeed(
            "feed/2",
            Subscription(
                "http://b.example/feed", "http://b.example/feed", "http://b.example/", (server.default_folder,)
            ),
        ),
    )


async def test_articles_come_with_all_that_is_known_of_them(server: GoogleReaderServer) -> None:
    stored = server.publish(
        FEED,
        "Fish &amp; chips\x1b[1m",
        content="<p>Text</p>",
        enclosure=[{"href": "http://a.example/1.mp3", "type": "audio/mpeg", "length": 12}],
    )
    stored.starred = True
    client = client_of(server)
    state = await client.state()
    ((batch),) = [batch async for batch in client.items(list(state.articles.ids))]
    (item,) = batch.items
    assert item.entry == Entry(
        key=f"{stored.number:016x}",
        title="Fish & chips",
        url=f"http://a.example/{stored.number}",
        author="Ann Nouncer",
        published="2024-01-03T10:00:00+00:00",
        updated="2024-01-03T10:05:00+00:00" if server.dialect is Dialect.MINIFLUX else None,
        html="<p>Text</p>",
        enclosures=(Enclosure("http://a.example/1.mp3", "audio/mpeg", 12),),
    )
    assert (item.id, item.stream, item.state) == (item.entry.key, "feed/1", ItemState(starred=True))


async def test_ids_are_those_of_the_lists_whatever_form_they_have_where(server: GoogleReaderServer) -> None:
    stored = [server.publish(FEED) for _ in range(3)]
    stored[0].read, stored[1].starred = True, True
    ids = [item_id(str(item.number)) for item in stored]
    state = await client_of(server).state()
    assert state.articles == Listing(set(ids))
    assert state.unread == Listing(set(ids[1:]))
    assert state.starred == Listing({ids[1]})


@pytest.mark.parametrize("page_size", [1, 2, 3, 4, 5])
async def test_long_lists_come_page_by_page(server: GoogleReaderServer, page_size: int) -> None:
    server.page_size = page_size
    stored = [server.publish(FEED) for _ in range(4)]
    state = await client_of(server).state()
    assert state.articles == Listing({item_id(str(item.number)) for item in stored})


async def test_a_list_beyond_the_limit_is_said_not_to_be_whole(
    server: GoogleReaderServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client_module, "MAX_IDS", 4)
    server.page_size = 2
    for _ in range(6):
        server.publish(FEED)
    articles = (await client_of(server).state()).articles
    assert (len(articles.ids), articles.is_whole) == (4, False)


async def test_a_list_that_goes_on_without_an_end_is_ended() -> None:
    class Endless(GoogleReaderServer):
        def _list_ids(self, query: object, form: object) -> Reply:
            return reply('{"itemRefs": [{"id": "7"}], "continuation": "again"}')

    articles = (await client_of(Endless(Dialect.FRESHRSS)).state()).articles
    assert articles == Listing({item_id("7")}, is_whole=False)


async def test_articles_are_asked_for_some_at_a_time(
    server: GoogleReaderServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client_module, "ITEMS_AT_A_TIME", 2)
    ids = [item_id(str(server.publish(FEED).number)) for _ in range(5)]
    batches = [batch async for batch in client_of(server).items(ids)]
    assert [[item.id for item in batch.items] for batch in batches] == [ids[:2], ids[2:4], ids[4:]]


async def test_articles_that_are_gone_are_named(server: GoogleReaderServer) -> None:
    there = item_id(str(server.publish(FEED).number))
    (batch,) = [batch async for batch in client_of(server).items([item_id("1234"), there])]
    assert [item.id for item in batch.items] == [there]
    assert batch.missing == (item_id("1234"),)


@pytest.mark.parametrize("flag", Flag)
async def test_flags_are_set_and_taken_away(server: GoogleReaderServer, flag: Flag) -> None:
    stored = [server.publish(FEED), server.publish(FEED)]
    ids = tuple(item_id(str(item.number)) for item in stored)
    client = client_of(server)
    for value in (True, True, False, False):
        await client.edit(Edit(flag, value, ids, (1, 2)))
        assert [getattr(item, flag) for item in stored] == [value, value]
    other = "starred" if flag is Flag.READ else "read"
    assert not any(getattr(item, other) for item in stored)


async def test_all_before_a_moment_are_marked_as_read(server: GoogleReaderServer) -> None:
    server.follow("http://b.example/feed", folder="Other")
    early, late, other = server.publish(FEED), server.publish(FEED), server.publish("http://b.example/feed")
    late.published += 86_400
    client = client_of(server)
    await client.mark_all_read(datetime(2024, 1, 4, tzinfo=UTC), "user/-/label/News")
    assert (early.read, late.read, other.read) == (True, False, False)
    await client.mark_all_read(datetime(2024, 1, 4, tzinfo=UTC))
    assert (late.read, other.read) == (False, True)


async def test_feeds_are_followed_moved_renamed_and_left(server: GoogleReaderServer) -> None:
    client = client_of(server)
    url = "http://b.example/?a=1&b=2"
    await client.edit_feed(FeedEdit(FeedAction.FOLLOW, f"feed/{url}", (), "B", add_label="R&D/é"))
    feed = server.feeds[2]
    assert (feed.url, feed.title, feed.folder) == (url, "B", "R&D/é")
    await client.edit_feed(FeedEdit(FeedAction.CHANGE, "feed/2", (), title="C"))
    assert (feed.title, feed.folder) == ("C", "R&D/é")
    await client.edit_feed(FeedEdit(FeedAction.CHANGE, "feed/2", (), add_label="News", remove_label="R&D/é"))
    assert (feed.title, feed.folder) == ("C", "News")
    await client.edit_feed(FeedEdit(FeedAction.UNFOLLOW, "feed/2", ()))
    assert list(server.feeds) == [1]


async def test_one_logs_in_once(server: GoogleReaderServer) -> None:
    client = client_of(server)
    await client.feeds()
    await client.state()
    assert server.asked[:2] == TOKENS
    assert [path for path in server.asked if path in TOKENS] == TOKENS


async def test_a_login_that_has_run_out_is_made_anew(server: GoogleReaderServer) -> None:
    client = client_of(server)
    stored = server.publish(FEED)
    await client.feeds()
    server.expire_logins()
    assert len((await client.feeds()).feeds) == 1
    server.expire_logins()
    await client.edit(Edit(Flag.READ, True, (item_id(str(stored.number)),), ()))
    assert stored.read
    assert [path for path in server.asked if path in TOKENS] == TOKENS * 3


@pytest.mark.parametrize(("user", "password"), [(USER, "wrong"), ("bob", PASSWORD)])
async def test_a_wrong_name_or_password_is_said(server: GoogleReaderServer, user: str, password: str) -> None:
    client = GoogleReader(server, Account(server.url, user, SECRET), lambda secret: password)
    with pytest.raises(LoginRefusedError, match=f"^reader\\.example does not let “{user}” in\\.") as raised:
        await client.feeds()
    assert password not in str(raised.value)


async def test_the_password_goes_to_the_server_alone(server: GoogleReaderServer) -> None:
    sent = []

    class Watched(GoogleReaderServer):
        async def post(self, url, form, **others):  # type: ignore[no-untyped-def]
            sent.append((url, dict(form), others["allowed_hosts"]))
            return await super().post(url, form, **others)

    watched = Watched(server.dialect)
    client = client_of(watched)
    await client.feeds()
    ((url, form, hosts),) = sent
    assert url == f"{watched.url}/accounts/ClientLogin"
    assert (form["Email"], form["Passwd"]) == (USER, PASSWORD)
    assert hosts == ("reader.example",)
    assert PASSWORD not in repr(vars(client))
    assert watched._auth() not in repr(vars(client))


async def test_an_address_without_the_api_is_said(server: GoogleReaderServer) -> None:
    elsewhere = Account("http://ann:hidden@reader.example/feeds/", USER, SECRET)
    with pytest.raises(NoApiError, match=r"^http://reader\.example/feeds does not speak the Google Reader API\."):
        await GoogleReader(server, elsewhere, server.password_of).feeds()


class Says:
    """A server that gives the same answer to everything."""

    def __init__(self, body: bytes, *, after_login: bool = False) -> None:
        self.body = body
        self.after_login = after_login

    async def get(self, url: str, **others: object) -> Answered:
        return Answered(b"token" if self.after_login and url.endswith("/token") else self.body)

    async def post(self, url: str, form: object, **others: object) -> Answered:
        return Answered(b"Auth=x" if self.after_login and url.endswith("/ClientLogin") else self.body)


ACCOUNT = Account("https://reader.example", USER, SECRET)


@pytest.mark.parametrize("body", [b"<html>Log in</html>", b"", b"Auth=", b"Auth=a b", b"Auth=\xff\x00", b"SID=x"])
async def test_what_is_no_answer_to_a_login_is_no_api(body: bytes) -> None:
    with pytest.raises(NoApiError, match=r"^https://reader\.example does not speak the Google Reader API"):
        await GoogleReader(Says(body), ACCOUNT, lambda secret: "p").feeds()


@pytest.mark.parametrize("body", [b"<html>", b"", b"[]", b"null", b'{"a": 1', b"\xff"])
async def test_what_is_no_list_is_said_to_be_none(body: bytes) -> None:
    client = GoogleReader(Says(body, after_login=True), ACCOUNT, lambda secret: "p")
    with pytest.raises(UnexpectedAnswerError, match=r"^reader\.example did not answer with a list of feeds\."):
        await client.feeds()
    with pytest.raises(UnexpectedAnswerError, match="with ids of articles"):
        await client.state()
    with pytest.raises(UnexpectedAnswerError, match="with articles"):
        await anext(client.items([item_id("1")]))


async def test_a_change_that_the_server_does_not_make_is_said() -> None:
    client = GoogleReader(Says(b"Not now\x1b[2J, later", after_login=True), ACCOUNT, lambda secret: "p")
    with pytest.raises(
        EditRefusedError, match=r"^reader\.example did not make the change: it answered “Not now, later”\."
    ):
        await client.edit(Edit(Flag.READ, True, (item_id("1"),), ()))


async def test_trouble_of_the_server_is_passed_on(server: GoogleReaderServer) -> None:
    client = client_of(server)
    await client.feeds()
    server.fails_after = len(server.asked)
    with pytest.raises(ServerError):
        await client.state()


async def test_it_all_goes_over_the_web_too(server: GoogleReaderServer) -> None:
    stored = server.publish(FEED, content="<p>é</p>")
    with FakeServer() as web:
        web.otherwise = server.answer
        server.url = web.url("/api/greader.php")
        async with WebClient() as http:
            client = GoogleReader(http, server.account, server.password_of)
            state = await client.state()
            batches = [batch async for batch in client.items(list(state.articles.ids))]
            await client.edit(Edit(Flag.READ, True, tuple(state.articles.ids), ()))
            await client.edit_feed(FeedEdit(FeedAction.CHANGE, "feed/1", (), title="Ä & Ö"))
            assert (await client.feeds()).feeds[0].subscription.title == "Ä & Ö"
        hosts = {
            request.headers["authorization"] for request in web.requests if "authorization" in request.headers
        }
    assert batches[0].items[0].entry.html == "<p>é</p>"
    assert stored.read
    assert hosts == {f"GoogleLogin auth={server._auth()}"}


def test_an_address_that_is_none_is_refused_at_once() -> None:
    with pytest.raises(InvalidUrlError):
        GoogleReader(Says(b""), Account("file:///x", USER, SECRET), lambda secret: "p")


def test_a_login_shows_its_token_to_nobody() -> None:
    login = client_module.GoogleLogin("ann", "token")
    assert "token" not in repr(login)
    assert login.header() == b"GoogleLogin auth=token"
    assert isinstance(login, Credentials)
