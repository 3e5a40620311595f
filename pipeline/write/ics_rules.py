"""When a recurring to-do falls due, as iCalendar says it (RFC 5545): the days of `extractors.due_days.expand`.

A printed rule says how often, RFC 5545 on which days exactly, and the two differ: `FREQ=MONTHLY` alone repeats the day
of its start, and leaves out the months that lack a 30th. So the days come from `expand`; a rule is written only where
it gives those days and no other, and else each day is listed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors.due_days import SHORTEST_MONTH, YEAR_OF_MONTHS
from pipeline.plan_days import recurring_days

if TYPE_CHECKING:
    from extractors.deadlines import Deadline

LONGEST_MONTH = 31


@dataclass(frozen=True, slots=True)
class Repetition:
    """The due days of a recurring to-do: the first, and the rule that gives all of them (with its UNTIL) or, where no
    one rule does, all the days, the first among them: some programs do not count DTSTART where there is no rule."""

    first: dt.date
    rule: str | None
    days: tuple[dt.date, ...] = ()


def repetition(deadline: Deadline, window: tuple[dt.date, dt.date], issued: dt.date | None = None) -> Repetition | None:
    """How `deadline`, which has a rule, falls due from the first to the last day of `window`, not before the plan was
    `issued`; None where it has no day there, or its rule is none that a plan's words give (`recurring_days`)."""
    days = list(recurring_days(deadline, window, issued))
    if not days:
        return None
    for rule in _rules(deadline.rrule or ""):
        if _days_of(rule, days[0], window[1]) == days:
            return Repetition(days[0], f"{rule};UNTIL={_basic(window[1])}T235959")
    return Repetition(days[0], None, tuple(days))


def assumed(deadline: Deadline) -> list[str]:
    """Codes of messages: what the days of a recurring deadline have that its words do not say (`expand`)."""
    rule = dict(part.split("=", 1) for part in (deadline.rrule or "").split(";") if "=" in part)
    codes = []
    if rule.get("FREQ") == "WEEKLY" and "BYDAY" not in rule:
        codes.append("ics-end-of-week")
    elif rule.get("FREQ") in ("MONTHLY", "YEARLY") and not rule.keys() & {"BYMONTHDAY", "BYDAY"}:
        codes.append("ics-end-of-period")
    every = int(rule.get("INTERVAL", 1))
    if every > 1 and deadline.start is None and not (rule["FREQ"] == "MONTHLY" and YEAR_OF_MONTHS % every == 0):
        codes.append("ics-first-period")
    return codes


def _rules(printed: str) -> Iterator[str]:
    """The rules of RFC 5545 that may mean a printed rule, the plainest first."""
    parts = dict(part.split("=", 1) for part in printed.split(";"))
    often, every = f"FREQ={parts['FREQ']}", int(parts.get("INTERVAL", 1))
    if every > 1:
        often += f";INTERVAL={every}"
    if parts["FREQ"] == "DAILY":
        yield often
        return
    months = parts.get("BYMONTH", str(YEAR_OF_MONTHS) if parts["FREQ"] == "YEARLY" else "")
    named = f";BYMONTH={months}" if months else ""
    if parts["FREQ"] == "WEEKLY" or "BYDAY" in parts:
        yield f"{often};BYDAY={parts.get('BYDAY', 'FR')}"
        return
    days = {int(day) for day in parts.get("BYMONTHDAY", "-1").split(",")}
    # the 31st of every month is its last day, and so is the 30th or 29th of February alone
    yield f"{often}{named};BYMONTHDAY={_listed(-1 if day == LONGEST_MONTH else day for day in days)}"
    yield f"{often}{named};BYMONTHDAY={_listed(-1 if day > SHORTEST_MONTH else day for day in days)}"
    # the 30th, and of February its last day: of the days up to the 30th the last, besides the other days
    few = {day for day in days if 0 < day <= SHORTEST_MONTH}
    up_to = {*few, *range(SHORTEST_MONTH, max(days) + 1)}
    monthly = often.replace("YEARLY", "MONTHLY") if every == 1 else often
    places = ",".join(map(str, [*range(1, len(few) + 1), -1]))
    yield f"{monthly}{named};BYMONTHDAY={_listed(up_to)};BYSETPOS={places}"


def _listed(days: Iterator[int] | set[int]) -> str:
    """The days of a month, the last of it behind the others: "15,-1"."""
    return ",".join(map(str, sorted(set(days), key=lambda day: (day < 0, day))))


def _days_of(rule: str, first: dt.date, last: dt.date) -> list[dt.date]:
    """The days that a rule of RFC 5545 gives from `first` on, as a calendar reads it."""
    from dateutil.rrule import rrulestr

    begin, end = (dt.datetime(day.year, day.month, day.day) for day in (first, last))
    return [day.date() for day in rrulestr(rule, dtstart=begin).between(begin, end, inc=True)]


def _basic(day: dt.date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"
