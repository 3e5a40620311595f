"""The parts of a table without ruling lines, page by page -> its rows and cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import regex

from pipeline.read.document import Box, Cell, Line, Table
from pipeline.read.pdf_page import Edge
from pipeline.read.pdf_unruled_columns import Columns, find_columns
from pipeline.read.pdf_unruled_header import Head, Header
from pipeline.read.pdf_unruled_lines import Level, around, is_number, line_of, text_of
from pipeline.read.pdf_unruled_rows import Hang, Stretch, part_rows, stretches_of

_RULE_SHARE = 0.5
"""A horizontal rule over less than this share of the table's width is an underline."""
_DOUBT = 3.0
"""Rows that cost more than this on average are not understood."""
# A section's heading with its number: "II. Công tác", "B. Nhiệm vụ"; not "I.5", "IV tháng"
_SECTION = regex.compile(r"(?:[IVX]{1,5}|[A-H])[.)]\s+\p{Lu}")


@dataclass(slots=True)
class Part:
    """The part of a table on one page: `header` (None where it only goes on) and the levels below it."""

    page: int
    header: Header | None
    body: list[Level]
    number_row: Level | None = None
    head_levels: list[Level] = field(default_factory=list)
    edges: Sequence[Edge] = ()


def tables_of(parts: list[Part]) -> list[Table] | None:
    """The tables, a page each; None where the rows are in doubt."""
    header = parts[0].header
    assert header is not None
    columns = find_columns(widened(header, parts[-1].header), [level for part in parts for level in part.body])
    if columns is None:
        return None
    pieces: list[tuple[int, bool, list[Level]]] = []  # (part, over all columns, levels)
    for n, part in enumerate(parts):
        pieces += [(n, whole, run) for whole, run in _runs(part, columns)]
    runs = []
    for n, whole, run in pieces:
        if not whole:
            first = n > 0 and run[0] is parts[n].body[0]
            runs.append((run, _rules(parts[n].edges, run), first))
    if not runs:
        return None
    stretches = stretches_of(runs, columns)
    parted = _best(stretches, columns, header)
    if parted is None:
        return None
    rows: list[list[tuple[bool, list[Level]]]] = [[] for _ in parts]
    following = iter(zip(stretches, parted, strict=True))
    for n, whole, run in pieces:
        if whole:
            rows[n].append((True, run))
        else:
            stretch, found = next(following)
            rows[n] += [(False, list(stretch.levels[a:b])) for a, b in found]
    return [_table(part, own, columns) for part, own in zip(parts, rows, strict=True)]


def _best(stretches: list[Stretch], columns: Columns, header: Header) -> list[list[tuple[int, int]]] | None:
    """The rows of each stretch, by the way of hanging cells that costs least."""
    main = header.roles.index("task") if "task" in header.roles else columns.numbered
    between = sum(len(stretch.rules) for stretch in stretches)
    numbers = sum(is_number(e.text) for s in stretches for column in s.entries[: columns.numbered][:1] for e in column)
    numbered = columns.numbered if numbers else 0
    ruled = between >= max(2, 0.6 * (numbers - len(stretches)))
    best: tuple[float, list[list[tuple[int, int]]]] | None = None
    for hang in Hang:
        results = [part_rows(stretch, numbered, main, ruled, hang) for stretch in stretches]
        cost = sum(cost for cost, _ in results)
        if best is None or cost < best[0]:
            best = cost, [rows for _, rows in results]
    assert best is not None
    count = sum(len(rows) for rows in best[1])
    if count == 0 or best[0] / count > _DOUBT:
        return None
    return best[1]


def _rules(edges: Sequence[Edge], run: Sequence[Level]) -> list[float]:
    """The heights of the horizontal rules between the levels."""
    x0, x1 = min(level.x0 for level in run), max(level.x1 for level in run)
    top, bottom = run[0].baseline, run[-1].baseline
    by_height: dict[int, float] = {}
    for edge in edges:
        if edge.horizontal and top < edge.at < bottom:
            key = round(edge.at)
            by_height[key] = by_height.get(key, 0.0) + min(edge.end, x1) - max(edge.start, x0)
    return [float(at) for at, width in sorted(by_height.items()) if width > _RULE_SHARE * (x1 - x0)]


