"""Rows of CSV."""

import csv
import io
from collections.abc import Iterable

from reader.text.sanitize import clean


def row(values: Iterable[str]) -> str:
    """The row of these values, with its end; nothing in it can steer a terminal."""
    text = io.StringIO()
    csv.writer(text).writerow([clean(value) for value in values])
    return text.getvalue()
