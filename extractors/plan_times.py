"""Deadlines as a plan means them: with its years and its day of issue, and within a school year (năm học).

The guideline gives a day without a year the plan's year, and lets it recur where a plan covers several years.  A school
year covers two halves of years, in which no day comes twice: there a day belongs to the half that has its month.  A
year that the plan's title does not name is that of its issue, and a day may fall in the next one (`Scan.year_of`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypedDict

import regex

from extractors.deadlines import Deadline, find_deadlines, find_deadlines_in_heading, is_time_heading
from extractors.issued import plan_years
from extractors.kept import kept

SCHOOL_YEAR = regex.compile(r"năm học\s+\d{4}", regex.IGNORECASE)


class _Given(TypedDict):
    years: tuple[int, ...]
    issued: dt.date | None
    school_year: bool
    window: tuple[dt.date, dt.date] | None


@dataclass(frozen=True, slots=True)
class PlanTimes:
    """Finds the deadlines in the texts of one plan, or of a part of it that has a year of its own.

    `years` are those that it is for, `named` whether they are more than the year of its issue, `school_year` whether
    they are the two halves of one, `window` the first and last day of the time that a heading above names."""

    years: tuple[int, ...] = ()
    issued: dt.date | None = None
    school_year: bool = False
    named: bool = True
    window: tuple[dt.date, dt.date] | None = None

    @classmethod
    def of(cls, title: str | None, years: Sequence[int], issued: dt.date | None) -> PlanTimes:
        """The times of the plan with this title; `years` as the letterhead gives them."""
        halves = len(years) == 2 and years[1] == years[0] + 1 and SCHOOL_YEAR.search(title or "") is not None
        of_issue = issued is not None and tuple(years) == (issued.year,) and not plan_years(title or "")
        return cls(tuple(years), issued, halves, not of_issue)

    def under(self, heading: str) -> PlanTimes:
        """The times below a heading: one that is a closed time of a single year ("Năm 2024", "Tháng 9/2025") gives its
        year to the days without one that fall in that time or soon after it (`Scan.year_of`).

        Not one that is open ("Đến năm 2030", "Từ năm 2026 trở đi"), nor in a school year, whose halves say more."""
        found = find_deadlines(heading, issued=self.issued, cell=True) if is_time_heading(heading) else []
        starts, ends = [d.start for d in found if d.start], [d.end for d in found if d.end]
        closed = found and len(starts) == len(ends) == len(found) and not any(d.bound or d.inferred for d in found)
        if not closed or self.school_year:
            return self
        window = min(starts), max(ends)
        return replace(self, window=window) if window[0].year == window[1].year else self

    def prose(self, text: str) -> tuple[Deadline, ...]:
        """The deadlines in the sentences of an item."""
        return kept(("prose", self, text), lambda: tuple(find_deadlines(text, **self.given())))

    def given(self) -> _Given:
        """What `find_deadlines` is to know of the plan."""
        return {
            "years": self.years if self.named else (),
            "issued": self.issued,
            "school_year": self.school_year,
            "window": self.window,
        }

    def cell(self, text: str) -> tuple[Deadline, ...]:
        """The deadlines in a table's time cell, or behind a label of time."""
        return tuple(find_deadlines(text, cell=True, **self.given()))

    def heading(self, text: str) -> tuple[Deadline, ...]:
        """The deadlines that a heading passes on."""
        return tuple(find_deadlines_in_heading(text, **self.given()))
