"""A plan held against the plan that it carries out: a school's against its Sở's.

Each of the child's tasks has at most one parent, a parent's task may have several that carry it out. What is held
against each other: the last days, the figures of the targets.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import regex

from extractors.due_days import expand
from extractors.targets import Target
from pipeline.compare.addressed import Addressee
from pipeline.compare.align import align
from pipeline.compare.changes import Wordings
from pipeline.compare.fields import unit_of
from pipeline.compare.setting import Setting
from pipeline.compare.thresholds import CARRIES, LINK_ABOVE
from pipeline.compare.units import Units
from pipeline.compatible_times import frequency
from pipeline.records import DocumentInfo, Plan, Task

if TYPE_CHECKING:
    import pandas as pd

TAKEN_UP, DIFFERS, NOT_TAKEN_UP, OWN, NOT_ADDRESSED = "taken-up", "differs", "not-taken-up", "own", "not-addressed"
TRACED = (DIFFERS, NOT_TAKEN_UP, TAKEN_UP, OWN, NOT_ADDRESSED)
"""What can be of a task, those that ask for attention first."""

AFTER, LOWER = "after-parent", "lower"
LEAST, MOST = "least", "most"
"""What a figure means: so much at least, so much at most."""
SAMPLE = 2026
"""The year in which rules are compared; any that is no leap year does."""
# what says of the figure behind it that less is better: "giảm còn", "xuống"; not "giảm 2%"
LOWERED = regex.compile(r"(?<!\p{L})(?:còn|xuống(?: còn)?|xuống dưới)\s*$", regex.IGNORECASE)


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
    links: tuple[Link, ...] = field(repr=False)
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
    addressee = Addressee.of(name, units, child.document.issuer) if name else None
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
    words = Wordings.of(parent, child)
    setting = Setting(0, None, words.spelt, units, LINK_ABOVE)
    found = align(parent.tasks, child.tasks, words.sides, words.subject, setting)
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
    best: dict[int, tuple[float, int]] = {}
    for (i, j), value in found.likeness.items():
        if value >= CARRIES and j not in taken:
            best[j] = max(best.get(j, (0.0, 0)), (value, -i))
    for j, (value, i) in best.items():
        carried[-i][j] = value
    return carried, together


# --- shortfalls -------------------------------------------------------------------------------------------------------


def shortfalls(parent: Task, child: Task) -> Iterator[Shortfall]:
    """Where a task of the child falls behind the parent's.

    Of several figures of one unit nothing is said, unless all of them are lower: which belongs to which the text would
    have to tell.
    """
    if (late := _late(parent, child)) is not None:
        yield late
    for unit in dict.fromkeys(map(unit_of, parent.targets)):
        asked, set_ = ([t for t in task.targets if unit_of(t) == unit] for task in (parent, child))
        less = [all(_asks_less(t, other, parent.task, child.task) for t in asked) for other in set_]
        if asked and set_ and all(less):
            yield Shortfall(LOWER, "; ".join(t.raw for t in asked), "; ".join(t.raw for t in set_))


def _late(parent: Task, child: Task) -> Shortfall | None:
    """The deadline that falls after the parent's by most days."""
    found = [*_later_days(parent, child), *_later_rules(parent, child)]
    return max(found, key=lambda short: short.days or 0, default=None)


def _later_days(parent: Task, child: Task) -> Iterator[Shortfall]:
    """Last days after the parent's: each after its own where both have as many, else the last after the last."""
    here, there = _last_days(parent), _last_days(child)
    if not here or not there:
        return
    pairs = zip(here, there, strict=True) if len(here) == len(there) else [(here[-1], there[-1])]
    for last, own in pairs:
        if own[0] > last[0]:
            yield Shortfall(AFTER, last[1], own[1], (own[0] - last[0]).days)


def _later_rules(parent: Task, child: Task) -> Iterator[Shortfall]:
    """Days of each month, quarter or year that come after the parent's ("ngày 20 hằng tháng", "ngày 25 hằng tháng")."""
    for one, other in itertools.product(parent.deadlines, child.deadlines):
        if one.rrule and other.rrule and frequency(one.rrule) == frequency(other.rrule):
            asked, own = (expand(each, dt.date(SAMPLE, 1, 1), dt.date(SAMPLE, 12, 31)) for each in (one, other))
            late = [(b - a).days for a, b in zip(asked, own, strict=False)]
            if len(asked) == len(own) and any(days > 0 for days in late):
                yield Shortfall(AFTER, one.raw, other.raw, max(late))


def _last_days(task: Task) -> list[tuple[dt.date, str]]:
    """The days on which something is due, in order, with the words; what recurs has none."""
    return sorted((due, d.raw) for d in task.deadlines if (due := d.due) is not None)


def _asks_less(parent: Target, child: Target, above: str, own: str) -> bool:
    """Whether a target asks less than the parent's; `above` and `own` are the texts that they stand in."""
    if parent.value is None or child.value is None:
        return False
    senses = _sense(parent, above), _sense(child, own)
    sense = senses[0] or senses[1] or LEAST
    if senses[0] and senses[1] and senses[0] != senses[1]:
        return True
    return child.value > parent.value if sense == MOST else child.value < parent.value


def _sense(target: Target, text: str) -> str | None:
    """Whether a figure is to be reached or not to be passed; None where nothing says."""
    if target.comparator in (">", ">="):
        return LEAST
    if target.comparator in ("<", "<=") or LOWERED.search(text[: max(text.find(target.raw), 0)]):
        return MOST
    return None
