"""Ruling lines -> the grids of tables, merged cells included. Pure functions over `pdf_page.Edge`.

The way is pdfplumber's (edges, joined; where they cross; cells; tables), but the cells come from one grid per
table: two neighbouring fields of the grid belong to one cell unless a line stands between them over its whole
length. So a merged cell keeps its spans, and a doubled line can be recognised by the empty sliver that it makes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from pipeline.read.pdf_page import Edge
from pipeline.read.pdf_words import Word

_SAME = 3.0
"""Lines nearer than this (points) are one line; line ends nearer than this meet."""
_SLIVER_WIDTH = 15.0
_SLIVER_HEIGHT = 6.0
"""A column (row) of the grid narrower than this that holds no word lies between two strokes of a doubled line."""

_DRAWING = 60
"""A grid of more cells than this, nearly all of them empty, is a chart, a map or squared paper."""


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
    horizontal = _joined(edge for edge in edges if edge.horizontal)
    vertical = _joined(edge for edge in edges if not edge.horizontal)
    if len(horizontal) < 2 or not vertical:
        return []
    points = [((word.x0 + word.x1) / 2, word.baseline - 0.3 * word.size) for word in words]
    grids = []
    for rows, columns in _networks(horizontal, vertical):
        grid = _grid(*_with_open_sides(rows, columns, points), points)
        if grid is not None:
            grids.append(grid)
    return sorted(grids, key=lambda grid: (grid.ys[0], grid.xs[0]))


def _joined(edges: Iterable[Edge]) -> list[Edge]:
    """Pieces of one line joined: a stroke beside its double, dots, the segments that each cell draws for itself."""
    levels: list[list[Edge]] = []
    for edge in sorted(edges, key=lambda e: e.at):
        if levels and edge.at - levels[-1][0].at <= _SAME:
            levels[-1].append(edge)
        else:
            levels.append([edge])
    out = []
    for level in levels:
        longest = max(level, key=lambda e: e.end - e.start)
        start, end = None, 0.0
        for edge in sorted(level, key=lambda e: e.start):
            if start is None:
                start, end = edge.start, edge.end
            elif edge.start <= end + _SAME:
                end = max(end, edge.end)
            else:
                out.append(Edge(edge.horizontal, longest.at, start, end))
                start, end = edge.start, edge.end
        if start is not None:
            out.append(Edge(longest.horizontal, longest.at, start, end))
    return [edge for edge in out if edge.end - edge.start > 5]


def _networks(horizontal: list[Edge], vertical: list[Edge]) -> list[tuple[list[Edge], list[Edge]]]:
    """The lines that cross or meet one another, one pair of lists for each connected network."""
    parent = list(range(len(horizontal) + len(vertical)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, h in enumerate(horizontal):
        for j, v in enumerate(vertical, len(horizontal)):
            if h.start - _SAME <= v.at <= h.end + _SAME and v.start - _SAME <= h.at <= v.end + _SAME:
                parent[root(i)] = root(j)
    networks: dict[int, tuple[list[Edge], list[Edge]]] = {}
    for i, edge in enumerate([*horizontal, *vertical]):
        networks.setdefault(root(i), ([], []))[0 if edge.horizontal else 1].append(edge)
    return [(rows, columns) for rows, columns in networks.values() if len(rows) >= 2 and columns]


def _with_open_sides(
    rows: list[Edge], columns: list[Edge], points: list[tuple[float, float]]
) -> tuple[list[Edge], list[Edge]]:
    """The network closed on sides where its lines run on and text stands, but no border is drawn: tables without
    outer verticals, and a row that the end of the page cuts."""
    top, bottom = min(e.at for e in rows), max(e.at for e in rows)
    left, right = min(e.at for e in columns), max(e.at for e in columns)
    out_rows, out_columns = list(rows), list(columns)
    for low, high, far in ((min(e.start for e in rows), left, True), (right, max(e.end for e in rows), False)):
        reaching = [e for e in rows if (e.start <= low + _SAME if far else e.end >= high - _SAME)]
        if high - low > 10 and len(reaching) >= 3 and any(low < x < high and top < y < bottom for x, y in points):
            out_columns.append(Edge(False, low if far else high, top, bottom))
    for low, high, far in ((min(e.start for e in columns), top, True), (bottom, max(e.end for e in columns), False)):
        reaching = [e for e in columns if (e.start <= low + _SAME if far else e.end >= high - _SAME)]
        if high - low > 8 and len(reaching) >= 2 and any(low < y < high and left < x < right for x, y in points):
            out_rows.append(Edge(True, low if far else high, left, right))
    return out_rows, out_columns


def _grid(rows: list[Edge], columns: list[Edge], points: list[tuple[float, float]]) -> Grid | None:
    spanning = [e for e in rows if sum(e.start - _SAME <= v.at <= e.end + _SAME for v in columns) >= 2]
    xs, ys = _levels(columns), _levels(spanning)
    if len(xs) < 3 or len(ys) < 2:
        return None
    points = [(x, y) for x, y in points if xs[0] <= x <= xs[-1] and ys[0] <= y <= ys[-1]]
    xs = _without_slivers(xs, [x for x, _ in points], _SLIVER_WIDTH)
    ys = _without_slivers(ys, [y for _, y in points], _SLIVER_HEIGHT)
    if len(xs) < 3 or len(ys) < 2:
        return None
    cells = _cells(xs, ys, spanning, columns)
    filled = [c for c in cells if any(c.x0 <= x <= c.x1 and c.top <= y <= c.bottom for x, y in points)]
    if len({c.column for c in filled}) < 2 or len(filled) < (3 if len(ys) == 2 else 2):
        return None
    if len(cells) > _DRAWING and len(filled) < 0.15 * len(cells):
        return None
    return Grid(tuple(xs), tuple(ys), tuple(cells))


def _levels(edges: Iterable[Edge]) -> list[float]:
    out: list[float] = []
    for at in sorted(edge.at for edge in edges):
        if not out or at - out[-1] > _SAME:
            out.append(at)
    return out


def _without_slivers(levels: list[float], texts: list[float], narrow: float) -> list[float]:
    out = levels[:1]
    for i, level in enumerate(levels[1:], 1):
        if level - out[-1] < narrow and not any(out[-1] <= at <= level for at in texts):
            if i == len(levels) - 1 and len(out) > 1:
                out[-1] = level
            continue
        out.append(level)
    return out


def _cells(xs: list[float], ys: list[float], rows: list[Edge], columns: list[Edge]) -> list[GridCell]:
    """The fields of the grid united where no line parts them; a union that is no rectangle is cut by rows."""
    width, height = len(xs) - 1, len(ys) - 1
    parent = list(range(width * height))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for r in range(height):
        for c in range(width - 1):
            if not _covered(columns, xs[c + 1], _between(xs, c + 1), ys[r], ys[r + 1]):
                parent[root(r * width + c + 1)] = root(r * width + c)
    for r in range(height - 1):
        for c in range(width):
            if not _covered(rows, ys[r + 1], _between(ys, r + 1), xs[c], xs[c + 1]):
                parent[root((r + 1) * width + c)] = root(r * width + c)
    regions: dict[int, list[tuple[int, int]]] = {}
    for i in range(width * height):
        regions.setdefault(root(i), []).append(divmod(i, width))
    out = []
    for fields in regions.values():
        for r0, c0, r1, c1 in _rectangles(fields):
            out.append(GridCell(r0, c0, r1 - r0 + 1, c1 - c0 + 1, xs[c0], ys[r0], xs[c1 + 1], ys[r1 + 1]))
    return sorted(out, key=lambda cell: (cell.row, cell.column))


def _between(levels: list[float], i: int) -> tuple[float, float]:
    """How far before and after level `i` a line may lie and still be that level's (slivers are part of it)."""
    before = min(_SLIVER_WIDTH, (levels[i] - levels[i - 1]) / 2)
    after = min(_SLIVER_WIDTH, (levels[i + 1] - levels[i]) / 2) if i + 1 < len(levels) else _SLIVER_WIDTH
    return before, after


