"""Which fields of a task differ between two years, beyond what rolled over or is only another name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from extractors.deadlines import Deadline
from extractors.targets import Target
from extractors.time_scan import WIDER
from pipeline.compare.records import DOWN, EARLIER, LATER, OTHER, UP, FieldChange, Move, Remark
from pipeline.compare.thresholds import LINK
from pipeline.compare.units import Units
from pipeline.compare.wording import Worded, marked_years, same_words, words_of
from pipeline.compare.years import rolled
from pipeline.records import NER, RULE, Task

T = TypeVar("T")
DEADLINE_WORDS = ("conditional", "ongoing", "unknown")
"""Kinds of deadlines that have no day and are compared by their words."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for a whole comparison: by how many years it rolled, the abbreviations of both plans, which names
    are one unit, the first year of the later plan, the least score
    of two rows that are one task."""

    years: int = 0
    since: int | None = None
    spelt: Mapping[str, str] = field(default_factory=dict)
    units: Units = field(default_factory=Units)
    link: float = LINK
    read: dict[str, tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)
    """The words of values read so far: rows share most of theirs."""

    def same_text(self, old: str, new: str) -> bool:
        """Whether two strings say the same but for rolling years, spelling and abbreviations."""
        return old == new or same_words(self.words(old), self.words(new), self.years)

    def words(self, text: str) -> tuple[str, ...]:
        """The words of a field's value or a heading."""
        if text not in self.read:
            self.read[text] = words_of(marked_years(text), self.spelt)
        return self.read[text]


def changed_fields(
    old: Task, new: Task, wordings: tuple[Worded, Worded], setting: Setting, *, moved: bool = False
) -> tuple[tuple[FieldChange, ...], tuple[Remark, ...]]:
    """The fields that differ, in the order of `pipeline.compare.records.FIELDS`, and what is only to be told.

    `moved` says that the rows stand in different sections (`pipeline.compare.sections`).
    """
    found: list[FieldChange] = []
    remarks: list[Remark] = []
    as_printed = same_words(wordings[0].printed, wordings[1].printed, setting.years)
    if not as_printed and not same_words(wordings[0].words, wordings[1].words, setting.years):
        found.append(FieldChange("task", (old.task,), (new.task,)))

    def told(name: str) -> bool:
        """Whether a difference in a field is one of the plans: of the same words read twice it is the reader's."""
        return not (as_printed and all(_from_text(task, name) for task in (old, new)))

    if told("targets") and (moves := _target_moves(old.targets, new.targets, setting)):
        found.append(_listed("targets", [t.raw for t in old.targets], [t.raw for t in new.targets], moves))
    moves, kept = _deadline_moves(old.deadlines, new.deadlines, setting)
    if moves and told("deadlines"):
        found.append(_listed("deadlines", [d.raw for d in old.deadlines], [d.raw for d in new.deadlines], moves))
    remarks += [Remark("same-year", {"time": raw}) for raw in kept]
    for name in ("lead_units", "coordinating_units"):
        before, after = getattr(old, name), getattr(new, name)
        keys = setting.units.keys(old, name), setting.units.keys(new, name)
        if setting.units.agree(*keys):
            remarks += [Remark("successor", {"old": a, "new": b}) for a, b in setting.units.merged(*keys)]
        elif told(name):
            found.append(_listed(name, before, after))
    if told("products") and not _matched(old.products, new.products, setting.same_text):
        found.append(_listed("products", old.products, new.products))
    if moved:
        found.append(FieldChange("section", (_place(old),), (_place(new),)))
    if old.number and new.number and old.number != new.number:
        remarks.append(Remark("renumbered", {"old": old.number, "new": new.number}))
    return tuple(found), tuple(remarks)


def _from_text(task: Task, name: str) -> bool:
    """Whether a field has what stands in the row's own text, or nothing."""
    if task.origins.get(name) not in (RULE, NER, None):
        return False
    values = [value if isinstance(value, str) else value.raw for value in getattr(task, name)]
    return all(value in task.task for value in values)


def _listed(name: str, old: Sequence[str], new: Sequence[str], moves: Sequence[Move] = ()) -> FieldChange:
    return FieldChange(name, tuple(old), tuple(new), tuple(moves))


def _place(task: Task) -> str:
    return " ".join(part for part in ("/".join(task.section_path), task.section) if part)


def _matched(old: Sequence[T], new: Sequence[T], same: Callable[[T, T], bool]) -> bool:
    """Whether each value of one side has its own on the other."""
    rest = list(new)
    for value in old:
        at = next((k for k, other in enumerate(rest) if same(value, other)), None)
        if at is None:
            return False
        del rest[at]
    return not rest


def same_value(name: str, old: Any, new: Any, setting: Setting) -> bool:
    """Whether one value of a field is the same on both sides; `name` is the field."""
    if name in ("lead_units", "coordinating_units"):
        return setting.units.same(old, new)
    if name == "deadlines":
        return same_deadline(old, new, setting)
    if name == "targets":
        return _same_target(old, new, setting)
    return setting.same_text(old, new)


