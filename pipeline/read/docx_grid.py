"""The columns that a reader sees in a Word table, whose own grid has more: one line for every cell edge ever drawn."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

SLIVER = 170
"""Twentieths of a point (3 mm): edges nearer than this were meant to be one; no column of a table is so narrow."""


def seen_columns(cells: Iterable[tuple[int, int]], widths: Sequence[int]) -> Mapping[int, int]:
    """Grid line -> column (from 0), for every line at which a cell begins or ends.

    `cells` are (first, end) grid lines of all cells, `widths` the widths of the grid columns in twentieths of a point
    (may be short or empty: then no lines are taken together).  Lines at which no cell begins make no column.
    """
    spans = set(cells)
    places = [0, *accumulate(widths)]
    first_of: dict[int, int] = {}  # grid line -> the first of the lines that are taken for one
    first = -1
    for line in sorted({line for span in spans for line in span}):
        near = first >= 0 and line < len(places) and places[line] - places[first] < SLIVER
        if not near or any(first <= start and end <= line for start, end in spans):
            first = line
        first_of[line] = first
    starts = sorted({first_of[start] for start, _ in spans})
    return {line: bisect_left(starts, one) for line, one in first_of.items()}
