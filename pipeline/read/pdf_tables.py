"""Ruling lines -> the grids of tables, merged cells included. Pure functions over `pdf_page.Edge`.

pdfplumber snaps and joins the lines, crosses them and finds the cells and tables; it is given PDFium's path segments,
so that its own parse of the page is never paid for. Added here is what it does not know: two strokes of a doubled
line, sides that are left open, the rows and columns that a cell spans, and frames and drawings, which are no tables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from pipeline.read.pdf_page import Edge
from pipeline.read.pdf_words import Word

_SAME = 3.0
"""Lines nearer than this (points) are one line; line ends nearer than this meet."""
_SHORTEST = 5.0
"""What is shorter than this (points), when its pieces are joined, is a dot or a tick."""
_SLIVER_WIDTH = 15.0
_SLIVER_HEIGHT = 6.0
"""A column (row) of the grid narrower than this that holds no word lies between two strokes of a doubled line."""
_DRAWING = 60
"""A grid of more cells than this, nearly all of them empty, is a chart, a map or squared paper."""

Point = tuple[float, float]
Rectangle = tuple[float, float, float, float]
Line = dict[str, Any]
"""A ruling line as pdfplumber has it."""


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell by its first row and column (from 0), how many it spans, and its rectangle."""

    row: int
    column: int
    row_span: int
    column_span: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's lines: `xs` and `ys` part its columns and rows."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]

    @property
    def area(self) -> float:
        """Square points."""
        return (self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0])

    def holds(self, x: float, y: float) -> bool:
        """Whether the point lies inside the table."""
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]


def find_grids(edges: Sequence[Edge], words: Sequence[Word]) -> list[Grid]:
    """The tables on a page, top first. A frame around text (one cell, one column) and a lone underline are none."""
    if sum(edge.horizontal for edge in edges) < 2 or all(edge.horizontal for edge in edges):
        return []
    points = [((word.x0 + word.x1) / 2, word.baseline - 0.3 * word.size) for word in words]
    grids = []
    for network in _networks(_joined(edges)):
        closed = _without_slivers([*network, *_open_sides(network, points)], points)
        grids += [grid for cells in _tables(closed, len(points)) if _is_table(grid := _grid(cells), points)]
    return sorted(grids, key=lambda grid: (grid.ys[0], grid.xs[0]))


# --- lines --------------------------------------------------------------------------------------------------------


def _line(horizontal: bool, at: float, start: float, end: float) -> Line:
    x0, x1, top, bottom = (start, end, at, at) if horizontal else (at, at, start, end)
    return {
        "orientation": "h" if horizontal else "v",
        "x0": x0, "x1": x1, "top": top, "bottom": bottom, "width": x1 - x0, "height": bottom - top,
    }  # fmt: skip


def _ends(line: Line) -> Edge:
    if line["orientation"] == "h":
        return Edge(True, line["top"], line["x0"], line["x1"])
    return Edge(False, line["x0"], line["top"], line["bottom"])


def _joined(edges: Iterable[Edge]) -> list[Line]:
    """Pieces of one line joined: a stroke beside its double, dots, the segments that each cell draws for itself."""
    from pdfplumber.table import merge_edges, snap_edges

    snapped = snap_edges([_line(*edge) for edge in set(edges)], _SAME, _SAME)
    # rounded, because the sums of floating-point numbers leave lines that were snapped together a hair apart
    rounded = [_line(*(round(value, 2) for value in _ends(line))) for line in snapped]
    return [line for line in merge_edges(rounded, 0, 0, _SAME, _SAME) if max(line["width"], line["height"]) > _SHORTEST]


