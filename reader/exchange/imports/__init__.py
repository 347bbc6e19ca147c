"""Formats in which notes come in, each an iterator of what a file holds."""
