"""iCalendar (RFC 5545): a to-do for each deadline, for the calendar or task list of whoever has to keep it.

- A deadline with a day has DUE, a recurring one its days in the plan's time (`ics_rules`), one without a day (thường
  xuyên, theo kế hoạch của Thành phố, đầu tháng 3 …) no DUE: what to do is told, and no day is invented.
- DUE of a single deadline is a date. A to-do that repeats needs DTSTART, of the same type and earlier than DUE, and its
  days begin and end at midnight: 00:00 to 23:59 of the due day, in the time of whoever reads it.
- No METHOD, because a PUBLISH needs an ORGANIZER (RFC 5546, 3.4.1), and nobody invites here; no STATUS, because a plan
  does not know what is done.
- The UID is made of the plan, the task and the deadline's place in the task, not of its day: where a day is moved, a
  second import updates the to-do. Importers take the newer of two by SEQUENCE, then DTSTAMP: both come from the time of
  writing, as nothing here counts the versions. That time is the one thing in the file that is not the plan's;
  SOURCE_DATE_EPOCH sets it (reproducible-builds.org).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

import regex

from pipeline.errors import KehoachError
from pipeline.messages import CONTROL_TO_SPACE, message
from pipeline.plan_days import time_of
from pipeline.table import COLUMNS, SURE, Value, place, remarks, rows
from pipeline.write.ics_rules import assumed, repetition

if TYPE_CHECKING:
    from icalendar import Calendar, Todo
    from icalendar.prop import vInline

    from extractors.deadlines import Deadline
    from pipeline.records import Plan, Task

LONGEST_TEXT, LONGEST_UNIT, LONGEST_CATEGORY = 90, 40, 80
"""Characters of the task, its unit and its words of time in a summary, and of a category; the description has all."""
FIRST_REVISION = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
"""SEQUENCE counts the seconds from here: it must fit into 31 bits."""

# An id as `pipeline.drafts` makes it; not "a b", "\n"
PLAIN_ID = regex.compile(r"[\w.-]{1,64}", regex.ASCII)
# Ends of lines of every kind: parsers part lines at some of them; not a tab
LINE_END = regex.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
HALF_CHARACTER = regex.compile(r"[\ud800-\udfff]")
CONTROL = {code: to for code, to in CONTROL_TO_SPACE.items() if code != ord("\n")}


def write_ics(plan: Plan, stream: BinaryIO, lang: str = "vi") -> None:
    """Write the deadlines of `plan` as to-dos, their words in `lang`; removed tasks and those without a deadline have
    none. Raises `KehoachError` (bad-source-date)."""
    from icalendar import Calendar

    written = _time_of_writing()
    calendar = Calendar()
    calendar.add("prodid", f"-//kehoach//task table//{lang.upper()}")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _escaped(_line(_name(plan, lang))))
    _add_todos(calendar, plan, written, lang)
    stream.write(calendar.to_ical())


def _add_todos(calendar: Calendar, plan: Plan, written: dt.datetime, lang: str) -> None:
    from icalendar import Todo

    for task, task_id, row in zip(plan.tasks, _ids(plan), rows(plan, lang), strict=True):
        for at, deadline in enumerate(task.deadlines, 1):
            todo = Todo()
            todo.add("uid", f"{plan.document.key}-{task_id}-{at}@kehoach")
            todo.add("dtstamp", written)
            todo.add("last-modified", written)
            todo.add("sequence", min(max(0, int((written - FIRST_REVISION).total_seconds())), 2**31 - 1))
            notes = _add_times(todo, plan, deadline, lang)
            todo.add("summary", _escaped(_summary(task, deadline, dated="DUE" in todo)))
            todo.add("description", _escaped(_description(plan, task, deadline, row, notes, lang)))
            if category := _short(place(task), LONGEST_CATEGORY):
                todo.add("categories", _escaped(category))
            calendar.add_component(todo)


def _add_times(todo: Todo, plan: Plan, deadline: Deadline, lang: str) -> list[str]:
    """Set DTSTART, DUE, RRULE and RDATE; returns what is to be told of them."""
    if deadline.rrule is not None:
        return _add_repetition(todo, plan, deadline, lang)
    due = deadline.due
    if due is None:
        # of "từ ngày 25/8/2026" the day is known on which it begins
        if deadline.kind == "period" and deadline.start and not (deadline.end or deadline.bound or deadline.inferred):
            todo.add("dtstart", deadline.start)
        return [message("ics-no-day", lang)]
    if deadline.start and deadline.start < due:
        todo.add("dtstart", deadline.start)
    todo.add("due", due)
    return [message("ics-before", lang)] if deadline.bound == "before" and deadline.kind == "date" else []


def _add_repetition(todo: Todo, plan: Plan, deadline: Deadline, lang: str) -> list[str]:
    from icalendar import vRecur

    window = time_of(plan.document, deadline)
    if window is None:
        return [message("ics-no-year", lang)]
    found = repetition(deadline, window, plan.document.issued)
    if found is None:
        return [message("ics-no-day", lang)]
    todo.add("dtstart", _at(found.first))
    todo.add("due", _at(found.first, 23, 59))
    if found.rule:
        todo.add("rrule", vRecur.from_ical(found.rule))
    else:
        todo.add("rdate", [_at(day) for day in found.days])
    said = [message("ics-before", lang)] if deadline.bound == "before" else []
    return said + [message(code, lang, day=f"{found.first:%d/%m/%Y}") for code in assumed(deadline)]


def _at(day: dt.date, hour: int = 0, minute: int = 0) -> dt.datetime:
    """A time of the reader's own zone ("floating")."""
    return dt.datetime(day.year, day.month, day.day, hour, minute)


