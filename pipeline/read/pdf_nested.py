"""A table in a cell of another table, whose lines touch those of the cell: which lines are whose. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.read.pdf_page import Edge

_SAME = 3.0
"""Line ends nearer than this (points) meet."""
_PADDING = 15.0
"""Between the side of a cell and that of a table in it, at most (points)."""


def nested_apart(network: Iterable[Edge]) -> list[set[Edge]]:
    """The lines of the outer table, then those of each table in one of its cells or in a frame around it.

    The lines of a table part it into rectangles, so none turns a corner inside it. Where one does, close beside a
    longer vertical, it belongs to a table in the cell, though on its other sides that table's lines touch the cell's.
    """
    outer = set(network)
    nested: list[set[Edge]] = []
    for side in sorted(edge for edge in outer if not edge.horizontal):
        beside = [e for e in outer if not e.horizontal and 0 < abs(e.at - side.at) < _PADDING and _within(side, e)]
        if side in outer and beside:
            inner = _table_at(side, beside[0], outer)
            if inner:
                nested.append(inner)
                outer -= inner
    return [outer, *nested]


def _within(short: Edge, long: Edge) -> bool:
    """Whether the first of two parallels reaches less far than the second, and nowhere beyond it."""
    before, after = short.start - long.start, long.end - short.end
    return min(before, after) > -_SAME and max(before, after) > _SAME


def _table_at(side: Edge, cell: Edge, edges: set[Edge]) -> set[Edge]:
    """The lines of the table whose left or right side this may be, in a cell with that side; empty if it is none."""
    top, bottom = side.start, side.end
    rightwards = side.at > cell.at
    touching = [e for e in edges if e.horizontal and _meets(e, side.at) and top - _SAME <= e.at <= bottom + _SAME]
    own = [e for e in touching if (e.start > side.at - _SAME if rightwards else e.end < side.at + _SAME)]
    ends = [_at(own, at) for at in (top, bottom)]
    through = [e for e in touching if e not in own]
    corner = (ends[0] and cell.start < top - _SAME) or (ends[1] and cell.end > bottom + _SAME)
    closed = all(end or _at(through, at) for end, at in zip(ends, (top, bottom), strict=True))
    if not corner or not closed:
        return set()
    far = max(e.end for e in own) if rightwards else min(e.start for e in own)
    left, right = min(side.at, far), max(side.at, far)
    inner: set[Edge] = set()
    for edge in edges:
        low, high, start, end = (top, bottom, left, right) if edge.horizontal else (left, right, top, bottom)
        if not low - _SAME <= edge.at <= high + _SAME or edge.end < start + _SAME or edge.start > end - _SAME:
            continue
        if start - _SAME < edge.start and edge.end < end + _SAME:
            inner.add(edge)
        elif low + _SAME < edge.at < high - _SAME:
            return set()  # a line of the outer table runs through: these are its rows
        else:
            inner.add(edge._replace(start=start, end=end))  # the cell's side is that of the table too
    return inner


def _meets(row: Edge, x: float) -> bool:
    return row.start - _SAME <= x <= row.end + _SAME


def _at(rows: Iterable[Edge], y: float) -> bool:
    return any(abs(row.at - y) <= _SAME for row in rows)
