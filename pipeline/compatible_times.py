"""Whether two deadlines can both be kept: what a contradiction between two rows on one task is.

Deadlines are compared as the days on which the work may be done. Two last days must be the same ("trước ngày 01/7",
"chậm nhất ngày 30/6"); a window and another, or a window and a last day, must have a day in common. Rules are compared
by what they ask in one year. Whoever is told of a contradiction writes to the plan's author, so where the words leave
room for both there is none.
"""

from __future__ import annotations

import datetime as dt
import functools
import itertools
from dataclasses import dataclass

import regex

from extractors.deadlines import Deadline
from extractors.due_days import expand
from extractors.time_scan import YEAR

SAME = dt.timedelta(days=1)
"""Last days that are as near as this are one: "trước ngày 01/7" and "chậm nhất ngày 30/6"."""
SAMPLE = 2026
"""The year in which rules are compared; any that is no leap year does."""
DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Window:
    """The days on which the work may be done. `by` says that only its end was named, as a last day; `named` is where
    the stretch begins in which such a last day lies ("xong trong tháng 6": the 1st)."""

    start: dt.date
    end: dt.date
    by: bool = False
    named: dt.date | None = None


def compatible(a: Deadline, b: Deadline) -> bool | None:
    """Whether both can be kept; None where they cannot be compared."""
    if a.rrule and b.rrule:
        return _rules_agree(a, b)
    for rule, other in ((a, b), (b, a)):
        if rule.rrule and rule.end is None:
            return _rule_and_date(rule, other)
    if a.end is None or b.end is None:
        return None
    return _meet(_window(a), _window(b))


def frequency(rule: str) -> tuple[str, ...]:
    """How often a rule comes: "FREQ=WEEKLY;BYDAY=MO" as often as "FREQ=WEEKLY"."""
    return tuple(sorted(part for part in rule.split(";") if part.startswith(("FREQ=", "INTERVAL="))))


def _meet(a: Window, b: Window) -> bool:
    if a.by and b.by:
        return any((one.named or one.end) - SAME <= other.end <= one.end + SAME for one, other in ((a, b), (b, a)))
    return a.start <= b.end and b.start <= a.end


def _window(deadline: Deadline) -> Window:
    assert deadline.end is not None
    start, end, bound = deadline.start, deadline.end, deadline.bound
    if start is None:
        day = deadline.kind == "date" and bound is None
        return Window(end if day else dt.date.min, end, by=bound is not None)
    if bound == "before" and deadline.due is not None:  # "trước quý III": by the day before it begins
        return Window(dt.date.min, deadline.due, by=True)
    return Window(start, end, by=bound is not None, named=start)


# --- rules ------------------------------------------------------------------------------------------------------------


def _rules_agree(a: Deadline, b: Deadline) -> bool | None:
    rules = (a.rrule or "", b.rrule or "")
    often = {frequency(rule) for rule in rules}
    if a.rrule == b.rrule or (len(often) == 1 and not all("BY" in rule for rule in rules)):
        return True  # "hằng tuần", "thứ Hai hằng tuần"
    one, other = (_asked(deadline) for deadline in (a, b))
    if one and len(one) == len(other):
        return all(map(_meet, one, other))
    if any("BYMONTH=" in rule for rule in rules) or YEAR in (*a.inferred, *b.inferred):
        return None  # one of several days in a year
    return False if len(often) > 1 else None


def _rule_and_date(rule: Deadline, dated: Deadline) -> bool | None:
    """A day of every year and a time in one year; other rules can be kept besides a time ("hằng tháng", "tháng 3")."""
    asked = _asked(rule)
    if dated.end is None or len(asked) != 1 or "BYMONTH=" not in (rule.rrule or "") or "INTERVAL" in (rule.rrule or ""):
        return None
    window, year = _window(dated), dated.end.year
    if window.start.year not in (year, dt.MINYEAR):
        return None
    due = asked[0]
    end = _in_year(due.end, window.end.year)
    start = dt.date(window.end.year, 1, 1) if due.start != due.end else end
    named = due.named and _in_year(due.named, window.end.year)
    return _meet(Window(start, end, due.by, named), window)


def _asked(deadline: Deadline) -> tuple[Window, ...]:
    """What a rule asks in the sample year, one window for each time that it falls due."""
    assert deadline.rrule is not None
    return _asked_by(deadline.rrule, deadline.bound, _prints_a_day(deadline))


@functools.lru_cache(maxsize=500)
def _asked_by(rule: str, bound: str | None, exact: bool) -> tuple[Window, ...]:
    plain = Deadline("", "recurring", bound=bound, rrule=rule)
    try:
        due = expand(plain, dt.date(SAMPLE - 1, 1, 1), dt.date(SAMPLE, 12, 31))
    except ValueError:
        return ()
    day = "BYMONTHDAY=" in rule or "BYDAY=" in rule
    return tuple(
        Window(
            last if day and not bound else before + DAY,
            last,
            by=bool(bound and day),
            named=None if exact else dt.date(SAMPLE, 1, 1),
        )
        for before, last in itertools.pairwise(due)
        if last.year == SAMPLE
    )


def _prints_a_day(deadline: Deadline) -> bool:
    """Whether the words name the rule's day: a "Quý II" in a plan of several years is read as "by 30/6 every year"."""
    days = DAY_OF_MONTH.search(deadline.rrule or "")
    return days is None or regex.search(rf"(?<!\d)0?{days[1]}(?!\d)", deadline.raw) is not None


# the first day of the month in a rule: "BYMONTHDAY=30", "BYMONTHDAY=5,20"; not "BYMONTHDAY=-1"
DAY_OF_MONTH = regex.compile(r"BYMONTHDAY=(\d+)")


def _in_year(day: dt.date, year: int) -> dt.date:
    """The same day in another year; no 29/2, the sample year has none."""
    return day.replace(year=year)
