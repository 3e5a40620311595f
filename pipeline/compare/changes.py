"""Two plans -> what became of each task and target: alignment, then the fields of what is linked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.compare.align import Alignment, align
from pipeline.compare.fields import changed_fields
from pipeline.compare.records import ADDED, CHANGED, MERGED, REMOVED, SPLIT, UNCHANGED, Change, Comparison
from pipeline.compare.setting import Setting
from pipeline.compare.units import Units
from pipeline.compare.wording import Worded, worded
from pipeline.compare.years import voted, years_between, years_in_pairs
from pipeline.records import Plan, Task
from pipeline.spelt_out import spelt_out
from pipeline.syllables import light, syllables


def compare(old: Plan, new: Plan, merged: Mapping[str, Sequence[str]] | None = None) -> Comparison:
    """What changed from `old` to `new`; `merged` are offices of the user's own that were merged: new name -> names of
    those that it took over."""
    spelt = spelt_out([task.task for plan in (old, new) for task in plan.tasks])
    sides = tuple([worded(task, spelt) for task in plan.tasks] for plan in (old, new))
    titles = [syllables(plan.document.title or "", spelt) for plan in (old, new)]
    subject = frozenset(word for title in titles for word in title) - light()
    units = Units.of(old.tasks, new.tasks, merged)
    since = min(new.document.years, default=None)
    told = years_between(old.document, new.document)
    setting = Setting(told or 0, since, spelt, units)
    found = align(old.tasks, new.tasks, (sides[0], sides[1]), subject, setting)
    years = voted(years_in_pairs((old.tasks[i], new.tasks[j]) for i, j in found.pairs), told)
    if years != setting.years:
        setting = replace(setting, years=years)
        found = align(old.tasks, new.tasks, (sides[0], sides[1]), subject, setting)
    changes = tuple(_in_order(list(_changes(old.tasks, new.tasks, (sides[0], sides[1]), found, setting))))
    return Comparison(old.document, new.document, changes, years, found.sections.renamed(setting), setting)


Placed = tuple[tuple[int, ...], tuple[int, ...], Change]
"""A change with the indices of its rows on both sides."""


def _changes(
    old: Sequence[Task],
    new: Sequence[Task],
    wordings: tuple[Sequence[Worded], Sequence[Worded]],
    found: Alignment,
    setting: Setting,
) -> Iterator[Placed]:
    for i, j in found.pairs:
        one, other = old[i], new[j]
        both = (wordings[0][i], wordings[1][j])
        fields, remarks = changed_fields(one, other, both, setting, moved=found.sections.moved(one, other))
        same = all(change.field != "task" for change in fields)
        alike = 1.0 if same else min(round(found.likeness.get((i, j), 0.0), 3), 0.999)
        yield (i,), (j,), Change(CHANGED if fields else UNCHANGED, (one,), (other,), fields, alike, remarks)
    for i, parts in found.splits.items():
        yield (i,), parts, Change(SPLIT, (old[i],), tuple(new[j] for j in parts), (), _alike(found, [i], parts))
    for j, parts in found.merges.items():
        yield parts, (j,), Change(MERGED, tuple(old[i] for i in parts), (new[j],), (), _alike(found, parts, [j]))
    linked_old = {i for i, _ in found.pairs} | found.splits.keys() | {i for p in found.merges.values() for i in p}
    linked_new = {j for _, j in found.pairs} | found.merges.keys() | {j for p in found.splits.values() for j in p}
    for i, task in enumerate(old):
        if i not in linked_old:
            yield (i,), (), Change(REMOVED, (task,), ())
    for j, task in enumerate(new):
        if j not in linked_new:
            yield (), (j,), Change(ADDED, (), (task,))


def _alike(found: Alignment, old: Sequence[int], new: Sequence[int]) -> float:
    """The likeness of a split or merge: that of its most alike rows."""
    return round(max(found.likeness.get((i, j), 0.0) for i in old for j in new), 3)


def _in_order(placed: list[Placed]) -> list[Change]:
    """In the order of the new plan; what was removed stands after what stood before it in the old one."""
    at_new = {i: j for old, new, _ in placed if new for i in old for j in new[:1]}
    keyed = []
    for old, new, change in placed:
        if new:
            keyed.append(((min(new), 0, min(old, default=0)), change))
            continue
        before = next((at_new[i] for i in range(old[0] - 1, -1, -1) if i in at_new), -1)
        keyed.append(((before, 1, old[0]), change))
    return [change for _, change in sorted(keyed, key=lambda pair: pair[0])]
