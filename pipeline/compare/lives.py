"""Three and more editions of a plan: what became of each task over the years."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from pipeline.compare.changes import compare
from pipeline.compare.records import CHANGED, UNCHANGED, Change, Comparison
from pipeline.compare.thresholds import RETURNS
from pipeline.records import DocumentInfo, Plan, Task

if TYPE_CHECKING:
    import pandas as pd

LASTING, ENDED, BEGUN, PASSING, RETURNED = "lasting", "ended", "begun", "passing", "returned"
COURSES = (RETURNED, BEGUN, ENDED, PASSING, LASTING)
"""The courses that a task's life can take, those that ask for attention first."""

Row = tuple[int, int]
"""A row: the edition, and its place there."""


@dataclass(frozen=True, slots=True)
class Life:
    """One task through all editions: its rows in each (none where it is not there, several where it was split or
    merged), and what changed from each edition to the next (nothing where it is in only one of them or neither)."""

    course: str
    rows: tuple[tuple[Task, ...], ...]
    steps: tuple[tuple[Change, ...], ...]

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready data; the rows are whole task records."""
        return {
            "course": self.course,
            "rows": [[task.to_dict() for task in rows] for rows in self.rows],
            "steps": [
                [
                    {
                        "status": change.status,
                        "old": [task.id for task in change.old],
                        "new": [task.id for task in change.new],
                        "fields": [each.to_dict() for each in change.fields],
                        "similarity": change.similarity,
                    }
                    for change in step
                ]
                for step in self.steps
            ],
        }


@dataclass(frozen=True, slots=True)
class Lives:
    """Several editions of a plan, oldest first; every task of each is in exactly one of `lives`."""

    editions: tuple[DocumentInfo, ...]
    comparisons: tuple[Comparison, ...] = field(repr=False)
    lives: tuple[Life, ...] = field(repr=False)

    def counts(self) -> dict[str, int]:
        """How many lives of each course, in the order of `COURSES`."""
        found = Counter(life.course for life in self.lives)
        return {course: found[course] for course in COURSES}

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready: {"editions": [{document}…], "summary", "steps": [{summary of each comparison}], "lives": […]}."""
        return {
            "editions": [info.to_dict() for info in self.editions],
            "summary": self.counts(),
            "steps": [{"years": c.years, "summary": c.counts()} for c in self.comparisons],
            "lives": [life.to_dict() for life in self.lives],
        }

    def to_frame(self, lang: str = "vi") -> pd.DataFrame:
        """One row per life, in the columns of `pipeline.compare.table.columns`."""
        from pipeline.compare.table import to_frame
        from pipeline.compare.views import view_of_lives

        return to_frame(view_of_lives(self, lang))


def live(plans: Sequence[Plan], merged: Mapping[str, Sequence[str]] | None = None) -> Lives:
    """The lives of the tasks of `plans`, editions of one plan from the oldest to the newest."""
    plans = [_told_apart(plan) for plan in plans]
    comparisons = [compare(one, other, merged) for one, other in itertools.pairwise(plans)]
    places: dict[int, Row] = {id(t): (k, n) for k, plan in enumerate(plans) for n, t in enumerate(plan.tasks)}
    group = {row: row for row in places.values()}
    for step in comparisons:
        for change in step.changes:
            _join(group, [places[id(task)] for task in (*change.old, *change.new)])
    for pair in _returned(plans, comparisons, merged):
        _join(group, [places[id(task)] for task in pair])
    steps = {
        row: change
        for step in comparisons
        for change in step.changes
        if change.old and change.new
        for row in (places[id(task)] for task in change.old)
    }
    lives: dict[Row, list[Row]] = {}
    for row in sorted(group):
        lives.setdefault(_root(group, row), []).append(row)
    found = [_life(rows, plans, steps) for rows in lives.values()]
    return Lives(tuple(plan.document for plan in plans), tuple(comparisons), tuple(found))


def _told_apart(plan: Plan) -> Plan:
    """The plan with rows that are objects of their own: one plan may be given twice."""
    return replace(plan, tasks=tuple(replace(task) for task in plan.tasks))


def _life(rows: Sequence[Row], plans: Sequence[Plan], steps: Mapping[Row, Change]) -> Life:
    by_edition = tuple(tuple(plan.tasks[n] for edition, n in rows if edition == k) for k, plan in enumerate(plans))
    changes = tuple(
        tuple({id(steps[row]): steps[row] for row in rows if row[0] == k and row in steps}.values())
        for k in range(len(plans) - 1)
    )
    return Life(_course([bool(found) for found in by_edition]), by_edition, changes)


def _course(there: Sequence[bool]) -> str:
    first, last = there.index(True), len(there) - there[::-1].index(True)
    if not all(there[first:last]):
        return RETURNED
    if all(there):
        return LASTING
    if there[-1]:
        return BEGUN
    return ENDED if there[0] else PASSING


def _returned(
    plans: Sequence[Plan], comparisons: Sequence[Comparison], merged: Mapping[str, Sequence[str]] | None
) -> Iterator[tuple[Task, Task]]:
    """Tasks that were dropped and come again later, with their first row after."""
    gone: list[list[Task]] = [[t for c in step.changes if not c.new for t in c.old] for step in comparisons]
    come: list[list[Task]] = [[t for c in step.changes if not c.old for t in c.new] for step in comparisons]
    for back in range(1, len(plans) - 1):
        for at, dropped in enumerate(gone):
            if at + back >= len(come) or not dropped or not come[at + back]:
                continue
            earlier = Plan(plans[at].document, tuple(dropped))
            later = Plan(plans[at + back + 1].document, tuple(come[at + back]))
            for change in compare(earlier, later, merged).changes:
                if change.status in (CHANGED, UNCHANGED) and (change.similarity or 0) >= RETURNS:
                    dropped.remove(change.old[0])
                    come[at + back].remove(change.new[0])
                    yield change.old[0], change.new[0]


def _root(group: Mapping[Row, Row], row: Row) -> Row:
    while group[row] != row:
        row = group[row]
    return row


def _join(group: dict[Row, Row], rows: Sequence[Row]) -> None:
    roots = sorted(_root(group, row) for row in rows)
    for root in roots[1:]:
        group[root] = roots[0]
