"""A comparison as CSV for spreadsheets, as safe from formulas as the task table (`pipeline.write.csv`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from pipeline.compare.table import columns, rows
from pipeline.write.csv import write_table

if TYPE_CHECKING:
    from pipeline.compare.view import View


def write_csv(view: View, stream: BinaryIO) -> None:
    """Write one line per entry of `view` under its names of columns; the similarity is a number from 0 to 1."""
    write_table([columns(view), *(row.values() for row in rows(view))], stream)
