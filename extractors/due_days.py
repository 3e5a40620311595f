"""The concrete due days of a deadline: what a calendar, a reminder or a late list needs."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from extractors.time_scan import WIDER, Deadline

if TYPE_CHECKING:
    from dateutil.rrule import rrule

YEAR_OF_MONTHS = 12
SHORTEST_MONTH = 28


def expand(deadline: Deadline, start: dt.date, end: dt.date) -> list[dt.date]:
    """The days from `start` to `end`, both inclusive, on which `deadline` falls due; ascending, each once.

    - A deadline without a rule is due on its `due` day.
    - A rule without a day is due at the end of its time: each month's last day, with INTERVAL=3 the last day of each
      quarter, with INTERVAL=6 30/6 and 31/12, each year's 31/12, each week's Friday (its last working day, a
      convention: the text names none).  A day that a month lacks (30, 31) is that month's last.
    - The text does not say which of two weeks (days, years; months that do not divide the year) a rule with an interval
      means: the first is that of the deadline's own `start`, else that of the caller's.
    - A rule ends with the deadline's own `end` and begins with its `start`, where it has them.
    - What has no day (conditional, ongoing, unknown, a period without an end, a day without a year, a window of which
      the words name a part: "đầu tháng 3") gives none; so does "trước" a window whose start is not known.

    `ValueError` for a rule that is not RFC 5545, which `find_deadlines` never makes.
    """
    if deadline.rrule is None:
        due = deadline.due
        return [due] if due is not None and start <= due <= end else []
    if WIDER in deadline.inferred:
        return []
    phase = deadline.start or start
    first, last = max(start, deadline.start or start), min(end, deadline.end or end)
    if first > last:
        return []
    days = {
        day.date()
        for rule in _rules(deadline.rrule, phase)
        for day in rule.between(_midnight(first), _midnight(last), inc=True)
    }
    return sorted(days)


def _rules(printed: str, phase: dt.date) -> list[rrule]:
    """The rules that together give the due days of one printed rule, counted from `phase`."""
    from dateutil.rrule import DAILY, FR, MO, MONTHLY, SA, SU, TH, TU, WE, WEEKLY, rrule, rrulestr

    parts = dict(part.split("=", 1) for part in printed.split(";"))
    every = int(parts.get("INTERVAL", 1))
    begin = _midnight(phase)
    if not parts.keys() <= {"FREQ", "INTERVAL", "BYMONTH", "BYMONTHDAY", "BYDAY"} or (
        "BYDAY" in parts and parts["FREQ"] != "WEEKLY"
    ):
        return [rrulestr(printed, dtstart=begin)]
    months = [int(month) for month in parts.get("BYMONTH", "").split(",") if month]
    match parts["FREQ"]:
        case "DAILY":
            return [rrule(DAILY, dtstart=begin, interval=every)]
        case "WEEKLY":
            weekdays = {"MO": MO, "TU": TU, "WE": WE, "TH": TH, "FR": FR, "SA": SA, "SU": SU}
            named = [weekdays[day] for day in parts.get("BYDAY", "FR").split(",")]
            # from the Monday of the week on: the phase is a week, not a weekday
            monday = _midnight(phase - dt.timedelta(days=phase.weekday()))
            return [rrule(WEEKLY, dtstart=monday, interval=every, byweekday=named)]
        case "MONTHLY":
            if not months and YEAR_OF_MONTHS % every == 0:
                months, every = list(range(every, YEAR_OF_MONTHS + 1, every)), 1
        case "YEARLY":
            months = months or [YEAR_OF_MONTHS]
    # years are counted in months too: a rule for each month keeps the last days of short months apart
    step = every * (YEAR_OF_MONTHS if parts["FREQ"] == "YEARLY" else 1)
    days = [int(day) for day in parts.get("BYMONTHDAY", "-1").split(",")]
    origin = _midnight(phase.replace(day=1))
    if step > 1:
        starts = [origin.replace(month=month) for month in months] or [_months_later(origin, every - 1)]
        return [rrule(MONTHLY, dtstart=s, interval=step, **_day_of_month(day)) for s in starts for day in days]
    return [rrule(MONTHLY, dtstart=origin, bymonth=months or None, **_day_of_month(day)) for day in days]


def _day_of_month(day: int) -> dict[str, list[int] | int]:
    """rrule's words for a day of the month; of a month that is too short the last day."""
    if day <= SHORTEST_MONTH:
        return {"bymonthday": [day]}
    return {"bymonthday": list(range(SHORTEST_MONTH, day + 1)), "bysetpos": -1}


def _months_later(day: dt.datetime, count: int) -> dt.datetime:
    """The first of a month, so many months later; the last that the calendar has where it ends before."""
    year, month = divmod(day.month - 1 + count, YEAR_OF_MONTHS)
    return day.replace(year=min(day.year + year, dt.MAXYEAR), month=month + 1)


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day)
