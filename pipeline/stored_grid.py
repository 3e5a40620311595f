"""Task tables as CSV or XLSX -> their rows by field, whatever a person and a spreadsheet did to the columns since.

The header is looked for by the names in `pipeline.table.COLUMNS`, in either language: columns may be in another order,
some may be gone, others come. The table is ours where the workbook says that kehoach made it, or where the header has
columns that no plan has; a plan in the columns of the Hà Nội appendix begins with the same names.
"""

from __future__ import annotations

import codecs
import csv
import functools
import io
import itertools
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from extractors.lexicon import load
from pipeline.errors import KehoachError
from pipeline.messages import LANGUAGES, message
from pipeline.read.characters import clean
from pipeline.read.document import Table
from pipeline.read.text import decode
from pipeline.table import COLUMNS
from pipeline.write.csv import FORMULA
from pipeline.write.machine_cells import STATE
from pipeline.write.office_sheet import SECTION_MARK
from pipeline.write.workbook import is_own_table

FIELDS = (
    "number", "task", "products", "lead_units", "coordinating_units", "deadlines", "targets", "due", "place", "page",
    "confidence", "kind", "extra", "remarks", "id",
)  # fmt: skip
"""What each column of `COLUMNS` holds, in their order."""
OURS = frozenset({"due", "confidence", "extra", "remarks"})
"""Columns that tables of kehoach have and plans have not; two of them tell."""
HEADER_WITHIN = 20
"""Rows in which the header is looked for: a person may have put titles above it."""
HEADING_SPAN = 5
"""Over so many columns a section's heading is merged at least."""
ABOUT = ("file", "format", "pages", "type", "number", "issued", "issuer", "title", "years", "legal_bases", "signer",
         "signer_title", "signed_for", "recipients", "warnings")  # fmt: skip
"""What the sheet about the document has, by the codes of their names; "sha256" stands beside them."""
SEPARATORS = (",", ";", "\t")
"""What parts the cells of a CSV: the comma of `pipeline.write.csv`, or what a Vietnamese Excel makes of it."""

Cells = list[str]


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row by field; `others` are name and text of the columns that are none of ours."""

    cells: Mapping[str, str]
    others: tuple[tuple[str, str], ...] = ()

    def __getitem__(self, name: str) -> str:
        return self.cells.get(name, "")


@dataclass(frozen=True, slots=True)
class Grid:
    """A task table: the fields that have a column, the rows that hold anything, and the sheet about the document (code
    -> its values; empty where there is none). `lined` says that the values of a list stand on lines of their own."""

    fields: frozenset[str]
    rows: tuple[GridRow, ...]
    lined: bool
    about: Mapping[str, Sequence[str]] = field(default_factory=dict)


def grid_of_csv(data: bytes, name: str) -> Grid | None:
    """The task table in a CSV, None where it is none; KehoachError damaged where it breaks off inside a cell or
    a character."""
    text = decode(data)
    if text is None:
        if data.startswith(codecs.BOM_UTF8):
            raise KehoachError("damaged", path=name, kind="CSV")
        return None
    text = text.removeprefix("\ufeff")
    first, _, rest = text.partition("\n")
    if first.strip().casefold().startswith("sep="):  # Excel's own first line: "sep=;"
        text = rest
    heads = {mark: _header_in(_first_records(text, mark))[1] for mark in SEPARATORS}
    mark = max(SEPARATORS, key=lambda each: len(heads[each]))
    if not _is_ours(heads[mark], own=True):
        return None
    try:
        records = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
        table = [[_plain(cell) for cell in record] for record in records]
    except csv.Error as error:
        raise KehoachError("damaged", path=name, kind="CSV") from error
    return _grid(table, lined=False)


def grid_of_xlsx(path: Path, data: bytes, name: str) -> Grid | None:
    """The task table in a workbook, None where it is none; KehoachError as `read_xlsx`."""
    from pipeline.read.xlsx import read_xlsx

    own = is_own_table(path)
    blocks = [block for block in read_xlsx(data, name).blocks if isinstance(block, Table)]
    sheets = [_laid_out(block) for block in blocks if not _for_programs(block)]
    found = next((i for i, sheet in enumerate(sheets) if _is_ours(_header_in(sheet)[1], own=own)), None)
    if found is None:
        return None
    about = next((told for i, sheet in enumerate(sheets) if i != found and (told := _about(sheet))), {})
    return _grid(sheets[found], lined=True, about=about)


def _for_programs(table: Table) -> bool:
    """Whether it is the sheet of records, which nobody reads."""
    return any({STATE, "id", "task"} <= {cell.text for cell in row if cell} for row in table.grid()[:HEADER_WITHIN])


# --- the header -------------------------------------------------------------------------------------------------------


def _header_in(table: Sequence[Cells]) -> tuple[int, dict[str, int]]:
    """The row that names most columns, and the column of each field in it; where two are called alike, the first.

    A person may have renamed a column ("Cơ quan chủ trì"): what is none of our names is looked for among those that
    headers of plans have."""
    best: tuple[int, dict[str, int]] = (0, {})
    for index, cells in enumerate(table[:HEADER_WITHIN]):
        named: dict[str, int] = {}
        for column, cell in enumerate(cells):
            if code := _names().get(_folded(cell)):
                named.setdefault(code, column)
        if "task" in named or len(OURS & named.keys()) > 1:
            used = set(named.values())
            for column, cell in enumerate(cells):
                code = _other_names().get(_folded(cell)) if column not in used else None
                if code is not None and code not in named:
                    named[code] = column
        if "task" in named and len(named) > len(best[1]):
            best = index, named
    return best


def _is_ours(named: Mapping[str, int], *, own: bool) -> bool:
    return "task" in named and len(named) > 1 and (own or len(OURS & named.keys()) > 1)


@functools.cache
def _names() -> dict[str, str]:
    return {_folded(name): code for lang in LANGUAGES for code, name in zip(FIELDS, COLUMNS[lang], strict=True)}


@functools.cache
def _other_names() -> dict[str, str]:
    """What headers of plans call the columns of ours that plans have too."""
    roles = load("headers")["roles"]
    fields = ("task", "products", "lead_units", "coordinating_units", "deadlines")
    return {_folded(phrase): name for name in fields for phrase in roles[name]}


def _folded(text: str) -> str:
    """A name of a column however it was typed: "NHIỆM  VỤ:" is "nhiệm vụ"."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split()).strip(" :*")


