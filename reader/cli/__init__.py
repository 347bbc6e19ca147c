"""The `postil` command: thin verbs over the services."""

from reader.cli.program import main

__all__ = ["main"]
