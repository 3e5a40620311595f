"""Draws a `CellTable` on the pages of a PDF: rows broken over pages, merged cells, rules of four kinds."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.model import CellTable, PrintedCell
from corpus.tables.pdf_page import CM, Face, Paper
from corpus.tables.widths import fit

PAD = 3.0
"""Points between a cell's text and its left and right side."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """The part of a grid row on one page; `lines` is how many lines a cell may set there (None: all that is left)."""

    row: int
    height: float
    lines: int | None


@dataclass(frozen=True, slots=True)
class _Set:
    """The table with its cells wrapped and its rows measured."""

    table: CellTable
    widths: list[float]
    faces: dict[int, Face]
    lines: dict[int, list[str]]
    heights: list[float]
    pad: float


def draw_table(paper: Paper, table: CellTable) -> None:
    """Draws the table from the paper's place on, over as many pages as it takes."""
    ruled = paper.look.rules != "none"
    pad = 2.5 if ruled else paper.look.gap / 2
    set_ = _set(paper, table, pad)
    for number, pieces in enumerate(_pages(paper, set_)):
        if number:
            paper.new_page(landscape=paper.landscape)
        paper.y = _draw(paper, set_, pieces)
    paper.y += 10


def _set(paper: Paper, table: CellTable, pad: float) -> _Set:
    faces = {i: paper.face(table.size, bold=cell.bold) for i, cell in enumerate(table.cells)}
    widths = _widths(paper, table, faces)
    lines: dict[int, list[str]] = {}
    heights = [table.size * 1.18 + 2 * pad] * table.rows
    for i, cell in enumerate(table.cells):
        room = sum(widths[cell.column : cell.column + cell.column_span]) - 2 * _side(paper)
        lines[i] = [line for text in cell.lines for line in faces[i].wrap(text, room)]
        if cell.row_span == 1:
            heights[cell.row] = max(heights[cell.row], len(lines[i]) * faces[i].leading + 2 * pad)
    for i, cell in enumerate(table.cells):
        if cell.row_span > 1:
            last = cell.row + cell.row_span - 1
            short = len(lines[i]) * faces[i].leading + 2 * pad - sum(heights[cell.row : last + 1])
            heights[last] += max(0.0, short)
    return _Set(table, widths, faces, lines, heights, pad)


def _side(paper: Paper) -> float:
    return PAD if paper.look.rules != "none" else 6.0


def _widths(paper: Paper, table: CellTable, faces: dict[int, Face]) -> list[float]:
    """Column widths that fill the page at most; no column is narrower than its longest word."""
    room = paper.right - paper.left
    least = [18.0] * len(table.widths)
    for i, cell in enumerate(table.cells):
        if cell.column_span == 1:
            words = [word for text in cell.lines for word in text.split()]
            longest = max((faces[i].width(word) for word in words), default=0.0)
            least[cell.column] = max(least[cell.column], longest + 2 * _side(paper) + 1)
    widths = [max(width * CM, low) for width, low in zip(table.widths, least, strict=True)]
    if sum(widths) > room:
        return fit(widths, least, room)
    if len(widths) > 3:
        # the table fills the page: every column grows with its width
        return [width * room / sum(widths) for width in widths]
    return widths


def _pages(paper: Paper, set_: _Set) -> list[list[_Piece]]:
    """The rows page by page; a row that does not fit is broken where the table allows, between two lines."""
    table = set_.table
    header = [_Piece(row, set_.heights[row], None) for row in range(table.header_rows)]
    tall = sum(piece.height for piece in header)
    top = 2 * CM
    pages: list[list[_Piece]] = [list(header)]
    y = paper.y + tall
    leading = table.size * 1.18
    for row in range(table.header_rows, table.rows):
        height = set_.heights[row]
        if y + height > paper.bottom:
            room = int((paper.bottom - y - 2 * set_.pad) / leading)
            longest = round((height - 2 * set_.pad) / leading)
            fresh = list(header) if table.header_repeats else []
            start = top + (tall if fresh else 0)
            fits_a_page = start + height <= paper.bottom
            if (table.can_split and 1 <= room < longest) or not fits_a_page:
                while longest > max(1, room):
                    if room >= 1:
                        pages[-1].append(_Piece(row, room * leading + 2 * set_.pad, room))
                        longest -= room
                    pages.append(list(fresh))
                    y = start
                    room = int((paper.bottom - y - 2 * set_.pad) / leading)
                height = longest * leading + 2 * set_.pad
            else:
                pages.append(list(fresh))
                y = start
        pages[-1].append(_Piece(row, height, None))
        y += height
    return pages


def _draw(paper: Paper, set_: _Set, pieces: list[_Piece]) -> float:
    """Draws the pieces of one page; returns where they end."""
    table, left = set_.table, _left(paper, set_)
    tops: dict[int, tuple[float, float, int | None]] = {}
    y = paper.y
    for piece in pieces:
        tops[piece.row] = (y, y + piece.height, piece.lines)
        y += piece.height
    for i, cell in enumerate(table.cells):
        rows = [row for row in range(cell.row, cell.row + cell.row_span) if row in tops]
        if not rows:
            continue
        x0 = left + sum(set_.widths[: cell.column])
        x1 = x0 + sum(set_.widths[cell.column : cell.column + cell.column_span])
        y0, y1 = tops[rows[0]][0], tops[rows[-1]][1]
        _rules(paper, x0, y0, x1, y1)
        _text(paper, set_, i, (x0, y0, x1, y1), _goes_on(cell, rows, tops))
    return y


def _goes_on(cell: PrintedCell, rows: list[int], tops: dict[int, tuple[float, float, int | None]]) -> bool:
    """Whether more of the cell stands on the next page."""
    return rows[-1] < cell.row + cell.row_span - 1 or tops[rows[-1]][2] is not None


def _left(paper: Paper, set_: _Set) -> float:
    return (paper.left + paper.right - sum(set_.widths)) / 2


def _text(paper: Paper, set_: _Set, i: int, box: tuple[float, float, float, float], goes_on: bool) -> None:
    cell, face = set_.table.cells[i], set_.faces[i]
    x0, y0, x1, y1 = box
    waiting = set_.lines[i]
    in_header = cell.row < set_.table.header_rows
    now = waiting
    if goes_on:
        now = waiting[: max(0, int((y1 - y0 - 2 * set_.pad + 0.1) / face.leading))]
    if not in_header:
        # what is set is done; a header is set anew on each page
        set_.lines[i] = waiting[len(now) :]
    y = y0 + set_.pad
    if set_.table.middle or (in_header and paper.look.rules != "none"):
        y = (y0 + y1 - len(now) * face.leading) / 2
    for line in now:
        x = (x0 + x1 - face.width(line)) / 2 if cell.centred else x0 + _side(paper)
        paper.text(line, x, y + face.size, face)
        y += face.leading


def _rules(paper: Paper, x0: float, y0: float, x1: float, y1: float) -> None:
    match paper.look.rules:
        case "full":
            for edge in ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)):
                paper.line(*edge)
        case "doubled":
            for gap in (0.0, 1.4):
                paper.line(x0 + gap, y0 + gap, x1 - gap, y0 + gap, 0.35)
                paper.line(x0 + gap, y1 - gap, x1 - gap, y1 - gap, 0.35)
                paper.line(x0 + gap, y0 + gap, x0 + gap, y1 - gap, 0.35)
                paper.line(x1 - gap, y0 + gap, x1 - gap, y1 - gap, 0.35)
        case "horizontal":
            paper.line(x0, y0, x1, y0)
            paper.line(x0, y1, x1, y1)
