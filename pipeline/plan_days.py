"""The days on which the recurring deadlines of a plan fall due: what a calendar, a report and a database list."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING

import regex

from extractors.due_days import expand
from extractors.plan_times import PlanTimes
from extractors.time_years import SCHOOL_STARTS

if TYPE_CHECKING:
    from extractors.deadlines import Deadline
    from pipeline.records import DocumentInfo

MOST_YEARS = 100
"""A plan of more years is none: the data are damaged, and its days would be millions."""

# What `extractors.rrules` and its callers make: "FREQ=MONTHLY;INTERVAL=3", "FREQ=YEARLY;BYMONTH=3,6;BYMONTHDAY=-1",
# "FREQ=MONTHLY;BYDAY=1MO"; not "FREQ=DAILY;INTERVAL=0" (a stranger's, which never ends)
RULE = regex.compile(
    r"FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)(?:;INTERVAL=[1-9]\d{0,2})?(?:;BYMONTH=(?:[1-9]|1[0-2])(?:,(?:[1-9]|1[0-2]))*)?"
    r"(?:;BYMONTHDAY=-?(?:[1-9]|[12]\d|3[01])(?:,-?(?:[1-9]|[12]\d|3[01]))*)?"
    r"(?:;BYDAY=(?:-?[1-5])?(?:MO|TU|WE|TH|FR|SA|SU)(?:,(?:-?[1-5])?(?:MO|TU|WE|TH|FR|SA|SU))*)?"
)


def time_of(document: DocumentInfo, deadline: Deadline) -> tuple[dt.date, dt.date] | None:
    """The first and last day on which a recurring task is to be done: those of the deadline where it has them, else of
    the plan's years (of a school year from August to July), else of the year of issue. None where nothing says: no year
    is invented."""
    years = document.years or ((document.issued.year,) if document.issued else ())
    known = bool(years) and min(years) >= dt.MINYEAR and max(years) < dt.MAXYEAR
    first = last = None
    if known and PlanTimes.of(document.title, document.years, document.issued).school_year:
        first, last = dt.date(years[0], SCHOOL_STARTS, 1), dt.date(years[1], SCHOOL_STARTS, 1) - dt.timedelta(days=1)
    elif known:
        first, last = dt.date(min(years), 1, 1), dt.date(max(years), 12, 31)
    first, last = deadline.start or first, deadline.end or last
    if first is None or last is None or last.year - first.year >= MOST_YEARS:
        return None
    return first, last


@lru_cache(maxsize=512)
def recurring_days(
    deadline: Deadline, window: tuple[dt.date, dt.date] | None, issued: dt.date | None = None
) -> tuple[dt.date, ...]:
    """The days of `window` on which `deadline`, which has a rule, falls due, those before the plan was `issued` left
    out: nothing was due then. None where the rule is not one that a plan's words give."""
    if window is None or window[1].year - window[0].year >= MOST_YEARS or not RULE.fullmatch(deadline.rrule or ""):
        return ()
    try:
        days = expand(deadline, *window)
    except (ValueError, KeyError, OverflowError):  # "1MO" in a weekly rule, a 31st of February: a stranger's
        return ()
    return tuple(day for day in days if issued is None or day >= issued)
