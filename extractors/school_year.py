"""Days without a year in the plan of a school year (năm học): each falls once, from August to the next July.

The guideline lets a day without a year recur yearly where a plan covers several years; a school year covers two
halves of years, in which no day comes twice.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

import regex

from extractors.deadlines import Deadline

FIRST_MONTH = 8  # the school year is prepared from August (khung thời gian năm học)
# "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=20"; not a rule of several months
YEARLY_DAY = regex.compile(r"FREQ=YEARLY;BYMONTH=(?P<month>\d{1,2});BYMONTHDAY=(?P<day>\d{1,2})")
# words that make a day recur in truth: "hằng năm", "mỗi năm học"
RECURS = regex.compile(r"(?:hằng|hàng|mỗi) năm", regex.IGNORECASE)
SCHOOL_YEAR = regex.compile(r"năm học\s+\d{4}", regex.IGNORECASE)


def is_school_year(title: str | None, years: Sequence[int]) -> bool:
    """Whether the plan is for one school year ("… năm học 2025 - 2026")."""
    return len(years) == 2 and years[1] == years[0] + 1 and SCHOOL_YEAR.search(title or "") is not None


def settle(deadlines: Iterable[Deadline], years: Sequence[int]) -> tuple[Deadline, ...]:
    """The deadlines with days of the school year `years` in place of yearly recurrence without such a word."""
    return tuple(_settle(deadline, years) for deadline in deadlines)


def _settle(deadline: Deadline, years: Sequence[int]) -> Deadline:
    match = YEARLY_DAY.fullmatch(deadline.rrule or "")
    if not match or RECURS.search(deadline.raw):
        return deadline
    month = int(match["month"])
    try:
        day = dt.date(years[0] if month >= FIRST_MONTH else years[1], month, int(match["day"]))
    except ValueError:  # 29/02 of a common year
        return deadline
    return replace(deadline, kind="date", end=day, rrule=None)
