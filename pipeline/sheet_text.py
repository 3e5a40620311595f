"""What stands on a sheet around its task tables: prose, titles, letterhead and signature become lines; other tables,
remarks and who made the table do not, so that nobody takes them for tasks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from extractors.letterhead import read_foot
from pipeline.markers import read_marker
from pipeline.read.document import Cell, Line, Table
from pipeline.sheet_rows import (
    NOTE,
    PLACE_AND_DAY,
    PREPARER,
    SIGNATURE,
    TOTAL,
    Grid,
    closes,
    is_post,
    is_remark,
    is_title,
    names_columns,
    numbered,
)

LAYOUT_ROWS = 10
"""Rows of text in two columns that a letterhead or a signature has at most; more are a list."""
TOP_ROWS = 4
"""Text in two columns within so many rows is a letterhead wherever a sheet begins with it."""
LAYOUT_COLUMNS = 3  # columns of the tables that `pipeline.parts` may take for a letterhead
TITLE_ROWS = 10  # rows above a table in which its titles stand
LIST_ROWS, LIST_WORDS = 8, 5
"""So many numbered texts of fewer words each are a list of names, no prose."""
SENTENCE_WORDS = 8
"""A text of so many words below a table is a paragraph; a shorter one may be a name or a remark."""
# The number of a document, as its letterhead has it: "Số: 31/KH-UBND", "Số 05-KH/TU"; not "Số lượng"
NUMBERED = regex.compile(r"Số\s*:|Số\s*[\d…._ ]*\s*[-/]\s*\p{Lu}{2}")


def plain(grid: Grid, start: int, end: int, *, below: bool = False) -> Iterator[Line | Table]:
    """Rows that belong to no task table. Prose, titles, letterhead and signature become lines; rows of another table
    stay a table, and `below` a table so do remarks, sums and the names of those who made it, each cell on a row."""
    row = start
    while row < end:
        cells = grid.row(row)
        stop = _other_table(grid, row, end)
        if not cells:
            stop = row + 1
        elif below and closes(cells, below_numbers=True, below_gap=not grid.row(row - 1)):
            if is_remark(cells):
                stop = row + 1
                yield _loose(cells, grid)
            else:
                stop = next((r for r in range(row + 1, end) if names_columns(grid.row(r))), end)
                while stop < grid.rows and stop > row + 1 and is_title(grid.row(stop - 1)):
                    stop -= 1
                yield from _signature([cell for r in range(row, stop) for cell in grid.row(r)], grid)
        elif stop > row:
            below = below or stop - row > 2 or names_columns(cells)  # else a letterhead in many cells
            yield _apart(grid.part(row, stop), grid)
        elif len(cells) == 1:
            stop = row + 1
            if not below or _is_prose(cells[0]) or _entitles(grid, row, end):  # the title of a task table
                yield from cells[0].lines
            else:
                yield _loose(cells, grid)
        elif numbered(cells):
            stop = row + 1
            yield _numbered_line(cells)
        else:
            stop = _columns_end(grid, row, end)
            yield from _by_columns([cell for r in range(row, stop) for cell in grid.row(r)])
        row = stop


def _other_table(grid: Grid, row: int, end: int) -> int:
    """The row after the table that begins at `row`, `row` where none does: a header, more cells than a letterhead has,
    a number with more than one text, many short numbered texts, or columns of what is no letterhead or signature."""
    cells = grid.row(row)
    if len(cells) < 2:
        return row
    headed = names_columns(cells)
    if not (headed or len(cells) > 3 or (numbered(cells) and len(cells) > 2)):
        if numbered(cells):
            stop = row
            while stop < end and _is_list_row(grid.row(stop)):
                stop += 1
            return stop if stop - row >= LIST_ROWS else row
        stop = _columns_end(grid, row, end)
        return row if _is_layout(grid, row, stop) else stop
    stop = row + 1
    while stop < end:
        here = grid.row(stop)
        gap = not grid.row(stop - 1)
        if closes(here, below_numbers=True, below_gap=gap) or (headed and names_columns(here) and stop > row + 1):
            break
        if len(here) < 2:
            ahead = next((r for r in range(stop + 1, min(stop + 4, end)) if len(grid.row(r)) > 1), None)
            if ahead is None or names_columns(grid.row(ahead)) or not _goes_on_with(cells, grid.row(ahead)):
                break
            stop = ahead
        elif len(here) == 2 and len(cells) > 2 and numbered(here) and not _goes_on_with(cells, here):
            break  # "II" beside a heading
        stop += 1
    return stop


def _is_list_row(cells: Sequence[Cell]) -> bool:
    return len(cells) == 2 and numbered(cells) and len(cells[1].text.split()) < LIST_WORDS


def _goes_on_with(first: Sequence[Cell], cells: Sequence[Cell]) -> bool:
    """Whether a row may belong to the table that begins with the row `first`, whatever stands between them."""
    if len(cells) > 2:
        return len(cells) > 3 or numbered(cells)
    return cells[0].text.strip(" .)").isdecimal() and [c.column for c in cells] == [c.column for c in first[:2]]


def _is_layout(grid: Grid, start: int, stop: int) -> bool:
    """Whether columns of text are a letterhead or a signature: few rows, at the top or with capitals, a number or a
    post."""
    rows = [grid.row(row) for row in range(start, stop)]
    if sum(len(cells) > 1 for cells in rows) > LAYOUT_ROWS:
        return False
    texts = [line.text for cells in rows for cell in cells for line in cell.lines]
    return (start < TOP_ROWS and stop - start <= TOP_ROWS) or any(
        (text.isupper() and len(text.split()) > 1) or SIGNATURE.match(text) or PLACE_AND_DAY.match(text)
        or NUMBERED.match(text) or is_post(text)
        for text in texts
    )  # fmt: skip


def _is_prose(cell: Cell) -> bool:
    """Whether a cell alone on its row below a table is a heading, an item or a paragraph."""
    text = cell.text.strip()
    if NOTE.match(text) or TOTAL.fullmatch(text):
        return False
    return read_marker(text) is not None or text.isupper() or len(text.split()) >= SENTENCE_WORDS


def _entitles(grid: Grid, row: int, end: int) -> bool:
    """Whether the next task table stands below the row, with nothing but such titles between them."""
    near = end < grid.rows and end - row <= TITLE_ROWS
    return near and all(len(grid.row(r)) < 2 for r in range(row + 1, end)) and not NOTE.match(grid.row(row)[0].text)


def _loose(cells: Sequence[Cell], grid: Grid) -> Table:
    """Cells that are no prose, one below the other."""
    return _apart(
        Table(tuple(Cell(row, 0, cell.lines) for row, cell in enumerate(cells)), len(cells), 1, grid.page), grid
    )


def _apart(table: Table, grid: Grid) -> Table:
    """The table with blank columns at its right, unless it has a header and is wide: later stages take a small table
    for a letterhead and one without a header, of the same number of columns, for the rest of the one above."""
    keeps = table.columns > LAYOUT_COLUMNS and names_columns([c for c in table.cells if c.row == 0])
    return table if keeps else replace(table, columns=grid.columns + LAYOUT_COLUMNS + 1)


def _signature(cells: Sequence[Cell], grid: Grid) -> Iterator[Line | Table]:
    """Recipients and signers as lines, column by column; who made the table, and what is no part of the foot, loose."""
    texts = [cell.lines[0].text for cell in cells]
    heads = [c for c, text in zip(cells, texts, strict=True) if SIGNATURE.match(text) or is_post(text)]
    groups: dict[int, list[Cell]] = {head.column: [] for head in heads}
    loose: list[Cell] = []
    for cell, text in zip(cells, texts, strict=True):
        if PLACE_AND_DAY.match(text) or not groups:
            loose.append(cell)
        else:
            nearest = min(heads, key=lambda head: (abs(_middle(head) - _middle(cell)), abs(head.column - cell.column)))
            groups[nearest.column].append(cell)
    lines: list[Line] = []
    for _, group in sorted(groups.items()):
        if any(PREPARER.fullmatch(cell.lines[0].text.strip()) for cell in group):
            loose += group
        else:
            lines += [replace(line, starts_paragraph=True) for cell in group for line in cell.lines]
    foot = read_foot([line.text for line in lines])
    taken = lines[foot.start : foot.end] if foot is not None else []
    loose += [Cell(0, 0, (line,)) for line in lines if not any(line is other for other in taken)]
    if loose:
        yield _loose(loose, grid)
    yield from taken


def _middle(cell: Cell) -> float:
    return cell.column + cell.column_span / 2


def _columns_end(grid: Grid, row: int, end: int) -> int:
    """The row after the last one of two columns of text that begin at `row`."""
    stop = row + 1
    while stop < end and _goes_on_in_columns(grid, stop, end):
        stop += 1
    return stop


def _goes_on_in_columns(grid: Grid, row: int, end: int) -> bool:
    """Whether two columns of text go on: here, or below a row that only one of them has."""
    if 2 <= len(grid.row(row)) <= 3:
        return not numbered(grid.row(row))
    return len(grid.row(row)) == 1 and row + 1 < end and 2 <= len(grid.row(row + 1)) <= 3


def _by_columns(cells: Sequence[Cell]) -> Iterator[Line]:
    """The lines of the left column, then those of the right one."""
    border = max(cell.column for cell in cells)
    rights = [cell for cell in cells if cell.column * 2 >= border and cell.column > min(c.column for c in cells)]
    for cell in (*(c for c in cells if c not in rights), *rights):
        yield from (replace(line, starts_paragraph=True) for line in cell.lines)


def _numbered_line(cells: Sequence[Cell]) -> Line:
    """ "1" beside "Mục đích" is one line, "1. Mục đích"."""
    number = cells[0].text.strip()
    mark = number if not number[-1:].isalnum() else f"{number}."
    text = " ".join(line.text for cell in cells[1:] for line in cell.lines)
    return replace(cells[1].lines[0], text=f"{mark} {text}", starts_paragraph=True)
