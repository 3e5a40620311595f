"""Deadlines (thời gian hoàn thành): phrases of time -> ISO dates and RFC 5545 rules.

The grammar has two layers.  A *point* (`time_points`) is a day, month, quarter, half or year as officials print it;
*rules* (`time_ranges`, `time_bounds`, `time_recurrence`, `time_conditions`) read a point with the words around it
(bound, period, recurrence, count from the issue date) or a condition.  Rules run from the most to the least specific,
and a phrase that one rule has read is closed to the others.  In prose a phrase must also say when the work is done
(`time_nouns`): what belongs to a cited document or a name ("Kế hoạch CCHC năm 2025") is left out.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Sequence
from dataclasses import replace

import regex as re

from extractors import (
    time_blank,
    time_bounds,
    time_cells,
    time_conditions,
    time_counted,
    time_nouns,
    time_ranges,
    time_recurrence,
    time_unknown,
    time_weekdays,
    time_yearly,
)
from extractors.due_days import expand
from extractors.intervals import Intervals
from extractors.time_recurrence import REPORT_LIST
from extractors.time_scan import Deadline, Scan
from extractors.time_words import compiled

__all__ = ["Deadline", "expand", "find_deadlines", "find_deadlines_in_heading", "is_time_heading", "stands_apart"]


def find_deadlines(
    text: str,
    *,
    years: Sequence[int] = (),
    issued: dt.date | None = None,
    cell: bool = False,
    school_year: bool = False,
    window: tuple[dt.date, dt.date] | None = None,
) -> list[Deadline]:
    """The deadlines that `text` states, in reading order (gold/GUIDELINE.md, thoi_gian and Rulings/Deadlines).

    `years` are the plan's years: a day without a year takes the single one, or recurs yearly when there are several;
    with `school_year` they are the two of a school year, and it takes the one that has its month.  `issued` is the
    plan's date, for "100 ngày kể từ ngày ban hành" (without it such a time is conditional); where `years` is empty a
    day without a year is taken from it too (`Scan.year_of`).  `window` is the first and last day of the time that a
    heading above the text names, outside of which `years` give no day.  With `cell` the text is a time cell of a
    table: every phrase of time counts, and "Theo Kế hoạch …" alone is a condition.
    """
    scan = _scanned(text, years, issued, cell=cell, school_year=school_year, window=window)
    return time_cells.read_cell(scan) if cell else sorted(scan.found, key=lambda d: d.span)


def stands_apart(text: str, start: int, end: int) -> bool:
    """Whether the rules have read the words of time at text[start:end], or know that they are not the work's but those
    of a name or of a cited document."""
    return _read_through(text).touches(start, end)


@functools.lru_cache(maxsize=16)
def _read_through(text: str) -> Intervals:
    return _scanned(text, cell=False).closed


def find_deadlines_in_heading(
    text: str,
    *,
    years: Sequence[int] = (),
    issued: dt.date | None = None,
    school_year: bool = False,
    window: tuple[dt.date, dt.date] | None = None,
) -> list[Deadline]:
    """The deadlines that a heading passes on to its items.

    They are those of a heading that is a time ("Năm 2024", "Đợt 1: Từ nay đến …"), the reporting periods that it
    names, and what prose would give, but for recurrences that qualify its noun."""
    if is_time_heading(text):
        return find_deadlines(text, years=years, issued=issued, cell=True, school_year=school_year, window=window)
    found = find_deadlines(text, years=years, issued=issued, school_year=school_year, window=window)
    whole = re.search(r"\S.*\S", text, flags=re.DOTALL)
    if len(found) == 1 and whole and compiled(REPORT_LIST).search(found[0].raw.lower()):
        start, end = whole.start(), whole.start() + len(whole.group().rstrip(" :;."))
        return [replace(found[0], raw=text[start:end], span=(start, end))]
    return [d for d in found if d.kind != "recurring" or not text[: d.span[0]].strip() or d.rrule != _plain_rule(d)]


def _plain_rule(deadline: Deadline) -> str | None:
    """The rule, if it names no day: such a recurrence may qualify a noun."""
    return deadline.rrule if deadline.rrule and "BY" not in deadline.rrule and "lần" not in deadline.raw else None


@functools.lru_cache(maxsize=4096)  # outline, reflow and inheritance ask the same lines
def is_time_heading(text: str) -> bool:
    """Whether a line is nothing but a time: "Năm 2024", "Tháng 9/2025:", "Đợt 2: Từ ngày … đến ngày …"."""
    line = text.strip()
    if not line or len(line) > 120 or not (line[0].isupper() or line[0].isdigit()) or line[-1] in ".;,":
        return False
    scan = _scanned(text, cell=True)
    found = [d for d in scan.found if d.kind not in ("conditional", "ongoing")]
    if (
        not found
        or compiled(REPORT_LIST).search(scan.text)
        or (line[0].isdigit() and len(found) == 1 and found[0].kind in ("date", "year"))
    ):
        return False
    rest = list(scan.text)
    for deadline in found:
        rest[deadline.span[0] : deadline.span[1]] = " " * (deadline.span[1] - deadline.span[0])
    words = compiled(_PHASE).sub(" ", "".join(rest), count=1)
    return not compiled(_FILLER).sub(" ", words).strip(" \t\n:.,;-–()+•*")


# A phase before a time: "Đợt 1:", "Giai đoạn 2 -"; not "Giai đoạn 2026"
_PHASE = r"^\s*[-+•*]?\s*<<labels.phases>>\s*(?:\d{1,2}|[ivx]+)?\s*[:.(–-]"
# Words that may stand beside the times: "Thời gian", "từ"; not "tuần"
_FILLER = r"(?<![\p{L}])<<labels.fillers>>(?![\p{L}])"


_RULES: tuple[Callable[[Scan], None], ...] = (
    time_nouns.close_names,
    time_blank.open_days,
    time_conditions.named_events,
    time_cells.school_times,
    time_cells.ongoing,
    time_recurrence.report_lists,
    time_recurrence.days_of_each,
    time_weekdays.weekdays,
    time_yearly.month_lists,
    time_yearly.yearly_windows,
    time_counted.counted_days,
    time_cells.figures,
    time_ranges.stages,
    time_unknown.other_years,
    time_unknown.slashed_windows,
    time_ranges.ranges,
    time_unknown.impossible_points,
    time_ranges.day_lists,
    time_ranges.window_lists,
    time_conditions.events,
    time_bounds.bounded_points,
    time_recurrence.frequencies,
    time_conditions.conditions,
    time_recurrence.recurrences,
    time_cells.bare_years,
)


def _scanned(
    text: str,
    years: Sequence[int] = (),
    issued: dt.date | None = None,
    *,
    cell: bool,
    school_year: bool = False,
    window: tuple[dt.date, dt.date] | None = None,
) -> Scan:
    """The text after all rules, from the most to the least specific."""
    scan = Scan(text, tuple(sorted(set(years))), issued, cell, school_year, window)
    if not cell:
        scan.labels += [match.span("rest") for match in compiled(_LABEL).finditer(scan.text)]
    for rule in _RULES:
        rule(scan)
    return scan


# A label whose text is a time cell: "Thời gian thực hiện: Quý II/2025", "Hoàn thành: 30/6/2025"; not "kịp thời:"
_LABEL = (
    r"(?<!\w)(?<![\p{L}])<<labels.time>>(?:\s+(?!<<names.cutoffs>>)\p{L}+){0,4}\s*:\s*"
    r"(?P<rest>[^.;\n]*(?:\.\d[^.;\n]*)*)"
)
