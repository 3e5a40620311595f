"""Deadlines (thời gian hoàn thành): phrases of time -> ISO dates and RFC 5545 rules.

The grammar has two layers.  A *point* is a day, month, quarter, half or year as officials print it; *rules* read a
point with the words around it (bound, period, recurrence, count from the issue date) or a condition.  Rules run from the
most to the least specific, and a phrase that one rule has read is closed to the others.  In prose a phrase must also say
when the work is done: what belongs to a cited document or to a name ("Kế hoạch CCHC năm 2025") is left out.
"""

from __future__ import annotations

import calendar
import datetime as dt
import functools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import regex as re

from extractors import lexicon


@dataclass(frozen=True, slots=True)
class Deadline:
    """One deadline. `kind` is date, month, quarter, half, year, period, recurring, conditional or ongoing;
    `bound` before, on_or_before or None; `span` the offsets of `raw` in the text that was searched."""

    raw: str
    kind: str
    start: dt.date | None = None
    end: dt.date | None = None
    bound: str | None = None
    rrule: str | None = None
    span: tuple[int, int] = (0, 0)


def find_deadlines(
    text: str, *, years: Sequence[int] = (), issued: dt.date | None = None, cell: bool = False
) -> list[Deadline]:
    """The deadlines that `text` states, in reading order (gold/GUIDELINE.md, thoi_gian and Rulings/Deadlines).

    `years` are the plan's years (a day without a year takes the single one, or recurs yearly when there are several),
    `issued` its date (for "100 ngày kể từ ngày ban hành"; without it such a time is conditional).  With `cell` the text
    is a time cell of a table: every phrase of time counts, and "Theo Kế hoạch …" alone is a condition.
    """
    scan = _Scan(text, tuple(sorted(set(years))), issued, cell)
    return _read_cell(scan) if cell else _read_prose(scan)


def find_deadlines_in_heading(
    text: str, *, years: Sequence[int] = (), issued: dt.date | None = None
) -> list[Deadline]:
    """The deadlines that a heading passes on to its items: those of a heading that is a time ("Năm 2024", "Đợt 1: Từ nay
    đến …"), the reporting periods that it names, and what prose would give, but for recurrences that qualify its noun."""
    if is_time_heading(text):
        return find_deadlines(text, years=years, issued=issued, cell=True)
    found = find_deadlines(text, years=years, issued=issued)
    whole = re.search(r"\S.*\S", text, flags=re.DOTALL)
    if len(found) == 1 and whole and _REPORT_LIST().search(found[0].raw):
        start, end = whole.start(), whole.start() + len(whole.group().rstrip(" :;."))
        return [replace(found[0], raw=text[start:end], span=(start, end))]
    return [d for d in found if d.kind != "recurring" or not text[: d.span[0]].strip() or d.rrule != _plain_rule(d)]


def is_time_heading(text: str) -> bool:
    """Whether a line is nothing but a time: "Năm 2024", "Tháng 9/2025:", "Đợt 2: Từ ngày … đến ngày …"."""
    line = text.strip()
    if not line or len(line) > 120 or not (line[0].isupper() or line[0].isdigit()) or line[-1] in ".;,":
        return False
    found = [d for d in find_deadlines(text, cell=True) if d.kind not in ("conditional", "ongoing")]
    if not found or (line[0].isdigit() and len(found) == 1 and found[0].kind in ("date", "year")):
        return False
    rest = list(text)
    for deadline in found:
        rest[deadline.span[0] : deadline.span[1]] = " " * (deadline.span[1] - deadline.span[0])
    words = re.sub(_PHASE(), " ", "".join(rest), count=1)
    return not re.sub(_FILLER(), " ", words).strip(" \t\n:.,;-–()+•*")


# --- points in time -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Point:
    """A day or a window of the calendar; `year` None where it is not printed."""

    kind: str
    year: int | None
    first: tuple[int, int]
    last: tuple[int, int]

    def start(self, year: int) -> dt.date | None:
        return _date(year, *self.first)

    def end(self, year: int) -> dt.date | None:
        return _date(year, *self.last)