# --- words ------------------------------------------------------------------------------------------------------------


def _name(plan: Plan, lang: str) -> str:
    document = plan.document
    known = [part for part in (document.number, document.title) if part and part.strip()]
    return " ".join(known) or document.file or message("ics-plan", lang)


def _summary(task: Task, deadline: Deadline, *, dated: bool) -> str:
    """The task's text, its unit and, of a to-do without a day, when: "Rà soát biểu mẫu – Văn phòng [thường xuyên]"."""
    said = _short(task.task, LONGEST_TEXT)
    if task.lead_units:
        more = f" +{len(task.lead_units) - 1}" if len(task.lead_units) > 1 else ""
        said += f" – {_short(task.lead_units[0], LONGEST_UNIT)}{more}"
    if not dated and (words := _short(deadline.raw, LONGEST_UNIT)):
        said += f" [{words}]"
    return said


def _description(plan: Plan, task: Task, deadline: Deadline, row: dict[str, Value], notes: list[str], lang: str) -> str:
    """All that the row says, what the deadline's words do not, and why to look at it."""
    names = COLUMNS[lang]
    _, text, products, lead, coordinating, time, targets, _, section, page, _, kind, extra, to_check = names[:14]
    own = replace(task, deadlines=(deadline,))
    doubted = [message("ics-confidence", lang, percent=round(100 * task.confidence))] if task.confidence < SURE else []
    lines: list[tuple[str, Value]] = [
        (str(row[kind]) or text, task.task),
        *((name, row[name]) for name in (products, lead, coordinating, targets)),
        (time, "\n".join([deadline.raw, *(f"({note})" for note in notes)]).strip()),
        *((name, row[name]) for name in (section, page, extra)),
        (to_check, "; ".join([*doubted, *remarks(own, lang)])),
        (message("ics-plan", lang), _name(plan, lang)),
    ]
    return _clean("\n".join(f"{name}: {value}" for name, value in lines if value not in ("", None)))


def _short(text: str, most: int) -> str:
    """The text on one line, cut at a word where it is longer than `most` characters."""
    flat = _line(text)
    if len(flat) <= most:
        return flat
    cut = flat[:most]
    whole = cut[: cut.rfind(" ")] if cut.rfind(" ") > most // 2 else cut
    return f"{whole.rstrip(' ,;:.(–-')}…"


def _line(text: str) -> str:
    return " ".join(_clean(text).split())


def _clean(text: str) -> str:
    """Text that a calendar can hold: line ends are "\\n", no control characters, no half characters."""
    return HALF_CHARACTER.sub("\ufffd", LINE_END.sub("\n", text).translate(CONTROL))


def _escaped(text: str) -> vInline:
    """TEXT of RFC 5545, 3.3.11. The library's own makes a line end of "\\N", as in "D:\\Nội dung"."""
    from icalendar.prop import vInline

    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return vInline(text.replace("\n", "\\n"))


# --- what tells to-dos and versions apart -----------------------------------------------------------------------------


def _ids(plan: Plan) -> Iterator[str]:
    """The ids of the tasks as a UID can hold them; of several tasks with one id the second has ".2" and so on."""
    taken: set[str] = set()
    for task in plan.tasks:
        plain = PLAIN_ID.fullmatch(task.id)
        own = task.id if plain else hashlib.sha1(task.id.encode(errors="backslashreplace")).hexdigest()[:12]
        unique, count = own, 1
        while unique in taken:
            count += 1
            unique = f"{own}.{count}"
        taken.add(unique)
        yield unique


def _time_of_writing() -> dt.datetime:
    """Now, or the time that SOURCE_DATE_EPOCH names, in whole seconds."""
    named = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if not named:
        return dt.datetime.now(dt.UTC).replace(microsecond=0)
    try:
        return dt.datetime.fromtimestamp(int(named), dt.UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise KehoachError("bad-source-date", value=named) from error
