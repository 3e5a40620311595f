"""A plan and a seed -> its next edition, and what changed, known by construction."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from corpus import annotate
from corpus.build import load
from corpus.editions import fields, sections, structure, supply, wording
from corpus.editions.fields import Setting
from corpus.editions.numbers import renumber
from corpus.editions.rolling import Roll, roll_tree
from corpus.editions.tree import Branch, Tree, thaw
from corpus.model import Plan, Values

Gold = list[dict[str, Any]]

UNCHANGED, CHANGED, ADDED, REMOVED, SPLIT, MERGED = "unchanged", "changed", "added", "removed", "split", "merged"

SHARE = {
    "merged": 8,
    "split": 9,
    "product": 4,
    "time moved": 3,
    "coordinated": 5,
    "paraphrase": 11,
    "heavy": 10,
    "retargeted": 6,
    "reassigned": 7,
    "rule": 7,
    "redated": 9,
    "moved": 7,
    "synonym": 8,
    "dropped": 9,
    "replaced": 4,
}
"""How large a part of the edits each kind should be, those that fit the fewest tasks first: they choose first."""
SECOND = ("redated", "reassigned", "coordinated", "product", "retargeted", "moved")
"""What may happen to a task that was already changed."""
SHARES = ((0.12, 2), (0.3, 5), (0.5, 4), (0.7, 1))
"""How much of a plan is edited, and how often a plan is edited that much."""


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a task: numbers of records in both gold tables; `edits` is how it was made, for breakdowns."""

    status: str
    old: tuple[int, ...]
    new: tuple[int, ...]
    fields: tuple[str, ...] = ()
    edits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """Two editions of a plan; every record of both is in exactly one of `changes`."""

    name: str
    seed: int
    old: Plan
    new: Plan
    shift: int
    changes: tuple[Change, ...]

    def gold(self) -> dict[str, Any]:
        """The changes in the shape of the gold of `score_diff.py`; `edits` is beyond it."""
        old, new = (annotate.gold(plan)["tasks"] for plan in (self.old, self.new))
        return {
            "old": f"{self.name}-old.docx",
            "new": f"{self.name}-new.docx",
            "years": self.shift,
            "changes": [
                {
                    "status": change.status,
                    "old": [old[i]["task"] for i in change.old],
                    "new": [new[j]["task"] for j in change.new],
                    "fields": list(change.fields),
                    "edits": list(change.edits),
                }
                for change in self.changes
            ],
        }


def edition(name: str, seed: int) -> Edition:
    """Edition number `seed` of a plan of the corpus: the same arguments give the same edition."""
    chance = random.Random(f"edition {name} {seed}")
    old = load(name)
    roll = _roll(old, chance)
    tree = thaw(old)
    roll_tree(tree, roll)
    base = annotate.gold(tree.freeze())["tasks"]
    _edit(tree, base, _setting(base, tree.plan, chance), name)
    renumber(tree)
    new = tree.freeze()
    changes = _changes(tree, base, annotate.gold(new)["tasks"])
    return Edition(name, seed, old, new, roll.shift, tuple(changes))


def _roll(plan: Plan, chance: random.Random) -> Roll:
    """How the plan moves on: mostly a year, now and then two, now and then amended in its own year."""
    shift = chance.choices((1, 2, 0), (16, 2, 2))[0]
    issued = dt.date.fromisoformat(plan.issued)
    if shift:
        day = issued.replace(year=issued.year + shift) + dt.timedelta(chance.randint(-9, 12))
        if day.year != issued.year + shift:
            day = issued.replace(year=issued.year + shift)
    else:
        day = min(issued + dt.timedelta(chance.randint(50, 150)), issued.replace(month=12, day=15))
    count, sign, rest = plan.number.partition("/")
    number = f"{max(1, int(count) + chance.choice((-9, -4, -2, 3, 5, 11, 26))):02d}{sign}{rest}"
    return Roll(plan.years, shift, plan.number, number, issued, day)


def _setting(base: Gold, plan: Plan, chance: random.Random) -> Setting:
    """The units that the plan's tasks name, those that stand for one body only once."""

    def units(key: str) -> Values:
        found = (unit for record in base for unit in record[key] if len(unit) < 70)
        return tuple({unit.casefold(): unit for unit in found}.values())

    return Setting(
        chance, units("lead_units"), units("coordinating_units"), plan.years, dt.date.fromisoformat(plan.issued)
    )


def _edit(tree: Tree, base: Gold, setting: Setting, name: str) -> None:
    chance = setting.chance
    share = chance.choices([s for s, _ in SHARES], [w for _, w in SHARES])[0] * chance.uniform(0.7, 1.3)
    count = len(base)
    stock = supply.Supply(name, setting, {record["task"] for record in base})
    for edit, part in SHARE.items():
        wanted = share * count * part / sum(SHARE.values())
        left = int(wanted) + (chance.random() < wanted % 1)
        for branch in chance.sample(list(tree.records()), len(list(tree.records()))):
            if not left:
                break
            gone = branch not in tree.parents()  # merged into its neighbour, or dropped with the task above it
            if not gone and not branch.edits and _apply(edit, tree, branch, base, stock):
                left -= 1
                _second(edit, tree, branch, base, stock)
    supply.add_siblings(tree, stock, share)
    supply.add(tree, stock, round(share * count * chance.uniform(0.05, 0.35)))
    if chance.random() < 0.25:
        sections.new_section(tree, stock)
    for branch in list(tree.branches()):
        if chance.random() < share:
            sections.rename(branch, chance)
    if chance.random() < 0.2:
        sections.swap(tree, chance)
    for _ in range(chance.choice((0, 0, 1, 2))):
        sections.reorder(tree, chance)