# A day in figures: "20/02/2025", "20-02-2025", "20.02.2025", "20/11"; not "364/2025", "24/24/7", "1.2.3"
_DAY = (
    r"(?<![\d/.,\-]|\d\s)\d{1,2}(?:\s?/\s?\d{1,2}\s?/\s?(?:\d{4}|\d{2})|\s?-\s?\d{1,2}\s?-\s?\d{4}|\.\d{1,2}\.\d{4}|\s?/\s?\d{1,2})"
    r"(?![\d%]|\s?/\s?\d|[-.]\d)"
)
# A day in words: "25 tháng 8 năm 2023", "05 tháng 10", "15 tháng 3/2026"; not "6 tháng đầu năm"
_DAY_WORDS = r"(?<![\d/])\d{1,2}\s+tháng\s+\d{1,2}(?:\s*(?:năm|/|-)\s*\d{4})?(?![\d/])"
# A month: "Tháng 2/2025", "tháng 02 năm 2025", "cuối tháng 3", "tuần 2 tháng 3/2025"; not "6 tháng", "tháng 13"
_MONTH = (
    r"(?:(?:(?:đầu|giữa|cuối)|tuần\s+(?:thứ\s+)?(?:\d|I{1,3}|IV|nhất|hai|ba|tư)|tuần\s+(?:đầu|cuối)(?:\s+của)?)\s+)?"
    r"(?:tháng|\bT\.?)\s?(?:0?[1-9]|1[0-2])(?:\s*(?:/|-|\.|(?:của\s+)?năm)\s*\d{4})?(?![\d/%]|[-.]\d|\s+(?:lần|năm\b))"
)
# A month in figures alone: "8/2026", "08/2026"; not "05/8/2026", "19/2022/QĐ"
_MONTH_FIGURES = r"(?<![\d/.\-])(?:0?[1-9]|1[0-2])\s?/\s?(?:19|20)\d{2}(?![\d/])"
# A quarter: "Quý I/2025", "quý 3 năm 2025", "cuối quý II"; not "quý vị", "Quý V"
_QUARTER = r"(?:(?:đầu|giữa|cuối)\s+)?qu[ýí]\s*(?:I{1,3}|IV|0?[1-4])(?![\w])(?:\s*(?:/|-|\.|(?:của\s+)?năm)\s*\d{4})?(?![\d/])"
# Part of a year: "6 tháng đầu năm 2025", "sáu tháng cuối năm"; not "6 tháng/lần"
_HALF = r"(?<![\d/])(?:0?[369]|ba|sáu|chín)\s+tháng\s+(?:đầu|cuối)\s+(?:của\s+)?năm(?:\s*\d{4})?(?!\w)"
# A year: "năm 2025", "cuối năm 2025"; not "năm 2025/QĐ", "năm thứ 2"
_YEAR = r"(?:(?:đầu|giữa|cuối|cả)\s+)?\bnăm\s+(?:19|20)\d{2}(?![\d/%.]\d|\d|\s*[-–]\s*\d)"
_POINT = f"(?:(?:ngày\\s+)?(?:{_DAY_WORDS}|{_DAY})|{_HALF}|{_MONTH}|{_QUARTER}|{_YEAR}|{_MONTH_FIGURES})"

_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}


def _date(year: int, month: int, day: int) -> dt.date | None:
    """The day, None where there is none (30/02); day 0 is the last of the month."""
    try:
        return dt.date(year, month, day or calendar.monthrange(year, month)[1])
    except (ValueError, IndexError, calendar.IllegalMonthError):
        return None


def _read_point(text: str) -> _Point | None:
    """Reads what `_POINT` matched; None for a day or month that cannot be."""
    folded = " ".join(text.casefold().split())
    numbers = [int(n) for n in re.findall(r"\d+", folded)]
    if quarter := re.search(r"qu[ýí]\s*(i{1,3}\b|iv|\d+)", folded):
        number = _ROMAN.get(quarter[1].upper()) or int(quarter[1])
        return _Point("quarter", _year_in(folded), (number * 3 - 2, 1), (number * 3, 0))
    if half := re.search(r"(\d+|ba|sáu|chín) tháng (đầu|cuối)", folded):
        months = {"ba": 3, "sáu": 6, "chín": 9}.get(half[1]) or int(half[1])
        first = 1 if half[2] == "đầu" else 13 - months
        return _Point("half" if months == 6 else "period", _year_in(folded), (first, 1), (first + months - 1, 0))
    if re.fullmatch(r"(?:ngày )?\d+ tháng \d+.*|(?:ngày )?\d+ ?[/.-] ?\d+(?: ?[/.-] ?\d+)?", folded) and not (
        len(numbers) == 2 and numbers[1] > 999
    ):
        year = numbers[2] if len(numbers) > 2 else None
        year = year + 2000 if year is not None and year < 100 else year
        day = _date(2000 if year is None else year, numbers[1], numbers[0] or 99)
        return _Point("date", year, (numbers[1], numbers[0]), (numbers[1], numbers[0])) if day else None
    if month := re.search(r"(?:tháng|t\.?) ?(\d+)|^(\d+) ?/", folded):
        number = int(month[1] or month[2])
        return _Point("month", _year_in(folded), (number, 1), (number, 0)) if 1 <= number <= 12 else None
    year = _year_in(folded)
    return _Point("year", year, (1, 1), (12, 0)) if year is not None else None


