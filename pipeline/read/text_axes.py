"""One axis for all pages of a table in a text: on each page a converter gives a column the room that its longest text
there takes, so the same column stands in other places on the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.read.text_columns import LEAST_EDGE, Pieces, white_places
from pipeline.read.text_strips import strips_of

if TYPE_CHECKING:
    from pipeline.read.pdf_unruled_header import ColumnNaming

MOST_SHIFT = 16
"""Places by which a column may be shifted from page to page."""
UNLIKE, UNLIKE_BEGIN = 0.5, 3.0
"""The cost of a place that is white on one page alone, and, for the share of its lines, where pieces begin."""
OMIT = (0.3, 0.5)
"""The cost of a place, white or filled, that only one of two pages has."""
FAR = 1e9

Profile = Sequence[tuple[bool, float]]
"""For each place, whether a column prints there, and the share of lines with a piece that begins there."""


class Axes:
    """Where the places of a line are on an axis that all pages of a table share: on each page a converter gives a
    column the room that its longest text there takes."""

    def __init__(self, naming: ColumnNaming) -> None:
        self._naming = naming
        self._roles: tuple[str | None, ...] | None = None
        self._before: Profile = []

    def of(self, page: Sequence[Pieces], heights: Sequence[float]) -> list[float]:
        """The axis of the next page: for each place, the place on the pages before that it stands for."""
        width = 2 + max((line[-1][-1].end() for line in page if line), default=0)
        plain = [float(x) for x in range(width)]
        end = self._end(page, heights, plain)
        before = self._before
        profile = _profile(page[:end], width, plain)
        axis = _aligned(before, profile) if before and profile else plain
        self._before = _profile(page[end:] if end < len(page) else page, width, axis if end == len(page) else plain)
        return axis

    def _end(self, page: Sequence[Pieces], heights: Sequence[float], axis: Sequence[float]) -> int:
        """The line where another table begins, or the end of the page."""
        from pipeline.read.pdf_unruled_header import find_header
        from pipeline.read.pdf_unruled_lines import levels

        printed = levels(s for line, y in zip(page, heights, strict=True) for s in strips_of(line, y, axis))
        header = find_header(printed, 0, self._naming)
        if header is None:
            return len(page)
        known, self._roles = self._roles, header.roles
        if header.roles == known:
            return len(page)
        top = printed[header.start].baseline
        return next((y for y, height in enumerate(heights) if height >= top - 1), len(page))


def _profile(page: Sequence[Pieces], width: int, axis: Sequence[float]) -> Profile:
    """For each place of the axis, whether a column prints there, and the share of lines with a piece that begins
    there; empty for a page without columns."""
    lines = [line for line in page if len(line) > 1]
    if len(lines) < LEAST_EDGE:
        return []
    places = round(axis[-1]) + 1
    count, begun = [0] * places, [0] * places
    for line in lines:
        for piece in line:
            start = round(axis[piece[0].start()])
            begun[start] += 1
            for x in range(start, min(places, round(axis[piece[-1].end()]))):
                count[x] += 1
    return [(not white, k / len(lines)) for white, k in zip(white_places(count), begun, strict=True)]


def _aligned(before: Profile, profile: Profile) -> list[float]:
    """The places of `before` that those of `profile` stand for: the cheapest way to match columns with columns and
    white with white, where places may be left out on either side."""

    def differ(a: int, b: int) -> float:
        (filled, begun), (filled_too, begun_too) = before[a], profile[b]
        return UNLIKE * (filled != filled_too) + UNLIKE_BEGIN * abs(begun - begun_too)

    def omit(place: tuple[bool, float]) -> float:
        return OMIT[place[0]] + UNLIKE_BEGIN * place[1]

    costs = [[FAR] * (len(before) + 1) for _ in range(len(profile) + 1)]
    costs[0][0] = 0.0
    steps = [[0] * (len(before) + 1) for _ in costs]
    for b, row in enumerate(costs):
        above = costs[b - 1]
        for a in range(max(0, b - MOST_SHIFT), min(len(before), b + MOST_SHIFT) + 1):
            ways = [(row[a], 0)] if not a and not b else []
            if a and b:
                ways.append((above[a - 1] + differ(a - 1, b - 1), 1))
            if b:
                ways.append((above[a] + omit(profile[b - 1]), 2))
            if a:
                ways.append((row[a - 1] + omit(before[a - 1]), 3))
            row[a], steps[b][a] = min(ways)
    # what is printed beyond the end of either page costs nothing
    ends = [(costs[-1][a], len(profile), a) for a in range(len(before) + 1)]
    ends += [(row[-1], b, len(before)) for b, row in enumerate(costs)]
    _, b, a = min(ends)
    out = [float(a + k - b) for k in range(len(profile) + 1)]
    while b or a:
        step = steps[b][a]
        a -= step != 2
        b -= step != 3
        out[b] = float(a)
    return out
