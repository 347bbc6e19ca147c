"""The verbs about where articles come from: feeds, pages, rules, other programs."""

from pathlib import Path
from typing import Any

import click

from reader.cli.account_commands import accounts
from reader.cli.grammar import HELP, Verb, VerbGroup
from reader.cli.options import ARTICLE, JSON

IMPORTS = (
    "opml", "newsboat", "jsonl", "jsonld", "markdown", "html", "hypothesis", "readwise", "omnivore", "pocket",
    "instapaper", "wallabag", "kindle", "clipper",
)  # fmt: skip
"""What can be imported, as `--from` has it."""

_FULL_TEXT = click.Choice(["auto", "always", "never"])


@click.command("add", cls=Verb, context_settings=HELP)
@click.argument("what", metavar="WHAT...", nargs=-1, required=True)
@click.option("--feed", "as_feed", is_flag=True, help="Follow the feed there, or the one that the page links to.")
@click.option("--page", "as_page", is_flag=True, help="Keep it as an article, though it may be a feed.")
@click.option("--folder", metavar="FOLDER", default="", help="Where to keep a feed: “Europe / North”.")
@click.option("--tag", "tags", metavar="TAG", multiple=True, help="A tag for it; may be given more than once.")
@JSON
def _add(what: tuple[str, ...], as_json: bool, **wish: Any) -> int:
    """Keep a web page or a file as an article, or follow a feed.

    WHAT is an address of the web, a path, or - for what comes on standard input. A page is kept with its main text,
    its author and date, and what the server answered as evidence; `postil verify` checks it.

    \b
    Examples:
      postil add https://news.example/a-story
      postil add https://news.example/feed.xml --folder News
      postil add https://news.example --feed
      curl -s https://news.example/a-story | postil add -
    """
    from reader.cli.adding import Options, add_all

    return add_all(what, Options(**wish), as_json=as_json)


@click.group("feeds", cls=VerbGroup, context_settings=HELP, invoke_without_command=True)
@click.option("--opml", is_flag=True, help="Print them as OPML, for another program.")
@JSON
@click.pass_context
def _feeds(context: click.Context, opml: bool, as_json: bool) -> int:
    """List the feeds you follow, or change one.

    Each comes with its id, how many of its articles are unread, and what went wrong when it was last fetched. FEED is
    an id, an address, or the beginning of a title.

    \b
    Examples:
      postil feeds
      postil feeds add https://news.example --folder News
      postil feeds set "The Lantern" --title Lantern --keep-days 30
      postil feeds --opml > feeds.opml
    """
    from reader.cli.following import list_feeds, print_opml

    if context.invoked_subcommand is not None:
        return 0
    return print_opml() if opml else list_feeds(as_json=as_json)


@_feeds.command("add", context_settings=HELP)
@click.argument("urls", metavar="URL...", nargs=-1, required=True)
@click.option("--folder", metavar="FOLDER", default="", help="Where to keep it: “Europe / North”.")
@click.option("--tag", "tags", metavar="TAG", multiple=True, help="A tag for it; may be given more than once.")
@JSON
def _feeds_add(urls: tuple[str, ...], as_json: bool, **wish: Any) -> int:
    """Follow the feed at URL, or the one that the page there links to.

    \b
    Examples:
      postil feeds add https://news.example/feed.xml
      postil feeds add https://news.example --folder News --tag daily
    """
    from reader.cli.adding import Options, add_all

    return add_all(urls, Options(as_feed=True, **wish), as_json=as_json)


