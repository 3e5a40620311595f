"""Deadlines as a plan means them: with its years and its day of issue, and within a school year (năm học).

The guideline gives a day without a year the plan's year, and lets it recur where a plan covers several years.  A school
year covers two halves of years, in which no day comes twice: there a day belongs to the half that has its month.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import regex

from extractors.deadlines import Deadline, find_deadlines, find_deadlines_in_heading

FIRST_MONTH = 8  # the school year is prepared from August (khung thời gian năm học)
SCHOOL_YEAR = regex.compile(r"năm học\s+\d{4}", regex.IGNORECASE)
WITH_YEAR = regex.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class PlanTimes:
    """Finds the deadlines in the texts of one plan. `school_year`: whether `years` are the two halves of one."""

    years: tuple[int, ...] = ()
    issued: dt.date | None = None
    school_year: bool = False

    @classmethod
    def of(cls, title: str | None, years: Sequence[int], issued: dt.date | None) -> PlanTimes:
        """The times of the plan with this title."""
        halves = len(years) == 2 and years[1] == years[0] + 1 and SCHOOL_YEAR.search(title or "") is not None
        return cls(tuple(years), issued, halves)

    def prose(self, text: str) -> tuple[Deadline, ...]:
        """The deadlines in the sentences of an item."""
        return self._find(lambda years: find_deadlines(text, years=years, issued=self.issued))

    def cell(self, text: str) -> tuple[Deadline, ...]:
        """The deadlines in a table's time cell, or behind a label of time."""
        return self._find(lambda years: find_deadlines(text, years=years, issued=self.issued, cell=True))

    def heading(self, text: str) -> tuple[Deadline, ...]:
        """The deadlines that a heading passes on."""
        return self._find(lambda years: find_deadlines_in_heading(text, years=years, issued=self.issued))

    def _find(self, find: Callable[[tuple[int, ...]], list[Deadline]]) -> tuple[Deadline, ...]:
        if not self.school_year:
            return tuple(find(self.years))
        autumn, spring = ({d.raw: d for d in find((year,))} for year in self.years)
        # a half may lack what is long past or far off in it
        found = (_of_halves(autumn.get(raw), spring.get(raw)) for raw in {**autumn, **spring})
        return tuple(d for d in found if d is not None)


def _of_halves(autumn: Deadline | None, spring: Deadline | None) -> Deadline | None:
    """A deadline as read in the two halves of a school year: that of the half it falls in."""
    if autumn is not None and _month(autumn) >= FIRST_MONTH:
        return autumn
    if spring is not None and (autumn is not None or _month(spring) < FIRST_MONTH):
        return spring
    known = autumn or spring
    return known if known is not None and WITH_YEAR.search(known.raw) else None


def _month(deadline: Deadline) -> int:
    day = deadline.start or deadline.end
    return day.month if day else FIRST_MONTH
