"""A server of feeds that speaks the Google Reader API, in the ways of FreshRSS and of Miniflux.

    server = GoogleReaderServer(Dialect.MINIFLUX)
    server.follow("http://a.example/feed", "A", "News")
    server.publish("http://a.example/feed", "A title", content="<p>Text</p>")
    client = GoogleReader(server, server.account, server.password_of)     # without a network
    with FakeServer() as web: web.otherwise = server.answer               # or on loopback

Neither server can be installed here, so that this is made after what they publish: FreshRSS's `p/api/greader.php`, and
the description of its API and the handlers in Miniflux's `internal/googlereader`. What differs between them is what
clients stumble over:

| | FreshRSS | Miniflux |
|---|---|---|
| who asks | the header, and the form's T for changes | the header for a GET, the form's T for a POST |
| T | 57 characters of its own | the same token as in the header |
| an unknown name | 400 | 401 |
| ids of articles | of microseconds | small |
| continuation | the last id, also when that was the last | an offset |
| users in streams | - | 1 |
| an article's text | in its summary | in its summary and its content |
| articles that are gone | left out | left out; a 400 if all of them are |
| unread | takes `r=read` with any `a` | refuses `r=read` together with `a=kept-unread` |
| moving to no folder | to the first folder | does nothing |
"""

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import orjson

from reader.sources.google_reader.values import Account
from reader.sources.http.credentials import Credentials
from reader.sources.http.errors import status_error
from tests.fakes.server import Reply, Request, reply

USER = "ann"
PASSWORD = "correct horse"
SECRET = "server"
READING_LIST, READ, STARRED, KEPT_UNREAD = (
    f"user/-/state/com.google/{name}" for name in ("reading-list", "read", "starred", "kept-unread")
)
_LONG = "tag:google.com,2005:reader/item/"
_OK = reply("OK", "text/plain; charset=utf-8")
_UNAUTHORISED = reply("Unauthorized!", "text/plain; charset=utf-8", status=401, x_reader_google_bad_token="true")


class Dialect(Enum):
    FRESHRSS = "FreshRSS"
    MINIFLUX = "Miniflux"


@dataclass(slots=True)
class StoredFeed:
    number: int
    url: str
    title: str
    folder: str


@dataclass(slots=True)
class StoredItem:
    number: int
    feed: int
    title: str
    content: str
    published: int
    read: bool = False
    starred: bool = False
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answered:
    body: bytes


Pairs = Sequence[tuple[str, str]]