def _networks(lines: list[Line]) -> list[list[Line]]:
    """The lines that cross or meet one another, one list for each connected network."""
    from pdfplumber.table import edges_to_intersections

    networks: list[dict[int, Line]] = []
    for crossing in edges_to_intersections(lines, _SAME, _SAME).values():
        here = {id(line): line for line in (*crossing["h"], *crossing["v"])}
        touched = [network for network in networks if not network.keys().isdisjoint(here)]
        joined = max(touched, key=len, default={})
        networks = [network for network in networks if network not in touched]
        for part in (*touched, here):
            joined |= part
        networks.append(joined)
    return [list(network.values()) for network in networks]


def _open_sides(network: list[Line], points: list[Point]) -> Iterator[Line]:
    """The sides to which the lines of the network run on and text stands, but no border is drawn: tables without
    outer verticals, and a row that the end of the page cuts."""
    rows = [_ends(line) for line in network if line["orientation"] == "h"]
    columns = [_ends(line) for line in network if line["orientation"] == "v"]
    top, bottom = min(e.at for e in rows), max(e.at for e in rows)
    left, right = min(e.at for e in columns), max(e.at for e in columns)
    if len(rows) < 2:
        return
    for low, high, side in ((min(e.start for e in rows), left, 0), (right, max(e.end for e in rows), 1)):
        reaching = sum((e.end >= high - _SAME) if side else (e.start <= low + _SAME) for e in rows)
        if high - low > 10 and reaching >= 3 and any(low < x < high and top < y < bottom for x, y in points):
            yield _line(False, high if side else low, top, bottom)
    for low, high, side in ((min(e.start for e in columns), top, 0), (bottom, max(e.end for e in columns), 1)):
        reaching = sum((e.end >= high - _SAME) if side else (e.start <= low + _SAME) for e in columns)
        if high - low > 8 and reaching >= 2 and any(low < y < high and left < x < right for x, y in points):
            yield _line(True, high if side else low, left, right)


def _without_slivers(lines: list[Line], points: list[Point]) -> list[Line]:
    """The lines with the second stroke of each doubled line moved onto the first."""
    from pdfplumber.table import merge_edges

    rows = [_ends(line) for line in lines if line["orientation"] == "h"]
    columns = [_ends(line) for line in lines if line["orientation"] == "v"]
    spanning = [e for e in rows if sum(e.start - _SAME <= v.at <= e.end + _SAME for v in columns) >= 2]
    xs, ys = sorted({e.at for e in columns}), sorted({e.at for e in spanning})
    if len(xs) < 2 or len(ys) < 2:
        return []
    inside = [(x, y) for x, y in points if xs[0] <= x <= xs[-1] and ys[0] <= y <= ys[-1]]
    across = _moves(xs, [x for x, _ in inside], _SLIVER_WIDTH)
    down = _moves(ys, [y for _, y in inside], _SLIVER_HEIGHT)
    moved = [_line(True, down(e.at), across(e.start), across(e.end)) for e in spanning]
    moved += [_line(False, across(e.at), down(e.start), down(e.end)) for e in columns]
    return list(merge_edges(moved, 0, 0, _SAME, _SAME))


def _moves(levels: list[float], texts: list[float], narrow: float) -> Callable[[float], float]:
    """What moves a coordinate at a level that makes a sliver to the level that stays."""
    stay = levels[:1]
    target = {levels[0]: levels[0]}
    for level in levels[1:]:
        if level - stay[-1] < narrow and not any(stay[-1] <= at <= level for at in texts):
            if level == levels[-1] and len(stay) > 1:
                target.update({old: level for old, new in target.items() if new == stay[-1]})
                stay[-1] = level
        else:
            stay.append(level)
        target[level] = stay[-1]

    def move(at: float) -> float:
        nearest = min(levels, key=lambda level: abs(level - at))
        return target[nearest] if abs(nearest - at) <= _SAME else at

    return move


# --- cells --------------------------------------------------------------------------------------------------------


def _tables(lines: list[Line], words: int) -> list[list[Rectangle]]:
    """The cells of each table that the lines make."""
    from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells

    crossings = edges_to_intersections(lines, _SAME, _SAME)
    if len(crossings) > max(_DRAWING, 20 * words):
        return []
    return list(cells_to_tables(intersections_to_cells(crossings)))


