"""Values of a cell that stand on full lines, found by the table's own repetitions.

Where a line of print is full nobody can say whether the next one goes on with it: "Văn phòng Sở" / "Chi cục Kiểm lâm".
But offices and products come back: what fills a cell of its own elsewhere in the table is a value here too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import regex

from pipeline.appendix_rows import Row
from pipeline.read.document import Line
from pipeline.table_header import UNITS

KINDS = (UNITS, ("products",))
"""Roles whose cells hold values of one kind."""
MOST_LINES = 40  # of a cell that is looked into
# what parts the values of a cell: ";", ",", a line that begins with a dash
PARTS = regex.compile(r"\s*[;,]\s*|\n\s*[-–+•]\s+")
OFTEN = 2  # how often a value must fill a cell to be one beside an unknown value
MARK = regex.compile(r"^[\s\-–+•*]+|[\s.;,]+$")


def part_values(rows: Sequence[Row]) -> None:
    """Mark, in the cells of `rows`, the lines at which a known value ends and another begins (`starts_paragraph`)."""
    for roles in KINDS:
        cells = list(
            {id(row.cells[role]): row.cells[role] for row in rows for role in roles if row.cells.get(role)}.values()
        )
        known = Counter(_folded(value) for lines in cells for value in _values(lines))
        for lines in cells:
            for start, end in pairwise(_bounds(lines)):
                for at in _beginnings(lines[start:end], known):
                    lines[start + at] = replace(lines[start + at], starts_paragraph=True)


def _bounds(lines: Sequence[Line]) -> list[int]:
    """Where runs of lines begin between which a break was typed, and the number of lines."""
    return [0, *(k for k, line in enumerate(lines) if k and line.starts_paragraph is not None), len(lines)]


def _values(lines: Sequence[Line]) -> list[str]:
    """The whole cell, or the parts of it that semicolons, commas or dashes leave no doubt of."""
    return PARTS.split("\n".join(line.text for line in lines))


def _beginnings(lines: Sequence[Line], known: Counter[str]) -> list[int]:
    """The lines at which values begin, if the lines make up several known values and at most one that is not known.

    A value beside an unknown one must be a known one at least twice; the fewest values win.
    """
    count = len(lines)
    if count > MOST_LINES:
        return []
    best: list[tuple[int, int, list[int]] | None] = [(0, 0, []), *[None] * count]  # unknown values, values, their lines
    for end in range(1, count + 1):
        for start in range(end):
            before = best[start]
            if before is None or end - start == count or not lines[start].text[:1].isupper():
                continue
            text = _folded(" ".join(line.text for line in lines[start:end]))
            strange = text not in known
            if strange and (before[0] or len(text.split()) < 2):
                continue
            way = (before[0] + strange, before[1] + 1, [*before[2], start])
            held = best[end]
            if held is None or way[:2] < held[:2]:
                best[end] = way
    found = best[count]
    if found is None:
        return []
    bounds = [*found[2], count]
    values = [_folded(" ".join(line.text for line in lines[a:b])) for a, b in pairwise(bounds)]
    if found[0] and values[0] in known:
        return []  # "Quyết định" / "UBND tỉnh": what follows a known word may be the rest of its name
    whole = known[_folded(" ".join(line.text for line in lines))]
    least = max(OFTEN, whole) if found[0] else whole
    if any(0 < known[value] < least for value in values):
        return []  # what stands together more often than apart is one value
    return found[2][1:]


def _folded(text: str) -> str:
    return MARK.sub("", " ".join(text.split()).casefold())
