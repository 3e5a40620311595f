"""Ruling lines -> the grids of tables, merged cells included. Pure functions over `pdf_page.Edge`.

pdfplumber snaps and joins the lines, crosses them and finds the cells; it is given PDFium's path segments, so that
its own parse of the page is never paid for. Added here is what it does not know: two strokes of a doubled line, sides
that are left open, the rows and columns that a cell spans, and frames and drawings, which are no tables.
Its `cells_to_tables` is not used: lines that touch make one table here, because where a border is missing no cell is
found, and that function would then cut the table in two, or let go its outer row with the text in it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from pipeline.read.pdf_nested import nested_apart
from pipeline.read.pdf_page import Edge
from pipeline.read.pdf_words import Word

_SAME = 3.0
"""Lines nearer than this (points) are one line; line ends nearer than this meet."""
_SHORTEST = 5.0  # what stays shorter when the pieces of lines are joined is a dot or a tick
_SLIVER_WIDTH = 15.0
_SLIVER_HEIGHT = 6.0
"""A column (row) of the grid narrower than this that holds no word lies between two strokes of a doubled line."""
_DRAWING = 60
"""A grid of more cells than this, nearly all of them empty, is a chart, a map or squared paper."""

Point = tuple[float, float]
Span = tuple[int, int, int, int]  # the first row and column, and those after the last


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


def find_grids(edges: Sequence[Edge], words: Sequence[Word], before: Sequence[float] = ()) -> list[Grid]:
    """The tables on a page, top first. A frame around text (one cell, one column) and a lone underline are none.

    `before` are the `xs` of the last table on the page before: the first grid with the same goes on with it, though
    only the tail of one of its cells stands here.
    """
    if sum(edge.horizontal for edge in edges) < 2 or all(edge.horizontal for edge in edges):
        return []
    points = [((word.x0 + word.x1) / 2, word.baseline - 0.3 * word.size) for word in words]
    grids = []
    for network in _networks(_snapped(edges)):
        for own in nested_apart(network):
            lines = _without_slivers([*own, *_open_sides(own, points)], points)
            grid = _grid(lines, len(points))
            if grid is not None:
                grids.append(_without_empty_ends(grid, points))
    grids.sort(key=lambda grid: (grid.ys[0], grid.xs[0]))
    return [g for i, g in enumerate(grids) if _is_table(g, points) or (i == 0 and _goes_on(g, before, points))]


def _line(edge: Edge) -> dict[str, Any]:
    """The edge as pdfplumber has it."""
    x0, x1, top, bottom = (*edge[2:], edge.at, edge.at) if edge.horizontal else (edge.at, edge.at, *edge[2:])
    side = {"orientation": "h" if edge.horizontal else "v", "width": x1 - x0, "height": bottom - top}
    return {"x0": x0, "x1": x1, "top": top, "bottom": bottom, **side}


def _edge(line: dict[str, Any]) -> Edge:
    # rounded, because the sums of floating-point numbers leave lines that were snapped together a hair apart
    x0, x1, top, bottom = (round(line[key], 2) for key in ("x0", "x1", "top", "bottom"))
    return Edge(True, top, x0, x1) if line["orientation"] == "h" else Edge(False, x0, top, bottom)


def _snapped(edges: Iterable[Edge]) -> list[Edge]:
    """Pieces of one line joined: a stroke beside its double, dots, the segments that each cell draws for itself."""
    from pdfplumber.table import snap_edges

    snapped = snap_edges([_line(edge) for edge in set(edges)], _SAME, _SAME)
    return [edge for edge in _joined(map(_edge, snapped)) if edge.end - edge.start > _SHORTEST]


def _joined(edges: Iterable[Edge]) -> list[Edge]:
    from pdfplumber.table import merge_edges

    return [_edge(line) for line in merge_edges([_line(edge) for edge in edges], 0, 0, _SAME, _SAME)]


def _crossings(edges: Iterable[Edge]) -> dict[Point, Any]:
    from pdfplumber.table import edges_to_intersections

    return dict(edges_to_intersections([_line(edge) for edge in edges], _SAME, _SAME))


def _networks(edges: list[Edge]) -> list[set[Edge]]:
    """The lines that cross or meet one another, one set for each connected network."""
    networks: list[set[Edge]] = []
    for crossing in _crossings(edges).values():
        here = {_edge(line) for line in (*crossing["h"], *crossing["v"])}
        touched = [network for network in networks if not network.isdisjoint(here)]
        if len(touched) == 1:
            touched[0].update(here)
        else:
            networks = [network for network in networks if network.isdisjoint(here)]
            networks.append(here.union(*touched))
    return networks


def _open_sides(network: Iterable[Edge], points: list[Point]) -> Iterator[Edge]:
    """The sides to which the lines of the network run on and text stands, but no border is drawn: tables without
    outer verticals, and a row that the end of the page cuts."""
    rows, columns = _by_direction(network)
    if len(rows) < 2:
        return
    for along, across, enough, least in ((rows, columns, 3, 10.0), (columns, rows, 2, 8.0)):
        first, last = min(e.at for e in across), max(e.at for e in across)
        low, high = min(e.at for e in along), max(e.at for e in along)
        texts = [at if along is rows else at[::-1] for at in points]
        start, end = min(e.start for e in along), max(e.end for e in along)
        before = start, start, first, sum(e.start <= start + _SAME for e in along)
        after = end, last, end, sum(e.end >= end - _SAME for e in along)
        for at, left, right, reaching in (before, after):
            text = any(left < x < right and low < y < high for x, y in texts)
            if text and right - left > least and reaching >= enough:
                yield Edge(along is columns, at, low, high)


def _by_direction(edges: Iterable[Edge]) -> tuple[list[Edge], list[Edge]]:
    edges = list(edges)
    return [e for e in edges if e.horizontal], [e for e in edges if not e.horizontal]


def _without_slivers(edges: list[Edge], points: list[Point]) -> list[Edge]:
    """The lines with the second stroke of each doubled line moved onto the first, and without those underlines that
    touch a column's line."""
    rows, columns = _by_direction(edges)
    rows = [e for e in rows if sum(e.start - _SAME <= v.at <= e.end + _SAME for v in columns) >= 2]
    xs, ys = sorted({e.at for e in columns}), sorted({e.at for e in rows})
    if len(xs) < 3 or len(ys) < 2:
        return []
    inside = [(x, y) for x, y in points if xs[0] <= x <= xs[-1] and ys[0] <= y <= ys[-1]]
    across = _mover(xs, [x for x, _ in inside], _SLIVER_WIDTH)
    down = _mover(ys, [y for _, y in inside], _SLIVER_HEIGHT)
    moved = [Edge(True, down(e.at), across(e.start), across(e.end)) for e in rows]
    return _joined([*moved, *(Edge(False, across(e.at), down(e.start), down(e.end)) for e in columns)])