# --- deadlines --------------------------------------------------------------------------------------------------------


def _deadline_moves(old: Sequence[Deadline], new: Sequence[Deadline], setting: Setting) -> tuple[list[Move], list[str]]:
    """How the deadlines moved, none where none did; and the words of those that kept a year that has gone."""
    here, there = list(old), list(new)
    for one in old:
        other = next((d for d in there if same_deadline(one, d, setting)), None)
        if other is not None:
            here.remove(one)
            there.remove(other)
    kept = _kept(old, new, setting)
    moves = []
    while here and there:
        one, other = min(
            ((a, b) for a in here for b in there),
            key=lambda pair: (_distance(pair[0], pair[1], setting.years), sorted(d.raw for d in pair)),
        )
        moves.append(_move(one, other, setting.years))
        here.remove(one)
        there.remove(other)
    moves += [Move(d.raw, None) for d in here]
    moves += [Move(None, d.raw) for d in there]
    return moves, kept


def same_deadline(old: Deadline, new: Deadline, setting: Setting) -> bool:
    """Whether a deadline stayed, or only rolled over: the same day or window so many years on, the same rule, or the
    same words where it has no day."""
    if setting.same_text(old.raw, new.raw):
        return True  # however they were read: "trong 45 ngày kể từ ngày ban hành", "trước ngày 20/11"
    wordy = old.kind in DEADLINE_WORDS or new.kind in DEADLINE_WORDS
    if wordy or WIDER in (*old.inferred, *new.inferred):
        return False
    pairs = ((old, new), (rolled(old, setting.years), new), (old, rolled(new, -setting.years)))
    same = any(_times(one) == _times(other) for one, other in pairs)
    return same and not (old.rrule and _other_count(old.raw, new.raw, setting))


def _times(deadline: Deadline) -> tuple[object, ...]:
    """What a deadline asks: its window, its day, its rule; "ngày 30/6" and "chậm nhất ngày 30/6" are one."""
    window = (deadline.start, deadline.end) if deadline.start else ()
    return window, deadline.end, deadline.due, deadline.rrule, deadline.bound == "before"


def _other_count(old: str, new: str, setting: Setting) -> bool:
    """Whether two frequencies differ in their figure alone: "03 buổi/tuần", "04 buổi/tuần" have one rule."""
    one, other = setting.words(old), setting.words(new)
    differ = [(a, b) for a, b in zip(one, other, strict=False) if a != b]
    return len(one) == len(other) and bool(differ) and all(a.isdecimal() and b.isdecimal() for a, b in differ)


def _kept(old: Sequence[Deadline], new: Sequence[Deadline], setting: Setting) -> list[str]:
    """Words of new deadlines that are those of the old plan to the day although all else rolled on."""
    since = setting.since
    return [
        other.raw
        for other in new
        if setting.years and since and other.due is not None and other.due.year < since
        if any(_times(one) == _times(other) for one in old)
    ]


def _distance(old: Deadline, new: Deadline, years: int) -> int:
    days = _days(old, new, years)
    return 10**6 if days is None else abs(days)


def _days(old: Deadline, new: Deadline, years: int) -> int | None:
    before, after = rolled(old, years).due, new.due
    return (after - before).days if before is not None and after is not None else None


def _move(old: Deadline, new: Deadline, years: int) -> Move:
    days = _days(old, new, years)
    direction = OTHER if not days else LATER if days > 0 else EARLIER
    return Move(old.raw, new.raw, direction, days)


# --- targets ----------------------------------------------------------------------------------------------------------


def _target_moves(old: Sequence[Target], new: Sequence[Target], setting: Setting) -> list[Move]:
    """How the targets moved, none where none did; those of one unit are compared in their order."""
    here, there = list(old), list(new)
    for one in old:
        other = next((t for t in there if _same_target(one, t, setting)), None)
        if other is not None:
            here.remove(one)
            there.remove(other)
    moves = []
    for one in list(here):
        other = next((t for t in there if _unit_of(t) == _unit_of(one)), None)
        if other is not None:
            moves.append(Move(one.raw, other.raw, direction(one, other)))
            here.remove(one)
            there.remove(other)
    moves += [Move(t.raw, None) for t in here]
    moves += [Move(None, t.raw) for t in there]
    return moves


def direction(old: Target, new: Target) -> str:
    """Which way a target's figure went."""
    if old.value is None or new.value is None or old.value == new.value:
        return OTHER
    return UP if new.value > old.value else DOWN


def _same_target(old: Target, new: Target, setting: Setting) -> bool:
    if old.value is None or new.value is None:
        return setting.same_text(old.raw, new.raw)
    return (old.comparator, old.value, _unit_of(old)) == (new.comparator, new.value, _unit_of(new))


def _unit_of(target: Target) -> tuple[str, ...]:
    return words_of(target.unit or "", {})
