"""The records that a workbook holds for programs (`pipeline.write.machine_cells`), and who saved it last."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

import regex

from pipeline.errors import KehoachError
from pipeline.records import Plan
from pipeline.stored import plan_of
from pipeline.write.machine_cells import DOCUMENT, DUE, GONE, PLAIN, STATE, WARNINGS
from pipeline.write.timeless import PROPERTIES

NEEDED = {STATE, "id", "task"}
"""The columns by which the sheet is known."""
# the number of a column that goes on: "source+2"; not "a+b"
MORE = regex.compile(r"(?P<key>.+)\+(?P<count>\d+)")
MOST_CELLS = 4_000_000
"""Cells of a sheet, empty ones counted: a workbook of more is not one of ours."""
# what openpyxl and the XML parsers raise of damaged parts
BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, LookupError, ValueError, TypeError, AttributeError,
    ArithmeticError, AssertionError, SyntaxError, RuntimeError, MemoryError,
)  # fmt: skip


def read_machine(data: bytes) -> Plan | None:
    """The plan as it was written into the workbook; None where it has no such sheet, or where the sheet was changed so
    that it holds no records any more."""
    try:
        sheets = [list(_rows(sheet)) for sheet in _sheets(data)]
    except BROKEN:
        return None
    table = next((rows for rows in sheets if rows and set(map(str, rows[0])) >= NEEDED), None)
    if table is None:
        return None
    try:
        lines = {str(row[0]): "".join(map(str, row[1:])) for rows in sheets if rows is not table for row in rows if row}
        records = [_record(table[0], row) for row in table[1:] if any(row)]
        whole = {
            "document": json.loads(lines.get(DOCUMENT, "null")),
            "warnings": json.loads(lines.get(WARNINGS, "null")),
            "tasks": [record for state, record in records if state != GONE],
            "removed": [record for state, record in records if state == GONE],
        }
        return plan_of(whole)
    except (*BROKEN, KehoachError):
        return None


def last_saved(data: bytes) -> tuple[str | None, str | None]:
    """Who saved the workbook last and when (ISO 8601), each None where it does not say."""
    from lxml import etree

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            root = etree.fromstring(book.read(PROPERTIES), etree.XMLParser(resolve_entities=False, no_network=True))
    except BROKEN:  # an XMLSyntaxError is a SyntaxError
        return None, None
    said = {str(element.tag).rpartition("}")[2]: (element.text or "").strip() for element in root}
    return said.get("lastModifiedBy") or None, said.get("modified") or None


def _sheets(data: bytes) -> Iterator[Any]:
    import openpyxl

    yield from openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets


def _rows(sheet: Any) -> Iterator[list[Any]]:
    """The rows of a sheet as plain values, "" for an empty cell; ValueError where they are too many."""
    sheet.reset_dimensions()  # what the file says of its size would be filled with empty cells
    left = MOST_CELLS
    for row in sheet.iter_rows(values_only=True):
        left -= len(row)
        if left < 0:
            raise ValueError("too many cells")
        yield ["" if value is None else value for value in row]


def _record(names: Sequence[Any], row: Sequence[Any]) -> tuple[str, dict[str, Any]]:
    """What the column `STATE` says, and the record."""
    texts: dict[str, str] = {}
    for name, value in zip(map(str, names), row, strict=False):
        more = MORE.fullmatch(name)
        key = more["key"] if more else name
        texts[key] = texts.get(key, "") + (value if isinstance(value, str) else "" if key == DUE else str(value))
    return texts[STATE], {key: _value(key, text) for key, text in texts.items() if key not in (STATE, DUE, "")}


def _value(key: str, text: str) -> Any:
    if key in PLAIN and not text.startswith('"'):
        return text or None
    return json.loads(text) if text else None
