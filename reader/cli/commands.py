"""The verbs with their arguments and help. Each imports what it does only when it is called."""

from pathlib import Path
from typing import Any

import click

from reader import __version__
from reader.cli import entity_commands, exchange_commands, search_commands, source_commands, tag_commands
from reader.cli.grammar import HELP, QueryVerb, VerbOfGroup, VerbOrPath, print_and_end
from reader.cli.options import ARTICLE, JSON
from reader.config import COLOUR_COUNT


def _print_version(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        print_and_end(context, f"postil {__version__}")


@click.group(cls=VerbOrPath, context_settings=HELP, subcommand_metavar="[PATH]... | VERB ...")
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_print_version,
    help="Show the version and exit.",
)  # fmt: skip
def postil() -> None:
    """Read news in the terminal; mark, tag, note and find again what matters.

    Without a verb the reading screen opens, with the articles in each PATH (files, or folders of them) brought
    in. Where there is no terminal the articles are listed instead. A file that is called like a verb is opened
    as ./list, or after "--".

    \b
    Examples:
      postil                          read on
      postil ~/articles               bring in a folder, and read
      postil show 5072ce3f            print an article with who said what
      postil notes "tag:claim macron" find notes again
      postil notes --json | jq …      hand them on

    ARTICLE, in the verbs, is an id or the beginning of one (`postil list` shows them), the path of a file, or a
    URL.

    Exit codes: 0 done, 1 nothing found, 2 misuse, 3 trouble (a sentence on standard error says which).
    """


_paths = click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(readable=False, path_type=Path))


@click.command(cls=VerbOfGroup, context_settings=HELP)
@_paths
def _open(paths: tuple[Path, ...]) -> int:
    from reader.cli.opening import open_articles

    return open_articles(paths)


postil.otherwise = _open


@postil.command("list", context_settings=HELP)
@_paths
@JSON
def _list(paths: tuple[Path, ...], as_json: bool) -> int:
    """List the articles, newest first.

    With PATHs, bring in those files and folders first and list what is in them.

    \b
    Examples:
      postil list
      postil list ~/articles a-story.md
      postil list --json
    """
    from reader.cli.listing import list_articles

    return list_articles(paths, as_json=as_json)


@postil.command("show", context_settings=HELP)
@ARTICLE
@click.option("--text", is_flag=True, help="The text.")
@click.option("--entities", is_flag=True, help="The names in it, with counts.")
@click.option("--quotations", is_flag=True, help="Who said what.")
@click.option("--annotations", is_flag=True, help="What you marked.")
@JSON
def _show(reference: str, as_json: bool, **parts: bool) -> int:
    """Print ARTICLE, who is in it and who said what.

    After the text come the people, organisations and places with how often each is named, the quotations with
    their speakers, and what you marked. With one or more of --text, --entities, --quotations and --annotations,
    print only those; JSON always has all of them.

    \b
    Examples:
      postil show 5072ce3f
      postil show a-story.md --quotations
      postil show https://news.example/a-story --json
    """
    from reader.cli.showing import show_article

    return show_article(reference, {name for name, wanted in parts.items() if wanted}, as_json=as_json)


@postil.command("annotate", context_settings=HELP)
@ARTICLE
@click.option("--exact", metavar="TEXT", required=True, help="The passage, in the article's own words.")
@click.option("--prefix", metavar="TEXT", default="", help="What stands right before it, to tell it from others.")
@click.option("--suffix", metavar="TEXT", default="", help="What stands right after it.")
@click.option("--tag", "tags", metavar="TAG", multiple=True, help="A tag; may be given more than once.")
@click.option("--note", metavar="TEXT", default="", help="A note, in Markdown.")
@click.option(
    "--colour", metavar="COLOUR", default="1", help=f"1 to {COLOUR_COUNT}, or its name in the settings."
)
@JSON
def _annotate(reference: str, as_json: bool, **wish: Any) -> int:
    """Highlight a passage of ARTICLE.

    Prints the uid of the annotation once it is saved. Line breaks and runs of spaces do not count in TEXT; where it
    does not stand in the article just as typed, case and kinds of quotation marks do not count either.

    \b
    Examples:
      postil annotate 5072ce3f --exact "chronic sabotage" --tag claim
      postil annotate a-story.md --exact ready --prefix "Russia is" --note "Who?"
    """
    from reader.cli.annotating import Wish, annotate

    return annotate(reference, Wish(**wish), as_json=as_json)


