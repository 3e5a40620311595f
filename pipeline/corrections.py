"""What a person changed in a table becomes corrections of its plan, and stays when the plan is read again.

A corrected field has the person's value, the origin "person", and a `Correction` that keeps what stood there before. A
row that a person removed is kept aside (`Plan.removed`), one that was added says behind which row it belongs.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from extractors.abbreviations import find_abbreviations
from extractors.citations import find_citations
from extractors.plan_times import PlanTimes
from pipeline.chances import chances
from pipeline.edited_values import Reading, edited_values
from pipeline.edits import EDITABLE, Edits, RowEdit
from pipeline.naming import name_units
from pipeline.records import ADDED, PERSON, REMOVED, Correction, DocumentInfo, Notice, Plan, Task

CORRECTABLE = (
    "task", "kind", "section_path", "section", "products", "lead_units", "coordinating_units", "deadlines", "targets",
    "extra",
)  # fmt: skip
"""The fields of a task that a person may correct."""


OF_ALL = ("prose", "flattened", "long-text", "doubtful-cells")
"""Doubts about a whole row."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that was taken over: the row in the plan (from 1; None: removed), the task's text, the field (or
    `ADDED`, `REMOVED`), and what the field holds before and after, as in JSON."""

    row: int | None
    text: str
    field: str
    before: Any = None
    after: Any = None


@dataclass(frozen=True, slots=True)
class Applied:
    """The plan with its corrections, what was taken over, and what a person should look at."""

    plan: Plan
    changes: tuple[Change, ...] = ()
    notices: tuple[Notice, ...] = ()


def apply_edits(edits: Edits, base: Plan, plan: Plan, by: str | None = None, at: str | None = None) -> Applied:
    """`plan` with the `edits` of a table that was made of `base`: the same plan, or what it was at that time.

    `by` and `at` (ISO 8601) say who saved the edited file and when. Where plan and table both changed a field, the
    table's value is taken and a notice tells of the other.
    """
    info = plan.document
    how = Reading(PlanTimes.of(info.title, info.years, info.issued), edits.lined, edits.american)
    now = _same_rows(base.tasks, plan.tasks)
    tasks = list(plan.tasks)
    changes: list[Change] = []
    notices: list[Notice] = []
    renewed: set[int] = set()
    for edit in edits.changed:
        before = base.tasks[edit.position]
        values, told = edited_values(before, edit, how)
        index = now[edit.position]
        if index is None:
            notices.append(Notice("correction-without-row", {"text": before.task}))
            continue
        notices += [replace(notice, row=str(index + 1)) for notice in told]
        task = tasks[index]
        after = corrected(task, values, by, at)
        # as records: a value that was read back knows no offsets
        meant, said, now_said = before.to_dict(), task.to_dict(), after.to_dict()
        for name in values:
            if said[name] not in (meant[name], now_said[name]):
                notices.append(Notice("correction-conflict", {"field": name}, task.source.page, str(index + 1)))
        changed = [name for name in values if said[name] != now_said[name]]
        changes += [Change(index + 1, task.task, name, said[name], now_said[name]) for name in changed]
        tasks[index] = after
        renewed.add(index)
    added: dict[int | None, list[Task]] = defaultdict(list)
    for new in edits.added:
        cells = {name: new.row[name] for name in EDITABLE if new.row[name].strip()}
        blank = Task("", "task", " ".join(new.row["task"].split()))
        values, told = edited_values(blank, RowEdit(-1, cells, new.row.others), how)
        notices += told
        place = None if new.after is None else now[new.after]
        behind = None if place is None else tasks[place].id
        row = replace(
            blank, **values, origins=dict.fromkeys(values, PERSON), citations=tuple(find_citations(blank.task))
        )
        added[place].append(replace(row, corrections=(Correction(ADDED, behind, by, at),)))
        changes.append(Change(None, row.task, ADDED))
    gone = {index for place in edits.removed if (index := now[place]) is not None}
    changes += [Change(index + 1, tasks[index].task, REMOVED) for index in sorted(gone)]
    whole = _put_together(plan, tasks, added, gone, renewed, by, at)
    return Applied(whole, tuple(changes), tuple(notices))


def carry_corrections(old: Plan, new: Plan) -> Applied:
    """`new`, the plan read again, with the corrections that a person made in `old`.

    A row is the same where its id is; else where its printed words are, once in both. A corrected row that is not in
    the plan any more is kept as a row of its own, and told.
    """
    where = _same_rows([_as_read(task) for task in old.tasks], new.tasks)
    tasks = list(new.tasks)
    changes: list[Change] = []
    notices: list[Notice] = []
    added: dict[int | None, list[Task]] = defaultdict(list)
    renewed: set[int] = set()
    last: int | None = None
    for position, task in enumerate(old.tasks):
        index = where[position]
        if task.corrected and (index is None or any(c.field == ADDED for c in task.corrections)):
            added[last].append(task)
            changes.append(Change(None, task.task, ADDED))
            if index is None and all(c.field != ADDED for c in task.corrections):
                notices.append(Notice("correction-without-row", {"text": task.task}))
            continue
        if index is None:
            continue
        last = index
        if task.corrected:
            tasks[index], told = _carried(task, tasks[index])
            notices += [replace(notice, row=str(index + 1)) for notice in told]
            changes += [Change(index + 1, task.task, c.field) for c in task.corrections]
            renewed.add(index)
    gone: dict[int, Correction] = {}
    for removed, index in zip(old.removed, _same_rows([_as_read(t) for t in old.removed], new.tasks), strict=True):
        struck = next((c for c in removed.corrections if c.field == REMOVED), Correction(REMOVED))
        if index is not None:
            gone[index] = struck
            changes.append(Change(index + 1, removed.task, REMOVED))
    whole = _put_together(new, tasks, added, gone, renewed)
    return Applied(whole, tuple(changes), tuple(notices))


def corrected(task: Task, values: Mapping[str, Any], by: str | None, at: str | None) -> Task:
    """The task with these values of a person in place of its own; one that is put back is no correction any more."""
    known = {correction.field: correction for correction in task.corrections}
    before, after = task.to_dict(), replace(task, **values).to_dict()
    values = {name: value for name, value in values.items() if before[name] != after[name]}
    changed = replace(task, **values)
    origins = dict(task.origins)
    for name in values:
        was = known[name].was if name in known else before[name]
        known.pop(name, None)
        origins.pop(name, None)
        if after[name] != was:
            known[name] = Correction(name, was, by, at)
            origins[name] = PERSON
    if "task" in values:
        changed = replace(changed, citations=tuple(find_citations(changed.task)))
    return _rated(replace(changed, corrections=tuple(known.values()), origins=origins))


def _rated(task: Task) -> Task:
    """The task without the doubts about what a person has corrected, its confidence that of the other fields."""
    own = {correction.field for correction in task.corrections}
    kept = tuple(code for code in task.doubts if _doubted(code) not in own)
    rest = [share for name, share in chances(kept).items() if name not in own]
    return replace(task, doubts=kept, confidence=max(task.confidence, round(min(rest, default=1.0), 2)))


def _doubted(code: str) -> str | None:
    """The field that a doubt speaks of most, None where it says of all alike that they are harder to read."""
    if code in OF_ALL:
        return None
    likely = chances((code,))
    return min(likely, key=lambda name: likely[name])


def _carried(old: Task, new: Task) -> tuple[Task, list[Notice]]:
    """The task as read again with the corrections of `old`; told where the reading is another one now."""
    notices = []
    before = new.to_dict()
    by_name = {c.field: c for c in old.corrections if c.field in CORRECTABLE}
    values = {name: getattr(old, name) for name in by_name}
    for name, correction in by_name.items():
        if before[name] != correction.was and getattr(new, name) != values[name]:
            notices.append(Notice("correction-reading-differs", {"field": name}, new.source.page))
    task = replace(new, **values)
    kept = tuple(replace(correction, was=before[name]) for name, correction in by_name.items())
    if "task" in values:
        task = replace(task, citations=tuple(find_citations(task.task)))
    return _rated(replace(task, corrections=kept, origins={**new.origins, **dict.fromkeys(values, PERSON)})), notices


def _as_read(task: Task) -> Task:
    """The task with the text that was read, where a person has changed it."""
    was = next((c.was for c in task.corrections if c.field == "task"), None)
    return replace(task, task=was) if isinstance(was, str) else task


def _same_rows(old: Sequence[Task], new: Sequence[Task]) -> list[int | None]:
    """The place in `new` of each task of `old`: by id, in their order where it repeats, else by the text that only one
    of each has."""
    by_id: dict[str, list[int]] = defaultdict(list)
    by_text: dict[str, list[int]] = defaultdict(list)
    for index, task in reversed(list(enumerate(new))):
        by_id[task.id].append(index)
    places = [by_id[task.id].pop() if by_id[task.id] else None for task in old]
    left = {index for indexes in by_id.values() for index in indexes}
    for index in left:
        by_text[_letters(new[index].task)].append(index)
    texts = [_letters(task.task) for task in old]
    for position, text in enumerate(texts):
        if places[position] is None and len(by_text[text]) == 1 and texts.count(text) == 1:
            places[position] = by_text[text][0]
    return places


def _put_together(
    plan: Plan,
    tasks: Sequence[Task],
    added: Mapping[int | None, Sequence[Task]],
    gone: Iterable[int] | Mapping[int, Correction],
    renewed: set[int],
    by: str | None = None,
    at: str | None = None,
) -> Plan:
    """The plan with its changed tasks, new rows behind those at their places, and removed rows set aside."""
    struck = gone if isinstance(gone, Mapping) else dict.fromkeys(gone, Correction(REMOVED, None, by, at))
    out: list[Task] = []
    fresh: set[int] = set()

    def put(rows: Sequence[Task]) -> None:
        for row in rows:
            fresh.add(len(out))
            out.append(row if row.id else replace(row, id=_new_id(plan.document, row, out, tasks)))

    put(added.get(None, ()))
    for index, task in enumerate(tasks):
        if index not in struck:
            if index in renewed:
                fresh.add(len(out))
            out.append(task)
        put(added.get(index, ()))
    removed = [
        replace(tasks[index], corrections=(*tasks[index].corrections, struck[index])) for index in sorted(struck)
    ]
    dead = {task.id for task in removed} - {task.id for task in out}
    text = "\n".join([plan.document.title or "", *(task.task for task in out)])
    named = name_units(out, find_abbreviations(text))
    whole = [
        _without_links(replace(task, units=named[i].units) if i in fresh else task, dead) for i, task in enumerate(out)
    ]
    return replace(plan, tasks=tuple(whole), removed=(*plan.removed, *removed))


def _without_links(task: Task, dead: set[str]) -> Task:
    """The task without links to rows that are no rows any more."""
    if not dead:
        return task
    return replace(
        task,
        parent=None if task.parent in dead else task.parent,
        same_as=tuple(other for other in task.same_as if other not in dead),
        section_targets=tuple(other for other in task.section_targets if other not in dead),
    )


def _new_id(info: DocumentInfo, task: Task, *others: Sequence[Task]) -> str:
    """An id for a row that a person added, unlike those of all others."""
    taken = {other.id for tasks in others for other in tasks}
    count = 1
    while True:
        words = f"{_letters(info.title or '')}|{_letters(task.task)}|{ADDED}{count}"
        own = hashlib.sha1(words.encode(errors="backslashreplace")).hexdigest()[:12]
        if own not in taken:
            return own
        count += 1


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
