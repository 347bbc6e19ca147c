"""The verbs about accounts on servers that fetch feeds."""

import click

from reader.cli.grammar import HELP, VerbGroup
from reader.cli.options import JSON

_ACCOUNT = click.argument("reference", metavar="ACCOUNT")


@click.group("accounts", cls=VerbGroup, context_settings=HELP, invoke_without_command=True)
@JSON
@click.pass_context
def accounts(context: click.Context, as_json: bool) -> int:
    """List your accounts on servers, or change them.

    A server that speaks the Google Reader API, as FreshRSS, Miniflux and others do, fetches feeds for you. `postil
    fetch` has both sides agree: feeds, articles, what is read and what is starred. What you do without a connection is
    sent the next time. ACCOUNT is an id, an address or a user's name.

    \b
    Examples:
      postil accounts
      postil accounts add https://rss.example/api/greader.php --user ann
      postil accounts follow ann "The Lantern"
      postil accounts remove ann
    """
    from reader.cli.accounts import list_accounts

    return list_accounts(as_json=as_json) if context.invoked_subcommand is None else 0


@accounts.command("add", context_settings=HELP)
@click.argument("url", metavar="URL")
@click.option("--user", metavar="NAME", required=True, help="Who you are there; the password is asked for.")
@click.option(
    "--secret", metavar="NAME", help="Where the password is instead: env:VARIABLE, or its name in the keyring."
)
def _accounts_add(url: str, user: str, secret: str | None) -> int:
    """Have the account of NAME at URL, if the server lets you in.

    URL is where the server's API is: for FreshRSS it ends in /api/greader.php, for Miniflux it is its own address. Both
    want the API switched on in their settings, and a password given to it there. The password is kept in the system's
    keyring, never in a file of postil's; to change it, add the account again.

    \b
    Examples:
      postil accounts add https://rss.example/api/greader.php --user ann
      postil accounts add https://mini.example --user ann --secret env:MINIFLUX
    """
    from reader.cli.accounts import add_account

    return add_account(url, user, secret)


@accounts.command("follow", context_settings=HELP)
@_ACCOUNT
@click.argument("feeds", metavar="FEED...", nargs=-1, required=True)
def _accounts_follow(reference: str, feeds: tuple[str, ...]) -> int:
    """Have the server of ACCOUNT fetch FEED, which you follow here.

    \b
    Examples:
      postil accounts follow ann "The Lantern"
    """
    from reader.cli.accounts import hand_over

    return hand_over(reference, feeds)


@accounts.command("remove", context_settings=HELP)
@_ACCOUNT
def _accounts_remove(reference: str) -> int:
    """Have ACCOUNT no longer.

    Its feeds and articles stay; postil fetches the feeds itself from then on. On the server nothing changes.

    \b
    Examples:
      postil accounts remove ann
    """
    from reader.cli.accounts import remove_account

    return remove_account(reference)