@postil.command("notes", cls=QueryVerb, context_settings=HELP)
@click.argument("query", nargs=-1)
@JSON
def _notes(query: tuple[str, ...], as_json: bool) -> int:
    """List your annotations, or those QUERY finds.

    The newest come first. QUERY is words and "phrases" that stand in the note, the passage, its tags, the
    speaker or the article's title; tag:NAME or #NAME for a tag; a minus sign before any of them for what must
    not be there.

    \b
    Examples:
      postil notes
      postil notes macron tag:claim
      postil notes macron -tag:doubt
    """
    from reader.cli.noting import list_notes

    return list_notes(" ".join(query), as_json=as_json)


@postil.command("stats", context_settings=HELP)
@JSON
def _stats(as_json: bool) -> int:
    """Tell what your annotations come to.

    How many there are, how many you made in each of the last weeks, the tags you use most, and the people you quote
    most.

    \b
    Examples:
      postil stats
      postil stats --json
    """
    from reader.cli.statistics import show_statistics

    return show_statistics(as_json=as_json)


@postil.command("history", context_settings=HELP)
@ARTICLE
@click.option("--from", "older", metavar="REVISION", help="The older text; without it, the one before the newer.")
@click.option("--to", "newer", metavar="REVISION", help="The newer text; without it, the present one.")
@JSON
def _history(reference: str, older: str | None, newer: str | None, as_json: bool) -> int:
    """List the texts ARTICLE has had, and what changed.

    Words that are gone stand in [-…-], new ones in {+…+}; then comes where each of your annotations is now: exact,
    moved, changed, or orphan, when its passage is not found for sure. REVISION is a number from the list, or the
    beginning of the text's SHA-256.

    \b
    Examples:
      postil history a-story.md
      postil history 5072ce3f --from 1 --to 3
    """
    from reader.cli.comparing import show_history

    return show_history(reference, older, newer, as_json=as_json)


@postil.group("backups", context_settings=HELP, invoke_without_command=True)
@JSON
@click.pass_context
def _backups(context: click.Context, as_json: bool) -> int:
    """List the earlier states of your notes, or bring one back.

    Each comes with its name, until when your notes were like that, its size and what is in it.

    \b
    Examples:
      postil backups
      postil backups restore newest --with-later-changes
    """
    from reader.cli.restoring import list_backups

    return list_backups(as_json=as_json) if context.invoked_subcommand is None else 0


@_backups.command("restore", context_settings=HELP)
@click.argument("name")
@click.option(
    "--with-later-changes/--without-later-changes",
    default=False,
    help="Do over it what you changed since, or not; without is the default.",
)
@JSON
def _restore(name: str, with_later_changes: bool, as_json: bool) -> int:
    """Bring back the notes called NAME.

    NAME is one from `postil backups`, an unambiguous beginning of one, or newest. The notes that are there now are
    kept, and it is said where. With later changes, what you changed since is done over them again: that rebuilds a
    damaged file.

    \b
    Examples:
      postil backups restore newest --with-later-changes
      postil backups restore 20250511T0930
    """
    from reader.cli.restoring import restore_backup

    return restore_backup(name, with_later_changes=with_later_changes, as_json=as_json)


@postil.command("check", context_settings=HELP)
@JSON
def _check(as_json: bool) -> int:
    """Check that all that postil keeps is whole.

    Looks over your notes with their journal and backups, the library and the drafts. What can be mended without a
    way to lose anything is mended, and told. The exit code is 3 if something is wrong that could not be.

    \b
    Examples:
      postil check
      postil check --json
    """
    from reader.cli.checking import check_everything

    return check_everything(as_json=as_json)


@postil.command("paths", context_settings=HELP)
@JSON
def _show_paths(as_json: bool) -> int:
    """Tell where postil keeps things.

    Those are your notes, the library, the settings, drafts and the log. Setting POSTIL_HOME to a folder keeps
    all of them there.

    \b
    Examples:
      postil paths
      POSTIL_HOME=/media/stick/postil postil paths --json
    """
    from reader.cli.places import list_places

    return list_places(as_json=as_json)


for _verb in (
    *tag_commands.VERBS,
    *source_commands.VERBS,
    *exchange_commands.VERBS,
    *entity_commands.VERBS,
    *search_commands.VERBS,
):
    postil.add_command(_verb)
