"""A plan as one page: its table to search, filter and sort, the source of each row, its deadlines and its load.

The page holds all that it shows and loads nothing. Without its script it reads from top to bottom: the script only
hides, sorts and opens what stands in it.
"""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, BinaryIO

from pipeline.messages import describe, message
from pipeline.table import COLUMNS
from pipeline.write.page import clean, render, resource, vietnamese_order
from pipeline.write.report_load import load_by_time, load_by_unit
from pipeline.write.report_times import REASONS, Month, Times, times_of
from pipeline.write.report_view import FIELDS, NO_DAY, RECURRING, Row, head_of, parts_of, shortened, shown_day

if TYPE_CHECKING:
    import datetime as dt

    from pipeline.records import Notice, Plan
    from pipeline.write.report_pages import PageImage

NO_NAME = "-"
"""What the filters call rows without a unit or a section."""
MOST_DIGITS = 9
"""Digits of the number of a row; more are none, and Python refuses to read very long ones."""
ORIGINS = ("table", "rule", "inherited", "ner", "person")


@dataclass(frozen=True, slots=True)
class Stretch:
    """What the timeline shows at one place: a month with its days, or months in a row in which only recurring
    deadlines fall due (`days` is empty then)."""

    name: str
    days: tuple[tuple[dt.date, tuple[int, ...]], ...]
    due: int
    recurring: int


@dataclass(frozen=True, slots=True)
class Group:
    """What to look at of one kind: sentences, each with the row that it is about (None where with none) and what that
    row is called; or rows alone."""

    title: str
    said: tuple[tuple[int | None, str, str], ...] = ()
    rows: tuple[int, ...] = ()


def write_report(
    plan: Plan, stream: BinaryIO, lang: str = "vi", *, pages: Mapping[int, PageImage] | None = None
) -> None:
    """Write `plan` to an open binary stream as a page of HTML in UTF-8, the same bytes for the same plan.

    `pages` are pictures of pages (`report_pages.page_images`); without them the page shows where on a sheet a row
    stands, and its printed text.
    """
    style = resource("report.css") + _column_names(lang)
    stream.write(render("report.html.j2", _values(plan, lang, pages or {}), style, resource("report.js")))


def _values(plan: Plan, lang: str, pages: Mapping[int, PageImage]) -> dict[str, Any]:
    """What the template shows."""
    parts = clean(parts_of(plan, lang))
    rows: tuple[Row, ...] = tuple(row for _, part in parts for row in part)
    times: Times = clean(times_of(plan))
    head = clean(head_of(plan.document, lang))
    sections = Counter(row.section for row in rows)
    return {
        "lang": lang,
        "say": partial(message, lang=lang),
        "day": partial(shown_day, lang=lang),
        "head": head,
        "counts": list(_counts(rows, lang)),
        "parts": parts,
        "rows": rows,
        "names": COLUMNS[lang],
        "fields": FIELDS,
        "origins": ORIGINS,
        "has_pages": any(row.page is not None for row in rows),
        "units": _units(rows),
        "sections": list(sections.items()) if len(sections) > 1 else [],
        "months": list(_month_options(rows, lang)),
        "kinds": list(Counter((row.kind, row.kind_name) for row in rows).items()),
        "no_name": NO_NAME,
        "stretches": list(_stretches(times.months, lang)),
        "recurring": times.recurring,
        "undated": [(why, found) for why in REASONS if (found := [u for u in times.undated if u.reason == why])],
        "plots": (load_by_time(times.months, lang), load_by_unit(rows, lang)),
        "groups": [clean(group) for group in _groups(plan, rows, times, lang)],
        "pictured": frozenset(pages),
        "pages": [
            (page, _address(image), _number(image.width), _number(image.height))
            for page, image in sorted(pages.items())
        ],
    }


def _counts(rows: Sequence[Row], lang: str) -> Iterator[tuple[int, str]]:
    """How many rows there are of each kind; of what there is none, nothing."""
    counts = {
        "rows": len(rows),
        "task": sum(row.kind == "task" for row in rows),
        "target": sum(row.kind == "target" for row in rows),
        "due": sum(bool(row.due) for row in rows),
        "recurring": sum(RECURRING in row.months for row in rows),
        "check": sum(row.check for row in rows),
        "corrected": sum(bool(row.changes) for row in rows),
    }
    for code, count in counts.items():
        if count or code == "rows":
            yield count, message(f"report-count-{code}", lang)


