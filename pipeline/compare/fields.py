"""Which fields of a task differ between two years, beyond what rolled over or is only another name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar

import regex

from extractors.deadlines import Deadline
from extractors.targets import Target
from extractors.time_scan import WIDER
from pipeline.compare.records import DOWN, EARLIER, LATER, OTHER, UP, FieldChange, Move, Remark
from pipeline.compare.setting import Setting
from pipeline.compare.wording import FIGURE, TIME, UNIT, Worded, same_words
from pipeline.compare.years import rolled
from pipeline.records import NER, RULE, Task
from pipeline.table import place

V = TypeVar("V")
# a time counted from the plan's issue: "45 ngày kể từ ngày ban hành"
COUNTED = regex.compile(r"kể từ|từ ngày ban hành|từ khi", regex.IGNORECASE)
# a figure of a target: "8", "10", "2,5"
FIGURES = regex.compile(r"\d+(?:[.,]\d+)?")
DEADLINE_WORDS = ("conditional", "ongoing", "unknown")
"""Kinds of deadlines that have no day and are compared by their words."""


def changed_fields(
    old: Task, new: Task, wordings: tuple[Worded, Worded], setting: Setting, *, moved: bool = False
) -> tuple[tuple[FieldChange, ...], tuple[Remark, ...]]:
    """The fields that differ, in the order of `pipeline.compare.records.FIELDS`, and what is only to be told.

    `moved` says that the rows stand in different sections (`pipeline.compare.sections`).
    """
    found: list[FieldChange] = []
    remarks: list[Remark] = []
    as_printed = same_words(wordings[0].printed, wordings[1].printed, setting.years)
    reworded = not as_printed and not same_words(wordings[0].words, wordings[1].words, setting.years)
    held = {} if reworded else _side_by_side(*wordings)
    if reworded:
        found.append(FieldChange("task", (old.task,), (new.task,)))

    def told(name: str) -> bool:
        """Whether a difference in a field is one of the plans: of the same words read twice it is the reader's."""
        return not (as_printed and all(_from_text(task, name) for task in (old, new)))

    moves = _moves(old.targets, new.targets, _Targets(setting), held.get(FIGURE, ()))
    if moves and told("targets"):
        found.append(_listed("targets", [t.raw for t in old.targets], [t.raw for t in new.targets], moves))
    times = [d.raw for d in old.deadlines], [d.raw for d in new.deadlines]
    moves = _moves(old.deadlines, new.deadlines, _Deadlines(setting), held.get(TIME, ()))
    # the same words may stand under another year's heading: then the days decide
    if moves and (told("deadlines") or _matched(*times, setting.same_text)):
        found.append(_listed("deadlines", *times, moves))
    remarks += [Remark("same-year", {"time": raw}) for raw in _kept(old, new, setting)]
    for name in ("lead_units", "coordinating_units"):
        before, after = getattr(old, name), getattr(new, name)
        keys = setting.units.keys(old, name), setting.units.keys(new, name)
        if setting.units.agree(*keys) and not _swapped(before, after, held.get(UNIT, ()), setting):
            remarks += [Remark("successor", {"old": a, "new": b}) for a, b in setting.units.merged(*keys)]
            remarks += [Remark("alias", {"old": a, "new": b}) for a, b in setting.units.by_initials(before, after)]
        elif told(name):
            found.append(_listed(name, before, after))
    if told("products") and not _matched(old.products, new.products, setting.same_text):
        found.append(_listed("products", old.products, new.products))
    if moved:
        found.append(FieldChange("section", (place(old),), (place(new),)))
    if old.number and new.number and old.number != new.number:
        remarks.append(Remark("renumbered", {"old": old.number, "new": new.number}))
    return tuple(found), tuple(remarks)


