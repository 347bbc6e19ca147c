"""The client of a server that speaks the Google Reader API."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, TypeVar
from urllib.parse import urlencode

from reader.sources.google_reader.decide import Edit
from reader.sources.google_reader.decide_feeds import FeedEdit
from reader.sources.google_reader.errors import (
    EditRefusedError,
    LoginRefusedError,
    NoApiError,
    UnexpectedAnswerError,
)
from reader.sources.google_reader.identifiers import (
    READ,
    READING_LIST,
    STARRED,
    ItemId,
    label_stream,
    long_form,
)
from reader.sources.google_reader.limits import IDS_AT_A_TIME, ITEMS_AT_A_TIME, MAX_ANSWER, MAX_IDS
from reader.sources.google_reader.shapes import (
    ShapeError,
    parse_feeds,
    parse_ids,
    parse_items,
    parse_login,
    parse_token,
)
from reader.sources.google_reader.values import Account, FeedList, Flag, ItemBatch, Listing, ServerState
from reader.sources.http.credentials import Credentials
from reader.sources.http.errors import FetchError
from reader.sources.http.urls import host_and_port, split_credentials
from reader.sources.subscription_lists import shown

Form = Sequence[tuple[str, str]]
"""Names and values, as a query or a form has them; a name may come several times."""

_JSON = ("output", "json")
_REFUSED = (400, 401, 403)  # FreshRSS calls a name that nobody can have a bad request
_STREAMS = {Flag.READ: READ, Flag.STARRED: STARRED}
_Parsed = TypeVar("_Parsed")


class Answer(Protocol):
    """What a server answers, if all is well."""

    @property
    def body(self) -> bytes:
        """Its bytes, decompressed."""


class Web(Protocol):
    """What asks the server: `reader.sources.http` does, and so do tests. Raises `FetchError`, with a status if any."""

    async def get(
        self, url: str, *, limit: int, credentials: Credentials | None, allowed_hosts: Collection[str]
    ) -> Answer:
        """The answer to a GET, of at most `limit` bytes."""

    async def post(
        self, url: str, form: Form, *, limit: int, credentials: Credentials | None, allowed_hosts: Collection[str]
    ) -> Answer:
        """The answer to a POST of a form. It is not sent on to wherever else the server points."""


class GoogleLogin(Credentials):
    """Who asks, by the token that the server gave for the password."""

    def header(self) -> bytes:
        """The value of the header that tells it to the server."""
        return f"GoogleLogin auth={self.password}".encode()


@dataclass(frozen=True, slots=True)
class _Session:
    login: GoogleLogin
    edit_token: str = field(repr=False)


class GoogleReader:
    """One account, asked one thing after another.

    `password` gives the password of the name that the account has for it (`find_password` does). It is called in a
    thread, whenever the server wants to know who asks; what it gives is not kept. The account's server may be inside
    the reader's network, since they typed its address.

    Every method raises `FetchError` where the server cannot be reached, and `GoogleReaderError` where it answers with
    what is not of the API, or does not let this reader in.
    """

    def __init__(self, web: Web, account: Account, password: Callable[[str], str]) -> None:
        self._web = web
        self._account = account
        self._password = password
        self._url = split_credentials(account.url)[0].rstrip("/")
        self._host = host_and_port(account.url)
        self._session: _Session | None = None

    async def feeds(self) -> FeedList:
        """The feeds that the account follows."""
        body = await self._get("subscription/list", [_JSON])
        return self._parsed(parse_feeds, body, "a list of feeds")

    async def state(self) -> ServerState:
        """Which articles there are, which of them are unread, and which starred; those of the last `MAX_IDS`."""
        articles = await self._listing(READING_LIST)
        return ServerState(
            articles,
            unread=await self._listing(READING_LIST, but=READ),
            starred=await self._listing(STARRED),
        )

    async def items(self, ids: Sequence[ItemId]) -> AsyncIterator[ItemBatch]:
        """The articles of those ids, some at a time, each some as it comes in."""
        for start in range(0, len(ids), ITEMS_AT_A_TIME):
            wanted = ids[start : start + ITEMS_AT_A_TIME]
            form = [("i", long_form(identifier)) for identifier in wanted]
            body = await self._post(f"stream/items/contents?{urlencode([_JSON])}", form)
            given = {item.id: item for item in self._parsed(parse_items, body, "articles")}
            items = tuple(given[identifier] for identifier in wanted if identifier in given)
            yield ItemBatch(items, tuple(identifier for identifier in wanted if identifier not in given))

    async def edit(self, edit: Edit) -> None:
        """Set a flag of some articles, or take it away; doing it twice does no more."""
        what = ("a" if edit.value else "r", _STREAMS[edit.flag])
        await self._change("edit-tag", [what, *(("i", long_form(identifier)) for identifier in edit.items)])

    async def mark_all_read(self, before: datetime, stream: str = READING_LIST) -> None:
        """Mark the articles of a stream as read that the server had before a moment, which has a time zone."""
        microseconds = int(before.timestamp() * 1_000_000)
        await self._change("mark-all-as-read", [("s", stream), ("ts", str(microseconds))])

    async def edit_feed(self, edit: FeedEdit) -> None:
        """Begin or end to follow a feed, rename it or move it to another folder."""
        form = [("ac", edit.action.value), ("s", edit.stream)]
        if edit.title is not None:
            form.append(("t", edit.title))
        if edit.add_label is not None:
            form.append(("a", label_stream(edit.add_label)))
        if edit.remove_label is not None:
            form.append(("r", label_stream(edit.remove_label)))
        await self._change("subscription/edit", form)

    async def _listing(self, stream: str, *, but: str | None = None) -> Listing:
        """The ids of a stream, without those that are also in another."""
        query = [_JSON, ("s", stream), ("n", str(IDS_AT_A_TIME)), *([("xt", but)] if but else [])]
        ids: set[ItemId] = set()
        onward: Form = []
        while True:
            body = await self._get("stream/items/ids", [*query, *onward])
            page = self._parsed(parse_ids, body, "ids of articles")
            before = len(ids)
            ids.update(page.ids)
            if page.continuation is None:
                return Listing(ids)
            if len(ids) >= MAX_IDS or len(ids) == before:
                return Listing(ids, is_whole=False)
            onward = [("c", page.continuation)]

    async def _change(self, path: str, form: Form) -> None:
        answer = (await self._post(path, form)).decode(errors="replace").strip()
        if answer != "OK":
            raise EditRefusedError(self._host, shown(answer))

    async def _get(self, path: str, query: Form) -> bytes:
        async def ask(session: _Session) -> Answer:
            return await self._web.get(
                f"{self._url}/reader/api/0/{path}?{urlencode(query)}",
                limit=MAX_ANSWER,
                credentials=session.login,
                allowed_hosts=(self._host,),
            )

        return await self._as_reader(ask)

    async def _post(self, path: str, form: Form) -> bytes:
        async def ask(session: _Session) -> Answer:
            # Some servers go by the header, others by the token in the form.
            return await self._web.post(
                f"{self._url}/reader/api/0/{path}",
                [*form, ("T", session.edit_token)],
                limit=MAX_ANSWER,
                credentials=session.login,
                allowed_hosts=(self._host,),
            )

        return await self._as_reader(ask)

    async def _as_reader(self, ask: Callable[[_Session], Awaitable[Answer]]) -> bytes:
        """The answer to what only the reader may ask; tokens that have run out are asked for anew."""
        if self._session:
            try:
                return (await ask(self._session)).body
            except FetchError as error:
                if error.status != 401:
                    raise
        self._session = await self._log_in()
        return (await ask(self._session)).body

    async def _log_in(self) -> _Session:
        user = self._account.user
        form = [
            ("Email", user),
            ("Passwd", await asyncio.to_thread(self._password, self._account.secret)),
            ("service", "reader"),
            ("accountType", "HOSTED_OR_GOOGLE"),
            ("client", "postil"),
        ]
        url = f"{self._url}/accounts/ClientLogin"
        try:
            answer = await self._web.post(
                url, form, limit=MAX_ANSWER, credentials=None, allowed_hosts=(self._host,)
            )
            login = GoogleLogin(user, parse_login(answer.body))
        except FetchError as error:
            if error.status in _REFUSED:
                raise LoginRefusedError(user, self._host) from error
            if error.status == 404:
                raise NoApiError(self._url) from error
            raise
        except ShapeError as error:
            raise NoApiError(self._url) from error
        token = await self._web.get(
            f"{self._url}/reader/api/0/token", limit=MAX_ANSWER, credentials=login, allowed_hosts=(self._host,)
        )
        return _Session(login, self._parsed(parse_token, token.body, "a token"))

    def _parsed(self, parse: Callable[[bytes], _Parsed], body: bytes, what: str) -> _Parsed:
        try:
            return parse(body)
        except ShapeError as error:
            raise UnexpectedAnswerError(self._host, what) from error
