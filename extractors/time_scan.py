"""A deadline, and a text on its way through the rules that find them: what is known, what has been read."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterator
from dataclasses import dataclass, field

import regex as re

from extractors import lexicon
from extractors.intervals import Intervals
from extractors.rrules import yearly_rule, yearly_rule_before
from extractors.time_points import Point
from extractors.time_years import LIMITS_BACK, YEARS_BACK, PlanYears

YEAR, ISSUED, HOLIDAYS, WIDER = "year", "issued", "holidays", "wider"
"""What `Deadline.inferred` may hold."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """One deadline. `kind` is date, month, quarter, half, year, period, recurring, conditional, ongoing, or unknown for
    words of time that no rule understood; `bound` before, on_or_before or None; `span` the offsets of `raw` in the text
    that was searched; `inferred` what the words themselves do not say: "year" (taken from the plan), "issued" (counted
    from the plan's date), "holidays" (counted in working days), "wider" (the words name a part of the window: "đầu
    tháng 3" is read as the month, and no day of it is due).  Of an unknown deadline only the words are given."""

    raw: str
    kind: str
    start: dt.date | None = None
    end: dt.date | None = None
    bound: str | None = None
    rrule: str | None = None
    span: tuple[int, int] = (0, 0)
    inferred: tuple[str, ...] = ()

    @property
    def due(self) -> dt.date | None:
        """The one day on which a deadline without a rule falls due; None where it has none, or recurs.

        - That of a day is the day as printed, under "trước" too: whether it is already too late is what `bound` says.
        - That of a window (month, quarter, half, year, period) is its last day, but under "trước" the day before its
          first: "trước tháng 12/2026" is over on 30/11, though `end` keeps the window as printed (GUIDELINE.md).
        """
        if self.rrule is not None or self.kind in _NO_DAY or WIDER in self.inferred:
            return None
        if self.bound == "before" and self.kind != "date":
            return self.start - dt.timedelta(days=1) if self.start and self.start > dt.date.min else None
        return self.end


_NO_DAY = ("conditional", "ongoing", "unknown")


@dataclass(slots=True)
class Scan:
    """One text on its way through the rules; `closed` are the stretches that no further rule may read,
    `taken` those of what was found, `starting` and `ending` that by its first offset and by the one behind it.

    `text` is `printed` in lower case, offset for offset: the patterns are written in lower case, because matching
    without regard to case is several times slower."""

    printed: str
    years: tuple[int, ...]
    issued: dt.date | None
    cell: bool
    school_year: bool = False
    window: tuple[dt.date, dt.date] | None = None
    text: str = field(init=False)
    plan: PlanYears = field(init=False)
    windows: list[tuple[int, int]] | None = None
    found: list[Deadline] = field(default_factory=list)
    closed: Intervals = field(default_factory=Intervals)
    taken: Intervals = field(default_factory=Intervals)
    starting: dict[int, Deadline] = field(default_factory=dict)
    ending: dict[int, Deadline] = field(default_factory=dict)
    labels: list[tuple[int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.plan = PlanYears(self.years, self.issued, self.school_year, self.window)
        lowered = self.printed.lower()
        if len(lowered) != len(self.printed):  # "İ" becomes two characters
            lowered = "".join(low if len(low := c.lower()) == 1 else c for c in self.printed)
        self.text = _any_typo().sub(lambda m: _typos()[m[0]], lowered)
        if self.cell:
            self.text = _DAYS_ABREAST.sub("\n", self.text)

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
                if not self.closed.touches(*match.span()):
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
        self.closed.add(start, end)

    def add(self, start: int, end: int, kind: str, *, bound: str | None = None, rrule: str | None = None,
            first: dt.date | None = None, last: dt.date | None = None,
            inferred: tuple[str, ...] = ()) -> None:  # fmt: skip
        """Records the deadline printed at text[start:end] and closes it.

        Not one whose words another has in part: what two rules read stays with the first.  Days that share all their
        words ("ngày 5, 20 các tháng 3, 6/2026") stand beside each other."""
        while end > start and (self.text[end - 1].isspace() or self.text[end - 1] in ",;:…"):
            end -= 1
        while start < end and self.text[start].isspace():
            start += 1
        same = self.starting.get(start)
        if self.taken.touches(start, end) and not (same and same.span == (start, end)):
            return
        back = LIMITS_BACK if bound and kind == "date" else YEARS_BACK
        if self.loose(start) and any(day and not self.plan.can_be(day.year, back) for day in (first, last)):
            kind, first, last, bound, inferred = "unknown", None, None, None, ()
        part = _PART if last and kind != "half" else _PART_OF_EACH if rrule and "BY" not in rrule else None
        if part and part.search(self.text[max(0, start - PART_BEFORE) : end]):
            inferred = (*inferred, WIDER)
        deadline = Deadline(self.printed[start:end], kind, first, last, bound, rrule, (start, end), inferred)
        self.found.append(deadline)
        self.starting[start] = self.ending[end] = deadline
        self.taken.add(start, end)
        self.close(start, end)

    def is_far_ahead(self, year: int | None) -> bool:
        """Whether a year can only be a slip: "30/06/2062"."""
        return year is not None and not self.plan.can_be(year, back=year)

    def add_point(self, start: int, end: int, point: Point, bound: str | None) -> None:
        """A point with its year; without one it takes the plan's, recurs in a plan of several years, or stays open.

        A day that can be of none of the plan's years is unknown."""
        year, inferred = self.year_of(point, start)
        ahead = self.found[-1] if self.found and point.year is None and self.year_ahead(start) else None
        if ahead and ahead.kind == "year" and not self.text[ahead.span[1] : start].strip(" ,:"):
            self.found.pop()  # "Năm 2027, trước ngày 15/12": the day says more
        if year is None and len(self.years) > 1 and not self.school_year and self.window is None:
            self.add_each_year(start, end, point, bound, inferred=(YEAR,))
        elif year is None and point.kind == "date" and self.years:
            self.add(start, end, "unknown")
        elif year is None:
            self.add(start, end, "period" if self.school_year and point.kind == "year" else point.kind, bound=bound)
        elif point.kind == "date":
            # 29/02 of a year that has none
            last = point.end(year)
            self.add(start, end, "date" if last else "unknown", last=last, bound=bound if last else None,
                     inferred=inferred if last else ())  # fmt: skip
        else:
            self.add(start, end, point.kind, first=point.start(year), last=point.end(year), bound=bound,
                     inferred=inferred)  # fmt: skip

    def add_each_year(self, start: int, end: int, point: Point, bound: str | None, *,
                      inferred: tuple[str, ...] = ()) -> None:  # fmt: skip
        """A day of each year, or the last day of a window of each year: "trước tháng 12 hằng năm" is 30/11."""
        if point.kind == "date":
            rule = yearly_rule(point)
        else:
            rule = yearly_rule_before(point) if bound == "before" else yearly_rule(point)
            bound = "on_or_before"
        self.add(start, end, "recurring", bound=bound, rrule=rule, inferred=inferred)

    def year_of(self, point: Point, at: int | None = None) -> tuple[int | None, tuple[str, ...]]:
        """The year of a point, and `("year",)` where it is not printed with it; None where it cannot be known.

        A year that opens the statement in which the point stands at `at` is its own ("Năm 2027, trước ngày 15/12");
        else `PlanYears` says."""
        if point.year is not None:
            return point.year, ()
        ahead = self.year_ahead(at) if at is not None else None
        year = ahead + point.later if ahead else self.plan.year_of(point)
        return year, (YEAR,) if year is not None else ()

    def year_ahead(self, at: int) -> int | None:
        """The year that opens the statement at whose `at` a point stands, if it is none that was over."""
        match = _YEAR_AHEAD.search(self.text, max(0, at - 300), at)
        known, year = self.plan.known(), int(match["year"]) if match else None
        return year if year is not None and known and min(known) <= year else None

    def clause(self, at: int) -> str:
        """The text of the clause to the left of `at` (from the last of ; : . ( or a line break)."""
        left = self.text[max(0, at - 400) : at]
        return str(_CLAUSE_START.split(left)[-1])


@functools.cache
def _typos() -> dict[str, str]:
    """The misspellings of the lexicon, of which only those that keep every offset are used."""
    return {
        wrong: right for wrong, right in lexicon.load("time")["spelling"]["typos"].items() if len(wrong) == len(right)
    }


@functools.cache
def _any_typo() -> re.Pattern[str]:
    """Any of them as a word of its own."""
    return re.compile(rf"(?<!\p{{L}})(?:{'|'.join(map(re.escape, _typos()))})(?!\p{{L}})")


# A figure that a point may hold: "2025", "quý iv", "sáu tháng", and the open "từ nay"; not "nhiều tháng"
_FIGURE = re.compile(
    r"\d+|(?<!\w)(?:(?:qu[ýí]|q\.?)\s*[iv]|(?:ba|sáu|chín)\s+tháng|từ\s+nay|tháng\s+(?:mười|tám|chín|bảy|sáu|tư))"
)
# The space between two days that a cell lists, its lines joined: "10/4/2026 17/4/2026"; not "10/4 2026"
_DAYS_ABREAST = re.compile(r"(?<=\d/\d{1,2}/\d{4}) (?=\d{1,2}/\d{1,2}/\d{4}(?!\d))")
# A year at the head of a statement: "Năm 2027, ", "- Trong năm 2027: hoàn thành "; not "đến năm 2027, ", "Năm 2027. "
_YEAR_AHEAD = re.compile(
    r"(?:^|(?<=[;\n(]|\.\s))[\s\d.)\-–+*•]*(?:trong\s+)?năm\s+(?P<year>20\d{2})\s*[,:](?:[^.;\n]|\.(?=\d))*$"
)
# A part of the last window, which ends before the window does: "đầu tháng 3", "giữa năm 2026", "tuần 2 của tháng 4",
# "trung tuần tháng 5", "đến giữa quý II", "tuần 3/T6"; not "cuối tháng 3", "tuần cuối tháng 5", "từ giữa tháng 3 đến
# 30/6", "giữa tháng 3 - cuối tháng 5"
_PART = re.compile(
    r"(?<!\w)(?:(?:đầu|giữa|thượng tuần|trung tuần|tuần\s+(?:thứ\s+)?(?!cuối)\w+(?:\s*[-–]\s*\d)?)(?:\s+của)?\s+"
    r"(?:tháng|qu[ýí]|năm)|tuần\s+(?:thứ\s+)?\d[\d\s–-]*/)(?!\s+học)(?:(?!\bđến\b|[-–]\s*(?:cuối|hết|tháng|qu[ýí]|năm))[^,;()])*$"
)
# The same of each: "tuần đầu hằng tháng", "đầu mỗi quý"; not "cuối hằng tháng"
_PART_OF_EACH = re.compile(
    r"(?<!\w)(?:đầu|giữa|tuần\s+(?:thứ\s+)?(?!cuối)\w+)\s+(?:hằng|hàng|mỗi)\s+(?:tháng|qu[ýí]|năm)"
)
PART_BEFORE = 14
"""Characters before a deadline in which its part may stand ("trung tuần ")."""
# What ends a clause: "; ", ". ", "("; not the point in "3.5", the colon in "ISO 9001:2015"
_CLAUSE_START = re.compile(r"[;(\n…]|[.:](?!\d)")
