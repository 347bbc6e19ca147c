"""The verbs that find things, and look after how they are found."""

import click

from reader.cli.grammar import HELP, QueryVerb, Verb
from reader.cli.options import JSON

KINDS = ("notes", "quotations", "articles")
BEST = 20
"""How many of each kind are printed where nothing else is asked for."""


@click.command("search", cls=QueryVerb, context_settings=HELP)
@click.argument("query", nargs=-1)
@click.option(
    "--kind",
    "kinds",
    metavar="KIND",
    multiple=True,
    type=click.Choice(KINDS),
    help="Only results of that kind.",
)
@click.option(
    "--limit", metavar="N", type=click.IntRange(1, 10_000), default=BEST, help=f"At most so many of each; {BEST}."
)
@click.option("--format", "pattern", metavar="PATTERN", help="Print a line for each, such as '{title}\\t{url}'.")
@JSON
def _search(
    query: tuple[str, ...], kinds: tuple[str, ...], limit: int, pattern: str | None, as_json: bool
) -> int:
    """Find notes, quotations and articles, best first.

    Each has what QUERY asks for. The options --kind and --format may stand among its words. PATTERN can have
    the names kind, uid, id, title, source, author, url, published, text, start, end, note, tags, speaker and
    colour between braces.

    \b
    Examples:
      postil search macron "economic costs"
      postil search --kind notes tag:claim minsk
      postil search peskov after:2w --format '{title}  {url}'
    """
    from reader.cli.search_shapes import FIELDS
    from reader.cli.searching import Wish, search
    from reader.cli.templates import Template
    from reader.services.searching.results import Kind

    template = None if pattern is None else Template(pattern, FIELDS)
    wish = Wish({*map(Kind, kinds)} or {*Kind}, limit, template, as_json)
    return search(" ".join(query), wish)


@click.command("searches", cls=Verb, context_settings=HELP)
@JSON
def _searches(as_json: bool) -> int:
    """List the searches you keep.

    Each comes with how many unread articles it finds. The search screen keeps one; among the sources it is named,
    ordered, changed and deleted.

    \b
    Examples:
      postil searches
      postil searches --json
    """
    from reader.cli.searches import list_searches

    return list_searches(as_json=as_json)


@click.command("reindex", cls=Verb, context_settings=HELP)
def _reindex() -> int:
    """Make the indexes anew by which notes and articles are found.

    That is never needed but where `postil check` says so: what changes is indexed by itself. Some minutes for 100,000
    articles; ending it loses nothing, and the next search goes on with it.

    \b
    Examples:
      postil reindex
    """
    from reader.cli.reindexing import reindex

    return reindex()


VERBS: tuple[click.Command, ...] = (_search, _searches, _reindex)
