"""How the arguments are read: what is a verb, what a path, what a word of a query."""

from pathlib import Path
from typing import Any

import click

from reader.cli.output import Printer

HELP = {"help_option_names": ["-h", "--help"]}

OPEN = "\0open"
"""The name of the verb that is meant when a PATH comes first; no argument can spell it."""


def print_help(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    """Print the help of a command and end, if that is wanted."""
    if wanted and not context.resilient_parsing:
        print_and_end(context, context.get_help())


def print_and_end(context: click.Context, text: str) -> None:
    """Print text as all output is printed, and end."""
    printer = Printer()
    for line in text.splitlines():
        printer.line(line)
    printer.flush()
    context.exit()


class Verb(click.Command):
    """A command."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option that prints the help."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.callback = print_help
        return option


class VerbOfGroup(Verb):
    """A command without a name of its own: its help is that of the group."""

    def get_help(self, ctx: click.Context) -> str:
        """The help of the whole program."""
        return ctx.find_root().get_help()


class QueryVerb(Verb):
    """A command with a query, in which a word may begin with one dash; what begins with two is an option.

    An option's value stands behind it, or is joined to it by “=”.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Part options and their values from words."""
        here = args.index("--") if "--" in args else len(args)
        valued = {
            name
            for parameter in self.get_params(ctx)
            if isinstance(parameter, click.Option) and not parameter.is_flag
            for name in parameter.opts
        }
        options: list[str] = []
        words: list[str] = []
        rest = iter(args[:here])
        for arg in rest:
            if arg in valued:
                options += [arg, *([value] if (value := next(rest, None)) is not None else [])]
            elif arg.startswith("--") or arg in self.get_help_option_names(ctx):
                options.append(arg)
            else:
                words.append(arg)
        return super().parse_args(ctx, [*options, "--", *words, *args[here + 1 :]])


class VerbGroup(Verb, click.Group):
    """A command with commands in it."""

    command_class = Verb


class VerbOrElse(VerbGroup):
    """A group whose arguments, if the first is no verb, are those of the command `otherwise`."""

    otherwise: click.Command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put a verb where there is none."""
        own = {*self.commands, *HELP["help_option_names"], "--version"}
        if args[0] not in own if args else not ctx.resilient_parsing:
            args = [OPEN, *args]
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is called, and the arguments left for it."""
        if args[0] == OPEN:
            return None, self.otherwise, args[1:]
        return super().resolve_command(ctx, args)


class VerbOrPath(VerbOrElse):
    """A group whose first argument, if it is no verb, is a PATH."""

    group_class = VerbGroup

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the verb for paths before a path."""
        if args and not ctx.resilient_parsing and args[0] not in self.commands:
            self._refuse_misspelt(args[0], ctx)
        return super().parse_args(ctx, args)

    def _refuse_misspelt(self, argument: str, ctx: click.Context) -> None:
        """Raise `click.UsageError` for a plain word that is no file, but almost a verb."""
        if not (argument.isascii() and argument.isalpha()) or Path(argument).exists():
            return
        from difflib import get_close_matches

        for verb in get_close_matches(argument, self.commands, n=1):
            raise click.UsageError(
                f"There is no verb, file or folder “{argument}”. Did you mean `postil {verb}`?", ctx
            )

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        """What may stand there: a verb, an option, a file."""
        from click.shell_completion import CompletionItem

        return [*super().shell_complete(ctx, incomplete), CompletionItem(incomplete, type="file")]