def _runs(part: Part, columns: Columns) -> Iterator[tuple[bool, list[Level]]]:
    """The levels of a part in runs: a row over all columns (True), or levels between two such rows."""
    right = max((level.x1 for level in part.body), default=0.0)
    run: list[Level] = []
    whole: list[Level] = []
    for level in part.body:
        goes_on = bool(whole) and _goes_on(whole[-1], level, right)
        if columns.crossed(level) or goes_on or _is_section(level, columns):
            if run:
                yield False, run
                run = []
            apart = whole and level.baseline - whole[-1].baseline > 1.7 * level.size
            if whole and not goes_on and (apart or _opens(level, columns)):
                yield True, whole
                whole = []
            whole.append(level)
            continue
        if whole:
            yield True, whole
            whole = []
        run.append(level)
    if whole:
        yield True, whole
    if run:
        yield False, run


def _goes_on(above: Level, level: Level, right: float) -> bool:
    """Whether a level ends the text of a row over all columns, whose line was full."""
    pieces = level.pieces()
    full = above.x1 + pieces[0][0].x1 - pieces[0][0].x0 + 0.25 * level.size > right
    return len(pieces) == 1 and full and pieces[0][0].text[:1].islower()


def _is_section(level: Level, columns: Columns) -> bool:
    """Whether a table without a column of numbers has the heading of a section here, alone in its first column."""
    return not columns.numbered and len(columns.cells(level)) == 1 and bool(_SECTION.match(text_of(level.words)))


def _opens(level: Level, columns: Columns) -> bool:
    first = text_of(level.pieces()[0])
    return columns.has_number(level) or is_number(first.split()[0])


def _table(part: Part, rows: Sequence[tuple[bool, list[Level]]], columns: Columns) -> Table:
    """The part of a table on one page as cells."""
    page = part.page
    words = [w for level in (*part.head_levels, *part.body) for w in level.words]
    outer = around(words, page)
    cuts = [(a + b) / 2 for a, b in columns.corridors]
    xs = [min(outer.x0, cuts[0]), *cuts, max(outer.x1, cuts[-1])]
    cells: list[Cell] = []
    depth = 0

    def box(levels_: Sequence[Level], first: int, last: int) -> Box:
        around_row = around([w for level in levels_ for w in level.words], page)
        return Box(page, round(xs[first], 2), around_row.top, round(xs[last + 1], 2), around_row.bottom)

    if part.header is not None:
        cells += _header_cells(part.header, page)
        depth = 2 if part.header.titles else 1
    if part.number_row is not None:
        for c, found in columns.cells(part.number_row).items():
            cells.append(Cell(depth, c, (line_of(found, page),), box=box([part.number_row], c, c)))
        depth += 1
    r = depth
    for whole, run in rows:
        if whole:
            cells += _whole_cells(run, r, columns, page, box(run, 0, columns.count - 1))
        else:
            by_column: dict[int, list[Line]] = {c: [] for c in range(columns.count)}
            for level in run:
                for c, found in columns.cells(level).items():
                    by_column[c].append(line_of(found, page))
            cells += [Cell(r, c, tuple(lines), box=box(run, c, c)) for c, lines in by_column.items()]
        r += 1
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return Table(tuple(cells), r, columns.count, page, outer, depth)


def _header_cells(header: Header, page: int) -> list[Cell]:
    def cell(head: Head, row: int, column: int, rows: int = 1, span: int = 1) -> Cell:
        lines = tuple(line_of(piece.words, page) for piece in head.pieces)
        return Cell(row, column, lines, rows, span, around([w for p in head.pieces for w in p.words], page))

    under = {c for title in header.titles for c in range(title.first, title.last + 1)}
    out = [cell(title, 0, title.first, 1, title.last - title.first + 1) for title in header.titles]
    for c, head in enumerate(header.columns):
        deep = 1 if c in under or not header.titles else 2
        out.append(cell(head, 1 if c in under else 0, c, deep))
    return out


def _whole_cells(run: Sequence[Level], row: int, columns: Columns, page: int, box: Box) -> list[Cell]:
    """A section row: its number, if it stands in the column of numbers, and its text over all other columns."""
    lead = columns.cells(run[0]).get(0, ())
    if columns.numbered and lead and is_number(text_of(lead)):
        rest = [tuple(w for w in level.words if i or w not in lead) for i, level in enumerate(run)]
        lines = tuple(line_of(words, page) for words in rest if words)
        return [Cell(row, 0, (line_of(lead, page),), box=box), Cell(row, 1, lines, 1, columns.count - 1, box)]
    return [Cell(row, 0, tuple(line_of(level.words, page) for level in run), 1, columns.count, box)]


def widened(known: Header, again: Header | None) -> Header:
    """Header cells printed on two pages: what both take."""
    if again is None or len(again.columns) != len(known.columns):
        return known
    merged = [Head((*a.pieces, *b.pieces)) for a, b in zip(known.columns, again.columns, strict=True)]
    return Header(known.start, known.end, tuple(merged), known.titles, known.roles)
