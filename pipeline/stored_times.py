"""Deadlines of a task table that was read back: their words, read again, and held against the column of due days.

A CSV or XLSX has the words of a time and the earliest day that is due, not the days behind each of them. The words are
read again, first in the row's own text (which says more: "hoàn thành trong tháng 5"), then as a time cell, with the
plan's years where the workbook tells them. A CSV does not: there the years are those with which most rows come out at
their due days. What comes out at another day than the table has is `unknown`: no day is better than a wrong one.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from extractors.deadlines import Deadline
from extractors.plan_times import PlanTimes
from extractors.time_scan import ISSUED, WIDER, YEAR
from pipeline.stored_values import groupings, split

MOST_YEARS = 6
"""So many of the commonest years among the due days are tried on a table that tells no years."""
SHARE = 4
"""One in so many due days makes its year one of the plan's."""
SHIFT = 15
"""By how many days weekends and holidays may shift a time that is counted in working days."""
OPEN = ("conditional", "unknown")
"""Kinds of words that leave the day to the column."""

Found = tuple[Deadline, ...]


@dataclass(frozen=True, slots=True)
class TimeRow:
    """The times of a row: the values of its cell, the texts in which they may stand, the heading above, the due day of
    the table.

    `checked` says that the table tells whether there is a due day: it has the column, and kehoach filled the row.
    `inferred` is what the remarks say of how the times were read (`Deadline.inferred`), None where the table has none.
    """

    words: tuple[str, ...]
    texts: tuple[str, ...] = ()
    heading: str = ""
    due: dt.date | None = None
    checked: bool = False
    inferred: frozenset[str] | None = None


@dataclass(slots=True)
class TimesReader:
    """Reads the times of a table's rows; `plan` is what is known of the plan, None where the table does not say."""

    rows: Sequence[TimeRow]
    plan: PlanTimes | None = None
    ways: list[PlanTimes] = field(init=False)
    """What the plan may be, the likeliest first."""
    votes: dict[PlanTimes, int] = field(init=False)
    """How many rows come out at their due day in that way and not in every way."""
    _known: dict[tuple[TimeRow, PlanTimes], Found] = field(default_factory=dict)
    _probes: set[PlanTimes] = field(init=False)

    def __post_init__(self) -> None:
        ways = list(_ways(self.rows)) if self.plan is None else [self.plan]
        self.votes = dict.fromkeys(ways, 0)
        self._probes = {ways[0], *ways[-2:]}
        for row in self.rows if self.plan is None else ():
            if row.checked and self._depends(row):
                for way in ways:
                    self.votes[way] += self._agrees(row, way)
        self.ways = sorted(ways, key=lambda way: -self.votes[way])

    @property
    def years(self) -> tuple[int, ...]:
        """The years of a plan that does not tell them: those its rows speak for, else those of many due days."""
        if self.votes[self.ways[0]] and self.ways[0].years:
            return self.ways[0].years
        dues = Counter(row.due.year for row in self.rows if row.due)
        return tuple(sorted(year for year, count in dues.items() if SHARE * count >= dues.total()))

    def read(self, row: TimeRow) -> tuple[Found, bool]:
        """The deadlines of a row, and whether its words contradict its due day."""
        if not row.words:
            return ((Deadline(f"{row.due:%d/%m/%Y}", "date", end=row.due),) if row.due else ()), False
        best = self.ways[0]
        ways = self.ways if self._depends(row) else [best]
        agreeing = [way for way in ways if self._agrees(row, way)]
        if not agreeing:
            return self._settled(row, self._read(row, best))
        found = self._read(row, agreeing[0])
        if self.plan is not None or (row.checked and row.due is not None and len(found) == 1):
            return found, False
        # without a due day that speaks for it, a reading must be the best of the table or that of all ways
        least = self.votes[best] if agreeing[0] == best else 0
        return _undisputed(found, [self._read(row, way) for way in agreeing if self.votes[way] >= least]), False

    def _read(self, row: TimeRow, way: PlanTimes) -> Found:
        if (row, way) not in self._known:
            times = way.under(row.heading)
            self._known[row, way] = tuple(d for words in row.words for d in _reading(words, row.texts, times))
        return self._known[row, way]

    def _depends(self, row: TimeRow) -> bool:
        """Whether the words say something else in another plan."""
        return len({_said(self._read(row, way)) for way in self._probes}) > 1

    def _agrees(self, row: TimeRow, way: PlanTimes) -> bool:
        """Whether the words come out at the due day of the table."""
        return not row.checked or _due(self._read(row, way)) == row.due

    def _settled(self, row: TimeRow, found: Found) -> tuple[Found, bool]:
        """The deadlines of a row that no way of reading brings to its due day, and whether they contradict it."""
        if row.due is None:
            settled = tuple(_without_day(d, row.inferred) for d in found)
            return settled, [d.kind for d in settled] != [d.kind for d in found]
        others = (self._read(row, way) for way in self._other_ways(row, found))
        own = next((other for other in others if _due(other) == row.due), None)
        if own is not None:
            return own, False
        if len(found) > 1:
            # the column has the earliest day: what is said to be later does not contradict it
            return tuple(d if d.due is None or _later(d, row.due) else _unknown(d) for d in found), True
        only = found[0]
        if only.kind in OPEN or (only.kind == "date" and only.due is None):
            return (Deadline(only.raw, "date", end=row.due, bound=only.bound),), False
        return (_unknown(only),), True

    def _other_ways(self, row: TimeRow, found: Found) -> Iterator[PlanTimes]:
        """What else of the plan would bring the words of a row to its due day: another year, if it has one time alone,
        or a day of issue from which a time is counted."""
        if row.due is None:
            return
        for year in (row.due.year, row.due.year + 1, row.due.year - 1) if len(found) == 1 else ():
            yield replace(self.ways[0], years=(year,), school_year=False, named=True)
        open_words = [d.raw for d in found if d.kind in OPEN]
        counted = (d for words in open_words for d in PlanTimes(issued=row.due).cell(words) if ISSUED in d.inferred)
        trial = _due(list(counted))
        if trial is not None:
            first = row.due - (trial - row.due)
            for days in sorted(range(-SHIFT, SHIFT + 1), key=abs):
                yield replace(self.ways[0], issued=first + dt.timedelta(days))


