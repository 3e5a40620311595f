"""The year of a day or window that is printed without one: by the plan's years, its day of issue, the heading above."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from extractors.time_points import Point

SCHOOL_STARTS = 8
"""The month from which a school year is prepared (khung thời gian năm học): days from it on are of its first year."""
SUMMER = (6, 8)
"""The months between two school years, which a plan for one of them may mean at either end."""
LAST_QUARTER = 10
"""The month from which a plan's days may be those of the next year."""
LATELY = dt.timedelta(days=31)
"""How long a day may have been over when a plan is issued late."""
SOON = dt.timedelta(days=92)
"""How long after the time that a heading names a day below it may fall ("Quý IV/2026": "trước ngày 15/01")."""
HALF_A_YEAR = dt.timedelta(days=183)
"""How far ahead of a plan's issue a day is looked for that its own year would put before it."""
YEARS_BACK, YEARS_AHEAD = 1, 30
"""How far from the years of a plan and of its issue a printed year may lie."""
LIMITS_BACK = 10
"""The same for a day that is bounded ("chậm nhất 15/11/2023"): one that is over is an old limit, not a slip."""


@dataclass(frozen=True, slots=True)
class PlanYears:
    """What tells the year: the plan's `years`, whether they are the two of a school year, its day of issue, and the
    first and last day of the time that a heading above names (`window`)."""

    years: tuple[int, ...]
    issued: dt.date | None
    school_year: bool
    window: tuple[dt.date, dt.date] | None

    def known(self) -> tuple[int, ...]:
        """The plan's years and that of its issue."""
        return (*self.years, *((self.issued.year,) if self.issued else ()))

    def can_be(self, year: int, back: int = YEARS_BACK) -> bool:
        """Whether a printed year is no slip: not "15/6/2206"."""
        known = self.known()
        return not known or min(known) - back <= year <= max(known) + YEARS_AHEAD

    def year_of(self, point: Point) -> int | None:
        """The year of a point that is printed without one; None where it cannot be known.

        A plan of one year gives its year (`_year_of_plan`), a school year the one of its two that has the month. A plan
        whose title names no year is of the time when it was issued: what would be over for a month by then is of the
        year that follows ("trước ngày 15/01" in a plan of 20/12).  Below a heading that is a time, what lies outside
        that time is of the next year where it falls soon after it; else it is the plan's, if that is a year of the
        heading too."""
        if self.window is not None:
            first, last = self.window
            for year in (first.year, first.year + 1):
                day = point.end(year + point.later)
                if day is not None and (point.later or (first <= day and day - last <= SOON)):
                    return year + point.later
            if (self.years or self.known()) != (first.year,):
                return None
        if self.school_year and len(self.years) == 2:
            return None if point.kind == "year" else self._year_of_school(point)
        if len(self.years) == 1:
            return self._year_of_plan(point, self.years[0])
        if self.years or self.issued is None:
            return None
        return self.issued.year + (point.later or self._was_over(point, self.issued.year))

    def _year_of_school(self, point: Point) -> int | None:
        """The half of a school year that has the point; the summer lies at both ends: the plan's issue decides."""
        first, last = self.years
        if point.later:
            return last if point.last[0] < SUMMER[0] else None
        if not SUMMER[0] <= point.first[0] <= point.last[0] <= SUMMER[1]:
            return self.years[point.last[0] < SCHOOL_STARTS]
        day = point.end(first)
        if self.issued is None or day is None:
            return None
        if self.issued <= day:
            return first
        if point.last[0] < SCHOOL_STARTS:
            return last
        return first if not self._was_over(point, first) else None

    def _year_of_plan(self, point: Point, year: int) -> int | None:
        """The year of a plan for one year, but not a day that was over when the plan was issued.

        Such a day is of the next year in a plan issued in the last quarter ("trước ngày 15/01" in a plan of 20/12), or
        after its year, where it comes soon; else it cannot be told.  Months and quarters that are over are told of in
        the tables of a year's work, which name all of them."""
        if point.later or self.issued is None or not self._was_over(point, year):
            return year + point.later
        late = self.issued.month >= LAST_QUARTER or self.issued.year > year
        if point.kind != "date" and not late:
            return year
        ahead = self.issued.year + self._was_over(point, self.issued.year)
        day = point.end(ahead)
        return ahead if late and day is not None and day - self.issued <= HALF_A_YEAR else None

    def _was_over(self, point: Point, year: int) -> bool:
        """Whether a point of that year was over for long when the plan was issued."""
        day = point.end(year)
        return day is not None and self.issued is not None and self.issued - day > LATELY
