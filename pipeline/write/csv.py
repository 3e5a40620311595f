"""CSV for spreadsheets: UTF-8 with a byte order mark (Excel needs it), lines ended by CRLF (RFC 4180).

A spreadsheet runs a cell that starts with = + - or @ as a formula, and a plan is a stranger's file: such a text gets
an apostrophe in front, the spreadsheets' own mark for text. That holds for "- " and "+ " too: a list marker that was
left on a text would read "#NAME?". A signed number ("-5", "+3,5%") is harmless and stays. Whoever reads the CSV by
program and wants the text to the letter takes JSON.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, BinaryIO

import regex

from pipeline.table import COLUMNS, Value, rows

if TYPE_CHECKING:
    from pipeline.records import Plan

# "=1+1", " =1+1", "＝1+1", "- Sở Nội vụ"; not "-5", "+3,5%" (a signed number)
FORMULA = regex.compile(r"\s*[=@＝＠]|[\t\r]|[+-](?!\d+(?:[.,]\d+)*\s?%?$)")


def write_csv(plan: Plan, stream: BinaryIO, lang: str = "vi") -> None:
    """Write the task table of `plan`, its column names in `lang`; dates are ISO 8601."""
    write_table([COLUMNS[lang], *(row.values() for row in rows(plan, lang))], stream)


def write_table(table: Iterable[Iterable[Value]], stream: BinaryIO) -> None:
    """Write a table, its names first."""
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="backslashreplace", newline="")
    try:
        csv.writer(text, lineterminator="\r\n").writerows([_cell(value) for value in row] for row in table)
    finally:
        text.detach()  # flushes, and leaves the stream open


def _cell(value: Value) -> Value:
    return f"'{value}" if isinstance(value, str) and FORMULA.match(value) else value
