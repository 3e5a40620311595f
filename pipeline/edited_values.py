"""What a person typed into the cells of a row -> the values of its fields.

Values that were there before stay as they were read; new words are read with the grammars of the plan. A day that a
person gives beats the words beside it, unless they changed both and the two contradict each other: then there is no
day, and a warning says so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from extractors.deadlines import Deadline
from extractors.plan_times import PlanTimes
from extractors.targets import Target
from pipeline.edits import RowEdit
from pipeline.records import Notice, Task
from pipeline.stored_about import day_of
from pipeline.stored_times import TimeRow, TimesReader, time_values
from pipeline.stored_values import extra_name, extra_of, is_kind, place_of, products_of, row_kind, targets_of, units_of
from pipeline.table import due

DAY = "%d/%m/%Y"
FAR = 30
"""Years between a plan and a day that it may name."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How cells are read: the times of the plan, whether lists stand on lines, whether days have their month first."""

    times: PlanTimes
    lined: bool = True
    american: bool = False


def edited_values(task: Task, edit: RowEdit, how: Reading) -> tuple[dict[str, Any], list[Notice]]:
    """The new values of the fields of `Task` that the edit changes, and what of it could not be taken."""
    cells = edit.cells
    text = " ".join(cells["task"].split()) if "task" in cells else task.task
    values: dict[str, Any] = {}
    notices = []
    if not text:
        notices.append(Notice("task-cleared", {"text": task.task}))
        text = task.task
    if text != task.task:
        values["task"] = text
    if "products" in cells:
        values["products"] = products_of(cells["products"], lined=how.lined)
    for name in ("lead_units", "coordinating_units"):
        if name in cells:
            values[name] = units_of(cells[name])
    products = values.get("products", task.products)
    if "targets" in cells:
        values["targets"] = _targets(task, cells["targets"], (text, "; ".join(products)), lined=how.lined)
    if "kind" in cells:
        if is_kind(cells["kind"]):
            values["kind"] = row_kind(cells["kind"])
        else:
            notices.append(Notice("kind-not-read", {"text": cells["kind"]}))
    if "place" in cells:
        values["section_path"], values["section"] = place_of(cells["place"])
    if "extra" in cells or edit.others:
        said = extra_of(cells["extra"], lined=how.lined) if "extra" in cells else dict(task.extra)
        for head, other in edit.others:
            name = extra_name(head)
            # two columns of one name, or one called like the plan's: both are kept
            said[name] = f"{said[name]}; {other}" if said.get(name, other) != other else other
        values["extra"] = said
    times, told = _deadlines(task, cells, (text, *products), how)
    if times is not None:
        values["deadlines"] = times
    return {name: value for name, value in values.items() if value != getattr(task, name)}, [*notices, *told]


def _targets(task: Task, cell: str, texts: Sequence[str], *, lined: bool) -> tuple[Target, ...]:
    before = {target.raw: target for target in task.targets}
    return tuple(before.get(target.raw, target) for target in targets_of(cell, texts, lined=lined))


def _deadlines(
    task: Task, cells: Mapping[str, str], texts: Sequence[str], how: Reading
) -> tuple[tuple[Deadline, ...] | None, list[Notice]]:
    """The deadlines as the cells of words and of the due day say, None where neither was changed."""
    if "deadlines" not in cells and "due" not in cells:
        return None, []
    words = cells.get("deadlines")
    found = task.deadlines if words is None else _read(task, words, texts, how)
    if "due" not in cells:
        return found, []
    day = _day(cells["due"], how)
    if day is None and cells["due"].strip():
        return (None if words is None else found), [Notice("due-not-read", {"text": cells["due"], "id": task.id})]
    if _earliest(found) == day:
        return found, []
    if words is not None and found and day is not None and _earliest(found) is not None:
        values = {"raw": "; ".join(d.raw for d in found), "due": f"{day:{DAY}}"}
        return tuple(Deadline(d.raw, "unknown") for d in found), [Notice("due-differs", values, task.source.page)]
    return _with_day(found, day, task)


def _day(cell: str, how: Reading) -> dt.date | None:
    """The day in a cell of days: as numbers, else in words that name one day and its year ("ngày 30 tháng 9 năm
    2026"). None where it could be two days, or lies far from the plan: a typed 30 is the 30th of January 1900."""
    day, other = day_of(cell, month_first=how.american), day_of(cell)
    if how.american and how.lined and day and other and day != other:
        return None  # the days of a workbook have their day first, its texts have not
    if day is None and cell.strip():
        found = how.times.cell(" ".join(cell.split()))
        day = found[0].due if len(found) == 1 and found[0].kind == "date" and not found[0].inferred else None
    years = (*how.times.years, *((how.times.issued.year,) if how.times.issued else ()))
    if day is not None and years and not min(years) - FAR <= day.year <= max(years) + FAR:
        return None
    return day


def _with_day(
    found: tuple[Deadline, ...], day: dt.date | None, task: Task
) -> tuple[tuple[Deadline, ...] | None, list[Notice]]:
    """The deadlines of which the earliest falls due on `day`; None of them does where that is None."""
    if not found:
        return ((Deadline(f"{day:{DAY}}", "date", end=day),) if day else ()), []
    old = _earliest(found)
    meant = [i for i, d in enumerate(found) if (d.due == old if old else d.due is None and d.rrule is None)]
    dated = sum(d.due is not None for d in found)
    behind_others = day is not None and any(d.due and d.due < day for i, d in enumerate(found) if i not in meant)
    if len(meant) != 1 or (day is None and dated > 1) or behind_others:
        shown = f"{day:{DAY}}" if day else ""
        return None, [Notice("due-ambiguous", {"text": shown, "raw": "; ".join(d.raw for d in found), "id": task.id})]
    only = found[meant[0]]
    # under "trước" the printed day itself is due: of a day `Deadline.due` is that day
    changed = Deadline(only.raw, "date", end=day, bound=only.bound) if day else Deadline(only.raw, "unknown")
    return tuple(changed if i == meant[0] else d for i, d in enumerate(found)), []


def _read(task: Task, words: str, texts: Sequence[str], how: Reading) -> tuple[Deadline, ...]:
    """The deadlines of a cell of words: those whose words stood there before as they were, the others read anew."""
    before: dict[str, list[Deadline]] = {}
    for deadline in reversed(task.deadlines):
        before.setdefault(" ".join(deadline.raw.split()), []).append(deadline)
    out: list[Deadline] = []
    for value in time_values(words, lined=how.lined):
        known = before.get(" ".join(value.split()))
        if known:
            out.append(known.pop())
        else:
            row = TimeRow((value,), tuple(texts), task.section or "")
            out += TimesReader([row], how.times).read(row)[0]
    return tuple(replace(d, span=(0, 0)) for d in out)


def _earliest(found: Sequence[Deadline]) -> dt.date | None:
    return due(Task("", "task", "", deadlines=tuple(found)))
