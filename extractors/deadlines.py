"""Deadlines (thời gian hoàn thành): phrases of time -> ISO dates and RFC 5545 rules.

The grammar has two layers.  A *point* is a day, month, quarter, half or year as officials print it; *rules* read a
point with the words around it (bound, period, recurrence, count from the issue date) or a condition.  Rules run from
the most to the least specific, and a phrase that one rule has read is closed to the others.  In prose a phrase must
also say when the work is done: what belongs to a cited document or a name ("Kế hoạch CCHC năm 2025") is left out.
"""

from __future__ import annotations

import calendar
import datetime as dt
import functools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

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


def find_deadlines_in_heading(text: str, *, years: Sequence[int] = (), issued: dt.date | None = None) -> list[Deadline]:
    """The deadlines that a heading passes on to its items.

    They are those of a heading that is a time ("Năm 2024", "Đợt 1: Từ nay đến …"), the reporting periods that it
    names, and what prose would give, but for recurrences that qualify its noun."""
    if is_time_heading(text):
        return find_deadlines(text, years=years, issued=issued, cell=True)
    found = find_deadlines(text, years=years, issued=issued)
    whole = re.search(r"\S.*\S", text, flags=re.DOTALL)
    if len(found) == 1 and whole and _compile(_REPORT_LIST).search(found[0].raw.lower()):
        start, end = whole.start(), whole.start() + len(whole.group().rstrip(" :;."))
        return [replace(found[0], raw=text[start:end], span=(start, end))]
    return [d for d in found if d.kind != "recurring" or not text[: d.span[0]].strip() or d.rrule != _plain_rule(d)]


def is_time_heading(text: str) -> bool:
    """Whether a line is nothing but a time: "Năm 2024", "Tháng 9/2025:", "Đợt 2: Từ ngày … đến ngày …"."""
    line = text.strip()
    if not line or len(line) > 120 or not (line[0].isupper() or line[0].isdigit()) or line[-1] in ".;,":
        return False
    scan = _Scan(text, (), None, True)
    _scan_cell(scan)
    found = [d for d in scan.found if d.kind not in ("conditional", "ongoing")]
    if (
        not found
        or _compile(_REPORT_LIST).search(scan.text)
        or (line[0].isdigit() and len(found) == 1 and found[0].kind in ("date", "year"))
    ):
        return False
    rest = list(scan.text)
    for deadline in found:
        rest[deadline.span[0] : deadline.span[1]] = " " * (deadline.span[1] - deadline.span[0])
    words = _compile(_PHASE).sub(" ", "".join(rest), count=1)
    return not _compile(_FILLER).sub(" ", words).strip(" \t\n:.,;-–()+•*")


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
    r"(?<![\d/.,\-]|\d\s)\d{1,2}(?:\s?/\s?\d{1,2}\s?/\s?(?:\d{4}|\d{2})|\s?-\s?\d{1,2}\s?-\s?\d{4}"
    r"|\.\d{1,2}\.\d{4}|\s?/\s?\d{1,2})"
    r"(?![\d%]|\s?/\s?\d|[-.]\d)"
)
# A day in words: "25 tháng 8 năm 2023", "05 tháng 10", "15 tháng 3/2026"; not "6 tháng đầu năm"
_DAY_WORDS = r"(?<![\d/])\d{1,2}\s+tháng\s+\d{1,2}(?:\s*(?:năm|/|-)\s*\d{4})?(?![\d/])"
# A month: "Tháng 2/2025", "tháng 02 năm 2025", "cuối tháng 3", "tuần 2 tháng 3/2025"; not "6 tháng", "tháng 13"
_MONTH = (
    r"(?:(?:(?:đầu|giữa|cuối)|tuần\s+(?:thứ\s+)?(?:\d|i{1,3}|iv|nhất|hai|ba|tư)|tuần\s+(?:đầu|cuối)(?:\s+của)?)\s+)?"
    r"(?:tháng|\bt\.?)\s?(?:0?[1-9]|1[0-2])(?:\s*(?:/|-|\.|(?:của\s+)?năm)\s*\d{4})?(?![\d/%]|[-.]\d|\s+(?:lần"
    r"|năm\b))"
)
# A month in figures alone: "8/2026", "08/2026"; not "05/8/2026", "19/2022/QĐ"
_MONTH_FIGURES = r"(?<![\d/.\-])(?:0?[1-9]|1[0-2])\s?/\s?(?:19|20)\d{2}(?![\d/])"
# A quarter: "Quý I/2025", "quý 3 năm 2025", "cuối quý II"; not "quý vị", "Quý V"
_QUARTER = (
    r"(?:(?:đầu|giữa|cuối)\s+)?qu[ýí]\s*(?:i{1,3}|iv|0?[1-4])(?![\w])(?:\s*(?:/|-|\.|(?:của\s+)?năm)\s*\d{4})?"
    r"(?![\d/])"
)
# Part of a year: "6 tháng đầu năm 2025", "sáu tháng cuối năm"; not "6 tháng/lần"
_HALF = r"(?<![\d/])(?:0?[369]|ba|sáu|chín)\s+tháng\s+(?:đầu|cuối)\s+(?:của\s+)?năm(?:\s*\d{4})?(?!\w)"
# A year: "năm 2025", "cuối năm 2025"; not "năm 2025/QĐ", "năm thứ 2"
_YEAR = r"(?:(?:đầu|giữa|cuối|cả)\s+)?\bnăm\s+(?:19|20)\d{2}(?![\d/%.]\d|\d|\s*[-–]\s*\d)"
# The hour before a day: "17 giờ 00 ", "08h00, thứ Sáu "
_CLOCK = (
    r"(?:\d{1,2}\s*(?:giờ|h|g)\s*(?:\d{1,2})?(?:\s*phút)?,?\s+)?(?:(?:sáng|chiều|tối|trưa),?\s+)?(?:thứ\s+\w+,?\s+)?"
)
_POINT = f"(?:(?:ngày\\s+)?(?:{_DAY_WORDS}|{_DAY})|{_HALF}|{_MONTH}|{_QUARTER}|{_YEAR}|{_MONTH_FIGURES})"

