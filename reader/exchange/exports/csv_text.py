"""Rows of CSV."""

import csv
import io
from collections.abc import Iterable

from reader.exchange.csv_cells import guarded
from reader.text.sanitize import clean


def row(values: Iterable[str]) -> str:
    """The row of these values, with its end; nothing in it can steer a terminal, or be calculated in a spreadsheet."""
    text = io.StringIO()
    csv.writer(text).writerow([guarded(clean(value)) for value in values])
    return text.getvalue()
