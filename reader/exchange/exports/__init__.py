"""Formats in which notes go out, each an iterator of text over an iterator of articles."""