@_feeds.command("set", context_settings=HELP)
@click.argument("reference", metavar="FEED")
@click.option("--title", metavar="TEXT", help="What you call it; empty for its own title.")
@click.option("--folder", metavar="FOLDER", help="Where to keep it; empty for the top.")
@click.option(
    "--tag", "tags", metavar="TAG", multiple=True, help="Its tags from now on; may be given more than once."
)
@click.option("--pause/--resume", "paused", default=None, help="Whether it is fetched.")
@click.option("--full-text", type=_FULL_TEXT, help="Whether the pages of its articles are fetched.")
@click.option(
    "--keep-days", type=click.IntRange(0, 36_500), metavar="N", help="Delete older articles; 0 keeps all."
)
@click.option(
    "--keep-count",
    type=click.IntRange(0, 1_000_000),
    metavar="N",
    help="Keep the newest N articles; 0 keeps all.",
)
@click.option(
    "--user", metavar="NAME", help="Who asks for it, if its server wants to know; the password is asked for."
)
@click.option(
    "--secret", metavar="NAME", help="Where the password is instead: env:VARIABLE, or its name in the keyring."
)
def _feeds_set(reference: str, tags: tuple[str, ...], **decisions: Any) -> int:
    """Decide something about FEED.

    Articles that you starred, tagged, noted or highlighted are never deleted. A password is kept in the system's
    keyring, never in a file of postil's.

    \b
    Examples:
      postil feeds set 12 --folder "Europe / North" --tag daily
      postil feeds set lantern --full-text always --keep-count 500
      postil feeds set lantern --user ann --secret env:LANTERN_PASSWORD
    """
    from reader.cli.following import Decisions, set_feed

    return set_feed(reference, Decisions(tags=tags or None, **decisions))


@_feeds.command("remove", context_settings=HELP)
@click.argument("references", metavar="FEED...", nargs=-1, required=True)
def _feeds_remove(references: tuple[str, ...]) -> int:
    """Follow FEED no longer.

    Its articles leave the list, but for those that you starred, tagged, noted or highlighted. `postil feeds add` takes
    it up again where it was.

    \b
    Examples:
      postil feeds remove 12
      postil feeds remove "The Lantern"
    """
    from reader.cli.following import unfollow

    return unfollow(references)


@click.command("fetch", cls=Verb, context_settings=HELP)
@click.argument("references", metavar="[FEED|FOLDER]...", nargs=-1)
@click.option("--due", "due_only", is_flag=True, help="Only the feeds whose time it is.")
@click.option("--daemon", is_flag=True, help="Go on, each feed when its time has come.")
@JSON
def _fetch(references: tuple[str, ...], due_only: bool, daemon: bool, as_json: bool) -> int:
    """Fetch what the feeds and your accounts have.

    How often a feed has something new decides when its time is, from every 15 minutes to once a day. The time of an
    account is every 15 minutes. Ending a fetch loses nothing: what had come is there.

    \b
    Examples:
      postil fetch
      postil fetch News "The Lantern"
      postil fetch --due --json      for a timer
      postil fetch --daemon
    """
    from reader.cli.fetching import fetch_feeds, fetch_forever

    if daemon:
        return fetch_forever()
    return fetch_feeds(references, due_only=due_only, as_json=as_json)


@click.command("import", cls=Verb, context_settings=HELP)
@click.argument("paths", metavar="[FILE]...", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--from",
    "source",
    metavar="FORMAT",
    type=click.Choice(IMPORTS),
    help="What FILE is, where it would be taken for something else.",
)
@click.option("--dry-run", is_flag=True, help="Say what would come, and do nothing.")
@JSON
def _import(paths: tuple[Path, ...], source: str | None, dry_run: bool, as_json: bool) -> int:
    """Bring along feeds, articles and notes from other programs.

    FILE is an OPML file, newsboat's urls, or newsboat's cache.db with its articles and what you have read of them; or
    notes and saved articles: postil's own, and what Hypothesis, Readwise, Omnivore, Pocket, Instapaper, wallabag,
    Kindles and Obsidian's web clipper export. What it is is told by what is in it. Without FILE, newsboat's own are
    taken. Importing twice adds nothing. FORMAT is one of opml, newsboat, jsonl, jsonld, markdown, html, hypothesis,
    readwise, omnivore, pocket, instapaper, wallabag, kindle, clipper.

    \b
    Examples:
      postil import feeds.opml
      postil import --dry-run "My Clippings.txt"
      postil import ~/.newsboat/urls ~/.newsboat/cache.db
    """
    from reader.cli.importing import import_all

    return import_all(paths, source=source, dry_run=dry_run, as_json=as_json)


