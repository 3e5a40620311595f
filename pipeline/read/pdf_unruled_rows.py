"""The rows of a table without ruling lines: the cheapest way to part its levels, by dynamic programming.

Rows are rectangles, so a row ends only between levels that do not overlap. What speaks for an end: a new number, a
wider space, a horizontal rule, cells that start together. What speaks against it: a text that goes on in small
letters, a line that was broken because it was full. Cells stand at the top of their rows or in the middle (`Hang`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from statistics import median

import regex

from pipeline.read.pdf_unruled_columns import Columns
from pipeline.read.pdf_unruled_lines import Level, is_number, text_of
from pipeline.read.pdf_words import Word

_MOST_LEVELS = 60
"""A row has at most so many levels on a page."""
_OVERLAP = 0.8
"""Levels nearer than this share of the line pitch belong to one row."""
_SPACE = 0.12
"""A space wider than the line pitch by more than this share of it is no line space."""

_TWO_NUMBERS = 8.0
_NO_NUMBER = 4.0
_TAIL = 1.0  # a row without a number where the rest of one from the page before may stand
_MISPLACED = 1.5
_RULE_INSIDE = 6.0
_RULE_BETWEEN = -4.0
_SPACE_INSIDE = 2.0
_NO_SPACE = 0.5
_FORCED = 0.8
_FULL = -0.4
_TOGETHER = -0.4
_GOES_ON = 1.5
_EMPTY_MAIN = 1.5
_SINGLE = 1.0
_EITHER = 0.15

# The start of a part of a cell: "- Báo cáo", "+ Tờ trình", "a) Lập", "1. Lập"; not "2026 và"
_ITEM = regex.compile(r"[-–+•*]|\(?(?:\d{1,2}|\p{Ll})[.)]\s")
_ENDED = (".", ";", ":", "./.")


class Hang(Enum):
    """Where cells stand in their rows. MIXED: numbers in the middle, other cells at the top or in the middle."""

    TOP = "top"
    MIDDLE = "middle"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Entry:
    """The words of one column at one level; `room` is what is left of the column's width beside them."""

    level: int
    baseline: float
    text: str
    width_of_first: float
    room: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """Levels of a page with nothing between them that runs over columns; `entries` by column; `rules` are the heights
    of horizontal rules; `pitch` is the line space; at the top of a page (`after_break`) a row's tail may stand."""

    levels: tuple[Level, ...]
    entries: tuple[tuple[Entry, ...], ...]
    rules: tuple[float, ...]
    pitch: float
    after_break: bool


def stretches_of(runs: Sequence[tuple[Sequence[Level], Sequence[float], bool]], columns: Columns) -> list[Stretch]:
    """Runs of levels (with the rules beside them, and whether a page break is before them) made ready."""
    cells = [[columns.cells(level) for level in levels] for levels, _, _ in runs]
    ends: list[tuple[float, float]] = []
    for c in range(columns.count):
        words = [word for run in cells for row in run for word in row.get(c, ())]
        ends.append((min((w.x0 for w in words), default=0.0), max((w.x1 for w in words), default=0.0)))
    drafts = []
    for (levels, _, _), run in zip(runs, cells, strict=True):
        drafts.append(
            tuple(
                tuple(_entry(i, levels[i].baseline, row[c], ends[c]) for i, row in enumerate(run) if c in row)
                for c in range(columns.count)
            )
        )
    pitch = _pitch(drafts, [level.size for levels, _, _ in runs for level in levels])
    return [
        Stretch(tuple(levels), entries, tuple(rules), pitch, after)
        for (levels, rules, after), entries in zip(runs, drafts, strict=True)
    ]


def _entry(level: int, baseline: float, words: tuple[Word, ...], ends: tuple[float, float]) -> Entry:
    text = text_of(words)
    first = [words[0]]
    for word in words[1:]:
        if not word.glued:
            break
        first.append(word)
    x1 = max(word.x1 for word in words)
    room = (ends[1] - ends[0]) - (x1 - words[0].x0)
    return Entry(level, baseline, text, first[-1].x1 - words[0].x0 + 0.25 * words[0].size, room)


def _pitch(drafts: Sequence[Sequence[Sequence[Entry]]], sizes: Sequence[float]) -> float:
    """The usual space between lines of one cell."""
    size = median(sizes) if sizes else 12.0
    steps = [
        below.baseline - above.baseline
        for entries in drafts
        for column in entries
        for above, below in pairwise(column)
        if below.baseline - above.baseline <= 1.9 * size
    ]
    if not steps:
        return 1.2 * size
    steps.sort()
    # where rows are set apart by little, the line space is the commonest of the small steps
    low = [step for step in steps if step <= steps[0] * 1.1]
    return median(low) if 4 * len(low) >= len(steps) else median(steps)


def part_rows(
    stretch: Stretch, numbered: int, main: int, ruled: bool, hang: Hang
) -> tuple[float, list[tuple[int, int]]]:
    """(cost, the rows as levels [start, end)). `main` is the column that no row leaves empty; `ruled`: a rule stands
    between any two rows."""
    count = len(stretch.levels)
    best: list[tuple[float, int]] = [(0.0, 0)] + [(1e9, 0)] * count
    ends = [_end_cost(stretch, k, ruled, numbered) for k in range(count + 1)]
    for start in range(count):
        if best[start][0] >= 1e9:
            continue
        row = _RowCost(stretch, start, numbered, main, hang)
        for end in range(start + 1, min(start + _MOST_LEVELS, count) + 1):
            row.add(end - 1)
            if row.hopeless:
                break
            if ends[end] is None:
                continue
            cost = best[start][0] + row.cost() + (ends[end] or 0.0)
            if cost < best[end][0]:
                best[end] = (cost, start)
    rows: list[tuple[int, int]] = []
    at = count
    while at > 0:
        rows.append((best[at][1], at))
        at = best[at][1]
    rows.reverse()
    return best[count][0], rows


