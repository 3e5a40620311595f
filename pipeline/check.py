"""What whoever follows up a plan should ask its author about: work that nobody leads or that has no time, targets that
no work leads to, times that are unsure, and places where the plan contradicts itself.

Unlike `pipeline.faults`, which tells how well the file was read, findings are about the plan. Rows that state a task
again (`Task.same_as`) count as one: what the body leaves open its appendix may say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from extractors.deadlines import Deadline
from pipeline.agreement import deadlines_agree, lead_units, leads_agree
from pipeline.likeness import Vocabulary
from pipeline.records import Plan, Task
from pipeline.table import place

TIME_LEFT, DOER_LEFT = "time-left", "doer-left"
"""Doubts that say a time or a doer stands in the row's words and was not read."""
WORKS_TOWARDS = 0.4
"""A task that has this share of the telling words of a target works towards it, wherever both stand."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to ask about: its `kind` (a key of `KINDS`), the row of the result that it is about (from 1) with its
    id, page, section and text, and what else fills its message.

    `row`, `id`, `page`, `section` are None and `text` is the name where it is about a unit. `others` are the numbers of
    the other rows that it is about.
    """

    kind: str
    text: str
    row: int | None = None
    id: str | None = None
    page: int | None = None
    section: str | None = None
    others: tuple[int, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)


def findings(plan: Plan, only: Sequence[str] = ()) -> tuple[Finding, ...]:
    """The findings of `plan` by kind in the order of `KINDS`, each kind in document order; `only` names the kinds to
    look for (default: all)."""
    rows = _Rows(plan)
    return tuple(found for kind, look in KINDS.items() if not only or kind in only for found in look(rows))


