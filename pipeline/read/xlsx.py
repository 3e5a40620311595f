"""XLSX: every visible sheet as one table, cells with the text that a reader of the sheet sees.

The XML is read directly: what openpyxl holds per cell, a sheet that is formatted down to its last row cannot afford.
Which sheet holds the tasks, and where on it the table begins, is not decided here (`pipeline.sheets`).

Rows and columns that a filter or the user has hidden are read like the others: a filtered task is still a task. Hidden
sheets are not read. A formula counts with the value it had when the file was saved, without one it is empty; so are
errors (#REF!) and the booleans of check boxes.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import regex

from pipeline.errors import KehoachError
from pipeline.read.characters import clean
from pipeline.read.document import Cell, Document, Line, Table
from pipeline.read.xlsx_package import GENERAL, Workbook, text_of, unescaped
from pipeline.read.xlsx_values import serial_of, shown_number

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_FILLED = 1_000_000
"""Filled cells that a workbook may have; a plan has some thousands."""
MAX_GRID = 4_000_000
"""Rows times columns that a sheet may have without its empty ones; later stages lay the grid out."""

# The address of a cell: "B7", "$AA$12"; not "B", "R1C1".
ADDRESS = regex.compile(r"\$?(?P<column>[A-Za-z]{1,3})\$?(?P<row>\d{1,7})")
# An apostrophe that only says "this is text", left in by other programs: "'1.1", "'- Rà soát"; not "'a' và 'b'".
TEXT_MARK = regex.compile(r"'(?=[^']*$)")


def read_xlsx(data: bytes, name: str | None = None) -> Document:
    """Read a workbook; KehoachError damaged, too-large, too-many-cells, or empty-file if no visible sheet has text.

    Each visible sheet is a page, counted from 1 (`Document.sheets` has the names), and each that has text gives one
    `Table` without its empty rows and columns: of several empty rows in a run one is kept, as a gap.
    """
    from lxml import etree

    shown = name or "<bytes>"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            book = Workbook(archive, shown)
            sheets, hidden = book.sheets(), book.sheets(hidden=True)
            reader = _Reader(book.shared_strings(), book.formats(), book.counts_from_1904, shown)
            tables = [reader.table(book, part, page) for page, (_, part) in enumerate(sheets, 1)]
    except (
        zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError, KeyError,
        etree.XMLSyntaxError,
    ) as error:  # fmt: skip
        raise KehoachError("damaged", path=shown, kind="XLSX") from error
    blocks = tuple(table for table in tables if table is not None)
    if not blocks:
        raise KehoachError("empty-file", path=shown)
    names, unseen = (tuple(clean(name) for name, _ in found) for found in (sheets, hidden))
    return Document("xlsx", blocks, pages=len(sheets), name=name, sheets=names, hidden_sheets=unseen)


@dataclass(slots=True)
class _Reader:
    """Reads the sheets of one workbook; `left` is how many filled cells it may still have."""

    strings: list[str]
    formats: list[str]
    from_1904: bool
    shown: str
    left: int = MAX_FILLED
    known: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Lines by raw text: the units of a task table repeat from row to row."""

    def table(self, book: Workbook, part: str, page: int) -> Table | None:
        """The sheet as a table, None where it has no text."""
        filled: dict[tuple[int, int], tuple[Line, ...]] = {}
        merges: list[tuple[int, int, int, int]] = []
        row = 0
        for element in book.elements(part, "row", "mergeCell"):
            if not element.tag.endswith("}row"):
                merges += _range(str(element.get("ref")))
                continue
            number = str(element.get("r") or "")
            row = int(number) if number.isdecimal() else row + 1
            column = 0
            for cell in element:
                place = ADDRESS.fullmatch(str(cell.get("r") or ""))
                column = _column(place["column"]) if place else column + 1
                if len(cell) and (lines := self._lines(cell)):
                    filled[row, column] = tuple(
                        Line(text, page, starts_paragraph=i == 0) for i, text in enumerate(lines)
                    )
                    self.left -= 1
                    if self.left < 0:
                        raise KehoachError("too-many-cells", path=self.shown, limit=MAX_FILLED)
        return self._compact(filled, merges, page) if filled else None

    def _lines(self, cell: _Element) -> tuple[str, ...]:
        raw = self._text(cell)
        lines = self.known.get(raw)
        if lines is None:
            marked = TEXT_MARK.match(raw)
            lines = tuple(filter(None, map(clean, (raw[1:] if marked else raw).splitlines())))
            self.known[raw] = lines
        return lines

    def _text(self, cell: _Element) -> str:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return "".join(text_of(item) for item in cell.iterfind("{*}is"))
        value = next((child.text or "" for child in cell.iterfind("{*}v")), "").strip()
        if not value or kind in ("b", "e"):
            return ""
        if kind == "s":
            index = int(value)
            return self.strings[index] if 0 <= index < len(self.strings) else ""
        if kind == "str":
            return unescaped(value)
        style = str(cell.get("s") or "0")
        code = self.formats[int(style)] if style.isdecimal() and int(style) < len(self.formats) else GENERAL
        if kind == "d":
            serial = serial_of(value)
            return value if serial is None else shown_number(serial, "dd/mm/yyyy" if code == GENERAL else code)
        try:
            number = float(value)
        except ValueError:
            return value
        return shown_number(number, code, from_1904=self.from_1904) if abs(number) < 1e300 else ""

    def _compact(
        self, filled: dict[tuple[int, int], tuple[Line, ...]], merges: Sequence[tuple[int, int, int, int]], page: int
    ) -> Table:
        spans = {(top, left): (bottom, right) for top, left, bottom, right in merges if (top, left) in filled}
        rows = sorted({row for row, _ in filled})
        columns = sorted({column for _, column in filled})
        places = _with_gaps(rows, spans)
        height = places[-1] + 1
        if height * len(columns) > MAX_GRID:
            raise KehoachError("too-many-cells", path=self.shown, limit=MAX_GRID)
        cells: list[Cell] = []
        covered: set[tuple[int, int]] = set()
        work = 0
        for row, column in sorted(filled):
            first, left = places[bisect_right(rows, row) - 1], bisect_right(columns, column) - 1
            if (first, left) in covered:
                continue  # what stands below a merged cell is not shown
            row_span = column_span = 1
            if (row, column) in spans:
                bottom, right = spans[row, column]
                row_span = places[bisect_right(rows, bottom) - 1] - first + 1
                column_span = bisect_right(columns, right) - left
                area = {(r, c) for r in range(first, first + row_span) for c in range(left, left + column_span)}
                work += len(area)
                if work > 2 * MAX_GRID:
                    raise KehoachError("damaged", path=self.shown, kind="XLSX")  # far more merged cells than places
                if area & covered:
                    row_span = column_span = 1  # merged cells that overlap: a damaged sheet, each keeps its own place
                else:
                    covered |= area
            cells.append(Cell(first, left, filled[row, column], row_span, column_span))
        return Table(tuple(cells), height, len(columns), page)