def _year_in(text: str) -> int | None:
    found = re.findall(r"(?<!\d)\d{4}(?!\d)", text)
    return int(found[-1]) if found else None


# --- the scan: what is known, what has been read --------------------------------------------------------------------


@dataclass(slots=True)
class _Scan:
    """One text on its way through the rules; `closed` are the stretches that no further rule may read."""

    text: str
    years: tuple[int, ...]
    issued: dt.date | None
    cell: bool
    found: list[Deadline] = field(default_factory=list)
    closed: list[tuple[int, int]] = field(default_factory=list)

    def matches(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """The matches that touch nothing closed, closing none of them."""
        for match in pattern.finditer(self.text):
            if not any(start < match.end() and match.start() < end for start, end in self.closed):
                yield match

    def close(self, start: int, end: int) -> None:
        self.closed.append((start, end))

    def add(self, start: int, end: int, kind: str, *, bound: str | None = None, rrule: str | None = None,
            first: dt.date | None = None, last: dt.date | None = None) -> None:  # fmt: skip
        """Records the deadline printed at text[start:end] and closes it."""
        while end > start and self.text[end - 1].isspace():
            end -= 1
        while start < end and self.text[start].isspace():
            start += 1
        self.found.append(Deadline(self.text[start:end], kind, first, last, bound, rrule, (start, end)))
        self.close(start, end)

    def add_point(self, start: int, end: int, point: _Point, bound: str | None) -> None:
        """A point with its year; without one it takes the plan's, recurs in a plan of several years, or stays open."""
        year = point.year if point.year is not None else self.years[0] if len(self.years) == 1 else None
        if year is None and len(self.years) > 1:
            window = point.kind != "date"
            self.add(start, end, "recurring", bound="on_or_before" if window and not bound else bound,
                     rrule=_yearly(point))  # fmt: skip
        elif year is None:
            self.add(start, end, point.kind, bound=bound)
        elif point.kind == "date":
            self.add(start, end, "date", last=point.end(year), bound=bound)
        else:
            self.add(start, end, point.kind, first=point.start(year), last=point.end(year), bound=bound)

    def clause(self, at: int) -> str:
        """The text of the clause to the left of `at` (from the last of ; : . ( or a line break)."""
        left = self.text[max(0, at - 400) : at]
        return str(_CLAUSE_START.split(left)[-1])


# What ends a clause: "; ", ": ", ". ", "("; not the point in "3.5", the colon in "ISO 9001:2015"
_CLAUSE_START = re.compile(r"[;(\n…]|[.:](?!\d)")
# The start of a statement, before which nothing but a number or a mark stands: "", "- ", "1. "; not "kế hoạch "
_AT_START = re.compile(r"[\s\d.,)\-–+*•“\"]*(?:định\s+kỳ|vào|và)?\s*$", re.IGNORECASE)


def _yearly(point: _Point) -> str:
    """A yearly window is its last day (GUIDELINE.md)."""
    month, day = point.last
    return f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={day or (-1 if month == 2 else calendar.monthrange(2001, month)[1])}"


def _rule(unit: str, every: int = 1, times: int = 1) -> str:
    """RFC 5545 for `times` in each `every` units; for a count that does not divide the unit, the unit itself."""
    if unit == "quarter":
        unit, every = "month", every * 3
    parts = {"year": ("month", 12), "month": ("week", 4), "week": ("day", 7), "day": ("hour", 24)}
    if times > 1:
        smaller, size = ("week", 4 * every) if unit == "month" and every == 1 else ("month", 12 * every)
        if unit == "month" and every > 1:
            smaller, size = "month", every
        elif unit in ("week", "day"):
            smaller, size = parts[unit][0], parts[unit][1] * every
        if size % times == 0:
            unit, every = smaller, size // times
    name = {"hour": "HOURLY", "day": "DAILY", "week": "WEEKLY", "month": "MONTHLY", "year": "YEARLY"}[unit]
    return f"FREQ={name}" + (f";INTERVAL={every}" if every > 1 else "")


def _plain_rule(deadline: Deadline) -> str | None:
    """The rule, if it names no day: such a recurrence may qualify a noun."""
    return deadline.rrule if deadline.rrule and "BY" not in deadline.rrule and "lần" not in deadline.raw else None


def _number(word: str) -> int:
    return int(word) if word.isdigit() else int(_words()["calendar"]["numerals"].get(word.casefold(), 1))


def _unit(word: str) -> str:
    return str(_words()["calendar"]["units"][word.casefold()])


# --- patterns made from the lexicon ---------------------------------------------------------------------------------


def _words() -> dict[str, dict[str, object]] | dict[str, dict]:  # type: ignore[type-arg]
    return lexicon.load("time")
