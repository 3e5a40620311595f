"""A plan held against the plan that it carries out: a school's against its Sở's.

Each of the child's tasks has at most one parent, a parent's task may have several that carry it out. What is held
against each other: the last days, the figures of the targets.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from extractors.targets import Target
from pipeline.compare.addressed import Addressee
from pipeline.compare.align import align
from pipeline.compare.setting import Setting
from pipeline.compare.thresholds import CARRIES, LINK_ABOVE
from pipeline.compare.units import Units
from pipeline.compare.wording import worded, words_of
from pipeline.records import DocumentInfo, Plan, Task
from pipeline.spelt_out import spelt_out
from pipeline.syllables import light, syllables

if TYPE_CHECKING:
    import pandas as pd

TAKEN_UP, DIFFERS, NOT_TAKEN_UP, OWN, NOT_ADDRESSED = "taken-up", "differs", "not-taken-up", "own", "not-addressed"
TRACED = (DIFFERS, NOT_TAKEN_UP, TAKEN_UP, OWN, NOT_ADDRESSED)
"""What can be of a task, those that ask for attention first."""

AFTER, LOWER = "after-parent", "lower"


@dataclass(frozen=True, slots=True)
class Shortfall:
    """Where the child falls behind its parent: a last day `days` after the parent's ("after-parent"), or a target that
    asks less ("lower"); `parent` and `child` are the words of both."""

    kind: str
    parent: str
    child: str
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A task of the parent with those of the child that carry it out, or either alone. `by` is the name by which the
    parent's task addresses the child, None where it does not."""

    status: str
    parent: tuple[Task, ...]
    child: tuple[Task, ...]
    shortfalls: tuple[Shortfall, ...] = ()
    by: str | None = None
    similarity: float | None = None

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready data; the rows are whole task records."""
        return {
            "status": self.status,
            "parent": [task.to_dict() for task in self.parent],
            "child": [task.to_dict() for task in self.child],
            "addressed_by": self.by,
            "shortfalls": [
                {"kind": s.kind, "parent": s.parent, "child": s.child, "days": s.days} for s in self.shortfalls
            ],
            "similarity": self.similarity,
        }


@dataclass(frozen=True, slots=True)
class Trace:
    """A plan against the plan that it carries out; every task of both is in exactly one of `links`.

    `unit` is the child as it is looked for in the parent, None where its plan does not say whose it is.
    """

    parent: DocumentInfo
    child: DocumentInfo
    links: tuple[Link, ...]
    unit: str | None = None

    def counts(self) -> dict[str, int]:
        """How many links of each status, in the order of `TRACED`."""
        found = Counter(link.status for link in self.links)
        return {status: found[status] for status in TRACED}

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready: {"parent": {document}, "child": {document}, "unit", "summary", "links": […]}."""
        return {
            "parent": self.parent.to_dict(),
            "child": self.child.to_dict(),
            "unit": self.unit,
            "summary": self.counts(),
            "links": [link.to_dict() for link in self.links],
        }

    def to_frame(self, lang: str = "vi") -> pd.DataFrame:
        """One row per link, in the columns of `pipeline.compare.table.columns`."""
        from pipeline.compare.table import to_frame
        from pipeline.compare.views import view_of_trace

        return to_frame(view_of_trace(self, lang))


def trace_plans(
    parent: Plan, child: Plan, unit: str | None = None, merged: Mapping[str, Sequence[str]] | None = None
) -> Trace:
    """Which tasks of `parent` the plan `child` takes up; `unit` names the child's office (default: who issued its
    plan)."""
    units = Units.of(parent.tasks, child.tasks, merged)
    name = unit or child.document.issuer
    addressee = Addressee.of(name, units) if name else None
    by = [addressee.addressed_by(task) if addressee else None for task in parent.tasks]
    links: list[Link] = []
    carried, together = _carried(parent, child, units)
    for i in range(len(parent.tasks)):
        if i in together and together[i][0] != i:
            continue  # told with the first of those that one task of the child carries out
        above = together.get(i, (i,))
        tasks = tuple(parent.tasks[k] for k in above)
        name_there = next((by[k] for k in above if by[k]), None)
        found = {j: value for k in above for j, value in carried.get(k, {}).items()}
        if not found:
            links.append(Link(NOT_TAKEN_UP if name_there else NOT_ADDRESSED, tasks, (), by=name_there))
            continue
        rows = tuple(child.tasks[j] for j in sorted(found))
        short = tuple(dict.fromkeys(s for one in tasks for row in rows for s in shortfalls(one, row)))
        alike = round(max(found.values()), 3)
        links.append(Link(DIFFERS if short else TAKEN_UP, tasks, rows, short, name_there, alike))
    taken = {j for found in carried.values() for j in found}
    links += [Link(OWN, (), (task,)) for j, task in enumerate(child.tasks) if j not in taken]
    return Trace(parent.document, child.document, tuple(links), addressee.name if addressee else None)


def _carried(parent: Plan, child: Plan, units: Units) -> tuple[dict[int, dict[int, float]], dict[int, tuple[int, ...]]]:
    """For each of the parent's tasks those of the child that carry it out, with their likeness; and those of the parent
    that one task of the child carries out together, for each of them."""
    spelt = spelt_out([task.task for plan in (parent, child) for task in plan.tasks])
    sides = [worded(t, spelt) for t in parent.tasks], [worded(t, spelt) for t in child.tasks]
    titles = [syllables(plan.document.title or "", spelt) for plan in (parent, child)]
    subject = frozenset(word for title in titles for word in title) - light()
    found = align(parent.tasks, child.tasks, sides, subject, Setting(0, None, spelt, units, LINK_ABOVE))
    linked = [
        *found.pairs,
        *((i, j) for i, js in found.splits.items() for j in js),
        *((i, j) for j, rows in found.merges.items() for i in rows),
    ]
    carried: dict[int, dict[int, float]] = defaultdict(dict)
    for i, j in linked:
        carried[i][j] = found.likeness.get((i, j), 0.0)
    together = {i: rows for rows in found.merges.values() for i in rows}
    taken = {j for rows in carried.values() for j in rows}
    for j in range(len(child.tasks)):
        options = [(value, -i) for (i, at), value in found.likeness.items() if at == j and value >= CARRIES]
        if j not in taken and options:
            value, i = max(options)
            carried[-i][j] = value
    return carried, together


# --- shortfalls -------------------------------------------------------------------------------------------------------


def shortfalls(parent: Task, child: Task) -> Iterator[Shortfall]:
    """Where a task of the child falls behind the parent's."""
    if (late := _late(parent, child)) is not None:
        yield late
    there = list(child.targets)
    for target in parent.targets:
        other = next((t for t in there if words_of(t.unit or "", {}) == words_of(target.unit or "", {})), None)
        if other is not None:
            there.remove(other)
            if _asks_less(target, other):
                yield Shortfall(LOWER, target.raw, other.raw)


def _late(parent: Task, child: Task) -> Shortfall | None:
    here, there = _last_days(parent), _last_days(child)
    if not here or not there:
        return None
    last, own = max(here), max(there)
    days = (own[0] - last[0]).days
    return Shortfall(AFTER, last[1], own[1], days) if days > 0 else None


def _last_days(task: Task) -> list[tuple[dt.date, str]]:
    """The days on which something is due, with the words; what recurs has none."""
    return [(due, d.raw) for d in task.deadlines if (due := d.due) is not None]


def _asks_less(parent: Target, child: Target) -> bool:
    if parent.value is None or child.value is None:
        return False
    most = "<" in (parent.comparator or "")
    return child.value > parent.value if most else child.value < parent.value
