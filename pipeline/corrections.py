"""What a person changed in a table becomes corrections of its plan, and stays when the plan is read again.

A corrected field has the person's value, the origin "person", and a `Correction` that keeps what stood there before. A
row that a person removed is kept aside (`Plan.removed`), one that was added says behind which row it belongs.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from extractors.abbreviations import find_abbreviations
from extractors.citations import find_citations
from extractors.plan_times import PlanTimes
from pipeline.chances import chances
from pipeline.edited_values import Reading, edited_values
from pipeline.edits import EDITABLE, Edits, NewRow, RowEdit, plain_text
from pipeline.naming import name_units
from pipeline.records import ADDED, PERSON, REMOVED, Correction, DocumentInfo, Notice, Plan, Task, letters

CORRECTABLE = (
    "task", "kind", "section_path", "section", "products", "lead_units", "coordinating_units", "deadlines", "targets",
    "extra",
)  # fmt: skip
"""The fields of a task that a person may correct."""


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


def apply_edits(
    edits: Edits, base: Plan, plan: Plan, by: str | None = None, at: str | None = None, *, stale: bool = False
) -> Applied:
    """`plan` with the `edits` of a table that was made of `base`: the same plan, or what it was at that time. `stale`:
    that is not sure, for the table itself does not say; what it says as before a correction is no change then.

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
        if stale:
            was = {c.field: c.was for c in task.corrections}
            back = replace(task, **values).to_dict()
            old = [name for name in values if name in was and back[name] == was[name]]
            notices += [Notice("table-is-older", {"field": name}, None, str(index + 1)) for name in old]
            values = {name: value for name, value in values.items() if name not in old}
        after = corrected(task, values, by, at)
        # as records: a value that was read back knows no offsets
        meant, said, now_said = before.to_dict(), task.to_dict(), after.to_dict()
        mine = {c.field for c in task.corrections if c.by == by}
        for name in values:
            if said[name] not in (meant[name], now_said[name]) and name not in mine:
                notices.append(Notice("correction-conflict", {"field": name}, task.source.page, str(index + 1)))
        changes += _differences(index, task.task, values, said, now_said)
        tasks[index] = after
        renewed.add(index)
    added: dict[int | None, list[Task]] = defaultdict(list)
    known = {task.id: index for index, task in enumerate(tasks)}
    struck = {task.id for task in plan.removed}
    of_base = {task.id for task in base.tasks}
    alike: Counter[tuple[str | None, str]] = Counter()
    for new in edits.added:
        place = None if new.after is None else now[new.after]
        above = None if place is None else tasks[place]
        row, told = _added_row(new, how, above)
        behind = above.id if above else None
        alike[behind, letters(row.task)] += 1
        own = _new_id(info, row, behind, alike[behind, letters(row.task)])
        theirs = plain_text(new.row["id"])
        if theirs in known and theirs not in of_base:  # the table's own records have lost the row
            notices.append(Notice("correction-without-row", {"text": row.task}))
            continue
        if theirs in struck:
            notices.append(Notice("row-was-removed", {"text": row.task}))
        elif own in known:
            index = known[own]
            values = {
                name: getattr(row, name) for name in CORRECTABLE if getattr(row, name) != getattr(tasks[index], name)
            }
            said, tasks[index] = tasks[index].to_dict(), replace(tasks[index], **values)
            changes += _differences(index, row.task, values, said, tasks[index].to_dict())
            renewed.add(index)
        else:
            notices += told
            added[place].append(replace(row, id=own, corrections=(Correction(ADDED, behind, by, at),)))
            changes.append(Change(None, row.task, ADDED))
    gone = {index for place in edits.removed if (index := now[place]) is not None}
    changes += [Change(index + 1, tasks[index].task, REMOVED) for index in sorted(gone)]
    whole = _put_together(plan, tasks, added, gone, renewed, by, at)
    return Applied(whole, tuple(changes), tuple(notices))


def _differences(
    index: int, text: str, names: Iterable[str], said: Mapping[str, Any], now_said: Mapping[str, Any]
) -> list[Change]:
    """Which of the fields `names` of a row hold something else in its record now."""
    changed = [name for name in names if said[name] != now_said[name]]
    return [Change(index + 1, text, name, said[name], now_said[name]) for name in changed]


def _added_row(new: NewRow, how: Reading, above: Task | None) -> tuple[Task, list[Notice]]:
    """The task of a row that a person added, in the section of the row above it where it names none."""
    cells = {name: new.row[name] for name in EDITABLE if new.row[name].strip()}
    blank = Task("", "task", " ".join(new.row["task"].split()))
    if above is not None and "place" not in cells:
        blank = replace(blank, section_path=above.section_path, section=above.section)
    values, told = edited_values(blank, RowEdit(-1, cells, new.row.others), how)
    origins = dict.fromkeys(("task", *values), PERSON)
    return replace(blank, **values, origins=origins, citations=tuple(find_citations(blank.task))), told


