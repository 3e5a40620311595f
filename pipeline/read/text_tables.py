"""Tables in a text that has kept its columns: cells parted by tabs, as pasted from a spreadsheet or a word processor.

Geometry only: which lines make a grid. What the grid says is asked later, of its header.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from pipeline.read.characters import clean
from pipeline.read.document import Cell, Line, Table

LEAST_HEADER = 3
"""Cells of a first row that hold text: two texts side by side are a letterhead, a marker and its text a list."""
LONGEST_HEADER = 100  # characters of a cell
MAX_ROWS_OF_CELL = 60
"""Printed lines that a quoted cell may take; a quote that does not close is none."""

# The first line of a cell that goes on below: '"- Kế hoạch' at its beginning; not '"Xanh"', 'Đề án "A"'
OPENED = regex.compile(r'"(?:[^"]|"")*')
# "PHỤ LỤC 2", "Phụ lục II"; not "Phụ lục số liệu"
NEW_PART = regex.compile(r"phụ lục(?:\s+(?:số\s+)?(?:\d{1,2}|[ivx]{1,5}))?\W*", regex.IGNORECASE)
# The number of a row: "1", "2.", "1.1", "II", "a)"; not "- Báo cáo"
NUMBER = regex.compile(r"(?:\d{1,3}(?:\.\d{1,3})*|[IVX]{1,5}|[A-H]|\p{Ll})[.)]?")

Row = list[list[str]]
"""The cells of a row, each in its lines."""


@dataclass(frozen=True, slots=True)
class TabTable:
    """A grid found in lines [start, end); `rows` holds, for each row, its first line and its cells."""

    start: int
    end: int
    width: int
    rows: tuple[tuple[int, Row], ...]

    def table(self, pages: Sequence[int | None]) -> Table:
        """As a table of the document; `pages` gives the page of each line of the text."""
        texts = [[[clean(text) for text in cell if clean(text)] for cell in row] for _, row in self.rows]
        spans = _header_spans(texts, self.width)
        cells: list[Cell] = []
        for r, ((line, _), row) in enumerate(zip(self.rows, texts, strict=True)):
            page = pages[line]
            if len(row) == 1:
                cells.append(Cell(r, 0, _lines(row[0], page), column_span=self.width))
                continue
            for c in range(self.width):
                height, breadth = spans.get((r, c), (1, 1))
                if breadth:
                    text = row[c] if c < len(row) else []
                    cells.append(Cell(r, c, _lines(text, page), row_span=height, column_span=breadth))
        return Table(tuple(cells), len(self.rows), self.width, page=pages[self.start])


def find_tab_tables(lines: Sequence[str]) -> list[TabTable]:
    """The grids in printed lines (with their tabs, empty lines left out), in order."""
    found: list[TabTable] = []
    at = 0
    while at < len(lines):
        table = _table(lines, at) if lines[at].count("\t") >= LEAST_HEADER - 1 else None
        if table is not None:
            found.append(table)
        at = table.end if table is not None else at + 1
    return found


def _table(lines: Sequence[str], start: int) -> TabTable | None:
    """The grid whose first row is line `start`; None where it is none."""
    header, at = _row(lines, start)
    while header and not "".join(header[-1]).strip():
        header.pop()
    filled = ["".join(cell).strip() for cell in header]
    if sum(map(bool, filled)) < LEAST_HEADER or not filled[0] or max(map(len, filled)) > LONGEST_HEADER:
        return None
    width = len(header)
    rows = [(start, header)]
    while at < len(lines):
        row, end = _row(lines, at)
        row, end = _whole_row(lines, row, end, width)
        if any("".join(cell).strip() for cell in row[width:]):
            break
        alone = len(row) == 1
        if alone and not _goes_on(lines, end, width):
            break
        if alone and (NEW_PART.fullmatch(lines[at].strip()) or len(rows[-1][1]) == 1):
            break
        rows.append((at, row[:width]))
        at = end
    if sum(1 for _, row in rows[1:] if sum(bool("".join(cell).strip()) for cell in row) > 1) < 1:
        return None
    return TabTable(start, at, width, tuple(rows))


def _whole_row(lines: Sequence[str], row: Row, end: int, width: int) -> tuple[Row, int]:
    """A row whose cell breaks off, with the lines up to its last cell: a word processor writes a cell of several lines
    without quotes. The row as it is where no lines make it whole."""
    if not 1 < len(row) < width:
        return row, end
    whole = [list(cell) for cell in row]
    for at in range(end, min(len(lines), end + MAX_ROWS_OF_CELL)):
        first, *rest = lines[at].split("\t")
        if (rest and NUMBER.fullmatch(first.strip())) or NEW_PART.fullmatch(first.strip()):
            return row, end
        whole[-1].append(_unquoted(first))
        whole += [[_unquoted(cell)] for cell in rest]
        if len(whole) > width:
            # a last tab ends the row
            return (whole[:width], at + 1) if not "".join(map("".join, whole[width:])).strip() else (row, end)
        if len(whole) == width:
            return _with_last_cell(lines, whole, at + 1)
    return row, end


def _with_last_cell(lines: Sequence[str], row: Row, end: int) -> tuple[Row, int]:
    """The row with the lines without tabs below it, its last cell's, where another row follows them."""
    at = end
    while at < min(len(lines), end + MAX_ROWS_OF_CELL) and "\t" not in lines[at]:
        at += 1
    follows = at < len(lines) and "\t" in lines[at] and NUMBER.fullmatch(lines[at].split("\t")[0].strip())
    if not follows or any(NEW_PART.fullmatch(line.strip()) for line in lines[end:at]):
        return row, end
    return [*row[:-1], [*row[-1], *map(_unquoted, lines[end:at])]], at


