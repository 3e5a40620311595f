"""The load of a plan as plots with their figures: rows due by month, rows by unit."""

from __future__ import annotations

import base64
from collections import Counter
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from pipeline.messages import message
from pipeline.write.page import vietnamese_order
from pipeline.write.report_plots import Series, bars, columns
from pipeline.write.report_times import Period, periods

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.write.report_times import Month
    from pipeline.write.report_view import Row

MOST_UNITS = 20
"""Units shown in the plot."""


@dataclass(frozen=True, slots=True)
class Plot:
    """A plot: its heading, an image as an address that holds it (""; nothing to show), the same in words, and as a
    table: the names of its columns, its rows. `note` stands below it."""

    title: str
    image: str
    alt: str
    names: tuple[str, ...]
    figures: tuple[tuple[str, int, int], ...]
    note: str = ""


def load_by_time(months: Sequence[Month], lang: str) -> Plot:
    """Rows due in each month (quarter, year where there are many), and rows whose recurring deadline falls due."""
    say = partial(message, lang=lang)
    found = periods(months)
    figures = tuple((period_name(period, lang), period.due, period.recurring) for period in found)
    names = (say("report-load-time"), say("report-load-due"), say("report-load-again"))
    title = say("report-load-times")
    if not figures:
        return Plot(title, "", "", names, (), say("report-no-times"))
    labels = [_tick(period, at == 0 or period.month == 1) for at, period in enumerate(found)]
    svg = columns(labels, *_series(names, figures))
    return Plot(title, _address(svg), _alt(title, names, figures, lang), names, figures)


def load_by_unit(rows: Sequence[Row], lang: str) -> Plot:
    """Rows that each unit leads and helps with, the busiest first, under the units' full names."""
    say = partial(message, lang=lang)
    leads = Counter(unit for row in rows for unit in row.leads)
    helps = Counter(unit for row in rows for unit in row.helps)
    units = sorted(
        leads.keys() | helps.keys(),
        key=lambda unit: (-leads[unit] - helps[unit], -leads[unit], vietnamese_order(unit), unit),
    )
    figures = tuple((unit, leads[unit], helps[unit]) for unit in units[:MOST_UNITS])
    names = (say("report-unit"), say("report-load-lead"), say("report-load-help"))
    title = say("report-load-units")
    if not figures:
        return Plot(title, "", "", names, (), say("report-no-units"))
    note = say("report-busiest", count=MOST_UNITS, total=len(units)) if len(units) > MOST_UNITS else ""
    svg = bars([unit for unit, _, _ in figures], *_series(names, figures))
    return Plot(title, _address(svg), _alt(title, names, figures, lang), names, figures, note)


def period_name(period: Period, lang: str) -> str:
    """ "Tháng 3/2026", "Quý I/2026", "Năm 2026"."""
    if period.length == 12:
        return message("report-year-name", lang, year=period.year)
    if period.length == 3:
        return message("report-quarter-name", lang, quarter=_quarter(period, lang), year=period.year)
    return message("report-month-name", lang, month=period.month, year=period.year)


def _quarter(period: Period, lang: str) -> str:
    number = (period.month - 1) // 3
    return ("I", "II", "III", "IV")[number] if lang == "vi" else str(number + 1)


def _tick(period: Period, with_year: bool) -> str:
    """What stands below a column: the number of the month or quarter, below the first of a year the year too."""
    if period.length == 12:
        return str(period.year)
    number = _quarter(period, "vi") if period.length == 3 else str(period.month)
    return f"{number}\n{period.year}" if with_year else number


def _series(names: Sequence[str], figures: Sequence[tuple[str, int, int]]) -> tuple[Series, Series]:
    return (
        Series(names[1], tuple(first for _, first, _ in figures)),
        Series(names[2], tuple(second for _, _, second in figures)),
    )


def _alt(title: str, names: Sequence[str], figures: Sequence[tuple[str, int, int]], lang: str) -> str:
    said = [message("report-load-part", lang, name=name, first=one, second=other) for name, one, other in figures]
    return message(
        "report-load-alt", lang, title=title, first=names[1].lower(), second=names[2].lower(), figures="; ".join(said)
    )


def _address(svg: str) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