class GoogleReaderServer:
    """One account. `asked` are the paths of all requests so far; all after the first `fails_after` get a 503.

    With `does_and_fails`, the first of those is carried out nevertheless.
    """

    def __init__(self, dialect: Dialect, url: str = "http://reader.example/api/greader.php") -> None:
        self.dialect = dialect
        self.url = url
        self.feeds: dict[int, StoredFeed] = {}
        self.stored: dict[int, StoredItem] = {}
        self.asked: list[str] = []
        self.fails_after: int | None = None
        self.does_and_fails = False
        self.page_size = 1_000
        self._logins = 0

    @property
    def account(self) -> Account:
        return Account(self.url, USER, SECRET)

    @property
    def default_folder(self) -> str:
        return "Uncategorized" if self.dialect is Dialect.FRESHRSS else "All"

    @staticmethod
    def password_of(secret: str) -> str:
        assert secret == SECRET
        return PASSWORD

    def follow(self, url: str, title: str = "", folder: str = "") -> StoredFeed:
        number = max(self.feeds, default=0) + 1
        self.feeds[number] = StoredFeed(number, url, title or url, folder or self.default_folder)
        return self.feeds[number]

    def publish(self, feed_url: str, title: str = "A title", *, content: str = "", **extra: Any) -> StoredItem:
        feed = next(feed for feed in self.feeds.values() if feed.url == feed_url)
        first = 1_700_000_000_000_000 if self.dialect is Dialect.FRESHRSS else 0
        number = max(self.stored, default=first) + 1
        self.stored[number] = StoredItem(number, feed.number, title, content, 1_704_276_000, extra=extra)
        return self.stored[number]

    def expire_logins(self) -> None:
        """Forget who has logged in."""
        self._logins += 1

    # As a client's `Web`, without a network.

    async def get(
        self, url: str, *, limit: int, credentials: Credentials | None, allowed_hosts: Collection[str]
    ) -> Answered:
        return self._answered(Request("GET", url, _headers(credentials)), limit)

    async def post(
        self,
        url: str,
        form: Pairs,
        *,
        limit: int,
        credentials: Credentials | None,
        allowed_hosts: Collection[str],
    ) -> Answered:
        return self._answered(Request("POST", url, _headers(credentials), urlencode(form).encode()), limit)

    def _answered(self, request: Request, limit: int) -> Answered:
        answer = self.answer(request)
        assert isinstance(answer.body, bytes)
        if answer.status != 200:
            raise status_error(request.path, answer.status, None)
        assert len(answer.body) <= limit
        return Answered(answer.body)

    def answer(self, request: Request) -> Reply:
        """The answer to a request, as `FakeServer` wants it."""
        base = urlsplit(self.url).path.rstrip("/")
        if not request.path.startswith(f"{base}/"):
            return reply("Not Found", status=404)
        path = request.path.removeprefix(base)
        self.asked.append(path)
        if self.fails_after is not None and len(self.asked) > self.fails_after:
            if self.does_and_fails and len(self.asked) == self.fails_after + 1:
                self._answer(request, path)
            return reply("Service Unavailable!", status=503)
        return self._answer(request, path)

    def _answer(self, request: Request, path: str) -> Reply:
        query = parse_qsl(urlsplit(request.target).query)
        form = parse_qsl(request.body.decode(), keep_blank_values=True)
        if path == "/accounts/ClientLogin":
            return self._log_in(dict([*query, *form]))
        if not self._knows(request, dict(form)):
            return _UNAUTHORISED
        handlers: Mapping[tuple[str, str], Callable[[Pairs, Pairs], Reply]] = {
            ("GET", "token"): lambda query, form: reply(self._edit_token() + "\n", "text/plain"),
            ("GET", "subscription/list"): self._list_feeds,
            ("POST", "subscription/edit"): self._edit_feed,
            ("GET", "stream/items/ids"): self._list_ids,
            ("POST", "stream/items/contents"): self._contents,
            ("POST", "edit-tag"): self._edit_tag,
            ("POST", "mark-all-as-read"): self._mark_all_read,
        }
        handler = handlers.get((request.method, path.removeprefix("/reader/api/0/")))
        if handler is None:
            return _json([]) if self.dialect is Dialect.MINIFLUX else reply("Bad Request!", status=400)
        return handler(query, form)

    def _log_in(self, given: Mapping[str, str]) -> Reply:
        if given.get("Email") != USER:
            return reply("Bad Request!", status=400) if self.dialect is Dialect.FRESHRSS else _UNAUTHORISED
        if given.get("Passwd") != PASSWORD:
            return _UNAUTHORISED
        auth = self._auth()
        lsid = "null" if self.dialect is Dialect.FRESHRSS else auth
        return reply(f"SID={auth}\nLSID={lsid}\nAuth={auth}\n", "text/plain; charset=utf-8")

    def _auth(self) -> str:
        return f"{USER}/{hashlib.sha1(f'{USER}{PASSWORD}{self._logins}'.encode()).hexdigest()}"

    def _edit_token(self) -> str:
        if self.dialect is Dialect.MINIFLUX:
            return self._auth()
        return hashlib.sha1(f"token{self._logins}".encode()).hexdigest().ljust(57, "Z")

    def _knows(self, request: Request, form: Mapping[str, str]) -> bool:
        by_header = request.headers.get("authorization") == f"GoogleLogin auth={self._auth()}"
        by_token = form.get("T") == self._edit_token()
        if self.dialect is Dialect.MINIFLUX:
            return by_token if request.method == "POST" else by_header
        needs_token = request.path.endswith(("/edit-tag", "/mark-all-as-read"))
        return by_header and (by_token or not needs_token)

    def _user(self) -> str:
        return "-" if self.dialect is Dialect.FRESHRSS else "1"

    def _list_feeds(self, query: Pairs, form: Pairs) -> Reply:
        if ("output", "json") not in query:
            return reply("Not Implemented!", status=501)
        return _json({"subscriptions": [self._feed(feed) for feed in self.feeds.values()]})

    def _feed(self, feed: StoredFeed) -> dict[str, Any]:
        category = {"id": f"user/{self._user()}/label/{feed.folder}", "label": feed.folder}
        if self.dialect is Dialect.MINIFLUX:
            category["type"] = "folder"
        return {
            "id": f"feed/{feed.number}",
            "title": feed.title,
            "categories": [category],
            "url": feed.url,
            "htmlUrl": feed.url.rpartition("/")[0] + "/",
            "iconUrl": "",
        }

    def _edit_feed(self, query: Pairs, form: Pairs) -> Reply:
        values = dict(form)
        stream, title = values["s"].removeprefix("feed/"), values.get("t", "")
        folder = values.get("a", "").removeprefix("user/-/label/")
        if values["ac"] == "subscribe":
            if stream.isdigit() or any(feed.url == stream for feed in self.feeds.values()):
                return reply("Bad Request!", status=400)
            self.follow(stream, title, folder)
            return _OK
        feed = self.feeds.get(int(stream) if stream.isdigit() else 0)
        if feed is None:
            return reply("Bad Request!", status=400)
        if values["ac"] == "unsubscribe":
            del self.feeds[feed.number]
            self.stored = {number: item for number, item in self.stored.items() if item.feed != feed.number}
            return _OK
        feed.title = title or feed.title
        if "r" in values and not folder and self.dialect is Dialect.FRESHRSS:
            folder = self.default_folder
        feed.folder = folder or feed.folder
        return _OK

    def _list_ids(self, query: Pairs, form: Pairs) -> Reply:
        values = dict(query)
        numbers = [item.number for item in reversed(self.stored.values()) if self._is_in(item, values)]
        size = min(int(values.get("n", 20)), self.page_size)
        if self.dialect is Dialect.MINIFLUX:
            start = int(values.get("c", 0))
            page = numbers[start : start + size]
            more = {"continuation": str(start + len(page))} if start + len(page) < len(numbers) else {}
        else:
            after = int(values.get("c", 0)) or max(numbers, default=0) + 1
            page = [number for number in numbers if number < after][:size]
            # It goes on even after the last page, if that is full, with a number in place of a text.
            more = {"continuation": page[-1]} if len(page) >= size else {}
        return _json({"itemRefs": [{"id": str(number)} for number in page], **more})

    def _is_in(self, item: StoredItem, values: Mapping[str, str]) -> bool:
        if values["s"] == STARRED and not item.starred:
            return False
        return not (values.get("xt") == READ and item.read)

    def _contents(self, query: Pairs, form: Pairs) -> Reply:
        items = [self.stored[number] for number in self._numbers(form) if number in self.stored]
        if not items and self.dialect is Dialect.MINIFLUX:
            return reply('{"error_message": "no items returned from the database"}', status=400)
        shapes = [self._item(item) for item in items]
        return _json({"id": READING_LIST, "updated": 1_710_000_000, "items": shapes})

    def _numbers(self, form: Pairs) -> Iterable[int]:
        for name, value in form:
            if name == "i":
                # Both take this form, and each other form in its own way; a client that sends another is in trouble.
                assert value.startswith(_LONG)
                assert len(value) == len(_LONG) + 16
                yield int(value.removeprefix(_LONG), 16)

    def _item(self, item: StoredItem) -> dict[str, Any]:
        user, feed = self._user(), self.feeds[item.feed]
        states = [name for name, on in (("read", item.read), ("starred", item.starred)) if on]
        shape = {
            "id": f"{_LONG}{item.number:016x}",
            "crawlTimeMsec": str(item.published * 1_000),
            "timestampUsec": str(item.published * 1_000_000),
            "published": item.published,
            "title": item.title,
            "author": "Ann Nouncer",
            "summary": {"content": item.content},
            "alternate": [{"href": f"http://a.example/{item.number}"}],
            "categories": [
                f"user/{user}/state/com.google/reading-list",
                f"user/{user}/label/{feed.folder}",
                *(f"user/{user}/state/com.google/{state}" for state in states),
            ],
            "origin": {"streamId": f"feed/{feed.number}", "title": feed.title},
        }
        if self.dialect is Dialect.MINIFLUX:
            shape |= {
                "updated": item.published + 300,
                "content": {"direction": "ltr", "content": item.content},
                "canonical": [{"href": f"http://a.example/{item.number}"}],
                "enclosure": [],
            }
        return shape | item.extra

    def _edit_tag(self, query: Pairs, form: Pairs) -> Reply:
        add = {value for name, value in form if name == "a"}
        remove = {value for name, value in form if name == "r"}
        if self.dialect is Dialect.MINIFLUX and KEPT_UNREAD in add and READ in remove:
            return reply('{"error_message": "not at the same time"}', status=500)
        for number in self._numbers(form):
            if item := self.stored.get(number):
                item.read = READ in add or (item.read and READ not in remove)
                item.starred = STARRED in add or (item.starred and STARRED not in remove)
        return _OK

    def _mark_all_read(self, query: Pairs, form: Pairs) -> Reply:
        values = dict(form)
        stream, microseconds = values["s"], int(values.get("ts", 0))
        assert len(str(microseconds)) == 16
        for item in self.stored.values():
            feed = self.feeds[item.feed]
            streams = {READING_LIST, f"feed/{feed.number}", f"user/-/label/{feed.folder}"}
            if stream in streams and item.published * 1_000_000 < microseconds:
                item.read = True
        return _OK


def _headers(credentials: Credentials | None) -> dict[str, str]:
    return {"authorization": credentials.header().decode()} if credentials else {}


def _json(value: object) -> Reply:
    return Reply(200, {"Content-Type": "application/json; charset=UTF-8"}, orjson.dumps(value))