def carry_corrections(old: Plan, new: Plan) -> Applied:
    """`new`, the plan read again, with the corrections that a person made in `old`.

    A row is the same where its id is; else where its printed words are, once in both. A corrected row that is not in
    the plan any more is kept as a row of its own, and told.
    """
    where = _same_rows([_as_read(task) for task in old.tasks], new.tasks)
    struck = {task.id for task in new.removed}
    tasks = list(new.tasks)
    changes: list[Change] = []
    notices: list[Notice] = []
    added: dict[int | None, list[Task]] = defaultdict(list)
    renewed: set[int] = set()
    last: int | None = None
    for position, task in enumerate(old.tasks):
        index = where[position]
        if index is None:
            if task.corrected and task.id not in struck:
                added[last].append(task)
                changes.append(Change(None, task.task, ADDED))
                if all(c.field != ADDED for c in task.corrections):
                    notices.append(Notice("correction-without-row", {"text": task.task}))
            continue
        last = index
        if task.corrected:
            tasks[index], told = _carried(task, tasks[index])
            notices += [replace(notice, row=str(index + 1)) for notice in told]
            changes += [Change(index + 1, task.task, c.field) for c in task.corrections]
            renewed.add(index)
    gone: dict[int, Correction] = {}
    kept_away = []
    for removed, index in zip(old.removed, _same_rows([_as_read(t) for t in old.removed], new.tasks), strict=True):
        mark = next((c for c in removed.corrections if c.field == REMOVED), Correction(REMOVED))
        if index is not None and index not in where:
            tasks[index], _ = _carried(removed, tasks[index])
            gone[index] = mark
            changes.append(Change(index + 1, removed.task, REMOVED))
        elif removed.id not in struck:
            kept_away.append(removed)  # not in the plan now, but it may come back
    new = replace(new, removed=(*new.removed, *kept_away))
    whole = _put_together(new, tasks, added, gone, renewed)
    order = {task.id: place for place, task in enumerate(old.removed)}
    away = sorted(whole.removed, key=lambda task: order.get(task.id, len(order)))
    return Applied(replace(whole, removed=tuple(away)), tuple(changes), tuple(notices))


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
    """The task with the confidence of the fields that no person has corrected. Its doubts stay: a correction may be
    taken back."""
    own = {correction.field for correction in task.corrections}
    rest = [share for name, share in chances(task.doubts).items() if name not in own]
    return replace(task, confidence=round(min(rest, default=1.0), 2))


def _carried(old: Task, new: Task) -> tuple[Task, list[Notice]]:
    """The task as read again with the corrections of `old`; told where the reading is another one now. Of two
    corrections of one field the later stays, and what the plan itself now says is no correction."""
    notices = []
    before = new.to_dict()
    kept = {c.field: c for c in new.corrections}
    values: dict[str, Any] = {}
    for correction in (c for c in old.corrections if c.field in CORRECTABLE):
        name, theirs = correction.field, kept.get(correction.field)
        if theirs is not None and (theirs.at or "") >= (correction.at or ""):
            continue
        read = theirs.was if theirs is not None else before[name]
        if old.to_dict()[name] == read:
            kept.pop(name, None)
            values[name] = getattr(old, name)
            continue
        if read != correction.was:
            notices.append(Notice("correction-reading-differs", {"field": name}, new.source.page))
        kept[name] = replace(correction, was=read)
        values[name] = getattr(old, name)
    if not values:
        return new, notices
    task = replace(new, **values, corrections=tuple(kept.values()))
    if "task" in values:
        task = replace(task, citations=tuple(find_citations(task.task)))
    mine = {name: PERSON for name in values if name in kept}
    return _rated(replace(task, origins={**new.origins, **mine})), notices


def _as_read(task: Task) -> Task:
    """The task with the text that was read, where a person has changed it."""
    was = next((c.was for c in task.corrections if c.field == "task"), None)
    return replace(task, task=was) if isinstance(was, str) else task


def _same_rows(old: Sequence[Task], new: Sequence[Task]) -> list[int | None]:
    """The place in `new` of each task of `old`: by id and section, then by text and section (ids count equal texts, and
    shift where one comes or goes), then by id, then by the text that only one of each has."""
    texts = [letters(task.task) for task in old]
    places: list[int | None] = [None] * len(old)
    left = dict.fromkeys(range(len(new)))
    ways: tuple[Callable[[Task], tuple[object, ...]], ...] = (
        lambda task: (task.id, task.section_path, task.section),
        lambda task: (letters(task.task), task.section_path, task.section),
        lambda task: (task.id,),
    )
    for way in ways:
        waiting: dict[tuple[object, ...], list[int]] = defaultdict(list)
        for index in reversed(left):
            waiting[way(new[index])].append(index)
        for position, task in enumerate(old):
            if places[position] is None and waiting[way(task)]:
                places[position] = waiting[way(task)].pop()
        taken = set(places)
        left = dict.fromkeys(index for index in left if index not in taken)
    by_text: dict[str, list[int]] = defaultdict(list)
    for index in left:
        by_text[letters(new[index].task)].append(index)
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
            out.append(row)

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
    named_away = name_units(removed, find_abbreviations("\n".join(task.task for task in removed)))
    removed = [
        replace(task, units=names.units) if len(task.corrections) > 1 else task
        for task, names in zip(removed, named_away, strict=True)
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


def _new_id(info: DocumentInfo, task: Task, behind: str | None, count: int) -> str:
    """The id of a row that a person added behind another, the same however often the table is applied."""
    words = f"{letters(info.title or '')}|{letters(task.task)}|{behind}|{ADDED}{count}"
    return hashlib.sha1(words.encode(errors="backslashreplace")).hexdigest()[:12]