def _mover(levels: list[float], texts: list[float], narrow: float) -> Callable[[float], float]:
    """What moves a coordinate at the far side of a sliver to the near side; at the table's end, the other way."""
    groups = [[levels[0]]]
    for level in levels[1:]:
        if level - groups[-1][0] < narrow and not any(groups[-1][0] <= at <= level for at in texts):
            groups[-1].append(level)
        else:
            groups.append([level])
    stay = {level: group[-1 if 0 < k == len(groups) - 1 else 0] for k, group in enumerate(groups) for level in group}

    def move(at: float) -> float:
        nearest = min(levels, key=lambda level: abs(level - at))
        return stay[nearest] if abs(nearest - at) <= _SAME else at

    return move


def _grid(edges: list[Edge], words: int) -> Grid | None:
    """The cells in rows and columns. Fields in no cell (a border is missing) are united where no line parts them."""
    from pdfplumber.table import intersections_to_cells

    rows, columns = _by_direction(edges)
    xs, ys = sorted({e.at for e in columns}), sorted({e.at for e in rows})
    crossings = _crossings(edges)
    if len(xs) < 3 or len(ys) < 2 or len(crossings) > max(_DRAWING, 20 * words):
        return None
    free = {(r, c) for r in range(len(ys) - 1) for c in range(len(xs) - 1)}
    spans: list[Span] = []
    cells = sorted(intersections_to_cells(crossings), key=lambda cell: (cell[2] - cell[0]) * (cell[3] - cell[1]))
    for x0, top, x1, bottom in cells:
        r0, c0, r1, c1 = ys.index(top), xs.index(x0), ys.index(bottom), xs.index(x1)
        fields = {(r, c) for r in range(r0, r1) for c in range(c0, c1)}
        if fields <= free:
            free -= fields
            spans.append((r0, c0, r1, c1))
    spans = sorted([*spans, *_united(free, edges, xs, ys)])
    found = (GridCell(a, b, c - a, d - b, xs[b], ys[a], xs[d], ys[c]) for a, b, c, d in spans)
    return Grid(tuple(xs), tuple(ys), tuple(found))


