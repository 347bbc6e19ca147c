"""The verbs about who is named and who is quoted, in all articles."""

from pathlib import Path
from typing import Any

import click

from reader.cli.grammar import HELP, QueryVerb, Verb, VerbOrElse
from reader.cli.options import JSON

TYPES = ("person", "organisation", "place", "facility", "group", "event", "law", "product", "work", "other")
QUOTATION_FORMATS = ("csv", "markdown", "json", "jsonl", "bibtex", "csl")
MOST = 10_000
MOST_JOBS = 64
LISTED = 50
"""How many are printed where nothing else is asked for."""

_limit = click.option(
    "--limit", metavar="N", type=click.IntRange(1, MOST), default=LISTED, help=f"At most so many; {LISTED}."
)
_entity = click.argument("entity", metavar="ENTITY")


@click.command("quotes", cls=QueryVerb, context_settings=HELP)
@click.argument("query", nargs=-1)
@click.option(
    "--limit", metavar="N", type=click.IntRange(1, MOST), help=f"At most so many; {LISTED}, of a FORMAT all."
)
@click.option("--cite", "cites", is_flag=True, help="Print Markdown, each with its citation.")
@click.option(
    "--format",
    "form",
    metavar="FORMAT|PATTERN",
    help="A format below, or a line for each, such as '{speaker}\\t{text}'.",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path, allow_dash=True),
    help="Where to write a FORMAT; standard output.",
)
@JSON
def _quotes(query: tuple[str, ...], limit: int | None, form: str | None, output: Path | None, **wish: Any) -> int:
    """List who said what in your articles, or what QUERY finds.

    The newest come first, the same statement once with every article that has it. QUERY is words of the quotation or
    of its article's title; speaker:NAME, about:NAME for whom or what it names, feed:NAME, after:DATE, before:DATE,
    on:DATE. PATTERN can have the names text, speaker, key, cue, kind, confidence, start, end, id, title, source,
    author, url, published, citation and sources between braces.

    \b
    FORMAT, for other programs, is one of
      csv       a row for each place where the words are quoted
      markdown  the words, and under them every article that has them
      json      an object for each place
      jsonl     the same, a line each
      bibtex    the articles, for a bibliography
      csl       the same as CSL-JSON, which Zotero and Pandoc read

    \b
    Examples:
      postil quotes speaker:macron about:ukraine
      postil quotes "minsk agreements" after:2022-01 --cite
      postil quotes speaker:peskov --format '{published}\\t{text}\\t{url}'
      postil quotes speaker:peskov --format csv -o peskov.csv
    """
    if form in QUOTATION_FORMATS:
        from reader.cli.quotation_exporting import export_quotations

        return export_quotations(" ".join(query), form, output or Path("-"), limit)
    if output is not None:
        raise click.UsageError(f"Say what to write with --format: {', '.join(QUOTATION_FORMATS)}.")
    from reader.cli.quotation_shapes import FIELDS
    from reader.cli.quoting import Wish, list_quotations
    from reader.cli.templates import Template

    template = None if form is None else Template(form, FIELDS)
    return list_quotations(" ".join(query), Wish(limit or LISTED, template, **wish))


@click.group("entities", cls=VerbOrElse, context_settings=HELP, subcommand_metavar="[QUERY] | VERB ...")
def _entities() -> None:
    """List who and what your articles name, or what QUERY finds.

    Those in the most articles come first, each with how many that are, its type, its key and its other names. QUERY is
    words that begin like those of any of its names. Options for it: --type TYPE, --limit N, --json.

    ENTITY, in the verbs below, is a key, or words that only one is found by. What you say with them is kept with your
    notes and applies everywhere.

    \b
    Examples:
      postil entities
      postil entities macron
      postil entities --type person --limit 20
      postil entities join person:macron person:emmanuel-macron
      postil entities rename nato NATO
    """


@click.command("entities", cls=QueryVerb, context_settings=HELP)
@click.argument("query", nargs=-1)
@click.option("--type", "types", metavar="TYPE", multiple=True, type=click.Choice(TYPES), help="Only such.")
@_limit
@JSON
def _list(query: tuple[str, ...], types: tuple[str, ...], limit: int, as_json: bool) -> int:
    """List who and what your articles name, or what QUERY finds."""
    from reader.cli.naming import list_entities

    return list_entities(" ".join(query), types, limit, as_json=as_json)


_entities.otherwise = _list


