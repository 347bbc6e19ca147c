"""Arguments and options that several verbs have."""

import click

JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
ARTICLE = click.argument("reference", metavar="ARTICLE")
