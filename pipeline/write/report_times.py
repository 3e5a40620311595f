"""The deadlines of a plan by month: which day has which rows, what recurs, and what has no day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.plan_days import recurring_days, time_of

if TYPE_CHECKING:
    from extractors.deadlines import Deadline
    from pipeline.records import Plan

PART_OF_A_TIME = "wider"
"""What `Deadline.inferred` holds where the words name a part of a month or quarter, and so no day."""
REASONS = ("conditional", "ongoing", "part", "unknown", "open")
"""Why a deadline has no day, in the order in which that is shown."""


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the plan: its days with the rows (from 1) due on them, and the rows whose recurring deadline falls
    due in it."""

    year: int
    month: int
    days: tuple[tuple[dt.date, tuple[int, ...]], ...] = ()
    recurring: tuple[int, ...] = ()

    @property
    def due(self) -> tuple[int, ...]:
        """The rows due in the month on a day of their own, each once, in order."""
        return tuple(sorted({row for _, rows in self.days for row in rows}))


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time of `length` months from a month on: how many rows are due in it, and how many recur in it."""

    year: int
    month: int
    length: int
    due: int
    recurring: int


@dataclass(frozen=True, slots=True)
class Recurring:
    """A recurring deadline of a row, its words, and the days on which it falls due in the plan's years."""

    row: int
    raw: str
    days: tuple[dt.date, ...]


@dataclass(frozen=True, slots=True)
class Undated:
    """A deadline of a row that has no day, its words, and why: one of `REASONS`."""

    row: int
    raw: str
    reason: str


@dataclass(frozen=True, slots=True)
class Times:
    """All deadlines of a plan. `months` are those in which anything falls due, in order."""

    months: tuple[Month, ...]
    recurring: tuple[Recurring, ...]
    undated: tuple[Undated, ...]


def times_of(plan: Plan) -> Times:
    """The deadlines of the plan's rows.

    A recurring deadline is expanded over its own time or the plan's (`time_of`), from the day of issue on; where
    neither is known it has no days.
    """
    numbered = [(row, deadline) for row, task in enumerate(plan.tasks, 1) for deadline in task.deadlines]
    due: dict[dt.date, list[int]] = {}
    for row, deadline in numbered:
        if (day := deadline.due) and row not in due.setdefault(day, []):
            due[day].append(row)
    recurring = tuple(
        Recurring(row, d.raw, recurring_days(d, time_of(plan.document, d), plan.document.issued))
        for row, d in numbered
        if d.rrule is not None
    )
    undated = tuple(Undated(row, d.raw, _reason(d)) for row, d in numbered if d.rrule is None and d.due is None)
    return Times(tuple(_months(due, recurring)), recurring, undated)


def periods(months: Sequence[Month], most: int = 24) -> list[Period]:
    """The load over time: months without a gap where there are no more than `most`, else quarters, else years; where
    even those are too many, only the years with anything in them."""
    if not months:
        return []
    first, last = (month.year * 12 + month.month - 1 for month in (months[0], months[-1]))
    length = next((length for length in (1, 3) if last // length - first // length < most), 12)
    due: dict[int, set[int]] = {}
    recurring: dict[int, set[int]] = {}
    for month in months:
        slot = (month.year * 12 + month.month - 1) // length
        due.setdefault(slot, set()).update(month.due)
        recurring.setdefault(slot, set()).update(month.recurring)
    slots = range(first // length, last // length + 1)
    return [
        Period(
            slot * length // 12, slot * length % 12 + 1, length, len(due.get(slot, ())), len(recurring.get(slot, ()))
        )
        for slot in (slots if len(slots) <= most else sorted(due.keys() | recurring.keys()))
    ]


def _reason(deadline: Deadline) -> str:
    if deadline.kind in REASONS:
        return deadline.kind
    return "part" if PART_OF_A_TIME in deadline.inferred else "open"


def _months(due: dict[dt.date, list[int]], recurring: tuple[Recurring, ...]) -> Iterator[Month]:
    days: dict[tuple[int, int], list[dt.date]] = {}
    for day in sorted(due):
        days.setdefault((day.year, day.month), []).append(day)
    again: dict[tuple[int, int], set[int]] = {}
    for deadline in recurring:
        for day in deadline.days:
            again.setdefault((day.year, day.month), set()).add(deadline.row)
    for year, month in sorted(days.keys() | again.keys()):
        listed = tuple((day, tuple(due[day])) for day in days.get((year, month), ()))
        yield Month(year, month, listed, tuple(sorted(again.get((year, month), ()))))