def _goes_on(lines: Sequence[str], at: int, width: int) -> bool:
    """Whether line `at` is a row of a grid with `width` columns."""
    return at < len(lines) and 1 < len(lines[at].rstrip().split("\t")) <= width


def _row(lines: Sequence[str], at: int) -> tuple[Row, int]:
    """The cells that line `at` begins, and where the next row begins; a quoted cell may hold line breaks."""
    parts = lines[at].split("\t")
    row: Row = []
    end = at + 1
    while parts:
        part = parts.pop(0)
        if not (part.startswith('"') and OPENED.fullmatch(part)):
            row.append([_unquoted(part)])
            continue
        cell, last = [part[1:]], end
        while last < len(lines) and last < at + MAX_ROWS_OF_CELL:
            first, *rest = lines[last].split("\t")
            last += 1
            if first.endswith('"') and first.count('"') % 2:
                row.append([*(text.replace('""', '"') for text in (*cell, first[:-1]))])
                parts, end = rest, last
                break
            cell.append(first)
            if rest:
                last = len(lines)
        else:
            row.append([part])
    return row, end


def _unquoted(cell: str) -> str:
    """A cell without the quotes that a spreadsheet puts around it."""
    if len(cell) > 1 and cell[0] == cell[-1] == '"' and cell[1:-1].replace('""', "").count('"') == 0 and '""' in cell:
        return cell[1:-1].replace('""', '"')
    return cell


def _header_spans(rows: Sequence[Sequence[Sequence[str]]], width: int) -> dict[tuple[int, int], tuple[int, int]]:
    """(row, column) -> (rows, columns) of the merged cells of a header in two rows; (0, 0) where another cell reaches.

    A spreadsheet writes a merged cell's text in its first place and leaves the others empty: where the second row
    has texts below what the first leaves empty, and none in its first place, the two are one header.
    """
    if len(rows) < 3:
        return {}
    upper, lower = ([bool(row[c]) if c < len(row) else False for c in range(width)] for row in rows[:2])
    below = [c for c in range(width) if lower[c] and not upper[c]]
    if not below or lower[0] or not all(upper[c] or lower[c] for c in range(width)):
        return {}
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for c in range(width):
        if upper[c] and not lower[c]:
            spans[0, c], spans[1, c] = (2, 1), (0, 0)
        elif upper[c]:
            end = c + 1
            while end < width and end in below:
                spans[0, end] = (0, 0)
                end += 1
            spans[0, c] = (1, end - c)
    return spans


def _lines(texts: Sequence[str], page: int | None) -> tuple[Line, ...]:
    return tuple(Line(text, page=page) for text in texts)
