"""Whether two rows agree on who leads and by when: yes, no, or nothing to be said (None)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from extractors.deadlines import Deadline
from pipeline.records import Task

COLLECTIVE = ("các ", "những ", "toàn ", "mọi ", "tất cả ", "thủ trưởng ", "cơ quan, đơn vị", "đơn vị ", "cá nhân")
"""How names of many begin; one of them does not contradict the name of one."""


def lead_units(task: Task) -> dict[str, str]:
    """The task's lead units: canonical name, folded -> name as it is to be shown; as printed where none is known."""
    named = {unit.name: unit.canonical for unit in task.units if unit.canonical}
    return {_fold(named.get(name, name)): named.get(name, name) for name in task.lead_units}


def leads_agree(a: Task, b: Task) -> bool | None:
    """True where both name a common lead unit, False where each names others, None where one names none or where the
    names may be of the same unit ("Văn phòng", "Văn phòng Sở"; "các phòng thuộc Sở", "Phòng Tổ chức cán bộ")."""
    one, other = lead_units(a), lead_units(b)
    if not one or not other:
        return None
    if one.keys() & other.keys():
        return True
    many = {unit.name for task in (a, b) for unit in task.units if unit.collective}
    if any(name in many for task in (a, b) for name in task.lead_units):
        return None
    if any(name.startswith(COLLECTIVE) for name in (*one, *other)):
        return None
    return None if any(_may_be(x, y) for x in one for y in other) else False


def deadlines_agree(a: Task, b: Task) -> bool | None:
    """True where a deadline of one can be kept together with one of the other ("Quý II", "trước ngày 30/6"), False
    where none can ("Quý II", "tháng 8"; "hằng tháng", "hằng quý"), None where they cannot be compared."""
    answers = [found for x in a.deadlines for y in b.deadlines if (found := _compatible(x, y)) is not None]
    return any(answers) if answers else None


def _compatible(a: Deadline, b: Deadline) -> bool | None:
    if a.kind == b.kind == "recurring":
        return a.rrule == b.rrule if a.rrule and b.rrule and "BY" not in a.rrule + b.rrule else None
    if a.end is None or b.end is None:
        return None
    if a.bound and b.bound and a.start is None and b.start is None:
        return abs((a.end - b.end).days) <= 1  # "trước ngày 01/7", "chậm nhất ngày 30/6"
    (a_start, a_end), (b_start, b_end) = _window(a), _window(b)
    return a_start <= b_end and b_start <= a_end


def _window(deadline: Deadline) -> tuple[dt.date, dt.date]:
    """The days on which the work may be done: all before a last day, else those named."""
    assert deadline.end is not None
    if deadline.start is not None:
        return deadline.start, deadline.end
    named = deadline.kind == "date" and deadline.bound is None
    return (deadline.end if named else dt.date.min), deadline.end


def _may_be(a: str, b: str) -> bool:
    """Whether one name may be short for the other: all its words in order, or initials of them ("tccb")."""
    short, long = sorted((a.split(), b.split()), key=len)
    if all(any(word == other for other in rest) for word, rest in _in_order(short, long)):
        return True
    initials = "".join(word[0] for word in long)
    return any(len(word) >= 2 and word in initials for word in short if word not in long) and short[0] == long[0]


def _in_order(short: list[str], long: list[str]) -> Iterator[tuple[str, list[str]]]:
    at = 0
    for word in short:
        yield word, long[at:]
        at = long.index(word, at) + 1 if word in long[at:] else len(long)


def _fold(name: str) -> str:
    return " ".join(name.casefold().replace(",", " ").replace("-", " ").split())
