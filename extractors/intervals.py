"""Stretches of a text: sorted, so that asking what touches a place stays cheap however many there are."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field


@dataclass(slots=True)
class Intervals:
    """Half-open stretches of offsets, merged where they touch."""

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def add(self, start: int, end: int) -> None:
        """Adds [start, end); an empty stretch is none."""
        if start >= end:
            return
        first, last = bisect_left(self.ends, start), bisect_right(self.starts, end)
        if first < last:
            start, end = min(start, self.starts[first]), max(end, self.ends[last - 1])
        self.starts[first:last] = [start]
        self.ends[first:last] = [end]

    def touches(self, start: int, end: int) -> bool:
        """Whether any of them shares an offset with [start, end)."""
        at = bisect_right(self.ends, start)
        return at < len(self.starts) and self.starts[at] < end

    def next_start(self, after: int, before: int) -> int:
        """Where the next of them starts behind `after`; `before` if it does not come before that."""
        at = bisect_right(self.starts, after)
        return min(self.starts[at], before) if at < len(self.starts) else before
