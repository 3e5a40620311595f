"""What a person should know of a document's head before relying on its table. Nothing here changes a record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

import regex

from extractors.deadlines import Deadline
from extractors.letterhead import Letterhead
from extractors.plan_times import PlanTimes
from extractors.time_scan import ISSUED
from pipeline.read.document import Line, Table
from pipeline.records import DocumentInfo, Notice, Task

LETTER_LINES = 40
"""A letter says among so many lines to whom it goes."""

# how a letter (công văn) begins: "Kính gửi: Các sở, ban, ngành", "KÍNH GỬI"; not "kính gửi báo cáo về Sở"
LETTER = regex.compile(r"\s*(?:Kính|KÍNH)\s+(?:gửi|GỬI)\b")


def head_faults(
    letterhead: Letterhead,
    info: DocumentInfo,
    tasks: Sequence[Task],
    body: Sequence[Line | Table],
    *,
    headed: bool,
) -> Iterator[Notice]:
    """The notices about the head of the document with this `body`; `headed` where it has headings or task tables."""
    if letterhead.impossible_day:
        yield Notice("issue-day-impossible", {"day": letterhead.impossible_day})
    if not info.issued and (rows := [str(row) for row, task in enumerate(tasks, 1) if _counts_from_issue(task, info)]):
        yield Notice("issue-day-unknown", {"count": len(rows), "rows": ", ".join(rows)})
    if tasks and not (info.type or info.number or info.title):
        first = (block.text for block in body[:LETTER_LINES] if isinstance(block, Line))
        if not headed or any(LETTER.match(text) for text in first):
            yield Notice("no-plan-head")


def _counts_from_issue(task: Task, info: DocumentInfo) -> bool:
    return any(d.end is None and _would_have_day(d, info) for d in task.deadlines)


def _would_have_day(deadline: Deadline, info: DocumentInfo) -> bool:
    """Whether a time is counted from the day of issue: with any such day, its words give one."""
    some_day = dt.date(info.years[0] if info.years else 2026, 6, 10)  # far from holidays
    found = PlanTimes(info.years, some_day).cell(deadline.raw)
    return any(ISSUED in other.inferred for other in found)