def _second(first: str, tree: Tree, branch: Branch, base: Gold, stock: supply.Supply) -> None:
    """Sometimes what was changed is changed in another respect too, what was split or merged is also reworded."""
    chance = stock.setting.chance
    if first in ("split", "merged"):
        for part in [other for other in tree.records() if other.origins == branch.origins]:
            if chance.random() < 0.4:
                chance.choice((wording.reword_by_synonym, wording.reword_by_rule))(part, chance)
    elif first not in ("dropped", "replaced") and chance.random() < 0.2:
        for edit in chance.sample(SECOND, len(SECOND)):
            if edit != first and _apply(edit, tree, branch, base, stock):
                return


def _apply(edit: str, tree: Tree, branch: Branch, base: Gold, stock: supply.Supply) -> bool:
    setting, chance = stock.setting, stock.setting.chance
    ways: dict[str, Callable[[], bool]] = {
        "dropped": lambda: structure.drop(tree, branch),
        "synonym": lambda: wording.reword_by_synonym(branch, chance),
        "replaced": lambda: supply.replace_task(tree, branch, stock),
        "paraphrase": lambda: wording.paraphrase(branch, stock.name),
        "rule": lambda: wording.reword_by_rule(branch, chance),
        "heavy": lambda: wording.reword_heavily(branch, chance),
        "moved": lambda: structure.move(tree, branch, chance),
        "split": lambda: structure.split(tree, branch, chance),
        "merged": lambda: structure.merge(tree, branch, base),
        "redated": lambda: fields.redate(branch, setting),
        "reassigned": lambda: fields.reassign(branch, setting),
        "coordinated": lambda: fields.coordinate(branch, setting),
        "product": lambda: fields.reproduce(branch, setting),
        "retargeted": lambda: fields.retarget(branch, setting),
        "time moved": lambda: wording.move_time(branch, chance),
    }
    if not ways[edit]():
        return False
    branch.edits = (*branch.edits, edit)
    return True


# --- what changed -----------------------------------------------------------------------------------------------------


def _changes(tree: Tree, base: Gold, new: Gold) -> list[Change]:
    """Every record of both sides, in the order of the new edition; what was dropped after what stood before it."""
    records, homes = list(tree.records()), tree.homes()
    parts = Counter(branch.origins for branch in records if branch.origins)
    told: dict[tuple[int, ...], Change] = {}
    out: list[tuple[float, Change]] = []
    kept: set[int] = set()
    for place, (branch, record) in enumerate(zip(records, new, strict=True)):
        kept.update(branch.origins)
        if not branch.origins:
            out.append((place, Change(ADDED, (), (place,), (), branch.edits)))
        elif parts[branch.origins] > 1:
            if branch.origins not in told:
                together = tuple(i for i, other in enumerate(records) if other.origins == branch.origins)
                told[branch.origins] = Change(SPLIT, branch.origins, together, (), branch.edits)
                out.append((place, told[branch.origins]))
        elif len(branch.origins) > 1:
            out.append((place, Change(MERGED, branch.origins, (place,), (), branch.edits)))
        else:
            moved = homes[branch] is not branch.home
            found = changed_fields(base[branch.origins[0]], record, moved=moved, reworded=branch.reworded)
            status = CHANGED if found else UNCHANGED
            edits = branch.edits if found or branch.edits == ("time moved",) else ()
            out.append((place, Change(status, branch.origins, (place,), found, edits or _following(found))))
    after = {old: place for place, change in out for old in change.old}
    for number in range(len(base)):
        if number not in kept:
            before = max((after[n] for n in after if n < number), default=-1.0)
            after[number] = before + 0.001
            out.append((before + 0.001, Change(REMOVED, (number,), (), (), ("dropped",))))
    return [change for _, change in sorted(out, key=lambda pair: pair[0])]


def _following(found: Sequence[str]) -> tuple[str, ...]:
    """A task that changed only because a heading or a task above it did."""
    return ("inherited",) if found else ()


def changed_fields(old: dict[str, Any], new: dict[str, Any], *, moved: bool, reworded: bool) -> tuple[str, ...]:
    """The fields in which a record differs from the record that the year alone would have made."""
    found = ["task"] if reworded else []
    for name in ("targets", "deadlines", "lead_units", "coordinating_units", "products"):
        if _values(old, name) != _values(new, name):
            found.append(name)
    return (*found, "section") if moved else tuple(found)


def _values(record: dict[str, Any], name: str) -> Any:
    """The values of a field as the scorer of plans compares them; a time that has no date by its words."""
    values = record[name]
    if name == "deadlines":
        return Counter(
            (
                d["kind"],
                d["start"],
                d["end"],
                d["rrule"],
                None if d["end"] or d["start"] or d["rrule"] else d["raw"].casefold(),
            )
            for d in values
        )
    if name == "targets":
        return Counter((t["comparator"], t["value"], (t["unit"] or "").casefold()) for t in values)
    return Counter(" ".join(value.casefold().split()) for value in values)