def _with_gaps(rows: Sequence[int], spans: dict[tuple[int, int], tuple[int, int]]) -> list[int]:
    """The place of each filled row in the table: empty rows count as one, inside a merged cell as none."""
    ends: dict[int, int] = {}
    for (top, _), (bottom, _) in spans.items():
        ends[top] = max(ends.get(top, 0), bottom)
    places: list[int] = []
    reach = 0
    for i, row in enumerate(rows):
        gap = i > 0 and row > rows[i - 1] + 1 and reach <= rows[i - 1]
        places.append(places[-1] + 1 + gap if places else 0)
        reach = max(reach, ends.get(row, 0))
    return places


def _range(reference: str) -> list[tuple[int, int, int, int]]:
    """The range "A1:C3" as [(top, left, bottom, right)], [] where it is none."""
    first, _, last = reference.partition(":")
    start, end = ADDRESS.fullmatch(first), ADDRESS.fullmatch(last)
    if start is None or end is None:
        return []
    top, left, bottom, right = int(start["row"]), _column(start["column"]), int(end["row"]), _column(end["column"])
    return [(top, left, bottom, right)] if top <= bottom and left <= right else []


def _column(letters: str) -> int:
    """The number of a column from its letters: A is 1, Z 26, AA 27."""
    number = 0
    for letter in letters.upper():
        number = 26 * number + ord(letter) - ord("A") + 1
    return number