def _grid(cells: list[Rectangle]) -> Grid:
    """The cells in rows and columns. A field that is in none (the lines around it leave no rectangle) makes a cell
    with those beside it."""
    xs = sorted({x for cell in cells for x in (cell[0], cell[2])})
    ys = sorted({y for cell in cells for y in (cell[1], cell[3])})
    free = {(r, c) for r in range(len(ys) - 1) for c in range(len(xs) - 1)}
    spans = []
    for x0, top, x1, bottom in sorted(cells, key=lambda cell: (cell[2] - cell[0]) * (cell[3] - cell[1])):
        r0, c0, r1, c1 = ys.index(top), xs.index(x0), ys.index(bottom), xs.index(x1)
        fields = {(r, c) for r in range(r0, r1) for c in range(c0, c1)}
        if fields <= free:
            free -= fields
            spans.append((r0, c0, r1, c1))
    found = [
        GridCell(r0, c0, r1 - r0, c1 - c0, xs[c0], ys[r0], xs[c1], ys[r1])
        for r0, c0, r1, c1 in sorted([*spans, *_runs(free)])
    ]
    return Grid(tuple(xs), tuple(ys), tuple(found))


def _runs(fields: set[tuple[int, int]]) -> list[tuple[int, int, int, int]]:
    """The rectangles (first row, first column, and after the last ones) of fields side by side, cut by rows."""
    out: list[tuple[int, int, int, int]] = []
    for r, c in sorted(fields):
        if out and out[-1][0] == r and out[-1][3] == c:
            out[-1] = (r, out[-1][1], r + 1, c + 1)
        else:
            out.append((r, c, r + 1, c + 1))
    return out


def _is_table(grid: Grid, points: list[Point]) -> bool:
    if len(grid.xs) < 3:
        return False
    filled = [c for c in grid.cells if any(c.x0 <= x <= c.x1 and c.top <= y <= c.bottom for x, y in points)]
    if len({c.column for c in filled}) < 2 or len(filled) < (3 if len(grid.ys) == 2 else 2):
        return False
    return len(grid.cells) <= _DRAWING or len(filled) >= 0.15 * len(grid.cells)


def words_by_cell(grid: Grid, words: Iterable[Word]) -> list[list[Word]]:
    """The words of each cell, in the order of `grid.cells`. A word that a vertical line cuts (cells without
    padding) is parted between its characters; every character goes where its centre is."""
    at = _finder(grid)
    out: list[list[Word]] = [[] for _ in grid.cells]
    for word in words:
        y = word.baseline - 0.3 * word.size
        first, last = at(word.edges[0] + 0.1, y), at(word.edges[-1] - 0.1, y)
        if first == last or not word.upright or len(word.edges) != len(word.text) + 1:
            out[at((word.x0 + word.x1) / 2, y)].append(word)
            continue
        start = 0
        homes = [at((a + b) / 2, y) for a, b in pairwise(word.edges)]
        for k in range(1, len(homes) + 1):
            if k < len(homes) and homes[k] == homes[start]:
                continue
            part = word._replace(
                text=word.text[start:k], x0=word.edges[start], x1=word.edges[k], edges=word.edges[start : k + 1],
                glued=word.glued and start == 0, gap=word.gap if start == 0 else 0.0,
            )  # fmt: skip
            out[homes[start]].append(part)
            start = k
    return out


def _finder(grid: Grid) -> Callable[[float, float], int]:
    home = {
        (r, c): number
        for number, cell in enumerate(grid.cells)
        for r in range(cell.row, cell.row + cell.row_span)
        for c in range(cell.column, cell.column + cell.column_span)
    }

    def at(x: float, y: float) -> int:
        return home[sum(y > edge for edge in grid.ys[1:-1]), sum(x > edge for edge in grid.xs[1:-1])]

    return at
