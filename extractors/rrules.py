"""Frequencies and yearly windows -> recurrence rules (RFC 5545, section 3.3.10)."""

from __future__ import annotations

import calendar
from collections.abc import Sequence

from extractors.time_points import Point


def frequency_rule(unit: str, every: int = 1, times: int = 1) -> str:
    """RFC 5545 for `times` in each `every` units; for a count that does not divide the unit, the unit itself.

    No rule is finer than a day: "02 lần/ngày" is every day."""
    if unit == "quarter":
        unit, every = "month", every * 3
    if times > 1 and unit != "day":
        smaller, size = ("week", 4 * every) if unit == "month" and every == 1 else ("month", 12 * every)
        if unit == "month" and every > 1:
            smaller, size = "month", every
        elif unit == "week":
            smaller, size = "day", 7 * every
        if size % times == 0:
            unit, every = smaller, size // times
    name = {"day": "DAILY", "week": "WEEKLY", "month": "MONTHLY", "year": "YEARLY"}[unit]
    return f"FREQ={name}" + (f";INTERVAL={every}" if every > 1 else "")


def yearly_rule(point: Point) -> str:
    """A yearly window is its last day (GUIDELINE.md)."""
    return _each_year(*point.last)


def yearly_rule_before(point: Point) -> str:
    """Before a yearly window ("trước tháng 12 hằng năm") is the last day before it: the window's own are too late."""
    return _each_year((point.first[0] - 2) % 12 + 1, 0)


def yearly_list_rule(points: Sequence[Point], days: Sequence[int] = (), *, before: bool = False) -> str:
    """One rule for months or quarters of each year, with the days of them that are named.

    Without days it is due on the last day of each; `before` turns that into the last day before each."""
    months = [(p.first[0] - 2) % 12 + 1 if before and not days else p.last[0] for p in points]
    by_month = ",".join(map(str, sorted(set(months))))
    by_day = f";BYMONTHDAY={','.join(map(str, days))}" if days else ""
    return f"FREQ=YEARLY;BYMONTH={by_month}{by_day}"


def _each_year(month: int, day: int) -> str:
    return (
        f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={day or (-1 if month == 2 else calendar.monthrange(2001, month)[1])}"
    )
