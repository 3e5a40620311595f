"""Rows -> a table cell by cell: header levels, section rows over the columns, merged cells."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.model import CellTable, PrintedCell, Values
from corpus.tables.design import Design
from corpus.tables.rows import Entry
from corpus.tables.widths import set_widths

CENTRED = ("number", "detail", "time", "mark_unit", "mark_time")
FLOORS = {"task": 4.2, "products": 1.8, "lead": 1.8, "coordinating": 1.9, "time": 1.9}
"""Centimetres that no office goes below."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What a table's rendering needs beside its cells."""

    size: float
    font: str
    landscape: bool
    middle: bool
    header_repeats: bool
    can_split: bool
    nested: bool = False
    automatic: bool = False


def lay(design: Design, entries: list[Entry], layout: Layout) -> CellTable:
    """The table as printed, with the meanings of its rows."""
    header, depth = _header(design)
    cells = [*header]
    row = depth
    for entry in entries:
        if entry.kind == "section":
            cells += _section(design, entry, row)
            row += 1
            continue
        cells += _cells(design, entry, row, cells)
        row += 2 if entry.second else 1
    drawn = [field.width for field in design.fields]
    floors = [FLOORS.get(field.role, 0.7) for field in design.fields]
    widths, size = set_widths(cells, drawn, floors, layout.size, layout.font, landscape=layout.landscape)
    return CellTable(
        cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))),
        widths=widths,
        header_rows=depth,
        meanings=tuple(entry.meaning for entry in entries if entry.meaning),
        size=size,
        middle=layout.middle,
        header_repeats=layout.header_repeats,
        can_split=layout.can_split,
        nested=layout.nested,
        automatic=layout.automatic,
    )


def _header(design: Design) -> tuple[list[PrintedCell], int]:
    levels = max(len(field.header) for field in design.fields)
    bold = not design.plain_header
    cells: list[PrintedCell] = []
    for level in range(levels):
        column = 0
        while column < len(design.fields):
            path = design.fields[column].header
            if level >= len(path):
                column += 1
                continue
            last = level == len(path) - 1
            end = column + 1
            while not last and end < len(design.fields) and design.fields[end].header[: level + 1] == path[: level + 1]:
                end += 1
            rows = levels - level if last else 1
            cells.append(PrintedCell(level, column, (path[level],), rows, end - column, bold, True))
            column = end
    if design.numbers_row:
        cells += [PrintedCell(levels, i, (f"({i + 1})",), centred=True) for i in range(len(design.fields))]
    return cells, levels + design.numbers_row


def _section(design: Design, entry: Entry, row: int) -> list[PrintedCell]:
    """A section row: its label in the column of numbers, its title merged to the right or in the task column alone."""
    width, number, task = len(design.fields), design.column("number"), design.column("task")
    label = f"{entry.label}{design.dot}"
    if number is None:
        return [PrintedCell(row, 0, (f"{entry.label}. {entry.title}",), 1, width, True)]
    first = PrintedCell(row, 0, (label,), bold=True, centred=True)
    if design.section_merged:
        return [first, PrintedCell(row, 1, (entry.title,), 1, width - 1, True)]
    return [
        first,
        *(PrintedCell(row, c, (entry.title,) if c == task else (), bold=c == task) for c in range(1, width)),
    ]


def _cells(design: Design, entry: Entry, row: int, above: list[PrintedCell]) -> list[PrintedCell]:
    out = []
    height = 2 if entry.second else 1
    for column, field in enumerate(design.fields):
        lines = entry.cells[column]
        if lines is None:
            _extend(above, column, height)
            continue
        second = entry.second.get(column)
        spans = height if second is None else 1
        out.append(_cell(row, column, lines, spans, field.role))
        if second is not None:
            out.append(_cell(row + 1, column, second, 1, field.role))
    return out


def _cell(row: int, column: int, lines: Values, rows: int, role: str) -> PrintedCell:
    return PrintedCell(row, column, lines, rows, 1, False, role in CENTRED)


def _extend(cells: list[PrintedCell], column: int, rows: int) -> None:
    """The cell above goes on over `rows` more grid rows."""
    at = max(i for i, cell in enumerate(cells) if cell.column == column)
    old = cells[at]
    cells[at] = PrintedCell(old.row, old.column, old.lines, old.row_span + rows, old.column_span, old.bold, old.centred)