def _units(rows: Sequence[Row]) -> list[tuple[str, int]]:
    """The units to filter by, in Vietnamese order, those without at the end ("")."""
    units = Counter(unit for row in rows for unit in {*row.leads, *row.helps} or {""})
    return [(unit, units[unit]) for unit in sorted(units, key=lambda unit: (not unit, vietnamese_order(unit), unit))]


def _month_options(rows: Sequence[Row], lang: str) -> Iterator[tuple[str, str, int]]:
    months = Counter(month for row in rows for month in row.months)
    for month in sorted(months.keys() - {RECURRING, NO_DAY}):
        year, number = map(int, month.split("-"))
        yield month, message("report-month-name", lang, month=number, year=year), months[month]
    for month in (RECURRING, NO_DAY):
        if months[month]:
            yield month, message(f"report-month-{month}", lang), months[month]


def _stretches(months: Sequence[Month], lang: str) -> Iterator[Stretch]:
    """The months of the timeline; those that follow each other and have recurring deadlines alone are one."""
    runs: list[list[Month]] = []
    for month in months:
        before = runs[-1][-1] if runs else None
        if before and not before.days and not month.days and _index(month) == _index(before) + 1:
            runs[-1].append(month)
        else:
            runs.append([month])
    for run in runs:
        first, last = (message("report-month-name", lang, month=m.month, year=m.year) for m in (run[0], run[-1]))
        name = message("report-month-to", lang, first=first, last=last.lower()) if len(run) > 1 else first
        again = len({row for month in run for row in month.recurring})
        yield Stretch(name, run[0].days, len(run[0].due), again)


def _index(month: Month) -> int:
    return month.year * 12 + month.month


def _groups(plan: Plan, rows: Sequence[Row], times: Times, lang: str) -> Iterator[Group]:
    """What could not be read, or should be looked at; of what there is none, nothing."""
    say = partial(message, lang=lang)

    def link(row: int) -> str:
        return say("report-row-link", row=row)

    if plan.warnings:
        said = tuple(_notice(notice, len(rows), lang) for notice in plan.warnings)
        yield Group(say("report-warnings", count=len(said)), said)
    unknown = [found for found in times.undated if found.reason == "unknown"]
    if unknown:
        yield Group(
            say("report-unknown", count=len(unknown)), tuple((u.row, link(u.row), f"“{u.raw}”") for u in unknown)
        )
    lists = {
        "report-doubts": [row.at for row in rows if row.check],
        "report-no-lead": [row.at for row in rows if row.kind == "task" and not row.lead_units],
        "report-no-time": [row.at for row in rows if row.kind == "task" and not row.deadlines],
        "report-changed": [row.at for row in rows if row.changes],
    }
    for code, found in lists.items():
        if found:
            yield Group(say(code, count=len(found)), rows=tuple(found))
    if plan.removed:
        removed = tuple((None, "", shortened(task.task)) for task in plan.removed)
        yield Group(say("report-removed", count=len(removed)), removed)


def _notice(notice: Notice, rows: int, lang: str) -> tuple[int | None, str, str]:
    """A warning: the row that it is about, where that is, and what it says."""
    what = describe(replace(notice, page=None, row=None), lang)
    where = describe(notice, lang).removesuffix(what).removesuffix(": ")
    number = notice.row or ""
    row = int(number) if number.isdecimal() and len(number) <= MOST_DIGITS else 0
    return (row if 1 <= row <= rows else None), where, what


def _column_names(lang: str) -> str:
    """What the style sets before each value where the values of a row stand below each other."""
    shown = {"products": 2, "lead_units": 3, "coordinating_units": 4, "deadlines": 5, "targets": 6, "due": 7}
    shown |= {"confidence": 10, "remarks": 13}
    return "".join(f':root {{ --name-{code}: "{COLUMNS[lang][at]}"; }}\n' for code, at in shown.items())


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _address(image: PageImage) -> str:
    return f"data:{image.media};base64,{base64.b64encode(image.data).decode()}"