def time_values(text: str, *, lined: bool) -> tuple[str, ...]:
    """The values of a cell of times.

    In a CSV the sign between values may also stand inside one ("giao ban hằng tháng; giao ban chuyên đề"): the parts
    make up as many values as are times by themselves, else each is one."""
    parts = tuple(split(text, lined=lined))
    if lined or len(parts) < 2:
        return parts
    return next((g for g in groupings(parts) if all(map(_is_a_time, g))), parts)


def _is_a_time(words: str) -> bool:
    found = PlanTimes().cell(words)
    return len(found) == 1 and found[0].raw == words and found[0].kind != "unknown"


def _ways(rows: Sequence[TimeRow]) -> Iterator[PlanTimes]:
    """What a plan with these due days may be: for one of their years, a school year, years that are not known, or
    several; the last two tell whether words depend on the plan at all."""
    years = [year for year, _ in Counter(row.due.year for row in rows if row.due).most_common(MOST_YEARS)]
    yield from (PlanTimes((year,)) for year in years)
    yield from (PlanTimes((year, year + 1), school_year=True) for year in sorted(years) if year + 1 in years)
    yield PlanTimes()
    if years:
        yield PlanTimes((min(years), max(*years, min(years) + 1)))


def _reading(words: str, texts: Sequence[str], times: PlanTimes) -> Found:
    """What one value says: as the row's text has it, else as a cell, else as a sentence; its words are always kept."""
    for text in texts:
        inside = next((d for d in times.prose(text) if d.raw == words), None) if words in text else None
        if inside is not None:
            return (replace(inside, span=(0, 0)),)
    cell = times.cell(words)
    for found in (cell, times.prose(words)):
        if len(found) == 1 and found[0].raw == words:
            return found
    return cell or (Deadline(words, "unknown"),)


def _due(found: Sequence[Deadline]) -> dt.date | None:
    return min((day for d in found if (day := d.due)), default=None)


def _said(found: Sequence[Deadline]) -> tuple[tuple[object, ...], ...]:
    """What a reading says, to be compared."""
    return tuple((d.raw, d.kind, d.start, d.end, d.bound, d.rrule) for d in found)


def _undisputed(found: Found, rivals: Sequence[Found]) -> Found:
    """A reading, and only the words of what an equally good one reads otherwise."""
    comparable = [other for other in rivals if [d.raw for d in other] == [d.raw for d in found]]
    agreed = [len(comparable) == len(rivals) and len({_said([r[i]]) for r in rivals}) == 1 for i in range(len(found))]
    return tuple(d if same else _unknown(d) for d, same in zip(found, agreed, strict=True))


def _later(deadline: Deadline, day: dt.date) -> bool:
    return deadline.due is not None and deadline.due > day and YEAR not in deadline.inferred


def _unknown(deadline: Deadline) -> Deadline:
    return Deadline(deadline.raw, "unknown")


def _without_day(deadline: Deadline, inferred: frozenset[str] | None) -> Deadline:
    """A deadline of a row of which the table says that no day is due: "tháng 3/2026" may be that of "đầu tháng 3/2026"
    (`WIDER`), and of days without a year the plan's year may not be meant."""
    if deadline.due is None:
        return deadline
    wider = WIDER in inferred if inferred is not None else YEAR not in deadline.inferred
    if wider and deadline.kind != "date":
        return replace(deadline, inferred=(*deadline.inferred, WIDER))
    return deadline if YEAR not in deadline.inferred else _unknown(deadline)
