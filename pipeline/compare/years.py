"""Years that roll over: "năm 2025" in last year's plan is "năm 2026" in this one and no change.

What a cited document says of itself does not roll ("Nghị quyết 20/NQ-HĐND ngày 06/7/2023"); a year that stayed ("đến
năm 2030") is no change either.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

import regex

from extractors.deadlines import Deadline
from pipeline.records import DocumentInfo, Task

# a year on its own or at the end of a date: "2025", "Quý I/2025", "15/3/2025", "2024-2025"; not "12025", "2025/NĐ-CP"
YEAR = regex.compile(r"(?<!\d)(?:19|20)\d\d(?!\d|[./]\d|/\p{L})")
# a law or a date by which a document is cited: "Luật Đất đai năm 2024", "kết luận ngày 12/3/2024 của Thủ tướng"
CITED = regex.compile(
    r"(?:Bộ luật|Luật|Pháp lệnh|Hiến pháp)\s[^,;.()]{0,80}?năm\s+\d{4}(?!\d)"
    r"|ngày\s+\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\s+của\s+\p{Lu}"
)
# the years of a programme or a term: "giai đoạn 2021-2025", "nhiệm kỳ 2020 - 2025"
TERM = regex.compile(r"(?:giai đoạn|nhiệm kỳ|nhiệm kì)\s+\d{4}\s*[-–]\s*\d{4}", regex.IGNORECASE)
# the number of a document and the date behind it: "31/2024/NQ-HĐND ngày 19/11/2024", "281/KH-UBND, ngày 01 tháng 8 năm
# 2024"; not "ngày 15/3/2025" alone
DOCUMENT = regex.compile(
    r"\d+(?:/(?:19|20)\d\d)?/\p{Lu}[\p{L}\d-]*(?:[,\s]+ngày\s+\d{1,2}(?:[./-]\d{1,2}[./-]\d{4}|\s+tháng\s+\d{1,2}\s+năm\s+\d{4}))?"
)


def years_between(old: DocumentInfo, new: DocumentInfo) -> int | None:
    """By how many years the plan rolled over, by the years that it is for; None where the documents do not say.

    The days of issue do not: a plan for a year may be issued at its beginning, the next before the end of it."""
    return min(new.years) - min(old.years) if old.years and new.years else None


def years_in_pairs(pairs: Iterable[tuple[Task, Task]], own: Collection[int] = ()) -> Counter[int]:
    """By how many years the years of rows differ that say the same: a vote of each pair.

    A year that stayed does not speak against one that rolled; where the plans' `own` years are known, no other that
    stayed has a vote ("đến năm 2030").
    """
    votes: Counter[int] = Counter()
    for old, new in pairs:
        one, other = _years_of(old), _years_of(new)
        if one and len(one) == len(other):
            pairs_of_years = list(zip(one, other, strict=True))
            apart = Counter(b - a for a, b in pairs_of_years if a != b or not own or a in own)
            moved = Counter({delta: n for delta, n in apart.items() if delta}) or apart
            if moved:
                votes[max(moved, key=lambda delta: (moved[delta], -abs(delta)))] += 1
    return votes


def voted(votes: Counter[int], told: int | None) -> int:
    """By how many years a plan rolled: what most rows say, where they are enough to be believed against what the
    documents say (`told`, None where they say nothing)."""
    most = max(votes, key=lambda delta: (votes[delta], -abs(delta)), default=0)
    if told is None:
        return most
    return most if votes[most] >= ENOUGH_VOTES and votes[most] >= MAJORITY * votes.total() else told


ENOUGH_VOTES, MAJORITY = 3, 0.6
"""Rows that must agree, and the share of all that say something, to be believed against the documents."""


def rolling_years(text: str, fixed: Sequence[tuple[int, int]] = ()) -> list[regex.Match[str]]:
    """The years of a text that may roll: not those of a cited document; `fixed` are stretches that do not roll."""
    closed = [*fixed, *(match.span() for pattern in (DOCUMENT, CITED) for match in pattern.finditer(text))]
    return [m for m in YEAR.finditer(text) if not any(start <= m.start() < end for start, end in closed)]


def cited(task: Task) -> list[tuple[int, int]]:
    """The stretches of the task's text that cite a document by its number or date."""
    return [citation.span for citation in task.citations if citation.number or citation.date]


def rolled(deadline: Deadline, years: int) -> Deadline:
    """The deadline as it is so many years on: month ends stay month ends, 29/2 becomes 28/2."""
    if not years or (deadline.start is None and deadline.end is None):
        return deadline
    return replace(deadline, start=_rolled_day(deadline.start, years), end=_rolled_day(deadline.end, years))


def _rolled_day(day: dt.date | None, years: int) -> dt.date | None:
    if day is None or not dt.MINYEAR <= day.year + years <= dt.MAXYEAR:
        return day
    last = calendar.monthrange(day.year + years, day.month)[1]
    at_end = day.month == 2 and day.day == calendar.monthrange(day.year, 2)[1]
    return day.replace(year=day.year + years, day=last if at_end else min(day.day, last))


def _years_of(task: Task) -> list[int]:
    texts = [task.task, *task.products, *(d.raw for d in task.deadlines)]
    return [int(m[0]) for text in texts for m in rolling_years(text)]
