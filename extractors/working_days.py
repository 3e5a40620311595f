"""Working days (ngày làm việc) of public offices: Monday to Friday without the public holidays of Viet Nam."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holidays import HolidayBase

ANNOUNCED_UNTIL = 2026
"""The last year of which the `holidays` package has the days that the government fixes from year to year: which five
days are Tết, which day goes with 2/9 (Bộ luật Lao động 2019, điều 112).  Of the Saturdays that are worked instead of a
day between a holiday and a weekend it knows some and not others, even of years gone by (`_may_be_moved`)."""
FIRST_YEAR, LAST_YEAR = 2010, 2099
"""What the package's lunar calendar and its moved days cover."""
AROUND = dt.timedelta(days=10)
"""How far from a holiday the days that are moved for it lie: 02/01/2026 was worked on 10/01, 31/8/2026 on 22/8."""


def working_days_after(day: dt.date, count: int) -> dt.date | None:
    """The day on which `count` working days have passed, the first counted being the one after `day` (Bộ luật Dân sự
    2015, điều 147).

    None where that is not known: near a holiday after the last year announced, and near a single working day between
    days off, which the government often moves to a Saturday (Thông báo nghỉ lễ of each year)."""
    import holidays

    if not FIRST_YEAR < day.year < LAST_YEAR:
        return None
    first = day + dt.timedelta(days=1) - AROUND
    years = range(first.year, (day + dt.timedelta(days=2 * count) + 2 * AROUND).year + 1)
    if years[-1] > LAST_YEAR:
        return None
    calendar = holidays.country_holidays("VN", years=years)
    due, left = day, count
    while left > 0:
        due += dt.timedelta(days=1)
        left -= calendar.is_working_day(due)
    if any(first <= off <= due + AROUND and off.year > ANNOUNCED_UNTIL for off in calendar):
        return None
    nearby = (first + dt.timedelta(days=n) for n in range((due + AROUND - first).days + 1))
    return None if any(_may_be_moved(near, calendar) for near in nearby) else due


def _may_be_moved(day: dt.date, calendar: HolidayBase) -> bool:
    """Whether a working day stands alone between a holiday and a weekend or another holiday ("ngày làm việc xen kẽ").

    One that was moved is a day off in the package where the package knows of it, and so is none of these."""
    around = (day - dt.timedelta(days=1), day + dt.timedelta(days=1))
    return (
        calendar.is_working_day(day)
        and not any(calendar.is_working_day(other) for other in around)
        and any(other in calendar for other in around)
    )