def _covered(edges: list[Edge], at: float, reach: tuple[float, float], start: float, end: float) -> bool:
    """Whether lines at `at` cover the way from `start` to `end`, but for their ends."""
    need = (end - start) - 2 * min(_SAME + 1, (end - start) / 4)
    got = 0.0
    for edge in edges:
        if at - reach[0] <= edge.at <= at + reach[1]:
            got = max(got, min(edge.end, end) - max(edge.start, start))
    return got >= need


def _rectangles(fields: list[tuple[int, int]]) -> list[tuple[int, int, int, int]]:
    """(first row, first column, last row, last column) of the rectangles that make up the fields."""
    r0, r1 = min(r for r, _ in fields), max(r for r, _ in fields)
    c0, c1 = min(c for _, c in fields), max(c for _, c in fields)
    if len(fields) == (r1 - r0 + 1) * (c1 - c0 + 1):
        return [(r0, c0, r1, c1)]
    out: list[tuple[int, int, int, int]] = []
    for r in range(r0, r1 + 1):
        row = sorted(c for rr, c in fields if rr == r)
        start = 0
        for k in range(1, len(row) + 1):
            if k < len(row) and row[k] == row[k - 1] + 1:
                continue
            first, last = row[start], row[k - 1]
            start = k
            if out and out[-1][1] == first and out[-1][3] == last and out[-1][2] == r - 1:
                out[-1] = (out[-1][0], first, r, last)
            else:
                out.append((r, first, r, last))
    return out


def words_by_cell(grid: Grid, words: Iterable[Word]) -> list[list[Word]]:
    """The words of each cell, in the order of `grid.cells`. A word that a vertical line cuts (cells without
    padding) is parted between its characters; every character goes where its centre is."""
    at: Callable[[float, float], int] = _finder(grid)
    out: list[list[Word]] = [[] for _ in grid.cells]
    for word in words:
        y = word.baseline - 0.3 * word.size
        first, last = at(word.edges[0] + 0.1, y), at(word.edges[-1] - 0.1, y)
        if first == last or not word.upright or len(word.edges) != len(word.text) + 1:
            out[at((word.x0 + word.x1) / 2, y)].append(word)
            continue
        start = 0
        homes = [at((a + b) / 2, y) for a, b in zip(word.edges, word.edges[1:], strict=False)]
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
    width = len(grid.xs) - 1
    home = [0] * (width * (len(grid.ys) - 1))
    for number, cell in enumerate(grid.cells):
        for r in range(cell.row, cell.row + cell.row_span):
            for c in range(cell.column, cell.column + cell.column_span):
                home[r * width + c] = number

    def at(x: float, y: float) -> int:
        column = sum(x > edge for edge in grid.xs[1:-1])
        row = sum(y > edge for edge in grid.ys[1:-1])
        return home[row * width + column]

    return at
