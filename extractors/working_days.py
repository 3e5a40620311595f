"""Working days (ngày làm việc) of public offices: Monday to Friday without the public holidays of Viet Nam."""

from __future__ import annotations

import datetime as dt

ANNOUNCED_UNTIL = 2026
"""The last year of which the `holidays` package has the days that the government fixes from year to year: which five
days are Tết, which day goes with 2/9, which Saturdays are worked instead of a day between (Bộ luật Lao động 2019,
điều 112)."""
AROUND = dt.timedelta(days=10)
"""How far from a holiday the days that are moved for it lie."""


def working_days_after(day: dt.date, count: int) -> dt.date | None:
    """The day on which `count` working days have passed, the first counted being the one after `day` (Bộ luật Dân sự
    2015, điều 147).

    None where that is not known yet: after the last year announced, near a holiday."""
    import holidays

    first = day - AROUND
    years = range(first.year, (day + dt.timedelta(days=2 * count) + 2 * AROUND).year + 1)
    if not 2010 <= years[0] <= years[-1] < 2100:  # what the package's lunar calendar and its moved days cover
        return None
    calendar = holidays.country_holidays("VN", years=years)
    due, left = day, count
    while left > 0:
        due += dt.timedelta(days=1)
        left -= calendar.is_working_day(due)
    if any(first <= off <= due + AROUND and off.year > ANNOUNCED_UNTIL for off in calendar):
        return None
    return due