def parted(old: Sequence[Task], new: Sequence[Task], setting: Setting) -> tuple[FieldChange, ...]:
    """What else changed where a task was split or merged: times, doers, figures that no row of the other side has."""
    found: list[FieldChange] = []
    for name in ("targets", "deadlines", "lead_units", "coordinating_units"):
        before, after = (list(dict.fromkeys(v for task in side for v in getattr(task, name))) for side in (old, new))
        gone = [v for v in before if not any(same_value(name, v, w, setting) for w in after)]
        come = [w for w in after if not any(same_value(name, v, w, setting) for v in before)]
        if not gone and not come:
            continue
        moves: list[Move] = []
        if name == "targets":
            moves = _moves_of_group(gone, come, _Targets(setting))
        elif name == "deadlines":
            moves = _moves_of_group(gone, come, _Deadlines(setting))
        one, other = ([v if isinstance(v, str) else v.raw for v in side] for side in (before, after))
        found.append(_listed(name, one, other, moves))
    return tuple(found)


Held = dict[str, list[tuple[str, str]]]
"""What stands in the same places of two texts, by kind of value (UNIT, TIME, FIGURE): old words, new words."""


def _side_by_side(old: Worded, new: Worded) -> Held:
    """What two texts of the same wording hold in the same places; nothing where the places differ."""
    if [sign for sign, _ in old.held] != [sign for sign, _ in new.held]:
        return {}
    out: Held = {}
    for (sign, one), (_, other) in zip(old.held, new.held, strict=True):
        out.setdefault(sign, []).append((one, other))
    return out


def _swapped(old: Sequence[str], new: Sequence[str], held: Sequence[tuple[str, str]], setting: Setting) -> bool:
    """Whether units have changed places in a text: each leads what the other led."""
    return any(a in old and b in new and not setting.units.same(a, b) for a, b in held)


def _from_text(task: Task, name: str) -> bool:
    """Whether a field has what stands in the row's own text, or nothing."""
    if not task.origins or task.origins.get(name) not in (RULE, NER, None):
        return False  # a table that was read back does not say where its values come from
    values = [value if isinstance(value, str) else value.raw for value in getattr(task, name)]
    return all(value in task.task for value in values)


def _listed(name: str, old: Sequence[str], new: Sequence[str], moves: Sequence[Move] = ()) -> FieldChange:
    return FieldChange(name, tuple(old), tuple(new), tuple(moves))


def _matched(old: Sequence[V], new: Sequence[V], same: Callable[[V, V], bool]) -> bool:
    """Whether each value of one side has its own on the other."""
    return not any(_left(old, new, same))


def _left(old: Sequence[V], new: Sequence[V], same: Callable[[V, V], bool]) -> tuple[list[V], list[V]]:
    """The values of each side that have none of their own on the other."""
    gone, rest = [], list(new)
    for value in old:
        at = next((k for k, other in enumerate(rest) if same(value, other)), None)
        if at is None:
            gone.append(value)
        else:
            del rest[at]
    return gone, rest


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