class _Rows:
    """The rows of a plan by number and by id."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.tasks = plan.tasks
        self.numbers = {task.id: number for number, task in enumerate(plan.tasks, 1)}
        self.below: dict[str, list[Task]] = defaultdict(list)
        for task in plan.tasks:
            if task.parent is not None:
                self.below[task.parent].append(task)

    def of(self, kind: str) -> Iterator[tuple[int, Task]]:
        """The rows of a kind ("task", "target") with their numbers."""
        return ((number, task) for number, task in enumerate(self.tasks, 1) if task.kind == kind)

    def together(self, task: Task) -> list[Task]:
        """The task and the rows that state it again."""
        return [task, *(self.tasks[self.numbers[other] - 1] for other in task.same_as if other in self.numbers)]

    def lacks(self, task: Task, has: Callable[[Task], bool]) -> bool:
        """Whether neither the task nor its restatements have it, nor all of the rows below it."""
        if any(map(has, self.together(task))):
            return False
        below = self.below[task.id]
        return not below or any(self.lacks(each, has) for each in below)

    def finding(self, kind: str, number: int, *, others: tuple[int, ...] = (), **values: object) -> Finding:
        task = self.tasks[number - 1]
        return Finding(kind, task.task, number, task.id, task.source.page, place(task) or None, others, values)


def _contradicting(
    kind: str, agree: Callable[[Task, Task], bool | None], said: Callable[[Task], str]
) -> Callable[[_Rows], Iterator[Finding]]:
    """Rows that state one task and contradict each other in what `agree` compares; `said` puts it into words."""

    def look(rows: _Rows) -> Iterator[Finding]:
        for number, task in enumerate(rows.tasks, 1):
            for other in rows.together(task)[1:]:
                at = rows.numbers[other.id]
                if number < at and agree(task, other) is False:
                    yield rows.finding(kind, number, others=(at,), here=said(task), there=said(other))

    return look


def _said_times(task: Task) -> str:
    return "; ".join(dict.fromkeys(deadline.raw for deadline in task.deadlines))


def _said_units(task: Task) -> str:
    return "; ".join(task.lead_units)


def _without(
    kind: str, has: Callable[[Task], bool], doubt: str, *, unread: bool = False
) -> Callable[[_Rows], Iterator[Finding]]:
    """Tasks that lack something; with `unread` those whose words may say it after all (`doubt`), else the others.

    What the reader could not read is no fault of the plan's author.
    """

    def look(rows: _Rows) -> Iterator[Finding]:
        for number, task in rows.of("task"):
            if rows.lacks(task, has) and any(doubt in each.doubts for each in rows.together(task)) is unread:
                yield rows.finding(kind, number)

    return look


def _of_deadlines(kind: str, meant: Callable[[Deadline, Plan], bool]) -> Callable[[_Rows], Iterator[Finding]]:
    """Rows with deadlines of which `meant` holds, one finding each."""

    def look(rows: _Rows) -> Iterator[Finding]:
        for number, task in enumerate(rows.tasks, 1):
            if found := [deadline for deadline in task.deadlines if meant(deadline, rows.plan)]:
                raw = "; ".join(dict.fromkeys(deadline.raw for deadline in found))
                ends = dict.fromkeys(f"{day:%d/%m/%Y}" for deadline in found if (day := deadline.due or deadline.end))
                yield rows.finding(kind, number, raw=raw, read="; ".join(ends))

    return look


def _before_issue(deadline: Deadline, plan: Plan) -> bool:
    issued = plan.document.issued
    day = deadline.due or deadline.end
    return issued is not None and day is not None and day < issued


def _units_without_time(rows: _Rows) -> Iterator[Finding]:
    """Units that lead tasks none of which has a time."""
    led: dict[str, list[int]] = defaultdict(list)
    names: dict[str, str] = {}
    timed: set[str] = set()
    for number, task in rows.of("task"):
        for key, name in lead_units(task).items():
            names.setdefault(key, name)
            led[key].append(number)
            if not rows.lacks(task, _has_time) or TIME_LEFT in task.doubts:
                timed.add(key)
    for key, numbers in led.items():
        if key not in timed:
            yield Finding("unit-no-time", names[key], others=tuple(numbers), values={"count": len(numbers)})


def _targets_without_task(rows: _Rows) -> Iterator[Finding]:
    """Targets that are no task's section target and whose words no task takes up."""
    served = {target for _, task in rows.of("task") for target in task.section_targets}
    open_targets = [(number, task) for number, task in rows.of("target") if task.id not in served]
    if not open_targets:
        return
    vocabulary = Vocabulary(rows.tasks, rows.plan.document.title or "")
    tasks = [number - 1 for number, _ in rows.of("task")]
    for number, target in open_targets:
        again = {rows.numbers[other.id] - 1 for other in rows.together(target)}
        if any(rows.tasks[i].id in served for i in again):
            continue
        if vocabulary.taken_up(number - 1, tasks) < WORKS_TOWARDS:
            yield rows.finding("target-no-task", number)


def _has_unit(task: Task) -> bool:
    return bool(task.lead_units)


def _has_time(task: Task) -> bool:
    return bool(task.deadlines)


KINDS: dict[str, Callable[[_Rows], Iterator[Finding]]] = {
    "times-differ": _contradicting("times-differ", deadlines_agree, _said_times),
    "units-differ": _contradicting("units-differ", leads_agree, _said_units),
    "before-issue": _of_deadlines("before-issue", _before_issue),
    "unknown-time": _of_deadlines("unknown-time", lambda deadline, _: deadline.kind == "unknown"),
    "unread-time": _without("unread-time", _has_time, TIME_LEFT, unread=True),
    "unread-unit": _without("unread-unit", _has_unit, DOER_LEFT, unread=True),
    "no-unit": _without("no-unit", _has_unit, DOER_LEFT),
    "no-time": _without("no-time", _has_time, TIME_LEFT),
    "unit-no-time": _units_without_time,
    "target-no-task": _targets_without_task,
    "inferred-year": _of_deadlines("inferred-year", lambda deadline, _: "year" in deadline.inferred),
}
"""The kinds of findings, gravest first, each with what looks for it."""
