"""Lines of a table cell that were begun without need: the next word would have fitted on the line before.

Such a break was typed, so a new value begins there ("Sở Nội vụ" / "Sở Tài chính"). A full line says nothing: it may be
wrapped, or just end there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.read.document import Box, Line

_SPARE = 4.0
"""A word is taken to fit only where so many points are left: justified text and measured widths are not exact."""
_SAME = 2.0
"""Left edges nearer than this (points) are one."""


@dataclass(frozen=True, slots=True)
class Room:
    """How far the text of a column is seen to reach: its widest line, and the right end of its rightmost (points)."""

    width: float
    right: float

    @classmethod
    def of(cls, lines: Iterable[Line]) -> Room | None:
        """The room that the lines of all cells of a column show; None where no line has a place."""
        boxes = [line.box for line in lines if line.box is not None]
        return cls(max(b.x1 - b.x0 for b in boxes), max(b.x1 for b in boxes)) if boxes else None


def with_breaks(lines: Sequence[Line], room: Room | None) -> tuple[Line, ...]:
    """The lines of a cell; `starts_paragraph` is True where one was begun though there was room in the line before.

    Room is what other lines of the column were given: paddings and indents are not known, printed text is.
    """
    if room is None or len(lines) < 2 or any(line.box is None for line in lines):
        return tuple(lines)
    boxes = [line.box for line in lines if line.box is not None]
    left = min(box.x0 for box in boxes)
    centred = sum(box.x0 - left > _SAME for box in boxes) > 1 and len({round(b.x0 + b.x1) for b in boxes}) == 1
    out = [lines[0]]
    for line, above, box in zip(lines[1:], boxes, boxes[1:], strict=False):
        size = line.size or box.bottom - box.top
        more = 0.3 * size + _first_word(line, box) + _SPARE
        fits = above.x1 - above.x0 + more < room.width if centred else above.x1 + more < room.right
        out.append(replace(line, starts_paragraph=True) if fits else line)
    return tuple(out)


def _first_word(line: Line, box: Box) -> float:
    """The width of the first word (points)."""
    first = line.text.split(maxsplit=1)[0] if line.text.strip() else ""
    return (box.x1 - box.x0) * len(first) / max(1, len(line.text))