def _end_cost(stretch: Stretch, k: int, ruled: bool, numbered: int) -> float | None:
    """The cost of a row's end before level k, None where levels overlap; 0 at both ends of the stretch."""
    if k == 0 or k == len(stretch.levels):
        return 0.0
    above, below = stretch.levels[k - 1], stretch.levels[k]
    step = below.baseline - above.baseline
    if step < _OVERLAP * stretch.pitch:
        return None
    cost = 0.0 if numbered else 0.4
    rule = any(above.baseline - 2 < at < below.baseline for at in stretch.rules)
    if rule:
        cost += _RULE_BETWEEN
    elif ruled:
        cost -= _RULE_BETWEEN
    wider = step / stretch.pitch - 1
    cost += _NO_SPACE if wider <= _SPACE else -min(1.5, 0.5 + 2 * wider)
    starts = [e.text for column in stretch.entries[numbered:] for e in column if e.level == k]
    if len(starts) > 1 and all(text[:1].isupper() for text in starts):
        cost += _TOGETHER * len(starts)
    for column in stretch.entries[numbered:]:
        before = next((e for e in reversed(column) if e.level < k), None)
        after = next((e for e in column if e.level >= k), None)
        if before is None or after is None:
            continue
        tight = after.baseline - before.baseline <= (1 + _SPACE) * stretch.pitch
        if tight and after.text[:1].islower() and not _ITEM.match(after.text):
            cost += _GOES_ON
        elif tight and after.width_of_first > before.room and not before.text.endswith(_ENDED):
            cost += 0.2
        elif after.text[:1].isupper() and before.text.endswith(_ENDED):
            cost -= 0.2
    return cost


class _RowCost:
    """The cost of a row from level `start` on, level after level."""

    def __init__(self, stretch: Stretch, start: int, numbered: int, main: int, hang: Hang) -> None:
        self.stretch, self.start, self.numbered, self.main, self.hang = stretch, start, numbered, main, hang
        self.first: dict[int, Entry] = {}
        self.last: dict[int, Entry] = {}
        self.numbers = [0] * max(1, numbered)
        self.inner = 0.0
        self.hopeless = False
        self.end = start
        self.at = [0] * len(stretch.entries)
        for c, column in enumerate(stretch.entries):
            while self.at[c] < len(column) and column[self.at[c]].level < start:
                self.at[c] += 1

    def add(self, level: int) -> None:
        """Take the next level into the row."""
        stretch, pitch = self.stretch, self.stretch.pitch
        self.end = level
        if level > self.start:
            above, below = stretch.levels[level - 1].baseline, stretch.levels[level].baseline
            if any(above - 2 < at < below - 0.2 * pitch for at in stretch.rules):
                self.inner += _RULE_INSIDE
            if below - above > (1 + _SPACE) * pitch:
                self.inner += min(_SPACE_INSIDE, 0.5 + 3 * ((below - above) / pitch - 1))
        for c, column in enumerate(stretch.entries):
            if self.at[c] >= len(column) or column[self.at[c]].level != level:
                continue
            entry = column[self.at[c]]
            self.at[c] += 1
            before = self.last.get(c)
            self.first.setdefault(c, entry)
            self.last[c] = entry
            if c < self.numbered:
                if is_number(entry.text):
                    self.numbers[c] += 1
                    self.hopeless = self.numbers[c] > 2
                continue
            if before is not None:
                self.inner += self._continuation(before, entry)

    def _continuation(self, before: Entry, entry: Entry) -> float:
        wider = (entry.baseline - before.baseline) / self.stretch.pitch - 1
        if wider > _SPACE:
            return min(2.0, 0.5 + 3 * wider)
        if _ITEM.match(entry.text):
            return 0.0
        if entry.width_of_first < before.room:
            return _FORCED if not before.text.endswith(_ENDED) else 0.5 * _FORCED
        return _FULL if entry.text[:1].islower() else 0.0

    def cost(self) -> float:
        """The cost of the row if it ends here."""
        stretch = self.stretch
        cost = self.inner
        if self.numbered:
            most = max(self.numbers)
            cost += _TWO_NUMBERS * max(0, most - 1)
            if most == 0:
                cost += _TAIL if stretch.after_break and self.start == 0 else _NO_NUMBER
        elif self.main not in self.first:
            cost += _EMPTY_MAIN
        if len(self.first) == 1:
            cost += _SINGLE
        top = stretch.levels[self.start].baseline
        bottom = stretch.levels[self.end].baseline
        pitch = stretch.pitch
        for c, first in self.first.items():
            weight = _MISPLACED * (2.0 if c < self.numbered else 1.0)
            high = min(1.0, (first.baseline - top) / pitch)
            centre = (first.baseline + self.last[c].baseline - top - bottom) / 2
            centred = min(1.0, max(0.0, abs(centre) / pitch - 0.1))
            if self.hang is Hang.TOP:
                off = high
            elif self.hang is Hang.MIDDLE or c < self.numbered:
                off = centred
            else:
                off = min(high, centred) + _EITHER
            cost += weight * off
        return cost
