"""Where on a sheet the task tables begin and end.

A task table begins where a header of task tables stands (`pipeline.table_header`) and ends before the signature, a
remark, a sum, or another table. What stands around it is for `pipeline.sheet_text`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from pipeline.header_words import EXACT, header_words
from pipeline.read.document import Line, Table
from pipeline.sheet_rows import ROW_NUMBER, Grid, closes, is_remark, is_title, names_columns, numbered
from pipeline.sheet_text import plain
from pipeline.table_header import HEADER_DEPTH, NUMBER, read_header

SEARCHED = 500
"""Rows in which the first header is looked for; nobody puts a longer text above a table."""
HEADER_LENGTH = 150
"""Characters that a header cell may have; longer ones are text."""


def lay_out(sheet: Table) -> list[Line | Table]:
    """The grid of a sheet as lines and tables: each task table from its header to its last row, the rest as lines."""
    grid = Grid.of(sheet)
    starts = _headers(grid)
    out = list(plain(grid, 0, starts[0] if starts else grid.rows))
    for start, following in zip(starts, [*starts[1:], grid.rows], strict=False):
        end = _end(grid, start, following)
        out.append(_with_headings(grid.part(start, end)))
        out += plain(grid, end, following, below=True)
    return out


def _with_headings(table: Table) -> Table:
    """The task table with each text that stands alone in the column of numbers reaching over all columns, as a sheet
    shows it: "I. Lĩnh vực Đầu tư"."""
    header = read_header(table)
    if header is None or header.columns[0].role != NUMBER:
        return table
    filled = Counter(row for cell in table.cells for row in range(cell.row, cell.row + cell.row_span))
    return replace(
        table,
        cells=tuple(
            replace(cell, column_span=table.columns)
            if cell.column == 0 and cell.row >= header.depth and filled[cell.row] == 1 and cell.row_span == 1
            and len(cell.text.split()) > 1 and ROW_NUMBER.fullmatch(cell.text.strip()) is None
            else cell
            for cell in table.cells
        ),
    )  # fmt: skip


def _headers(grid: Grid) -> list[int]:
    """The rows in which the headers of task tables begin."""
    first = next((row for row in range(min(grid.rows, SEARCHED)) if _is_header(grid, row)), None)
    if first is None:
        return []
    texts = {cell.text.casefold() for cell in grid.row(first)}
    starts = [first]
    row = first + HEADER_DEPTH - 1
    while row < grid.rows:
        cells = grid.row(row)
        repeated = sum(cell.text.casefold() in texts for cell in cells) >= max(2, 0.5 * len(cells))
        opens = bool(cells) and len(cells[0].text) < 15 and header_words().match(cells[0].text) == (NUMBER, EXACT)
        if (repeated or opens) and _is_header(grid, row):
            starts.append(row)
            row += HEADER_DEPTH - 1
        row += 1
    return starts


def _is_header(grid: Grid, row: int) -> bool:
    cells = grid.row(row)
    if len(cells) < 2 or sum(len(cell.text) <= HEADER_LENGTH for cell in cells) < 0.5 * len(cells):
        return False
    words = header_words()
    if not any(len(cell.text) <= HEADER_LENGTH and words.role(cell.text) for cell in cells):
        return False
    header = read_header(grid.part(row, min(row + HEADER_DEPTH + 1, grid.rows)))
    return header is not None


def _end(grid: Grid, start: int, following: int) -> int:
    """The row after the last one of the table that begins at `start`; `following` is the next header or the end."""
    header = read_header(grid.part(start, min(start + HEADER_DEPTH + 1, following)))
    first = start + (header.depth if header else 1)
    others = (row for row in range(first + 1, following) if names_columns(grid.row(row), least=3))
    end = next(others, following)
    if end < grid.rows:
        # what stands alone on its rows above the next header is that table's title
        below = end
        while end > start + 1 and len(grid.row(end - 1)) <= 1 and not numbered(grid.row(end - 1)):
            end -= 1
        if end == start + 1:
            end = below
    with_number = [row for row in range(start + 1, end) if numbered(grid.row(row))]
    if with_number:
        column = grid.row(with_number[0])[0].column
        end = next((row for row in range(first + 1, end) if _entitles_another(grid, row, end, column)), end)
    last = max((row for row in with_number if row < end), default=start)
    floor = max(cell.row + cell.row_span for r in range(start, last + 1) for cell in grid.row(r))
    lone = end  # from here on no row has more than one cell
    while lone > floor and len(grid.row(lone - 1)) <= 1:
        lone -= 1
    for row in range(floor, end):
        cells, below_gap = grid.row(row), row > start and not grid.row(row - 1)
        if last == start and is_remark(cells) and any(len(grid.row(r)) > 2 for r in range(row + 1, end)):
            continue  # a sum or a note between rows without numbers
        if closes(cells, below_numbers=last > start, below_gap=below_gap) or (
            below_gap and row >= max(lone, first + 1) and is_title(cells)
        ):
            end = row
            break
    while end > start + 1 and not grid.row(end - 1):
        end -= 1
    return end


def _entitles_another(grid: Grid, row: int, end: int, column: int) -> bool:
    """Whether a title after a gap is that of another table: below it words stand in the column of numbers."""
    if grid.row(row - 1) or not is_title(grid.row(row)):
        return False
    below = next((grid.row(r) for r in range(row + 1, end) if len(grid.row(r)) > 1), [])
    return len(below) > 1 and below[0].column == column and not numbered(below)
