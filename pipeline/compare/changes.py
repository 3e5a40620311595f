"""Two plans -> what became of each task and target: alignment, then the fields of what is linked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.compare.align import Alignment, align
from pipeline.compare.fields import changed_fields, parted
from pipeline.compare.records import ADDED, CHANGED, MERGED, REMOVED, SPLIT, UNCHANGED, Change, Comparison, Remark
from pipeline.compare.setting import Setting
from pipeline.compare.thresholds import DOUBTFUL
from pipeline.compare.units import Units
from pipeline.compare.wording import Worded, in_common, is_year, worded
from pipeline.compare.years import voted, years_between, years_in_pairs
from pipeline.records import Plan, Task
from pipeline.spelt_out import spelt_out
from pipeline.syllables import light, syllables


@dataclass(frozen=True, slots=True)
class Wordings:
    """The rows of two plans as they are compared, the words of both titles (`subject`), what abbreviations mean."""

    sides: tuple[Sequence[Worded], Sequence[Worded]]
    subject: frozenset[str]
    spelt: Mapping[str, str]

    @classmethod
    def of(cls, old: Plan, new: Plan) -> Wordings:
        """Those of two plans."""
        spelt = spelt_out([task.task for plan in (old, new) for task in plan.tasks])
        first, second = ([worded(task, spelt) for task in plan.tasks] for plan in (old, new))
        titles = [syllables(plan.document.title or "", spelt) for plan in (old, new)]
        return cls((first, second), frozenset(word for title in titles for word in title) - light(), spelt)


def compare(old: Plan, new: Plan, merged: Mapping[str, Sequence[str]] | None = None) -> Comparison:
    """What changed from `old` to `new`; `merged` are offices of the user's own that were merged: new name -> names of
    those that it took over."""
    words = Wordings.of(old, new)
    since = min(new.document.years, default=None)
    own = {*old.document.years, *new.document.years}
    votes = years_in_pairs(_but_for_years(old.tasks, new.tasks, words), own)
    years = voted(votes, years_between(old.document, new.document))
    setting = Setting(years, since, words.spelt, Units.of(old.tasks, new.tasks, merged))
    found = align(old.tasks, new.tasks, words.sides, words.subject, setting)
    changes = tuple(_in_order(list(_changes(old.tasks, new.tasks, words.sides, found, setting))))
    return Comparison(old.document, new.document, changes, years, found.sections.renamed(setting), setting)


def _but_for_years(old: Sequence[Task], new: Sequence[Task], words: Wordings) -> Iterator[tuple[Task, Task]]:
    """The rows that say the same but for years, and that no other row of their plan says."""
    first, second = (defaultdict[tuple[str, ...], list[Task]](list) for _ in words.sides)
    for found, tasks, side in ((first, old, words.sides[0]), (second, new, words.sides[1])):
        for task, row in zip(tasks, side, strict=True):
            found[tuple(word for word in row.words if not is_year(word))].append(task)
    for key, rows in first.items():
        if len(rows) == len(second.get(key, ())) == 1:
            yield rows[0], second[key][0]


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
        alike = 1.0 if same else min(round(in_common(both[0].words, both[1].words, setting.years), 3), 0.999)
        if not same and found.likeness.get((i, j), 0.0) < DOUBTFUL:
            remarks = (Remark("doubtful"), *remarks)
        yield (i,), (j,), Change(CHANGED if fields else UNCHANGED, (one,), (other,), fields, alike, remarks)
    for i, parts in found.splits.items():
        rows = tuple(new[j] for j in parts)
        yield (i,), parts, Change(SPLIT, (old[i],), rows, parted((old[i],), rows, setting), _alike(found, [i], parts))
    for j, parts in found.merges.items():
        rows = tuple(old[i] for i in parts)
        yield parts, (j,), Change(MERGED, rows, (new[j],), parted(rows, (new[j],), setting), _alike(found, parts, [j]))
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
