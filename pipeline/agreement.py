"""Whether two rows agree on who leads and by when: yes, no, or nothing to be said (None)."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.compatible_times import compatible
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
    where none can ("Quý II", "tháng 8"; "hằng tháng", "hằng quý"), None where they cannot be compared.

    Where both have as many deadlines, each needs its own: "15/6, 15/12" and "15/6, 31/12" contradict each other.
    """
    answers = [[compatible(x, y) for y in b.deadlines] for x in a.deadlines]
    if len(a.deadlines) == len(b.deadlines) and any(
        all(answer is False for answer in row) for row in (*answers, *zip(*answers, strict=True))
    ):
        return False
    found = [answer for row in answers for answer in row if answer is not None]
    return any(found) if found else None


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
