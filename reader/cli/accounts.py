"""`postil accounts`: servers that fetch feeds for the reader."""

import asyncio
from collections.abc import Sequence

import click

from reader.cli.exit_codes import Exit
from reader.cli.note_shapes import Shape
from reader.cli.output import Printer, Styled, bold, dim, notice, red
from reader.cli.session import opened_session
from reader.library import ServerAccount
from reader.services.accounts import synchronising
from reader.services.accounts.synchronising import Login
from reader.services.dates import short_time
from reader.services.session import Session
from reader.sources.http.client import WebClient
from reader.text.counting import counted

_ID_WIDTH = 4


def list_accounts(*, as_json: bool) -> Exit:
    """Print the accounts, each with its feeds, when it was synchronised, what waits to be sent and what is wrong."""
    with opened_session() as session:
        shapes = [_shape(session, account) for account in session.library.accounts.all()]
    printer = Printer()
    if as_json:
        printer.json(shapes)
    else:
        for shape in shapes:
            printer.line(*_line(shape))
    printer.flush()
    if not shapes and not as_json:
        notice("You have no accounts yet. `postil accounts add URL --user NAME` adds one.")
    return Exit.DONE


def add_account(url: str, user: str, secret: str | None) -> Exit:
    """Have an account from now on; its password is asked for and kept in the keyring if `secret` names none."""
    login = _login(synchronising.clean_url(url), user, secret)
    with opened_session() as session:
        account, feeds = asyncio.run(_add(session, login))
    printer = Printer()
    printer.line(bold(account.name), f": {counted(feeds, 'feed')}. ", dim("`postil fetch` brings the articles."))
    printer.flush()
    return Exit.DONE


def remove_account(reference: str) -> Exit:
    """Have an account no longer."""
    with opened_session() as session:
        account = session.library.accounts.find(reference)
        unsent = synchronising.waiting(session, account)
        synchronising.remove_account(session, account)
    printer = Printer()
    printer.line(f"You no longer have the account {account.name}. ", dim("Its feeds and articles stay."))
    printer.flush()
    if unsent:
        notice(f"Of what you did, {counted(unsent, 'change')} had not been sent to it yet.")
    return Exit.DONE


def hand_over(reference: str, feed_references: Sequence[str]) -> Exit:
    """Have an account follow feeds that the reader follows here."""
    with opened_session() as session:
        account = session.library.accounts.find(reference)
        feeds = [session.library.feeds.find(each) for each in feed_references]
        session.library.accounts.feeds.hand_over(account.id, [feed.id for feed in feeds])
    printer = Printer()
    for feed in feeds:
        printer.line(bold(feed.title), f" goes to {account.name} when you fetch next.")
    printer.flush()
    return Exit.DONE


def _login(url: str, user: str, secret: str | None) -> Login:
    if secret is not None:
        return Login(url, user, secret)
    typed = click.prompt(f"Password of {user}", hide_input=True, err=True)
    return Login(url, user, synchronising.kept_secret(url, user), typed)


async def _add(session: Session, login: Login) -> tuple[ServerAccount, int]:
    async with WebClient() as web:
        return await synchronising.add_account(session, web, login)


def _shape(session: Session, account: ServerAccount) -> Shape:
    feeds = session.library.accounts.feeds.of(account.id)
    return {
        "id": account.id,
        "name": account.name,
        "url": account.url,
        "user": account.user,
        "added": account.added,
        "feeds": sum(feed.is_here for feed in feeds),
        "waiting": synchronising.waiting(session, account),
        "fetched": account.tried,
        "succeeded": account.succeeded,
        "error": account.error,
    }


def _line(shape: Shape) -> list[str | Styled]:
    when = f"synchronised {short_time(shape['succeeded'])}" if shape["succeeded"] else "never synchronised yet"
    about = f"  {counted(shape['feeds'], 'feed')} · {when}"
    if shape["waiting"]:
        about += f" · {counted(shape['waiting'], 'change')} to be sent"
    parts: list[str | Styled] = [dim(f"{shape['id']:>{_ID_WIDTH}}  "), bold(shape["name"]), dim(about)]
    return [*parts, red("  error: "), shape["error"]] if shape["error"] else parts
