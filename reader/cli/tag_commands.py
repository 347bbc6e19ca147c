"""The verbs about tags: `postil tags` and what is in it."""

import click

from reader.cli.grammar import HELP, VerbGroup
from reader.cli.options import JSON

_TAG = click.argument("tag", metavar="TAG")


@click.group("tags", cls=VerbGroup, context_settings=HELP, invoke_without_command=True)
@JSON
@click.pass_context
def tags(context: click.Context, as_json: bool) -> int:
    """List your tags, or change them everywhere at once.

    The most used come first, each with how many annotations and articles have it. A slash makes a tag part of
    another, as theme/money is of theme: what is done to TAG is done to those below it, too.

    \b
    Examples:
      postil tags
      postil tags --json
      postil tags rename theme subject
      postil tags describe claim "What somebody says is so."
    """
    from reader.cli.noting import list_tags

    return list_tags(as_json=as_json) if context.invoked_subcommand is None else 0


@tags.command("rename", context_settings=HELP)
@_TAG
@click.argument("name", metavar="NAME")
def _rename(tag: str, name: str) -> int:
    """Call TAG by NAME wherever it is used.

    A NAME that is in use is refused: `postil tags merge` makes one tag of two.

    \b
    Examples:
      postil tags rename claim assertion
      postil tags rename theme subject/theme
    """
    from reader.cli.tagging import rename_tag

    return rename_tag(tag, name)


@tags.command("merge", context_settings=HELP)
@_TAG
@click.argument("other", metavar="OTHER")
def _merge(tag: str, other: str) -> int:
    """Make TAG part of OTHER, which is in use and keeps its name.

    \b
    Examples:
      postil tags merge claims claim
    """
    from reader.cli.tagging import merge_tag

    return merge_tag(tag, other)


@tags.command("remove", context_settings=HELP)
@_TAG
def _remove(tag: str) -> int:
    """Take TAG off everything; the notes stay.

    \b
    Examples:
      postil tags remove draft
    """
    from reader.cli.tagging import remove_tag

    return remove_tag(tag)


@tags.command("describe", context_settings=HELP)
@_TAG
@click.argument("text", metavar="TEXT")
def _describe(tag: str, text: str) -> int:
    """Say what TAG is for; an empty TEXT takes that away.

    \b
    Examples:
      postil tags describe claim "What somebody says is so."
    """
    from reader.cli.tagging import describe_tag

    return describe_tag(tag, text)


@tags.command("colour", context_settings=HELP)
@_TAG
@click.argument("colour", metavar="COLOUR")
def _colour(tag: str, colour: str) -> int:
    """Show TAG in COLOUR: 1 to 6, its name in the settings, or none.

    \b
    Examples:
      postil tags colour claim 2
      postil tags colour claim none
    """
    from reader.cli.tagging import colour_tag

    return colour_tag(tag, colour)


VERBS: tuple[click.Command, ...] = (tags,)
