"""The verbs that take notes elsewhere: `postil export` and `postil pipe`."""

from pathlib import Path
from typing import Any

import click

from reader.cli.grammar import HELP, QueryVerb, Verb

FORMATS = ("markdown", "jsonld", "csv", "html", "bibtex", "csl", "jsonl")


@click.command("export", cls=QueryVerb, context_settings=HELP)
@click.argument("query", nargs=-1)
@click.option(
    "--format",
    "export_format",
    metavar="FORMAT",
    type=click.Choice(FORMATS),
    required=True,
    help="One of the formats below.",
)
@click.option(
    "-o",
    "--output",
    metavar="PATH",
    type=click.Path(path_type=Path, allow_dash=True),
    default="-",
    help="A file, a folder for Markdown, or - (the default) for standard output.",
)
def _export(query: tuple[str, ...], export_format: str, output: Path) -> int:
    """Write your notes, or those QUERY finds, for other programs.

    \b
    FORMAT is one of
      markdown  a folder with a file for each article, for Obsidian and Logseq;
                again, only what has changed is written, beside what you wrote
      jsonld    W3C Web Annotations
      csv       what Readwise imports
      html      a page to read
      bibtex    the articles, for a bibliography
      csl       the same as CSL-JSON, which Zotero and Pandoc read
      jsonl     everything, a line each

    \b
    Examples:
      postil export --format markdown -o ~/vault/News
      postil export tag:claim after:2w --format html -o claims.html
      postil export --format bibtex > news.bib
      postil export macron --format jsonl -o macron.jsonl
    """
    from reader.cli.exporting import export

    return export(" ".join(query), export_format, output)


@click.command("pipe", cls=Verb, context_settings=HELP)
@click.argument("reference", metavar="ARTICLE|UID")
@click.argument("command", metavar="-- COMMAND...", nargs=-1, required=True, type=click.UNPROCESSED)
@click.option("--note", "gives_note", is_flag=True, help="Give what you wrote on it instead.")
@click.option("--to-note", is_flag=True, help="Put what COMMAND writes under your note on it.")
def _pipe(reference: str, command: tuple[str, ...], **wish: Any) -> int:
    """Give a passage, a note or an article to any program.

    UID is that of an annotation, or at least ten characters from its beginning. COMMAND is run as it is, without a
    shell; name one if you need one.

    \b
    Examples:
      postil pipe 5072ce3f -- wc -w
      postil pipe 01JD8ZK3T0 -- trans -brief :en
      postil pipe 01JD8ZK3T0 --to-note -- sh -c "trans -brief :en | fold -s"
    """
    from reader.cli.piping import pipe

    return pipe(reference, command, **wish)


VERBS: tuple[click.Command, ...] = (_export, _pipe)
