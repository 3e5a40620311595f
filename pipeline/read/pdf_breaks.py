"""Lines of a table cell that were begun without need: the next word would have fitted on the line before.

Such a break was typed, so a new value begins there ("Sở Nội vụ" / "Sở Tài chính"). A full line says nothing: it may be
wrapped, or just end there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.read.document import Box, Line

_PADDING = (1.0, 8.0)
"""Between the border and the text of a cell, at least and at most (points)."""
_SPARE = 4.0
"""A word is taken to fit only where so many points are left: justified text and measured widths are not exact."""


def with_breaks(lines: Sequence[Line], x0: float, x1: float) -> tuple[Line, ...]:
    """The lines of the cell between `x0` and `x1`; `starts_paragraph` is True where one was begun without need."""
    if len(lines) < 2 or any(line.box is None for line in lines):
        return tuple(lines)
    boxes = [line.box for line in lines if line.box is not None]
    nearest = min(min(box.x0 - x0, x1 - box.x1) for box in boxes)
    padding = min(max(nearest, _PADDING[0]), _PADDING[1])
    room = x1 - x0 - 2 * padding
    out = [lines[0]]
    for before, line, above, box in zip(lines, lines[1:], boxes, boxes[1:], strict=False):
        size = line.size or box.bottom - box.top
        needed = above.x1 - above.x0 + 0.3 * size + _first_word(line, box)
        out.append(replace(line, starts_paragraph=True) if needed + _SPARE < room and before.text else line)
    return tuple(out)


def _first_word(line: Line, box: Box) -> float:
    """The width of the first word (points)."""
    first = line.text.split(maxsplit=1)[0] if line.text.strip() else ""
    return (box.x1 - box.x0) * len(first) / max(1, len(line.text))