# --- the rows ---------------------------------------------------------------------------------------------------------


def _grid(table: Sequence[Cells], *, lined: bool, about: Mapping[str, Sequence[str]] | None = None) -> Grid:
    at, named = _header_in(table)
    header = table[at]
    known = set(named.values())
    rows = []
    for cells in table[at + 1 :]:
        by_field = {code: cells[column] for code, column in named.items() if column < len(cells)}
        others = tuple(
            (" ".join(header[column].split()), " ".join(text.split()))
            for column, text in enumerate(cells)
            if column not in known and column < len(header) and header[column] and text
        )
        if by_field.get("id") != SECTION_MARK and (any(by_field.values()) or others):
            rows.append(GridRow(by_field, others))
    return Grid(frozenset(named), tuple(rows), lined, about or {})


def _first_records(text: str, mark: str) -> list[Cells]:
    """The first rows as that separator parts them; [] where it makes no table of the text."""
    try:
        return list(itertools.islice(csv.reader(io.StringIO(text, newline=""), delimiter=mark), HEADER_WITHIN))
    except csv.Error:
        return []


def _plain(cell: str) -> str:
    """The text of a cell, line by line as the readers give it (`clean`), without the apostrophe that keeps a
    spreadsheet from running it."""
    bare = cell[1:] if cell.startswith("'") and FORMULA.match(cell, 1) else cell
    return "\n".join(filter(None, map(clean, bare.splitlines())))


def _laid_out(table: Table) -> list[Cells]:
    """The sheet as rows of text. A cell merged over several rows holds for each of them, but a task is one row; a task
    merged over most of the columns is the heading of a section."""
    grid = [["" if cell is None else cell.text for cell in row] for row in table.grid()]
    at, named = _header_in(grid)
    task = named.get("task")
    own = named.get("id")
    headings = {
        cell.row
        for cell in table.cells
        if cell.row > at and cell.column == task and cell.column_span >= HEADING_SPAN and cell.row_span == 1
        if own is None or not grid[cell.row][own]
    }
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                repeats = row > cell.row and column == task and row > at
                if row < len(grid) and column < len(grid[row]) and (column > cell.column or repeats):
                    grid[row][column] = ""
    return [cells for index, cells in enumerate(grid) if index not in headings]


# --- the sheet about the document -------------------------------------------------------------------------------------


def _about(sheet: Sequence[Cells]) -> dict[str, list[str]]:
    """What the sheet says of the document, by code; {} where it is no such sheet."""
    codes = {_folded(message(code, lang)): code for lang in LANGUAGES for code in ABOUT} | {"sha-256": "sha256"}
    told: dict[str, list[str]] = {}
    for cells in sheet:
        code = codes.get(_folded(cells[0])) if cells else None
        if code is not None and len(cells) > 1 and cells[1]:
            told.setdefault(code, []).append(cells[1])
    return told if "sha256" in told or {"file", "format"} <= told.keys() else {}