@_entities.command("join", context_settings=HELP)
@_entity
@click.argument("other", metavar="OTHER")
def _join(entity: str, other: str) -> int:
    """Say that ENTITY is OTHER.

    \b
    Examples:
      postil entities join person:macron person:emmanuel-macron
    """
    from reader.cli.naming import join

    return join(entity, other)


@_entities.command("split", context_settings=HELP)
@_entity
@click.argument("name", metavar="NAME")
def _split(entity: str, name: str) -> int:
    """Say that what is called NAME is not ENTITY.

    \b
    Examples:
      postil entities split person:emmanuel-macron "Brigitte Macron"
    """
    from reader.cli.naming import split

    return split(entity, name)


@_entities.command("rename", context_settings=HELP)
@_entity
@click.argument("name", metavar="NAME")
def _rename(entity: str, name: str) -> int:
    """Call ENTITY by NAME.

    \b
    Examples:
      postil entities rename organisation:nato "NATO alliance"
    """
    from reader.cli.naming import rename

    return rename(entity, name)


@_entities.command("retype", context_settings=HELP)
@_entity
@click.argument("kind", metavar="TYPE", type=click.Choice(TYPES))
def _retype(entity: str, kind: str) -> int:
    """Say what ENTITY is: a person, organisation, place, facility, group, event, law or other.

    \b
    Examples:
      postil entities retype kremlin place
    """
    from reader.cli.naming import retype

    return retype(entity, kind)


@_entities.command("hide", context_settings=HELP)
@_entity
def _hide(entity: str) -> int:
    """Mark ENTITY nowhere.

    \b
    Examples:
      postil entities hide other:advertisement
    """
    from reader.cli.naming import hide

    return hide(entity)


@_entities.command("restore", context_settings=HELP)
@click.argument("key", metavar="KEY")
def _restore(key: str) -> int:
    """Take back all that you said of the entity with the key KEY.

    `postil entities corrections` lists what that is.

    \b
    Examples:
      postil entities restore other:advertisement
    """
    from reader.cli.naming import restore

    return restore(key)


@_entities.command("corrections", context_settings=HELP)
@JSON
def _corrections(as_json: bool) -> int:
    """List what you said of entities.

    \b
    Examples:
      postil entities corrections
      postil entities corrections --json > corrections.json
    """
    from reader.cli.naming import list_corrections

    return list_corrections(as_json=as_json)


@_entities.command("import", context_settings=HELP)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, allow_dash=True))
def _import(file: Path) -> int:
    """Take in what `postil entities corrections --json` printed, from FILE or - for standard input.

    What you said yourself stays; what is there already adds nothing.

    \b
    Examples:
      postil entities import corrections.json
    """
    from reader.cli.naming import import_corrections

    return import_corrections(file)


@click.command("analyse", cls=Verb, context_settings=HELP)
@click.argument("references", metavar="[ARTICLE]...", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Every article that is yet to be.")
@click.option(
    "--jobs", metavar="N", type=click.IntRange(1, MOST_JOBS), default=1, help="With so many processes at once; 1."
)
@JSON
@click.pass_context
def _analyse(
    context: click.Context, references: tuple[str, ...], everything: bool, jobs: int, as_json: bool
) -> int:
    """Find who is named and who is quoted in ARTICLEs, or in all.

    What is found is kept, so that the screen, `postil entities` and `postil quotes` have it at once. Several may go on
    at the same time; ending one loses a few seconds of its work, and the next goes on from there.

    \b
    Examples:
      postil analyse a-story.md
      postil analyse --all --jobs 4
    """
    if everything == bool(references):
        raise click.UsageError("Name one ARTICLE or more, or give --all.", context)
    from reader.cli.analysing import analyse_articles, analyse_everything

    return (
        analyse_everything(jobs, as_json=as_json) if everything else analyse_articles(references, as_json=as_json)
    )


@click.command("engines", cls=Verb, context_settings=HELP)
@JSON
def _engines(as_json: bool) -> int:
    """List what finds names in which language.

    The settings choose it, in [names]. Each is tried out; what cannot be used says why. The line below an engine pins
    its files: in the settings, it has no others used in their place.

    \b
    Examples:
      postil engines
      postil engines --json
    """
    from reader.cli.engines import list_engines

    return list_engines(as_json=as_json)


VERBS: tuple[click.Command, ...] = (_quotes, _entities, _analyse, _engines)
