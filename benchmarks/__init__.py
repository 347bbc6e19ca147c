"""Every figure that postil's documents quote, each a command that prints a table."""