def _united(fields: set[tuple[int, int]], edges: list[Edge], xs: list[float], ys: list[float]) -> list[Span]:
    """The fields joined where no line parts them, first those of a row, then runs of the same columns."""

    def parted(horizontal: bool, at: float, middle: float) -> bool:
        return any(e.horizontal == horizontal and e.at == at and e.start < middle < e.end for e in edges)

    runs: list[Span] = []
    for r, c in sorted(fields):
        if runs and runs[-1][0] == r and runs[-1][3] == c and not parted(False, xs[c], (ys[r] + ys[r + 1]) / 2):
            runs[-1] = (r, runs[-1][1], r + 1, c + 1)
        else:
            runs.append((r, c, r + 1, c + 1))
    out: list[Span] = []
    for r, c0, _, c1 in runs:
        above = next((span for span in out if span[1:] == (c0, r, c1)), None)
        if above and not any(parted(True, ys[r], (xs[c] + xs[c + 1]) / 2) for c in range(c0, c1)):
            out[out.index(above)] = (above[0], c0, r + 1, c1)
        else:
            out.append((r, c0, r + 1, c1))
    return out


def _filled(grid: Grid, points: list[Point]) -> list[GridCell]:
    return [c for c in grid.cells if any(c.x0 <= x <= c.x1 and c.top <= y <= c.bottom for x, y in points)]


def _is_table(grid: Grid, points: list[Point]) -> bool:
    filled = _filled(grid, points)
    if len({c.column for c in filled}) < 2 or len(filled) < (3 if len(grid.ys) == 2 else 2):
        return False
    return len(grid.cells) <= _DRAWING or len(filled) >= 0.15 * len(grid.cells)


def _goes_on(grid: Grid, before: Sequence[float], points: list[Point]) -> bool:
    """Whether the columns are those of the table before, and there is text in one."""
    same = len(before) == len(grid.xs) and all(abs(a - b) <= _SAME for a, b in zip(before, grid.xs, strict=True))
    return same and bool(_filled(grid, points))


def _without_empty_ends(grid: Grid, points: list[Point]) -> Grid:
    """The grid without a first or last row of one cell that holds nothing: the space in a frame around the table."""
    columns = len(grid.xs) - 1
    empty = {c.row for c in grid.cells if c.column_span == columns and c.row_span == 1} - {
        c.row for c in _filled(grid, points)
    }
    first, end = 0, len(grid.ys) - 1
    while first in empty:
        first += 1
    while end - 1 in empty:
        end -= 1
    if first >= end:
        return grid
    cells = tuple(replace(c, row=c.row - first) for c in grid.cells if first <= c.row < end)
    return Grid(grid.xs, grid.ys[first : end + 1], cells)


def words_by_cell(grid: Grid, words: Iterable[Word]) -> list[list[Word]]:
    """The words of each cell, in the order of `grid.cells`. A word that a vertical line cuts (cells without
    padding) is parted between its characters; every character goes where its centre is."""
    home = {
        (r, c): number
        for number, cell in enumerate(grid.cells)
        for r in range(cell.row, cell.row + cell.row_span)
        for c in range(cell.column, cell.column + cell.column_span)
    }
    out: list[list[Word]] = [[] for _ in grid.cells]
    for word in words:
        row = bisect_left(grid.ys, word.baseline - 0.3 * word.size, 1, len(grid.ys) - 1) - 1
        homes = [home[row, bisect_left(grid.xs, x, 1, len(grid.xs) - 1) - 1] for x in word.centres]
        if len(set(homes)) == 1:
            out[homes[0]].append(word)
            continue
        for number, part in groupby(range(len(homes)), key=homes.__getitem__):
            start, *rest = part
            out[number].append(word.part(start, start + len(rest) + 1))
    return out
