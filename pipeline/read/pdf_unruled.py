"""Tables printed without ruling lines, in a PDF: known by their header row ("TT", …) and their numbered rows.

Only what is beyond doubt becomes a table: at least three columns that no text crosses, and rows whose cells start at
the height of their number.  Anything else stays as lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import cast

import regex

from pipeline.read.document import Box, Cell, Line, Table

# The head of the first column: "TT", "STT", "Số TT"; not "TT Nội dung"
_FIRST_HEAD = regex.compile(r"(?:s?tt|số\s+(?:tt|thứ\s+tự))\.?", regex.IGNORECASE)
# The number of a row: "1", "2.", "1.1", "IV", "a)"; not "2026 và"
_NUMBER = regex.compile(r"(?:\d{1,3}(?:\.\d{1,3})*|[IVX]{1,5}|\p{Lu}|\p{Ll}\))[.)]?")
_LEVEL = 0.35
"""Lines whose tops differ by less than this many times the font size stand side by side."""


@dataclass(frozen=True, slots=True)
class _Columns:
    """The horizontal stretches that the text of each column takes, from left to right."""

    spans: tuple[tuple[float, float], ...]

    def are_apart(self) -> bool:
        """Whether no column reaches into the next."""
        return all(left[1] < right[0] for left, right in pairwise(self.spans))

    def of(self, box: Box) -> list[int]:
        """The columns that a line stands in or crosses."""
        return [i for i, (left, right) in enumerate(self.spans) if box.x0 < right and left < box.x1]

    def widened(self, column: int, box: Box) -> _Columns:
        left, right = self.spans[column]
        span = (min(left, box.x0), max(right, box.x1))
        return _Columns((*self.spans[:column], span, *self.spans[column + 1 :]))


def with_unruled_tables(blocks: Sequence[Line | Table]) -> list[Line | Table]:
    """The blocks with the lines of each unruled table put together; it goes on over pages while its columns do."""
    out: list[Line | Table] = []
    columns: _Columns | None = None
    at = 0
    while at < len(blocks):
        block = blocks[at]
        if isinstance(block, Line) and block.box is not None:
            run = _page_run(blocks, at)
            found = None
            if _FIRST_HEAD.fullmatch(block.text):
                found = _table(run, None)
            elif columns is not None and at > 0 and blocks[at - 1].page != block.page:
                found = _table(run, columns)
            if found is not None:
                table, used, columns = found
                taken = set(map(id, used))
                out.append(table)
                out.extend(line for line in run if id(line) not in taken)
                columns = columns if len(used) == len(run) else None
                at += len(run)
                continue
        out.append(block)
        at += 1
    return out


def _page_run(blocks: Sequence[Line | Table], at: int) -> list[Line]:
    """The lines from `at` up to the next table or page."""
    run: list[Line] = []
    for block in blocks[at:]:
        if not isinstance(block, Line) or block.box is None or (run and block.page != run[0].page):
            break
        run.append(block)
    return run


def _table(run: Sequence[Line], known: _Columns | None) -> tuple[Table, list[Line], _Columns] | None:
    """The table that a run of lines starts with, its lines, and its columns; `known` are those of the page before."""
    head = [] if known else [line for line in run if _level(line, run[0])]
    columns = known or _Columns(tuple((_box(line).x0, _box(line).x1) for line in head))
    if len(columns.spans) < 3 or not columns.are_apart():
        return None
    rows: list[dict[int, list[Line]]] = [{i: [line] for i, line in enumerate(head)}] if head else []
    numbers: list[Line] = []
    used = list(head)
    below = sorted((line for line in run if all(line is not h for h in head)), key=lambda line: _box(line).top)
    for group in _by_level(below):
        homes = [(line, columns.of(_box(line))) for line in group]
        if any(len(home) != 1 for _, home in homes):
            break
        first = next((line for line, home in homes if home == [0]), None)
        if first is not None:
            if not _NUMBER.fullmatch(first.text) or len(group) < 3:
                return None
            numbers.append(first)
            rows.append({})
        elif not numbers:
            return None  # a header of several lines, or a number in the middle of its row
        for line, (home,) in homes:
            columns = columns.widened(home, _box(line))
            rows[-1].setdefault(home, []).append(line)
            used.append(line)
    if not columns.are_apart() or len(numbers) < 2 - bool(known):
        return None
    cells = tuple(
        Cell(r, c, tuple(row[c]) if c in row else (), box=None)
        for r, row in enumerate(rows)
        for c in range(len(columns.spans))
    )
    page = cast(int, run[0].page)
    box = Box(
        page, columns.spans[0][0], _box(used[0]).top, columns.spans[-1][1], max(_box(line).bottom for line in used)
    )
    return Table(cells, len(rows), len(columns.spans), page, box), used, columns


def _by_level(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines sorted by their tops, in groups that stand side by side."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _level(line, groups[-1][0]):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _level(a: Line, b: Line) -> bool:
    return abs(_box(a).top - _box(b).top) < _LEVEL * (a.size or 12.0)


def _box(line: Line) -> Box:
    return cast(Box, line.box)