@click.group("rules", cls=VerbGroup, context_settings=HELP, invoke_without_command=True)
@JSON
@click.pass_context
def _rules(context: click.Context, as_json: bool) -> int:
    """List the rules for what comes in, or change them.

    A rule is a query and what is done with the articles that it finds as they come in from feeds.

    \b
    Examples:
      postil rules
      postil rules try "title:sponsored OR feed:shop"
      postil rules add "title:sponsored" --hide
      postil rules add "macron minsk" --star --tag talks --name Talks
    """
    from reader.cli.ruling import list_rules

    return list_rules(as_json=as_json) if context.invoked_subcommand is None else 0


@_rules.command("add", context_settings=HELP)
@click.argument("query")
@click.option("--name", metavar="TEXT", default="", help="What to call it; without one, the query.")
@click.option("--read", "marks_read", is_flag=True, help="Mark the articles read.")
@click.option("--star", "stars", is_flag=True, help="Star them.")
@click.option("--hide", "hides", is_flag=True, help="Keep them out of the lists.")
@click.option("--tag", "tags", metavar="TAG", multiple=True, help="Tag them; may be given more than once.")
def _rules_add(query: str, name: str, **actions: Any) -> int:
    """Have something done with the articles that QUERY finds, as they come in.

    \b
    Examples:
      postil rules add "title:sponsored" --hide
      postil rules add "feed:lantern -minsk" --read
    """
    from reader.cli.ruling import add_rule
    from reader.model import Rule

    return add_rule(Rule(0, name, query, **actions))


@_rules.command("try", context_settings=HELP)
@click.argument("query")
@JSON
def _rules_try(query: str, as_json: bool) -> int:
    """Show which of the articles that are there a rule for QUERY would have caught.

    \b
    Examples:
      postil rules try "title:sponsored"
    """
    from reader.cli.ruling import try_rule

    return try_rule(query, as_json=as_json)


@_rules.command("remove", context_settings=HELP)
@click.argument("reference", metavar="RULE")
def _rules_remove(reference: str) -> int:
    """Have RULE, a number from `postil rules` or a name, no longer.

    \b
    Examples:
      postil rules remove 3
    """
    from reader.cli.ruling import remove_rule

    return remove_rule(reference)


@_rules.command("enable", context_settings=HELP)
@click.argument("reference", metavar="RULE")
def _rules_enable(reference: str) -> int:
    """Have RULE tried again.

    \b
    Examples:
      postil rules enable 3
    """
    from reader.cli.ruling import enable_rule

    return enable_rule(reference, enabled=True)


@_rules.command("disable", context_settings=HELP)
@click.argument("reference", metavar="RULE")
def _rules_disable(reference: str) -> int:
    """Pass RULE over for now.

    \b
    Examples:
      postil rules disable 3
    """
    from reader.cli.ruling import enable_rule

    return enable_rule(reference, enabled=False)


@click.command("verify", cls=Verb, context_settings=HELP)
@ARTICLE
@JSON
def _verify(reference: str, as_json: bool) -> int:
    """Check the evidence of where ARTICLE came from.

    Of each page that its texts were taken from it says which address answered when, the SHA-256 of what it answered,
    whether that is kept unchanged, and whether the text is still what postil makes of it. The exit code is 1 if there
    is no evidence, 3 if some is not whole.

    \b
    Examples:
      postil verify 5072ce3f
      postil verify https://news.example/a-story --json
    """
    from reader.cli.verifying import verify_article

    return verify_article(reference, as_json=as_json)


VERBS: tuple[click.Command, ...] = (accounts, _add, _feeds, _fetch, _import, _rules, _verify)
