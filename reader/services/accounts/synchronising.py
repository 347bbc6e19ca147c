"""Accounts on servers that fetch feeds: having some, and having both sides agree."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from reader.library import LibraryError, ServerAccount
from reader.model import Feed, PostilError
from reader.services.accounts.store import LibraryAccount
from reader.services.feeds.schedule import LONGEST_WAIT, SHORTEST, instant
from reader.services.session import Session
from reader.sources.google_reader.client import GoogleReader, Web
from reader.sources.google_reader.synchronise import synchronise as have_agree
from reader.sources.google_reader.values import Account
from reader.sources.http.client import WebClient
from reader.sources.http.errors import FetchError
from reader.sources.http.secrets import find_password, forget_password, keep_password
from reader.sources.http.urls import split_credentials

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class AccountReport:
    """What became of one account: how many changes were sent and made here, which articles are new, or why it failed.

    `notices` are sentences about what was left out, and about rules that could not be tried on what came in.
    """

    account: ServerAccount
    sent: int = 0
    changed: int = 0
    new_ids: tuple[str, ...] = ()
    failure: str | None = None
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Login:
    """Who has an account where. `secret` names the password, which is `typed` where it is yet to be kept under it."""

    url: str
    user: str
    secret: str
    typed: str | None = None


def kept_secret(url: str, user: str) -> str:
    """What the password of an account is called in the keyring, where the reader has no name of their own for it."""
    return f"{user} at {url}"


def clean_url(url: str) -> str:
    """The address of a server as it is kept: without a name and password in it. Raises `InvalidUrlError`."""
    return split_credentials(url)[0].rstrip("/")


async def add_account(session: Session, web: Web, login: Login) -> tuple[ServerAccount, int]:
    """Have an account from now on, if its server lets the reader in; and how many feeds it has.

    Nothing is kept where that is not so. `login.url` is as `clean_url` gives it. For an account that is there already,
    this is how its password is changed.

    Raises:
        FetchError: the server cannot be reached.
        GoogleReaderError: it is none that speaks the API, or does not let the reader in.
        SecretError: there is no such password, or it cannot be kept.
    """
    typed = login.typed
    find = find_password if typed is None else lambda _: typed
    found = await GoogleReader(web, Account(login.url, login.user, login.secret), find).feeds()
    if typed is not None:
        await asyncio.to_thread(keep_password, login.secret, typed)
    return session.library.accounts.add(login.url, login.user, login.secret), len(found.feeds)


def remove_account(session: Session, account: ServerAccount) -> None:
    """Have an account no longer; its feeds and articles stay, and postil fetches the feeds itself from now on.

    Adding it again makes them the account's again. Raises `KeyringError` if its password cannot be taken out of the
    keyring; the account is gone all the same.
    """
    session.library.accounts.remove(account.id)
    if account.secret == kept_secret(account.url, account.user):
        forget_password(account.secret)


def waiting(session: Session, account: ServerAccount) -> int:
    """How many changes the reader made that the account's server is not known to have."""
    store = LibraryAccount(session, account)
    store.feeds()
    store.states()
    return len(store.queued_feed_changes()) + len(store.queued_changes())


def wanted(
    session: Session, feeds: Sequence[Feed] | None = None, *, due_only: bool = False
) -> list[ServerAccount]:
    """Which accounts a fetch synchronises: all, or those that any of `feeds` belongs to.

    With `due_only`, those alone whose time it is. What a server has asked for is heeded in any case.
    """
    now = datetime.now(UTC)
    latest = instant(now - timedelta(seconds=SHORTEST))
    meant = None if feeds is None else session.library.accounts.feeds.accounts_of(feed.id for feed in feeds)
    return [
        account
        for account in session.library.accounts.all()
        if (meant is None or account.id in meant)
        and (account.not_before is None or account.not_before <= instant(now))
        and not (due_only and account.tried is not None and account.tried > latest)
    ]


async def synchronise_all(
    session: Session, accounts: Sequence[ServerAccount], progress: Progress | None = None
) -> list[AccountReport]:
    """Synchronise accounts, one after another. One that fails keeps no other from it. Raises `LibraryError`."""
    async with WebClient() as web:
        return [await synchronise(session, web, account, progress) for account in accounts]


async def synchronise(
    session: Session, web: Web, account: ServerAccount, progress: Progress | None = None
) -> AccountReport:
    """Have the server of an account and what is here of it agree; `progress` is told how many articles have come.

    Whatever is wrong with it is in what this gives, and kept with the account; what the reader changed then waits.
    Ending it midway loses nothing. Raises `LibraryError`.
    """
    store = LibraryAccount(session, account)
    client = GoogleReader(web, Account(account.url, account.user, account.secret), find_password)
    try:
        done = await have_agree(client, store, progress)
    except LibraryError:
        raise
    except PostilError as error:
        _record_failure(session, account, error)
        return AccountReport(account, new_ids=tuple(store.new_ids), failure=str(error))
    session.library.accounts.record(account.id, instant(datetime.now(UTC)))
    notices = (*done.notices, *sorted(store.problems))
    return AccountReport(account, done.sent, done.changed, tuple(store.new_ids), notices=notices)


def _record_failure(session: Session, account: ServerAccount, error: PostilError) -> None:
    now = datetime.now(UTC)
    wait = min(error.retry_after or 0, LONGEST_WAIT) if isinstance(error, FetchError) else 0
    not_before = instant(now + timedelta(seconds=wait)) if wait else None
    session.library.accounts.record(account.id, instant(now), error=str(error), not_before=not_before)