class _Deadlines:
    """How deadlines are held against each other."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting

    def same(self, old: Deadline, new: Deadline) -> bool:
        return same_deadline(old, new, self.setting)

    def group(self, deadline: Deadline) -> object:
        return None

    def move(self, old: Deadline, new: Deadline) -> Move:
        before = rolled(old, self.setting.years)
        days = (new.due - before.due).days if before.due is not None and new.due is not None else None
        begins = (new.start - before.start).days if before.start is not None and new.start is not None else None
        direction = OTHER if not days else LATER if days > 0 else EARLIER
        return Move(old.raw, new.raw, direction, days, begins)


def same_deadline(old: Deadline, new: Deadline, setting: Setting) -> bool:
    """Whether a deadline stayed, or only rolled over: the same day or window so many years on, the same rule, or the
    same words where it has no day."""
    wordy = any(d.kind in DEADLINE_WORDS or not (d.start or d.end or d.rrule) for d in (old, new))
    if wordy or WIDER in (*old.inferred, *new.inferred):
        return setting.same_text(old.raw, new.raw)
    # the same words with another meaning: counted from the issue, each year's in a plan of several years
    if setting.same_text(old.raw, new.raw) and (old.kind != new.kind or COUNTED.search(old.raw)):
        return True
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


def _kept(old: Task, new: Task, setting: Setting) -> list[str]:
    """Words of times of the new plan that are those of the old one to the year although all else rolled on; a time in a
    year that is over may not have been read as a deadline."""
    since = setting.since
    if not setting.years or since is None:
        return []
    found = [
        other.raw
        for other in new.deadlines
        if other.due is not None and other.due.year < since
        if any(_times(one) == _times(other) for one in old.deadlines)
    ]
    unread = [
        one.raw
        for one in old.deadlines
        if one.due is not None and one.due.year < since and str(one.due.year) in one.raw and one.raw in new.task
    ]
    return list(dict.fromkeys((*found, *unread)))


# --- targets ----------------------------------------------------------------------------------------------------------


class _Targets:
    """How targets are held against each other: those of one unit."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting

    def same(self, old: Target, new: Target) -> bool:
        return _same_target(old, new, self.setting)

    def group(self, target: Target) -> object:
        return unit_of(target)

    def move(self, old: Target, new: Target) -> Move:
        return Move(old.raw, new.raw, direction(old, new))


def direction(old: Target, new: Target) -> str:
    """Which way a target's figure went."""
    if old.value is None or new.value is None or old.value == new.value:
        return OTHER
    return UP if new.value > old.value else DOWN


def _same_target(old: Target, new: Target, setting: Setting) -> bool:
    if old.value is None or new.value is None:
        return setting.same_text(old.raw, new.raw)
    same = (old.comparator, old.value, unit_of(old)) == (new.comparator, new.value, unit_of(new))
    figures = FIGURES.findall(old.raw), FIGURES.findall(new.raw)
    # "8-10%" has two figures, of which its value is one
    return same and (max(map(len, figures)) < 2 or figures[0] == figures[1])


def unit_of(target: Target) -> str:
    """The unit of a target's figure: "%", "mô hình"; without case."""
    return " ".join((target.unit or "").casefold().split())


# --- values in pairs --------------------------------------------------------------------------------------------------


class _Kind(Protocol):
    """How values of a field are held against each other."""

    def same(self, old: Any, new: Any) -> bool:
        """Whether a value stayed."""

    def group(self, value: Any) -> object:
        """What values must have in common to be held against each other."""

    def move(self, old: Any, new: Any) -> Move:
        """How one became the other."""


def _moves(old: Sequence[Any], new: Sequence[Any], kind: _Kind, held: Sequence[tuple[str, str]]) -> list[Move]:
    """How values moved, none where none did. What stands in the same place of the same wording (`held`) belongs
    together; as many values on both sides in their order, if not all of them stayed; of other numbers only what is left
    when those that stayed are gone, where it is one on each side."""
    here: list[Any] = list(old)
    there: list[Any] = list(new)
    out: list[Move] = []
    for one, other in held:
        a = next((value for value in here if value.raw == one), None)
        b = next((value for value in there if value.raw == other), None)
        if a is not None and b is not None:
            here.remove(a)
            there.remove(b)
            out += [] if kind.same(a, b) else [kind.move(a, b)]
    for group in dict.fromkeys([kind.group(value) for value in (*here, *there)]):
        mine, theirs = ([v for v in side if kind.group(v) == group] for side in (here, there))
        out += _moves_of_group(mine, theirs, kind)
    return out


def _moves_of_group(old: Sequence[Any], new: Sequence[Any], kind: _Kind) -> list[Move]:
    """How the values of one group moved."""
    gone, come = _left(old, new, kind.same)
    if gone and len(old) == len(new):
        return [kind.move(a, b) for a, b in zip(old, new, strict=True) if not kind.same(a, b)]
    if len(gone) == len(come) == 1:
        return [kind.move(gone[0], come[0])]
    return [Move(value.raw, None) for value in gone] + [Move(None, value.raw) for value in come]