_MONTHS_OF = {"tháng": 1, "quý": 3, "quí": 3, "năm": 12}
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
    """One text on its way through the rules; `closed` are the stretches that no further rule may read.

    `text` is `printed` in lower case, offset for offset: the patterns are written in lower case, because matching
    without regard to case is several times slower."""

    printed: str
    years: tuple[int, ...]
    issued: dt.date | None
    cell: bool
    text: str = field(init=False)
    windows: list[tuple[int, int]] | None = None
    found: list[Deadline] = field(default_factory=list)
    closed: list[tuple[int, int]] = field(default_factory=list)
    labels: list[tuple[int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        lowered = self.printed.lower()
        if len(lowered) != len(self.printed):  # "İ" becomes two characters
            lowered = "".join(low if len(low := c.lower()) == 1 else c for c in self.printed)
        self.text = lowered

    def labelled(self, at: int) -> bool:
        """Whether `at` stands after a label of time ("Thời gian hoàn thành: …")."""
        return any(start <= at < end for start, end in self.labels)

    def loose(self, at: int) -> bool:
        """Whether every phrase of time counts at `at`."""
        return self.cell or self.labelled(at)

    def matches(self, pattern: re.Pattern[str], *, numbers: bool = False) -> Iterator[re.Match[str]]:
        """The matches that touch nothing closed, closing none of them; with `numbers` only those around figures."""
        for start, end in self.around_figures() if numbers else [(0, len(self.text))]:
            for match in pattern.finditer(self.text, start, end):
                if not any(first < match.end() and match.start() < last for first, last in self.closed):
                    yield match

    def around_figures(self) -> list[tuple[int, int]]:
        """Where a printed point can be: the stretches about figures; the rest is skipped."""
        if self.windows is None:
            self.windows = []
            for figure in _FIGURE.finditer(self.text):
                start, end = max(0, figure.start() - 60), figure.end() + 40
                if self.windows and start <= self.windows[-1][1]:
                    self.windows[-1] = (self.windows[-1][0], end)
                else:
                    self.windows.append((start, end))
        return self.windows

    def close(self, start: int, end: int) -> None:
        self.closed.append((start, end))

    def add(self, start: int, end: int, kind: str, *, bound: str | None = None, rrule: str | None = None,
            first: dt.date | None = None, last: dt.date | None = None) -> None:  # fmt: skip
        """Records the deadline printed at text[start:end] and closes it."""
        while end > start and (self.text[end - 1].isspace() or self.text[end - 1] in ",;:…"):
            end -= 1
        while start < end and self.text[start].isspace():
            start += 1
        self.found.append(Deadline(self.printed[start:end], kind, first, last, bound, rrule, (start, end)))
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


# A figure that a point may hold: "2025", "quý iv", "sáu tháng"; not "nhiều tháng"
_FIGURE = re.compile(r"\d+|(?<!\w)(?:qu[ýí]\s+[iv]|(?:ba|sáu|chín)\s+tháng)")
# What ends a clause: "; ", ": ", ". ", "("; not the point in "3.5", the colon in "ISO 9001:2015"
_CLAUSE_START = re.compile(r"[;(\n…]|[.:](?!\d)")
# The start of a statement, before which nothing but a number or a mark stands: "", "- ", "1. "; not "kế hoạch "
_AT_START = re.compile(r"[\s\d.,)\-–+*•“\"]*(?:định\s+kỳ|vào|và|phấn\s+đấu)?\s*$")


def _yearly(point: _Point) -> str:
    """A yearly window is its last day (GUIDELINE.md)."""
    month, day = point.last
    return (
        f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={day or (-1 if month == 2 else calendar.monthrange(2001, month)[1])}"
    )


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


def _words() -> dict[str, Any]:
    return lexicon.load("time")


@functools.cache
def _compile(template: str) -> re.Pattern[str]:
    """Compiles a template: <<section.key>> becomes the alternation of those words, <<POINT>> the pattern of a point."""

    # the end of a range may follow a dash, which a free point must not: "15-20/6"
    parts = {
        "<<POINT>>": _POINT,
        "<<END>>": _POINT.replace(r"(?<![\d/.,\-]|\d\s)", "").replace(r"(?<![\d/.\-])", ""),
        "<<CLOCK>>": _CLOCK,
        "<<STRETCH>>": _STRETCH,
        "<<KIND>>": _KIND_OF_REPORT,
    }
    for name, pattern in parts.items():
        template = template.replace(name, pattern)

    def words(match: re.Match[str]) -> str:
        section, key = match[1].split(".")
        ordered = sorted(_words()[section][key], key=len, reverse=True)
        return "(?:" + "|".join(r"\s+".join(re.escape(w) for w in entry.casefold().split()) for entry in ordered) + ")"

    return re.compile(re.sub(r"<<(\w+\.\w+)>>", words, template))


# A title: “Phát triển … giai đoạn 2022 - 2025”, "45 ngày"; not an opening quote that never closes
_QUOTED = r"“[^”\n]{1,400}”|\"[^\"\n]{1,300}\"|«[^»\n]{1,300}»"
# A day of the lunar calendar, which has no ISO date: "từ ngày 15 – 28 tháng 12 Âm lịch", "10/3 (âm lịch)"
_LUNAR = (
    r"(?<!\w)(?:từ\s+|trước\s+)?(?:ngày\s+)?[\d\s/–\-]*(?:tháng\s+(?:\d+|giêng|chạp))?[\s\d/(]*"
    r"(?:năm\s+[\p{L} ]{3,12})?\(?\s*âm\s+lịch\)?"
)
# A label whose text is a time cell: "Thời gian thực hiện: Quý II/2025", "Hoàn thành: 30/6/2025"; not "kịp thời:"
_LABEL = r"(?<!\w)(?<![\p{L}])<<labels.time>>(?:\s+\p{L}+){0,4}\s*:\s*(?P<rest>[^.;\n]*(?:\.\d[^.;\n]*)*)"
# One reporting period: "tháng", "quý I", "6 tháng", "cả năm"; not "năm 2025", "6 tháng đầu năm 2025"
_KIND_OF_REPORT = (
    r"(?:(?:hằng|hàng|cả|báo\s+cáo)\s+)*(?:tháng(?!\s*\d)|qu[ýí](?:\s+(?:[iv]+|\d)(?!\w))?|0?[369]\s+tháng"
    r"(?!\s*/)(?:\s+đầu\s+năm)?|năm(?!\s+học))(?!\s*[\d/]|\w)"
)
# Several in a row: "Quý I, 6 tháng, 9 tháng và báo cáo năm", "tháng, quý, năm"; not "6 tháng, 03 người"
_KINDS_OF_REPORT = r"(?P<list><<KIND>>(?:(?:\s*[,;]\s*(?:và\s+)?|\s*/\s*|\s+và\s+)<<KIND>>)+)"
# … after what makes them periods of reports: "báo cáo CCHC định kỳ quý, năm"; not "kế hoạch quý, năm"
_REPORT_LIST = r"(?<!\p{L})(?:báo\s+cáo|định\s+k[ỳì])\s+(?:\p{L}+\s+){0,2}(?:định\s+k[ỳì]\s+)?\(?" + _KINDS_OF_REPORT
# A day of each month, quarter or year: "trước ngày 25 hằng tháng", "Định kỳ ngày 20 hàng tháng", "ngày 15 của tháng
# cuối quý"
# (a day of a printed month, "ngày 15 tháng 6", is not one)
_DAY_OF = (
    r"(?<!\w)(?:(?P<bound><<bounds.before>>\s+|<<bounds.on_or_before>>\s+)?(?:định\s+k[ỳì]\s+)?(?:vào\s+)?"
    r"(?:các\s+)?ngày\s+(?P<days>\d{1,2}(?:\s*(?:,|và)\s*(?:ngày\s+)?\d{1,2})*)\s+"
    r"(?:(?:của\s+)?tháng\s+(?P<which>đầu|giữa|cuối)(?:\s+(?:của|cùng))?\s+(?:(?:mỗi|từng|hằng|hàng|các)\s+)?"
    r"(?P<of>qu[ýí]|kỳ(?:\s+báo\s+cáo)?)(?!\s*[iv\d])"
    r"|(?:của\s+)?(?P<month>(?:hằng|hàng|mỗi|các)\s+tháng|tháng\s+(?:tiếp\s+theo|sau|kế\s+tiếp|báo\s+cáo)|"
    r"(?<=của\s)tháng)(?!\s*\d)))"
)
# A day or window of each year: "trước ngày 15/12 hằng năm", "quý IV hằng năm", "trong quý II của năm trước liền kề
# năm kế hoạch"
_YEARLY = (
    r"(?<!\w)(?P<bound><<bounds.before>>\s+|<<bounds.on_or_before>>\s+)?(?P<inside>trong\s+)?"
    r"(?:định\s+k[ỳì]\s+)?(?P<point><<POINT>>)(?:\s*(?:,|và)\s*(?P<second><<POINT>>))?"
    r"\s+(?:của\s+)?(?:(?:hằng|hàng|mỗi)\s+năm|năm\s+(?:trước|sau|liền)(?:\s+(?:liền|kế)\s*(?:kề|trước|tiếp"
    r"|sau)?)*(?:\s+năm\s+kế\s+hoạch)?)(?![\w])"
)
# A weekday: "thứ Sáu hằng tuần", "chiều thứ 6 hàng tuần"; not "thứ nhất"
_WEEKDAY = (
    r"(?<!\w)(?P<bound><<bounds.before>>\s+|<<bounds.on_or_before>>\s+)?(?:\d{1,2}\s*(?:giờ|h|g)\s*(?:\d{1,2})?"
    r"(?:\s*phút)?,?\s+)?(?:(?:sáng|chiều|ngày|vào)\s+){0,2}"
    r"(?:thứ\s+(?P<day>hai|ba|tư|năm|sáu|bảy|[2-7])|(?P<sunday>chủ\s+nhật))\s+(?:của\s+)?(?:hằng|hàng|mỗi)\s+tuần"
)
# A frequency: "ít nhất 6 tháng/lần", "02 tuần một lần (trước 16 giờ thứ Sáu)", "định kỳ 6 tháng"; not "lần thứ 2"
_EVERY = (
    r"(?<!\w)(?:(?:<<frequency.leads>>\s+)*(?<![\d/])(?P<n>\d{1,2}|một|hai|ba|sáu)\s+"
    r"(?P<unit><<frequency.units>>)\s*(?:/|mỗi\s+)?\s*(?:0?1|một)?\s*lần(?!\s+thứ)"
    r"(?P<when>\s*\([^()]{0,60}\))?|(?:định\s+k[ỳì])\s+(?:(?:mỗi|hằng|hàng)\s+)?(?P<n>\d{1,2})\s+(?P<unit>tuần"
    r"|tháng|năm)(?!\s+(?:đầu|cuối))(?![\w/]))"
)
# The other way round: "ít nhất 01 lần/năm", "02 lần mỗi quý", "mỗi quý một lần", "một năm hai lần"; not "02 lần liên
# tiếp"
_TIMES = (
    r"(?<!\w)(?:(?:<<frequency.leads>>\s+)*(?<![\d/,.])(?P<k>\d{1,2}|một|hai|ba|bốn)"
    r"(?:\s*-\s*\d{1,2})?\s+lần\s*(?:/|trong\s+|trên\s+|mỗi\s+|một\s+|hằng\s+|hàng\s+)\s*(?:mỗi\s+)?(?:"
    r"(?P<n>\d{1,2}|một)\s+)?(?P<unit><<frequency.units>>)(?!\s+(?:học|đầu|cuối))"
    r"|(?:<<frequency.leads>>\s+)*(?:mỗi|một|0?1)\s+(?P<unit><<frequency.units>>)\s+(?:<<frequency.leads>>\s+)*"
    r"(?P<k>\d{1,2}|một|hai|ba|bốn)\s+lần(?!\s+thứ))"
)
# A plain recurrence: "Hằng năm", "định kỳ hàng tháng", "hằng tháng, quý, năm"; not "ngân hàng năm 2025", "hàng năm
# 2026"
_EACH = (
    r"(?<!\b(?:ngân|bán|mua|cửa|mặt|khách|nhà|đơn|gian|kiện|lô|xếp)\s)(?:định\s+k[ỳì]\s+)?(?<![\p{L}])(?:hằng"
    r"|hàng|mỗi)\s+(?P<unit><<frequency.units>>)(?!\s*\d|\w|\s+(?:học|một|hai)\b)"
    r"(?P<more>(?:(?:\s*[,/]\s*|\s+và\s+)(?:(?:định\s+k[ỳì]\s+)?(?:hằng|hàng|mỗi)\s+)?(?:<<frequency.units>>"
    r"|[369]\s+tháng)(?!\s*\d|\w|\s+học))*)"
)
# The end of each year or quarter, in cells and at the start of a statement: "cuối năm", "cuối mỗi quý"; not "cuối năm
# 2025"
_END_OF_EACH = (
    r"(?<![\p{L}\d]\s)(?<!tháng\s)cuối\s+(?:mỗi\s+|hằng\s+|hàng\s+)?(?P<unit>năm|qu[ýí]|tháng|tuần)(?!\s*[\div]"
    r"|\w|\s+học)"
)
# A count of days: "100 ngày kể từ ngày ban hành Kế hoạch", "sau 30 ngày kể từ ngày nhận được …", "Hết thời hạn 100
# ngày";
# not "ngày 100", "45 ngày đêm"
_COUNTED = (
    r"(?<!\w)(?P<lead>(?:(?:hoàn\s+thành|chậm\s+nhất|muộn\s+nhất|hết|trong|sau|thời\s+hạn|vòng|là|không\s+quá"
    r"|tối\s+đa)\s+)*)(?<![\d/,.])(?P<n>\d{1,3})\s+(?P<unit>ngày|tuần|tháng)(?P<working>\s+làm\s+việc)?,?\s*"
    r"(?P<from>(?:kể\s+từ|tính\s+từ|từ|sau)\s+(?P<origin>(?:ngày|khi|thời\s+điểm)\s+<<STRETCH>>))?"
)
# The issue of this very plan: "ngày ban hành Kế hoạch", "ngày Kế hoạch được ban hành", "ngày ký"; not "ngày ban hành
# Luật"
_OWN_ISSUE = (
    r"(?:ngày|khi)\s+(?:(?:ký\s*,?\s*)?ban\s+hành(?:\s+(?:kế\s+hoạch|(?:quyết\s+định|văn\s+bản|phương\s+án"
    r"|chương\s+trình|chỉ\s+thị)\s+này))?|ký(?:\s+ban\s+hành)?"
    r"|(?:kế\s+hoạch|(?:quyết\s+định|văn\s+bản|phương\s+án|chương\s+trình)\s+này)(?:\s+này)?\s+(?:được\s+)?"
    r"(?:ký\s+)?(?:ban\s+hành|có\s+hiệu\s+lực))(?:\s+(?:kế\s+hoạch\s+)?này)?"
    r"(?=\s*(?:$|[.,;:()\n]|trở\s+đi|đến|và\b|phải|để|các\b|theo\b))"
)
# Open at the end: "Từ ngày ban hành Kế hoạch trở đi", "kể từ ngày ban hành Kế hoạch"
_SINCE_ISSUE = r"(?<![\p{L}])(?:kể\s+)?từ\s+(?P<origin>(?:ngày|khi)\s+)"
# Days before an event: "trước thời hạn Sở nhập báo cáo ít nhất 5 ngày làm việc", "trước hội nghị 02 ngày"; not "trước
# ngày 05/6"
_DAYS_BEFORE = (
    r"(?<![\p{L}])trước\s+(?!ngày\s+\d)(?:[^\d.,;:()\n]){3,60}?\s(?:ít\s+nhất\s+|tối\s+thiểu\s+)?\d{1,2}\s+ngày"
    r"(?:\s+làm\s+việc)?(?!\s*/)(?![\p{L}])"
)
# From one point to another: "Từ ngày 10/01/2025 – 05/02/2026", "từ nay đến hết quý III/2025", "Tháng 3-5/2025"
_RANGE = (
    r"(?<!\w)(?P<lead>(?:kể\s+)?từ\s+<<CLOCK>>(?:ngày\s+)?|trong\s+(?:thời\s+gian\s+)?từ\s+(?:ngày\s+)?)?"
    r"(?P<a><<POINT>>|(?<=từ\s)nay|(?:ngày\s+|(?<=từ\s+ngày\s+)|(?<![\d/.,\-]|\d\s)"
    r"(?=\d{1,2}\s*[-–]\s*\d{1,2}\s?/))\d{1,2}(?!\d)|(?:tháng|\bt\.?)\s?\d{1,2}|qu[ýí]\s*(?:[iv]+|\d)"
    r"|năm\s+\d{4})"
    r"(?:\s*,?\s*(?:cho\s+)?(?:đến|tới)\s+(?:hết\s+)?<<CLOCK>>(?:ngày\s+)?|\s*[–\-~]\s*<<CLOCK>>(?:ngày\s+)?)"
    r"(?P<b><<END>>|(?:0?[1-9]|1[0-2])(?:\s+năm\s+\d{4}|(?![\d/.%]|\s*(?:người|lớp|đơn\s+vị|lần|tháng)))|(?:iv"
    r"|i{1,3}|[1-4])(?:\s*(?:/|năm)\s*\d{4})?(?![\w/])|(?:19|20)\d{2}(?![\d/])|cuối\s+năm(?!\s*\d)|hết\s+năm"
    r"(?!\s*\d))"
)
# A stage: "Giai đoạn 2026 - 2027", "trong giai đoạn 2023-2025"; not one in a name, see `_stages`
_STAGE = (
    r"(?<!\w)(?P<inside>trong\s+)?(?:cả\s+)?(?:giai\s+đoạn|thời\s+kỳ)\s+(?:từ\s+)?(?:năm\s+)?(?P<a>(?:19"
    r"|20)\d{2})\s*(?:[-–~]|đến)\s*(?:năm\s+)?(?P<b>(?:19|20)\d{2})(?!\d|/)"
)
# Years alone, in a cell: "2025-2027", "2026"; not "30/8/2026"
_CELL_YEARS = (
    r"(?<!\w)(?:(?P<bound><<bounds.before>>|<<bounds.on_or_before>>|đến)\s+)?(?<![\d/.\-])(?:năm\s+)?"
    r"(?P<a>20\d{2})(?:\s*[-–]\s*(?:năm\s+)?(?P<b>20\d{2}))?(?![\d/.\-])"
)
# Windows that share their year: "Quý I, II/2026", "tháng 6 và tháng 11/2025", "tháng 3, 6, 9/2025"
_LIST = (
    r"(?<!\w)(?P<head>tháng|qu[ýí])\s*(?P<first>\d{1,2}|iv|i{1,3})(?![\w/])(?:\s*(?:,|và|;|&)\s*(?:và\s+)?"
    r"(?P<next>(?:(?P=head)\s*)?(?:\d{1,2}|iv|i{1,3}))(?![\w]))+(?:\s*(?:/|năm)\s*(?P<year>\d{4}))?(?![\d/])"
)
# A point with the words before it: "trước ngày 20/02/2025", "chậm nhất là 17 giờ ngày 5/3", "trong tháng 8/2026",
# "đến 31/12/2027"
_BOUNDED = (
    r"(?<!\w)(?:(?P<before>(?<![\p{L}])<<bounds.before>>)|(?P<until>(?<![\p{L}])<<bounds.on_or_before>>)|"
    r"(?P<inside>(?<![\p{L}])<<bounds.inside>>)|(?P<since>(?<![\p{L}])(?:kể\s+)?từ)|(?P<to>(?<![\p{L}])"
    r"(?:cho\s+)?đến|(?<![\p{L}])tới))?\s*"
    r"(?:(?<=\s)<<CLOCK>>)?(?P<point><<POINT>>)(?P<on>\s+trở\s+(?:đi|về\s+sau))?"
)
# The plan's own year in a cell: "Trong năm", "Cả năm"; not "Trong năm 2025", "trong năm học"
_THIS_YEAR = r"(?<!\w)(?<![\p{L}])(?:trong|cả|suốt)\s+năm(?!\s*\d|\w|\s+học)"
# School time without dates: "Học kỳ I năm học 2025-2026", "Tuần 5", "trong suốt năm học"; only in cells
_SCHOOL_TIME = (
    r"(?<!\w)(?:(?:(?:đầu|giữa|cuối|trong(?:\s+suốt)?|cả)\s+)?(?:học\s+k[ỳì]|hk)\s*(?:[iv]+|\d)?"
    r"(?:[,\s]+năm\s+học\s+\d{4}\s*[-–]\s*\d{4})?|(?:(?:đầu|giữa|cuối|trong(?:\s+suốt)?|cả|suốt)\s+)?năm\s+học"
    r"(?:\s+\d{4}\s*[-–]\s*\d{4})?|(?<![\p{L}])tuần\s+(?:thứ\s+)?\d{1,2}(?!\s+tháng|\d|/)|hè\s+\d{4})"
)
# A school year, which is a name in prose: "năm học 2025-2026"
_SCHOOL_YEAR = r"năm\s+học\s+\d{4}\s*[-–]\s*\d{4}"
# What a condition may run over: words, decimals, figures in brackets, up to a stop
_STRETCH = (
    r"(?:(?!\s(?:<<conditions.stops>>)(?![\p{L}]))(?:[^.,;:()\n“”]|[.,](?=\d)|(?<=[\d\p{L}])\([^()\n]{1,40}\)"
    r"|\s\([^()\n]{1,40}\)|“[^”\n]{1,80}”|,(?=\s*(?:của|và|hoặc)\s)))+"
)
# A condition: "khi có mưa", "ngay sau khi …", "trước khi …", "theo lộ trình …"; not "trong khi", "đôi khi"
_CONDITION = (
    r"(?<![\p{L}])(?:(?P<when>(?:ngay\s+)?(?:(?P<rel>sau|trước)\s+)?khi)|theo\s+(?:đúng\s+)?lộ\s+trình)\s+" + _STRETCH
)
# An event or season: "trước mùa mưa năm 2026", "trong suốt mùa mưa", "sau mưa"; not "mùa mưa năm 2026" alone
_EVENT = (
    r"(?<![\p{L}])(?:(?P<rel>trước|sau)\s+(?:<<events.seasons>>|<<events.moments>>)|trong\s+"
    r"(?:suốt\s+)?<<events.seasons>>)(?![\p{L}])(?:\s+năm\s+\d{4}(?:\s*-\s*\d{4})?)?"
)
# Work that never ends, in a cell: "Thường xuyên", "Nhiệm vụ thường xuyên theo hướng dẫn …"; not "không thường xuyên"
_ONGOING = r"(?<!không\s)(?<![\p{L}])<<ongoing.words>>(?![\p{L}])"
# "Đợt 1:", "Giai đoạn 2 -" before a time
_PHASE = r"^\s*[-+•*]?\s*<<labels.phases>>\s*(?:\d{1,2}|[ivx]+)?\s*[:.(–-]"
_FILLER = r"(?<![\p{L}])<<labels.fillers>>(?![\p{L}])"


# --- the noun test --------------------------------------------------------------------------------------------------

# A noun of a name, whole: "kế hoạch", "Chỉ số"; not the office "Sở Kế hoạch và Đầu tư", not "Kế hoạch này"
_NAME = (
    r"(?<!<<names.offices>>\s)(?<![\p{L}])(?:(?P<document><<names.documents>>)|(?P<meeting><<names.meetings>>)|"
    r"(?P<report><<names.reports>>))(?![\p{L}])(?!\s+này)"
)
# A new predicate after a name: "Kế hoạch … gửi", "chương trình …, tổ chức"; not "kế hoạch kiểm tra"
_NEW_PREDICATE = (
    r"(?<![\p{L}])<<names.verbs_always>>(?![\p{L}])|(?:[,;]\s*|(?<![\p{L}])(?:và|đồng\s+thời"
    r"|để)\s+)<<names.verbs_joined>>(?![\p{L}])"
)
# The verb that holds a meeting: "tổ chức (các) hội nghị"
_HOLDS = r"(?<![\p{L}])<<names.holding>>(?:\s+\p{L}+){0,2}\s*$"
_IN_PLACE = r"(?<![\p{L}])<<names.places>>\s+(?:\p{L}+\s+)?$"
# A relative clause that ends here: "do Sở giao", "chỉ tiêu được phân bổ", "hồ sơ phát sinh"
_RELATIVE = r"(?<![\p{L}])(?:(?:<<names.relative>>(?:\s+[\p{L}]+){0,8}?)\s+)?<<names.relative_verbs>>\s*$"
_NEEDED = r"(?<![\p{L}])(?:cần|đã|được)(?:\s+\p{L}+){1,3}\s*$"
_LIST_TAIL = r"(?<![\p{L}])<<names.list_tails>>(?:\s+\d{4}\s*[-–]\s*\d{4})?\s*(?:,|và)\s*$"
_FINISH = r"(?<![\p{L}])<<bounds.finish>>\s*(?:vào|trong|dự\s+kiến)?\s*$"


def _names_something(scan: _Scan, at: int) -> bool:
    """Whether the time at `at` belongs to a noun before it (document, figure, money, meeting) and not to the work."""
    clause = scan.clause(at)
    if not clause.strip():
        return False
    if _compile(_RELATIVE).search(clause):
        return True
    if clause.rstrip().endswith(",") and not _compile(_LIST_TAIL).search(clause):
        return False
    names = list(_compile(_NAME).finditer(clause))
    name = names[-1] if names else None
    if name is None or _compile(_NEW_PREDICATE).search(clause, name.end()):
        return False
    before = clause[: name.start()]
    if name["meeting"]:
        return not _compile(_HOLDS).search(before)
    if name["report"]:
        return bool(_compile(_IN_PLACE).search(before)) or bool(_compile(_NAME).search(before) and not before.strip())
    return True


def _in_purpose(scan: _Scan, at: int, words: str) -> bool:
    """Whether the comma segment before `at` states a purpose or a result ("để …", "gây …") and no order."""
    segments = scan.clause(at).split(",")
    short = _compile(rf"(?<![\p{{L}}])<<{words}>>(?:\s+\p{{L}}+){{0,3}}\s*$")
    segment = ",".join(segments[-2:]) if len(segments) > 1 and short.search(segments[-2]) else segments[-1]
    return bool(_compile(rf"(?<![\p{{L}}])<<{words}>>(?![\p{{L}}])(?!\s+<<conditions.assured>>)").search(segment))


def _starts(scan: _Scan, at: int) -> bool:
    """Whether a statement starts at `at`."""
    return bool(_AT_START.fullmatch(scan.clause(at)))


def _left_is(scan: _Scan, at: int, template: str) -> bool:
    return bool(_compile(rf"(?<![\p{{L}}])(?:{template})[\s,(]*$").search(scan.text, max(0, at - 60), at))


def _far(scan: _Scan, year: int | None) -> bool:
    """A year that cannot be one of this plan: it dates something else."""
    known = scan.years or ((scan.issued.year,) if scan.issued else ())
    return year is not None and bool(known) and not (min(known) - 1 <= year <= max(known) + 30)


def _is_cited(scan: _Scan, at: int) -> bool:
    """Whether a bare day at `at` is the date of a document, whose noun or number stands before it."""
    clause = scan.clause(at)
    printed = scan.printed[at - len(clause) : at]
    return bool(re.search(r"\d+\s*[/-]\s*(?:\d{4}\s*/\s*)?\p{Lu}[\p{Lu}\d]|\bsố\s*\d", printed)) or bool(
        _compile(r"(?<![\p{L}])<<names.cited>>(?![\p{L}])").search(clause)
    )


# --- rules ----------------------------------------------------------------------------------------------------------


def _bound(words: str | None) -> str | None:
    """`before` or `on_or_before` for the words of a bound."""
    if not words or not words.strip():
        return None
    folded = " ".join(words.casefold().split())
    return "before" if folded in _words()["bounds"]["before"] else "on_or_before"


def _mask(scan: _Scan) -> None:
    for template in (_LUNAR,) if scan.cell else (_LUNAR, _QUOTED, _SCHOOL_YEAR):
        for match in list(scan.matches(_compile(template))):
            scan.close(*match.span())
    if scan.cell:
        for match in list(scan.matches(_compile(_SCHOOL_TIME))):
            scan.add(*match.span(), "period")


def _report_lists(scan: _Scan) -> None:
    patterns = [_REPORT_LIST, rf"^\W*{_KINDS_OF_REPORT}\W*$"] if scan.cell else [_REPORT_LIST]
    for match in [m for template in patterns for m in scan.matches(_compile(template))]:
        months = [_months_of(item) for item in re.split(r"[,;/]|\bvà\b", match["list"]) if item.strip()]
        every = 3 if 9 in months else min(months)
        scan.add(*match.span(), "recurring", rrule=_rule("month", every) if every < 12 else _rule("year"))


def _months_of(period: str) -> int:
    """The length of a reporting period: "quý i" -> 3, "6 tháng" -> 6."""
    if count := re.search(r"\d+(?=\s+tháng)", period):
        return int(count[0])
    return next((months for word, months in _MONTHS_OF.items() if re.search(rf"\b{word}\b", period)), 3)


def _days_of(scan: _Scan) -> None:
    for match in list(scan.matches(_compile(_DAY_OF), numbers=True)):
        days = [int(d) for d in re.findall(r"\d+", match["days"])]
        if not all(1 <= day <= 31 for day in days):
            continue
        listed = ",".join(map(str, days))
        rule = f"FREQ=MONTHLY;BYMONTHDAY={listed}"
        if match["which"]:
            months = {"đầu": "1,4,7,10", "giữa": "2,5,8,11", "cuối": "3,6,9,12"}[match["which"]]
            rule = f"FREQ=YEARLY;BYMONTH={months};BYMONTHDAY={listed}"
        scan.add(*match.span(), "recurring", bound=_bound(match["bound"]), rrule=rule)
    for match in list(scan.matches(_compile(_WEEKDAY))):
        day = "SU" if match["sunday"] else _words()["calendar"]["weekdays"][match["day"]]
        scan.add(*match.span(), "recurring", bound=_bound(match["bound"]), rrule=f"FREQ=WEEKLY;BYDAY={day}")


# What a yearly window ends with: "hằng năm", "năm trước", "năm liền kề"; not "năm 2025"
_EACH_YEAR = re.compile(r"(?:hằng|hàng|mỗi)\s+năm|năm\s+(?:trước|sau|liền)")


def _yearly_windows(scan: _Scan) -> None:
    if not _EACH_YEAR.search(scan.text):
        return
    for match in list(scan.matches(_compile(_YEARLY), numbers=True)):
        points = [_read_point(p) for p in (match["point"], match["second"]) if p]
        if any(point is None or point.year is not None or point.kind == "year" for point in points):
            continue
        cuts = [match.start(), match.start("second") if match["second"] else match.end(), match.end()]
        for index, point in enumerate(points):
            assert point is not None
            bound = _bound(match["bound"]) or (None if point.kind == "date" else "on_or_before")
            end = match.end("point") if index == 0 and match["second"] else match.end()
            scan.add(cuts[index], end, "recurring", bound=bound, rrule=_yearly(point))


def _counted(scan: _Scan) -> None:
    for match in list(scan.matches(_compile(_DAYS_BEFORE))):
        scan.add(*match.span(), "conditional", bound="before")
    for match in list(scan.matches(_compile(_COUNTED))):
        lead = " ".join(match["lead"].split())
        origin, alone = match["origin"], scan.cell and scan.text.strip() == match.group().strip()
        if not origin and not alone and "hết thời hạn" not in lead:
            continue
        end = match.end()
        own = _compile(_OWN_ISSUE).match(scan.text, match.start("origin")) if origin else None
        if own:
            end = own.end()
        due = None
        if (own or not origin) and not match["working"] and scan.issued:
            due = _later(scan.issued, int(match["n"]), _unit(match["unit"]))
        after = lead.startswith(("hết", "sau"))
        if due:
            scan.add(match.start(), end, "date", last=due, bound=None if after else "on_or_before")
        elif origin or alone or not scan.issued:
            scan.add(match.start(), end, "conditional", bound=None if after else "on_or_before")
    for match in list(scan.matches(_compile(_SINCE_ISSUE))):
        if own := _compile(_OWN_ISSUE).match(scan.text, match.start("origin")):
            onward = re.compile(r"\s*trở\s+đi").match(scan.text, own.end())
            kind = "period" if scan.issued else "conditional"
            scan.add(match.start(), onward.end() if onward else own.end(), kind, first=scan.issued)


# Days that share month and year: "các ngày 15, 16/10/2025", "ngày 05 và ngày 20 tháng 3"
_DAY_LIST = (
    r"(?<!\w)(?:các\s+)?ngày\s+(?P<day>\d{1,2})(?:\s*(?:,|và)\s*(?:ngày\s+)?(?P<day>\d{1,2})(?![\d/.\-]))*\s*"
    r"(?:,|và)\s*(?:ngày\s+)?(?P<last><<END>>)"
)
# Further days under one bound: "trước ngày 15/6, 15/9 và 15/12"
_NEXT_DAY = r"(?:\s*[,;]\s*(?:và\s+)?|\s+và\s+)(?:ngày\s+)?(?P<point><<END>>)"


def _later(day: dt.date, count: int, unit: str) -> dt.date | None:
    if unit == "month":
        month = day.month - 1 + count
        year, month = day.year + month // 12, month % 12 + 1
        return _date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
    return day + dt.timedelta(days=count * (7 if unit == "week" else 1))


def _ranges(scan: _Scan) -> None:
    for match in list(scan.matches(_compile(_RANGE), numbers=True)):
        a_text, b_text = match["a"], match["b"]
        b = _read_point(_completed(a_text, b_text))
        a = None if a_text == "nay" else _read_point(_completed(b_text, a_text))
        if b is None or (a is None and a_text != "nay"):
            continue
        if a is not None and (a.kind == "date") != (b.kind == "date"):
            continue
        if a is not None and not match["lead"] and a.kind == "year" and not (scan.loose(match.start())):
            continue
        if _far(scan, b.year) or _cut_off(scan, match.start()):
            scan.close(*match.span())
            continue
        if not match["lead"] and not scan.loose(match.start()) and _names_something(scan, match.start()):
            scan.close(*match.span())
            continue
        year = b.year if b.year is not None else scan.years[0] if len(scan.years) == 1 else None
        last = b.end(year) if year is not None else None
        first = None
        if a is not None and year is not None:
            first = a.start(a.year if a.year is not None else year - (a.first > b.first))
        if first and last and first > last:
            first = last = None
        scan.add(*match.span(), "period", first=first, last=last)


def _day_lists(scan: _Scan) -> None:
    for match in list(scan.matches(_compile(_DAY_LIST), numbers=True)):
        last = _read_point(match["last"])
        if (
            last is None
            or last.kind != "date"
            or not (
                scan.loose(match.start())
                or _left_is(scan, match.start(), "<<names.day_verbs>>|<<bounds.inside>>|các")
                or _starts(scan, match.start())
            )
        ):
            continue
        spans = [*match.spans("day"), match.span("last")]
        begin = match.start()
        for start, end in spans[:-1]:
            day = int(scan.text[start:end])
            if _date(2000, last.first[0], day or 99):
                scan.add_point(begin, end, replace(last, first=(last.first[0], day), last=(last.first[0], day)), None)
            begin = end
        scan.add_point(*spans[-1], last, None)


def _completed(other: str, text: str) -> str:
    """A shortened end of a range with what it takes from the other: "tháng 3" - "5/2025", "quý II" - "III/2025"."""
    text = re.sub(r"^(?:cuối|hết)\s+năm$", "31/12", text)
    if head := re.match(r"(?:ngày\s+)?(\d{1,2})$", text):
        if re.match(r"qu[ýí]", other):
            return f"quý {head[1]}"
        if re.match(r"(?:tháng|t\.?)\s?\d", other):
            return f"tháng {head[1]}"
        month = re.search(r"tháng\s*(\d{1,2})|\d\s?[/.-]\s?(\d{1,2})", other)
        return f"{head[1]}/{month[1] or month[2]}" if month else text
    if re.match(r"(?:i{1,3}|iv|\d)(?:\s|/|$)", text) and re.match(r"qu[ýí]", other):
        return f"quý {text}"
    if re.fullmatch(r"\d{1,2}\s+năm\s+\d{4}", text):
        return f"tháng {text}"
    return f"năm {text}" if re.fullmatch(r"\d{4}", text) else text


def _cut_off(scan: _Scan, at: int) -> bool:
    """A day up to which figures count, or from which a text is in force."""
    return _left_is(scan, at, "<<names.cutoffs>>(?:\\s+\\p{L}+){0,2}")


def _stages(scan: _Scan) -> None:
    for match in list(scan.matches(_compile(_STAGE), numbers=True)):
        at, first, last = match.start(), int(match["a"]), int(match["b"])
        works = scan.loose(at) or _starts(scan, at) or _left_is(scan, at, "<<bounds.finish>>|thực\\s+hiện")
        if works and match["inside"] is None and not scan.loose(at):
            works = _starts(scan, at) and scan.text[match.end() : match.end() + 1] in (",", ":")
        if works and first <= last:
            scan.add(*match.span(), "period", first=dt.date(first, 1, 1), last=dt.date(last, 12, 31))
        else:
            scan.close(*match.span())


def _lists(scan: _Scan) -> None:
    for match in list(scan.matches(_compile(_LIST), numbers=True)):
        at, head = match.start(), match["head"]
        timed = match["year"] or _left_is(scan, at, "<<bounds.inside>>")
        if not scan.loose(at) and (not timed or _names_something(scan, at)):
            scan.close(*match.span())
            continue
        year = f"/{match['year']}" if match["year"] else ""
        numbers = [match.span("first"), *match.spans("next")]
        for index, (start, end) in enumerate(numbers):
            number = re.search(r"\w+$", scan.text[start:end])
            point = _read_point(f"{head} {number[0] if number else ''}{year}")
            if point:
                begin = at if index == 0 else start
                stop = match.end() if index == len(numbers) - 1 else end
                scan.add_point(begin, stop, point, None)
        scan.close(*match.span())


def _points(scan: _Scan) -> None:
    for match in scan.matches(_compile(_BOUNDED), numbers=True):
        point = _read_point(match["point"])
        if point is None or (point.year is not None and point.year < 1990):
            continue
        if match["since"] or match["to"]:
            _open_period(scan, match, point)
            continue
        bound = "before" if match["before"] else "on_or_before" if match["until"] else None
        at = (
            match.start("point")
            if not bound and not (match["inside"] or "").startswith(("trong", "ngay trong"))
            else match.start()
        )
        if not _counts(scan, match, point, bound):
            scan.close(*match.span("point"))
            continue
        if bound is None and _compile(_FINISH).search(scan.text, max(0, match.start() - 40), match.start("point")):
            bound = "on_or_before"
        if match["before"] and match["before"].split()[0] in ("hoàn", "xong"):
            at += re.search(r"trước", scan.text[at:]).start()  # type: ignore[union-attr]
        later = _further_days(scan, match.end("point")) if point.kind == "date" else []
        if point.kind == "date" and point.year is None and later:
            point = replace(point, year=later[-1][2].year)
        scan.add_point(at, match.end("point"), point, bound)
        for start, end, further in later:
            scan.add_point(start, end, further, bound)


def _further_days(scan: _Scan, at: int) -> list[tuple[int, int, _Point]]:
    """The days that go on a list ("…, 15/9 và 15/12/2025"), those without a year with the year of the last."""
    out: list[tuple[int, int, _Point]] = []
    while match := _compile(_NEXT_DAY).match(scan.text, at):
        point = _read_point(match["point"])
        if point is None or point.kind != "date":
            break
        out.append((match.start("point"), match.end("point"), point))
        at = match.end()
    year = out[-1][2].year if out else None
    return [(start, end, replace(p, year=p.year if p.year is not None else year)) for start, end, p in out]


def _open_period(scan: _Scan, match: re.Match[str], point: _Point) -> None:
    """ "kể từ ngày 01/01/2025" and "đến 31/12/2027": a period with one end."""
    at, year = match.start(), point.year if point.year is not None else scan.years[0] if len(scan.years) == 1 else None
    if _cut_off(scan, at) or (not scan.cell and _far(scan, point.year)) or year is None:
        scan.close(*match.span())
    elif point.kind == "date":
        first, last = (point.start(year), None) if match["since"] else (None, point.end(year))
        scan.add(*match.span(), "period", first=first, last=last)
    elif not (scan.loose(at) or _starts(scan, at) or match["on"] or _compile(_FINISH).search(scan.clause(at))):
        scan.close(*match.span())
    elif match["since"]:
        scan.add(*match.span(), "period", first=point.start(year))
    else:
        scan.add_point(at, match.end("point"), point, "on_or_before")


def _counts(scan: _Scan, match: re.Match[str], point: _Point, bound: str | None) -> bool:
    """Whether a point says when the work is done (always in a cell, but for the date of a cited document)."""
    at, start = match.start("point"), match.start()
    if point.kind == "date" and not bound and _is_cited(scan, at) and not scan.labelled(at):
        return False
    if scan.loose(at):
        return point.kind != "date" or not _left_is(scan, start, "<<names.feasts>>")
    if _far(scan, point.year) or _cut_off(scan, start) or _left_is(scan, start, "<<names.feasts>>(?:\\s+\\p{L}+){0,4}"):
        return False
    finished = bool(_compile(_FINISH).search(scan.clause(start)))
    alone = bool(re.match(r"\s*\)", scan.text[match.end() :])) and scan.text[:start].rstrip().endswith("(")
    if point.kind == "date":
        named = bool(re.match(r"ngày", match["point"]))
        if bound:
            return point.year is not None or named or "/" in match["point"]
        if re.match(r"\s+(?:của|về|quy\s+định)\s", scan.text[match.end() :]):  # "ngày 19/01/2023 của Sở": cited
            return False
        ok = finished or alone or (named and _starts(scan, at)) or bool(match["inside"])
        return (ok or _left_is(scan, at, "<<names.day_verbs>>")) and (point.year is not None or named)
    if bound or finished or alone:
        return finished or alone or not _names_something(scan, start)
    cue = bool(match["inside"]) or bool(re.match(r"(?:đầu|giữa|cuối)\s", match["point"]))
    opens = _starts(scan, at) and bool(re.match(r"\s*[,:]", scan.text[match.end() :]))
    if point.kind == "year":
        return opens or (cue and not _compile(_NEEDED).search(scan.clause(start)) and not _relative(scan, start))
    if cue:
        return not _compile(_NEEDED).search(scan.clause(start)) and not (
            not match["inside"] and _names_something(scan, start)
        )
    if opens:
        return True
    return point.year is not None and point.kind in ("month", "quarter") and not _names_something(scan, start)


def _relative(scan: _Scan, at: int) -> bool:
    return bool(_compile(_RELATIVE).search(scan.clause(at)))


def _frequencies(scan: _Scan) -> None:
    for match in list(scan.matches(_compile(_TIMES))):
        # "02 lần/năm vào tháng 6/2025 và tháng 11/2025" is the two months only
        end = match.end()
        dated = any(d.kind in ("month", "date", "quarter") and end <= d.span[0] <= end + 12 for d in scan.found)
        if dated and re.match(r"\s*[(:,]?\s*(?:vào|trong|gồm)", scan.text[end : end + 30]):
            scan.close(*match.span())
            continue
        groups = match.capturesdict()
        every = _number(groups["n"][0]) if groups["n"] else 1
        rule = _rule(_unit(groups["unit"][0]), every, _number(groups["k"][0]))
        scan.add(*match.span(), "recurring", rrule=rule)
    for match in list(scan.matches(_compile(_EVERY))):
        rule, bound = _rule(_unit(match["unit"]), _number(match["n"])), None
        if match["when"]:
            day = re.search(r"thứ\s+(hai|ba|tư|năm|sáu|bảy|[2-7])|(chủ\s+nhật)", match["when"])
            if day and rule.startswith("FREQ=WEEKLY"):
                code = "SU" if day[2] else _words()["calendar"]["weekdays"][day[1]]
                rule, bound = f"{rule};BYDAY={code}", "before" if "trước" in match["when"] else None
        end = match.end() if bound or "BYDAY" in rule or not match["when"] else match.start("when")
        scan.add(match.start(), end, "recurring", bound=bound, rrule=rule)


def _recurrences(scan: _Scan) -> None:
    order = ("day", "week", "month", "quarter", "year")
    for match in list(scan.matches(_compile(_EACH))):
        loose = scan.loose(match.start())
        if not loose and (
            _names_something(scan, match.start()) or _in_purpose(scan, match.start(), "conditions.purposes")
        ):
            continue
        units = [match["unit"], *re.findall(r"(?<!\d\s)(?:ngày|tuần|tháng|qu[ýí]|năm)", match["more"])]
        scan.add(*match.span(), "recurring", rrule=_rule(min((_unit(u) for u in units), key=order.index)))
    for match in list(scan.matches(_compile(_END_OF_EACH))):
        if scan.loose(match.start()) or _starts(scan, match.start()):
            scan.add(*match.span(), "recurring", rrule=_rule(_unit(match["unit"])))


def _conditions(scan: _Scan) -> None:
    triggers = _compile("(?:<<conditions.triggers>>)")
    for match in _compile(_CONDITION).finditer(scan.text):
        start, end = match.span()
        if any(s <= start < e for s, e in scan.closed):
            continue
        end = min([s for s, e in scan.closed if start < s < end], default=end)
        phrase = scan.text[start:end].rstrip(" ,")
        if len(phrase.split()) < 2 or _compile("(?:<<conditions.manner>>)").fullmatch(phrase):
            continue
        if match["when"] and not match["rel"] and _left_is(scan, start, "<<conditions.not_after>>"):
            continue
        if match["when"] and not scan.loose(start) and not triggers.match(phrase):
            plain = phrase.startswith("khi")
            if plain and scan.text[:start].rstrip().endswith("("):
                continue
            if _in_purpose(scan, start, "conditions.purposes") or (plain and _measured(scan, start)):
                continue
            assured = match["rel"] == "trước" and _in_purpose(scan, start, "conditions.assurances")
            if assured and not _compile(_FINISH).search(scan.clause(start)):
                continue
        bound = "before" if match["rel"] == "trước" else None
        scan.add(start, start + len(phrase), "conditional", bound=bound)


def _measured(scan: _Scan, at: int) -> bool:
    """ "100% các cuộc kiểm tra khi …" is what is measured, not when something is done."""
    return bool(
        re.match(
            r"\s*[-+•*]?\s*(?:phấn\s+đấu\s+)?\d+(?:[.,]\d+)?\s*%(?:(?!\s(?:được|phải)\s).)*$",
            scan.clause(at),
        )
    )


def _events(scan: _Scan) -> None:
    for match in list(scan.matches(_compile(_EVENT))):
        if match["rel"]:
            before = match["rel"] == "trước"
            scan.add(*match.span(), "conditional", bound="before" if before else None)
        elif (
            scan.loose(match.start())
            or "suốt" in match.group()
            or not (
                _in_purpose(scan, match.start(), "conditions.assurances")
                or _in_purpose(scan, match.start(), "conditions.purposes")
            )
        ):
            scan.add(*match.span(), "period")


_RULES: tuple[Callable[[_Scan], None], ...] = (
    _mask,
    _report_lists,
    _days_of,
    _yearly_windows,
    _counted,
    _stages,
    _ranges,
    _day_lists,
    _lists,
    _events,
    _points,
    _frequencies,
    _conditions,
    _recurrences,
)


def _read_prose(scan: _Scan) -> list[Deadline]:
    for match in _compile(_LABEL).finditer(scan.text):
        scan.labels.append(match.span("rest"))
    for rule in _RULES:
        rule(scan)
    return sorted(scan.found, key=lambda d: d.span)


def _read_cell(scan: _Scan) -> list[Deadline]:
    text = scan.printed.strip()
    if not text:
        return []
    _scan_cell(scan)
    begin = scan.printed.index(text)
    whole = (begin, begin + len(text))
    found = sorted(scan.found, key=lambda d: d.span)
    for match in list(scan.matches(_compile(_ONGOING)))[:1]:
        if not found:
            return [Deadline(text, "ongoing", span=whole)]
        scan.add(*match.span(), "ongoing")
        return sorted(scan.found, key=lambda d: d.span)
    if not found and _compile(r"[\s\-+•*(]*<<conditions.cell_starts>>(?![\p{L}])").match(scan.text):
        if _compile(r"<<ongoing.pointers>>(?![\p{L}])").search(scan.text):
            return []
        bound = "before" if text.casefold().startswith("trước") else None
        return [Deadline(text, "conditional", bound=bound, span=whole)]
    alike = len({(d.kind, d.rrule, d.bound) for d in found}) == 1
    if alike and found[0].kind == "recurring" and not re.search(r"\d", text):
        return [replace(found[0], raw=text, span=whole)]
    if (
        len(found) == 1
        and found[0].kind == "conditional"
        and found[0].span[0] == begin
        and not re.search(r"[\n;]", text)
    ):
        return [replace(found[0], raw=text, span=whole)]
    return found


def _scan_cell(scan: _Scan) -> None:
    """All rules, then what only a cell may say: bare years, the plan's own year."""
    for rule in _RULES:
        rule(scan)
    for match in list(scan.matches(_compile(_CELL_YEARS), numbers=True)):
        first, last = int(match["a"]), int(match["b"] or match["a"])
        if first <= last and not _is_cited(scan, match.start()):
            kind = "period" if match["b"] else "year"
            scan.add(
                *match.span(),
                kind,
                first=dt.date(first, 1, 1),
                last=dt.date(last, 12, 31),
                bound=_bound(match["bound"]),
            )
    if not _compile(_ONGOING).search(scan.text):
        for match in list(scan.matches(_compile(_THIS_YEAR))):
            scan.add_point(*match.span(), _Point("year", None, (1, 1), (12, 0)), None)
